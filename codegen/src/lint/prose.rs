//! Texts that are missing or say nothing.

use std::collections::HashMap;

use heck::ToSnakeCase;

use super::context::{Context, Entry};
use super::findings::{Findings, Lint, of_catalog, of_parts};
use crate::decode::Prose;
use crate::language::ErrorSpec;
use crate::rule;
use crate::source::Span;
use crate::words::series;

pub(super) const LINTS: &[Lint] = &[
    of_parts(&rule::PLACEHOLDER_TEXT, placeholder_text),
    of_catalog(&rule::DESCRIPTION_ECHO, description_echo),
    of_catalog(&rule::DUPLICATE_DESCRIPTION, duplicate_description),
    of_catalog(&rule::MISSING_DESCRIPTION, missing_description),
    of_catalog(&rule::MISSING_TRANSLATION, missing_translation),
    of_catalog(&rule::MISSING_CAUSE, missing_cause),
    of_catalog(&rule::MISSING_RESOLUTION, missing_resolution),
];

/// Texts that nobody has written yet.
const PLACEHOLDERS: &[&str] =
    &["todo", "tbd", "tba", "fixme", "xxx", "n/a", "na", "-", "--", "?", "???", "…", ".", "..."];

/// Words that such texts begin with.
const MARKS: &[&str] = &["TODO", "TBD", "FIXME", "XXX"];

fn placeholder_text(context: &Context<'_>, found: &mut Findings) {
    for text in &context.texts {
        let source = text.text.source();
        let first = source.split([' ', ':']).next().unwrap_or_default();
        let whole = source.len() <= 5 && PLACEHOLDERS.contains(&source.to_lowercase().as_str());
        // A dash may be all there is to say in a table cell.
        if MARKS.contains(&first) || (whole && !in_a_table(context, text)) {
            found.push(
                found
                    .finding("the text is only a placeholder")
                    .at(text.span, "still to be written")
                    .help("write the text, or remove the key"),
            );
        }
    }
}

fn in_a_table(context: &Context<'_>, text: &Prose) -> bool {
    let tables = context.sections.iter().flat_map(|(_, file)| &file.section.tables);
    let mut rows = tables.flat_map(|table| &table.rows);
    rows.any(|row| row.value.iter().any(|cell| std::ptr::eq(cell, text)))
}

/// Words that add nothing to the words of a code.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "are", "been", "code", "error", "errors", "for", "had", "has", "have", "in",
    "is", "of", "on", "occurred", "the", "there", "this", "to", "was", "were", "with",
];

fn description_echo(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let Some(description) = &entry.spec.description else { continue };
        let source = description.text.source();
        // The rest of the entry may say what happened.
        let spec = entry.spec;
        if spec.message.is_some() || spec.cause.is_some() || !spec.causes.is_empty() {
            continue;
        }
        // A longer text says something.
        if source.len() > 2 * entry.code.name.len() + 40 {
            continue;
        }
        let code = entry.code.name.to_snake_case();
        let code: Vec<&str> = code.split('_').collect();
        let text = source.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if words.all(|word| code.contains(&word) || EMPTY_WORDS.contains(&word)) {
            found.push(
                found
                    .finding(format!(
                        "the description of `{}` only repeats the code",
                        entry.code.name
                    ))
                    .at(description.span, "says no more than the code")
                    .help("say what happened: who did what, and what was wrong with it"),
            );
        }
    }
}

