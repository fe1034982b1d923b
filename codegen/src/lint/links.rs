//! Addresses in the reference that lead nowhere.

use super::context::Context;
use super::findings::{Findings, Lint, of_parts};
use crate::address::page_name;
use crate::decode::Spanned;
use crate::diagnostic::Diagnostic;
use crate::model::DocsUrl;
use crate::placeholders::{self, Case};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[of_parts(&rule::DEAD_DOCS_URL, dead_docs_url)];

fn dead_docs_url(context: &Context<'_>, found: &mut Findings) {
    let Some(docs) = context.files.catalog.docs.as_ref().and_then(|docs| docs.url.as_ref()) else {
        return;
    };
    let url = DocsUrl::new(&docs.value);
    if url.template().query().is_some_and(|query| query.contains('{')) {
        if context.has_catalog() {
            found.push(
                found
                    .finding("no generated page can answer the docs URL")
                    .at(docs.span, "a static page ignores the query")
                    .help("put `{code}` in the path, or after a `#`"),
            );
        }
        return;
    }
    let template = Template::of(&docs.value);
    for text in &context.texts {
        let source = text.text.source();
        for (at, _) in source.match_indices(template.start()) {
            if let Some(code) =
                template.code(&source[at..]).filter(|code| unknown(context, template.case, code))
            {
                let address = source[at..].split_whitespace().next().unwrap_or_default();
                found.push(dead(found, code).at(context.piece(text, address), "this address"));
            }
        }
    }
    let own = context.entries.iter().flat_map(|entry| &entry.spec.links);
    let related = context.files.catalog.related.iter().filter(|_| context.has_catalog());
    let urls = own.chain(related).filter_map(|link| link.url.as_ref());
    for Spanned { value, span } in urls {
        if let Some(code) =
            template.code(value).filter(|code| unknown(context, template.case, code))
        {
            found.push(dead(found, code).at(*span, "this address"));
        }
    }
}

fn unknown(context: &Context<'_>, case: Case, shown: &str) -> bool {
    let catalog = context.catalog;
    let is_shown = |name: &String| page_name(&case.apply(name)) == shown;
    let mut names = catalog.codes.iter().flat_map(|code| code.aliases.iter().chain([&code.name]));
    catalog.code_called(shown).is_none() && !(case != Case::AsIs && names.any(is_shown))
}

fn dead(found: &Findings, code: &str) -> Diagnostic {
    found
        .finding(format!("the reference has no page for `{code}`"))
        .help("use a code that exists, or link to another page")
}

/// A docs URL, split at its placeholders.
struct Template<'a> {
    /// The text before, between and after the placeholders.
    pieces: Vec<&'a str>,
    /// The index of the placeholder `{code}`.
    code: usize,
    /// The case in which it shows the code.
    case: Case,
}

impl<'a> Template<'a> {
    fn of(url: &'a str) -> Template<'a> {
        let (pieces, names) = placeholders::split(url);
        let code = names.iter().rposition(|inner| placeholders::parts(inner).0 == "code");
        let case = code.and_then(|at| Case::of(placeholders::parts(names[at]).1));
        Template { pieces, code: code.unwrap_or(0), case: case.unwrap_or(Case::AsIs) }
    }

    fn start(&self) -> &'a str {
        self.pieces[0]
    }

    /// The code in an address of this form.
    fn code<'u>(&self, url: &'u str) -> Option<&'u str> {
        let mut rest = url.strip_prefix(self.pieces[0])?;
        let mut found = None;
        for (at, piece) in self.pieces[1..].iter().enumerate() {
            let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let value = &rest[..rest.len() - rest.trim_start_matches(name).len()];
            let value = value.trim_end_matches('.');
            if value.is_empty() {
                return None;
            }
            if at == self.code {
                found = Some(value);
            }
            rest = rest[value.len()..].strip_prefix(piece)?;
        }
        found
    }
}
