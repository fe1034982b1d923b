//! What texts say about the registry itself: the codes and sections they name and count.

use std::collections::HashSet;

use super::context::{Context, Entry, Rich};
use super::findings::{Findings, Lint, of_catalog, of_parts};
use crate::decode::Prose;
use crate::diagnostic::nearest;
use crate::model::Visibility;
use crate::rule;
use crate::source::Span;
use crate::text::Part;

pub(super) const LINTS: &[Lint] = &[
    of_catalog(&rule::WRONG_COUNT, wrong_count),
    of_parts(&rule::DANGLING_MENTION, dangling_mention),
    of_catalog(&rule::INTERNAL_LEAK, internal_leak),
];

fn wrong_count(context: &Context<'_>, found: &mut Findings) {
    let catalog = context.catalog;
    let of_catalog = Counts { codes: catalog.codes.len(), sections: Some(catalog.sections.len()) };
    let mut check = |text: Option<&Prose>, counts: &Counts| {
        let Some(text) = text else { return };
        for (written, noun, number) in counted(text.text.source()) {
            let Some(real) = counts.of(noun).filter(|real| *real != number) else { continue };
            found.push(
                found
                    .finding(format!(
                        "the text says {number} {noun}, but the actual number is {real}"
                    ))
                    .at(context.piece(text, written), "this number")
                    .help("leave the number out: generated pages show counts of their own"),
            );
        }
    };
    check(context.files.catalog.description.as_ref(), &of_catalog);
    for (section, file) in &context.sections {
        let counts = Counts { codes: section.entries.len(), sections: None };
        check(file.section.description.as_ref(), &counts);
    }
}

/// The actual numbers of what a text may count.
struct Counts {
    codes: usize,
    sections: Option<usize>,
}

impl Counts {
    fn of(&self, noun: &str) -> Option<usize> {
        if noun == "sections" { self.sections } else { Some(self.codes) }
    }
}

/// The counts of codes, errors or sections in a text: the number as written, the noun, the number.
fn counted(text: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    const NUMBERS: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    // "At most two errors" and "up to five codes" are limits, not counts.
    const BOUNDS: [&str; 6] = ["most", "least", "than", "to", "first", "last"];
    let is_mark = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut counted = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_start_matches(is_mark);
        let spelled = NUMBERS.iter().position(|name| word.eq_ignore_ascii_case(name));
        let Some(number) = spelled.map(|at| at + 2).or_else(|| word.parse().ok()) else { continue };
        let mut after = words[at + 1..].iter().map(|word| word.trim_end_matches(is_mark));
        let noun = match after.next() {
            Some("error") => after.next().filter(|noun| *noun == "codes"),
            Some(noun @ ("codes" | "errors" | "sections")) => Some(noun),
            _ => None,
        };
        // "404 errors" names a status.
        let noun = noun.filter(|noun| *noun != "errors" || !(100..600).contains(&number));
        let noun = noun.filter(|_| at == 0 || !BOUNDS.contains(&words[at - 1]));
        counted.extend(noun.map(|noun| (word, noun, number)));
    }
    counted.into_iter()
}

fn dangling_mention(context: &Context<'_>, found: &mut Findings) {
    let retired: HashSet<&str> =
        context.catalog.retired.iter().map(|retired| retired.code.as_str()).collect();
    for Rich { text, parts, .. } in &context.rich {
        let mut before = "";
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            let code: &str = match part {
                Part::Words(words) => {
                    before = words;
                    continue;
                }
                Part::Code(code) => code,
            };
            let after = match parts.peek() {
                Some(Part::Words(words)) => words.trim_start(),
                _ => "",
            };
            // The sections of other things are none of the registry's.
            let (named, rest) = match after.strip_prefix("section") {
                Some(rest) => (true, rest.trim_start()),
                None => (last_word(before) == "section", after),
            };
            let of_another = matches!(first_word(rest), "in" | "of" | "from");
            let section = named && (!of_another || near_section(context, code));
            if named && !section {
                before = "";
                continue;
            }
            let called_code = last_word(before) == "code" && !before.contains("gRPC");
            before = "";
            if !is_name(code) || context.is_known(code) {
                continue;
            }
            let mut dangling = |message: String, help: String| {
                let at = context.piece(text, code);
                found.push(found.finding(message).at(at, "named here").help(help));
            };
            if section {
                dangling(
                    format!("there is no section `{code}`"),
                    "use the heading or the id of a section".to_owned(),
                );
            } else if retired.contains(code) && !tombstone(context, text) {
                dangling(
                    format!("the text names `{code}`, which is retired"),
                    "name the code that replaced it".to_owned(),
                );
            } else if called_code || code.contains(['_', '-']) || code.len() > 10 {
                let help = match context.near().one_edit_from(code).first() {
                    Some(at) => {
                        format!("did you mean `{}`?", context.names.entries[*at].code.name)
                    }
                    None if called_code => "use a code of this catalog".to_owned(),
                    None => continue,
                };
                dangling(format!("there is no code `{code}`"), help);
            }
        }
    }
}

/// Whether a name is nearly that of a section.
fn near_section(context: &Context<'_>, name: &str) -> bool {
    let sections = context.catalog.sections.iter();
    nearest(name, sections.flat_map(|section| [&*section.id, &*section.title])).is_some()
}

/// Whether a code span could be a code.
fn is_name(code: &str) -> bool {
    code.len() > 3
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        && code.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text is the reason of a retired code.
fn tombstone(context: &Context<'_>, text: &Prose) -> bool {
    let retired = &context.files.catalog.retired.0;
    retired.iter().any(|(_, retired)| std::ptr::eq(&raw const retired.reason, text))
}

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(' ').next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    let word = text.trim_start().split(' ').next().unwrap_or_default();
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

fn internal_leak(context: &Context<'_>, found: &mut Findings) {
    let (internal, public): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
        context.entries.iter().partition(|entry| entry.code.visibility == Visibility::Internal);
    if internal.is_empty() {
        return;
    }
    let codes: HashSet<&str> = internal.iter().map(|entry| entry.code.name.as_str()).collect();
    // Texts within an internal entry are internal too.
    let mut stretches: Vec<Span> = internal.iter().map(|entry| entry.span).collect();
    stretches.sort_unstable();
    let hidden = |span: Span| {
        let end = stretches.partition_point(|stretch| *stretch <= span);
        let around = stretches[..end].last();
        around.is_some_and(|around| around.file == span.file && span.end <= around.end)
    };
    let mut leak = |code: &str, span: Span| {
        found.push(
            found
                .finding(format!("the internal code `{code}` is mentioned publicly"))
                .at(span, "everyone can read this")
                .help("describe the effect in other words, or make the code public"),
        );
    };
    for text in context.texts.iter().filter(|text| !hidden(text.span)) {
        let words = text.text.source();
        let name = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let mut leaked: Vec<&str> = words
            .split(name)
            .map(|word| word.trim_end_matches(['.', '-']))
            .filter(|word| codes.contains(word))
            // A code that is one lowercase word may be an ordinary word.
            .filter(|word| {
                !word.bytes().all(|byte| byte.is_ascii_lowercase())
                    || words.contains(&format!("`{word}`"))
            })
            .collect();
        leaked.sort_unstable();
        leaked.dedup();
        for code in leaked {
            leak(code, context.piece(text, code));
        }
    }
    for entry in public {
        let replacement = entry.spec.deprecated.as_ref().and_then(|d| d.replaced_by.as_ref());
        if let Some(code) = replacement.filter(|code| codes.contains(code.value.as_str())) {
            leak(&code.value, code.span);
        }
    }
}
