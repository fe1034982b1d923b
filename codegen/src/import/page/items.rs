//! Lists of codes, each with what it means behind a dash.

use std::collections::BTreeSet;

use super::terms::ENOUGH;
use crate::import::part::{Cell, Line, Part, Table};
use crate::import::role::{code_in, is_certainly_code, reply, statuses};

/// An item of a list.
pub(super) struct Item<'t> {
    code: String,
    /// What is sent with it, or nothing.
    message: String,
    /// The status that stands in brackets behind it, or nothing.
    status: &'t str,
    /// Where it ends.
    end: usize,
    /// Where its text begins.
    text: usize,
}

/// The item that a line is.
pub(super) fn item(line: &str) -> Option<Item<'_>> {
    let rest = line.trim_start();
    let number = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0);
    let numbered = number
        .and_then(|end| rest[end..].strip_prefix(". ").or_else(|| rest[end..].strip_prefix(") ")));
    let marked = ["- ", "* ", "• ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark));
    let marked = marked.or(numbered);
    let inner = marked.unwrap_or(rest).trim_start();
    let start = line.len() - inner.len();
    // A dash that a copy has left without a blank before it, or a colon after a code in a list.
    let dashes = ["—", "–", " -- ", " - ", "--"];
    let dash = dashes.iter().filter_map(|dash| Some((inner.find(dash)?, dash.len()))).min();
    let colon = || {
        let quoted = inner.starts_with('`') || inner.starts_with("**");
        inner.find(": ").filter(|_| marked.is_some() && quoted).map(|at| (at, 2))
    };
    let (at, length) = dash.or_else(colon)?;
    let head = inner[..at].trim().trim_end_matches(':');
    let bracket = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    let bracket = bracket.filter(|(_, status)| statuses(status).is_some());
    let (head, status) = bracket.unwrap_or((head, ""));
    let code = code_in(head.trim_end_matches(':')).map(|code| (code, String::new()));
    let (code, message) = code.or_else(|| reply(head))?;
    let text = start + at + length;
    let says = !line[text..].trim().is_empty();
    says.then_some(Item { code, message, status, end: start + at, text })
}

/// The status in brackets that a text ends with, and the length of the text before it.
fn status_behind(text: &str) -> Option<(usize, String)> {
    let inner = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let (before, inner) = inner.rsplit_once('(')?;
    let number = inner.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let words = inner[..inner.len() - number.len()].trim().to_lowercase();
    let is_status = ["", "http", "status", "http status"].contains(&words.as_str());
    let found = statuses(number).filter(|found| is_status && found.len() == 1)?;
    let length = before.trim_end().len();
    (length > 0).then(|| (length, found[0].to_string()))
}

/// Reads a list; how many lines it has, and the table that says the same. Nothing if it lists
/// something else than codes.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut certain = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(Item { code, message, status, end, text }) = item(line.text) else {
            // An item goes on in an indented line, and items may be apart.
            let next = lines.get(at + 1).and_then(|line| item(line.text));
            let indented = line.text.starts_with("  ") && !line.trimmed().is_empty();
            match rows.last_mut() {
                Some(row) if indented => {
                    let more = line.cell();
                    row[2].text.push(' ');
                    row[2].text.push_str(&more.text);
                    row[2].span.end = more.span.end;
                }
                Some(_) if line.trimmed().is_empty() && next.is_some() => {}
                _ => break,
            }
            at += 1;
            continue;
        };
        certain += usize::from(is_certainly_code(&code) || !message.is_empty());
        let shown = line.part(0, end);
        let begin = shown.text.find(&code).unwrap_or_default();
        let mut code = Cell { text: code, span: shown.span };
        code.span.start += u32::try_from(begin).unwrap_or_default();
        code.span.end = code.span.start + u32::try_from(code.text.len()).unwrap_or_default();
        let mut said = line.part(text, line.text.len());
        let status = match status_behind(&said.text).filter(|_| status.is_empty()) {
            Some((length, status)) => {
                said.text.truncate(length);
                status
            }
            None => status.to_owned(),
        };
        let status = Cell { text: status, span: shown.span };
        let message = Cell { text: message, span: shown.span };
        rows.push(vec![code, status, said, message]);
        at += 1;
        if rows.len() == ENOUGH && certain * 2 < rows.len() {
            return None;
        }
    }
    let place = rows.first().map(|row| row[0].span).unwrap_or_default();
    let mut header = Vec::new();
    let mut kept = Vec::new();
    for (at, heading) in ["Code", "HTTP status", "Description", "Message"].iter().enumerate() {
        if rows.iter().any(|row| !row[at].text.is_empty()) {
            header.push(Cell { text: (*heading).to_owned(), span: place });
            kept.push(at);
        }
    }
    let cells = |row: Vec<Cell>| kept.iter().map(|at| row[*at].clone()).collect();
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(cells).collect();
    (certain > 0 && certain * 2 >= rows.len()).then(|| (at, Part::Table(Table::new(header, rows))))
}

