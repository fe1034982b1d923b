//! Reads tables of values with commas, semicolons or tabs between them (RFC 4180).

use super::part::{Cell, Part, Table, span};
use super::table::of_rows;

/// Reads a file.
pub fn read(file: u32, text: &str, separator: char) -> Vec<Part> {
    let mut rows = rows(file, text, separator);
    // For programs that show tables, a first line says which separator follows.
    if rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.text.starts_with("sep=")) {
        rows.remove(0);
    }
    let mut parts = of_rows(rows);
    if let Some(Part::Table(table)) = parts.last_mut() {
        let sample = types(table);
        parts.extend(sample);
    }
    parts
}

/// Makes codes of the URIs of a registry of problem types (RFC 9457 §4.2): what they end with. Returns
/// what the body of one is like.
pub(super) fn types(table: &mut Table) -> Option<Part> {
    let heading =
        |cell: &Cell| ["type uri", "problem type"].contains(&cell.text.to_lowercase().as_str());
    let column = table.header.iter().position(heading)?;
    let cut = |text: &str| text.rfind(['#', '/']).filter(|_| text.contains("://"));
    let mut uris = table.rows.iter().map(|row| row[column].text.as_str());
    let first = uris.clone().find(|uri| cut(uri).is_some())?.to_owned();
    let base = first[..=cut(&first)?].to_owned();
    if !uris.all(|uri| uri.starts_with(&base) || cut(uri).is_none()) {
        return None;
    }
    let mut at = None;
    for row in &mut table.rows {
        let cell = &mut row[column];
        // Nothing is left of the type of a problem without one.
        let end = cell.text.strip_prefix(&base).unwrap_or_default().to_owned();
        at = at.or((!end.is_empty()).then_some(cell.span));
        cell.text = end;
    }
    let body = serde_json::json!({
        "type": first,
        "title": "",
        "status": 500,
        "detail": "",
        "code": first[base.len()..],
    });
    Some(Part::Sample(Cell { text: body.to_string(), span: at? }))
}

/// The separator that most of the first lines have equally often.
pub fn separator(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let even = |separator: &char| {
        let numbers = lines.iter().map(|line| line.matches(*separator).count());
        let numbers: Vec<usize> = numbers.filter(|number| *number > 0).collect();
        let same = |number: &usize| numbers.iter().filter(|other| *other == number).count();
        numbers.iter().map(|number| (same(number), *number)).max().unwrap_or_default()
    };
    // The last of several that are equal.
    ['|', ';', '\t', ','].into_iter().max_by_key(even).unwrap_or(',')
}

/// The rows that are not empty. A value in quotes may hold separators, line breaks and, doubled,
/// quotes.
pub fn rows(file: u32, text: &str, separator: char) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (value, end) = value(&text[at..], separator);
        row.push(Cell { text: value, span: span(file, at, at + end) });
        at += end;
        let rest = &text[at..];
        let ends = !rest.starts_with(separator);
        at += rest.chars().next().map_or(0, char::len_utf8);
        if rest.starts_with("\r\n") {
            at += 1;
        }
        if ends || at >= text.len() {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    rows
}

/// The value at the beginning of a text, and where it ends.
fn value(text: &str, separator: char) -> (String, usize) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([separator, '\n', '\r']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), end);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                value.push('"');
                chars.next();
            }
            '"' => {
                let rest = &quoted[at + 1..];
                let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
                let words: Vec<&str> = value.split_whitespace().collect();
                return (words.join(" "), at + 2 + end);
            }
            c => value.push(c),
        }
    }
    (value, text.len())
}
