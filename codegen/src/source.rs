//! The registry's files as read from disk; no other code reads the registry.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::boundary::Boundary;
use crate::disk;
use crate::error::Error;
use crate::limits::{Limits, option};

/// The files of a registry, sorted by path. They are shared, so that a copy costs no texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

/// One file of a registry.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path to show: the registry's folder as the caller gave it, then the path within it.
    pub path: String,
    /// The folder of the registry that the file is in, however deep; `None` if it is in none.
    pub catalog: Option<String>,
    /// The file's path in that folder without its extension, with forward slashes; its name if it is
    /// in none.
    pub stem: String,
    /// The text without a byte order mark; invalid UTF-8 is replaced by U+FFFD.
    pub text: String,
    /// Whether the file begins with a byte order mark.
    pub byte_order_mark: bool,
    /// Where the first invalid UTF-8 is.
    pub not_utf8: Option<usize>,
    /// Where each line begins, computed on demand.
    lines: OnceLock<Vec<u32>>,
}

/// A range of bytes in a file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The index of the file.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The range without the file.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl SourceFile {
    /// The file with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> SourceFile {
        SourceFile {
            path: self.path.clone(),
            catalog: self.catalog.clone(),
            stem: self.stem.clone(),
            text,
            byte_order_mark: self.byte_order_mark,
            not_utf8: None,
            lines: OnceLock::new(),
        }
    }

    /// Whether another file is in the same place and says the same.
    #[must_use]
    pub fn is_same(self: &Arc<SourceFile>, other: &Arc<SourceFile>) -> bool {
        let said = |file: &SourceFile| (file.byte_order_mark, file.not_utf8);
        let place = |file: &SourceFile| (file.catalog.clone(), file.stem.clone());
        Arc::ptr_eq(self, other)
            || said(self) == said(other)
                && self.path == other.path
                && place(self) == place(other)
                && self.text == other.text
    }

    /// The text of the file as it is on disk, including the byte order mark.
    #[must_use]
    pub fn on_disk(&self) -> String {
        let mark = if self.byte_order_mark { "\u{feff}" } else { "" };
        format!("{mark}{}", self.text)
    }

    /// The language of the messages in the file, if its name is that of a file with messages in one
    /// language: `de` for `messages.de.yaml`.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let name = self.stem.rsplit('/').next().unwrap_or_default();
        name.strip_prefix("messages.")
    }

    /// The number of the line that a byte is in, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        let lines = self.lines.get_or_init(|| {
            let mut starts = vec![0];
            let mut next = 0;
            // A plain loop: iterators made of several take five times as long here.
            for byte in self.text.bytes() {
                next += 1;
                if byte == b'\n' {
                    starts.push(next);
                }
            }
            starts
        });
        lines.partition_point(|start| *start as usize <= at)
    }

    /// The line and column of a byte, both from 1; columns count characters.
    #[must_use]
    pub fn position(&self, at: usize) -> (usize, usize) {
        let line_start = line_start(&self.text, at);
        (self.line(at), self.text[line_start..at].chars().count() + 1)
    }
}

/// Where the line begins that a byte is in.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

impl Sources {
    /// Reads the registry in a folder; links in it may not lead out of the folder's repository.
    ///
    /// # Errors
    ///
    /// See [`Sources::read_within`].
    pub fn read(root: &Path) -> Result<Sources, Error> {
        Sources::read_within(root, &Boundary::around(root), &Limits::default())
    }

    /// Reads every YAML file below `root`, including those outside every catalog, which must not be
    /// ignored silently. Hidden files and folders are skipped.
    ///
    /// # Errors
    ///
    /// If the folder does not exist, or a folder or file in it cannot be read, is not a regular
    /// file, leads out of the boundary, or is more than the limits allow, with its path.
    pub fn read_within(
        root: &Path,
        boundary: &Boundary,
        limits: &Limits,
    ) -> Result<Sources, Error> {
        if !root.is_dir() {
            return Err(Error::NoRegistry { path: root.to_owned() });
        }
        boundary.admit(root)?;
        let mut sources = Sources::default();
        let mut found = Vec::new();
        find(root, Path::new(""), boundary, &mut found)?;
        let limited = |limit, what, needed| {
            let option = option(limit, needed);
            Error::Limit { path: root.to_owned(), limit, what, option }
        };
        let files = found.len() as u64;
        if files > limits.files {
            return Err(limited("files", format!("has {files} files"), files));
        }
        let mut total = 0;
        for (path, below) in found {
            let bytes = bytes(&path, limits.file_size)?;
            total += bytes.len() as u64;
            if total > limits.total_size {
                let what = format!("has at least {total} bytes");
                return Err(limited("total-size", what, total.saturating_mul(2)));
            }
            sources.push(display(&path), &below, bytes);
        }
        sources.sort();
        Ok(sources)
    }

    /// The files that [`Sources::read_within`] reads.
    ///
    /// # Errors
    ///
    /// If the folder does not exist, or a folder or file in it cannot be read or leads out of the
    /// boundary.
    pub fn paths(root: &Path, boundary: &Boundary) -> Result<Vec<PathBuf>, Error> {
        if !root.is_dir() {
            return Err(Error::NoRegistry { path: root.to_owned() });
        }
        boundary.admit(root)?;
        let mut found = Vec::new();
        find(root, Path::new(""), boundary, &mut found)?;
        Ok(found.into_iter().map(|(path, _)| path).collect())
    }

