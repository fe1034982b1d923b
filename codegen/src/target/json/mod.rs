//! JSON: the whole registry in one file for other programs.
//!
//! `registry.json` is an object with `generated` (who wrote it), `format_version` (this shape's
//! version; it grows when a member goes or changes its meaning, not when one is added) and
//! `catalogs`. The shapes of these are the types in this module and those below it, member for
//! member; the JSON Schema that readers get is made of them:
//!
//! - A list is always there and may be empty; any other member that is not set is absent.
//! - Names that the registry has (`snake_case`, `after_delay`, `errors[].field`, `map<string>`) are
//!   written as it writes them.
//! - Texts hold code between backticks and no other markup; a line break parts paragraphs.
//! - Codes and catalogs stand in the order of the registry.

mod catalog;
mod code;
mod envelope;
mod operation;
mod schema;
mod section;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{self, Model, Text};
use crate::output::{HEADER, Output};
use crate::target::{Options, RenderError};
pub(super) use schema::schema;

/// The version of the file's shape.
const FORMAT_VERSION: u32 = 1;

/// The error codes of some APIs. A member that is not set is absent. Texts hold code between
/// backticks and no other markup; a line break parts paragraphs. More members may come.
#[derive(Serialize, JsonSchema)]
struct Registry<'a> {
    /// Who wrote the file.
    generated: &'a str,
    /// It grows when a member goes or changes its meaning.
    format_version: u32,
    catalogs: Vec<catalog::Catalog<'a>>,
}

pub(super) fn render(model: &Model, _options: &Options) -> Result<Vec<Output>, RenderError> {
    let registry = Registry {
        generated: HEADER,
        format_version: FORMAT_VERSION,
        catalogs: model.catalogs.iter().map(catalog::Catalog::of).collect(),
    };
    let mut text = serde_json::to_string_pretty(&registry)?;
    text.push('\n');
    Ok(vec![Output { path: "registry.json".to_owned(), text }])
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
        code: code::Code<'a>,
    }
    Ok(serde_json::to_value(CodeOf { catalog: &catalog.id, code: code::Code::of(catalog, code) })?)
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::source).collect()
}

fn source(text: Option<&Text>) -> Option<&str> {
    text.map(Text::source)
}

/// The codes of these indices.
fn names<'a>(catalog: &'a model::Catalog, codes: &'a [usize]) -> Vec<&'a str> {
    catalog.codes_at(codes).map(|code| code.code.as_str()).collect()
}
