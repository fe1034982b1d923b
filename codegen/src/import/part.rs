//! What readers make of a document: headings, texts, tables and samples, in their order.

use crate::source::Span;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading, with its level in the outline; 0 if that is unknown.
    Heading(Cell, u8),
    /// A paragraph.
    Prose(Cell),
    /// A table, or a list that says the same.
    Table(Table),
    /// A piece of code or an example of a body.
    Sample(Cell),
    /// What was read, and is not certain: where it is, and as its text what is to be said about it.
    Doubt(Cell),
    /// What could not be read: where it is, and as its text what is to be said about it.
    Unread(Cell),
}

/// A text and where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, on one line except in samples.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// Rows with the same columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings of the columns.
    pub header: Vec<Cell>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether they only say more about the codes of tables before them.
    pub more: bool,
}

impl Table {
    /// A table whose rows all have a cell for every column: what is missing is empty, and what is too
    /// much belongs to the last cell.
    pub fn new(header: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Table {
        let columns = header.len();
        let even = |mut row: Vec<Cell>| {
            let rest = row.split_off(columns.min(row.len()));
            if let Some(last) = row.last_mut() {
                for cell in rest {
                    last.text = format!("{} | {}", last.text, cell.text);
                    last.span.end = cell.span.end;
                }
            }
            let end = row.last().map_or_else(Span::default, |last| end_of(last.span));
            row.resize(columns, Cell { text: String::new(), span: end });
            row
        };
        Table { header, rows: rows.into_iter().map(even).collect(), more: false }
    }
}

/// A row before its columns are known: each value with its heading.
pub type Row = Vec<(String, Cell)>;

/// A table of rows, with a column for each heading in the order in which these come up.
pub fn table_of(rows: &[Row], at: Span) -> Table {
    let mut headings: Vec<&str> = Vec::new();
    for (heading, _) in rows.iter().flatten() {
        if !headings.contains(&heading.as_str()) {
            headings.push(heading);
        }
    }
    let header = headings.iter().map(|text| Cell { text: (*text).to_owned(), span: at }).collect();
    let cells = |row: &Row| {
        let cell = |heading: &&str| {
            let found = row.iter().find(|(own, _)| own == heading);
            let at = row.first().map_or(at, |(_, cell)| cell.span);
            let empty = || Cell { text: String::new(), span: at };
            found.map_or_else(empty, |(_, cell)| cell.clone())
        };
        headings.iter().map(cell).collect::<Vec<_>>()
    };
    Table::new(header, rows.iter().map(cells).collect())
}

/// The empty span behind another one.
fn end_of(span: Span) -> Span {
    Span { start: span.end, ..span }
}

/// A line of a file.
#[derive(Debug, Clone, Copy)]
pub struct Line<'t> {
    /// The file.
    pub file: u32,
    /// Where its text begins.
    pub start: usize,
    /// The text without its line break.
    pub text: &'t str,
}

impl<'t> Line<'t> {
    /// The lines of a piece of a text, which begins at `start`.
    pub fn all(file: u32, start: usize, text: &'t str) -> Vec<Line<'t>> {
        let mut at = start;
        let lines = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            let text = line.strip_suffix('\n').unwrap_or(line);
            Line { file, start, text: text.strip_suffix('\r').unwrap_or(text) }
        });
        lines.collect()
    }

    /// A part of the line, without blanks around it.
    pub fn part(self, from: usize, to: usize) -> Cell {
        let text = self.text.get(from..to).unwrap_or_default();
        let start = self.start + from + (text.len() - text.trim_start().len());
        let text = text.trim();
        Cell { text: text.to_owned(), span: span(self.file, start, start + text.len()) }
    }

    /// The whole line as a cell.
    pub fn cell(self) -> Cell {
        self.part(0, self.text.len())
    }

    /// The text without blanks around it.
    pub fn trimmed(self) -> &'t str {
        self.text.trim()
    }
}

/// A span of a file whose size fits into 32 bits, as that of every file that is read.
pub fn span(file: u32, start: usize, end: usize) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(end) }
}
