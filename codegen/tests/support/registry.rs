//! Registries that the tests of several targets compile.

use errbook::model::Model;
use errbook::report::{self, Look};
use errbook::source::Sources;

use super::root;

/// The public model of registry files; fails the test with the findings if they do not compile.
#[track_caller]
pub fn model(sources: Sources) -> Model {
    let checked = errbook::check(sources);
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| report::render(found, &checked.sources, Look::default()))
        .collect();
    checked.model.unwrap_or_else(|| panic!("{}", found.join("\n"))).public()
}

/// The model of registry texts, each with its path.
#[track_caller]
pub fn of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Model {
    model(Sources::from_texts(texts))
}

/// The model of the registry in a folder of this repository.
#[track_caller]
pub fn in_folder(folder: &str) -> Model {
    model(Sources::read(&root().join(folder)).expect("the registry is read"))
}

/// This repository's registry.
pub fn real() -> Model {
    in_folder("registry")
}
