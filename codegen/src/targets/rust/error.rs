//! The error that a service sends.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::arguments::listed;
use super::constructors::with_arguments;
use super::doc::{self, Doc};
use super::filled::{TOO_MANY, too_many};
use super::languages::languages;
use super::layout::{any_of, chain, line, list};
use super::message::message;
use super::named::{Enums, NamedCatalog, NamedCode, NamedDetails};
use super::source::{Arms, Source};
use super::word::Snippet;
use super::{constructors, details, types};
use crate::model::CodeType;
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
    let (catalog, arms) = catalog(api);
    source.items_with(catalog, &arms)?;
    details_enum(api, &mut source)?;
    constructors::write(api, &mut source)?;
    source.items(setters(api))?;
    for (code, details) in api.detailed() {
        conversions(code, details, &mut source);
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

/// What the catalog tells the code that all catalogs share, and the arms of its functions.
fn catalog(api: &NamedCatalog<'_>) -> (TokenStream, Vec<Arms>) {
    let marker = &api.marker;
    let takes = api.has_details() || api.has_arguments();
    let mut all_arms = Vec::new();
    let mut function = |function: Option<(TokenStream, Arms)>| {
        let (function, arms) = function?;
        all_arms.push(arms);
        Some(function)
    };
    let from_code = function(takes.then(|| from_code(api)));
    let message = function(message(api));
    let listed = function(listed(api));
    let languages = function(languages(api));
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
    let items = quote! {
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
    };
    (items, all_arms)
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
fn details_enum(api: &NamedCatalog<'_>, source: &mut Source) -> Result<(), RenderError> {
    if !api.has_details() {
        return source.items(quote! {
            /// The details of an error: no code has any.
            pub type Details = core::convert::Infallible;
        });
    }
    let mut open = "/// The details of an error, by its code.\n".to_owned();
    if api.detailed().any(|(_, details)| details.fields.len() > 4) {
        open.push_str(
            "#[allow(clippy::large_enum_variant, reason = \"errors are boxed anyway\")]\n",
        );
    }
    open.push_str("#[derive(Debug, Clone, PartialEq)]\n");
    open.push_str(if api.enums == Enums::Exhaustive { "" } else { "#[non_exhaustive]\n" });
    let mut block = source.block(&(open + "pub enum Details {"), "}");
    for (code, details) in api.detailed() {
        block.space();
        block.doc(&Doc::of(&format!("The details of [`{0}`](ErrorCode::{0}).", code.variant)));
        let details = [format!("details::{}", details.name)];
        block.code(&list(format!("{}(", code.variant), details, ")"), ",");
    }
    block.close();
    Ok(())
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
            (Snippet::new("impl Into<shared::Value>"), true)
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

/// The function that makes the error of any code, with its arms.
fn from_code(api: &NamedCatalog<'_>) -> (TokenStream, Arms) {
    let takes = api.codes.iter().filter(|code| !code.required.is_empty());
    let is_bare = |code: &&NamedCode<'_>| code.required.is_empty() && code.details.is_none();
    let mut bare = api.codes.iter().filter(is_bare);
    let mut arms = Arms::new("codes_with_details", 12);
    let takes = takes.map(|code| format!("ErrorCode::{}", code.variant));
    if takes.clone().next().is_some() {
        arms.add(any_of(arms.indent, takes), &"None".into());
    }
    for (code, _) in api.detailed().filter(|(code, _)| code.required.is_empty()) {
        let error = list("Some(", [format!("ApiError::{}()", code.constructor)], ")");
        arms.add(format!("ErrorCode::{}", code.variant), &error);
    }
    // Clippy rejects a wildcard for a single variant.
    let others = match (bare.next(), bare.next()) {
        (None, _) => None,
        (Some(NamedCode { variant, .. }), None) => Some(quote!(ErrorCode::#variant)),
        _ => Some(quote!(_)),
    };
    let others = others.map(|others| quote! { #others => Some(ApiError::new(code, None)), });
    let quoted = arms.quoted();
    let function = quote! {
        fn from_code(code: ErrorCode) -> Option<ApiError> {
            match code { #quoted #others }
        }
    };
    (function, arms)
}

/// The conversions from a code's details.
fn conversions(code: &NamedCode<'_>, details: &NamedDetails<'_>, source: &mut Source) {
    let (variant, name) = (&code.variant, &details.name);
    let from =
        |of: &str| list("fn from(", [format!("details: details::{name}")], format!(") -> {of}"));
    let new = |details: &str| {
        let code = format!("ErrorCode::{variant}");
        list("ApiError::new(", [code, format!("Some({details}.into())")], ")")
    };

    let text = source.start();
    let _ = writeln!(text, "impl From<details::{name}> for Details {{");
    line(text, 4, &from("Details"), " {");
    let _ = writeln!(text, "        Details::{variant}(details)\n    }}\n}}");

    let text = source.start();
    if code.arguments.is_empty() {
        let _ = writeln!(text, "impl From<details::{name}> for ApiError {{");
        line(text, 4, &from("ApiError"), " {");
        line(text, 8, &new("details"), "");
    } else {
        let about = "/// The error with these details and with what only its message shows.";
        let _ = writeln!(text, "impl details::{name} {{\n    {about}");
        if too_many(code.arguments.len() + 1) {
            let _ = writeln!(text, "    {TOO_MANY}");
        }
        let parameters = details::parameters(code.arguments.iter());
        let parameters = std::iter::once("self".to_owned()).chain(parameters);
        line(text, 4, &list("pub fn into_error(", parameters, ") -> ApiError"), " {");
        line(text, 8, &chain(new("self"), [with_arguments(code)]), "");
    }
    text.push_str("    }\n}\n");
}
