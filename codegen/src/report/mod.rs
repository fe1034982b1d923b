//! Reports of findings: a module for each format.
//!
//! A report comes in pieces, so that ten thousand findings need not fit into one string.

mod github;
mod human;
mod json;
#[cfg(feature = "cli")]
mod junit;
mod sarif;
mod short;

use std::borrow::Cow;

use serde::Serialize;

pub use human::{Look, render};

use crate::diagnostic::Diagnostic;
use crate::rule::LIMIT;
use crate::source::{Sources, Span};
use crate::visible::{Syntax, printed};

/// A way to show findings.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Whether programs read it: then it contains every finding, however many there are.
    pub machine: bool,
    /// Whether its readers look for the files from the root of the repository on, wherever errbook
    /// ran.
    pub from_root: bool,
    /// What it is written in.
    syntax: Syntax,
    /// The report's text, in pieces.
    pieces: for<'a> fn(&Report<'a>) -> Pieces<'a>,
}

impl Format {
    /// The report of findings, in pieces of whole lines, ready to be printed.
    #[must_use]
    pub fn report<'a>(&self, report: &Report<'a>) -> Pieces<'a> {
        let syntax = self.syntax;
        Box::new((self.pieces)(report).map(move |piece| match printed(&piece, syntax) {
            Cow::Borrowed(_) => piece,
            Cow::Owned(visible) => visible,
        }))
    }
}

/// Findings to show.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The findings, in order.
    pub found: &'a [&'a Diagnostic],
    /// The files that they point to.
    pub sources: &'a Sources,
    /// How they look to people.
    pub look: Look,
    /// The command that found them.
    pub command: &'a str,
}

/// A text in pieces.
pub type Pieces<'a> = Box<dyn Iterator<Item = String> + 'a>;

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "Excerpts of the files, with help",
        machine: false,
        from_root: false,
        syntax: Syntax::Plain,
        pieces: human::report,
    },
    Format {
        name: "short",
        summary: "One line per finding: `file:line:col: level[rule]: message`",
        machine: false,
        from_root: false,
        syntax: Syntax::Plain,
        pieces: short::report,
    },
    Format {
        name: "json",
        summary: "One object per line, described by `finding.schema.json` of the target `schema`",
        machine: true,
        from_root: false,
        syntax: Syntax::Json,
        pieces: json::report,
    },
    Format {
        name: "sarif",
        summary: "SARIF 2.1.0, for code scanning",
        machine: true,
        from_root: true,
        syntax: Syntax::Json,
        pieces: sarif::report,
    },
    Format {
        name: "github",
        summary: "Annotations for GitHub workflow runs",
        machine: true,
        from_root: true,
        syntax: Syntax::Commands,
        pieces: github::report,
    },
    #[cfg(feature = "cli")]
    Format {
        name: "junit",
        summary: "JUnit XML, for the test reports of CI servers",
        machine: true,
        from_root: true,
        syntax: Syntax::Xml,
        pieces: junit::report,
    },
];

/// The format for people.
pub const HUMAN: &Format = &FORMATS[0];

/// How many findings people are shown by default.
pub const SHOWN: usize = 100;

/// The findings to show people if there are too many: those that matter most, in the order of
/// their positions.
#[must_use]
pub fn first(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut first: Vec<(usize, &Diagnostic)> = found.iter().enumerate().collect();
    // How many findings are not even kept is always shown.
    first.sort_by_key(|(_, found)| (found.rule.id != LIMIT.id, std::cmp::Reverse(found.level)));
    first.truncate(SHOWN);
    first.sort_by_key(|(index, _)| *index);
    first.into_iter().map(|(_, found)| found).collect()
}

/// A position as tools count: lines and columns from 1, columns in characters, the end after the
/// last character.
#[derive(Serialize)]
struct Position<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn position(span: Span, sources: &Sources) -> Position<'_> {
    let file = sources.file(span);
    let (line, column) = file.position(span.start as usize);
    let (end_line, end_column) = file.position(span.end as usize);
    Position { file: &file.path, line, column, end_line, end_column }
}
