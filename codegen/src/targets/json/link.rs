//! A page elsewhere.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{source, text};
use crate::model;

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Link<'a> {
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Cow<'a, str>>,
}

pub fn link(link: &model::Link) -> Link<'_> {
    Link {
        title: (&link.title).into(),
        description: source(link.description.as_ref()),
        url: text(link.url.as_ref()),
    }
}
