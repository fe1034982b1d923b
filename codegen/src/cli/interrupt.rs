//! Ctrl-C: what is half done goes, and the shell sees that a signal ended errbook.

/// Waits for signals in the background.
#[cfg(unix)]
pub(super) fn listen() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Somebody who asks again does not wait, whatever keeps the first time from ending.
        if register_conditional_default(signal, Arc::clone(&asked)).is_err() {
            return;
        }
    }
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            asked.store(true, Ordering::SeqCst);
            super::progress::leave();
            crate::output::abandon();
            let _ = emulate_default_handler(signal);
        }
    });
}

/// The system ends the process by itself.
#[cfg(not(unix))]
pub(super) fn listen() {}
