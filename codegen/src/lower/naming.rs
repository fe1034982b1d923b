//! How codes and other names are written, and what they become in generated code.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use super::mentioned::Everywhere;
use super::only_internal;
use super::reference::Known;
use crate::decode::{Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::file_name;
use crate::language::{CodesSpec, ExceptionSpec};
use crate::load::CatalogFiles;
use crate::model::{CaseStyle, Code, CodeId, CodeType, Naming, NamingException};
use crate::names;
use crate::parallel;
use crate::rule;
use crate::source::Span;
use crate::visible::is_controlled;

/// How the catalog names its codes.
pub(super) fn lower(spec: &CodesSpec, known: &Known<'_>) -> Naming {
    let exception = |spec: &ExceptionSpec| {
        let codes = spec.codes.iter().filter_map(|code| known.code_named(&code.value));
        let codes: Vec<CodeId> = codes.collect();
        let reason = spec.reason.text();
        (!only_internal(&spec.codes, &codes)).then_some(NamingException { reason, codes })
    };
    Naming {
        ty: ty(spec),
        style: style(spec),
        convention: spec.convention.as_ref().map(Prose::text),
        pattern: spec.pattern.as_ref().map(|pattern| pattern.value.clone()),
        join: spec.joint().to_owned(),
        exceptions: spec.exceptions.iter().filter_map(exception).collect(),
    }
}

/// What travels as a code.
pub(super) fn ty(spec: &CodesSpec) -> CodeType {
    spec.ty.map_or(CodeType::String, |ty| ty.value)
}

/// The case of the codes on the wire.
pub(super) fn style(spec: &CodesSpec) -> CaseStyle {
    spec.style.map_or(CaseStyle::None, |style| style.value)
}

/// Checks that the catalog's id is the name of its folder, and can name a module, a path and a
/// feature.
pub(super) fn check_catalog(files: &CatalogFiles, problems: &mut Problems) {
    let Spanned { value, span } = &files.catalog.catalog;
    if !value.is_empty() && *value != files.folder {
        problems.push(
            Diagnostic::error(
                &rule::CATALOG_NAME,
                format!("the catalog `{value}` is in the folder `{}`", files.folder),
            )
            .at(*span, "not the folder's name")
            .help(format!("write `catalog: {}`, or rename the folder", files.folder)),
        );
    }
    let kebab = files.folder.is_ascii() && names::has_style(&files.folder, CaseStyle::Kebab);
    if !kebab || !files.folder.starts_with(|first: char| first.is_ascii_lowercase()) {
        problems.push(
            Diagnostic::error(
                &rule::CATALOG_NAME,
                format!("the folder `{}` is not named in kebab-case", files.folder),
            )
            .at(files.span, "the folder of this file")
            .help("use lowercase letters, digits and hyphens, starting with a letter"),
        );
    } else if let Some(fault) = file_fault(&files.folder) {
        problems.push(
            Diagnostic::error(
                &rule::CATALOG_NAME,
                format!("the folder `{}` {fault}", files.folder),
            )
            .at(files.span, "the folder of this file")
            .help("rename the folder"),
        );
    }
}

/// Checks every name that a catalog's files define; `codes` are those of all sections.
pub(super) fn check(
    files: &CatalogFiles,
    codes: &[Code],
    known: &Known<'_>,
    problems: &mut Problems,
) {
    let rules = &files.catalog.codes;
    let mut exempt = HashSet::new();
    for code in rules.exceptions.iter().flat_map(|exception| &exception.codes) {
        exempt.insert(known.code_or_meant(code, problems));
    }
    let pattern = rules.pattern.as_ref().and_then(|pattern| compile(pattern, problems));
    // If the style could not be read, the codes cannot be held to its fallback.
    let asked = rules.style.filter(|style| files.described && !problems.any_within(style.span));
    let style = asked.filter(|_| ty(rules) == CodeType::String).map(|style| style.value);
    let mut taken = Identifiers::of("codes");
    let mut named = None;
    let entries = files.sections.iter().flat_map(|file| &file.section.errors.0);
    let set = entries.filter_map(|(name, spec)| Some((name.span, spec.value.code.as_ref()?.span)));
    let set: HashMap<Span, Span> = set.collect();
    let join = rules.joint();
    let functions = parallel::map(codes, |code| names::function(&code.name, &code.ident));
    for (Code { name, code, ident, span, parent, .. }, function) in codes.iter().zip(functions) {
        if reported(name, *span, problems) {
            continue;
        }
        if !check_name(name, "a code", *span, problems) {
            continue;
        }
        taken.code(name, ident, &function, *span, problems);
        if exempt.contains(name.as_str()) {
            continue;
        }
        let code = &*code.text();
        let at = set.get(span).copied().unwrap_or(*span);
        if at != *span && problems.any_within(at) {
            continue;
        }
        // Of a code that is joined, only the part behind its parent's is written where it is.
        let above = parent.map(|parent| format!("{}{join}", codes[parent.index()].code));
        let part = above.filter(|_| at == *span).and_then(|above| code.strip_prefix(&*above));
        let part = part.unwrap_or(code);
        let restyled = style.and_then(|style| {
            let join = parent.and(Some(join));
            let new = restyled(part, style, join)?;
            // A name without letters has no style.
            let fits = restyled(&new, style, join).is_none();
            Some((style, new, fits))
        });
        if let Some((style, restyled, fits)) = restyled {
            // What names the code has its name, which is renamed only if it is the code.
            let elsewhere = if at == *span {
                let source = |span| problems.source(span);
                let named = named.get_or_insert_with(|| Everywhere::of(files, source));
                let whole = format!("{}{restyled}", &code[..code.len() - part.len()]);
                named.renamed(name, &whole, &whole)
            } else {
                Vec::new()
            };
            let found = Diagnostic::error(&rule::CODE_STYLE, format!("`{code}` is not {style}"))
                .at(at, format!("the catalog's codes are {style}"));
            let help = "list the code under `codes.exceptions` with a reason";
            problems.push(if fits {
                let found = found.help(format!("write `{restyled}`, or {help}"));
                found.fix_if_asked(at, restyled).with(elsewhere)
            } else {
                found.help(help)
            });
        } else if let Some((regex, pattern_span)) =
            pattern.as_ref().filter(|(regex, _)| !regex.is_match(code))
        {
            problems.push(unlike(code, at, regex, *pattern_span));
        }
    }
    sections(files, problems);
    let catalog = &files.catalog;
    identifiers("categories", spans(&catalog.categories.0), problems);
    identifiers("actions", spans(&catalog.actions.0), problems);
}

/// The finding for a code that does not match the pattern.
fn unlike(code: &str, at: Span, pattern: &Regex, written: Span) -> Diagnostic {
    let message = format!("`{code}` does not match the catalog's pattern");
    Diagnostic::error(&rule::CODE_PATTERN, message)
        .at(at, format!("does not match `{}`", pattern.as_str()))
        .also(written, "the pattern")
        .help("rename the code, or list it under `codes.exceptions` with a reason")
}

/// What a code is in a style, if it is not in that style; each part of a joined code by itself.
fn restyled(code: &str, style: CaseStyle, join: Option<&str>) -> Option<String> {
    let join = join.filter(|join| !join.is_empty());
    let parts: Vec<&str> = join.map_or_else(|| vec![code], |join| code.split(join).collect());
    if parts.iter().all(|part| names::has_style(part, style)) {
        return None;
    }
    let parts: Vec<String> = parts.iter().map(|part| names::restyle(part, style)).collect();
    Some(parts.join(join.unwrap_or_default()))
}

/// What sections are called among the names that become identifiers.
const SECTIONS: &str = "sections";

/// Checks the names of section files and of their folders.
fn sections(files: &CatalogFiles, problems: &mut Problems) {
    identifiers(
        SECTIONS,
        files.sections.iter().map(|file| (file.id.as_str(), file.span)),
        problems,
    );
    for file in &files.sections {
        let long = (file.id.len() > LONGEST).then_some(TOO_LONG);
        if let Some(fault) = long.or_else(|| file.id.split('/').find_map(file_fault)) {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("the section `{}` {fault}", file.id),
                )
                .at(file.span, "this file")
                .help("rename the file"),
            );
        }
    }
}

