//! How long the phases of a run take, for those who ask.
//!
//! Nothing is measured before [`begin`]. Phases that run on several processors at once have the sum of
//! their times.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A phase of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phase {
    /// What is done in it.
    pub name: &'static str,
    /// The target that it is about.
    pub target: Option<&'static str>,
    /// How long it took.
    pub time: Duration,
    /// How many bytes it read or rendered; 0 if that says nothing about it.
    pub bytes: u64,
}

static IS_WANTED: AtomicBool = AtomicBool::new(false);

/// In the order in which they first ended.
static PHASES: Mutex<Vec<Phase>> = Mutex::new(Vec::new());

/// From now on, phases are measured.
#[cfg(feature = "cli")]
pub(crate) fn begin() {
    IS_WANTED.store(true, Ordering::Relaxed);
}

/// Does the work of a phase.
pub(crate) fn phase<R>(name: &'static str, work: impl FnOnce() -> R) -> R {
    timed(name, None, work)
}

/// Does the work of a phase for a target.
pub(crate) fn of_target<R>(
    name: &'static str,
    target: &'static str,
    work: impl FnOnce() -> R,
) -> R {
    timed(name, Some(target), work)
}

/// Adds to the bytes of a phase.
pub(crate) fn count(name: &'static str, target: Option<&'static str>, bytes: usize) {
    if IS_WANTED.load(Ordering::Relaxed) {
        add(name, target, Duration::ZERO, bytes as u64);
    }
}

/// What was measured, taken out.
#[cfg(feature = "cli")]
pub(crate) fn take() -> Vec<Phase> {
    std::mem::take(&mut *PHASES.lock().unwrap_or_else(PoisonError::into_inner))
}

fn timed<R>(name: &'static str, target: Option<&'static str>, work: impl FnOnce() -> R) -> R {
    if !IS_WANTED.load(Ordering::Relaxed) {
        return work();
    }
    let start = Instant::now();
    let made = work();
    add(name, target, start.elapsed(), 0);
    made
}

fn add(name: &'static str, target: Option<&'static str>, time: Duration, bytes: u64) {
    let mut phases = PHASES.lock().unwrap_or_else(PoisonError::into_inner);
    let known = phases.iter_mut().find(|phase| phase.name == name && phase.target == target);
    match known {
        Some(phase) => {
            phase.time += time;
            phase.bytes += bytes;
        }
        None => phases.push(Phase { name, target, time, bytes }),
    }
}
