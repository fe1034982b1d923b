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

/// Makes one cell of the lines that a text has too many; false if no column has texts.
fn join(cells: &mut Vec<Cell>, more: usize, header: &[Cell]) -> bool {
    let is_text = |cell: &Cell| {
        use Role::{Cause, Description, Message, Resolution};
        matches!(of_heading(&cell.text), Some(Description | Message | Cause | Resolution))
    };
    let Some(at) = header.iter().position(is_text) else { return false };
    for next in cells.drain(at + 1..=at + more).collect::<Vec<_>>() {
        cells[at].text = format!("{} {}", cells[at].text, next.text);
        cells[at].span.end = next.span.end;
    }
    true
}

fn stack(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let heading = |line: &Line<'_>| line.text.len() < 40 && of_heading(line.text).is_some();
    if !lines.first().is_some_and(heading) {
        return None;
    }
    let full = lines.iter().enumerate().filter(|(_, line)| !line.trimmed().is_empty());
    let begin = || lines.iter().take(MOST_COLUMNS + 1);
    // Empty lines set off the headings and each row, or mean nothing.
    let first = begin().take_while(|line| !line.trimmed().is_empty() && line.text.len() < 40);
    let first: Vec<Cell> = first.map(|line| line.cell()).collect();
    let apart = first.len() <= MOST_COLUMNS && of_codes(&first);
    let header: Vec<Cell> = if apart {
        first
    } else {
        let known = begin().filter(|line| !line.trimmed().is_empty());
        known.take_while(|line| heading(line)).map(|line| line.cell()).collect()
    };
    let columns = header.len();
    if columns > MOST_COLUMNS || !of_codes(&header) {
        return None;
    }
    let full: Vec<(usize, &Line<'_>)> = full.skip(columns).collect();
    let mut rest = &full[..];
    let of = |role| header.iter().position(|cell| of_heading(&cell.text) == Some(role));
    let (code, status) = (of(Role::Code)?, of(Role::Status));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut end = 0;
    loop {
        let block = rest.windows(2).take_while(|pair| pair[1].0 == pair[0].0 + 1).count() + 1;
        let more = if apart && block < columns * 2 { block.saturating_sub(columns) } else { 0 };
        let Some((row, others)) = rest.split_at_checked(columns + more) else { break };
        let mut cells: Vec<Cell> = row.iter().map(|(_, line)| line.cell()).collect();
        if more > 0 && !join(&mut cells, more, &header) {
            break;
        }
        rest = others;
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
