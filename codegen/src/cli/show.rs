//! Findings on their way to whoever reads them.

use std::io::{self, Write};

use errbook::diagnostic::{Diagnostic, Level};
use errbook::report::{Format, HUMAN, Look, Report};
use errbook::source::Sources;
use errbook::words::{count, series};
use terminal_size::{Height, Width, terminal_size_of};

use super::unless_closed;

/// Writes findings to the standard output.
pub(super) fn show(format: &Format, found: &[&Diagnostic], sources: &Sources) -> io::Result<()> {
    write(format, found, sources, width(), &mut anstream::stdout().lock())
}

/// Writes findings for people to the standard error, where a command is not about them.
pub(super) fn show_aside(found: &[&Diagnostic], sources: &Sources) -> io::Result<()> {
    let width = columns(terminal_size_of(io::stderr()));
    write(HUMAN, found, sources, width, &mut anstream::stderr().lock())
}

/// The columns of the terminal that the standard output is, if it is one.
pub(super) fn width() -> Option<usize> {
    columns(terminal_size_of(io::stdout()))
}

fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(width), _)| usize::from(width))
}

/// Writes findings in a format. Styles go where the output is not a terminal.
fn write(
    format: &Format,
    found: &[&Diagnostic],
    sources: &Sources,
    width: Option<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let look = Look { color: true, width };
    // Piece by piece, so that a reader who has seen enough ends it.
    let mut pieces = (format.report)(&Report { found, sources, look });
    let printed = pieces.try_for_each(|piece| out.write_all(piece.as_bytes()));
    unless_closed(printed.and_then(|()| out.flush()))
}

/// How many findings of each level were `done` ("found", "left") and, where not all of them are
/// `shown`, how to see the others.
pub(super) fn summary(done: &str, found: &[Diagnostic], shown: usize, all: &str) -> String {
    let of = |level| found.iter().filter(|found| found.level == level).count();
    let levels = [Level::Error, Level::Warning, Level::Hint];
    let counts = levels.map(|level| (of(level), level.name()));
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, level)| count(*number, level)).collect();
    let counts = if counts.is_empty() { "nothing".to_owned() } else { series(&counts, "and") };
    match found.len().saturating_sub(shown) {
        0 => format!("{done} {counts}\n"),
        more => format!("{done} {counts}; {more} of them are not shown here: {all}\n"),
    }
}
