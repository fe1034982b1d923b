//! Tables in HTML. A long one is several, since a browser lays out all of a table to show a part of it.

use std::fmt::Write;

use super::html::{Html, escape};
use crate::reference::{Phrase, Piece, Table};

/// How many rows a part of a long table has.
const PART: usize = 100;

/// How many rows a table has at most that is not long.
const LONGEST: usize = 2 * PART;

impl Html<'_> {
    /// A table that scrolls if it is wider than the page.
    pub(super) fn table(&self, out: &mut String, table: &Table<'_>) {
        if table.rows.len() <= LONGEST {
            return self.part(out, table, &table.rows, None);
        }
        for (index, rows) in table.rows.chunks(PART).enumerate() {
            self.part(out, table, rows, Some(index));
        }
    }

    /// A table with some of the rows. The parts of a table have the same columns, of which the style
    /// sheet knows the width by their names; they do not depend on what is in the rows.
    fn part(
        &self,
        out: &mut String,
        table: &Table<'_>,
        rows: &[Vec<Phrase<'_>>],
        part: Option<usize>,
    ) {
        let class = if part.is_some() { "table long" } else { "table" };
        let _ = write!(out, "<div class=\"{class}\" role=\"region\" aria-label=\"");
        escape(out, &table.title);
        if let Some(index) = part {
            let _ = write!(out, ", part {}", index + 1);
        }
        out.push_str("\" tabindex=\"0\">\n<table>\n<thead><tr>");
        for column in &table.columns {
            out.push_str("<th scope=\"col\"");
            if let (Some(_), [Piece::Words(label)]) = (part, &column.heading[..]) {
                out.push_str(" data-label=\"");
                escape(out, label);
                out.push('"');
            }
            out.push('>');
            self.phrase(out, &column.heading, "<br>");
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            out.push_str("<tr>");
            for (cell, column) in row.iter().zip(&table.columns) {
                out.push_str(if column.numbers { "<td class=\"number\">" } else { "<td>" });
                self.phrase(out, cell, "<br>");
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
}
