//! What a new code of a catalog is likely to be, judging by its neighbours.

use crate::decode::Spanned;
use crate::diagnostic::Problems;
use crate::load::{self, SectionFile};
use crate::model::{Catalog, Code, Text, WireCode};
use crate::names::title;
use crate::source::Sources;

/// A section as its file has it.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Its id.
    pub id: String,
    /// The category that its entries inherit.
    pub category: Option<String>,
    /// The names of its entries, without those nested in others.
    pub names: Vec<String>,
}

/// The sections of a catalog, and whether it has a status for all codes without one.
#[must_use]
pub fn shelves(sources: &Sources, catalog: &str) -> (Vec<Shelf>, bool) {
    let spec = load::load(sources, &mut Problems::default());
    let Some(files) = spec.catalogs.iter().find(|files| files.folder == catalog) else {
        return (Vec::new(), false);
    };
    let shelf = |SectionFile { id, section, parents, .. }: &SectionFile| Shelf {
        id: id.clone(),
        category: section.category.as_ref().map(|category| category.value.clone()),
        names: section
            .errors
            .0
            .iter()
            .zip(parents)
            .filter(|(_, parent)| parent.is_none())
            .map(|((Spanned { value, .. }, _), _)| value.clone())
            .collect(),
    };
    (files.sections.iter().map(|file| shelf(file)).collect(), files.catalog.status.is_some())
}

/// The words of a name in lowercase.
fn words(name: &str) -> Vec<String> {
    title(name).split_whitespace().map(str::to_lowercase).collect()
}

/// How many words two names begin with, or end with.
fn shared(a: impl Iterator<Item = String>, b: impl Iterator<Item = String>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn prefix(a: &str, b: &str) -> usize {
    shared(words(a).into_iter(), words(b).into_iter())
}

fn suffix(a: &str, b: &str) -> usize {
    shared(words(a).into_iter().rev(), words(b).into_iter().rev())
}

/// The section whose codes begin as the new one does, or the only one.
#[must_use]
pub fn section<'s>(shelves: &'s [Shelf], name: &str) -> Option<&'s Shelf> {
    if let [only] = shelves {
        return Some(only);
    }
    let common = |shelf: &Shelf| {
        let common: Vec<usize> =
            shelf.names.iter().map(|other| prefix(name, other)).filter(|it| *it > 0).collect();
        let in_title = words(name).first().is_some_and(|first| shelf.id.contains(first.as_str()));
        (common.iter().max().copied().unwrap_or_default(), common.len() + usize::from(in_title))
    };
    let mut best: Option<((usize, usize), &Shelf)> = None;
    for shelf in shelves {
        let score = common(shelf);
        if score.1 > 0 && best.is_none_or(|(other, _)| score > other) {
            best = Some((score, shelf));
        }
    }
    best.map(|(_, shelf)| shelf)
}

/// The code that ends as the new one does: `order_not_found` for `card_not_found`.
#[must_use]
pub fn model<'c>(catalog: &'c Catalog, name: &str) -> Option<&'c Code> {
    let codes = catalog.codes.iter().map(|code| (suffix(name, &code.name), code));
    let mut best: Option<(usize, &Code)> = None;
    for (common, code) in codes.filter(|(common, code)| *common > 0 && code.name != name) {
        if best.is_none_or(|(other, _)| common > other) {
            best = Some((common, code));
        }
    }
    best.map(|(_, code)| code)
}

/// Words of names and the status that they mean nearly everywhere.
const STATUSES: &[(&[&str], u16)] = &[
    (&["not found", "missing", "unknown", "no such"], 404),
    (&["rate", "too many", "throttled", "quota"], 429),
    (&["unauthenticated", "unauthorized", "token", "signature"], 401),
    (&["forbidden", "denied", "not allowed", "permission", "scope"], 403),
    (&["already", "exists", "conflict", "locked", "duplicate"], 409),
    (&["gone", "archived", "expired", "deleted"], 410),
    (&["too large"], 413),
    (&["unsupported"], 415),
    (&["timeout", "timed out"], 504),
    (&["unavailable", "maintenance", "overloaded"], 503),
    (&["internal", "unexpected"], 500),
    (&["invalid", "malformed", "bad", "required"], 400),
];

/// The status of a code whose name says it, or that most codes of its section have.
#[must_use]
pub fn status(catalog: &Catalog, shelf: &Shelf, name: &str) -> Option<u16> {
    let name = format!(" {} ", words(name).join(" "));
    let says = |words: &&[&str]| words.iter().any(|word| name.contains(&format!(" {word} ")));
    let known = STATUSES.iter().find(|(words, _)| says(words)).map(|(_, status)| *status);
    known.or_else(|| {
        let near =
            shelf.names.iter().filter_map(|name| catalog.code(name)?.status.first().copied());
        commonest(&near.collect::<Vec<_>>())
    })
}

/// The category that every code of a section sets, most often this one.
#[must_use]
pub fn category(catalog: &Catalog, shelf: &Shelf) -> Option<String> {
    let codes: Vec<&Code> = shelf.names.iter().filter_map(|name| catalog.code(name)).collect();
    let set = codes.iter().map(|code| code.category.map(|id| catalog[id].id.clone()));
    commonest(&set.collect::<Option<Vec<_>>>()?)
}

