//! Finding codes by what people have: a code in any spelling, a status, words, or a message, a body or
//! an address as they paste it.
//!
//! The script of the site ranks in the same way; both are held to one table of cases.

use std::borrow::Cow;

use serde_json::Value;

use crate::model::{Catalog, Cause, Code, Retired, Slot, Text};
use crate::reference::value_words;

/// A code that was found, or one that is retired.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A code of a catalog.
    Code(&'a Catalog, &'a Code),
    /// A code that a catalog no longer uses.
    Retired(&'a Catalog, &'a Retired),
}

/// How well a code fits, from the best; the fallbacks count only if nothing else fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It has this name, ignoring case.
    Name,
    /// It has this name but for case, separators and other signs.
    Spelling,
    /// Its name begins with this.
    Start,
    /// Its name contains this.
    Part,
    /// Its title contains this.
    Title,
    /// Everything that was asked for is in its status or in its texts.
    Words,
    /// A fallback: its name is a few letters away.
    Typo,
    /// A fallback: most of the words are in its texts.
    Most,
}

/// The codes that fit a query, best first; those of one rank are in the order of the registry.
#[must_use]
pub fn search<'a>(catalogs: &[&'a Catalog], query: &str) -> Vec<(Rank, Found<'a>)> {
    let rows: Vec<Row<'_>> = catalogs.iter().flat_map(|catalog| rows(catalog)).collect();
    let query = Query::of(query);
    let mut exact: Vec<usize> = Vec::new();
    for name in &query.names {
        let name = name.to_lowercase();
        let having = (0..rows.len()).filter(|row| rows[*row].names.contains(&name));
        let new: Vec<usize> = having.filter(|row| !exact.contains(row)).collect();
        exact.extend(new);
    }
    if !exact.is_empty() {
        return exact.into_iter().map(|row| (Rank::Name, rows[row].found)).collect();
    }
    let words = Words::of(&query.text, &rows);
    let ranked = rows.iter().filter_map(|row| Some((words.rank(row)?, row.found)));
    let mut ranked: Vec<_> = ranked.collect();
    if ranked.is_empty() {
        ranked = words.typos(&rows);
    }
    if ranked.is_empty() {
        ranked = words.most(&rows);
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
}

/// What a code is called anywhere: its name, what is sent, its former names and its URIs.
pub(crate) fn names(code: &Code) -> Vec<Cow<'_, str>> {
    let mut names: Vec<Cow<'_, str>> = vec![code.name.as_str().into()];
    names.extend(code.is_renamed().then(|| code.code.text()));
    names.extend(code.aliases.iter().map(|alias| alias.as_str().into()));
    names.extend(
        [Slot::Type, Slot::DocsUrl].into_iter().filter_map(|slot| code.uri_in(slot)).map(Cow::from),
    );
    names
}

/// What else of a code is searched, besides its title and its summary.
pub(crate) fn texts(code: &Code) -> Vec<String> {
    let causes = code.causes.iter().flat_map(|Cause { cause, resolution }| {
        [Some(cause), resolution.as_ref()].into_iter().flatten()
    });
    let told = code.cause.iter().chain(&code.resolution).chain(causes).map(Text::plain);
    let message = code.message.iter().map(|message| message.source.clone());
    let values = code.fields.iter().map(|(_, value)| value_words(value).into_owned());
    message.chain(told).chain(values).collect()
}

/// What is searched of a code; in lowercase.
struct Row<'a> {
    found: Found<'a>,
    names: Vec<String>,
    /// The names without separators.
    squashed: Vec<String>,
    title: String,
    text: String,
    statuses: Vec<String>,
}

fn rows(catalog: &Catalog) -> impl Iterator<Item = Row<'_>> {
    let codes = catalog.codes.iter().map(|code| {
        let texts = texts(code).into_iter().chain([code.summary()]);
        let statuses = code.status.iter().map(u16::to_string).collect();
        Row::new(Found::Code(catalog, code), &names(code), &code.title, texts, statuses)
    });
    let retired = catalog.retired.iter().map(|retired| {
        let texts = [retired.reason.plain()].into_iter();
        let found = Found::Retired(catalog, retired);
        Row::new(found, &[&retired.code], "", texts, Vec::new())
    });
    codes.chain(retired)
}

impl<'a> Row<'a> {
    fn new(
        found: Found<'a>,
        names: &[impl AsRef<str>],
        title: &str,
        texts: impl Iterator<Item = String>,
        statuses: Vec<String>,
    ) -> Row<'a> {
        let names: Vec<String> = names.iter().map(|name| name.as_ref().to_lowercase()).collect();
        let squashed = names.iter().map(|name| squash(name)).collect();
        let title = title.to_lowercase();
        let mut text = names.join(" ");
        for more in [title.clone()].into_iter().chain(texts) {
            text.push(' ');
            text.push_str(&more.to_lowercase());
        }
        Row { found, names, squashed, title, text, statuses }
    }
}

