//! The error that a service sends.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::doc::{self, Doc};
use super::enums::deprecated;
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::Source;
use super::{details, types};
use crate::model::{Kind, Part};
use crate::targets::RenderError;

/// The module `error` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("Errors of the {}, as a service sends them.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let marker = &api.marker;
    let types = api.has_details().then(|| quote!(details,));
    source.items(quote! {
        use super::shared;
        use super::envelope::Members;
        use super::{#types Envelope, ErrorCode, #marker, table};
    })?;
    source.items(type_of(api))?;
    source.items(catalog(api))?;
    source.items(details_enum(api))?;
    constructors(api, &mut source)?;
    source.items(setters(api))?;
    for (code, details) in api.detailed() {
        source.items(conversions(&code.variant, details))?;
    }
    Ok(source.finish())
}

fn type_of(api: &NamedCatalog<'_>) -> TokenStream {
    let about = format!("An error of the {} to send to a client.", api.title());
    let about = Doc::of(&about)
        .markdown(
            "Each code has a constructor that takes the code's details. [`Envelope`] is the body of \
             the response.",
        )
        .attributes();
    let marker = &api.marker;
    quote! {
        #about
        pub type ApiError = shared::generic::ApiError<#marker>;
    }
}

/// What the catalog tells the code that all catalogs share.
fn catalog(api: &NamedCatalog<'_>) -> TokenStream {
    let marker = &api.marker;
    let from_code = api.has_details().then(|| from_code(api));
    let message = message(api);
    let redirects = api.has_redirects().then(|| {
        quote! {
            impl shared::generic::Redirects for #marker {}
        }
    });
    quote! {
        impl shared::generic::Catalog for #marker {
            type Code = ErrorCode;
            type Details = Details;
            type Envelope = Envelope;
            type Members = Members;

            fn info(code: ErrorCode) -> &'static shared::support::Info {
                &table::entry(code).info
            }

            #from_code

            #message
        }

        #redirects
    }
}

/// The type of the details of any code.
fn details_enum(api: &NamedCatalog<'_>) -> TokenStream {
    if !api.has_details() {
        return quote! {
            /// The details of an error: no code has any.
            pub type Details = core::convert::Infallible;
        };
    }
    let variants = api.detailed().map(|(code, details)| {
        let about = format!("The details of [`{0}`](ErrorCode::{0}).", code.variant);
        let about = Doc::of(&about).attributes();
        let (variant, details) = (&code.variant, &details.name);
        quote! { #about #variant(details::#details) }
    });
    let large = api.detailed().any(|(_, details)| details.fields.len() > 4).then(|| {
        quote! {
            #[allow(clippy::large_enum_variant, reason = "errors are boxed anyway")]
        }
    });
    quote! {
        /// The details of an error, by its code.
        #large
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Details { #(#variants),* }
    }
}

/// A constructor for each code.
fn constructors(api: &NamedCatalog<'_>, source: &mut Source) -> Result<(), RenderError> {
    let mut block = source.block("/// A constructor for each code.\nimpl ApiError {", "}");
    for code in &api.codes {
        block.space();
        block.doc(&constructor_comment(code));
        if let Some(attribute) = deprecated(api.catalog, code.code) {
            block.line(attribute);
        }
        let name = &code.constructor;
        let Some(details) = &code.details else {
            let variant = &code.variant;
            let body = format!("Self::new(ErrorCode::{variant}, None)");
            block.function(&format!("pub fn {name}() -> Self"), &body);
            continue;
        };
        let ty = &details.name;
        let parameters = details::parameters(details);
        let arguments: Vec<_> = details::required(details).map(|field| &field.name).collect();
        let many = details::many(details);
        block.methods(&quote! {
            #many
            pub fn #name(#parameters) -> ApiError {
                details::#ty::new(#(#arguments),*).into()
            }
        })?;
    }
    block.close();
    Ok(())
}

fn constructor_comment(code: &NamedCode<'_>) -> Doc {
    let mut doc = Doc::of(&format!("The error of [`ErrorCode::{}`].", code.variant));
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

/// Methods that set members of the body that do not depend on the code.
fn setters(api: &NamedCatalog<'_>) -> TokenStream {
    let setters = api.body.setters().map(|leaf| {
        let name = &leaf.name;
        let method = format_ident!("{}", leaf.setter());
        let path = crate::model::display_path(&leaf.path);
        let mut comment = Doc::of(&format!("Sets {} in the body.", doc::code(&path)));
        if let Some(description) = leaf.description {
            comment.text(description);
        }
        if api.body.is_required(leaf) {
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
            pub fn #method(mut self, #name: #ty) -> ApiError {
                self.members_mut().#name = Some(#value);
                self
            }
        }
    });
    let setters: Vec<TokenStream> = setters.collect();
    if setters.is_empty() {
        return TokenStream::new();
    }
    quote! {
        /// What a service sets in the body of any code.
        impl ApiError { #(#setters)* }
    }
}

/// The function that makes the error of any code.
fn from_code(api: &NamedCatalog<'_>) -> TokenStream {
    let (takes, optional): (Vec<_>, Vec<_>) =
        api.detailed().partition(|(_, details)| details::required(details).next().is_some());
    let takes = (!takes.is_empty()).then(|| {
        let variants = takes.iter().map(|(code, _)| &code.variant);
        quote! { #(ErrorCode::#variants)|* => None, }
    });
    let optional = optional.iter().map(|(code, _)| {
        let (variant, constructor) = (&code.variant, &code.constructor);
        quote! { ErrorCode::#variant => Some(ApiError::#constructor()), }
    });
    let others = api.plain_codes();
    let others = others.map(|others| quote! { #others => Some(ApiError::new(code, None)), });
    quote! {
        fn from_code(code: ErrorCode) -> Option<ApiError> {
            match code { #takes #(#optional)* #others }
        }
    }
}

/// The function that makes a message from details; none if none has any.
fn message(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let arms: Vec<TokenStream> =
        api.detailed().filter_map(|(code, details)| formatted(code, details)).collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn message(
                code: ErrorCode,
                details: Option<&Details>,
            ) -> std::borrow::Cow<'static, str> {
                match details {
                    #(#arms,)*
                    _ => code.message().into(),
                }
            }
        }
    })
}

/// The arm for a code whose message has details.
fn formatted(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> Option<TokenStream> {
    let template = code.template()?;
    let mut format = String::new();
    let mut arguments = Vec::new();
    for part in &template.parts {
        match part {
            Part::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            Part::Detail(name) => {
                let field = details.fields.iter().find(|field| field.detail.name == *name)?;
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
}

/// The conversions from a code's details.
fn conversions(variant: &Ident, details: &NamedDetails<'_>) -> TokenStream {
    let name = &details.name;
    quote! {
        impl From<details::#name> for Details {
            fn from(details: details::#name) -> Details {
                Details::#variant(details)
            }
        }

        impl From<details::#name> for ApiError {
            fn from(details: details::#name) -> ApiError {
                ApiError::new(ErrorCode::#variant, Some(details.into()))
            }
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
fn shown_as_json(field: &Field<'_>) -> bool {
    let kind = &field.detail.ty.kind;
    types::is_composite(kind) || (field.is_option() && *kind == Kind::Number)
}
