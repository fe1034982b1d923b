//! A published code.

use std::borrow::Cow;
use std::collections::BTreeMap;

use semver::Version;
use serde_json::Value;

use super::names::{Fault, Names, ty};
use super::texts::{link, told};
use crate::lower;
use crate::model::{
    Code, CodeType, Deprecated, DeprecatedName, Detail, Example, FieldId, Place, Template, Text,
    Url, WireCode,
};
use crate::source::Span;
use crate::targets::json::{self, DetailPlace};

#[allow(clippy::too_many_lines, reason = "a line for each field")]
pub(super) fn code(
    published: &json::Code<'_>,
    names: &Names<'_>,
    span: Span,
) -> Result<Code, Fault> {
    // Without `..`, so that nothing is forgotten; what is not taken is made from the rest.
    let json::Code {
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
        status,
        retry,
        action,
        fields,
        operations: _,
        everywhere: _,
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
        example: _,
    } = published;
    let details = all(details, names)?;
    Ok(Code {
        name: name.to_string(),
        code: wire_code(code, names.ty)?,
        type_uri: type_uri.as_deref().map(str::to_owned),
        ident: ident.to_string(),
        title: title.to_string(),
        description: description.as_deref().map(Text::new),
        message: message.as_deref().map(|source| lower::template(source, &details)),
        messages: translations(messages, &details),
        cause: cause.as_deref().map(Text::new),
        resolution: resolution.as_deref().map(Text::new),
        causes: causes.iter().map(told).collect(),
        category: category.as_deref().map(|id| names.category(id)).transpose()?,
        section: names.section(section)?,
        parent: parent.as_deref().map(|name| names.code(name)).transpose()?,
        children: Vec::new(),
        status: status.to_vec(),
        retry: retry.as_ref().map(|word| word.0),
        action: action.as_deref().map(|id| names.action(id)).transpose()?,
        fields: values(fields, names)?,
        operations: Vec::new(),
        everywhere: false,
        delivery: delivery.0,
        grpc: grpc.as_ref().and_then(|grpc| lower::grpc_of(&grpc.name)),
        since: since.as_deref().map(str::to_owned),
        deprecated: deprecated.as_ref().map(|told| deprecation(told, names)).transpose()?,
        aliases: aliases.to_vec(),
        deprecated_names: former(deprecated_names, span)?,
        visibility: visibility.0,
        links: links.iter().map(link).collect(),
        notes: notes.iter().map(|note| Text::new(note)).collect(),
        examples: examples.iter().map(sample).collect(),
        docs_url: docs_url.as_deref().map(|url| Url::new(url.to_owned())),
        span,
        details,
    })
}

/// The messages in other languages.
fn translations(
    published: &BTreeMap<Cow<'_, str>, Cow<'_, str>>,
    details: &[Detail],
) -> Vec<(String, Template)> {
    let message = |(tag, source): (&Cow<'_, str>, &Cow<'_, str>)| {
        (tag.to_string(), lower::template(source, details))
    };
    published.iter().map(message).collect()
}

/// The values of declared fields, in the order of the fields.
fn values(
    published: &BTreeMap<Cow<'_, str>, Cow<'_, Value>>,
    names: &Names<'_>,
) -> Result<Vec<(FieldId, Value)>, Fault> {
    let value = |(name, value): (&Cow<'_, str>, &Cow<'_, Value>)| {
        Ok((names.field(name)?, value.clone().into_owned()))
    };
    let mut values = published.iter().map(value).collect::<Result<Vec<_>, Fault>>()?;
    values.sort_by_key(|(id, _)| *id);
    Ok(values)
}

fn wire_code(published: &Value, codes: CodeType) -> Result<WireCode, Fault> {
    let found = match codes {
        CodeType::String => published.as_str().map(|text| WireCode::String(text.to_owned())),
        CodeType::Integer => published.as_i64().map(WireCode::Integer),
    };
    found.ok_or_else(|| format!("{published} is not what codes of the catalog are"))
}

fn deprecation(published: &json::Deprecated<'_>, names: &Names<'_>) -> Result<Deprecated, Fault> {
    let json::Deprecated { since, replaced_by, note } = published;
    Ok(Deprecated {
        since: since.as_deref().map(str::to_owned),
        replaced_by: replaced_by.as_deref().map(|name| names.code(name)).transpose()?,
        note: note.as_deref().map(Text::new),
    })
}

/// What programs called the code before.
fn former(
    published: &[json::DeprecatedName<'_>],
    span: Span,
) -> Result<Vec<DeprecatedName>, Fault> {
    let name = |json::DeprecatedName { name, ident, until }: &json::DeprecatedName<'_>| {
        let version = Version::parse(until);
        Ok(DeprecatedName {
            name: name.to_string(),
            ident: ident.to_string(),
            until: version.map_err(|_| format!("`{until}` is not a version"))?,
            span,
        })
    };
    published.iter().map(name).collect()
}

fn sample(published: &json::Sample<'_>) -> Example {
    let json::Sample { title, language, code } = published;
    Example {
        title: title.to_string(),
        language: language.as_deref().map(str::to_owned),
        code: code.to_string(),
    }
}

fn all(details: &[json::Detail<'_>], names: &Names<'_>) -> Result<Vec<Detail>, Fault> {
    details.iter().map(|published| detail(published, names)).collect()
}

fn detail(published: &json::Detail<'_>, names: &Names<'_>) -> Result<Detail, Fault> {
    let json::Detail { name, description, ty: word, nullable, optional, sensitive, place, example } =
        published;
    let place = match place {
        DetailPlace::Body { path } => {
            let steps = lower::parse_path(path);
            Place::Body(steps.ok_or_else(|| format!("`{path}` is not a path"))?)
        }
        DetailPlace::Header { name, parameter } => Place::Header {
            name: name.to_string(),
            parameter: parameter.as_deref().map(str::to_owned),
        },
        DetailPlace::Message => Place::Message,
    };
    Ok(Detail {
        name: name.to_string(),
        description: description.as_deref().map(Text::new),
        ty: ty(word, *nullable, &names.types)?,
        place,
        optional: *optional,
        sensitive: *sensitive,
        example: example.as_deref().cloned(),
    })
}
