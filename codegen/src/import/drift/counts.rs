//! Numbers of codes that a document states.

use std::collections::BTreeSet;

use regex_lite::Regex;

use super::{contradiction, place};
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Count, Draft, Section};
use crate::import::part::Cell;
use crate::source::Sources;
use crate::words::count;

/// How a text says how many codes there are.
const WORDS: &str = r"\b([0-9]+) (?:distinct |unique |different |public |documented )?(?:error |error-|API )?codes\b";

/// Compares the numbers of each document with each other and with its codes.
pub(super) fn check(draft: &Draft, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let Ok(words) = Regex::new(WORDS) else {
        return;
    };
    for (file, _) in (0_u32..).zip(sources.files()) {
        in_document(draft, file, sources, &words, found);
    }
}

fn in_document(
    draft: &Draft,
    file: u32,
    sources: &Sources,
    words: &Regex,
    found: &mut Vec<Diagnostic>,
) {
    let own = draft.entries().map(|(_, entry)| &entry.code).filter(|code| code.span.file == file);
    let all: BTreeSet<&str> = own.map(|code| code.text.as_str()).collect();
    let is_total = |count: &&Count| {
        let label = count.label.text.trim_matches(['*', ' ', ':']).to_lowercase();
        ["total", "sum", "all", "all codes", "overall"].contains(&label.as_str())
    };
    let counts: Vec<&Count> =
        draft.counts.iter().filter(|count| count.at.span.file == file).collect();
    let rows: Vec<&Count> = counts.iter().copied().filter(|count| !is_total(count)).collect();
    let sum: usize = rows.iter().map(|row| row.number).sum();
    for total in counts.into_iter().filter(is_total) {
        if total.number != all.len() || total.number != sum && !rows.is_empty() {
            let rows = match rows.len() {
                0 => String::new(),
                _ => format!(" the rows add up to {sum},"),
            };
            let codes = count(all.len(), "code");
            let message = format!("the total is {},{rows} and there are {codes}", total.number);
            found.push(told(message, total));
        }
    }
    for row in rows {
        let number = of_label(row, draft);
        if let Some(number) = number.filter(|number| *number != row.number) {
            let label = row.label.text.trim_matches(['*', '`', ' ']);
            let message =
                format!("{label} is said to have {}, and has {number}", count(row.number, "code"));
            found.push(told(message, row));
        }
    }
    for section in &draft.sections {
        let Some(heading) = section.heading.as_ref().filter(|it| it.span.file == file) else {
            continue;
        };
        if let Some(number) = in_brackets(&heading.text)
            && !section.entries.is_empty()
            && ![distinct(section), all.len()].contains(&number)
        {
            let here = count(distinct(section), "code");
            let message = format!("the heading says {number} codes, and there are {here}");
            found.push(
                contradiction(message)
                    .at(heading.span, "not what the tables have")
                    .help("leave the number out: the pages that errbook makes count by themselves"),
            );
        }
    }
    let before = draft.description.iter().map(|text| (text, all.len()));
    let sections = draft.sections.iter().flat_map(|section| {
        let number = distinct(section);
        section.description.iter().map(move |text| (text, number))
    });
    for (text, number) in before.chain(sections).filter(|(text, _)| text.span.file == file) {
        stated(text, number, all.len(), words, sources, found);
    }
}

/// The number of codes at the end of a heading: `Orders (12 codes)`.
fn in_brackets(heading: &str) -> Option<usize> {
    let (_, inner) = heading.strip_suffix(')')?.rsplit_once('(')?;
    let number = inner.strip_suffix(" codes").or_else(|| inner.strip_suffix(" errors"))?;
    number.parse().ok()
}

/// Compares a number in a text with that of the codes there, and with that of all.
fn stated(
    text: &Cell,
    here: usize,
    all: usize,
    words: &Regex,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    for said in words.captures_iter(&text.text) {
        let number: usize = said[1].parse().unwrap_or(usize::MAX);
        if number != here && number != all {
            let message = format!("the text says {number} codes, and there are {here}");
            found.push(
                contradiction(message)
                    .at(place(sources, text.span, &said[0]), "not what the tables have")
                    .help("leave the number out: the pages that errbook makes count by themselves"),
            );
        }
    }
}

fn told(message: String, row: &Count) -> Diagnostic {
    contradiction(message)
        .at(row.at.span, "not what the tables have")
        .help("leave the number out: the pages that errbook makes count by themselves")
}

/// How many codes the sections have that a label names; nothing if none of them is meant.
fn of_label(row: &Count, draft: &Draft) -> Option<usize> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let label = words(&row.label.text);
    let heading = |section: &Section| section.heading.as_ref().map(|cell| words(&cell.text));
    let mut meant: Vec<&Section> = draft
        .sections
        .iter()
        .filter(|section| {
            section.entries.first().is_some_and(|it| it.code.span.file == row.at.span.file)
        })
        .filter(|section| heading(section).is_some_and(|heading| heading.starts_with(&label)))
        .collect();
    // What else the row says tells sections of one name apart.
    let more: Vec<String> = row.more.iter().flat_map(|cell| words(&cell.text)).collect();
    if meant.len() > 1 {
        let fits = |section: &&Section| {
            let heading = heading(section).unwrap_or_default();
            let own: Vec<&String> = more.iter().filter(|word| !label.contains(word)).collect();
            !own.is_empty() && own.iter().all(|word| heading.contains(word))
        };
        let fitting: Vec<&Section> =
            meant.iter().copied().filter(|section| fits(section)).collect();
        if !fitting.is_empty() {
            meant = fitting;
        }
    }
    let codes: BTreeSet<&str> = meant
        .iter()
        .flat_map(|section| &section.entries)
        .map(|entry| entry.code.text.as_str())
        .collect();
    (!meant.is_empty()).then_some(codes.len())
}

fn distinct(section: &Section) -> usize {
    let codes: BTreeSet<&str> =
        section.entries.iter().map(|entry| entry.code.text.as_str()).collect();
    codes.len()
}
