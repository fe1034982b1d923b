//! The registry of the rules themselves: what each rule checks, why it matters, how to fix what it
//! finds, with a bad and a good example. It is a registry like any other, compiled to `rules/docs`.

use crate::Asked;
use crate::limits::Limits;
use crate::model::Catalog;
use crate::rule::Level;
use crate::source::Sources;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("errbook/", $name),
            include_str!(concat!("../rules/registry/errbook/", $name)),
        )),*]
    };
}

/// The files of the registry.
const FILES: &[(&str, &str)] = files![
    "catalog.yaml",
    "codes.yaml",
    "files.yaml",
    "language.yaml",
    "life-cycle.yaml",
    "mentions.yaml",
    "names.yaml",
    "operations.yaml",
    "statuses.yaml",
    "texts.yaml",
    "values.yaml",
    "fields.yaml",
    "changes.yaml",
];

/// The catalog of rules.
#[must_use]
pub fn catalog() -> Option<Catalog> {
    let sources = Sources::from_texts(FILES.iter().copied());
    // Nobody sees what lints find here.
    let checked = crate::check_from(sources, &[], Limits::default(), Asked::From(Level::Error));
    checked.model?.catalogs.pop()
}
