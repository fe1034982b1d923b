//! JSON: the whole registry in one file for other programs.
//!
//! `registry.json` is an object with `generated` (what wrote it), `format_version` (the version of
//! this format, which increases when a member is removed or changes its meaning, not when one is
//! added) and `catalogs`. The types in this module and its submodules match the file member for
//! member, and its JSON Schema is generated from them:
//!
//! - A list is always present and may be empty; any other member that is not set is absent.
//! - Names from the registry (`snake_case`, `after_delay`, `errors[].field`, `map<string>`) are
//!   spelled as they are there.
//! - Texts have code between backticks and no other markup; a line break separates paragraphs.
//! - Codes and catalogs are in registry order.
//!
//! The same types read the file back, so that a member which is added later needs a default for the
//! files that are without it.

mod catalog;
mod code;
mod envelope;
mod field;
mod layout;
mod link;
mod operation;
mod schema;
mod section;
mod types;
mod word;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::decode::{Line, Spanned, object};
use crate::model::{self, Model, Text};
use crate::output::{HEADER, Output};
use crate::targets::{Emit, RenderError};
pub(crate) use catalog::{
    Action, Catalog, Category, Handling, Naming, NamingException, Retired, StatusMeaning, Step,
};
pub(crate) use code::{Cause, Code, Deprecated, DeprecatedName, Detail, DetailPlace, Sample};
pub(crate) use envelope::{Envelope, Member, ShapeNode};
pub(crate) use field::{Field, FieldValue};
pub(super) use layout::file;
pub(crate) use link::Link;
pub(crate) use operation::{Operation, Request, RequestExample};
pub(super) use schema::schema;
pub(crate) use section::{Entry, Group, Reference, Section, Table};
pub(crate) use types::{Type, TypeMember, TypeValue};

object! {
    /// The options of the target `json`.
    "the target `json`" => JsonOptions {
        /// The folder of the file; `generated/json` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that are in the file; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
        /// Whether it has the internal codes too, for programs of the team; `false` by default.
        "internal" => internal: bool = false,
    }
}

/// The version of the file's format.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// The error codes of one or more APIs. A member that is not set is absent. Texts have code between
/// backticks and no other markup; a line break separates paragraphs. More members may be added.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Registry<'a> {
    /// What generated the file.
    pub(crate) generated: Cow<'a, str>,
    /// Increases when a member is removed or changes its meaning.
    pub(crate) format_version: u32,
    pub(crate) catalogs: Vec<Catalog<'a>>,
}

pub(super) fn render(model: &Model, emit: Emit<'_>) -> Result<(), RenderError> {
    emit(Output { path: "registry.json".to_owned(), text: registry(model)? });
    Ok(())
}

/// The text of the file.
pub(super) fn registry(model: &Model) -> Result<String, RenderError> {
    let registry = Registry {
        generated: HEADER.into(),
        format_version: FORMAT_VERSION,
        catalogs: model.catalogs.iter().map(Catalog::of).collect(),
    };
    Ok(file(&registry)?)
}

/// A code with the id of its catalog.
pub(super) fn code(
    catalog: &model::Catalog,
    code: &model::Code,
) -> Result<serde_json::Value, RenderError> {
    #[derive(Serialize)]
    struct CodeOf<'a> {
        catalog: &'a str,
        #[serde(flatten)]
        code: Code<'a>,
    }
    Ok(serde_json::to_value(CodeOf { catalog: &catalog.id, code: Code::of(catalog, code) })?)
}

fn texts(texts: &[Text]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|text| text.source().into()).collect()
}

fn source(text: Option<&Text>) -> Option<Cow<'_, str>> {
    text.map(|text| text.source().into())
}

fn text(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(Cow::from)
}

/// A member that is there, be it null.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// The names of these codes.
fn names<'a>(catalog: &'a model::Catalog, codes: &'a [model::CodeId]) -> Vec<Cow<'a, str>> {
    catalog.codes_at(codes).map(|code| (&code.name).into()).collect()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
