//! The messages of errors: what they show of details and of arguments.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::raw;
use super::named::{Field, NamedCatalog, NamedCode};
use super::types;
use super::word::Ident;
use crate::model::{Kind, Part};

/// The function that makes a message from details and arguments; none if no message has any.
pub(super) fn message(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let arguments = api.codes.iter().any(|code| !code.arguments.is_empty());
    let arms: Vec<TokenStream> =
        api.codes.iter().filter_map(|code| formatted(code, arguments)).collect();
    let (name, matched) = if arguments {
        (quote!(arguments), quote!((code, details, arguments)))
    } else {
        (quote!(_), quote!(details))
    };
    let is_whole = |code: &NamedCode<'_>| code.template().is_some_and(|it| it.parts.len() == 1);
    let allow = api.codes.iter().any(is_whole).then(|| {
        quote!(#[allow(clippy::useless_format, reason = "all messages are made in the same way")])
    });
    (!arms.is_empty()).then(|| {
        quote! {
            #allow
            fn message(
                code: ErrorCode,
                details: Option<&Details>,
                #name: &[String],
            ) -> std::borrow::Cow<'static, str> {
                match #matched {
                    #(#arms,)*
                    _ => code.message().into(),
                }
            }
        }
    })
}

/// The arm for a code whose message has details or arguments; `tuple` says that the arguments of some
/// code are matched too.
fn formatted(code: &NamedCode<'_>, tuple: bool) -> Option<TokenStream> {
    let template = code.template()?;
    let mut format = String::new();
    let mut arguments = Vec::new();
    let mut binding = quote!(_);
    for part in &template.parts {
        let name = match part {
            Part::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
                continue;
            }
            Part::Detail(name) => name,
        };
        if let Some(index) = code.arguments.iter().position(|of| of.detail.name == *name) {
            let _ = write!(format, "{{{}}}", argument(index));
            continue;
        }
        let mut fields = code.details.iter().flat_map(|details| &details.fields);
        let (placeholder, argument) = shown(fields.find(|field| field.detail.name == *name)?);
        format.push_str(placeholder);
        if let Some(argument) = argument {
            binding = quote!(details);
            arguments.push(argument);
        }
    }
    let variant = &code.variant;
    let details = code.details.is_some().then(|| quote!(Some(Details::#variant(#binding))));
    let pattern = match (details, &code.arguments[..]) {
        (Some(details), []) if tuple => quote!((_, #details, _)),
        (Some(details), []) => details,
        (details, of) => {
            let names = (0..of.len()).map(argument);
            let (code, details) = match details {
                Some(details) => (quote!(_), details),
                None => (quote!(ErrorCode::#variant), quote!(_)),
            };
            quote!((#code, #details, [#(#names),*]))
        }
    };
    Some(quote! { #pattern => format!(#format #(, #arguments)*).into() })
}

/// The name of an argument of the message.
pub(super) fn argument(index: usize) -> Ident {
    raw(&format!("argument_{index}"))
}

/// What a message shows of a parameter.
pub(super) fn text(field: &Field<'_>) -> TokenStream {
    let name = &field.name;
    let kind = &field.detail.ty.kind;
    if shown_as_json(field) {
        return quote! { shared::Value::from(#name).to_string() };
    }
    if field.is_option() {
        return quote! { #name.map_or_else(|| "null".to_owned(), |value| value.to_string()) };
    }
    if types::is_text(kind) {
        return quote! { #name.into() };
    }
    if types::parameter(kind).1 {
        let ty = types::kind(kind);
        return quote! { Into::<#ty>::into(#name).to_string() };
    }
    if *kind != Kind::Number {
        return quote!(#name.to_string());
    }
    // A format string cannot hold a raw identifier.
    let text = name.to_string();
    if text.starts_with("r#") {
        return quote!(format!("{:?}", #name));
    }
    let inline = format!("{{{text}:?}}");
    quote!(format!(#inline))
}

/// How a detail shows in a message.
pub(super) fn shown(field: &Field<'_>) -> (&'static str, Option<TokenStream>) {
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

/// How a detail shows in a message, as an owned string, and whether that needs the details.
pub(super) fn shown_text(field: &Field<'_>) -> (TokenStream, bool) {
    let kind = &field.detail.ty.kind;
    let is_string = kind.is_text() && !matches!(kind, Kind::Named(_)) && !field.is_option();
    let (placeholder, argument) = shown(field);
    match argument {
        None => (quote! { #placeholder.to_owned() }, false),
        // Clippy wants no text to be formatted.
        Some(text) if field.is_option() && !shown_as_json(field) => (text, true),
        Some(text) if is_string => (quote! { #text.clone() }, true),
        Some(value) if placeholder == "{}" => (quote! { #value.to_string() }, true),
        Some(value) => (quote! { format!(#placeholder, #value) }, true),
    }
}

/// Whether a detail shows in a message as JSON.
fn shown_as_json(field: &Field<'_>) -> bool {
    let kind = &field.detail.ty.kind;
    types::is_composite(kind) || (field.is_option() && *kind == Kind::Number)
}
