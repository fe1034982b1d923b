//! Section files, and what they hold beside the entries of codes.

use super::{CauseSpec, ErrorSpec};
use crate::decode::{Map, OneOrMany, Prose, Spanned, TextOr, object};

object! {
    /// A section: codes that are read together.
    "a section" => SectionSpec {
        /// The section's heading.
        "section" => section: Spanned<String>,
        /// One of the catalog's groups, or a heading that neighboring sections share; by default,
        /// the group of the sub-folder that the file is in.
        "group" => group: Option<String>,
        /// What returns these errors.
        "description" => description: Option<Prose>,
        /// Where the errors are specified.
        "source" => source: OneOrMany<Prose>,
        /// The category of every code here that sets none.
        "category" => category: Option<Spanned<String>>,
        /// Rules that this file may break, each with the reason.
        "allow" => allow: Map<Prose>,
        /// The codes, in reading order.
        "errors" => errors: Map<Spanned<ErrorSpec>>,
        /// Codes that another section defines and this one lists too, with its own note on each.
        "also" => also: Map<TextOr<ReferenceSpec>>,
        /// Further reference tables.
        "tables" => tables: Vec<TableSpec>,
        /// Remarks below the table of codes.
        "notes" => notes: Vec<Prose>,
        .. => given
    }
}

object! {
    /// What a section says about a code that another section defines.
    "a listed code" => ReferenceSpec {
        /// What the error means here.
        "description" => description: Option<Prose>,
        /// Why it happens here.
        "cause" => cause: Option<Prose>,
        /// What to do about it here.
        "resolution" => resolution: Option<Prose>,
        /// Several causes, each with what to do about it here.
        "causes" => causes: Vec<CauseSpec>,
    }
}

object! {
    /// A reference table.
    "a table" => TableSpec {
        /// The table's heading.
        "title" => title: String,
        /// What the table is about.
        "description" => description: Option<Prose>,
        /// The column headings.
        "columns" => columns: Spanned<Vec<Prose>>,
        /// The rows, with one cell per column.
        "rows" => rows: Vec<Spanned<Vec<Prose>>>,
    }
}
