//! The error that a service sends.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::{self, Doc};
use super::enums::deprecated;
use super::plan::{CodePlan, Field, Plan};
use super::source::Source;
use super::{details, types};
use crate::model::{Kind, Part};
use crate::targets::RenderError;

/// The module `error` of a catalog.
pub(super) fn module(plan: &Plan<'_>, docs: &str) -> Result<String, RenderError> {
    let mut source = Source::new(docs);
    source.items(imports(plan))?;
    source.items(type_of(plan))?;
    constructors(plan, &mut source)?;
    source.items(other_methods(plan))?;
    source.items(quote! { shared::error!(); })?;
    if plan.has_redirects() {
        source.items(quote! { shared::redirect!(); })?;
    }
    for (code, details) in plan.detailed() {
        let (variant, details) = (&code.variant, &details.name);
        source.items(quote! { shared::details!(#variant, #details); })?;
    }
    Ok(source.finish())
}

fn imports(plan: &Plan<'_>) -> TokenStream {
    let details = plan.has_details().then(|| quote!(details,));
    let members = (!plan.body.leaves.is_empty()).then(|| quote! { use super::envelope::Members; });
    quote! {
        use super::shared;
        #members
        use super::{#details ErrorCode};
    }
}

fn type_of(plan: &Plan<'_>) -> TokenStream {
    let about = format!("An error of the {} to send to a client.", doc::words(&plan.catalog.title));
    let about = Doc::of(&about)
        .markdown(
            "Each code has a constructor that takes the code's details. [`Envelope`](super::Envelope) is the body \
             of the response.",
        )
        .attributes();
    let mut fields = vec![quote!(code: ErrorCode), quote!(message: Option<String>)];
    let mut shown = Vec::new();
    let mut enumeration = None;
    if plan.has_details() {
        fields.push(quote!(details: Option<Details>));
        shown.push("details");
        let variants = plan.detailed().map(|(code, details)| {
            let about = format!("The details of [`{0}`](ErrorCode::{0}).", code.variant);
            let about = Doc::of(&about).attributes();
            let (variant, details) = (&code.variant, &details.name);
            quote! { #about #variant(details::#details) }
        });
        let large = plan.detailed().any(|(_, details)| details.fields.len() > 4).then(|| {
            quote! {
                #[allow(clippy::large_enum_variant, reason = "errors are boxed anyway")]
            }
        });
        enumeration = Some(quote! {
            /// The details of an error, by its code.
            #large
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum Details { #(#variants),* }
        });
    }
    if !plan.body.leaves.is_empty() {
        fields.push(quote!(members: Members));
        shown.push("members");
    }
    let shown = shown.into_iter().map(|name| {
        let field = format_ident!("{name}");
        quote! { .field(#name, &self.parts.#field) }
    });
    quote! {
        #about
        pub struct ApiError {
            /// Boxed to keep `Result` small.
            parts: Box<Parts>,
        }

        struct Parts {
            #(#fields,)*
            sending: shared::Sending,
            source: Option<Box<dyn std::error::Error + Send + Sync>>,
        }

        #enumeration

        impl std::fmt::Debug for ApiError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct("ApiError")
                    .field("code", &self.parts.code)
                    .field("status", &self.status())
                    .field("message", &self.message())
                    #(#shown)*
                    .field("source", &self.parts.source)
                    .finish()
            }
        }
    }
}

/// A constructor for each code.
fn constructors(plan: &Plan<'_>, source: &mut Source) -> Result<(), RenderError> {
    let none = if plan.has_details() { ", None" } else { "" };
    let mut block = source.block("/// A constructor for each code.\nimpl ApiError {", "}");
    for code in &plan.codes {
        block.space();
        constructor_comment(code).write(&mut block);
        if let Some(attribute) = deprecated(code.code) {
            block.line(attribute);
        }
        let Some(details) = &code.details else {
            block.line("#[inline]");
            block.line("#[must_use]");
            block.line(format_args!("pub fn {}() -> ApiError {{", code.constructor));
            block.line(format_args!("    ApiError::new(ErrorCode::{}{none})", code.variant));
            block.line("}");
            continue;
        };
        let (name, variant, ty) = (&code.constructor, &code.variant, &details.name);
        let parameters = details::parameters(details);
        let arguments: Vec<_> = details::required(details).map(|field| &field.name).collect();
        let many = details::many(details);
        block.methods(&quote! {
            #many
            #[inline]
            #[must_use]
            pub fn #name(#parameters) -> ApiError {
                let details = details::#ty::new(#(#arguments),*);
                ApiError::new(ErrorCode::#variant, Some(Details::#variant(details)))
            }
        })?;
    }
    block.close();
    Ok(())
}

fn constructor_comment(code: &CodePlan<'_>) -> Doc {
    let mut doc = Doc::of(&format!("{}.", doc::words(&code.code.title)));
    doc.markdown(&format!("The error of [`ErrorCode::{}`].", code.variant));
    if let Some(details) = &code.details
        && details.fields.iter().any(|field| field.detail.optional)
    {
        doc.markdown(&format!(
            "To set optional details, create it from [`details::{}`].",
            details.name
        ));
    }
    doc
}

fn other_methods(plan: &Plan<'_>) -> TokenStream {
    let members = (!plan.body.leaves.is_empty()).then(|| quote!(members: Members::default(),));
    let (parameter, field, getter) = if plan.has_details() {
        let getter = quote! {
            /// The details of the error's code, if it has any.
            #[must_use]
            pub fn details(&self) -> Option<&Details> {
                self.parts.details.as_ref()
            }
        };
        (quote!(, details: Option<Details>), quote!(details,), getter)
    } else {
        Default::default()
    };
    let access = (!plan.body.leaves.is_empty()).then(|| {
        quote! {
            pub(super) fn members(&self) -> &Members {
                &self.parts.members
            }
        }
    });
    let setters = setters(plan);
    let from_code = from_code(plan);
    let message = default_message(plan);
    quote! {
        /// What is specific to this API.
        impl ApiError {
            #getter

            #setters

            #from_code

            fn new(code: ErrorCode #parameter) -> ApiError {
                let parts = Parts {
                    code,
                    message: None,
                    #field
                    #members
                    sending: shared::Sending::default(),
                    source: None,
                };
                ApiError { parts: Box::new(parts) }
            }

            #access

            fn default_message(&self) -> std::borrow::Cow<'static, str> {
                #message
            }
        }
    }
}

/// Methods that set members of the body that do not depend on the code.
fn setters(plan: &Plan<'_>) -> TokenStream {
    let setters = plan.body.setters().map(|leaf| {
        let name = &leaf.name;
        let method = format_ident!("{}", leaf.setter());
        let path = crate::model::display_path(&leaf.path);
        let mut comment = Doc::of(&format!("Sets {} in the body.", doc::code(&path)));
        if let Some(description) = leaf.description {
            comment.text(description);
        }
        if plan.body.is_required(leaf) {
            let empty = if leaf.any { "`null`" } else { types::empty(&leaf.ty.kind).0 };
            comment.markdown(&format!("Every body has it: if not set, {empty} is sent."));
        }
        let comment = comment.attributes();
        let (ty, converts) = if leaf.any {
            (quote!(impl Into<shared::Value>), true)
        } else {
            types::parameter(&leaf.ty.kind)
        };
        let value = if converts { quote!(#name.into()) } else { quote!(#name) };
        quote! {
            #comment
            #[must_use]
            pub fn #method(mut self, #name: #ty) -> ApiError {
                self.parts.members.#name = Some(#value);
                self
            }
        }
    });
    quote! { #(#setters)* }
}

/// The constructor that takes any code.
fn from_code(plan: &Plan<'_>) -> TokenStream {
    if plan.codes.is_empty() {
        return TokenStream::new();
    }
    let body = if plan.has_details() {
        let (takes, optional): (Vec<_>, Vec<_>) =
            plan.detailed().partition(|(_, details)| details::required(details).next().is_some());
        let takes = (!takes.is_empty()).then(|| {
            let variants = takes.iter().map(|(code, _)| &code.variant);
            quote! { #(ErrorCode::#variants)|* => None, }
        });
        let optional = optional.iter().map(|(code, _)| {
            let (variant, constructor) = (&code.variant, &code.constructor);
            quote! { ErrorCode::#variant => Some(ApiError::#constructor()), }
        });
        let others = plan.plain_codes();
        let others = others.map(|others| quote! { #others => Some(ApiError::new(code, None)), });
        quote! { match code { #takes #(#optional)* #others } }
    } else {
        quote! { Some(ApiError::new(code)) }
    };
    quote! {
        /// Creates the error for a code that is known only at run time.
        ///
        /// `None` if the code has required details, which only its constructor takes.
        #[must_use]
        pub fn from_code(code: ErrorCode) -> Option<ApiError> {
            #body
        }
    }
}

fn default_message(plan: &Plan<'_>) -> TokenStream {
    let arms: Vec<TokenStream> = plan
        .detailed()
        .filter_map(|(code, details)| {
            let template = code.template()?;
            let mut format = String::new();
            let mut arguments = Vec::new();
            for part in &template.parts {
                match part {
                    Part::Literal(text) => {
                        format.push_str(&text.replace('{', "{{").replace('}', "}}"));
                    }
                    Part::Detail(name) => {
                        let field =
                            details.fields.iter().find(|field| field.detail.name == *name)?;
                        let (placeholder, argument) = shown(field);
                        format.push_str(placeholder);
                        arguments.extend(argument);
                    }
                }
            }
            let variant = &code.variant;
            let binding = if arguments.is_empty() { quote!(_) } else { quote!(details) };
            Some(quote! {
                Some(Details::#variant(#binding)) => format!(#format #(, #arguments)*).into()
            })
        })
        .collect();
    if arms.is_empty() {
        return quote! { self.parts.code.message().into() };
    }
    quote! {
        match &self.parts.details {
            #(#arms,)*
            _ => self.parts.code.message().into(),
        }
    }
}

/// How a detail shows in a message.
fn shown(field: &Field<'_>) -> (&'static str, Option<TokenStream>) {
    let name = &field.name;
    let kind = &field.detail.ty.kind;
    if field.detail.sensitive {
        return ("[redacted]", None);
    }
    if shown_as_json(field) {
        let value = if types::is_copy(kind) {
            quote!(details.#name)
        } else {
            quote!(details.#name.clone())
        };
        return ("{}", Some(quote! { shared::Value::from(#value) }));
    }
    if field.is_option() {
        let text = quote! {
            details.#name.as_ref().map_or_else(|| "null".to_owned(), ToString::to_string)
        };
        return ("{}", Some(text));
    }
    let placeholder = if *kind == Kind::Number { "{:?}" } else { "{}" };
    (placeholder, Some(quote! { details.#name }))
}

/// Whether a detail shows in a message as JSON.
pub(super) fn shown_as_json(field: &Field<'_>) -> bool {
    let kind = &field.detail.ty.kind;
    types::is_composite(kind) || (field.is_option() && *kind == Kind::Number)
}
