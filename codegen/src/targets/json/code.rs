//! A code.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::link::{Link, link};
use super::operation::Header;
use super::word::Word;
use super::{present, source, text, texts};
use crate::example::{self, Content};
use crate::model::{self, Delivery, Place, Retry, Visibility, display_path};

/// The codes of a catalog. While they are written, each is made when its turn comes: all of them at
/// once need as much memory as the file.
pub(crate) struct Codes<'a> {
    /// Those that were read.
    pub(crate) read: Vec<Code<'a>>,
    /// Whose are to be written, if none were read.
    of: Option<&'a model::Catalog>,
}

impl<'a> Codes<'a> {
    pub(super) fn of(catalog: &'a model::Catalog) -> Codes<'a> {
        Codes { read: Vec::new(), of: Some(catalog) }
    }
}

impl Serialize for Codes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.of {
            Some(catalog) => {
                serializer.collect_seq(catalog.codes.iter().map(|code| Code::of(catalog, code)))
            }
            None => self.read.serialize(serializer),
        }
    }
}

impl<'de, 'a> Deserialize<'de> for Codes<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Codes<'a>, D::Error> {
        Ok(Codes { read: Vec::deserialize(from)?, of: None })
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[allow(clippy::struct_field_names, reason = "the names are those of the file")]
pub(crate) struct Code<'a> {
    /// The name, by which everything else in this file refers to the code; unique in its catalog.
    pub(crate) name: Cow<'a, str>,
    /// What goes over the wire: text, or a number if the codes of the catalog are numbers.
    #[schemars(extend("type" = ["string", "integer"]))]
    pub(crate) code: Value,
    /// The name in `PascalCase`, as generated code writes it.
    pub(crate) ident: Cow<'a, str>,
    /// The URI that identifies the problem (RFC 9457).
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) type_uri: Option<Cow<'a, str>>,
    pub(crate) title: Cow<'a, str>,
    /// What happened, if the message or the title does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// The default message; `{name}` is the value of a detail, `{{` and `}}` are literal braces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Cow<'a, str>>,
    /// The message in other languages, by BCP 47 tag, with the same placeholders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) messages: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resolution: Option<Cow<'a, str>>,
    /// Its causes, if there are several; then `cause` and `resolution` are absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) causes: Vec<Cause<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) category: Option<Cow<'a, str>>,
    /// The section that defines the code.
    pub(crate) section: Cow<'a, str>,
    /// The code that it is a case of: what a client does for that one is right for this one too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<Cow<'a, str>>,
    /// The HTTP statuses it is returned with; empty if the API documents none.
    pub(crate) status: Cow<'a, [u16]>,
    /// Whether and when to try again, if the API documents it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Word<Retry>")]
    pub(crate) retry: Option<Word<Retry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<Cow<'a, str>>,
    /// The values of the fields that the catalog declares, by the names of the fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) fields: BTreeMap<Cow<'a, str>, Cow<'a, Value>>,
    /// The ids of the operations that can return it.
    pub(crate) operations: Vec<Cow<'a, str>>,
    /// Whether every operation can return it.
    pub(crate) everywhere: bool,
    pub(crate) details: Vec<Detail<'a>>,
    /// How the error reaches the client.
    pub(crate) delivery: Word<Delivery>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grpc: Option<Grpc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deprecated: Option<Deprecated<'a>>,
    /// Former names of the code.
    pub(crate) aliases: Cow<'a, [String]>,
    /// What programs called the code before, which the packages keep for a while.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) deprecated_names: Vec<DeprecatedName<'a>>,
    /// Who may see the code.
    pub(crate) visibility: Word<Visibility>,
    pub(crate) links: Vec<Link<'a>>,
    pub(crate) notes: Vec<Cow<'a, str>>,
    /// Code samples that show the error, as written in the registry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) examples: Vec<Sample<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) docs_url: Option<Cow<'a, str>>,
    /// A response with this error, built from the envelope and the examples of its members.
    pub(crate) example: Example,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Detail<'a> {
    pub(crate) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) nullable: bool,
    /// Whether the detail may be absent.
    pub(crate) optional: bool,
    /// Whether it must be kept out of logs and messages.
    pub(crate) sensitive: bool,
    pub(crate) place: DetailPlace<'a>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<Cow<'a, Value>>,
}

