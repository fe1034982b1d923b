//! Writes a tree to the disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::compare::{compare, listed_in};
use super::lock::lock;
use super::{Difference, DifferenceKind, MANIFEST, Tree, manifest, partial};
use crate::error::Error;

/// Updates the disk, and returns what it changed.
pub(super) fn write(tree: &Tree) -> Result<Vec<Difference>, Error> {
    let folder = &tree.folder;
    make(folder)?;
    let lock = lock(folder)?;
    partial::sweep(folder, &lock)?;
    // Another run may have written since the first comparison.
    let differences = compare(tree)?;
    if differences.is_empty() {
        return Ok(differences);
    }
    let manifest_path = folder.join(MANIFEST);
    // During the changes the manifest lists old and new files, so that after an interrupted run the
    // next one recognizes all of them.
    let before = listed_in(folder)?;
    let both: BTreeSet<&str> =
        before.iter().map(String::as_str).chain(tree.files.keys().map(String::as_str)).collect();
    let both = both.into_iter().filter(|name| *name != MANIFEST);
    replace(folder, &manifest_path, &manifest(both))?;
    // Orphans first: a new file may need a folder in the place of one.
    for Difference { path, kind } in &differences {
        if *kind == DifferenceKind::Orphaned {
            partial::remove(path)?;
            remove_empty_folders(path, folder);
        }
    }
    for Difference { path, kind } in &differences {
        let name = name_below(folder, path);
        match kind {
            DifferenceKind::Orphaned => {}
            _ if name == MANIFEST => {}
            DifferenceKind::Missing => create(folder, path, &tree.files[&name])?,
            DifferenceKind::Changed { .. } | DifferenceKind::LineEndings => {
                replace(folder, path, &tree.files[&name])?;
            }
        }
    }
    replace(folder, &manifest_path, &tree.files[MANIFEST])?;
    Ok(differences)
}

/// Writes a file that does not exist, as a whole or not at all; `folder` is where it is prepared.
///
/// # Errors
///
/// Also if somebody else has made the file in the meantime.
pub(super) fn create(folder: &Path, path: &Path, text: &str) -> Result<(), Error> {
    let failed = |source| Error::io("write", path, source);
    make(path.parent().unwrap_or(folder))?;
    let file = partial::write(folder, text, None).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            Err(Error::Foreign { path: path.to_owned() })
        }
        Err(error) => Err(failed(error.error)),
    }
}

/// Replaces the text of a file as a whole or not at all; `folder` is where it is prepared.
pub(super) fn replace(folder: &Path, path: &Path, text: &str) -> Result<(), Error> {
    let failed = |source| Error::io("write", path, source);
    let like = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    let file = partial::write(folder, text, like.as_ref()).map_err(failed)?;
    if let Some(like) = &like {
        // Only the superuser may give files away, and this one can be made again.
        let _ = partial::keep_owner(&file, like);
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Makes a folder and those above it.
fn make(folder: &Path) -> Result<(), Error> {
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
