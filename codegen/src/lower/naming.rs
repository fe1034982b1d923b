//! How codes and other names are written, and what they become in generated code.

use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use super::reference::Known;
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::load::CatalogFiles;
use crate::names;
use crate::rule;
use crate::source::Span;

/// Checks every name that a catalog's files define.
pub(super) fn check(files: &CatalogFiles, known: &Known<'_>, problems: &mut Problems) {
    let rules = &files.catalog.codes;
    let mut exempt = HashSet::new();
    for code in rules.exceptions.iter().flat_map(|exception| &exception.codes) {
        known.code(code, problems);
        exempt.insert(known.meant(&code.value).unwrap_or(&code.value));
    }
    let pattern = rules.pattern.as_ref().and_then(|pattern| compile(pattern, problems));
    // Where the style could not be read, its fallback says nothing about the codes.
    let style = rules.style.span;
    let style_known = files.described && style != Span::default() && !problems.any_within(style);
    let mut codes = Identifiers::of("codes");
    for (code, _) in files.sections.iter().flat_map(|file| &file.section.errors.0) {
        if !well_formed(&code.value, "-_.") {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("`{}` cannot be a code", code.value),
                )
                .at(code.span, "not fit for a URL, a file name and an identifier")
                .help("use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"),
            );
            continue;
        }
        codes.add(code, problems);
        if exempt.contains(code.value.as_str()) {
            continue;
        }
        let style = rules.style.value;
        if style_known && !names::has_style(&code.value, style) {
            let restyled = names::restyle(&code.value, style);
            problems.push(
                Diagnostic::error(&rule::CODE_STYLE, format!("`{}` is not {style}", code.value))
                    .at(code.span, format!("the catalog's codes are {style}"))
                    .help(format!(
                        "write `{restyled}`, or name the code under `codes.exceptions` with the reason"
                    )),
            );
        } else if let Some((regex, span)) =
            pattern.as_ref().filter(|(regex, _)| !regex.is_match(&code.value))
        {
            problems.push(
                Diagnostic::error(
                    &rule::CODE_PATTERN,
                    format!("`{}` does not match the catalog's pattern", code.value),
                )
                .at(code.span, format!("does not match `{}`", regex.as_str()))
                .also(*span, "the pattern")
                .help("rename the code, or name it under `codes.exceptions` with the reason"),
            );
        }
    }
    identifiers(
        "sections",
        files.sections.iter().map(|file| (file.id.as_str(), file.span)),
        problems,
    );
    let catalog = &files.catalog;
    identifiers("categories", spans(&catalog.categories.0), problems);
    identifiers("actions", spans(&catalog.actions.0), problems);
}

/// Checks names that become identifiers and are not codes.
pub(super) fn identifiers<'a>(
    what: &'static str,
    names: impl Iterator<Item = (&'a str, Span)>,
    problems: &mut Problems,
) {
    let mut taken = Identifiers::of(what);
    for (name, span) in names {
        let name = Spanned { value: name.to_owned(), span };
        if well_formed(&name.value, "-_")
            && name.value.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            taken.add(&name, problems);
        } else {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("`{}` cannot be a name", name.value),
                )
                .at(name.span, format!("one of the {what}"))
                .help("use ASCII letters, digits, `_` and `-`, a letter first"),
            );
        }
    }
}

/// The names of a map's entries and where they stand.
pub(super) fn spans<T>(entries: &[(Spanned<String>, T)]) -> impl Iterator<Item = (&str, Span)> {
    entries.iter().map(|(name, _)| (name.value.as_str(), name.span))
}

/// Whether a name holds only letters, digits and these others, and begins with neither.
fn well_formed(name: &str, others: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

fn compile(pattern: &Spanned<String>, problems: &mut Problems) -> Option<(Regex, Span)> {
    match Regex::new(&pattern.value) {
        Ok(regex) => Some((regex, pattern.span)),
        Err(error) => {
            problems.push(
                Diagnostic::error(
                    &rule::CODE_PATTERN,
                    format!("the pattern is not a regular expression: {error}"),
                )
                .at(pattern.span, "this pattern")
                .help("use the syntax of Rust's `regex` crate, between single quotes"),
            );
            None
        }
    }
}

/// The identifiers of one kind of name, which differ where the names do.
struct Identifiers {
    what: &'static str,
    taken: HashMap<String, (String, Span)>,
}

impl Identifiers {
    fn of(what: &'static str) -> Identifiers {
        Identifiers { what, taken: HashMap::new() }
    }

    fn add(&mut self, name: &Spanned<String>, problems: &mut Problems) {
        let identifier = names::pascal(&name.value);
        match self.taken.get(&identifier) {
            Some((first, span)) if *first != name.value => problems.push(
                Diagnostic::error(
                    &rule::IDENTIFIER_COLLISION,
                    format!(
                        "the {} `{first}` and `{}` are both `{identifier}` in generated code",
                        self.what, name.value
                    ),
                )
                .at(name.span, "the second one")
                .also(*span, "the first one")
                .help("rename one of the two"),
            ),
            Some(_) => {}
            None => {
                self.taken.insert(identifier, (name.value.clone(), name.span));
            }
        }
    }
}
