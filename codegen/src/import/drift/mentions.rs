//! Codes that a document names in texts and examples.

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Regex;

use super::{contradiction, place};
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::import::naming::{Convention, convention, naming};
use crate::import::part::Cell;
use crate::import::role::{Role, bare, is_certainly_code};
use crate::model::CaseStyle;
use crate::names::has_style;
use crate::source::Sources;

/// In programs and bodies, what stands where a code has to be.
const IN_SAMPLES: &str =
    r#"(?:case\s+|[Cc]ode['"]?\]?\s*(?:===?|:)\s*)["']([A-Za-z0-9_.:/-]+)["']"#;

/// In programs, the name of a code.
const NAMED: &str = r"\bErrorCodes?(?:\.|::)([A-Za-z][A-Za-z0-9_]*)";

/// Words at the end of the names of members.
const OF_MEMBERS: &[&str] = &[
    "at", "code", "count", "date", "id", "ids", "key", "message", "name", "number", "status",
    "time", "token", "type", "url",
];

/// In texts, what is marked as code.
const IN_TEXTS: &str = r"`([A-Za-z0-9_.:/-]+)`";

/// In texts, what is certainly meant as a code, whatever it is like.
const LED: &str = r"(?i)\b(?:gets?|receives?|throws?|errors?|codes?|fails? with)\s+(?:an?\s+|the\s+)?`([A-Za-z0-9_.:/-]+)`";

/// Looks for codes that no table has.
pub(super) fn check(draft: &Draft, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let expressions = (Regex::new(IN_SAMPLES), Regex::new(IN_TEXTS), Regex::new(NAMED));
    let (Ok(in_samples), Ok(in_texts), Ok(named)) = expressions else { return };
    let all: Vec<&str> = draft.entries().map(|(_, entry)| entry.code.text.as_str()).collect();
    let mut known: BTreeSet<String> = all.iter().map(|code| (*code).to_owned()).collect();
    let categories = draft.entries().filter_map(|(_, entry)| entry.fact(Role::Category));
    known.extend(categories.map(|cell| bare(&cell.text)));
    known.extend(draft.members.iter().map(|(member, _, _)| member.text.clone()));
    let style = naming(&all).style;
    let mut report = |text: &Cell, word: &str| {
        if known.insert(word.to_owned()) {
            found.push(
                contradiction(format!("`{word}` is in no table of codes"))
                    .at(place(sources, text.span, word), "named here")
                    .help("add the code, or correct its name"),
            );
        }
    };
    for sample in &draft.samples {
        for word in in_samples.captures_iter(&sample.text) {
            let number = word[1].bytes().all(|byte| byte.is_ascii_digit());
            if !number && (style == CaseStyle::None || has_style(&word[1], style)) {
                report(sample, &word[1]);
            }
        }
    }
    for (sample, word) in names(draft, &all, &named) {
        report(sample, &word);
    }
    // The name of a style says too little: members have it too.
    let rule = convention(draft);
    let ends: BTreeSet<&str> =
        all.iter().filter_map(|code| code.rsplit(['_', '-', '.']).next()).collect();
    // What several codes begin with, others may too; but so do the members of a body.
    let first = |code: &str| code.split(['_', '-', '.']).next().map(str::to_owned);
    let mut starts: BTreeMap<String, usize> = BTreeMap::new();
    for start in all.iter().filter_map(|code| first(code)) {
        *starts.entry(start).or_default() += 1;
    }
    let is_start = |word: &str| {
        let last = word.rsplit(['_', '-', '.']).next().unwrap_or_default().to_lowercase();
        let known = first(word).and_then(|start| starts.get(&start)).is_some_and(|it| *it > 1);
        known && !OF_MEMBERS.contains(&last.as_str())
    };
    let like_code = |word: &str| {
        let ruled = rule.as_ref().map(|rule| rule.pattern.is_match(word));
        let end = || {
            let last = word.rsplit(['_', '-', '.']).next();
            last.is_some_and(|end| ends.contains(end)) || is_start(word)
        };
        is_certainly_code(word) && has_style(word, style) && ruled.unwrap_or_else(end)
    };
    let about = |text: &str| {
        let text = text.to_lowercase();
        ["error", "code", "return"].iter().any(|word| text.contains(word))
    };
    for (text, word) in led(draft, style, rule.as_ref()) {
        report(text, &word);
    }
    for text in draft.prose.iter().filter(|text| style != CaseStyle::None && about(&text.text)) {
        for word in in_texts.captures_iter(&text.text) {
            if like_code(&word[1]) {
                report(text, &word[1]);
            }
        }
    }
}

/// What texts certainly mean as a code, by the words before it.
fn led<'d>(
    draft: &'d Draft,
    style: CaseStyle,
    rule: Option<&Convention>,
) -> Vec<(&'d Cell, String)> {
    let Some(led) = Regex::new(LED).ok().filter(|_| style != CaseStyle::None) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for text in &draft.prose {
        for word in led.captures_iter(&text.text) {
            let last = word[1].rsplit(['_', '-', '.']).next().unwrap_or_default().to_lowercase();
            let ruled = rule.is_none_or(|rule| rule.pattern.is_match(&word[1]));
            let other = OF_MEMBERS.contains(&last.as_str());
            if ruled && !other && is_certainly_code(&word[1]) && has_style(&word[1], style) {
                found.push((text, word[1].to_owned()));
            }
        }
    }
    found
}

/// The names in programs that are those of no code.
fn names<'d>(draft: &'d Draft, all: &[&str], named: &Regex) -> Vec<(&'d Cell, String)> {
    let letters = |code: &str| -> String {
        code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let known: BTreeSet<String> = all.iter().map(|code| letters(code)).collect();
    let mut found = Vec::new();
    for sample in &draft.samples {
        for word in named.captures_iter(&sample.text) {
            // What is not a name of a code may be a function: `ErrorCode::from_str`.
            let called = sample.text.contains(&format!("{}(", &word[1]));
            if !called && !known.contains(&letters(&word[1])) {
                found.push((sample, word[1].to_owned()));
            }
        }
    }
    found
}
