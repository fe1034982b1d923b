//! Compares the files of a target with its folder. Nothing is read through a link inside of that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use tempfile::TempPath;

use super::{Difference, DifferenceKind, HEADER, MANIFEST, Mode, Texts, listed};
use crate::disk;
use crate::error::Error;

/// How much of a longer file is compared with an output: enough to show how they differ.
const MORE: u64 = 64 * 1024;

/// How much of a manifest is read.
const MANIFEST_LIMIT: u64 = 64 * 1024 * 1024;

/// In how many bytes of a file its header is looked for.
const HEADER_LIMIT: usize = 1024;

/// The folder of a target, and what is known of it before it is compared.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    /// Folders in it that other targets own.
    others: Vec<PathBuf>,
    /// The files that its manifest lists.
    pub(super) listed: BTreeSet<String>,
    /// The folders in it that have been found to be folders.
    known: Mutex<BTreeSet<PathBuf>>,
}

/// What tells a version of a file from others: its size and when it was written.
type Version = Option<(u64, SystemTime)>;

/// What is in the place of a file.
pub(super) enum Seen {
    /// Nothing, or what may have to go: that is known once the names of all files are.
    Nothing,
    /// The same text.
    Same,
    /// The same text, but for its line endings.
    LineEndings(Version),
    /// Another text of errbook's.
    Changed(Version, Option<Texts>),
}

/// A file that has been compared.
pub(super) struct Staged {
    pub(super) seen: Seen,
    /// The file beside its place, if it is to be written.
    pub(super) beside: Option<TempPath>,
    /// How long its text is.
    #[cfg(feature = "cli")]
    pub(super) bytes: u64,
    /// The hash of its text.
    #[cfg(feature = "cli")]
    pub(super) hash: u64,
}

impl Place {
    pub(super) fn new(folder: PathBuf, others: Vec<PathBuf>) -> Result<Place, Error> {
        let listed = listed_in(&folder)?;
        Ok(Place { folder, others, listed, known: Mutex::default() })
    }

    /// What is in the place of a file with this text. Fails if it is not errbook's to replace.
    pub(super) fn seen(&self, name: &str, text: &str, mode: Mode) -> Result<Seen, Error> {
        let path = self.folder.join(name);
        if !self.above(name, None)? {
            return Ok(Seen::Nothing);
        }
        match kind(&path)? {
            Some(kind) if kind.is_symlink() => return Err(Error::Link { path }),
            Some(kind) if kind.is_file() => {}
            _ => return Ok(Seen::Nothing),
        }
        let failed = |source| Error::io("read", &path, source);
        if disk::holds(&path, text.as_bytes()).map_err(failed)? {
            return Ok(Seen::Same);
        }
        let version = disk::identity(&path);
        let is_known = name == MANIFEST || self.listed.contains(name);
        if mode == Mode::Write {
            // Nobody is told how it differs.
            if !is_known && !has_header(&disk::start(&path, HEADER_LIMIT as u64).map_err(failed)?) {
                return Err(Error::Foreign { path });
            }
            return Ok(Seen::Changed(version, None));
        }
        // As long as it is with the line endings of Windows, or longer.
        let lines = text.bytes().filter(|byte| *byte == b'\n').count();
        let limit = ((text.len() + lines) as u64).saturating_add(MORE);
        let before = disk::start(&path, limit).map_err(failed)?;
        if !is_known && !has_header(&before) {
            return Err(Error::Foreign { path });
        }
        // Bytes that are not UTF-8 differ from every output, which is enough here.
        let before = String::from_utf8_lossy(&before).replace("\r\n", "\n");
        if before == text {
            return Ok(Seen::LineEndings(version));
        }
        Ok(Seen::Changed(version, Some(Texts { before, after: text.to_owned() })))
    }

    /// What differs between the folder and files that have been seen.
    pub(super) fn compare(
        &self,
        files: &BTreeMap<String, Staged>,
    ) -> Result<Vec<Difference>, Error> {
        // It may be long ago that they were looked at.
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let orphans = self.orphans(files)?;
        let mut differences = Vec::new();
        for (name, file) in files {
            let path = self.folder.join(name);
            let kind = match &file.seen {
                Seen::Same => continue,
                Seen::LineEndings(version) => {
                    self.is_still(name, &orphans, *version)?;
                    DifferenceKind::LineEndings
                }
                Seen::Changed(version, texts) => {
                    self.is_still(name, &orphans, *version)?;
                    DifferenceKind::Changed(texts.clone())
                }
                Seen::Nothing => {
                    if self.above(name, Some(&orphans))? {
                        match kind(&path)? {
                            None => {}
                            Some(kind) if kind.is_dir() && goes(&path, &orphans) => {}
                            Some(_) => return Err(Error::Foreign { path }),
                        }
                    }
                    DifferenceKind::Missing
                }
            };
            differences.push(Difference { path, kind });
        }
        let orphaned = |path| Difference { path, kind: DifferenceKind::Orphaned };
        differences.extend(orphans.into_values().map(orphaned));
        Ok(differences)
    }

