//! Files that are still being written. Each gets its real name when it is whole.

use std::fs::{self, DirEntry, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::lock::Lock;
use super::{here, interrupt};
use crate::error::Error;

/// How the names of such files begin. No other file may have such a name, because one that a killed
/// run left behind is removed by the next.
const PREFIX: &str = ".errbook-partial-";

/// How the names of those of this process begin.
fn own_prefix() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// Writes a text to a new file in a folder; `like` is what is known of the file that it replaces.
pub(super) fn write(
    folder: &Path,
    text: &str,
    like: Option<&Metadata>,
) -> io::Result<NamedTempFile> {
    let _busy = interrupt::busy(folder);
    let mut builder = tempfile::Builder::new();
    let prefix = own_prefix();
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The file keeps its mode; the umask applies to a new one.
        let mode = like.map_or(0o666, |metadata| metadata.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(here(folder))?;
    #[cfg(unix)]
    if let Some(like) = like {
        // Otherwise the umask would apply.
        file.as_file().set_permissions(like.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// Writes the text of a generated file, to be renamed later.
pub(super) fn generated(
    folder: &Path,
    text: &str,
    like: Option<&Metadata>,
) -> io::Result<TempPath> {
    let file = write(folder, text, like)?;
    if let Some(like) = like {
        // Only the superuser may give files away, and this one can be made again.
        let _ = keep_owner(&file, like);
    }
    // Closed, because there may be more of them than a process can have open.
    Ok(file.into_temp_path())
}

/// Gives a file the owner and group of another.
///
/// # Errors
///
/// If the system does not let this user do so.
#[cfg(unix)]
pub(super) fn keep_owner(file: &NamedTempFile, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = file.as_file().metadata()?;
    if (own.uid(), own.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file.as_file(), Some(like.uid()), Some(like.gid()))?;
    // Changing the owner takes some bits of the mode away.
    file.as_file().set_permissions(like.permissions())
}

#[cfg(not(unix))]
pub(super) fn keep_owner(_: &NamedTempFile, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Whether a killed run left a file behind in a folder.
pub(super) fn any(folder: &Path) -> bool {
    left(folder, PREFIX).next().is_some()
}

/// Removes what killed runs left behind in a folder. Without a lock, another run may be writing it.
pub(super) fn sweep(folder: &Path, lock: &Lock) -> Result<(), Error> {
    if !lock.is_held() {
        return Ok(());
    }
    for path in left(folder, PREFIX) {
        remove(&path)?;
    }
    Ok(())
}

/// Removes what this process is about to leave behind in a folder.
#[cfg(all(feature = "cli", unix))]
pub(super) fn abandon(folder: &Path) {
    for path in left(folder, &own_prefix()) {
        // The next run removes what is left.
        let _ = remove(&path);
    }
}

/// Removes a file, unless somebody else already has.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(source) => Err(Error::io("remove", path, source)),
        Ok(()) => Ok(()),
    }
}

fn left(folder: &Path, prefix: &str) -> impl Iterator<Item = PathBuf> {
    let partial = move |entry: &DirEntry| {
        entry.file_name().to_string_lossy().starts_with(prefix)
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let entries = fs::read_dir(here(folder)).into_iter().flatten().filter_map(Result::ok);
    entries.filter(move |entry| partial(entry)).map(|entry| entry.path())
}