    /// Makes sources from texts in memory; each path is `catalog/section.yaml`.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
        let mut sources = Sources::default();
        for (path, text) in texts {
            sources.push(path.to_owned(), Path::new(path), text.as_bytes().to_vec());
        }
        sources.sort();
        sources
    }

    /// Makes sources from the files of a registry that something else than the disk has kept: each with
    /// the path to show, its path below the registry's folder, and its bytes.
    #[must_use]
    pub fn from_files(files: Vec<(String, PathBuf, Vec<u8>)>) -> Sources {
        let mut sources = Sources::default();
        for (path, below, bytes) in files {
            sources.push(path, &below, bytes);
        }
        sources.sort();
        sources
    }

    /// These files without some of them.
    #[must_use]
    pub fn without(self, is_left_out: impl Fn(&SourceFile) -> bool) -> Sources {
        Sources { files: self.files.into_iter().filter(|file| !is_left_out(file)).collect() }
    }

    /// Adds the files of another registry behind these, for findings about both.
    pub fn append(&mut self, other: Sources) {
        self.files.extend(other.files);
    }

    /// Reads a file outside the registry, for findings about it, and returns its index.
    ///
    /// # Errors
    ///
    /// If it cannot be read, with its path.
    pub fn add(&mut self, path: &Path) -> Result<u32, Error> {
        self.add_within(path, &Limits::default())
    }

    /// Reads a file outside the registry that is no larger than the limits allow, and returns its
    /// index.
    ///
    /// # Errors
    ///
    /// If it cannot be read or is too large, with its path.
    pub fn add_within(&mut self, path: &Path, limits: &Limits) -> Result<u32, Error> {
        let name = Path::new(path.file_name().unwrap_or_default());
        self.push(display(path), name, bytes(path, limits.file_size)?);
        Ok(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The file of a span.
    #[must_use]
    pub fn file(&self, span: Span) -> &SourceFile {
        &self.files[span.file as usize]
    }

    /// Replaces the text of a file.
    pub fn replace(&mut self, file: u32, text: String) {
        let file = &mut self.files[file as usize];
        *file = Arc::new(file.with_text(text));
    }

    /// Puts a text in the place of that of a file, which is added if it is not among them. `root` is the
    /// registry's folder, and `below` the path of the file in it.
    pub fn overlay(&mut self, root: &Path, below: &Path, text: &str) {
        let path = display(&root.join(below));
        if let Some(file) = self.files.iter_mut().find(|file| file.path == path) {
            if file.text != text || file.not_utf8.is_some() {
                *file = Arc::new(file.with_text(text.to_owned()));
            }
        } else {
            self.push(path, below, text.as_bytes().to_vec());
            self.sort();
        }
    }

    /// The same files with other paths to show.
    #[must_use]
    pub fn renamed(&self, path: impl Fn(&str) -> String) -> Sources {
        let mut sources = self.clone();
        for file in &mut sources.files {
            let mut named = SourceFile::clone(file);
            named.path = path(&file.path);
            *file = Arc::new(named);
        }
        sources
    }

    /// The size of all files, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }

    fn push(&mut self, path: String, below: &Path, mut bytes: Vec<u8>) {
        let (catalog, stem) = place(below);
        // A byte order mark is not part of the text (YAML 1.2 §5.2).
        let byte_order_mark = bytes.starts_with("\u{feff}".as_bytes());
        if byte_order_mark {
            bytes.drain(..3);
        }
        let (text, not_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(valid))
            }
        };
        let lines = OnceLock::new();
        let file = SourceFile { path, catalog, stem, text, byte_order_mark, not_utf8, lines };
        self.files.push(Arc::new(file));
    }

    fn sort(&mut self) {
        // By path, folder by folder: by text, `a-b/x` would come before `a/x`.
        self.files.sort_by(|a, b| Path::new(&a.path).cmp(Path::new(&b.path)));
    }
}

/// The registry files below a folder, each with its path below the registry.
fn find(
    root: &Path,
    below: &Path,
    boundary: &Boundary,
    found: &mut Vec<(PathBuf, PathBuf)>,
) -> Result<(), Error> {
    for path in entries(&root.join(below))? {
        let below = below.join(path.file_name().unwrap_or_default());
        let (is_link, is_folder) = (path.is_symlink(), path.is_dir());
        let is_yaml = is_registry_file(&below);
        // A link further down may lead back to a folder above it.
        let enters = is_folder && (below.components().count() == 1 || !is_link);
        if is_link && (enters || is_yaml && !is_folder) {
            boundary.admit(&path)?;
        }
        if enters {
            find(root, &below, boundary, found)?;
        } else if is_yaml && !is_folder {
            found.push((path, below));
        }
    }
    Ok(())
}

/// Whether a file is one of a registry, by its path below the registry's folder.
pub(crate) fn is_registry_file(below: &Path) -> bool {
    let is_hidden = below.iter().any(|step| step.to_string_lossy().starts_with('.'));
    let is_yaml = below.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    is_yaml && !is_hidden
}

/// The bytes of a file, up to a limit; positions in it are numbers of 32 bits.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    match disk::read(path, limit.min(u64::from(u32::MAX))) {
        Err(Error::Io { path, source, .. }) if source.kind() == ErrorKind::FileTooLarge => {
            let what = format!("has more than {limit} bytes");
            let option = option("file-size", limit.saturating_mul(2));
            Err(Error::Limit { path, limit: "file-size", what, option })
        }
        read => read,
    }
}

/// The folder of the catalog that a file is in, by its path below the registry, and the file's path
/// in it without its extension.
fn place(below: &Path) -> (Option<String>, String) {
    let bare = below.with_extension("");
    let mut steps: Vec<String> =
        bare.iter().map(|step| step.to_string_lossy().into_owned()).collect();
    let catalog = (steps.len() > 1).then(|| steps.remove(0));
    (catalog, steps.join("/"))
}

/// The entries of a folder that are not hidden, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::io("read", folder, source);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// A path as messages and outputs show it: with forward slashes.
fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
