//! Tables whose cells are on lines of their own, or have tabs between them.

use crate::import::part::{Cell, Line, Part, Table};
use crate::import::role::{Role, code_in, of_heading, statuses};

/// Reads a table at the beginning of some lines, and says how many of them it has.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    tabs(lines).or_else(|| stack(lines))
}

/// Whether the headings of columns are those of a table of codes.
fn of_codes(header: &[Cell]) -> bool {
    let roles: Vec<Role> = header.iter().filter_map(|cell| of_heading(&cell.text)).collect();
    header.len() >= 2 && roles.contains(&Role::Code) && roles.len() * 3 >= header.len() * 2
}

fn tabs(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let cells = |line: &Line<'_>| {
        let mut from = 0;
        let ends = line.text.match_indices('\t').map(|(at, _)| at).chain([line.text.len()]);
        let cells: Vec<Cell> = ends
            .map(|to| {
                let cell = line.part(from, to);
                from = to + 1;
                cell
            })
            .collect();
        cells
    };
    let header = lines.first().filter(|line| line.text.contains('\t')).map(cells)?;
    if !of_codes(&header) {
        return None;
    }
    let rows = lines[1..].iter().take_while(|line| line.text.contains('\t')).map(cells);
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| (rows.len() + 1, Part::Table(Table::new(header, rows))))
}

/// The most columns of a table; more lines that look like headings are a list.
const MOST_COLUMNS: usize = 20;

fn stack(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let heading = |line: &Line<'_>| line.text.len() < 40 && of_heading(line.text).is_some();
    if !lines.first().is_some_and(heading) {
        return None;
    }
    // Empty lines between the cells mean nothing.
    let full = || lines.iter().enumerate().filter(|(_, line)| !line.trimmed().is_empty());
    let begin = full().take(MOST_COLUMNS + 1).take_while(|(_, line)| heading(line));
    let header: Vec<Cell> = begin.map(|(_, line)| line.cell()).collect();
    let columns = header.len();
    if columns > MOST_COLUMNS || !of_codes(&header) {
        return None;
    }
    let mut rest = full().skip(columns);
    let of = |role| header.iter().position(|cell| of_heading(&cell.text) == Some(role));
    let (code, status) = (of(Role::Code)?, of(Role::Status));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut end = 0;
    loop {
        let row: Vec<(usize, &Line<'_>)> = rest.by_ref().take(columns).collect();
        if row.len() < columns {
            break;
        }
        let cells: Vec<Cell> = row.iter().map(|(_, line)| line.cell()).collect();
        let fits = code_in(&cells[code].text).is_some()
            && status.is_none_or(|status| statuses(&cells[status].text).is_some());
        if !fits {
            break;
        }
        end = row.last().map_or(end, |(at, _)| at + 1);
        rows.push(cells);
    }
    (!rows.is_empty()).then(|| (end, Part::Table(Table::new(header, rows))))
}
