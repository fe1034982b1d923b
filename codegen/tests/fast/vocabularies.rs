//! The enums of the generated packages are made from the vocabularies. They lie among the handwritten
//! code of the packages, where editors and compilers read them.
//!
//! `SNAPSHOTS=overwrite cargo test --test fast vocabularies` remakes them; then compile the runtime of
//! the TypeScript package (see `templates/lib.rs`), and generate.

use std::fmt::{Debug, Write};
use std::fs;

use errbook::model::{Delivery, Retry, Vocabulary};

use crate::rules::overwrites;
use crate::support::root;

/// Compares the part of a file between two texts with what it should be, or replaces it.
#[track_caller]
fn holds(file: &str, from: &str, until: &str, part: &str) {
    let path = root().join("templates").join(file);
    let text = fs::read_to_string(&path).expect("the file is read");
    // The comment above it belongs to it.
    let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
    let start = text[..at].rfind("\n\n").map_or(0, |blank| blank + 2);
    let end = at + text[at..].find(until).expect("an end") + until.len();
    if overwrites() {
        let whole = [&text[..start], part, &text[end..]].concat();
        fs::write(&path, whole).expect("the file is written");
    } else {
        assert_eq!(&text[start..end], part, "{file}: see the head of this test");
    }
}

fn rust<V: Vocabulary + Debug>(name: &str) {
    let mut part = format!(
        "/// {}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\n#[non_exhaustive]\n\
         pub enum {name} {{\n",
        V::ABOUT
    );
    for value in V::ALL {
        writeln!(part, "    /// {}\n    {value:?},", value.meaning()).expect("it is a string");
    }
    part.push_str("}\n");
    holds("rust/shared/advice.rs", &format!("pub enum {name} {{"), "\n}\n", &part);
}

#[test]
fn the_enums_of_the_crate() {
    rust::<Retry>("Retry");
    rust::<Delivery>("Delivery");
}

#[test]
fn the_words_of_the_crate() {
    let mut part = format!(
        "impl Retry {{\n    /// The name of the advice, such as `{}`.\n    #[must_use]\n    \
         pub const fn as_str(self) -> &'static str {{\n        match self {{\n",
        Retry::AfterDelay.word()
    );
    for value in Retry::ALL {
        writeln!(part, "            Retry::{value:?} => {:?},", value.word())
            .expect("it is a string");
    }
    part.push_str("        }\n    }\n}\n");
    holds("rust/shared/advice.rs", "impl Retry {", "\n}\n", &part);
}

#[test]
fn the_types_of_the_npm_package() {
    let mut part = format!("/**\n * {}\n *\n", Retry::ABOUT);
    for value in Retry::ALL {
        writeln!(part, " * - `{}`: {}", value.word(), value.meaning()).expect("it is a string");
    }
    let words: Vec<String> = Retry::ALL.iter().map(|it| format!("{:?}", it.word())).collect();
    writeln!(part, " */\nexport type Retry = {};", words.join(" | ")).expect("it is a string");
    holds("typescript/runtime.ts", "export type Retry =", ";\n", &part);
}
