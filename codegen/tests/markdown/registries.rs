//! The registries that the tests render.

use errbook::model::Model;
use errbook::output::Output;
use errbook::report;
use errbook::source::Sources;
use errbook::target::{Options, TARGETS};

use crate::support;

#[path = "../support/shop.rs"]
mod shop;

/// The pages of a model.
pub fn render(model: &Model) -> Vec<Output> {
    let target = TARGETS.iter().find(|target| target.name == "markdown").expect("the target");
    (target.render)(model, &Options::default()).expect("pages")
}

/// The public model of registry files.
pub fn model(sources: Sources) -> Model {
    let checked = errbook::check(sources);
    let problems: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|problem| report::render(problem, &checked.sources, report::Look::default()))
        .collect();
    checked.model.unwrap_or_else(|| panic!("{}", problems.join("\n"))).public()
}

/// The model of registry texts.
pub fn of_texts(texts: &[(&str, &str)]) -> Model {
    model(Sources::from_texts(texts.iter().copied()))
}

/// This repository's registry.
pub fn real() -> Model {
    model(Sources::read(&support::root().join("registry")).expect("the registry is read"))
}

/// A registry that uses all of the language, published at a docs URL.
pub fn everything(url: Option<&str>) -> Model {
    let texts = shop::texts(url);
    of_texts(&texts.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>())
}
