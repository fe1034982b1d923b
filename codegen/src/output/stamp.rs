//! What a run wrote and what it made that from, so that a run with nothing to do can see that.
//!
//! A stamp is only ever believed: whoever removes it, or changes anything that it is about, loses
//! nothing but time.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::compare::Staged;
use super::edit::place;
use super::hash::of_file;
use super::stage::Stage;
use super::{Mode, partial};
use crate::disk;
use crate::error::Error;
use crate::parallel;

/// The folder of stamps, in that of the project. It is not for Git.
const FOLDER: &str = ".errbook-cache";

/// The first line of a stamp, by which errbook knows its file: it stays as it is, since what a stamp is
/// about includes the program that reads the rest.
const HEAD: &str = "errbook 1\n";

/// What a run wrote.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The hash of everything that the files were made from.
    pub from: u64,
    /// What the run said of the registry, in one line.
    pub told: String,
    files: Vec<Written>,
}

/// A file as it was written.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    path: PathBuf,
    bytes: u64,
    hash: u64,
}

impl Stamp {
    /// The stamp of a run that wrote these files.
    #[must_use]
    pub fn of(from: u64, told: String, stages: &mut [Stage]) -> Stamp {
        let written =
            |(path, file): (PathBuf, &Staged)| Written { path, bytes: file.bytes, hash: file.hash };
        let files = stages.iter_mut().flat_map(Stage::written).map(written).collect();
        Stamp { from, told, files }
    }

    /// The stamp in the folder of a project, if there is one that can be read.
    #[must_use]
    pub fn read(project: &Path) -> Option<Stamp> {
        // The next run that writes one removes what a killed run left behind.
        if partial::any(&project.join(FOLDER)) {
            return None;
        }
        let bytes = disk::start(&path(project), u64::MAX - 1).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut lines = text.strip_prefix(HEAD)?.lines();
        let from = u64::from_str_radix(lines.next()?, 16).ok()?;
        let told = lines.next().map(str::to_owned)?;
        let files = lines.map(|line| {
            let (hash, rest) = line.split_once(' ')?;
            let (bytes, path) = rest.split_once(' ')?;
            let hash = u64::from_str_radix(hash, 16).ok()?;
            Some(Written { path: path.into(), bytes: bytes.parse().ok()?, hash })
        });
        Some(Stamp { from, told, files: files.collect::<Option<_>>()? })
    }

    /// Keeps the stamp in the folder of a project. A stamp that cannot be kept is none.
    pub fn keep(&self, project: &Path) {
        let mut text = format!("{:x}\n{}\n", self.from, self.told);
        for Written { path, bytes, hash } in &self.files {
            let Some(path) = path.to_str().filter(|path| !path.contains(['\n', '\r'])) else {
                return;
            };
            let _ = writeln!(text, "{hash:x} {bytes} {path}");
        }
        let folder = project.join(FOLDER);
        let kept = fs::create_dir_all(&folder)
            .map_err(|source| Error::io("write", &folder, source))
            .and_then(|()| place(&folder.join(".gitignore"), "*\n", "", Mode::Write))
            .and_then(|_| place(&path(project), HEAD, &text, Mode::Write));
        // The next run makes everything again.
        drop(kept);
    }

    /// Whether every file is on the disk as it was written, and nothing of a killed run is.
    #[must_use]
    pub fn holds(&self) -> bool {
        let is_there = |Written { path, bytes, hash: written }: &Written| {
            of_file(path, *bytes).is_ok_and(|now| now == Some(*written))
        };
        let folders: BTreeSet<&Path> =
            self.files.iter().filter_map(|it| it.path.parent()).collect();
        !folders.into_iter().any(partial::any)
            && parallel::map(&self.files, is_there).into_iter().all(|is_there| is_there)
    }

    /// How many files it is about.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files.len()
    }
}

fn path(project: &Path) -> PathBuf {
    project.join(FOLDER).join("generate")
}
