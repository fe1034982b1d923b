//! Registries as bytes.
//!
//! Bytes that begin with `# file: PATH` are files as they are, each after such a line. All others
//! choose what a generated registry consists of.

use errbook::source::Sources;

use crate::generate::{Bytes, registry};

const FILE: &str = "# file: ";

/// The registry that an input stands for.
pub fn sources(data: &[u8]) -> Sources {
    let texts = texts(data);
    Sources::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The files of that registry, each with its path.
fn texts(data: &[u8]) -> Vec<(String, String)> {
    if !data.starts_with(FILE.as_bytes()) {
        return registry(&mut Bytes(data));
    }
    let text = String::from_utf8_lossy(data);
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix(FILE) {
            files.push((path.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
        }
    }
    // Two files of one path cannot be on a disk.
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0);
    files
}
