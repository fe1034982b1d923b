//! The names of codes, compared with each other.

use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use super::context::{Context, Entry, Sequences};
use super::findings::{Findings, Lint, of_names};
use super::near::Near;
use crate::model::WireCode;
use crate::names;
use crate::rule;

pub(super) const LINTS: &[Lint] = &[
    of_names(&rule::SHARED_CODE, shared_code),
    of_names(&rule::CODE_TYPE, code_type),
    of_names(&rule::UNUSED_EXCEPTION, unused_exception),
    of_names(&rule::SEQUENCE_GAP, sequence_gap),
    of_names(&rule::SEQUENCE_REPEAT, sequence_repeat),
    of_names(&rule::NEAR_DUPLICATE_CODE, near_duplicate_code),
    of_names(&rule::CASE_COLLISION, case_collision),
    of_names(&rule::RESERVED_WORD, reserved_word),
];

fn unused_exception(context: &Context<'_>, found: &mut Findings) {
    let naming = &context.files.catalog.codes;
    // The registry has no errors, so the pattern compiles.
    let pattern = naming.pattern.as_ref().and_then(|pattern| Regex::new(&pattern.value).ok());
    for code in naming.exceptions.iter().flat_map(|exception| &exception.codes) {
        let Some(entry) = context.entry(&code.value) else { continue };
        let sent = entry.code.code.text();
        let number = matches!(entry.code.code, WireCode::Integer(_));
        let fits = (number || names::has_style(&sent, context.catalog.naming.style))
            && pattern.as_ref().is_none_or(|pattern| pattern.is_match(&sent));
        if fits {
            found.push(
                found
                    .finding(format!("`{}` needs no exception", code.value))
                    .at(code.span, "follows the style and the pattern")
                    .help("remove it from the exceptions"),
            );
        }
    }
}

/// Codes of which clients cannot tell which one they got, as the name in the body would.
fn shared_code(context: &Context<'_>, found: &mut Findings) {
    if context.catalog.envelope.shape.identifying_name().is_some() {
        return;
    }
    let mut first: HashMap<&WireCode, &Entry<'_>> = HashMap::new();
    for entry in &context.entries {
        let earlier = *first.entry(&entry.code.code).or_insert(entry);
        if earlier.code.name == entry.code.name {
            continue;
        }
        let at = entry.spec.code.as_ref().map_or(entry.name.span, |code| code.span);
        let other = earlier.spec.code.as_ref().map_or(earlier.name.span, |code| code.span);
        found.push(
            found
                .finding(format!(
                    "`{}` and `{}` have the same code `{}`",
                    earlier.code.name, entry.code.name, entry.code.code
                ))
                .at(at, "the same code again")
                .also(other, "first used here")
                .help(
                    "correct one of the two; if the API sends the same code for both, put `$name` into \
                     the envelope if it sends a name as well, or add `allow: { shared-code: the \
                     reason }` to this entry",
                ),
        );
    }
}

/// Text that is a number in every code, as if the API sent numbers.
fn code_type(context: &Context<'_>, found: &mut Findings) {
    let codes = &context.files.catalog.codes;
    let number = |entry: &Entry<'_>| entry.code.code.text().parse::<i64>().is_ok();
    let (Some(first), None) = (context.entries.first(), codes.ty) else { return };
    if context.entries.iter().all(number) {
        found.push(
            found
                .finding("every code is a number, but goes over the wire as text")
                .at(first.name.span, format!("sent as `\"{}\"`", first.code.code))
                .help(
                    "set `codes: { type: integer }` in the catalog if the API sends numbers, or \
                     `type: string` if it sends text",
                ),
        );
    }
}

/// A code, split at the number it ends in.
struct Numbered<'a> {
    stem: &'a str,
    digits: &'a str,
    number: u32,
}

fn numbered(code: &str) -> Option<Numbered<'_>> {
    let stem = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &code[stem.len()..];
    let number = digits.parse().ok()?;
    (!stem.is_empty()).then_some(Numbered { stem, digits, number })
}

