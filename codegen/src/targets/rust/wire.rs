//! Where the errors of a catalog are in responses.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::filled::long;
use super::ident;
use super::layout::{Expr, chain, line, list};
use super::literal::string;
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::{self, Arms, Source};
use super::word::Snippet;
use crate::model::{Catalog, Code, CodeId, Kind, PathStep, Place, Shape, Slot};
use crate::targets::RenderError;

/// The module `wire` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("Errors of the {} in responses.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let (wire, arms) = wire(api);
    let received = received(api);
    let items = quote! { #received #wire };
    let own = source::used(&items, &["Details", "Envelope", "ErrorCode"]);
    let details = api.has_details().then(|| quote!(details,));
    let marker = &api.marker;
    let imports = quote! {
        use super::shared;
        use super::{#details #(#own,)* #marker};
    };
    source.items_with(quote! { #imports #items }, &arms)?;
    for (code, details) in api.detailed() {
        details_of(code, details, source.start());
    }
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

/// The implementation of `Wire`, and the arms of its functions.
fn wire(api: &NamedCatalog<'_>) -> (TokenStream, Vec<Arms>) {
    let shape = &api.catalog.envelope.shape;
    let mut arms = Vec::new();
    let identity = identity(api, &mut arms);
    let [code, message, docs_url] = [Slot::Code, Slot::Message, Slot::DocsUrl].map(|slot| {
        let path = shape.path_to(slot).map(|steps| path(&steps));
        path.map_or_else(|| quote!(None), |path| quote!(Some(#path)))
    });
    let marker = &api.marker;
    let query = api.has_redirects().then(|| query(api.catalog));
    let writer = writer(api, &mut arms);
    let reader = api.has_details().then(|| reader(api, &mut arms));
    let wire = quote! {
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
    };
    (wire, arms)
}

/// What identifies an error besides the code in the body: the name, the URI of the problem, which may
/// be the address of the code's entry, and a header.
fn identity(api: &NamedCatalog<'_>, arms: &mut Vec<Arms>) -> TokenStream {
    let named = api.catalog.envelope.shape.identifying_name();
    let name = named.as_ref().map(|steps| {
        let path = path(steps);
        quote! { const NAME: Option<shared::support::Path> = Some(#path); }
    });
    let header = api.catalog.code_header.as_ref().map(|name| {
        quote! { const HEADER: Option<&'static str> = Some(#name); }
    });
    let of_name = named.and_then(|_| of_name(api, arms));
    let Some((slot, steps)) = api.catalog.problem_types() else {
        return quote! { #name #header #of_name };
    };
    let path = path(&steps);
    let mut uris = Arms::new("type_uris", 16);
    let mut count = 0;
    for code in &api.codes {
        let Some(uri) = code.code.uri_in(slot) else { continue };
        uris.add(string(uri), &format!("ErrorCode::{}", code.variant).into());
        count += 1;
    }
    let long = long(count > 30);
    let quoted = uris.quoted();
    arms.push(uris);
    quote! {
        #name
        const TYPE: Option<shared::support::Path> = Some(#path);
        #header

        #of_name

        #long
        fn of_type(uri: &str) -> Option<ErrorCode> {
            Some(match uri { #quoted _ => return None })
        }
    }
}

/// The function that finds a code by its name; none if names are what codes are parsed from.
fn of_name(api: &NamedCatalog<'_>, arms: &mut Vec<Arms>) -> Option<TokenStream> {
    if !api.catalog.codes.iter().any(Code::is_renamed) {
        return None;
    }
    let mut former: BTreeMap<CodeId, Vec<&str>> = BTreeMap::new();
    for (name, id) in api.catalog.former_names() {
        former.entry(id).or_default().push(name);
    }
    let mut all_names = Arms::new("names", 16);
    for (id, code) in api.catalog.codes_with_ids() {
        let former = former.remove(&id).unwrap_or_default();
        let names = std::iter::once(code.name.as_str()).chain(former).map(string);
        let names = names.collect::<Vec<_>>().join(" | ");
        all_names.add(names, &format!("ErrorCode::{}", api.variant(id)).into());
    }
    let long = long(api.codes.len() > 30);
    let quoted = all_names.quoted();
    arms.push(all_names);
    Some(quote! {
        #long
        fn of_name(name: &str) -> Option<ErrorCode> {
            Some(match name { #quoted _ => return None })
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
fn writer(api: &NamedCatalog<'_>, all_arms: &mut Vec<Arms>) -> Option<TokenStream> {
    let arms: Vec<_> =
        api.detailed().filter_map(|(code, details)| written(code, details)).collect();
    let complete = arms.len() == api.detailed().count();
    // Clippy rejects a `match` with one arm, and an `if let` that always matches.
    let body = match &arms[..] {
        [] => return None,
        [(pattern, statements)] => {
            let pattern = Snippet::new(pattern);
            let statements = Snippet::new(statements);
            if complete {
                quote! { let #pattern = details; #statements }
            } else {
                quote! { if let #pattern = details { #statements } }
            }
        }
        arms => {
            let mut written = Arms::new("details_in_headers", 12);
            for (pattern, statements) in arms {
                written.block(pattern, statements);
            }
            let quoted = written.quoted();
            all_arms.push(written);
            let others = (!complete).then(|| quote! { _ => {} });
            quote! { match details { #quoted #others } }
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
fn written(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> Option<(String, String)> {
    let mut statements = String::new();
    for field in &details.fields {
        let Place::Header { name: header, parameter } = &field.detail.place else { continue };
        let header = string(header);
        let value = format!("&details.{}", field.name);
        let secret = field.detail.sensitive.to_string();
        let put = match parameter {
            None => list("put(", [header, value, secret], ")"),
            Some(parameter) => list("challenge(", [header, string(parameter), value, secret], ")"),
        };
        line(&mut statements, 16, &chain("headers", [put]), ";");
    }
    (!statements.is_empty()).then(|| (format!("Details::{}(details)", code.variant), statements))
}

/// The function that reads the details of a code and any delay among them.
fn reader(api: &NamedCatalog<'_>, arms: &mut Vec<Arms>) -> TokenStream {
    let mut codes = Arms::new("codes_with_details", 12);
    for (code, details) in api.detailed() {
        let (variant, name) = (&code.variant, ident::reader(code.code));
        let delay = details.fields.iter().find(|field| field.detail.ty.kind == Kind::Delay);
        let delay = delay.map_or_else(|| "None".into(), |field| read("", field, ""));
        let details =
            chain(format!("{name}(entry)"), [list("map(", [format!("Details::{variant}")], ")")]);
        codes.add(format!("ErrorCode::{variant}"), &list("(", [details, delay], ")"));
    }
    let others = api.plain_codes().map(|others| quote! { #others => (None, None), });
    let long = long(api.detailed().count() > 80);
    let quoted = codes.quoted();
    arms.push(codes);
    quote! {
        #long
        fn read_details(
            code: ErrorCode,
            entry: &shared::support::Entry<'_>,
        ) -> (Option<Details>, Option<shared::Delay>) {
            match code {
                #quoted
                #others
            }
        }
    }
}

/// Writes the function that reads the details of one code.
fn details_of(code: &NamedCode<'_>, details: &NamedDetails<'_>, text: &mut String) {
    if details.fields.iter().all(Field::is_option) {
        text.push_str(
            "#[allow(clippy::unnecessary_wraps, reason = \"the details of other codes can be missing\")]\n",
        );
    }
    let (function, name) = (ident::reader(code.code), &details.name);
    let signature = list(
        format!("fn {function}("),
        ["entry: &shared::support::Entry<'_>"],
        format!(") -> Option<details::{name}>"),
    );
    line(text, 0, &signature, " {");
    let fields = details.fields.iter().map(|field| {
        read(&format!("{}: ", field.name), field, if field.is_option() { "" } else { "?" })
    });
    line(text, 4, &Expr::Struct(format!("Some(details::{name}"), fields.collect()), ")");
    text.push_str("}\n");
}

/// The expression that reads a detail, if the response has it, with what is before and behind it.
fn read(before: &str, field: &Field<'_>, behind: &str) -> Expr {
    let call = match &field.detail.place {
        Place::Body(steps) => {
            let steps = steps.iter().map(|step| match step {
                PathStep::Member(name) => format!("Some({})", string(name)),
                PathStep::Each => "None".to_owned(),
            });
            list("body(", [list("&[", steps, "]")], format!("){behind}"))
        }
        Place::Header { name, parameter: None } => {
            list("header(", [string(name)], format!("){behind}"))
        }
        Place::Header { name, parameter: Some(parameter) } => {
            list("challenge(", [string(name), string(parameter)], format!("){behind}"))
        }
        // It is not among the fields of details.
        Place::Message => return format!("{before}None{behind}").into(),
    };
    chain(format!("{before}entry"), [call])
}

fn path(steps: &[PathStep]) -> TokenStream {
    let steps = steps.iter().map(|step| match step {
        PathStep::Member(name) => quote!(Some(#name)),
        PathStep::Each => quote!(None),
    });
    quote! { &[#(#steps),*] }
}
