//! The Markdown pages of registries.

use errbook::model::Model;
use errbook::output::Output;
use errbook::targets::Options;

use super::registry::{self, of_texts};
use super::shop;

/// The pages of a model.
pub fn render(model: &Model) -> Vec<Output> {
    registry::render("markdown", model, &Options::default())
}

/// A registry that uses all of the language, published at a docs URL.
pub fn everything(url: Option<&str>) -> Model {
    let texts = shop::texts(url);
    of_texts(texts.iter().map(|(path, text)| (*path, text.as_str())))
}
