//! Files whose columns stand below each other, with blanks between them, as compilers of tables read
//! them: `00000    S    ERRCODE_SUCCESSFUL_COMPLETION`.

use crate::import::part::{Cell, Line, Part, Table};
use crate::import::role::{Role, code_in, of_heading};
use crate::import::table::{Kind, kind_of};

/// Reads a file; nothing if most of its lines are no rows of one table.
pub fn read(file: u32, text: &str) -> Option<Vec<Part>> {
    let lines = Line::all(file, 0, text);
    // Each line is taken apart once.
    let said: Vec<(&Line<'_>, Vec<Cell>)> = lines
        .iter()
        .filter(|line| !line.trimmed().is_empty() && !line.trimmed().starts_with([';', '-']))
        .map(|line| (line, cells(*line)))
        .collect();
    let is_comment = |line: &Line<'_>| line.trimmed().starts_with('#');
    let (comments, said): (Vec<_>, Vec<_>) =
        said.into_iter().partition(|(line, _)| is_comment(line));
    let most = said.iter().map(|(_, own)| own.len()).filter(|number| *number > 2);
    let mut numbers: Vec<usize> = most.collect();
    numbers.sort_unstable();
    let width = *numbers.get(numbers.len() / 2)?;
    let fits = |own: &[Cell]| own.len() == width && code_in(&own[0].text).is_some();
    let rows = said.iter().filter(|(_, own)| fits(own)).count();
    if rows < 3 || rows * 10 < said.len() * 5 {
        return None;
    }
    let named = |(_, own): &(&Line<'_>, Vec<Cell>)| {
        let mut own = own.clone();
        let first = own.first_mut().filter(|_| width > 0)?;
        let words = first.text.trim_start_matches(['#', ' ']).to_owned();
        first.text = words;
        let codes = own.iter().any(|cell| of_heading(&cell.text) == Some(Role::Code));
        (own.len() == width && codes).then_some(own)
    };
    let header = comments.iter().chain(&said).find_map(named).unwrap_or_else(|| {
        let name = |at: usize| if at == 0 { "Code".to_owned() } else { format!("Column {at}") };
        let place = said[0].0.cell().span;
        (0..width).map(|at| Cell { text: name(at), span: place }).collect()
    });
    let mut parts = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (line, own) in said {
        if header.iter().map(|cell| cell.span).eq(own.iter().map(|cell| cell.span)) {
            continue;
        }
        if own.len() == width {
            rows.push(own);
        } else if let ([more], Some(row), true) =
            (&own[..], rows.last_mut(), line.text.starts_with("  "))
        {
            goes_on(row, more, line.start);
        } else if own.len() == 1 {
            put(&header, &mut rows, &mut parts);
            let whole = line.cell();
            let name = whole.text.split_once(": ").map_or(whole.text.as_str(), |(_, name)| name);
            let heading = Cell { text: name.trim().to_owned(), span: whole.span };
            parts.push(Part::Heading(heading, 0));
        } else {
            let why = "a line has other columns than most".to_owned();
            parts.push(Part::Unread(Cell { text: why, ..line.cell() }));
        }
    }
    put(&header, &mut rows, &mut parts);
    let is_table = |part: &Part| matches!(part, Part::Table(table) if matches!(kind_of(table), Kind::Codes(_)));
    parts.iter().any(is_table).then_some(parts)
}

/// Adds a line to the cell of a row that it stands below.
fn goes_on(row: &mut [Cell], more: &Cell, line: usize) {
    let start = row.first().map_or(0, |cell| cell.span.start as usize);
    let column = (more.span.start as usize).saturating_sub(line);
    let is_above = |cell: &&mut Cell| (cell.span.start as usize).saturating_sub(start) <= column;
    if let Some(cell) = row.iter_mut().rev().find(is_above) {
        cell.text = format!("{} {}", cell.text, more.text);
        cell.span.end = more.span.end;
    }
}

/// Ends a table.
fn put(header: &[Cell], rows: &mut Vec<Vec<Cell>>, parts: &mut Vec<Part>) {
    if !rows.is_empty() {
        parts.push(Part::Table(Table::new(header.to_vec(), std::mem::take(rows))));
    }
}

/// The texts of a line with two blanks or a tab between them.
fn cells(line: Line<'_>) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut from = 0;
    let mut blanks = 0;
    for (at, c) in line.text.char_indices() {
        match c {
            ' ' => blanks += 1,
            '\t' => blanks += 2,
            _ => {
                if blanks > 1 {
                    cells.push(line.part(from, at));
                    from = at;
                }
                blanks = 0;
            }
        }
    }
    cells.push(line.part(from, line.text.len()));
    cells.retain(|cell| !cell.text.is_empty());
    cells
}