/// The HTTP status that a code ends in.
pub(super) fn status_suffix(code: &str) -> Option<u16> {
    let Numbered { stem, digits, number } = numbered(code)?;
    let status = u16::try_from(number).ok()?;
    let apart = stem.ends_with(['_', '-', '.']);
    (apart && digits.len() == 3 && (400..600).contains(&status)).then_some(status)
}

/// The sequences of the catalog, found once for all lints about them.
fn sequences<'c, 'a>(context: &'c Context<'a>) -> &'c Sequences<'a> {
    context.names.sequences.get_or_init(|| sequences_of(context))
}

fn sequences_of<'a>(context: &Context<'a>) -> Sequences<'a> {
    let mut sequences = Sequences::new();
    let mut counted: HashSet<&str> = HashSet::new();
    let codes = context.names.entries.iter().copied();
    let codes = codes.map(|entry| (entry.code.name.as_str(), Some(entry)));
    let retired = context.catalog.retired.iter().map(|retired| (retired.code.as_str(), None));
    for (code, entry) in codes.chain(retired) {
        let Some(Numbered { stem, digits, number }) = numbered(code) else { continue };
        if status_suffix(code).is_some() {
            continue;
        }
        if digits.len() > 1 {
            counted.insert(stem);
        }
        sequences.entry(stem).or_default().push((number, entry));
    }
    // Single digits alone are usually versions, as in `oauth2`, and numbers that could all be
    // statuses are.
    let statuses = |numbers: &[(u32, Option<Entry<'_>>)]| {
        numbers.iter().all(|(number, _)| (400..600).contains(number))
    };
    sequences.retain(|stem, numbers| counted.contains(stem) && !statuses(numbers));
    for numbers in sequences.values_mut() {
        numbers.sort_by_key(|(number, entry)| (*number, entry.map(|entry| entry.name.span)));
    }
    sequences
}

/// How many numbers a gap has at most. Where more are missing, the next block of numbers begins.
const GAP: u32 = 9;

fn sequence_gap(context: &Context<'_>, found: &mut Findings) {
    for (stem, numbers) in sequences(context) {
        // Numbers from 100 up may start anywhere: they are assigned in blocks.
        let mut last = match numbers.first() {
            Some((first @ 2..100, _)) if *first > 1 => 0,
            Some((first, _)) => first.saturating_sub(1),
            None => continue,
        };
        for (number, entry) in numbers {
            let missing = last + 1..*number;
            last = *number;
            let fits = !missing.is_empty() && missing.end - missing.start <= GAP;
            let Some(entry) = entry.as_ref().filter(|_| fits) else { continue };
            let width = entry.code.name.len() - stem.len();
            let (first, end) = (missing.start, missing.end - 1);
            let missing = if first == end {
                format!("{first:0width$}")
            } else {
                format!("{first:0width$} to {end:0width$}")
            };
            let name = stem.trim_end_matches(['_', '-', '.']);
            found.push(
                found
                    .finding(format!("the sequence `{name}` is missing {missing}"))
                    .at(entry.name.span, "comes after the gap")
                    .help("list removed codes under `retired`, or renumber new ones"),
            );
        }
    }
}

fn sequence_repeat(context: &Context<'_>, found: &mut Findings) {
    for numbers in sequences(context).values() {
        for pair in numbers.windows(2) {
            let [(first, Some(a)), (second, Some(b))] = pair else { continue };
            if first != second {
                continue;
            }
            found.push(
                found
                    .finding(format!(
                        "`{}` and `{}` have the same number",
                        a.code.name, b.code.name
                    ))
                    .at(b.name.span, "the same number again")
                    .also(a.name.span, "first used here")
                    .help("give the newer code the next free number"),
            );
        }
    }
}

