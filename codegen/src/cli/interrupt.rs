//! Signals that end errbook, as Ctrl-C and a closed terminal send them: what is half done goes, and the
//! shell sees which one it was. Those that whoever started errbook ignores stay ignored.

/// Waits for signals in the background.
#[cfg(unix)]
pub(super) fn listen() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let asked = Arc::new(AtomicBool::new(false));
    let ignored = ignored();
    let is_heard = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
    let heard: Vec<i32> = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(is_heard).collect();
    for signal in heard.iter().copied() {
        // Somebody who asks again does not wait, whatever keeps the first time from ending.
        if register_conditional_default(signal, Arc::clone(&asked)).is_err() {
            return;
        }
    }
    let Ok(mut signals) = Signals::new(heard) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            asked.store(true, Ordering::SeqCst);
            super::progress::leave();
            crate::output::abandon();
            let _ = emulate_default_handler(signal);
        }
    });
}

/// A bit for each signal that the process ignores since it began, as `nohup` and `trap '' INT` leave it;
/// none where the system does not show them as a file.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// The system ends the process by itself.
#[cfg(not(unix))]
pub(super) fn listen() {}
