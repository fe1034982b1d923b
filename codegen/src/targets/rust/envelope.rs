//! The types of the body of a response.

use std::fmt::Write;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value as Json;

use super::body::{Constant, Field, Part, Rest, Struct};
use super::conversion;
use super::debug::debug;
use super::doc::{self, Doc};
use super::members;
use super::named::NamedCatalog;
use super::source::{self, Source};
use super::types;
use crate::dialect::is_hidden;
use crate::example::{self, Content};
use crate::model::{Delivery, Shape, Slot};
use crate::targets::RenderError;

/// The module `envelope` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("The body of an error response of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let structs = api.body.structs.iter().enumerate();
    let structs = structs.map(|(place, object)| type_of(api, place, object));
    let content_type = content_type(api);
    let conversion = (!api.codes.is_empty()).then(|| conversion::conversion(api));
    let (conversion, arms) = conversion.unzip();
    let conversion = conversion.map(|conversion| {
        let members = members::members(api);
        let required = members::required(api);
        quote! { #members #required #conversion }
    });
    let arms = arms.unwrap_or_default();
    let constants = constants(api)?;
    let items = quote! { #(#structs)* #content_type #conversion #constants };
    source.items(source::import_shared(std::slice::from_ref(&items)))?;
    let mut own = source::used(&items, &["AnyCategory", "AnyCode", "ApiError", "Details"]);
    if !arms.is_empty() && !own.iter().any(|name| name == "Details") {
        own.push(Ident::new("Details", Span::call_site()));
    }
    source
        .items((!own.is_empty()).then(|| quote! { use super::{#(#own),*}; }).into_token_stream())?;
    source.items_with(items, &arms)?;
    Ok(source.finish())
}

fn type_of(api: &NamedCatalog<'_>, place: usize, object: &Struct<'_>) -> TokenStream {
    let name = &object.name;
    let about = if place == 0 { envelope_comment(api) } else { nested_comment(object) };
    let about = about.attributes();
    let mut shown: Vec<_> =
        object.fields.iter().map(|field| (&field.name, is_sensitive(api, &field.part))).collect();
    let rest = object.details.as_ref();
    shown.extend(rest.map(|rest| (&rest.name, api.body.leaves[rest.leaf].sensitive)));
    let (derived, debug) = debug(name, &shown);
    let rest = rest.map(|Rest { name, .. }| {
        quote! {
            /// The details of the error, each as a member with its own name, and any members that
            /// this version does not know.
            #[cfg_attr(feature = "serde", serde(flatten))]
            pub #name: shared::Object
        }
    });
    let fields = object.fields.iter().map(|field| member(api, field)).chain(rest);
    let is_list = place == 0 && matches!(api.catalog.envelope.shape, Shape::Array(_));
    let transparent =
        is_list.then(|| quote! { #[cfg_attr(feature = "serde", serde(transparent))] });
    quote! {
        #about
        #[derive(#derived Clone, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #transparent
        #[non_exhaustive]
        pub struct #name { #(#fields),* }

        #debug
    }
}

fn nested_comment(object: &Struct<'_>) -> Doc {
    let path = doc::code(&object.path);
    match object.path.strip_suffix("[]") {
        Some("") => Doc::of("An element of an [`Envelope`]."),
        Some(array) => Doc::of(&format!("An element of {} in an [`Envelope`].", doc::code(array))),
        None => Doc::of(&format!("The object {path} in an [`Envelope`].")),
    }
}

/// The comment of the envelope, with the body of one error as an example.
fn envelope_comment(api: &NamedCatalog<'_>) -> Doc {
    let catalog = api.catalog;
    let mut doc = Doc::of("The body of an error response.");
    if let Some(description) = &catalog.envelope.description {
        doc.text(description);
    }
    let sample = catalog.codes.iter().find(|code| code.delivery == Delivery::Body);
    let Some(sample) = sample else { return doc };
    let Content::Body(body) = example::response(catalog, sample).content else { return doc };
    let json = format!("{body:#}");
    doc.markdown(&format!("For {}:", doc::code(&sample.name)));
    doc.verbatim(std::iter::once("```json").chain(visible(&json).lines()).chain(["```"]));
    doc
}

/// Escapes the invisible characters in JSON.
fn visible(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

fn is_sensitive(api: &NamedCatalog<'_>, part: &Part) -> bool {
    match part {
        Part::Array(element) => is_sensitive(api, element),
        Part::Leaf(leaf) => api.body.leaves[*leaf].sensitive,
        _ => false,
    }
}

fn member(api: &NamedCatalog<'_>, field: &Field<'_>) -> TokenStream {
    let member = field.member;
    let mut comment = Doc::default();
    match &member.description {
        Some(description) => comment.text(description),
        None => comment.markdown(&default_comment(&field.part, &member.name)),
    };
    if let Part::Leaf(leaf) = field.part
        && let Some(form) = types::form(&api.body.leaves[leaf].ty)
    {
        comment.markdown(form);
    }
    let comment = comment.attributes();
    let name = &field.name;
    let mut serde = Vec::new();
    if *name != member.name {
        let wire = &member.name;
        serde.push(quote!(rename = #wire));
    }
    if member.optional {
        serde.push(quote!(default));
        if !matches!(field.part, Part::Constant(_)) {
            serde.push(quote!(skip_serializing_if = "Option::is_none"));
        }
    }
    let serde =
        (!serde.is_empty()).then(|| quote! { #[cfg_attr(feature = "serde", serde(#(#serde),*))] });
    let ty = conversion::part_type(api, &field.part);
    let ty = if is_option(api, field) { quote!(Option<#ty>) } else { ty };
    // A constant carries no information, and nobody can set it.
    let visibility = (!matches!(field.part, Part::Constant(_))).then(|| quote!(pub));
    quote! { #comment #serde #visibility #name: #ty }
}

fn default_comment(part: &Part, name: &str) -> String {
    match part {
        Part::Slot(Slot::Code) => "The error's code.".to_owned(),
        Part::Slot(Slot::Type) => "The URI that identifies the problem.".to_owned(),
        Part::Slot(Slot::Message) => "The human-readable message.".to_owned(),
        Part::Slot(Slot::Title) => "The title of the error's code.".to_owned(),
        Part::Slot(Slot::Name) => "The name of the error's code.".to_owned(),
        Part::Slot(Slot::Description) => "What happened.".to_owned(),
        Part::Slot(Slot::Cause) => "Why it happens.".to_owned(),
        Part::Slot(Slot::Resolution) => "What to do about it.".to_owned(),
        Part::Slot(Slot::Retry) => "Whether and when to retry the request.".to_owned(),
        Part::Slot(Slot::RetryBoolean) => "Whether the same request may be sent again.".to_owned(),
        Part::Slot(Slot::Action) => "What the client is told to do.".to_owned(),
        Part::Slot(Slot::Arguments) => "What the message says of this occurrence.".to_owned(),
        Part::Slot(Slot::Field(_)) => {
            format!("The member {}, which every code has its own value for.", doc::code(name))
        }
        Part::Slot(Slot::Category) => "The category of the error's code.".to_owned(),
        Part::Slot(Slot::Status) => "The HTTP status.".to_owned(),
        Part::Slot(Slot::StatusString) => "The HTTP status as a string.".to_owned(),
        Part::Slot(Slot::Grpc) => "The name of the `google.rpc.Code`.".to_owned(),
        Part::Slot(Slot::DocsUrl) => {
            "The address of the code's entry in the published reference.".to_owned()
        }
        Part::Slot(Slot::Details | Slot::StringDetails) => "The details of the error.".to_owned(),
        Part::Leaf(_) | Part::Struct(_) | Part::Array(_) | Part::Constant(_) => {
            format!("The member {}.", doc::code(name))
        }
    }
}

fn is_option(api: &NamedCatalog<'_>, field: &Field<'_>) -> bool {
    let absent = field.member.optional && !matches!(field.part, Part::Constant(_));
    absent || field.member.or_null || api.may_be_null(&field.part)
}

fn content_type(api: &NamedCatalog<'_>) -> TokenStream {
    let content_type = api.catalog.envelope.content_type();
    let types = &api.catalog.envelope.content_types;
    let types = (types.len() > 1).then(|| {
        quote! {
            /// Every media type that a body may have; the first one is that of bodies sent.
            pub const CONTENT_TYPES: &'static [&'static str] = &[#(#types),*];
        }
    });
    quote! {
        impl Envelope {
            /// The media type of the body.
            pub const CONTENT_TYPE: &'static str = #content_type;

            #types
        }
    }
}

/// The types of the members that always have the same value.
fn constants(api: &NamedCatalog<'_>) -> Result<TokenStream, RenderError> {
    let mut items = TokenStream::new();
    for Constant { name, value } in &api.body.constants {
        let value = match value {
            Json::Null => quote!(Null),
            Json::Bool(value) => quote!(Bool(#value)),
            Json::Number(number) => {
                let literal: syn::Expr = syn::parse_str(&number.to_string())?;
                match number {
                    number if number.is_f64() => quote!(Number(#literal)),
                    number if number.is_i64() => quote!(Integer(#literal)),
                    _ => quote!(Unsigned(#literal)),
                }
            }
            Json::String(text) => quote!(Text(#text)),
            other => return Err(format!("`{other}` cannot be a constant of an envelope").into()),
        };
        items.extend(quote! {
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
            struct #name;

            impl shared::support::Constant for #name {
                const VALUE: shared::support::Scalar = shared::support::Scalar::#value;
            }
        });
    }
    Ok(items)
}
