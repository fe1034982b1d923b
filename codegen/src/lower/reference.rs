//! The names that a catalog defines, and references to them.

use std::collections::HashMap;

use super::Audience;
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::load::{CatalogFiles, SectionFile};
use crate::model::{ActionId, CategoryId, CodeId, Visibility};
use crate::names;
use crate::rule;
use crate::source::Span;

/// What a catalog's files define.
pub(super) struct Known<'a> {
    /// Where each code is defined, and its id; none if the audience does not see the code.
    codes: HashMap<&'a str, (Span, Option<CodeId>)>,
    categories: Names<'a, CategoryId>,
    actions: Names<'a, ActionId>,
    sections: HashMap<&'a str, &'a SectionFile>,
    /// The codes that are cases of each code, also of its cases.
    families: HashMap<&'a str, Vec<&'a str>>,
    audience: Audience,
    /// Where the first category and the first action are declared.
    first: [Option<Span>; 2],
    /// The start of `catalog.yaml`.
    catalog: Span,
    described: bool,
    complete: bool,
}

impl<'a> Known<'a> {
    /// Collects the names; reports a code that two files define.
    pub(super) fn collect(
        files: &'a CatalogFiles,
        sections: &[&'a SectionFile],
        audience: Audience,
        problems: &mut Problems,
    ) -> Known<'a> {
        let mut codes = HashMap::new();
        let mut next = (0..).map(CodeId::from_index);
        for (code, error) in sections.iter().flat_map(|file| &file.section.errors.0) {
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
                let is_internal = error.value.visibility == Some(Visibility::Internal);
                let is_seen = audience == Audience::Team || !is_internal;
                let id = if is_seen { next.next() } else { None };
                codes.insert(code.value.as_str(), (code.span, id));
            }
        }
        Known {
            codes,
            categories: names(&files.catalog.categories.0, CategoryId::from_index),
            actions: names(&files.catalog.actions.0, ActionId::from_index),
            sections: sections.iter().map(|file| (file.id.as_str(), *file)).collect(),
            families: families(sections),
            audience,
            first: [
                files.catalog.categories.0.first().map(|(name, _)| name.span),
                files.catalog.actions.0.first().map(|(name, _)| name.span),
            ],
            catalog: files.span,
            described: files.described,
            complete: files.complete,
        }
    }

    /// The category of this name.
    pub(super) fn category_named(&self, name: &str) -> Option<CategoryId> {
        self.categories.get(name).copied()
    }

    /// The action of this name.
    pub(super) fn action_named(&self, name: &str) -> Option<ActionId> {
        self.actions.get(name).copied()
    }

    /// Where a code is defined.
    pub(super) fn span_of_code(&self, code: &str) -> Option<Span> {
        self.codes.get(code).map(|(span, _)| *span)
    }

    /// The code of this name, if the audience sees it.
    pub(super) fn code_named(&self, name: &str) -> Option<CodeId> {
        self.codes.get(name).and_then(|(_, id)| *id)
    }

    /// The code that is referred to, if the audience sees it; reports one that is not defined.
    pub(super) fn code(&self, code: &Spanned<String>, problems: &mut Problems) -> Option<CodeId> {
        if !self.codes.contains_key(code.value.as_str()) {
            self.meant(code, problems);
        }
        self.code_named(&code.value)
    }

    /// Whether internal codes are left out.
    pub(super) fn is_public(&self) -> bool {
        self.audience == Audience::Everyone
    }

    /// The code that is referred to and all of its cases, if the audience sees them; reports one that
    /// is not defined.
    pub(super) fn family(&self, code: &Spanned<String>, problems: &mut Problems) -> Vec<CodeId> {
        let own = self.code(code, problems);
        let cases = self.families.get(code.value.as_str()).into_iter().flatten();
        own.into_iter().chain(cases.filter_map(|name| self.code_named(name))).collect()
    }

    /// The codes that a section defines or lists; reports a section that does not exist, which
    /// `reference` names.
    pub(super) fn codes_of_section(
        &self,
        id: &str,
        reference: &Spanned<String>,
        problems: &mut Problems,
    ) -> Vec<CodeId> {
        let Some(file) = self.sections.get(id) else {
            if self.complete {
                let near = nearest(id, self.sections.keys().copied());
                let named = Spanned { value: id.to_owned(), span: reference.span };
                let whole = near.map(|near| format!("section:{near}"));
                problems.push(unknown("section", &named, whole.as_deref()));
            }
            return Vec::new();
        };
        let defined = file.section.errors.0.iter().map(|(name, _)| name);
        let names = defined.chain(file.section.also.0.iter().map(|(name, _)| name));
        names.filter_map(|name| self.code_named(&name.value)).collect()
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
        let name = name.filter(|_| self.described);
        one_of("category", &self.categories, name, (self.first[0], self.catalog), problems);
    }

    /// The action that is referred to; reports one that is not declared.
    pub(super) fn action(
        &self,
        name: Option<&Spanned<String>>,
        problems: &mut Problems,
    ) -> Option<ActionId> {
        let name = name.filter(|_| self.described);
        one_of("action", &self.actions, name, (self.first[1], self.catalog), problems)
    }
}

