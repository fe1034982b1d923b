//! Compares a tree with the disk. Nothing is read through a link inside the tree's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::{Difference, DifferenceKind, HEADER, MANIFEST, Tree, listed};
use crate::disk;
use crate::error::Error;

/// How much of a longer file is compared with an output: enough to show how they differ.
const MORE: u64 = 64 * 1024;

/// How much of a manifest is read.
const MANIFEST_LIMIT: u64 = 64 * 1024 * 1024;

/// In how many bytes of a file its header is looked for.
const HEADER_LIMIT: usize = 1024;

/// What differs between a tree and the disk.
pub(super) fn compare(tree: &Tree) -> Result<Vec<Difference>, Error> {
    let listed = listed_in(&tree.folder)?;
    let orphans = orphans(tree, &listed)?;
    let mut known = BTreeSet::new();
    let mut differences = Vec::new();
    for (name, after) in &tree.files {
        let path = tree.folder.join(name);
        let above = above(tree, name, &orphans, &mut known)?;
        let kind = match kind(&path)? {
            _ if !above => DifferenceKind::Missing,
            None => DifferenceKind::Missing,
            Some(kind) if kind.is_symlink() => return Err(Error::Link { path }),
            Some(kind) if kind.is_dir() && goes(&path, &orphans) => DifferenceKind::Missing,
            Some(kind) if !kind.is_file() => return Err(Error::Foreign { path }),
            Some(_) => {
                // As long as it is with the line endings of Windows, or longer.
                let lines = after.bytes().filter(|byte| *byte == b'\n').count();
                let limit = ((after.len() + lines) as u64).saturating_add(MORE);
                let before = disk::start(&path, limit);
                let before = before.map_err(|source| Error::io("read", &path, source))?;
                if before == after.as_bytes() {
                    continue;
                }
                if name != MANIFEST && !listed.contains(name) && !has_header(&before) {
                    return Err(Error::Foreign { path });
                }
                // Bytes that are not UTF-8 differ from every output, which is enough here.
                let before = String::from_utf8_lossy(&before).replace("\r\n", "\n");
                if before == *after {
                    DifferenceKind::LineEndings
                } else {
                    DifferenceKind::Changed { before, after: after.clone() }
                }
            }
        };
        differences.push(Difference { path, kind });
    }
    let orphaned = |path| Difference { path, kind: DifferenceKind::Orphaned };
    differences.extend(orphans.into_values().map(orphaned));
    Ok(differences)
}

/// The names that the manifest of a folder lists.
pub(super) fn listed_in(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let path = folder.join(MANIFEST);
    match kind(&path)? {
        None => Ok(BTreeSet::new()),
        Some(kind) if kind.is_symlink() => Err(Error::Link { path }),
        Some(kind) if !kind.is_file() => Err(Error::Foreign { path }),
        Some(_) => {
            let text = disk::read(&path, MANIFEST_LIMIT)?;
            Ok(listed(&String::from_utf8_lossy(&text)))
        }
    }
}

/// The files that an earlier run wrote but the tree no longer has, by name.
fn orphans(tree: &Tree, listed: &BTreeSet<String>) -> Result<BTreeMap<String, PathBuf>, Error> {
    let mut orphans = BTreeMap::new();
    for name in listed.iter().filter(|name| !tree.files.contains_key(*name)) {
        let path = tree.folder.join(name);
        let mut steps = Path::new(name).components();
        // A manifest reaches no further than its folder, and not into that of Git or of another
        // target.
        let within = |step| match step {
            Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
            _ => false,
        };
        if steps.all(within)
            && !tree.others.iter().any(|other| path.starts_with(other))
            && !folders(tree, name).any(|parent| parent.is_symlink())
            && kind(&path)?.is_some_and(|kind| kind.is_file() || kind.is_symlink())
        {
            orphans.insert(name.clone(), path);
        }
    }
    Ok(orphans)
}

/// Whether all folders above a file exist; refuses links among them, and files that neither are
/// orphans nor can be replaced. The folders that are `known` to be folders are not looked at again.
fn above(
    tree: &Tree,
    name: &str,
    orphans: &BTreeMap<String, PathBuf>,
    known: &mut BTreeSet<PathBuf>,
) -> Result<bool, Error> {
    let mut parents: Vec<PathBuf> = folders(tree, name).collect();
    let below = parents.len();
    parents.extend(tree.folder.ancestors().map(Path::to_owned));
    // From the top down. A link is refused only inside the tree's folder.
    for (index, parent) in parents.into_iter().enumerate().rev() {
        if known.contains(&parent) || parent.as_os_str().is_empty() {
            continue;
        }
        let inside = index < below;
        let found = if inside { kind(&parent)? } else { followed(&parent)? };
        match found {
            None => return Ok(false),
            Some(kind) if kind.is_symlink() => return Err(Error::Link { path: parent }),
            Some(kind) if kind.is_dir() => known.insert(parent),
            Some(_) if orphans.values().any(|orphan| *orphan == parent) => return Ok(false),
            Some(_) => return Err(Error::Foreign { path: parent }),
        };
    }
    Ok(true)
}

/// Whether a folder in the place of a file is removed with the orphans in it, because it contains
/// nothing else.
fn goes(folder: &Path, orphans: &BTreeMap<String, PathBuf>) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.into_iter().all(|entry| {
        entry.is_ok_and(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => goes(&entry.path(), orphans),
            _ => orphans.values().any(|orphan| *orphan == entry.path()),
        })
    })
}

/// The folders that a file is in, below the tree's own.
fn folders<'a>(tree: &'a Tree, name: &'a str) -> impl Iterator<Item = PathBuf> + 'a {
    let parents = Path::new(name).ancestors().skip(1);
    parents.filter(|parent| !parent.as_os_str().is_empty()).map(|parent| tree.folder.join(parent))
}

/// What is at a path, without following a link there.
pub(super) fn kind(path: &Path) -> Result<Option<FileType>, Error> {
    found(path, fs::symlink_metadata(path))
}

/// What is at a path or where a link there leads.
fn followed(path: &Path) -> Result<Option<FileType>, Error> {
    found(path, fs::metadata(path))
}

fn found(path: &Path, metadata: std::io::Result<fs::Metadata>) -> Result<Option<FileType>, Error> {
    match metadata {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(source) => Err(Error::io("read", path, source)),
    }
}

fn has_header(text: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&text[..text.len().min(HEADER_LIMIT)]);
    start.lines().take(5).any(|line| line.contains(HEADER))
}
