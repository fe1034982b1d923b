//! The error that a service sends.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::arguments::listed;
use super::doc::{self, Doc};
use super::enums::deprecated;
use super::filled::many;
use super::languages::languages;
use super::message::{message, text};
use super::named::{NamedCatalog, NamedCode, NamedDetails};
use super::source::Source;
use super::{details, former, types};
use crate::model::{CodeType, Place};
use crate::reference::text as text_of;
use crate::status::with_reason;
use crate::targets::RenderError;
use crate::words::series;

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
        source.items(conversions(code, details))?;
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
    let takes = api.has_details() || api.has_arguments();
    let from_code = takes.then(|| from_code(api));
    let message = message(api);
    let listed = listed(api);
    let languages = languages(api);
    let (required, complete) = complete(api);
    let id = &api.catalog.id;
    let redirects = api.has_redirects().then(|| {
        quote! {
            impl shared::generic::Redirects for #marker {}
        }
    });
    let families = api.has_families.then(|| families(api));
    let several = api.body.element().map(|_| {
        quote! {
            impl shared::generic::Several for #marker {}
        }
    });
    quote! {
        impl shared::generic::Catalog for #marker {
            type Code = ErrorCode;
            type Details = Details;
            type Envelope = Envelope;
            type Members = Members;
            type Required = #required;

            const ID: &'static str = #id;

            #complete

            fn info(code: ErrorCode) -> shared::support::Info {
                table::info(code)
            }

            #from_code

            #message

            #listed
            #languages
        }

        #redirects

        #several

        #families
    }
}

/// What the catalog tells of its families.
fn families(api: &NamedCatalog<'_>) -> TokenStream {
    let marker = &api.marker;
    let naming = &api.catalog.naming;
    let join = if naming.ty == CodeType::String { naming.join.as_str() } else { "" };
    quote! {
        impl shared::generic::Families for #marker {
            const JOIN: &'static str = #join;

            fn parent(code: ErrorCode) -> Option<ErrorCode> {
                code.parent()
            }
        }
    }
}

/// The type of the required members, and the function that sets them.
fn complete(api: &NamedCatalog<'_>) -> (TokenStream, TokenStream) {
    if api.required_members().next().is_none() {
        return (quote!(()), TokenStream::new());
    }
    let complete = quote! {
        fn complete(members: &mut Members, required: super::Required) {
            required.complete(members);
        }
    };
    (quote!(super::Required), complete)
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
    let open = api.open();
    quote! {
        /// The details of an error, by its code.
        #large
        #[derive(Debug, Clone, PartialEq)]
        #open
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
        if code.required.is_empty() && code.details.is_none() {
            let variant = &code.variant;
            let body = format!("Self::new(ErrorCode::{variant}, None)");
            block.function(&format!("pub fn {name}() -> Self"), &body);
            for former in former::constructors(code) {
                block.space();
                block.methods(&former)?;
            }
            continue;
        }
        let parameters = details::parameters(code.required.iter());
        let many = many(code.required.len());
        let error = constructed(code);
        block.methods(&quote! {
            #many
            pub fn #name(#parameters) -> ApiError {
                #error
            }
        })?;
        for former in former::constructors(code) {
            block.space();
            block.methods(&former)?;
        }
    }
    block.close();
    Ok(())
}

