//! The Markdown pages of registries.

use errbook::model::Model;
use errbook::output::Output;
use errbook::targets::{Options, TARGETS};

use super::registry::of_texts;
use super::shop;

/// The pages of a model.
pub fn render(model: &Model) -> Vec<Output> {
    let target = TARGETS.iter().find(|target| target.name == "markdown").expect("the target");
    (target.render)(model, &Options::default()).expect("pages")
}

/// A registry that uses all of the language, published at a docs URL.
pub fn everything(url: Option<&str>) -> Model {
    let texts = shop::texts(url);
    of_texts(texts.iter().map(|(path, text)| (*path, text.as_str())))
}
