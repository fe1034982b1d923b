//! A page elsewhere.

use schemars::JsonSchema;
use serde::Serialize;

use super::source;
use crate::model;

#[derive(Serialize, JsonSchema)]
pub struct Link<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

pub fn link(link: &model::Link) -> Link<'_> {
    Link {
        title: &link.title,
        description: source(link.description.as_ref()),
        url: link.url.as_deref(),
    }
}
