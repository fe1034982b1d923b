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
    categories: Names<'a>,
    actions: Names<'a>,
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

    /// The index of a category among those of the catalog.
    pub(super) fn index_of_category(&self, id: &str) -> Option<usize> {
        self.categories.get(id).copied()
    }

    /// Where a code is defined.
    pub(super) fn span_of_code(&self, code: &str) -> Option<Span> {
        self.codes.get(code).map(|(span, _)| *span)
    }

    /// The index of a code in [`Catalog::codes`](crate::model::Catalog::codes).
    pub(super) fn index_of_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).map(|(_, index)| *index)
    }

    /// The index of a code; reports one that is not defined.
    pub(super) fn code(&self, code: &Spanned<String>, problems: &mut Problems) -> Option<usize> {
        let index = self.index_of_code(&code.value);
        if index.is_none() {
            self.meant(code, problems);
        }
        index
    }

    /// The code that a text names: itself, or, if it is not defined, the one that it most likely
    /// means; reports a code that is not defined.
    pub(super) fn code_or_meant<'c>(
        &'c self,
        code: &'c Spanned<String>,
        problems: &mut Problems,
    ) -> &'c str {
        if self.codes.contains_key(code.value.as_str()) {
            return &code.value;
        }
        self.meant(code, problems).unwrap_or(&code.value)
    }

    /// The code that an undefined one most likely means; reports the undefined one.
    fn meant(&self, code: &Spanned<String>, problems: &mut Problems) -> Option<&'a str> {
        if !self.complete || code.value.is_empty() {
            return None;
        }
        let look = problems.can_compare(self.codes.len());
        let near = nearest(&code.value, self.codes.keys().copied().filter(|_| look));
        problems.push(unknown("code", code, near));
        near
    }

    /// Reports a category that is not declared.
    pub(super) fn category(&self, name: Option<&Spanned<String>>, problems: &mut Problems) {
        one_of("category", &self.categories, name.filter(|_| self.described), problems);
    }

    /// Reports an action that is not declared.
    pub(super) fn action(&self, name: Option<&Spanned<String>>, problems: &mut Problems) {
        one_of("action", &self.actions, name.filter(|_| self.described), problems);
    }
}

/// Names and their places in the list of what they name.
type Names<'a> = HashMap<&'a str, usize>;

fn names<T>(entries: &[(Spanned<String>, T)]) -> Names<'_> {
    entries.iter().map(|(name, _)| name.value.as_str()).zip(0..).collect()
}

fn one_of(what: &str, known: &Names<'_>, name: Option<&Spanned<String>>, problems: &mut Problems) {
    let name = name.filter(|name| !name.value.is_empty());
    if let Some(name) = name.filter(|name| !known.contains_key(name.value.as_str())) {
        let look = problems.can_compare(known.len());
        let near = nearest(&name.value, known.keys().copied().filter(|_| look));
        problems.push(unknown(what, name, near));
    }
}

/// The finding for a reference to something that does not exist, with the name that is most likely
/// meant.
pub(super) fn unknown(what: &str, name: &Spanned<String>, near: Option<&str>) -> Diagnostic {
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
