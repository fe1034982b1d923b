//! Where the reference is published, and how it is split into pages.

use std::collections::HashMap;

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::DocsSpec;
use crate::model::{Catalog, Code, Docs, DocsUrl, Layout, Url};
use crate::placeholders::{self, CASES};
use crate::rule;

/// The docs URL, and the layout that follows from it.
pub(super) fn lower(spec: Option<&DocsSpec>, problems: &mut Problems) -> Docs {
    let asked = spec.and_then(|spec| spec.layout);
    let Some(url) = spec.and_then(|spec| spec.url.as_ref()) else {
        let layout = asked.map_or(Layout::PagePerSection, |asked| asked.value);
        return Docs { url: None, layout };
    };
    check_url(url, problems);
    let docs_url = DocsUrl::new(&url.value);
    let layout = docs_url.layout();
    if let Some(asked) = asked
        && asked.value != layout
        && placeholders::has(&url.value, "code")
    {
        problems.push(
            Diagnostic::error(&rule::DOCS_URL, "the docs URL does not match the layout")
                .at(asked.span, "this layout")
                .also(url.span, "this URL implies a different layout")
                .help("remove `layout`: it follows from the URL"),
        );
    }
    Docs { url: Some(docs_url), layout }
}

/// Checks that no two codes have the same URL, former names included: in another case, two names can
/// be one.
///
/// Codes with pages of their own are left to the check of pages.
pub(super) fn check_codes(catalog: &Catalog, problems: &mut Problems) {
    let Some(url) = &catalog.docs.url else { return };
    // As they are written, names differ.
    if catalog.docs.layout == Layout::PagePerCode || !url.template().as_str().contains('|') {
        return;
    }
    let mut known: HashMap<Url, &Code> = HashMap::new();
    for code in &catalog.codes {
        let section = &catalog[code.section].id;
        for name in [&code.name].into_iter().chain(&code.aliases) {
            let first = *known.entry(url.of(section, name)).or_insert(code);
            if first.name == code.name {
                continue;
            }
            let message = format!("the docs URL of `{name}` is already that of `{}`", first.name);
            problems.push(
                Diagnostic::error(&rule::DOCS_URL, message)
                    .at(code.span, "this code")
                    .also(first.span, "this code has the same URL")
                    .help("use `{code}` in the case in which it is written"),
            );
        }
    }
}

fn check_url(url: &Spanned<String>, problems: &mut Problems) {
    let known = |name: &str, _| ["code", "section"].contains(&name).then(String::new);
    let (message, help) = if let Err(unknown) = placeholders::fill(&url.value, known) {
        (
            format!("the docs URL has an unknown placeholder `{{{unknown}}}`"),
            format!("use `{{code}}` and `{{section}}`, each with {CASES}"),
        )
    } else if !placeholders::has(&url.value, "code") {
        (
            "the docs URL has no placeholder for the code".to_owned(),
            "put `{code}` where the code belongs".to_owned(),
        )
    } else if !url.value.starts_with("https://") && !url.value.starts_with("http://") {
        ("the docs URL is not a web address".to_owned(), "begin it with `https://`".to_owned())
    } else {
        return;
    };
    problems.push(Diagnostic::error(&rule::DOCS_URL, message).at(url.span, "this URL").help(help));
}
