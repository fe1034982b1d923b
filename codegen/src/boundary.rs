//! The paths that a checkout may lead errbook to: those in its repository.
//!
//! The project file, the registry and every link are untrusted, because they come with a checkout;
//! what the command line names is trusted. See SECURITY.md.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::Error;

/// The folder that the files of a project may not lead out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The folder without links; nothing if every path is allowed.
    root: Option<PathBuf>,
}

impl Boundary {
    /// The repository that a folder is in: the nearest folder that contains `.git`, or, without
    /// Git, the folder itself.
    #[must_use]
    pub fn around(folder: &Path) -> Boundary {
        let folder = real(folder);
        let root = folder.ancestors().find(|above| above.join(".git").exists());
        Boundary { root: Some(root.unwrap_or(&folder).to_owned()) }
    }

    /// The folder without links; nothing if every path is allowed.
    #[must_use]
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// No boundary: the files of the project may lead anywhere.
    #[must_use]
    pub fn none() -> Boundary {
        Boundary { root: None }
    }

    /// Whether a path is within the boundary once its links are resolved, and not in the folder
    /// that Git keeps for itself.
    #[must_use]
    pub fn contains(&self, path: &Path) -> bool {
        let Some(root) = &self.root else { return true };
        real(path).strip_prefix(root).is_ok_and(|below| {
            // Git ignores the case of this name, and so do some file systems.
            !below.iter().any(|name| name.eq_ignore_ascii_case(".git"))
        })
    }

    /// Refuses a path that leads out of the boundary.
    ///
    /// # Errors
    ///
    /// If it does, with the path and the folder that it should be in.
    pub fn admit(&self, path: &Path) -> Result<(), Error> {
        match &self.root {
            Some(root) if !self.contains(path) => {
                Err(Error::Outside { path: path.to_owned(), root: root.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Refuses a path that the command line names if a link in it leads out of the boundary. A path
    /// outside it is what the user wants.
    ///
    /// # Errors
    ///
    /// If a link leads out, with the path and the folder that it should be in.
    pub fn admit_named(&self, path: &Path) -> Result<(), Error> {
        match &self.root {
            Some(root) if written(path).starts_with(root) => self.admit(path),
            _ => Ok(()),
        }
    }
}

/// An absolute path without links, as far as it exists.
#[must_use]
pub fn real(path: &Path) -> PathBuf {
    let path = &std::path::absolute(Path::new(".").join(path)).unwrap_or_else(|_| path.to_owned());
    let known = path
        .ancestors()
        .find_map(|above| Some(fs::canonicalize(above).ok()?.join(path.strip_prefix(above).ok()?)));
    normal(&known.unwrap_or_else(|| path.clone()))
}

/// An absolute path as it is written: only the links in the working folder are resolved.
fn written(path: &Path) -> PathBuf {
    if path.is_absolute() {
        return normal(path);
    }
    normal(&real(Path::new("")).join(path))
}

/// A path without `.` and without `name/..`, so that equal folders have equal paths.
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) =>
            {
                normal.pop();
            }
            step => normal.push(step),
        }
    }
    normal
}
