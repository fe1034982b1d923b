//! Failures to run, as opposed to findings in a registry.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::visible;

/// Why errbook could not do what it was told to. Its message is one visible line, or for a project
/// file several, whatever it quotes.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// What was tried, as a verb: "read", "write", "remove".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The project file is invalid.
    Config {
        /// The project file.
        path: PathBuf,
        /// What is wrong and where, on several lines.
        message: String,
    },
    /// A target failed to render, because of a bug in errbook or a template.
    Render {
        /// The target's name.
        target: &'static str,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A file that errbook did not write is in the way of an output.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A link is in the way of an output, inside a folder that errbook owns.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A link, or the project file, leads out of the repository.
    Outside {
        /// The path as it is written.
        path: PathBuf,
        /// The repository, or the project's folder if there is none.
        root: PathBuf,
    },
    /// Another run of errbook has been writing to a folder for a minute.
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A registry is larger than a limit.
    Limit {
        /// The file or folder.
        path: PathBuf,
        /// The name of the limit, as on the command line.
        limit: &'static str,
        /// What is more than it allows, and how much that is.
        what: String,
        /// The option that raises it.
        option: String,
    },
    /// A file to edit is no longer what it was when it was read.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The folder that the project names as its registry does not exist.
    NoRegistry {
        /// The folder.
        path: PathBuf,
    },
    /// The registry's folder contains no registry files.
    EmptyRegistry {
        /// The folder.
        path: PathBuf,
    },
    /// The command line refers to something that does not exist.
    Usage(String),
}

impl Error {
    /// A failure at a path.
    #[must_use]
    pub fn io(action: &'static str, path: &Path, source: io::Error) -> Error {
        Error::Io { action, path: path.to_owned(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io { action, path, .. } => {
                write!(f, "could not {action} `{}`", visible::path(path))
            }
            Error::Config { path, message } => {
                write!(f, "the project file `{}` is invalid\n{message}", visible::path(path))
            }
            Error::Render { target, .. } => write!(f, "the target `{target}` failed to render"),
            Error::Foreign { path } => write!(
                f,
                "`{}` was not written by errbook and is in the way of an output; move or remove it",
                visible::path(path)
            ),
            Error::Link { path } => write!(
                f,
                "`{}` is a link, and errbook does not follow links in its folders; remove it",
                visible::path(path)
            ),
            Error::Outside { path, root } => write!(
                f,
                "`{}` leads out of `{}`; if you trust these files, run the command with \
                 `--allow-outside`",
                visible::path(path),
                visible::path(root)
            ),
            Error::Busy { path } => write!(
                f,
                "another errbook is writing to `{}`; run the command again when it has ended",
                visible::path(path)
            ),
            Error::Limit { path, limit, what, option } => write!(
                f,
                "`{}` {what}, more than the limit `{limit}` allows; raise it with `{option}`",
                visible::path(path)
            ),
            Error::Changed { path } => write!(
                f,
                "`{}` has changed since errbook read it; run the command again",
                visible::path(path)
            ),
            Error::NoRegistry { path } => write!(
                f,
                "there is no registry at `{}`: begin one with `errbook init`, or set \
                 `registry = \"folder\"` in `errbook.toml`",
                visible::path(path)
            ),
            Error::EmptyRegistry { path } => write!(
                f,
                "`{}` contains no catalogs: a registry has a folder for each, with a `catalog.yaml` \
                 in it; `errbook init` makes one",
                visible::path(path)
            ),
            Error::Usage(message) => f.write_str(&visible::word(message)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            Error::Render { source, .. } => Some(source.as_ref()),
            _ => None,
        }
    }
}

/// An error and its causes, separated by colons; each cause is one visible line.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&visible::line(error.to_string()));
        source = error.source();
    }
    text
}
