//! Reads tables of values with commas, semicolons or tabs between them (RFC 4180).

use super::part::{Cell, Part, Table, span};

/// Reads a file with a heading in its first row.
pub fn read(file: u32, text: &str, separator: char) -> Vec<Part> {
    let mut rows = rows(file, text, separator).into_iter();
    let Some(header) = rows.next() else { return Vec::new() };
    let mut table = Table::new(header, rows.collect());
    let sample = types(&mut table);
    std::iter::once(Part::Table(table)).chain(sample).collect()
}

/// Makes codes of the URIs of a registry of problem types (RFC 9457 §4.2): what they end with. Returns
/// what the body of one is like.
fn types(table: &mut Table) -> Option<Part> {
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
        // `about:blank` is the type of a problem without one.
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

/// The separator that the first line of a file has most of.
pub fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let number = |separator: &char| first.matches(*separator).count();
    // The first of several with the same number.
    ['|', ';', '\t', ','].into_iter().max_by_key(number).unwrap_or(',')
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
