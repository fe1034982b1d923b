//! What becomes of files that are still being written when somebody ends errbook.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// The folders that files have been prepared in. Whoever makes a file, or gives one its place, shares
/// the lock; whoever ends the process takes it for itself and never gives it back.
static FOLDERS: RwLock<BTreeSet<PathBuf>> = RwLock::new(BTreeSet::new());

/// Held for a step that is done as a whole or not at all. A thread holds no more than one.
pub(super) type Busy = RwLockReadGuard<'static, BTreeSet<PathBuf>>;

/// Begins such a step in a folder.
pub(super) fn busy(folder: &Path) -> Busy {
    let known = FOLDERS.read().unwrap_or_else(PoisonError::into_inner);
    if known.contains(folder) {
        return known;
    }
    drop(known);
    FOLDERS.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    FOLDERS.read().unwrap_or_else(PoisonError::into_inner)
}

/// Does something with each of the folders, and keeps this process from ever beginning such a step again.
#[cfg(all(feature = "cli", unix))]
pub(super) fn last(leave: impl FnMut(&PathBuf)) {
    let folders = FOLDERS.write().unwrap_or_else(PoisonError::into_inner);
    folders.iter().for_each(leave);
    std::mem::forget(folders);
}