    /// Refuses a file that is not the one that was compared.
    fn is_still(
        &self,
        name: &str,
        orphans: &BTreeMap<String, PathBuf>,
        version: Version,
    ) -> Result<(), Error> {
        let path = self.folder.join(name);
        let is_file =
            self.above(name, Some(orphans))? && kind(&path)?.is_some_and(|it| it.is_file());
        if is_file && disk::identity(&path) == version {
            Ok(())
        } else {
            Err(Error::Changed { path })
        }
    }

    /// The files that an earlier run wrote but that are no longer among these, by name.
    fn orphans(
        &self,
        files: &BTreeMap<String, Staged>,
    ) -> Result<BTreeMap<String, PathBuf>, Error> {
        let mut orphans = BTreeMap::new();
        for name in self.listed.iter().filter(|name| !files.contains_key(*name)) {
            let path = self.folder.join(name);
            let mut steps = Path::new(name).components();
            // A manifest reaches no further than its folder, and not into that of Git or of another
            // target.
            let within = |step| match step {
                Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
                _ => false,
            };
            if steps.all(within)
                && !self.others.iter().any(|other| path.starts_with(other))
                && !self.folders(name).any(|parent| parent.is_symlink())
                && kind(&path)?.is_some_and(|kind| kind.is_file() || kind.is_symlink())
            {
                orphans.insert(name.clone(), path);
            }
        }
        Ok(orphans)
    }

    /// Whether all folders above a file exist. Refuses links among them and, when it is known what goes,
    /// files that stay. The folders that are known to be folders are not looked at again.
    fn above(
        &self,
        name: &str,
        orphans: Option<&BTreeMap<String, PathBuf>>,
    ) -> Result<bool, Error> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let parents: Vec<PathBuf> = self.folders(name).collect();
        for parent in std::iter::once(self.folder.clone()).chain(parents.into_iter().rev()) {
            if known.contains(&parent) || parent.as_os_str().is_empty() {
                continue;
            }
            // A link is refused only inside the folder.
            let found = if parent == self.folder { followed(&parent)? } else { kind(&parent)? };
            match found {
                None => return Ok(false),
                Some(kind) if kind.is_symlink() => return Err(Error::Link { path: parent }),
                Some(kind) if kind.is_dir() => {
                    known.insert(parent);
                }
                Some(_) => {
                    let stays = |orphans: &BTreeMap<String, PathBuf>| {
                        !orphans.values().any(|orphan| *orphan == parent)
                    };
                    let stays = orphans.is_some_and(stays);
                    return if stays { Err(Error::Foreign { path: parent }) } else { Ok(false) };
                }
            }
        }
        Ok(true)
    }

    /// The folders that a file is in, below this one, from the inside out.
    fn folders<'a>(&'a self, name: &'a str) -> impl Iterator<Item = PathBuf> + 'a {
        let parents = Path::new(name).ancestors().skip(1);
        let parents = parents.filter(|parent| !parent.as_os_str().is_empty());
        parents.map(|parent| self.folder.join(parent))
    }
}

/// Refuses a folder that cannot be made, because something else is in its place or above it.
pub(super) fn reaches(folder: &Path) -> Result<(), Error> {
    let parents: Vec<&Path> = folder.ancestors().collect();
    for parent in parents.into_iter().rev().filter(|parent| !parent.as_os_str().is_empty()) {
        match followed(parent)? {
            None => break,
            Some(kind) if kind.is_dir() => {}
            Some(_) => return Err(Error::Foreign { path: parent.to_owned() }),
        }
    }
    Ok(())
}

/// The names that the manifest of a folder lists.
fn listed_in(folder: &Path) -> Result<BTreeSet<String>, Error> {
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

/// What is at a path, without following a link there.
pub(super) fn kind(path: &Path) -> Result<Option<FileType>, Error> {
    found(path, fs::symlink_metadata(path))
}

/// What is at a path or where a link there leads.
pub(super) fn followed(path: &Path) -> Result<Option<FileType>, Error> {
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
