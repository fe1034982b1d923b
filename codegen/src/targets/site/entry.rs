//! The page of a code.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{HtmlPages, On};
use crate::address::page_name;
use crate::model::{Code, CodeId, Milestone, Retired, Url, Vocabulary};
use crate::reference::{Block, Fact, Heading, Item, Listing, Output, Source, history, text};
use crate::targets::RenderError;
use crate::targets::markdown::pages::link;

/// Renders the page of a code, with samples of how to handle it and its history.
pub(super) fn page(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    id: CodeId,
    (samples, milestones): (&[(&'static str, String)], &[Milestone]),
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    let entries = &pages.twins.entries;
    let code = &catalog[id];
    let index = id.index();
    let page = &pages.of_code(code);
    let on = On { pages, page, own: Some(&code.name) };
    let neighbor = |code: &Code| {
        context! { href => pages.to_code(page, code), code => code.name.clone() }
    };
    let mut body = String::new();
    let items = entries.entry(id, Output::Site);
    let (past, items): (Vec<_>, Vec<_>) = items.into_iter().partition(is_past);
    on.html().entry(&mut body, &items);
    on.html().blocks(&mut body, &handling(samples));
    let deprecated = items.iter().filter(|item| item.fact == Fact::Deprecated);
    on.html().blocks(&mut body, &history(past.iter().chain(deprecated), milestones));
    let context = context! {
        statuses => entries.has_statuses.then(|| code.status.clone()),
        retry => code.retry.map(Vocabulary::label),
        deprecated => code.deprecated.is_some(),
        docs_url => code.docs_url.as_ref().map(Url::as_str).unwrap_or_default(),
        sent => code.is_renamed().then(|| code.code.to_string()),
        body => safe(body),
        before => index.checked_sub(1).map(|at| neighbor(&catalog.codes[at])),
        after => catalog.codes.get(index + 1).map(neighbor),
        ..chrome
    };
    Ok(environment.get_template("code")?.render(context)?)
}

/// How a client handles the error, in each language.
fn handling<'a>(samples: &'a [(&'static str, String)]) -> Vec<Block<'a>> {
    let heading = Heading { id: Some("handle"), kind: "About", words: "How to handle it".into() };
    let listing = |(language, sample): &'a (&'static str, String)| {
        let source = Source::Code("", sample.into());
        Block::Listing(Listing { title: (*language).into(), source })
    };
    [Block::Heading(heading)].into_iter().chain(samples.iter().map(listing)).collect()
}

/// Whether an item tells of the past of a code, which a page gathers at its end.
fn is_past(item: &Item<'_>) -> bool {
    matches!(item.fact, Fact::Since | Fact::Aliases | Fact::Replaces)
}

/// The page that leads from an old name to the code that replaces it.
pub(super) fn moved(
    environment: &Environment<'_>,
    from: (&str, &str),
    href: String,
    code: &str,
    what: &str,
) -> Result<String, RenderError> {
    let (page, old) = from;
    let root = "../".repeat(page.matches('/').count());
    let context = context! { old, id => page_name(old), code, href, what, root };
    Ok(environment.get_template("moved")?.render(context)?)
}

/// The page of a retired code without a replacement.
pub(super) fn retired(
    environment: &Environment<'_>,
    on: On<'_>,
    retired: &Retired,
    chrome: Value,
) -> Result<String, RenderError> {
    let context = context! {
        since => retired.since.clone(),
        reason => safe(on.html().paragraphs(&[text(&retired.reason)])),
        ..chrome
    };
    Ok(environment.get_template("retired")?.render(context)?)
}

/// The link from an old name's page to the page of a code.
pub(super) fn to_successor(
    pages: &HtmlPages<'_>,
    page: &str,
    code: &Code,
    id: Option<&str>,
) -> String {
    link(page, &pages.of_code(code), id)
}
