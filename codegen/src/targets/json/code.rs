//! A code.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::link::{Link, link};
use super::operation::Header;
use super::word::Word;
use super::{source, texts};
use crate::example::{self, Content};
use crate::model::{self, Delivery, Place, Retry, Url, Visibility, display_path};

#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_field_names, reason = "the names are those of the file")]
pub struct Code<'a> {
    /// The name, by which everything else in this file refers to the code; unique in its catalog.
    name: &'a str,
    /// What goes over the wire: text, or a number if the codes of the catalog are numbers.
    #[schemars(extend("type" = ["string", "integer"]))]
    code: Value,
    /// The name in `PascalCase`, as generated code writes it.
    ident: &'a str,
    /// The URI that identifies the problem (RFC 9457).
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    type_uri: Option<&'a str>,
    title: &'a str,
    /// What happened, if the message or the title does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The default message; `{name}` is the value of a detail, `{{` and `}}` are literal braces.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    /// The message in other languages, by BCP 47 tag, with the same placeholders.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    messages: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<&'a str>,
    /// Its causes, if there are several; then `cause` and `resolution` are absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<Cause<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    /// The section that defines the code.
    section: &'a str,
    /// The code that it is a case of: what a client does for that one is right for this one too.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    /// The HTTP statuses it is returned with; empty if the API documents none.
    status: &'a [u16],
    /// Whether and when to try again, if the API documents it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Word<Retry>")]
    retry: Option<Word<Retry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    /// The values of the fields that the catalog declares, by the names of the fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<&'a str, &'a Value>,
    /// The ids of the operations that can return it.
    operations: Vec<&'a str>,
    /// Whether every operation can return it.
    everywhere: bool,
    details: Vec<Detail<'a>>,
    /// How the error reaches the client.
    delivery: Word<Delivery>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grpc: Option<Grpc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Deprecated<'a>>,
    /// Former names of the code.
    aliases: &'a [String],
    /// Who may see the code.
    visibility: Word<Visibility>,
    links: Vec<Link<'a>>,
    notes: Vec<&'a str>,
    /// Code samples that show the error, as written in the registry.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<Sample<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs_url: Option<&'a str>,
    /// A response with this error, built from the envelope and the examples of its members.
    example: Example,
}

#[derive(Serialize, JsonSchema)]
struct Detail<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "type")]
    ty: String,
    nullable: bool,
    /// Whether the detail may be absent.
    optional: bool,
    /// Whether it must be kept out of logs and messages.
    sensitive: bool,
    place: DetailPlace<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Value>,
}

/// Where in the response a detail is; `in` tells which other members are present.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "in", rename_all = "snake_case")]
enum DetailPlace<'a> {
    Body {
        path: String,
    },
    Header {
        name: &'a str,
        /// The parameter of the challenge in the header, if the detail is not the whole header.
        #[serde(skip_serializing_if = "Option::is_none")]
        parameter: Option<&'a str>,
    },
    /// In the message alone: no client receives it.
    Message,
}

#[derive(Serialize, JsonSchema)]
struct Grpc {
    number: u8,
    name: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Deprecated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Cause<'a> {
    cause: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<&'a str>,
}

impl<'a> Cause<'a> {
    pub(super) fn of(own: &'a model::Cause) -> Cause<'a> {
        let model::Cause { cause, resolution } = own;
        Cause { cause: cause.source(), resolution: source(resolution.as_ref()) }
    }
}

#[derive(Serialize, JsonSchema)]
struct Sample<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    code: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Example {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    headers: Vec<Header>,
    /// The JSON body; absent if the error is in the query of `Location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
}

impl<'a> Code<'a> {
    pub fn of(catalog: &'a model::Catalog, own: &'a model::Code) -> Code<'a> {
        // Taken apart without `..`, so that no field is forgotten.
        let model::Code {
            name,
            code,
            ident,
            type_uri,
            title,
            description,
            message,
            messages,
            cause,
            resolution,
            causes,
            category,
            section,
            parent,
            children: _,
            status,
            retry,
            action,
            fields,
            operations,
            everywhere,
            details,
            delivery,
            grpc,
            since,
            deprecated,
            aliases,
            visibility,
            links,
            notes,
            examples,
            docs_url,
            span: _,
        } = own;
        Code {
            name,
            code: code.to_json(),
            ident,
            type_uri: type_uri.as_deref(),
            title,
            description: source(description.as_ref()),
            message: message.as_ref().map(|message| message.source.as_str()),
            messages: messages.iter().map(|(tag, text)| (&**tag, &*text.source)).collect(),
            cause: source(cause.as_ref()),
            resolution: source(resolution.as_ref()),
            causes: causes.iter().map(Cause::of).collect(),
            category: category.map(|id| catalog[id].id.as_str()),
            section: &catalog[*section].id,
            parent: parent.map(|id| catalog[id].name.as_str()),
            status,
            retry: retry.map(Word),
            action: action.map(|id| catalog[id].id.as_str()),
            fields: fields.iter().map(|(id, value)| (&*catalog[*id].name, value)).collect(),
            operations: operations.iter().map(|id| catalog[*id].id.as_str()).collect(),
            everywhere: *everywhere,
            details: details.iter().map(detail).collect(),
            delivery: Word(*delivery),
            grpc: grpc.map(|grpc| Grpc { number: grpc.number, name: grpc.name }),
            since: since.as_deref(),
            deprecated: deprecated.as_ref().map(|told| deprecation(catalog, told)),
            aliases,
            visibility: Word(*visibility),
            links: links.iter().map(link).collect(),
            notes: texts(notes),
            examples: examples.iter().map(sample).collect(),
            docs_url: docs_url.as_ref().map(Url::as_str),
            example: example(catalog, own),
        }
    }
}

fn deprecation<'a>(
    catalog: &'a model::Catalog,
    deprecated: &'a model::Deprecated,
) -> Deprecated<'a> {
    let model::Deprecated { since, replaced_by, note } = deprecated;
    Deprecated {
        since: since.as_deref(),
        replaced_by: replaced_by.map(|id| catalog[id].name.as_str()),
        note: source(note.as_ref()),
    }
}

fn sample(example: &model::Example) -> Sample<'_> {
    Sample { title: &example.title, language: example.language.as_deref(), code: &example.code }
}

fn detail(detail: &model::Detail) -> Detail<'_> {
    Detail {
        name: &detail.name,
        description: source(detail.description.as_ref()),
        ty: detail.ty.kind.to_string(),
        nullable: detail.ty.nullable,
        optional: detail.optional,
        sensitive: detail.sensitive,
        place: match &detail.place {
            Place::Body(path) => DetailPlace::Body { path: display_path(path) },
            Place::Header { name, parameter } => {
                DetailPlace::Header { name, parameter: parameter.as_deref() }
            }
            Place::Message => DetailPlace::Message,
        },
        example: detail.example.as_ref(),
    }
}

fn example(catalog: &model::Catalog, code: &model::Code) -> Example {
    let response = example::response(catalog, code);
    let mut headers = response.headers;
    let body = match response.content {
        Content::Body(body) => Some(body),
        Content::Redirect(parameters) => {
            headers.push(("Location".to_owned(), example::redirect_address(&parameters)));
            None
        }
    };
    let headers = headers.iter().map(|(name, value)| Header::new(name, value)).collect();
    Example { status: response.status, headers, body }
}