/// Where in the response a detail is; `in` tells which other members are present.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "in", rename_all = "snake_case")]
pub(crate) enum DetailPlace<'a> {
    Body {
        path: String,
    },
    Header {
        name: Cow<'a, str>,
        /// The parameter of the challenge in the header, if the detail is not the whole header.
        #[serde(skip_serializing_if = "Option::is_none")]
        parameter: Option<Cow<'a, str>>,
    },
    /// In the message alone: no client receives it.
    Message,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Grpc {
    pub(crate) number: u8,
    pub(crate) name: Cow<'static, str>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Deprecated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_by: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct DeprecatedName<'a> {
    pub(crate) name: Cow<'a, str>,
    /// The identifier that went with it, in `PascalCase`.
    pub(crate) ident: Cow<'a, str>,
    /// The version of the packages that no longer has it.
    pub(crate) until: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Cause<'a> {
    pub(crate) cause: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resolution: Option<Cow<'a, str>>,
}

impl<'a> DeprecatedName<'a> {
    fn of(former: &'a model::DeprecatedName) -> DeprecatedName<'a> {
        let model::DeprecatedName { name, ident, until, span: _ } = former;
        DeprecatedName { name: name.into(), ident: ident.into(), until: until.to_string() }
    }
}

impl<'a> Cause<'a> {
    pub(super) fn of(own: &'a model::Cause) -> Cause<'a> {
        let model::Cause { cause, resolution } = own;
        Cause { cause: cause.source().into(), resolution: source(resolution.as_ref()) }
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Sample<'a> {
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Cow<'a, str>>,
    pub(crate) code: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Example {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<Header>,
    /// The JSON body; absent if the error is in the query of `Location`.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Value>,
}

impl<'a> Code<'a> {
    #[allow(clippy::too_many_lines, reason = "a line for each field")]
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
            deprecated_names,
            visibility,
            links,
            notes,
            examples,
            docs_url,
            span: _,
        } = own;
        Code {
            name: name.into(),
            code: code.to_json(),
            ident: ident.into(),
            type_uri: text(type_uri.as_ref()),
            title: title.into(),
            description: source(description.as_ref()),
            message: message.as_ref().map(|message| (&message.source).into()),
            messages: messages.iter().map(message_in).collect(),
            cause: source(cause.as_ref()),
            resolution: source(resolution.as_ref()),
            causes: causes.iter().map(Cause::of).collect(),
            category: category.map(|id| (&catalog[id].id).into()),
            section: (&catalog[*section].id).into(),
            parent: parent.map(|id| (&catalog[id].name).into()),
            status: status.into(),
            retry: retry.map(Word),
            action: action.map(|id| (&catalog[id].id).into()),
            fields: fields.iter().map(|field| value(catalog, field)).collect(),
            operations: operations.iter().map(|id| (&catalog[*id].id).into()).collect(),
            everywhere: *everywhere,
            details: details.iter().map(detail).collect(),
            delivery: Word(*delivery),
            grpc: grpc.map(|grpc| Grpc { number: grpc.number, name: grpc.name.into() }),
            since: text(since.as_ref()),
            deprecated: deprecated.as_ref().map(|told| deprecation(catalog, told)),
            aliases: aliases.into(),
            deprecated_names: deprecated_names.iter().map(DeprecatedName::of).collect(),
            visibility: Word(*visibility),
            links: links.iter().map(link).collect(),
            notes: texts(notes),
            examples: examples.iter().map(sample).collect(),
            docs_url: docs_url.as_ref().map(|url| url.as_str().into()),
            example: example(catalog, own),
        }
    }
}

/// A message with its language.
fn message_in((tag, template): &(String, model::Template)) -> (Cow<'_, str>, Cow<'_, str>) {
    (tag.into(), (&template.source).into())
}

/// The value of a declared field with the name of the field.
fn value<'a>(
    catalog: &'a model::Catalog,
    (id, value): &'a (model::FieldId, Value),
) -> (Cow<'a, str>, Cow<'a, Value>) {
    ((&catalog[*id].name).into(), Cow::Borrowed(value))
}

fn deprecation<'a>(
    catalog: &'a model::Catalog,
    deprecated: &'a model::Deprecated,
) -> Deprecated<'a> {
    let model::Deprecated { since, replaced_by, note } = deprecated;
    Deprecated {
        since: text(since.as_ref()),
        replaced_by: replaced_by.map(|id| (&catalog[id].name).into()),
        note: source(note.as_ref()),
    }
}

fn sample(example: &model::Example) -> Sample<'_> {
    Sample {
        title: (&example.title).into(),
        language: text(example.language.as_ref()),
        code: (&example.code).into(),
    }
}

fn detail(detail: &model::Detail) -> Detail<'_> {
    Detail {
        name: (&detail.name).into(),
        description: source(detail.description.as_ref()),
        ty: detail.ty.kind.to_string(),
        nullable: detail.ty.nullable,
        optional: detail.optional,
        sensitive: detail.sensitive,
        place: match &detail.place {
            Place::Body(path) => DetailPlace::Body { path: display_path(path) },
            Place::Header { name, parameter } => {
                DetailPlace::Header { name: name.into(), parameter: text(parameter.as_ref()) }
            }
            Place::Message => DetailPlace::Message,
        },
        example: detail.example.as_ref().map(Cow::Borrowed),
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
