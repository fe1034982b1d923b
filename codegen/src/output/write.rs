//! Gives the files of a target their places.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use tempfile::TempPath;

use super::compare::{Place, Staged};
use super::interrupt::{self, Busy};
use super::{Difference, DifferenceKind, MANIFEST, manifest, partial};
use crate::error::Error;

/// Gives files their places in a folder, and removes those that are no longer among them.
pub(super) fn write(
    place: &Place,
    files: &mut BTreeMap<String, Staged>,
    differences: &[Difference],
) -> Result<(), Error> {
    let folder = &place.folder;
    let path = folder.join(MANIFEST);
    // During the changes the manifest lists old and new files, so that after an interrupted run the
    // next one recognizes all of them.
    let both: BTreeSet<&String> = place.listed.iter().chain(files.keys()).collect();
    replace(folder, &path, &manifest(both))?;
    // Orphans first: a new file may need a folder in the place of one. The manifest last, which says
    // what is left.
    let orphaned = differences.iter().filter(|found| found.kind == DifferenceKind::Orphaned);
    let (last, others): (Vec<&Difference>, Vec<&Difference>) =
        orphaned.partition(|found| found.path == path);
    for Difference { path, .. } in others.iter().chain(&last) {
        partial::remove(path)?;
        remove_empty_folders(path, folder);
    }
    if !last.is_empty() {
        // Fails, as intended, if people or other targets have anything there.
        let _ = fs::remove_dir(folder);
        return Ok(());
    }
    for Difference { path, kind } in differences {
        let name = name_below(folder, path);
        let file = files.get_mut(&name).and_then(|file| file.beside.take());
        match (kind, file) {
            (DifferenceKind::Orphaned, _) => {}
            _ if name == MANIFEST => {}
            (DifferenceKind::Missing, Some(file)) => add(file, path)?,
            (_, Some(file)) => put(file, path)?,
            (_, None) => {}
        }
    }
    replace(folder, &path, &manifest(files.keys()))
}

/// Writes a file that does not exist, as a whole or not at all; `folder` is where it is prepared.
///
/// # Errors
///
/// Also if somebody else has made the file in the meantime.
pub(super) fn create(folder: &Path, path: &Path, text: &str) -> Result<(), Error> {
    make(path.parent().unwrap_or(folder))?;
    let file = partial::generated(folder, text, None);
    add(file.map_err(|source| Error::io("write", path, source))?, path)
}

/// Replaces the text of a file as a whole or not at all; `folder` is where it is prepared.
pub(super) fn replace(folder: &Path, path: &Path, text: &str) -> Result<(), Error> {
    let like = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    let file = partial::generated(folder, text, like.as_ref());
    put(file.map_err(|source| Error::io("write", path, source))?, path)
}

/// Gives a file that has been prepared its name, which no other file has.
fn add(file: TempPath, path: &Path) -> Result<(), Error> {
    make(path.parent().unwrap_or(path))?;
    let _busy = busy(&file);
    match file.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            Err(Error::Foreign { path: path.to_owned() })
        }
        Err(error) => Err(Error::io("write", path, error.error)),
    }
}

/// Gives a file that has been prepared the name of another, which is gone then.
fn put(file: TempPath, path: &Path) -> Result<(), Error> {
    let _busy = busy(&file);
    file.persist(path).map_err(|error| Error::io("write", path, error.error))
}

fn busy(file: &TempPath) -> Busy {
    interrupt::busy(file.parent().unwrap_or(file))
}

/// Makes a folder and those above it.
pub(super) fn make(folder: &Path) -> Result<(), Error> {
    // An empty path is the working folder.
    let made = |result: io::Result<()>| result.map_err(|source| Error::io("make", folder, source));
    if folder.as_os_str().is_empty() { Ok(()) } else { made(fs::create_dir_all(folder)) }
}

/// Removes the folders that an orphan leaves empty, below the target's own.
fn remove_empty_folders(orphan: &Path, folder: &Path) {
    let mut parent = orphan.parent();
    while let Some(empty) = parent.filter(|parent| *parent != folder) {
        // Fails, as intended, if anything is left in it.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        parent = empty.parent();
    }
}

fn name_below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