/// The letters and digits of a name in lowercase.
fn squash(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is looked for.
struct Query {
    /// What may be the name of a code in a body or an address, of which a name is all that matters.
    names: Vec<String>,
    /// What to look for if no code has such a name.
    text: String,
}

impl Query {
    fn of(query: &str) -> Query {
        let query = query.trim();
        match serde_json::from_str(query) {
            Ok(body @ (Value::Object(_) | Value::Array(_))) => {
                let mut names = Vec::new();
                leaves(&body, &mut names);
                let text = names.iter().max_by_key(|name| name.len()).cloned();
                Query { names, text: text.unwrap_or_default() }
            }
            _ if query.contains("://") => {
                let last = query.split(['#', '/', '=']).rfind(|part| !part.is_empty());
                let last = last.unwrap_or_default().trim_end_matches(".html").to_owned();
                Query { names: vec![query.to_owned(), last.clone()], text: last }
            }
            _ => Query { names: Vec::new(), text: query.to_owned() },
        }
    }
}

/// The texts and numbers in a body, in order.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.values().for_each(|value| leaves(value, found)),
        Value::Array(values) => values.iter().for_each(|value| leaves(value, found)),
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// The words of a query; in lowercase.
struct Words {
    /// Those that are statuses of codes.
    statuses: Vec<String>,
    /// All others.
    others: Vec<String>,
    /// The others as one text, and without separators.
    rest: String,
    squashed: String,
}

impl Words {
    fn of(text: &str, rows: &[Row<'_>]) -> Words {
        let text = text.to_lowercase();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
        let words = text.split(|c| !is_part(c)).map(|word| word.trim_matches(['.', ':', '/', '-']));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let is_status = |word: &&str| {
            word.len() == 3 && rows.iter().any(|row| row.statuses.iter().any(|own| own == word))
        };
        let (statuses, words): (Vec<&str>, Vec<&str>) = words.into_iter().partition(is_status);
        let is_said =
            |word: &&str| statuses.is_empty() || !["http", "https", "status"].contains(word);
        let words: Vec<&str> = words.into_iter().filter(is_said).collect();
        let rest = words.join(" ");
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let squashed = squash(&rest);
        Words { statuses: owned(statuses), others: owned(words), rest, squashed }
    }

    /// How well a code fits; `None` if it does not.
    fn rank(&self, row: &Row<'_>) -> Option<Rank> {
        let has_statuses = self.statuses.iter().all(|status| row.statuses.contains(status));
        if self.others.is_empty() {
            return (has_statuses && !self.statuses.is_empty()).then_some(Rank::Words);
        }
        if has_statuses {
            let wanted = &self.squashed;
            let of_name = |fits: &dyn Fn(&str) -> bool| {
                !wanted.is_empty() && row.squashed.iter().any(|name| fits(name))
            };
            if row.names.contains(&self.rest) {
                return Some(Rank::Name);
            } else if of_name(&|name| name == wanted) {
                return Some(Rank::Spelling);
            } else if of_name(&|name| name.starts_with(wanted.as_str())) {
                return Some(Rank::Start);
            } else if of_name(&|name| name.contains(wanted.as_str())) {
                return Some(Rank::Part);
            } else if row.title.contains(&self.rest) {
                return Some(Rank::Title);
            }
        }
        let statuses = self.statuses.iter().filter(|status| !row.statuses.contains(status));
        let mut wanted = self.others.iter().chain(statuses);
        wanted.all(|word| row.text.contains(word.as_str())).then_some(Rank::Words)
    }

    /// The codes whose names are the fewest letters away, if they are few enough.
    fn typos<'a>(&self, rows: &[Row<'a>]) -> Vec<(Rank, Found<'a>)> {
        let length = self.squashed.chars().count();
        let limit = length / 4;
        let near = rows.iter().filter_map(|row| {
            let names = row.squashed.iter();
            let close = names.filter(|name| name.chars().count().abs_diff(length) <= limit);
            let distances = close.map(|name| strsim::osa_distance(name, &self.squashed));
            Some((distances.min().filter(|distance| *distance <= limit)?, row.found))
        });
        let mut near: Vec<_> = near.collect();
        near.sort_by_key(|(distance, _)| *distance);
        near.into_iter().map(|(_, found)| (Rank::Typo, found)).collect()
    }

    /// The codes whose texts have the most of the words, if that is more than half of several.
    fn most<'a>(&self, rows: &[Row<'a>]) -> Vec<(Rank, Found<'a>)> {
        let counted = rows.iter().map(|row| {
            let has = |word: &&String| row.text.contains(word.as_str());
            (self.others.iter().filter(has).count(), row.found)
        });
        let mut counted: Vec<_> =
            counted.filter(|(count, _)| count * 5 >= self.others.len() * 3).collect();
        counted.retain(|(count, _)| *count > 1);
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        counted.into_iter().map(|(_, found)| (Rank::Most, found)).collect()
    }
}
