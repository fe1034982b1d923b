//! What errbook is doing, for somebody who has been waiting for a second at a terminal. The line goes
//! before anything else is printed.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long nothing is shown.
const DELAY: Duration = Duration::from_secs(1);

/// How long the line stays as it is.
const PAUSE: Duration = Duration::from_millis(100);

/// To the start of the line, and without what is on it.
const ERASE: &str = "\r\u{1b}[K";

/// What is being done, since when, and what of it can be read.
struct Line {
    is_wanted: bool,
    doing: Option<(&'static str, Instant)>,
    shown: String,
}

static LINE: Mutex<Line> = Mutex::new(Line { is_wanted: false, doing: None, shown: String::new() });

/// Shows what is being done from now on, if somebody can see it.
pub(super) fn begin() {
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    if io::stderr().is_terminal() && !is_dumb {
        lock().is_wanted = true;
        thread::spawn(draw);
    }
}

/// From now on, errbook does this: checking, rendering.
pub(super) fn say(doing: &'static str) {
    let mut line = lock();
    if !line.is_wanted {
        return;
    }
    let since = line.doing.map_or_else(Instant::now, |(_, since)| since);
    line.doing = Some((doing, since));
}

/// From now on, errbook waits for somebody, or for the end of the process.
pub(super) fn rest() {
    let mut line = lock();
    line.doing = None;
    line.erase();
}

/// Makes room for what is printed while the result is held.
pub(super) fn make_room() -> impl Sized {
    let mut line = lock();
    line.erase();
    line
}

/// Erases the line before a signal ends errbook, whose threads may not give it back anymore.
#[cfg(unix)]
pub(super) fn leave() {
    if let Ok(mut line) = LINE.try_lock() {
        line.erase();
    }
}

fn lock() -> MutexGuard<'static, Line> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Draws the line until the process ends.
fn draw() {
    loop {
        thread::sleep(PAUSE);
        let mut line = lock();
        let Some((doing, since)) = line.doing else { continue };
        let elapsed = since.elapsed();
        let text = format!("{doing}, {} s", elapsed.as_secs());
        if elapsed >= DELAY && line.shown != text {
            write(&format!("{ERASE}{text}"));
            line.shown = text;
        }
    }
}

impl Line {
    fn erase(&mut self) {
        if !self.shown.is_empty() {
            write(ERASE);
            self.shown.clear();
        }
    }
}

/// A terminal that is gone needs no progress.
fn write(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
