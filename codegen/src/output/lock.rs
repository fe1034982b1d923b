//! Keeps runs that write to the same folder apart.

use std::fs::File;
use std::path::Path;

use super::here;
use crate::error::Error;

/// Held while a folder is written to. The system releases it when the process ends, however it
/// does, and it leaves no file behind.
pub(super) struct Lock {
    /// Nothing where folders cannot be locked: on Windows, and on some network file systems.
    held: Option<File>,
}

impl Lock {
    /// Whether other runs really wait.
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }
}

/// Waits until no other run writes to a folder.
///
/// # Errors
///
/// If another run does not end within a minute.
#[cfg(unix)]
pub(super) fn lock(folder: &Path) -> Result<Lock, Error> {
    use std::fs::TryLockError;
    use std::thread::sleep;
    use std::time::Duration;

    const PAUSE: Duration = Duration::from_millis(20);
    const PAUSES: usize = 60_000 / 20;

    let Ok(file) = File::open(here(folder)) else { return Ok(Lock { held: None }) };
    for _ in 0..PAUSES {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { held: Some(file) }),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(_)) => return Ok(Lock { held: None }),
        }
    }
    Err(Error::Busy { path: folder.to_owned() })
}

/// Folders cannot be locked here.
#[cfg(not(unix))]
pub(super) fn lock(_: &Path) -> Result<Lock, Error> {
    Ok(Lock { held: None })
}
