//! What rows say about one code.

use std::collections::BTreeMap;

use super::contradiction;
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::import::entry::Entry;
use crate::import::part::Cell;
use crate::import::prose::prose;
use crate::import::role::{Role, status_of_heading};
use crate::status::reason;

/// Compares the rows of each code, and the cells of each row.
pub(super) fn check(draft: &Draft, found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<&str, &Entry> = BTreeMap::new();
    for (_, entry) in draft.entries() {
        match firsts.get(entry.code.text.as_str()) {
            Some(first) => again(entry, first, found),
            None => drop(firsts.insert(&entry.code.text, entry)),
        }
        retry(entry, found);
    }
    let numbers =
        firsts.values().filter(|entry| ending(entry).is_some_and(|status| entry.has(status)));
    // Otherwise a number at the end is no status.
    if numbers.count() > 0 {
        for entry in firsts.values() {
            number(entry, found);
        }
    }
    headings(draft, found);
    spellings(&firsts, found);
    for (_, entry) in draft.entries() {
        texts(entry, found);
        let Some(cell) = &entry.odd_status else { continue };
        found.push(
            contradiction(format!("the status of `{}` cannot be read", entry.code.text))
                .at(cell.span, "no status of HTTP, and not imported")
                .help("write a number, as in `404`, or give the code its status in the catalog"),
        );
    }
    for cell in &draft.skipped {
        found.push(
            contradiction("a row of a table of codes has no code")
                .at(cell.span, "not imported")
                .help("give the row a code, or move it out of the table"),
        );
    }
}

/// Compares the statuses of rows with the one that the heading of their section says.
fn headings(draft: &Draft, found: &mut Vec<Diagnostic>) {
    for (index, entry) in draft.entries() {
        let Some(heading) = &draft.sections[index].heading else { continue };
        let Some(status) = status_of_heading(&heading.text) else { continue };
        let Some((_, at)) = entry.statuses.as_ref().filter(|_| !entry.has(status)) else {
            continue;
        };
        found.push(
            contradiction(format!("`{}` is under a heading with status {status}", entry.code.text))
                .at(at.span, "another status")
                .also(heading.span, "the heading")
                .help("find out which of the two the API sends"),
        );
    }
}

/// Compares a status at the beginning of a text with that of the row.
fn texts(entry: &Entry, found: &mut Vec<Diagnostic>) {
    let Some((known, at)) = &entry.statuses else { return };
    let said = |cell: &Cell| {
        let text = cell.text.trim_start_matches(['*', '`']).to_lowercase();
        let leads = ["returns a ", "returns ", "responds with ", "sends ", "http status ", "http "];
        let rest = leads.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(&text);
        let (number, behind) = rest.split_at_checked(3)?;
        let number: u16 = number.parse().ok().filter(|status| (400..600).contains(status))?;
        let apart = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == ',');
        let named = reason(number)
            .is_some_and(|known| behind.trim_start().starts_with(&known.to_lowercase()));
        (apart && (rest.len() < text.len() || named)).then_some(number)
    };
    for (_, cell) in &entry.facts {
        let Some(number) = said(cell).filter(|number| !known.contains(number)) else { continue };
        found.push(
            contradiction(format!("the text about `{}` says status {number}", entry.code.text))
                .at(cell.span, "says another status")
                .also(at.span, "the status of the row")
                .help("find out which of the two the API sends"),
        );
    }
}