fn near_duplicate_code(context: &Context<'_>, found: &mut Findings) {
    // Numbers tell codes apart on purpose, and all codes of a catalog have one style.
    let plain = |code: &str| {
        let letters = code.chars().filter(|c| !c.is_ascii_digit());
        let letters = letters.map(|c| if matches!(c, '-' | '.') { '_' } else { c });
        letters.collect::<String>().to_lowercase().trim_matches('_').to_owned()
    };
    // The first of several codes that differ only in their numbers represents them all.
    let mut first: HashMap<String, &Entry<'_>> = HashMap::with_capacity(context.entries.len());
    for entry in &context.entries {
        first.entry(plain(&entry.code.name)).or_insert(entry);
    }
    // In a short code, every letter matters.
    let mut named: Vec<(&str, &Entry<'_>)> = first
        .iter()
        .filter(|(name, entry)| name.len() >= 8 && numbered(&entry.code.name).is_none())
        .map(|(name, entry)| (name.as_str(), *entry))
        .collect();
    named.sort_unstable_by_key(|(_, entry)| (entry.code.section, entry.name.span));
    let near = Near::of(named.iter().map(|(name, _)| *name).collect());
    let mut told = HashSet::new();
    for (earlier, later) in near.pairs() {
        let (other, entry) = (named[earlier].1, named[later].1);
        if other.code.section == entry.code.section
            || of_short_words(named[earlier].0, named[later].0)
            || !told.insert(later)
        {
            continue;
        }
        found.push(
            found.finding(format!("`{}` is hard to tell from `{}`", entry.code.name, other.code.name),
            )
            .at(entry.name.span, "one letter apart")
            .also(other.name.span, "in another section")
            .help("if they are the same error, list it under `also`; if not, rename the newer one"),
        );
    }
}

/// Whether two names differ in a word of few letters, such as `cli` and `cbi`: every letter of it
/// matters, and nobody mistypes it.
fn of_short_words(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split('_').collect(), b.split('_').collect());
    a.len() == b.len()
        && a.iter().zip(&b).any(|(a, b)| a != b && a.chars().count().min(b.chars().count()) < 4)
}

fn case_collision(context: &Context<'_>, found: &mut Findings) {
    let mut first: HashMap<String, &Entry<'_>> = HashMap::with_capacity(context.entries.len());
    for entry in &context.entries {
        let lower = entry.code.name.to_ascii_lowercase();
        let earlier = *first.entry(lower).or_insert(entry);
        if earlier.code.name == entry.code.name {
            continue;
        }
        found.push(
            found
                .finding(format!(
                    "`{}` and `{}` differ only in case",
                    earlier.code.name, entry.code.name
                ))
                .at(entry.name.span, "the same name where case is ignored")
                .also(earlier.name.span, "first used here")
                .help("rename one of the two"),
        );
    }
}

fn reserved_word(context: &Context<'_>, found: &mut Findings) {
    let mut reserved = |what: &str, name: &str, languages: &str, span| {
        found.push(
            found
                .finding(format!("the {what} `{name}` is a reserved word in {languages}"))
                .at(span, format!("generated code cannot use `{name}`"))
                .help(
                    "choose another name if you can: generated code has to spell this one differently",
                ),
        );
    };
    let catalog = &context.files.catalog.catalog;
    if let Some(languages) = names::reserved(&names::snake(&catalog.value)) {
        reserved("catalog", &catalog.value, languages, catalog.span);
    }
    // The names of codes, and of details that travel under their own names, are those of the API:
    // nobody can change them. A member of a TypeScript object can have any name.
    let mut seen = HashSet::new();
    let details = context.entries.iter().flat_map(|entry| &entry.spec.details.0);
    for (name, _) in details.filter(|(_, detail)| detail.from.is_some()) {
        // One finding for a name that many codes share.
        if seen.insert(name.value.as_str()) && names::is_rust_keyword(&names::snake(&name.value)) {
            reserved("detail", &name.value, "Rust", name.span);
        }
    }
}
