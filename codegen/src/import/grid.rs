//! Tables whose cells reach over several columns and rows (HTML, §4.9.12).

use super::part::Cell;

/// A cell as a page has it.
#[derive(Debug, Default)]
pub struct Wide {
    /// What it says.
    pub cell: Cell,
    /// Whether it is a heading.
    pub heading: bool,
    /// How many columns it has.
    pub columns: usize,
    /// How many rows it has.
    pub rows: usize,
}

/// The most columns of a table: a page may say that a cell has any number of them.
const MOST: usize = 200;
/// The most bytes of a text that each row of a cell repeats.
const LONGEST: usize = 200;

/// The rows of a table, with a cell in each column; those of the headings are one row.
pub fn even(rows: Vec<Vec<Wide>>) -> Vec<Vec<Cell>> {
    let heads = rows.iter().take_while(|row| row.iter().all(|cell| cell.heading)).count();
    let mut even: Vec<Vec<Cell>> = Vec::new();
    // What goes on below: for each column, for how many rows, and what.
    let mut below: Vec<(usize, Cell)> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        for Wide { cell, columns, rows, .. } in row {
            above(&mut below, &mut cells);
            for column in 0..columns.clamp(1, MOST) {
                if cells.len() >= MOST {
                    break;
                }
                // Below the headings, the first column of several has all that there is.
                let said = column == 0 || index < heads;
                let empty = Cell { text: String::new(), span: cell.span };
                let own = if said { cell.clone() } else { empty };
                if rows > 1 {
                    below.resize(below.len().max(cells.len() + 1), (0, Cell::default()));
                    let repeated =
                        if own.text.len() > LONGEST { String::new() } else { own.text.clone() };
                    below[cells.len()] = (rows - 1, Cell { text: repeated, ..own });
                }
                cells.push(own);
            }
        }
        above(&mut below, &mut cells);
        match even.first_mut() {
            Some(first) if index > 0 && index < heads => named(first, cells),
            _ => even.push(cells),
        }
    }
    even
}

/// Takes the cells from above that belong to the next columns.
fn above(below: &mut [(usize, Cell)], cells: &mut Vec<Cell>) {
    while let Some((rows, cell)) = below.get_mut(cells.len()).filter(|(rows, _)| *rows > 0) {
        *rows -= 1;
        cells.push(cell.clone());
    }
}

/// Adds a second row of headings to the first one: what stands below says more.
fn named(first: &mut Vec<Cell>, second: Vec<Cell>) {
    for (at, cell) in second.into_iter().enumerate() {
        match first.get_mut(at) {
            Some(known) if !cell.text.is_empty() => *known = cell,
            Some(_) => {}
            None => first.push(cell),
        }
    }
}
