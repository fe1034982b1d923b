//! Everything that the command prints passes through here: only what is visible, and without styles
//! where there is no terminal.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::progress;
use crate::visible::{Syntax, printed};

/// Prints lines to the standard output, without styles if it is not a terminal.
pub(super) fn print(text: &str) -> io::Result<()> {
    print_as(text, Syntax::Plain)
}

/// Prints a JSON document to the standard output.
pub(super) fn print_json(document: &Value) -> io::Result<()> {
    print_as(&format!("{document:#}\n"), Syntax::Json)
}

/// Prints a text to the standard output; only what is visible in its syntax.
pub(super) fn print_as(text: &str, syntax: Syntax) -> io::Result<()> {
    let _room = progress::make_room();
    let mut out = anstream::stdout().lock();
    let text = printed(text, syntax);
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Whether only findings and failures are printed.
pub(super) static QUIET: AtomicBool = AtomicBool::new(false);

/// Prints what was done to the standard output, unless errbook is to be quiet.
pub(super) fn print_done(text: &str) -> io::Result<()> {
    if QUIET.load(Ordering::Relaxed) { Ok(()) } else { print(text) }
}

/// Prints lines to the standard error, unless errbook is to be quiet.
pub(super) fn print_error(text: &str) -> io::Result<()> {
    if QUIET.load(Ordering::Relaxed) { Ok(()) } else { print_always(text) }
}

/// Prints lines to the standard error, without styles if it is not a terminal.
pub(super) fn print_always(text: &str) -> io::Result<()> {
    let _room = progress::make_room();
    let text = printed(text, Syntax::Plain);
    unless_closed(anstream::stderr().lock().write_all(text.as_bytes()))
}

/// The result of printing. A closed pipe is not a failure: its reader has seen enough, and the outcome
/// of the command stays the same.
pub(super) fn unless_closed(printed: io::Result<()>) -> io::Result<()> {
    match printed {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
