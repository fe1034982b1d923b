//! Codes that a document names in texts and examples.

use std::collections::BTreeSet;

use regex_lite::Regex;

use super::{contradiction, place};
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::import::naming::{convention, naming};
use crate::import::part::Cell;
use crate::import::role::{Role, bare, is_certainly_code};
use crate::model::CaseStyle;
use crate::names::has_style;
use crate::source::Sources;

/// In programs and bodies, what stands where a code has to be.
const IN_SAMPLES: &str = r#"(?:case\s+|[Cc]ode['"]?\s*(?:===?|:)\s*)["']([A-Za-z0-9_.:/-]+)["']"#;

/// In texts, what is marked as code.
const IN_TEXTS: &str = r"`([A-Za-z0-9_.:/-]+)`";

/// Looks for codes that no table has.
pub(super) fn check(draft: &Draft, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let (Ok(in_samples), Ok(in_texts)) = (Regex::new(IN_SAMPLES), Regex::new(IN_TEXTS)) else {
        return;
    };
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
    let rule = convention(draft);
    let ends: BTreeSet<&str> =
        all.iter().filter_map(|code| code.rsplit(['_', '-', '.']).next()).collect();
    let like_code = |word: &str| {
        let ruled = rule.as_ref().map(|rule| rule.pattern.is_match(word));
        let end = || word.rsplit(['_', '-', '.']).next().is_some_and(|end| ends.contains(end));
        is_certainly_code(word) && has_style(word, style) && ruled.unwrap_or_else(end)
    };
    let about = |text: &str| {
        let text = text.to_lowercase();
        ["error", "code", "return"].iter().any(|word| text.contains(word))
    };
    for text in draft.prose.iter().filter(|text| style != CaseStyle::None && about(&text.text)) {
        for word in in_texts.captures_iter(&text.text) {
            if like_code(&word[1]) {
                report(text, &word[1]);
            }
        }
    }
}
