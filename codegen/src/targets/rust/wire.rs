//! Where the errors of a catalog are in responses.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::filled::long;
use super::ident;
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::{self, Source};
use crate::model::{Catalog, Code, CodeId, Kind, PathStep, Place, Shape, Slot};
use crate::targets::RenderError;

/// The module `wire` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("Errors of the {} in responses.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let wire = wire(api);
    let received = received(api);
    let readers = api.detailed().map(|(code, details)| details_of(code, details));
    let readers = quote! { #(#readers)* };
    let items = quote! { #received #wire #readers };
    let own = source::used(&items, &["Details", "Envelope", "ErrorCode"]);
    let details = source::used(&items, &["details"]);
    let marker = &api.marker;
    source.items(quote! {
        use super::shared;
        use super::{#(#details,)* #(#own,)* #marker};
        #items
    })?;
    Ok(source.finish())
}

fn received(api: &NamedCatalog<'_>) -> TokenStream {
    let about = format!("An error of the {} that a client received.", api.title());
    let about = Doc::of(&about).attributes();
    let client = format!(
        "Why a request to the {} failed; `T` is the error of the HTTP library.",
        api.title()
    );
    let client = Doc::of(&client).attributes();
    let marker = &api.marker;
    quote! {
        #about
        pub type ReceivedError = shared::generic::ReceivedError<#marker>;

        #client
        pub type ClientError<T> = shared::generic::ClientError<#marker, T>;
    }
}

/// The implementation of `Wire`.
fn wire(api: &NamedCatalog<'_>) -> TokenStream {
    let shape = &api.catalog.envelope.shape;
    let identity = identity(api);
    let [code, message, docs_url] = [Slot::Code, Slot::Message, Slot::DocsUrl].map(|slot| {
        let path = shape.path_to(slot).map(|steps| path(&steps));
        path.map_or_else(|| quote!(None), |path| quote!(Some(#path)))
    });
    let marker = &api.marker;
    let query = api.has_redirects().then(|| query(api.catalog));
    let writer = writer(api);
    let reader = api.has_details().then(|| reader(api));
    quote! {
        impl shared::generic::Wire for #marker {
            const CONTENT_TYPE: &'static str = Envelope::CONTENT_TYPE;
            const CODE: Option<shared::support::Path> = #code;
            #identity
            const MESSAGE: Option<shared::support::Path> = #message;
            const DOCS_URL: Option<shared::support::Path> = #docs_url;
            #query

            #writer
            #reader
        }
    }
}

/// What identifies an error besides the code in the body: the name, the URI of the problem, which may
/// be the address of the code's entry, and a header.
fn identity(api: &NamedCatalog<'_>) -> TokenStream {
    let named = api.catalog.envelope.shape.identifying_name();
    let name = named.as_ref().map(|steps| {
        let path = path(steps);
        quote! { const NAME: Option<shared::support::Path> = Some(#path); }
    });
    let header = api.catalog.code_header.as_ref().map(|name| {
        quote! { const HEADER: Option<&'static str> = Some(#name); }
    });
    let of_name = named.and_then(|_| of_name(api));
    let Some((slot, steps)) = api.catalog.problem_types() else {
        return quote! { #name #header #of_name };
    };
    let path = path(&steps);
    let uris = api.codes.iter().filter_map(|code| {
        let (uri, variant) = (code.code.uri_in(slot)?, &code.variant);
        Some(quote! { #uri => ErrorCode::#variant, })
    });
    let uris: Vec<_> = uris.collect();
    let long = long(uris.len() > 30);
    quote! {
        #name
        const TYPE: Option<shared::support::Path> = Some(#path);
        #header

        #of_name

        #long
        fn of_type(uri: &str) -> Option<ErrorCode> {
            Some(match uri { #(#uris)* _ => return None })
        }
    }
}

/// The function that finds a code by its name; none if names are what codes are parsed from.
fn of_name(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    if !api.catalog.codes.iter().any(Code::is_renamed) {
        return None;
    }
    let mut former: BTreeMap<CodeId, Vec<&str>> = BTreeMap::new();
    for (name, id) in api.catalog.former_names() {
        former.entry(id).or_default().push(name);
    }
    let arms = api.catalog.codes_with_ids().map(|(id, code)| {
        let former = former.remove(&id).unwrap_or_default();
        let names = std::iter::once(code.name.as_str()).chain(former);
        let variant = api.variant(id);
        quote! { #(#names)|* => ErrorCode::#variant, }
    });
    let arms: Vec<_> = arms.collect();
    let long = long(arms.len() > 30);
    Some(quote! {
        #long
        fn of_name(name: &str) -> Option<ErrorCode> {
            Some(match name { #(#arms)* _ => return None })
        }
    })
}

/// The members of a body as parameters of a query.
fn query(catalog: &Catalog) -> TokenStream {
    let Shape::Object { members, .. } = &catalog.envelope.shape else { return TokenStream::new() };
    let is_json = |shape: &Shape| match shape {
        Shape::Object { .. } | Shape::Array(_) => true,
        Shape::Slot(slot) => !catalog.kind(*slot).is_text(),
        Shape::Type(ty) => !ty.kind.is_text(),
        Shape::Constant(value) => !value.is_string(),
    };
    let parameters = members.iter().map(|member| {
        let name = &member.name;
        if is_json(&member.shape) {
            quote!(shared::support::Parameter::Json(#name))
        } else {
            quote!(shared::support::Parameter::Text(#name))
        }
    });
    quote! {
        const QUERY: &'static [shared::support::Parameter] = &[#(#parameters),*];
    }
}

/// The function that puts details into headers; none if none are sent there.
fn writer(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let arms: Vec<_> =
        api.detailed().filter_map(|(code, details)| written(code, details)).collect();
    let complete = arms.len() == api.detailed().count();
    // Clippy rejects a `match` with one arm, and an `if let` that always matches.
    let body = match &arms[..] {
        [] => return None,
        [(pattern, statements)] if complete => quote! {
            let #pattern = details;
            #statements
        },
        [(pattern, statements)] => quote! { if let #pattern = details { #statements } },
        arms => {
            let (patterns, statements): (Vec<_>, Vec<_>) = arms.iter().cloned().unzip();
            let others = (!complete).then(|| quote! { _ => {} });
            quote! {
                match details {
                    #(#patterns => { #statements })*
                    #others
                }
            }
        }
    };
    let long = long(arms.len() > 25);
    let same = (arms.len() > 1).then(|| {
        quote! {
            #[allow(clippy::match_same_arms, reason = "the details are of different types")]
        }
    });
    Some(quote! {
        #long
        #same
        fn write_headers(details: &Details, headers: &mut shared::support::Headers) {
            #body
        }
    })
}

/// The pattern of a code's details, and the statements that put them into headers; none if none are
/// sent there.
fn written(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> Option<(TokenStream, TokenStream)> {
    let statements: Vec<TokenStream> = details
        .fields
        .iter()
        .filter_map(|field| {
            let Place::Header { name: header, parameter } = &field.detail.place else {
                return None;
            };
            let (name, secret) = (&field.name, field.detail.sensitive);
            Some(match parameter {
                None => quote! { headers.put(#header, &details.#name, #secret); },
                Some(parameter) => quote! {
                    headers.challenge(#header, #parameter, &details.#name, #secret);
                },
            })
        })
        .collect();
    let variant = &code.variant;
    (!statements.is_empty()).then(|| (quote!(Details::#variant(details)), quote!(#(#statements)*)))
}

/// The function that reads the details of a code and any delay among them.
fn reader(api: &NamedCatalog<'_>) -> TokenStream {
    let arms = api.detailed().map(|(code, details)| {
        let (variant, name) = (&code.variant, ident::reader(code.code));
        let delay = details.fields.iter().find(|field| field.detail.ty.kind == Kind::Delay);
        let delay = delay.map_or_else(|| quote!(None), read);
        quote! { ErrorCode::#variant => (#name(entry).map(Details::#variant), #delay), }
    });
    let others = api.plain_codes().map(|others| quote! { #others => (None, None), });
    let long = long(api.detailed().count() > 80);
    quote! {
        #long
        fn read_details(
            code: ErrorCode,
            entry: &shared::support::Entry<'_>,
        ) -> (Option<Details>, Option<shared::Delay>) {
            match code {
                #(#arms)*
                #others
            }
        }
    }
}

/// Reads the details of one code.
fn details_of(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> TokenStream {
    let (function, name) = (ident::reader(code.code), &details.name);
    let fields = details.fields.iter().map(|field| {
        let (name, value) = (&field.name, read(field));
        let required = (!field.is_option()).then(|| quote!(?));
        quote! { #name: #value #required }
    });
    let unwrapped = details.fields.iter().all(Field::is_option).then(|| {
        quote! {
            #[allow(clippy::unnecessary_wraps, reason = "the details of other codes can be missing")]
        }
    });
    quote! {
        #unwrapped
        fn #function(entry: &shared::support::Entry<'_>) -> Option<details::#name> {
            Some(details::#name { #(#fields),* })
        }
    }
}

/// The expression that reads a detail, if the response has it.
fn read(field: &Field<'_>) -> TokenStream {
    match &field.detail.place {
        Place::Body(steps) => {
            let path = path(steps);
            quote! { entry.body(#path) }
        }
        Place::Header { name, parameter: None } => quote! { entry.header(#name) },
        Place::Header { name, parameter: Some(parameter) } => {
            quote! { entry.challenge(#name, #parameter) }
        }
        // It is not among the fields of details.
        Place::Message => quote!(None),
    }
}

fn path(steps: &[PathStep]) -> TokenStream {
    let steps = steps.iter().map(|step| match step {
        PathStep::Member(name) => quote!(Some(#name)),
        PathStep::Each => quote!(None),
    });
    quote! { &[#(#steps),*] }
}
