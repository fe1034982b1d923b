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

    let Ok(mut file) = File::open(here(folder)) else { return Ok(Lock { held: None }) };
    for _ in 0..PAUSES {
        match file.try_lock() {
            Ok(()) if is_at(&file, folder) => return Ok(Lock { held: Some(file) }),
            // It was removed while this run waited; another may be there by now.
            Ok(()) => match File::open(here(folder)) {
                Ok(other) => file = other,
                Err(_) => return Ok(Lock { held: None }),
            },
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(_)) => return Ok(Lock { held: None }),
        }
    }
    Err(Error::Busy { path: folder.to_owned() })
}

/// Whether an open folder is still the one at a path.
#[cfg(unix)]
fn is_at(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), std::fs::metadata(here(folder))) else {
        return false;
    };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Folders cannot be locked here.
#[cfg(not(unix))]
pub(super) fn lock(_: &Path) -> Result<Lock, Error> {
    Ok(Lock { held: None })
}
