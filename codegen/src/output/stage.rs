//! The files of a target on their way to its folder. Each is compared with the disk when it comes and
//! is written beside its place if it differs, so that its text can be dropped. What is at the places
//! themselves does not change before all files of all targets have come.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::compare::{Place, Seen, Staged, followed, reaches};
#[cfg(feature = "cli")]
use super::hash::hash;
use super::lock::{Lock, lock};
use super::{
    ATTRIBUTES, ATTRIBUTES_OF_ALL, Difference, HEADER, MANIFEST, Mode, manifest, partial, write,
};
use crate::error::Error;

/// The folder of a target, with the files that it is to contain.
pub struct Stage {
    place: Place,
    mode: Mode,
    /// Whether nothing is left of it, not even what every folder has.
    vacated: bool,
    files: Mutex<Files>,
    /// Known once it is settled.
    differences: Vec<Difference>,
    /// Dropped after the files that are still beside their places, and while the lock is held.
    _made: Made,
    /// Held from before the first comparison, because another run may be writing.
    _lock: Option<Lock>,
}

/// The files that have been added, by name, and what kept others from being added.
#[derive(Default)]
struct Files {
    staged: BTreeMap<String, Staged>,
    failed: BTreeMap<String, Error>,
}

impl Stage {
    /// Begins with a folder; `others` are the folders in it that other targets own.
    ///
    /// # Errors
    ///
    /// If something that is no folder is in its place, if it cannot be made, or if another run does not
    /// end.
    pub fn open(folder: PathBuf, others: Vec<PathBuf>, mode: Mode) -> Result<Stage, Error> {
        reaches(&folder)?;
        let mut missing = Made(Vec::new());
        let lock = if mode == Mode::Write {
            for above in folder.ancestors() {
                if above.as_os_str().is_empty() || followed(above)?.is_some() {
                    break;
                }
                missing.0.push(above.to_owned());
            }
            write::make(&folder)?;
            let lock = lock(&folder)?;
            // The run before this one may have made it, and removed it again when it failed.
            write::make(&folder)?;
            partial::sweep(&folder, &lock)?;
            Some(lock)
        } else {
            None
        };
        let place = Place::new(folder, others)?;
        let differences = Vec::new();
        let files = Mutex::default();
        Ok(Stage { place, mode, vacated: false, files, differences, _made: missing, _lock: lock })
    }

    /// The folder of a target that has it no more: all that its manifest lists goes, and the folder too
    /// if nothing else is in it.
    #[must_use]
    pub fn vacated(mut self) -> Stage {
        self.vacated = true;
        self.place.listed.insert(MANIFEST.to_owned());
        self
    }

    /// Adds a file: its path in the folder, with forward slashes, and its whole text. What is wrong with
    /// its place is told by [`Stage::settle`].
    pub fn add(&self, name: &str, text: &str) {
        let staged = self.staged(name, text);
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        match staged {
            Ok(staged) => drop(files.staged.insert(name.to_owned(), staged)),
            Err(error) => drop(files.failed.insert(name.to_owned(), error)),
        }
    }

    fn staged(&self, name: &str, text: &str) -> Result<Staged, Error> {
        let seen = self.place.seen(name, text, self.mode)?;
        let beside = match (self.mode, &seen) {
            (Mode::Report, _) | (Mode::Write, Seen::Same) => None,
            (Mode::Write, _) => {
                let path = self.place.folder.join(name);
                let like = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file);
                let file = partial::generated(&self.place.folder, text, like.as_ref());
                Some(file.map_err(|source| Error::io("write", &path, source))?)
            }
        };
        Ok(Staged {
            seen,
            beside,
            #[cfg(feature = "cli")]
            bytes: text.len() as u64,
            #[cfg(feature = "cli")]
            hash: hash([text.as_bytes()]),
        })
    }

    /// Compares the folder as a whole with the files, once all have been added.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or prepared, or if a file that errbook did not write, or a link, is in
    /// the way of one.
    pub fn settle(&mut self) -> Result<(), Error> {
        if !self.vacated {
            self.add(ATTRIBUTES, &format!("# {HEADER}\n{ATTRIBUTES_OF_ALL}\n"));
            let names = manifest(self.files().staged.keys());
            self.add(MANIFEST, &names);
        }
        if let Some((_, error)) = self.files().failed.pop_first() {
            return Err(error);
        }
        let files = self.files.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.differences = self.place.compare(&files.staged)?;
        Ok(())
    }

    /// Brings the folder in step with the files, in [`Mode::Write`]; what differed.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or removed.
    pub fn commit(&mut self) -> Result<Vec<Difference>, Error> {
        let differences = std::mem::take(&mut self.differences);
        if self.mode == Mode::Write && !differences.is_empty() {
            let files = self.files.get_mut().unwrap_or_else(PoisonError::into_inner);
            write::write(&self.place, &mut files.staged, &differences)?;
        }
        Ok(differences)
    }

    /// How many files there are.
    #[must_use]
    pub fn count(&mut self) -> usize {
        self.files().staged.len()
    }

    /// The files by their paths, with the length and the hash of the text of each.
    #[cfg(feature = "cli")]
    pub(super) fn written(&mut self) -> impl Iterator<Item = (PathBuf, &Staged)> {
        let folder = self.place.folder.clone();
        self.files().staged.iter().map(move |(name, file)| (folder.join(name), file))
    }

    fn files(&mut self) -> &mut Files {
        self.files.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folders that were made for a stage, from the inside out. They go again if nothing is in them.
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for folder in &self.0 {
            // Fails, as intended, if anything is in it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
