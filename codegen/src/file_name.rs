//! Names of files: which every system can hold, and which several files cannot share.

use std::collections::BTreeMap;

/// The longest name of a file on the usual file systems, in bytes.
const LONGEST: usize = 255;

/// Names that Windows gives to devices, whatever follows after a dot. The digits of the ports may
/// also be superscripts.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
const PORTS: &[&str] = &["com", "lpt"];

/// What keeps a name from being that of a file or folder on some system; nothing if every system
/// can hold it.
pub(crate) fn fault(name: &str) -> Option<&'static str> {
    let reserved = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    if name.len() > LONGEST {
        Some("is longer than 255 bytes")
    } else if name.contains(reserved) {
        Some("contains a character that Windows reserves")
    } else if name.ends_with(['.', ' ']) {
        Some("ends in a character that Windows drops")
    } else if is_device(name) {
        Some("is the name of a device on Windows")
    } else {
        None
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |port: &&str| {
        let number = stem.strip_prefix(*port).unwrap_or_default();
        matches!(number, "¹" | "²" | "³") || matches!(number.as_bytes(), [b'0'..=b'9'])
    };
    DEVICES.contains(&stem.as_str()) || PORTS.iter().any(is_port)
}

/// The paths of the files in a folder, each with its owner. No two of them are the same file on any
/// system: many ignore case, and none has a file and a folder of one name.
///
/// Systems that take different spellings of a letter for the same name need no care here, because
/// the names of pages are ASCII.
pub(crate) struct Paths<T> {
    /// By the path in lowercase; folders belong to the first file in them.
    taken: BTreeMap<String, Taken<T>>,
}

struct Taken<T> {
    owner: T,
    is_file: bool,
}

impl<T: Copy> Paths<T> {
    pub(crate) fn new() -> Paths<T> {
        Paths { taken: BTreeMap::new() }
    }

    /// Takes a path; if it is taken, returns the owner.
    pub(crate) fn claim(&mut self, path: &str, owner: T) -> Result<(), T> {
        let path = path.to_lowercase();
        let folders = || path.match_indices('/').map(|(end, _)| &path[..end]);
        if let Some(file) =
            folders().find_map(|folder| self.taken.get(folder).filter(|it| it.is_file))
        {
            return Err(file.owner);
        }
        if let Some(taken) = self.taken.get(&path) {
            return Err(taken.owner);
        }
        for folder in folders() {
            if !self.taken.contains_key(folder) {
                self.taken.insert(folder.to_owned(), Taken { owner, is_file: false });
            }
        }
        self.taken.insert(path, Taken { owner, is_file: true });
        Ok(())
    }

    /// Takes the path of a file with this name in a folder, or with a similar name that is free and
    /// that every system can hold.
    pub(crate) fn free(&mut self, folder: &str, name: &str, ending: &str, owner: T) -> String {
        let is_folder = ending.starts_with('/');
        let mut name = if is_folder { name.trim_end_matches('.') } else { name }.to_owned();
        loop {
            let below = format!("{name}{ending}");
            let path = format!("{folder}{below}");
            let fits = below.split('/').all(|step| fault(step).is_none());
            // Names in a registry are shorter by far.
            if below.len() > LONGEST || fits && self.claim(&path, owner).is_ok() {
                return path;
            }
            name.insert_str(0, "the-");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Paths, fault};

    #[test]
    fn names_that_some_system_cannot_hold() {
        let long = "x".repeat(256);
        for name in [
            "con",
            "CON",
            "nul.md",
            "Aux.tar.gz",
            "com1",
            "LPT9.html",
            "com0",
            "com¹",
            "con .md",
            "conin$",
            "a.",
            "a ",
            "a:b",
            "a\\b",
            "a?",
            "a\u{1}",
            &long,
        ] {
            assert!(fault(name).is_some(), "{name}");
        }
        for name in ["conn", "com", "com10", "lpt", "icon", "a.con", "the-con", "a.b", &long[1..]] {
            assert_eq!(fault(name), None, "{name}");
        }
    }

    #[test]
    fn no_two_files_share_a_path() {
        let mut paths = Paths::new();
        assert_eq!(paths.claim("README.md", 0), Ok(()));
        assert_eq!(paths.claim("readme.md", 1), Err(0));
        assert_eq!(paths.claim("errors/a.md", 2), Ok(()));
        assert_eq!(paths.claim("Errors", 3), Err(2), "a folder");
        assert_eq!(paths.claim("readme.md/a.md", 4), Err(0), "in a file");
        assert_eq!(paths.free("", "readme", ".md", 5), "the-readme.md");
        assert_eq!(paths.free("", "README", ".md", 6), "the-the-README.md");
        assert_eq!(paths.free("errors/", "nul", ".md", 7), "errors/the-nul.md");
        assert_eq!(paths.free("errors/", "b.", "/index.html", 8), "errors/b/index.html");
        assert_eq!(paths.free("errors/", "c", ".md", 9), "errors/c.md");
    }
}