/// Words at the end of a text that a document may have nowhere else.
const USUAL: &[&str] = &[
    "access",
    "account",
    "again",
    "amount",
    "balance",
    "body",
    "call",
    "change",
    "charge",
    "client",
    "code",
    "data",
    "day",
    "denied",
    "error",
    "exist",
    "exists",
    "expired",
    "failed",
    "field",
    "found",
    "invalid",
    "item",
    "limit",
    "missing",
    "name",
    "number",
    "order",
    "parameter",
    "path",
    "payment",
    "period",
    "permission",
    "range",
    "request",
    "required",
    "resource",
    "response",
    "scope",
    "server",
    "service",
    "session",
    "set",
    "time",
    "token",
    "type",
    "user",
    "valid",
    "value",
    "window",
];

/// The words of a document in small letters.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let words = text.split_inclusive(|c: char| !c.is_alphabetic());
    // The first word of a code may be joined with one before it.
    let words = words.filter(|word| !word.ends_with('_'));
    let words = words.map(|word| word.trim_end_matches(|c: char| !c.is_alphabetic()));
    let usual = USUAL.iter().map(|word| (*word).to_owned());
    words.filter(|word| word.len() > 2).map(str::to_lowercase).chain(usual).collect()
}

/// The lines of a page, with the items of a list on lines of their own where a copy has joined them:
/// `card_declined — the bank refusesfunds_missing — the balance is low`.
pub(super) fn apart<'t>(lines: &[Line<'t>], known: &BTreeSet<String>) -> Vec<Line<'t>> {
    let mut apart = Vec::new();
    for line in lines {
        let mut rest = *line;
        if item(line.text).is_some() {
            while let Some(at) = next_item(rest.text, known) {
                apart.push(Line { text: &rest.text[..at], ..rest });
                rest = Line { start: rest.start + at, text: &rest.text[at..], ..rest };
            }
        }
        apart.push(rest);
    }
    apart
}

/// Where the second item of a line begins.
fn next_item(text: &str, known: &BTreeSet<String>) -> Option<usize> {
    let dashes = text.match_indices(['—', '–']).map(|(at, _)| at);
    let (first, second) = {
        let mut dashes = dashes;
        (dashes.next()?, dashes.next()?)
    };
    let before = text[..second].trim_end();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let run = before.len() - before.chars().rev().take_while(|c| is_word(*c)).count();
    let code = &before[run..];
    if run <= first || !code.contains('_') {
        return None;
    }
    // Behind anything but a blank, the code begins where the run does.
    let joined = before[..run].ends_with(' ');
    let head = code.split('_').next().unwrap_or_default();
    let is_known = |word: &str| known.contains(&word.to_lowercase());
    let splits = (1..head.len()).filter(|at| head.is_char_boundary(*at) && joined);
    let rated = splits
        .map(|at| (2 * u8::from(is_known(&head[..at])) + u8::from(is_known(&head[at..])), at));
    let best = rated.filter(|(rate, _)| *rate > 0).max();
    match best {
        Some((rate, at)) if rate == 3 || !is_known(head) => Some(run + at),
        _ => Some(run),
    }
}
