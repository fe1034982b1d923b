//! Lists of terms: each code is on a line of its own, and what it means is below it, further to the
//! right.

use crate::import::labels::said;
use crate::import::part::{Cell, Line, Part, Row, table_of};
use crate::import::role::{code_in, is_certainly_code, statuses};

/// Reads a list at the beginning of some lines, and says how many of them it has.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let first = lines.first()?;
    let indent = indent_of(first);
    if indent > WIDEST {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut certain = 0;
    let mut at = 0;
    while let Some((code, body, end)) = term(lines, at, indent) {
        certain += usize::from(is_certainly_code(&code.text));
        let mut row: Row = vec![("Code".to_owned(), code)];
        said(&body, "Description", &mut row);
        rows.push(row);
        at = end;
        if rows.len() == ENOUGH && certain * 2 < rows.len() {
            return None;
        }
    }
    let enough = rows.len() > 1 && certain * 2 >= rows.len();
    enough.then(|| (at, Part::Table(table_of(&rows, first.cell().span))))
}

/// How many rows decide whether a long list is one of codes.
pub(super) const ENOUGH: usize = 200;

/// The widest indent of a term.
const WIDEST: usize = 64;

/// The most lines of what a term means.
const LONGEST: usize = 40;

fn indent_of(line: &Line<'_>) -> usize {
    line.text.len() - line.text.trim_start().len()
}

/// The term at an index, or behind empty lines there: the code, its text, and where that ends.
fn term(lines: &[Line<'_>], from: usize, indent: usize) -> Option<(Cell, Cell, usize)> {
    let at = (from..lines.len()).find(|at| !lines[*at].trimmed().is_empty())?;
    let line = lines[at];
    let code = code_in(line.trimmed()).filter(|code| statuses(code).is_none())?;
    if indent_of(&line) != indent {
        return None;
    }
    let mut body: Option<Cell> = None;
    let mut end = at + 1;
    for (index, line) in lines.iter().enumerate().skip(at + 1).take(LONGEST) {
        if line.trimmed().is_empty() {
            continue;
        }
        let own = indent_of(line);
        if own <= indent || own > 2 * WIDEST {
            break;
        }
        let more = line.cell();
        match &mut body {
            Some(body) => {
                body.text.push('\n');
                body.text.push_str(&more.text);
                body.span.end = more.span.end;
            }
            None => body = Some(more),
        }
        end = index + 1;
    }
    Some((Cell { text: code, ..line.cell() }, body?, end))
}