fn duplicate_description(context: &Context<'_>, found: &mut Findings) {
    // Codes may share a description if the rest tells them apart.
    let key = |spec: &ErrorSpec, description: &Prose| {
        let source = |text: &Prose| text.text.source().to_owned();
        let more =
            spec.causes.iter().flat_map(|told| [Some(&told.cause), told.resolution.as_ref()]);
        let causes = [spec.cause.as_ref(), spec.resolution.as_ref()].into_iter().chain(more);
        (
            description.text.source().trim_end_matches('.').to_lowercase(),
            causes.map(|told| told.map(source)).collect::<Vec<_>>(),
            spec.message.as_ref().map(|message| message.value.0.clone()),
        )
    };
    let told =
        |entry: &Entry<'_>| entry.spec.description.as_ref().map(|told| hash(told.text.source()));
    let mut hashes: Vec<(u64, usize)> =
        (0..).zip(&context.entries).filter_map(|(at, entry)| Some((told(entry)?, at))).collect();
    hashes.sort_unstable();
    let mut groups: HashMap<_, Vec<(&Entry<'_>, Span)>> = HashMap::new();
    // Hardly any are the same, so few are compared as a whole.
    for same in hashes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for entry in same.iter().map(|(_, at)| &context.entries[*at]) {
            if let Some(told) = &entry.spec.description {
                groups.entry(key(entry.spec, told)).or_default().push((entry, told.span));
            }
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| (group[1].0.code.section, group[1].0.name.span));
    for group in groups {
        let names: Vec<String> =
            group.iter().take(SHOWN).map(|(entry, _)| format!("`{}`", entry.code.name)).collect();
        let names = match group.len().saturating_sub(SHOWN) {
            0 => series(&names, "and"),
            more => format!("{} and {more} more", names.join(", ")),
        };
        let first = found
            .finding(format!("{names} have the same description"))
            .at(group[1].1, "the same text again")
            .also(group[0].1, "first used here")
            .help("say how they differ, or merge them into one code");
        let others = group.iter().take(SHOWN).skip(2);
        let finding = others.fold(first, |finding, (_, span)| finding.also(*span, "and again"));
        found.push(finding);
    }
}

/// A number that is the same for descriptions that differ in case or in a period at their ends.
fn hash(text: &str) -> u64 {
    text.bytes().filter(u8::is_ascii_alphanumeric).fold(0, |hash: u64, byte| {
        let small = u64::from(byte.to_ascii_lowercase());
        (hash.rotate_left(5) ^ small).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// How many codes with the same description are named.
const SHOWN: usize = 5;

fn missing_description(context: &Context<'_>, found: &mut Findings) {
    let mut lacks = |what: String, span: Span| {
        found.push(
            found
                .finding(format!("{what} has no description"))
                .at(span, "no `description`")
                .help("add `description`"),
        );
    };
    let catalog = &context.files.catalog;
    if catalog.description.is_none() {
        lacks("the catalog".to_owned(), catalog.catalog.span);
    }
    for (id, category) in &catalog.categories.0 {
        if category.description.is_none() {
            lacks(format!("the category `{}`", id.value), id.span);
        }
    }
    for (section, file) in &context.sections {
        if file.section.description.is_none() {
            lacks(format!("the section `{}`", section.id), file.section.section.span);
        }
    }
    for entry in &context.entries {
        for (name, detail) in &entry.spec.details.0 {
            if detail.description.is_none() {
                lacks(format!("the detail `{}`", name.value), name.span);
            }
        }
    }
}

fn missing_translation(context: &Context<'_>, found: &mut Findings) {
    let languages = context.catalog.other_languages();
    for entry in &context.entries {
        let has = |tag: &&str| entry.code.messages.iter().any(|(own, _)| own == tag);
        let missing: Vec<&str> = languages.iter().copied().filter(|tag| !has(tag)).collect();
        if missing.is_empty() {
            continue;
        }
        let languages = missing.join("`, `");
        found.push(
            found
                .finding(format!("`{}` has no message in `{languages}`", entry.name.value))
                .at(entry.name.span, "this code")
                .help("add it to `messages`, or to the file of the language"),
        );
    }
}

fn missing_cause(context: &Context<'_>, found: &mut Findings) {
    for entry in context
        .entries
        .iter()
        .filter(|entry| entry.spec.cause.is_none() && entry.spec.causes.is_empty())
    {
        found.push(
            found
                .finding(format!("`{}` does not say why it happens", entry.code.name))
                .at(entry.name.span, "no `cause`")
                .help("add `cause`: why the API returns this error"),
        );
    }
}

fn missing_resolution(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        // An action also says what to do.
        let told = entry.spec.causes.iter().any(|cause| cause.resolution.is_some());
        if told || entry.spec.resolution.is_some() || entry.code.action.is_some() {
            continue;
        }
        found.push(
            found
                .finding(format!("`{}` does not say what to do about it", entry.code.name))
                .at(entry.name.span, "neither `resolution` nor `action`")
                .help("add `resolution`: what a client or its user can do about it"),
        );
    }
}
