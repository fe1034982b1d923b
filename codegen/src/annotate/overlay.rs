//! The changes as an OpenAPI Overlay (1.0), for descriptions that should not be edited.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::document::ADDITIONAL;
use super::{Annotation, ChangeKind};
use crate::model::METHODS;

/// What an overlay says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Overlay<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The address of the description that it extends.
    pub extends: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    overlay: &'static str,
    info: Info<'a>,
    extends: &'a str,
    actions: Vec<Action>,
}

#[derive(Serialize)]
struct Info<'a> {
    title: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Action {
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<Value>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remove: bool,
}

/// The overlay with the changes of an annotation, as YAML; nothing if there are none, because an
/// overlay has at least one action.
///
/// # Errors
///
/// If it cannot be written as YAML, which no known overlay causes.
pub fn overlay(
    annotation: &Annotation,
    about: Overlay<'_>,
) -> Result<Option<String>, Box<dyn std::error::Error + Send + Sync>> {
    let mut actions = Vec::new();
    let of_one = |a: &super::Change, b: &super::Change| {
        (&a.response.path, &a.response.method) == (&b.response.path, &b.response.method)
    };
    for changes in annotation.changes.chunk_by(of_one) {
        let response = &changes[0].response;
        let path = name(&response.path);
        let target = if METHODS.contains(&response.method.as_str()) {
            format!("$.paths[{path}].{}", response.method.to_ascii_lowercase())
        } else {
            format!("$.paths[{path}].{ADDITIONAL}[{}]", name(&response.method))
        };
        let mut responses = Map::new();
        let mut removed = Vec::new();
        for change in changes {
            let status = change.response.status.clone();
            match &change.kind {
                ChangeKind::Added(reference) | ChangeKind::Updated(reference) => {
                    responses.insert(status, json!({ "$ref": reference }));
                }
                ChangeKind::Removed => removed.push(Action {
                    target: format!("{target}.responses[{}]", name(&status)),
                    update: None,
                    remove: true,
                }),
            }
        }
        if !responses.is_empty() {
            let update = Some(json!({ "responses": responses }));
            actions.push(Action { target, update, remove: false });
        }
        actions.extend(removed);
    }
    actions.extend(annotation.dropped.iter().map(|path| {
        let steps: Vec<String> = path.iter().map(|step| name(step)).collect();
        Action { target: format!("$[{}]", steps.join("][")), update: None, remove: true }
    }));
    if actions.is_empty() {
        return Ok(None);
    }
    let Overlay { title, version, extends } = about;
    let document = Document { overlay: "1.0.0", info: Info { title, version }, extends, actions };
    let mut text = String::new();
    let options = serde_saphyr::ser_options! { compact_list_indent: false };
    serde_saphyr::to_fmt_writer_with_options(&mut text, &document, options)?;
    Ok(Some(text))
}

/// A name in the brackets of a path (RFC 9535 §2.3.1.1).
fn name(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
