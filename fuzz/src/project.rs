//! Any project file is read or refused.

use std::cell::RefCell;
use std::fs;

use errbook::config::{Project, Reach};

use crate::BUG;

thread_local! {
    static FOLDER: RefCell<tempfile::TempDir> =
        RefCell::new(tempfile::tempdir().expect("a folder"));
}

/// The first byte says whether the rest is TOML or YAML.
pub fn project(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let name = if *kind == b'Y' { "errbook.yaml" } else { "errbook.toml" };
    FOLDER.with_borrow(|folder| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("it is written");
        if let Err(error) = Project::open(&file, Reach::Repository) {
            let message = error.to_string();
            assert!(!message.contains(BUG), "{message}");
        }
    });
}
