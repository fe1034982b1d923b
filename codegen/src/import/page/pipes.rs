//! Tables with pipes, whole or with line breaks and without the first pipe of each row.

use crate::import::part::{Cell, Line, Part, Table};
use crate::import::role::{Role, bare, is_certainly_code, of_heading};

/// A line between pipes.
struct Row {
    /// Whether it begins with a pipe.
    opened: bool,
    /// Whether it ends with one.
    closed: bool,
    cells: Vec<Cell>,
}

/// Reads a table at the beginning of some lines, and says how many of them it has.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let header = row(*lines.first()?);
    let below = lines.get(1).map(|line| line.trimmed()).unwrap_or_default();
    let ruled = is_rule(below);
    let roles = || header.cells.iter().filter_map(|cell| of_heading(&cell.text));
    let named = roles().any(|role| role == Role::Code) && roles().count() >= 2;
    if header.cells.len() < 2 && !(ruled && header.opened)
        || !(ruled || named && below.contains('|'))
    {
        return None;
    }
    let columns = header.cells.len();
    let code_first = of_heading(&header.cells[0].text) == Some(Role::Code);
    let mut rows = Vec::new();
    let mut at = if ruled { 2 } else { 1 };
    while let Some(line) = lines.get(at).filter(|line| goes_on(line)) {
        let mut row = row(*line);
        at += 1;
        let whole = row.opened && row.closed;
        // A row that a copy has broken lacks cells, and in what follows is just what it lacks.
        while !whole && (row.cells.len() < columns || header.closed && !row.closed) {
            let Some(next) = lines.get(at).filter(|line| goes_on(line)) else { break };
            let next = self::row(*next);
            let continues = !row.closed && header.closed;
            let more = next.cells.len() - usize::from(continues && !next.cells.is_empty());
            // Each cell may be on a line of its own behind its pipe.
            let apart = next.opened && !next.closed && !row.closed && !begins(&next, code_first);
            if apart && row.cells.len() + next.cells.len() <= columns {
                row.cells.extend(next.cells);
                at += 1;
                continue;
            }
            if next.opened || row.cells.len() + more > columns || !header.closed {
                break;
            }
            add(&mut row, next, continues);
            at += 1;
        }
        rows.push(row.cells);
    }
    Some((at, Part::Table(Table::new(header.cells, rows))))
}

/// Whether a line begins a row of a table whose first column may have the codes.
fn begins(row: &Row, code_first: bool) -> bool {
    let first = row.cells.first().map(|cell| bare(&cell.text)).unwrap_or_default();
    !code_first || is_certainly_code(&first)
}

/// Adds a line to a row, whose last cell goes on in it if it had no end.
fn add(row: &mut Row, next: Row, continues: bool) {
    let mut cells = next.cells.into_iter();
    if continues
        && let Some(last) = row.cells.last_mut()
        && let Some(first) = cells.next()
    {
        last.text = format!("{} {}", last.text, first.text);
        last.span.end = first.span.end;
    }
    row.cells.extend(cells);
    row.closed = next.closed;
}

/// Whether a line belongs to a table.
fn goes_on(line: &Line<'_>) -> bool {
    let text = line.trimmed();
    text.contains('|') && !text.ends_with('¶') && !is_rule(text)
}

/// Whether a line is the one between the header and the rows.
fn is_rule(text: &str) -> bool {
    text.contains('|') && text.contains("--") && text.chars().all(|c| "|-: \t".contains(c))
        || text.contains('|') && text.contains('-') && text.chars().all(|c| "|-: ".contains(c))
}

/// The cells of a line.
fn row(line: Line<'_>) -> Row {
    let text = line.text;
    let start = text.len() - text.trim_start().len();
    let opened = text[start..].starts_with('|');
    let mut from = start + usize::from(opened);
    let mut cells = Vec::new();
    let mut code = false;
    let mut escaped = false;
    let even = text.matches('`').count().is_multiple_of(2);
    let first = from;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < first) {
        match c {
            // A pipe in code is a pipe only behind a backslash, but copies have lost that.
            '`' if even => code = !code,
            '|' if !escaped && !code => {
                cells.push(cell(line, from, at));
                from = at + 1;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    let closed =
        text[from.min(text.len())..].trim().is_empty() && from > start + usize::from(opened);
    if !closed {
        cells.push(cell(line, from, text.len()));
    }
    Row { opened, closed, cells }
}

fn cell(line: Line<'_>, from: usize, to: usize) -> Cell {
    let mut cell = line.part(from, to);
    cell.text = cell.text.replace("\\|", "|");
    for tag in ["<br/>", "<br />", "<br>"] {
        cell.text = cell.text.replace(tag, " ");
    }
    cell
}