/// Compares how codes are written: two that differ in nothing else are likely to be one.
fn spellings(firsts: &BTreeMap<&str, &Entry>, found: &mut Vec<Diagnostic>) {
    let letters = |code: &str| -> String {
        code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    let mut entries: Vec<&&Entry> = firsts.values().collect();
    entries.sort_by_key(|entry| entry.code.span);
    for entry in entries {
        let code = &entry.code.text;
        // Signs and points tell numbers apart.
        if !code.contains(char::is_alphabetic) {
            continue;
        }
        let Some(before) = seen.insert(letters(code), entry) else { continue };
        found.push(
            contradiction(format!("`{code}` is written as `{}` elsewhere", before.code.text))
                .at(entry.code.span, "written in another way")
                .also(before.code.span, "the same letters")
                .help("find out how the API writes it, and remove the other one"),
        );
    }
}

/// Compares a row with the first one about its code.
fn again(entry: &Entry, first: &Entry, found: &mut Vec<Diagnostic>) {
    let code = &entry.code.text;
    if let (Some((here, at)), Some((there, before))) = (&entry.statuses, &first.statuses)
        && here != there
    {
        found.push(
            contradiction(format!("`{code}` has another status than before"))
                .at(at.span, "another status")
                .also(before.span, "the status that is imported")
                .help("find out which of the two the API sends"),
        );
    }
    for (role, what) in [
        (Role::Description, "description"),
        (Role::Message, "message"),
        (Role::Cause, "cause"),
        (Role::Resolution, "resolution"),
        (Role::Category, "category"),
    ] {
        if let (Some(here), Some(there)) = (entry.fact(role), first.fact(role))
            && prose(here) != prose(there)
        {
            found.push(
                contradiction(format!("`{code}` has another {what} than before"))
                    .at(here.span, format!("another {what}"))
                    .also(there.span, format!("the {what} of the code"))
                    .help("keep one of the two, or give one of the errors another code"),
            );
        }
    }
}

/// The status that a code has at its end: `NOT_FOUND_404`.
fn ending(entry: &Entry) -> Option<u16> {
    let last = entry.code.text.rsplit(['_', '-', '.']).next()?;
    let number: u16 = last.parse().ok()?;
    (last.len() == 3 && (400..600).contains(&number)).then_some(number)
}

fn number(entry: &Entry, found: &mut Vec<Diagnostic>) {
    if let (Some(number), Some((_, at))) = (ending(entry), &entry.statuses)
        && !entry.has(number)
    {
        found.push(
            contradiction(format!(
                "`{}` ends with {number}, which is not its status",
                entry.code.text
            ))
            .at(at.span, "another status")
            .also(entry.code.span, "ends with a status")
            .help("correct the status, or rename the code while nobody uses it"),
        );
    }
}

/// Compares what the cells of a row say about trying again.
fn retry(entry: &Entry, found: &mut Vec<Diagnostic>) {
    const NEVER: &[&str] =
        &["do not retry", "don't retry", "don’t retry", "not retryable", "never retry"];
    let facts = entry.facts.iter().map(|(_, cell)| cell);
    let cells: Vec<_> = facts.chain(entry.others.iter().map(|(_, cell)| cell)).collect();
    let no = |heading: &str, text: &str| {
        heading.to_lowercase().contains("retr") && ["no", "never", "false"].contains(&text)
    };
    let never = cells.iter().find(|cell| {
        let text = cell.text.to_lowercase();
        let field =
            entry.others.iter().any(|(heading, other)| other == **cell && no(heading, &text));
        field || NEVER.iter().any(|words| text.contains(words))
    });
    let again = cells.iter().find(|cell| {
        let text = cell.text.to_lowercase();
        let yes = |heading: &str| {
            let heading = heading.to_lowercase();
            heading.contains("retr")
                && ["yes", "true", "✓", "✅", "always"].contains(&text.as_str())
        };
        if entry.others.iter().any(|(heading, other)| other == **cell && yes(heading)) {
            return true;
        }
        let said =
            text.starts_with("retry") || text.contains("retry with") || text.contains("then retry");
        said && !NEVER.iter().any(|words| text.contains(words))
    });
    if let (Some(never), Some(again)) = (never, again) {
        found.push(
            contradiction(format!("`{}` is to be retried, and is not", entry.code.text))
                .at(again.span, "says to try again")
                .also(never.span, "says not to")
                .help("find out whether the same request can succeed later"),
        );
    }
}
