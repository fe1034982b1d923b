//! The names that a catalog defines, and references to them.

use std::collections::HashMap;

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::load::{CatalogFiles, SectionFile};
use crate::rule;
use crate::source::Span;

/// What a catalog's files define.
pub(super) struct Known<'a> {
    /// Where each code is defined, and its index among the codes of the catalog.
    codes: HashMap<&'a str, (Span, usize)>,
    categories: Vec<&'a str>,
    actions: Vec<&'a str>,
    described: bool,
    complete: bool,
}

impl<'a> Known<'a> {
    /// Collects the names; reports a code that two files define.
    pub(super) fn collect(
        files: &'a CatalogFiles,
        sections: &[&'a SectionFile],
        problems: &mut Problems,
    ) -> Known<'a> {
        let mut codes = HashMap::new();
        for (code, _) in sections.iter().flat_map(|file| &file.section.errors.0) {
            if let Some((first, _)) = codes.get(code.value.as_str()) {
                problems.push(
                    Diagnostic::error(
                        &rule::DUPLICATE_CODE,
                        format!("the code `{}` is defined twice", code.value),
                    )
                    .at(code.span, "defined again here")
                    .also(*first, "first defined here")
                    .help("remove one; to show it in a second section, list it under `also` there"),
                );
            } else {
                codes.insert(code.value.as_str(), (code.span, codes.len()));
            }
        }
        Known {
            codes,
            categories: names(&files.catalog.categories.0),
            actions: names(&files.catalog.actions.0),
            described: files.described,
            complete: files.complete,
        }
    }

    /// Where a code is defined.
    pub(super) fn span_of_code(&self, code: &str) -> Option<Span> {
        self.codes.get(code).map(|(span, _)| *span)
    }

    /// The index of a code in [`Catalog::codes`](crate::model::Catalog::codes).
    pub(super) fn index_of_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).map(|(_, index)| *index)
    }

    /// The code that a mistyped one most likely means.
    pub(super) fn meant(&self, code: &str) -> Option<&str> {
        nearest(code, self.codes.keys().copied()).filter(|_| !self.codes.contains_key(code))
    }

    /// The index of a code; reports one that is not defined.
    pub(super) fn code(&self, code: &Spanned<String>, problems: &mut Problems) -> Option<usize> {
        let index = self.index_of_code(&code.value);
        if index.is_some() || !self.complete || code.value.is_empty() {
            return index;
        }
        // A suggestion takes a comparison with every code; with many codes and many findings, only
        // the first findings get one.
        let look = problems.count() * self.codes.len() < 200_000;
        problems.push(unknown("code", code, self.codes.keys().copied().filter(|_| look)));
        None
    }

    /// Reports a category that is not declared.
    pub(super) fn category(&self, name: Option<&Spanned<String>>, problems: &mut Problems) {
        self.one_of("category", &self.categories, name, problems);
    }

    /// Reports an action that is not declared.
    pub(super) fn action(&self, name: Option<&Spanned<String>>, problems: &mut Problems) {
        self.one_of("action", &self.actions, name, problems);
    }

    fn one_of(
        &self,
        what: &str,
        known: &[&str],
        name: Option<&Spanned<String>>,
        problems: &mut Problems,
    ) {
        let Some(name) = name.filter(|name| self.described && !name.value.is_empty()) else {
            return;
        };
        if !known.contains(&name.value.as_str()) {
            problems.push(unknown(what, name, known.iter().copied()));
        }
    }
}

fn names<T>(entries: &[(Spanned<String>, T)]) -> Vec<&str> {
    entries.iter().map(|(name, _)| name.value.as_str()).collect()
}

/// The finding for a reference to something that does not exist.
pub(super) fn unknown<'a>(
    what: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let near = nearest(&name.value, known);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("define the {what}, or remove the reference"),
    };
    let message = format!("there is no {what} `{}`", name.value);
    let found = Diagnostic::error(&rule::UNKNOWN_REFERENCE, message)
        .at(name.span, "referred to here")
        .help(help);
    match near {
        // The suggestion may be wrong: two codes can be this similar.
        Some(near) => found.fix_if_asked(name.span, near),
        None => found,
    }
}