/// The value that occurs most often, the first one of several.
fn commonest<T: PartialEq + Clone>(values: &[T]) -> Option<T> {
    let times = |value: &T| values.iter().filter(|other| *other == value).count();
    let most = values.iter().map(times).max()?;
    values.iter().find(|value| times(value) == most).cloned()
}

/// The name after the last one of a section whose names are numbered: `E0042`, `BK-014`.
#[must_use]
pub fn next_name(catalog: &Catalog, shelf: &Shelf) -> Option<String> {
    let (start, digits) = parts(shelf.names.last()?)?;
    let is_same = |name: &str| parts(name).is_some_and(|(other, _)| other == start);
    if !shelf.names.iter().all(|name| is_same(name)) {
        return None;
    }
    let width = digits.len();
    let last = shelf.names.iter().filter_map(|name| parts(name)?.1.parse::<u64>().ok()).max()?;
    let names = (last + 1..).take(10_000).map(|number| format!("{start}{number:0width$}"));
    names.into_iter().find(|name| !is_taken(catalog, name))
}

/// A name before its number, and the number.
fn parts(name: &str) -> Option<(&str, &str)> {
    let start = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (start.len() < name.len()).then(|| name.split_at(start.len()))
}

/// Whether a name is or was that of a code, or a code is sent as this.
#[must_use]
pub fn is_taken(catalog: &Catalog, name: &str) -> bool {
    catalog.code_called(name).is_some()
        || catalog.codes.iter().any(|code| code.aliases.iter().any(|alias| alias == name))
        || catalog.retired.iter().any(|retired| retired.code == name)
}

/// The number after the largest of a section, in a catalog whose codes are numbers.
#[must_use]
pub fn next_number(catalog: &Catalog, shelf: &Shelf) -> Option<i64> {
    let number = |code: &Code| match code.code {
        WireCode::Integer(number) => Some(number),
        WireCode::String(_) => None,
    };
    let all: Vec<i64> = catalog.codes.iter().filter_map(number).collect();
    let own = shelf.names.iter().filter_map(|name| number(catalog.code(name)?)).max();
    let last = own.or_else(|| all.iter().copied().max())?;
    (last..).skip(1).take(all.len() + 1).find(|number| !all.contains(number))
}

/// Where a new entry belongs among those of a section: in their order if they have one, or else behind
/// the last one that begins as it does.
#[must_use]
pub fn place(shelf: &Shelf, name: &str) -> usize {
    let names = &shelf.names;
    if names.len() > 2 && names.is_sorted() {
        return names.partition_point(|other| other.as_str() < name);
    }
    let near = names.iter().rposition(|other| prefix(name, other) > 0);
    near.map_or(names.len(), |at| at + 1)
}

/// Codes that say nearly the same as a new one: in their names, or in most words of their texts.
#[must_use]
pub fn similar<'c>(catalog: &'c Catalog, name: &str, text: &str) -> Vec<&'c Code> {
    let sorted = |name: &str| {
        let mut words = one_word_for_each(&words(name));
        words.sort();
        words
    };
    let own = sorted(name);
    let said = plain_words(text);
    let alike = |code: &&Code| {
        let near = strsim::damerau_levenshtein(&name.to_lowercase(), &code.name.to_lowercase());
        let is_numbered = parts(name).is_some();
        let texts = [code.description.as_ref().map(Text::plain), Some(code.title.clone())];
        let in_words = texts.into_iter().flatten().any(|text| overlap(&said, &plain_words(&text)));
        sorted(&code.name) == own && !is_numbered
            || near <= 2 && name.len() > 6 && !is_numbered
            || in_words
    };
    catalog.codes.iter().filter(alike).collect()
}

/// Words that mean the same of an error; the first of each stands for all.
const SYNONYMS: &[&[&str]] = &[
    &["missing", "not found", "unknown", "no such", "there is no", "does not exist"],
    &["throttled", "rate limited", "rate limit exceeded", "too many requests", "too many"],
    &["forbidden", "denied", "not allowed", "not permitted", "no permission"],
    &["duplicate", "already exists", "exists already"],
    &["invalid", "malformed", "bad", "not valid"],
    &["timeout", "timed out"],
    &["deleted", "removed", "gone"],
    &["unavailable", "down", "not available"],
    &["declined", "refused", "rejected"],
    &["unauthenticated", "unauthorized", "not signed in", "not logged in"],
];

/// The words with one for each of those that mean the same.
fn one_word_for_each(words: &[String]) -> Vec<String> {
    let mut text = format!(" {} ", words.join(" "));
    for same in SYNONYMS {
        for phrase in &same[1..] {
            text = text.replace(&format!(" {phrase} "), &format!(" {} ", same[0]));
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of a text that say something.
fn plain_words(text: &str) -> Vec<String> {
    let small = [
        "the", "a", "an", "is", "was", "are", "of", "to", "in", "it", "this", "with", "no", "not",
        "or", "and",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let mut words = one_word_for_each(&words);
    words.retain(|word| !small.contains(&word.as_str()));
    words.sort();
    words.dedup();
    words
}

/// Whether most of the words of either text are in the other.
fn overlap(a: &[String], b: &[String]) -> bool {
    let common = a.iter().filter(|word| b.contains(word)).count();
    let all = a.len() + b.len() - common;
    common > 1 && common * 10 >= all * 7
}