/// The names of all cases of each code that has some.
fn families<'a>(sections: &[&'a SectionFile]) -> HashMap<&'a str, Vec<&'a str>> {
    let mut families: HashMap<&str, Vec<&str>> = HashMap::new();
    for file in sections {
        for (index, (name, _)) in file.section.errors.0.iter().enumerate() {
            for (parent, _) in file.above(index) {
                families.entry(&parent.value).or_default().push(&name.value);
            }
        }
    }
    families
}

/// Names and the ids of what they name.
type Names<'a, I> = HashMap<&'a str, I>;

fn names<S, I>(entries: &[(Spanned<String>, S)], id: fn(usize) -> I) -> Names<'_, I> {
    let names = entries.iter().map(|(name, _)| name.value.as_str());
    names.zip((0..).map(id)).collect()
}

fn one_of<I: Copy>(
    what: &str,
    known: &Names<'_, I>,
    name: Option<&Spanned<String>>,
    place: (Option<Span>, Span),
    problems: &mut Problems,
) -> Option<I> {
    let name = name.filter(|name| !name.value.is_empty())?;
    let found = known.get(name.value.as_str()).copied();
    if found.is_none() {
        let look = problems.can_compare(known.len());
        let near = nearest(&name.value, known.keys().copied().filter(|_| look));
        let mut finding = unknown(what, name, near);
        if near.is_none()
            && let Some((at, text)) = definition(what, &name.value, place, problems)
        {
            finding = finding.fix_if_asked(at, text);
        }
        problems.push(finding);
    }
    found
}

/// The text that defines a category or an action in `catalog.yaml`, and where it goes: before the
/// first one that is there, or to the end of the file.
fn definition(
    what: &str,
    name: &str,
    (first, catalog): (Option<Span>, Span),
    problems: &Problems<'_>,
) -> Option<(Span, String)> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let text = &problems.source(catalog)?.text;
    if !plain {
        return None;
    }
    let (key, value) = match what {
        "action" => ("actions", format!("{}.", names::title(name))),
        _ => ("categories", "{}".to_owned()),
    };
    let Some(first) = first else {
        let end = u32::try_from(text.len()).ok()?;
        let line = if text.ends_with('\n') { "" } else { "\n" };
        let span = Span { start: end, end, ..catalog };
        return Some((span, format!("{line}{key}:\n  {name}: {value}\n")));
    };
    let at = Span { end: first.start, ..first };
    let before = text[..first.start as usize].split('\n').next_back()?;
    if before.trim().is_empty() {
        Some((at, format!("{name}: {value}\n{before}")))
    } else {
        Some((at, format!("{name}: {value}, ")))
    }
}

/// The finding for a reference to something that does not exist, with the name that is most likely
/// meant.
pub(super) fn unknown(what: &str, name: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => match what {
            "action" => {
                "define it under `actions` in `catalog.yaml`, or remove the reference".to_owned()
            }
            "category" => {
                "define it under `categories` in `catalog.yaml`, or remove the reference".to_owned()
            }
            _ => format!("define the {what}, or remove the reference"),
        },
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