/// Checks names that become identifiers and are not codes.
pub(super) fn identifiers<'a>(
    what: &'static str,
    names: impl Iterator<Item = (&'a str, Span)>,
    problems: &mut Problems,
) {
    let mut taken = Identifiers::of(what);
    for (name, span) in names {
        if reported(name, span, problems) {
            continue;
        }
        let word = |word: &str| {
            well_formed(word, "-_") && word.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        // Only files are in folders; everywhere else, a slash is no part of a name.
        let fits = if what == SECTIONS { name.split('/').all(word) } else { word(name) };
        if fits {
            taken.add(name, names::pascal(name).into(), span, problems);
        } else {
            problems.push(
                Diagnostic::error(&rule::INVALID_NAME, format!("`{name}` cannot be a name"))
                    .at(span, format!("one of the {what}"))
                    .help("use ASCII letters, digits, `_` and `-`, starting with a letter"),
            );
        }
    }
}

/// Checks values of an enumeration, of which each becomes a variant.
pub(super) fn identifiers_of_values<'a>(
    values: impl Iterator<Item = (&'a str, Span)>,
    problems: &mut Problems,
) {
    let mut taken = Identifiers::of("values");
    for (value, span) in values {
        if !reported(value, span, problems) {
            taken.add(value, names::variant(value).into(), span, problems);
        }
    }
}

/// The longest name: outputs add endings to it, and no system allows more than 255 bytes.
const LONGEST: usize = 200;

/// What keeps a name from being that of a folder or file on every system.
fn file_fault(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST { Some(TOO_LONG) } else { file_name::fault(name) }
}

const TOO_LONG: &str = "is longer than 200 characters";

/// Whether a text can be the name of a code, or a former one: any can that is not blank. Reports one
/// that cannot.
pub(super) fn check_name(name: &str, what: &str, span: Span, problems: &mut Problems) -> bool {
    let fits = !name.trim().is_empty();
    if !fits {
        problems.push(
            Diagnostic::error(&rule::INVALID_NAME, format!("an empty text cannot be {what}"))
                .at(span, "nothing to see here")
                .help("write what the API sends"),
        );
    }
    fits
}

/// The names of a map's entries and where they are.
pub(super) fn spans<T>(entries: &[(Spanned<String>, T)]) -> impl Iterator<Item = (&str, Span)> {
    entries.iter().map(|(name, _)| (name.value.as_str(), name.span))
}

/// Whether a name was reported for a character that no name may contain.
fn reported(name: &str, span: Span, problems: &Problems) -> bool {
    is_controlled(name) && problems.any_within(span)
}

/// Whether a name begins with a letter or digit and contains only letters, digits and the others.
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
                    format!("the pattern is not a valid regular expression: {error}"),
                )
                .at(pattern.span, "this pattern")
                .help("use the syntax of Rust's `regex` crate, in single quotes"),
            );
            None
        }
    }
}

