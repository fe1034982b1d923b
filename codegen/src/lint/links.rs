//! Addresses in the reference that lead nowhere.

use super::context::Context;
use super::findings::{Findings, Lint};
use crate::decode::Spanned;
use crate::diagnostic::Diagnostic;
use crate::model::DocsUrl;
use crate::rule;

pub(super) const LINTS: &[Lint] = &[Lint { rule: &rule::DEAD_DOCS_URL, check: dead_docs_url }];

fn dead_docs_url(context: &Context<'_>, found: &mut Findings) {
    let Some(docs) = context.files.catalog.docs.as_ref().and_then(|docs| docs.url.as_ref()) else {
        return;
    };
    let url = DocsUrl::new(docs.value.clone());
    if url.template().query().is_some_and(|query| query.contains('{')) {
        found.push(
            found
                .finding("no generated page can answer the docs URL")
                .at(docs.span, "a static page ignores the query")
                .help("put `{code}` in the path, or after a `#`"),
        );
        return;
    }
    let template = Template::of(&docs.value);
    for text in &context.texts {
        let source = text.text.source();
        for (at, _) in source.match_indices(template.start()) {
            if let Some(code) = template.code(&source[at..]).filter(|code| unknown(context, code)) {
                let address = source[at..].split_whitespace().next().unwrap_or_default();
                found.push(dead(found, code).at(context.piece(text, address), "this address"));
            }
        }
    }
    let own = context.entries.iter().flat_map(|entry| &entry.spec.links);
    let urls = own.chain(&context.files.catalog.related).filter_map(|link| link.url.as_ref());
    for Spanned { value, span } in urls {
        if let Some(code) = template.code(value).filter(|code| unknown(context, code)) {
            found.push(dead(found, code).at(*span, "this address"));
        }
    }
}

fn unknown(context: &Context<'_>, code: &str) -> bool {
    context.catalog.code_called(code).is_none()
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
}

impl<'a> Template<'a> {
    fn of(url: &'a str) -> Template<'a> {
        let mut pieces = Vec::new();
        let mut code = 0;
        let mut rest = url;
        while let Some((piece, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if name == "code" {
                code = pieces.len();
            }
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        Template { pieces, code }
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