/// The expression of an error with the parameters of its constructor.
fn constructed(code: &NamedCode<'_>) -> TokenStream {
    let Some(details) = &code.details else {
        let (variant, texts) = (&code.variant, code.arguments.iter().map(text));
        return quote! {
            ApiError::new(ErrorCode::#variant, None).with_arguments(Vec::from([#(#texts),*]))
        };
    };
    let ty = &details.name;
    let required = details::required(details).map(|field| &field.name);
    let details = quote!(details::#ty::new(#(#required),*));
    if code.arguments.is_empty() {
        return quote! { #details.into() };
    }
    let arguments = code.arguments.iter().map(|field| &field.name);
    quote! { #details.into_error(#(#arguments),*) }
}

/// What a constructor's error says, and how it is sent.
fn constructor_comment(code: &NamedCode<'_>) -> Doc {
    let summary = code.code.summary();
    let mut doc = Doc::of(&doc::words(summary.lines().next().unwrap_or_default()));
    let statuses: Vec<String> = code.code.status.iter().map(|it| with_reason(*it)).collect();
    let status = match &statuses[..] {
        [] => "no documented status".to_owned(),
        several => format!("status {}", series(several, "or")),
    };
    doc.markdown(&format!("The error of [`ErrorCode::{}`], with {status}.", code.variant));
    if let Some(message) = code.code.message.as_ref().filter(|it| it.source != summary) {
        doc.markdown(&format!("The message is {}.", doc::code(&message.source)));
    }
    if let Some(details) = &code.details {
        doc.markdown(&with_details(code, details));
    }
    if code.required.len() > 1 {
        doc.markdown(&format!(
            "[`args::{0}`](super::args::{0}) takes these arguments by name.",
            code.args()
        ));
    }
    let mut shown = Vec::new();
    for field in &code.arguments {
        let about = field.detail.description.as_ref();
        let about =
            about.map_or_else(String::new, |text| format!(": {}", doc::line(&[text_of(text)])));
        shown.push(format!("- {}{about}", doc::code(&field.name.to_string())));
    }
    if !shown.is_empty() {
        doc.markdown("In the message only:").markdown(&shown.join("\n"));
    }
    doc
}

/// Which details an error has, which of them are sent in headers, and how to set optional ones.
fn with_details(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> String {
    let headers = details.fields.iter().filter_map(|field| match &field.detail.place {
        Place::Header { name, .. } => Some(doc::code(name)),
        Place::Body(_) | Place::Message => None,
    });
    let mut headers: Vec<String> = headers.collect();
    headers.dedup();
    let headers = match &headers[..] {
        [] => String::new(),
        [one] => format!(", of which the header {one} has some"),
        several => format!(", of which the headers {} have some", series(several, "and")),
    };
    let name = &details.name;
    let optional = if details.fields.iter().any(|field| field.detail.optional) {
        let method = if code.arguments.is_empty() { "" } else { "::into_error" };
        format!(" To set optional ones, create it from [`details::{name}{method}`].")
    } else {
        String::new()
    };
    format!("Its details are [`details::{name}`]{headers}.{optional}")
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
            let is_completed = api.required_members().any(|own| own.name == leaf.name);
            let otherwise = if is_completed {
                ", and [`Required::otherwise`](super::Required::otherwise) on all of them"
            } else {
                ""
            };
            let empty = match api.missing(leaf) {
                Some(missing) => missing.about(),
                None if leaf.any => "`null`",
                None => types::empty(&leaf.ty.kind).0,
            };
            comment.markdown(&format!(
                "Every body has it: if not set, {empty} is sent. [`complete`](ApiError::complete) \
                 sets it on any error{otherwise}."
            ));
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
    let takes: Vec<_> = api.codes.iter().filter(|code| !code.required.is_empty()).collect();
    let is_bare = |code: &&NamedCode<'_>| code.required.is_empty() && code.details.is_none();
    let mut bare = api.codes.iter().filter(is_bare);
    let optional = api.detailed().filter(|(code, _)| code.required.is_empty()).map(|(code, _)| {
        let (variant, constructor) = (&code.variant, &code.constructor);
        quote! { ErrorCode::#variant => Some(ApiError::#constructor()), }
    });
    let takes = (!takes.is_empty()).then(|| {
        let variants = takes.iter().map(|code| &code.variant);
        quote! { #(ErrorCode::#variants)|* => None, }
    });
    // Clippy rejects a wildcard for a single variant.
    let others = match (bare.next(), bare.next()) {
        (None, _) => None,
        (Some(NamedCode { variant, .. }), None) => Some(quote!(ErrorCode::#variant)),
        _ => Some(quote!(_)),
    };
    let others = others.map(|others| quote! { #others => Some(ApiError::new(code, None)), });
    quote! {
        fn from_code(code: ErrorCode) -> Option<ApiError> {
            match code { #takes #(#optional)* #others }
        }
    }
}

/// The conversions from a code's details.
fn conversions(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> TokenStream {
    let (variant, name) = (&code.variant, &details.name);
    let error = if code.arguments.is_empty() {
        quote! {
            impl From<details::#name> for ApiError {
                fn from(details: details::#name) -> ApiError {
                    ApiError::new(ErrorCode::#variant, Some(details.into()))
                }
            }
        }
    } else {
        let parameters = details::parameters(code.arguments.iter());
        let texts = code.arguments.iter().map(text);
        let many = many(code.arguments.len() + 1);
        quote! {
            impl details::#name {
                /// The error with these details and with what only its message shows.
                #many
                pub fn into_error(self, #parameters) -> ApiError {
                    ApiError::new(ErrorCode::#variant, Some(self.into()))
                        .with_arguments(Vec::from([#(#texts),*]))
                }
            }
        }
    };
    quote! {
        impl From<details::#name> for Details {
            fn from(details: details::#name) -> Details {
                Details::#variant(details)
            }
        }

        #error
    }
}