/// The identifiers of one kind of name; different names need different ones.
struct Identifiers<'a> {
    what: &'static str,
    /// The name that each identifier is made from, and where it is.
    taken: HashMap<Cow<'a, str>, (&'a str, Span)>,
    /// The same for the functions that make the errors of codes.
    functions: HashMap<String, (&'a str, Span)>,
}

impl<'a> Identifiers<'a> {
    fn of(what: &'static str) -> Identifiers<'a> {
        Identifiers { what, taken: HashMap::new(), functions: HashMap::new() }
    }

    /// Takes what programs call a code; reports a name that makes no identifier.
    fn code(
        &mut self,
        name: &'a str,
        ident: &'a str,
        function: &str,
        span: Span,
        problems: &mut Problems,
    ) {
        if ident.is_empty() {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("`{name}` makes no name for programs"),
                )
                .at(span, "no letter or digit that an identifier can have")
                .help("add what programs call it, as in `ident: CardDeclined`"),
            );
        } else if self.add(name, ident.into(), span, problems) {
            // A given identifier may be spelled like another one in the names of functions.
            let first = *self.functions.entry(function.to_owned()).or_insert((name, span));
            if first.0 != name {
                problems.push(collision("codes", first, (name, span), function));
            }
        }
    }

    /// Takes the identifier of a name; reports, and returns, if another name has it.
    fn add(
        &mut self,
        name: &'a str,
        identifier: Cow<'a, str>,
        span: Span,
        problems: &mut Problems,
    ) -> bool {
        match self.taken.get(&identifier) {
            Some(first) if first.0 != name => {
                problems.push(collision(self.what, *first, (name, span), &identifier));
                false
            }
            Some(_) => true,
            None => {
                self.taken.insert(identifier, (name, span));
                true
            }
        }
    }
}

fn collision(
    what: &str,
    (first, first_span): (&str, Span),
    (name, span): (&str, Span),
    identifier: &str,
) -> Diagnostic {
    let help = if what == "codes" {
        let ident = names::apart(name);
        format!("add what programs call the second one, as in `ident: {ident}`, or rename one")
    } else {
        "rename one of the two".to_owned()
    };
    Diagnostic::error(
        &rule::IDENTIFIER_COLLISION,
        format!("the {what} `{first}` and `{name}` are both `{identifier}` in generated code"),
    )
    .at(span, "the second one")
    .also(first_span, "the first one")
    .help(help)
}
