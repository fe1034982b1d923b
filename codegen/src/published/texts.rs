//! The texts of a published catalog, and what is little more.

use crate::model::{Cause, Link, Text};
use crate::targets::json;

pub(super) fn text(published: Option<impl AsRef<str>>) -> Option<Text> {
    published.map(|text| Text::new(text.as_ref()))
}

pub(super) fn texts(published: &[impl AsRef<str>]) -> Vec<Text> {
    published.iter().map(|text| Text::new(text.as_ref())).collect()
}

pub(super) fn told(published: &json::Cause<'_>) -> Cause {
    let json::Cause { cause, resolution } = published;
    Cause { cause: Text::new(cause), resolution: resolution.as_deref().map(Text::new) }
}

pub(super) fn link(published: &json::Link<'_>) -> Link {
    let json::Link { title, description, url } = published;
    Link {
        title: title.to_string(),
        description: text(description.as_ref()),
        url: url.as_deref().map(str::to_owned),
    }
}
