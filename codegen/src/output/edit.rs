//! Edits files that belong to people: nothing of theirs is lost, whatever happens meanwhile.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lock::{Lock, lock};
use super::write::{create, replace};
use super::{Difference, DifferenceKind, Mode, Texts, here, interrupt, partial};
use crate::disk;
use crate::error::Error;

/// How much longer than expected a file may be for its text to be shown.
const MORE: u64 = 64 * 1024 * 1024;

/// Replaces the text of a registry file or API description as a whole or not at all. A link stays a
/// link: the file that it points to is replaced, and keeps its mode and owner. The new text is on
/// the disk when this returns.
///
/// # Errors
///
/// If the file cannot be read or written, is read-only, has a second name, or no longer holds the
/// text `before`; then it is left as it is.
pub fn rewrite(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    let failed = |source| Error::io("write", path, source);
    let target = &fs::canonicalize(path).map_err(|source| Error::io("read", path, source))?;
    let (folder, _lock) = folder_of(target)?;
    let limit = before.len() as u64;
    let holds = |file: &Path| disk::start(file, limit).is_ok_and(|now| now == before.as_bytes());
    if !holds(target) {
        return Err(Error::Changed { path: path.to_owned() });
    }
    let metadata = fs::metadata(target).map_err(failed)?;
    editable(&metadata).map_err(failed)?;
    let file = partial::write(folder, after, Some(&metadata)).map_err(failed)?;
    partial::keep_owner(&file, &metadata).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    // From here on `partial` is removed at the end, whatever it holds by then.
    let partial = file.into_temp_path();
    let busy = interrupt::busy(folder);
    if exchange(&partial, target).map_err(failed)? {
        // An editor may have saved the file since it was compared.
        if !holds(&partial) {
            exchange(&partial, target).map_err(failed)?;
            return Err(Error::Changed { path: path.to_owned() });
        }
    } else if holds(target) {
        partial.persist(target).map_err(|error| failed(error.error))?;
    } else {
        return Err(Error::Changed { path: path.to_owned() });
    }
    drop(busy);
    sync(folder).map_err(failed)
}

/// Makes a file that is not there yet, as a whole or not at all, with the folders above it.
///
/// # Errors
///
/// If it cannot be written, or if there is a file in its place.
pub fn add(path: &Path, text: &str) -> Result<(), Error> {
    create(folder(path), path, text)
}

/// Removes a registry file; of a link, only the link.
///
/// # Errors
///
/// If the file cannot be removed, is read-only, or no longer holds the text `before`; then it stays.
pub fn remove(path: &Path, before: &str) -> Result<(), Error> {
    let failed = |source| Error::io("remove", path, source);
    let (folder, _lock) = folder_of(path)?;
    if !disk::start(path, before.len() as u64).is_ok_and(|now| now == before.as_bytes()) {
        return Err(Error::Changed { path: path.to_owned() });
    }
    writable(&fs::metadata(path).map_err(failed)?).map_err(failed)?;
    fs::remove_file(path).map_err(failed)?;
    sync(folder).map_err(failed)
}

/// Removes what a killed run left behind in the folders of files that may be edited.
///
/// # Errors
///
/// If it cannot be removed.
pub fn tidy<'p>(files: impl IntoIterator<Item = &'p Path>) -> Result<(), Error> {
    let mut last: Option<PathBuf> = None;
    for file in files {
        let Ok(file) = fs::canonicalize(file) else { continue };
        let folder = folder(&file);
        if last.as_deref() != Some(folder) && partial::any(folder) {
            folder_of(&file)?;
        }
        last = Some(folder.to_owned());
    }
    Ok(())
}

/// Compares a single file, which belongs to no target, with the disk and, in [`Mode::Write`],
/// updates the disk. The file begins with `header`, so that errbook recognizes it.
///
/// # Errors
///
/// If the file cannot be read or written, or if errbook did not write the existing one.
pub fn place(
    path: &Path,
    header: &str,
    text: &str,
    mode: Mode,
) -> Result<Option<Difference>, Error> {
    let after = format!("{header}{text}");
    let found = |kind| Ok(Some(Difference { path: path.to_owned(), kind }));
    // A link stays a link.
    let target = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let _lock = if mode == Mode::Write { Some(folder_of(target)?.1) } else { None };
    let before = match disk::read(target, after.len() as u64 + MORE) {
        Ok(before) => String::from_utf8_lossy(&before).into_owned(),
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            if mode == Mode::Write {
                create(folder(target), target, &after)?;
            }
            return found(DifferenceKind::Missing);
        }
        Err(error) => return Err(error),
    };
    if before == after {
        return Ok(None);
    }
    if !before.starts_with(header) {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    if mode == Mode::Write {
        replace(folder(target), target, &after)?;
    }
    found(DifferenceKind::Changed(Some(Texts { before, after })))
}

/// The folder of a file.
fn folder(file: &Path) -> &Path {
    here(file.parent().unwrap_or(file))
}

/// The folder of a file, locked, and without what a killed run left behind.
fn folder_of(file: &Path) -> Result<(&Path, Lock), Error> {
    let folder = folder(file);
    let lock = lock(folder)?;
    partial::sweep(folder, &lock)?;
    Ok((folder, lock))
}

/// Refuses a file that somebody protected: in a writable folder even that could be replaced.
fn writable(metadata: &Metadata) -> io::Result<()> {
    if metadata.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    Ok(())
}

/// Refuses a file that somebody protected, and one that would come apart from its other names.
fn editable(metadata: &Metadata) -> io::Result<()> {
    writable(metadata)?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(metadata) > 1 {
        let what = "the file has another name (a hard link), which would keep the old text";
        return Err(io::Error::other(what));
    }
    Ok(())
}

/// Exchanges the names of two files in one step, so that the one that was there can be looked at
/// before it goes; false where the system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Makes the names in a folder survive a loss of power.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems do this by themselves, and cannot be asked to.
        Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
