//! The reference of the registry language and of the project file, as a page of Markdown.

use std::fmt::Write;

use super::example::is_toml;
use super::{FILES, Key, Object, elsewhere, file_of, objects, path, path_of, within};
use crate::words::series;

/// The page; the same text as in the schemas and in `errbook explain KEY`.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(
        "<!-- Made from the doc comments of the language; a test keeps it fresh. -->\n\n\
         # The keys of the registry and of the project file\n\n\
         `errbook explain KEY` shows the same in a terminal, as in `errbook explain envelope` or \
         `errbook explain details.from`. `NAME` is a name that you choose. Each example is part of \
         [a project](../codegen/src/keys/example) that is checked.\n\n",
    );
    for (file, _, about) in FILES {
        let _ = writeln!(page, "- [`{file}`](#{}): {about}", anchor(&heading_of(file, "")));
    }
    for object in objects() {
        let heading = heading_of(file_of(object), &path(object));
        let _ = write!(page, "\n## {heading}\n\n{}\n\n", object.about);
        others(object, &mut page);
        for key in &object.keys {
            let _ = writeln!(page, "- [`{}`](#{})", key.name, anchor(&key_heading(object, key)));
        }
        object.keys.iter().for_each(|key| entry(object, key, &mut page));
    }
    page
}

/// Says where else an object stands.
fn others(object: &Object, page: &mut String) {
    let others: Vec<String> = elsewhere(object).map(|at| format!("`{at}`")).collect();
    if !others.is_empty() {
        let _ = write!(page, "It stands at {} too.\n\n", series(&others, "and"));
    }
}

/// A key alone, for editors.
#[must_use]
pub fn explained(object: &Object, key: &Key) -> String {
    let mut page = format!("`{}`\n\n{}\n\n{}\n\n", path_of(object, key), key.about, value_of(key));
    words_and_example(key, &mut page);
    page
}

fn entry(object: &Object, key: &Key, page: &mut String) {
    let value = value_of(key);
    let _ = write!(page, "\n### {}\n\n{}\n\n{value}", key_heading(object, key), key.about);
    for inner in within(object, key) {
        let heading = heading_of(file_of(inner), &path(inner));
        let _ = write!(page, " Its keys: [`{}`](#{}).", path(inner), anchor(&heading));
    }
    page.push_str("\n\n");
    words_and_example(key, page);
}

/// What the value of a key is, in a sentence.
fn value_of(key: &Key) -> String {
    let needed = if key.required { "Required; " } else { "" };
    let value = format!("{needed}{}", key.value);
    let mut letters = value.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    format!("{}.", first.into_iter().chain(letters).collect::<String>())
}

fn words_and_example(key: &Key, page: &mut String) {
    for (word, meaning) in key.choices.iter().filter(|(_, meaning)| !meaning.is_empty()) {
        let _ = writeln!(page, "- `{word}`: {meaning}");
    }
    if let Some(example) = &key.example {
        if key.choices.iter().any(|(_, meaning)| !meaning.is_empty()) {
            page.push('\n');
        }
        let language = if is_toml(example.file) { "toml" } else { "yaml" };
        let _ = write!(page, "```{language}\n{}```\n", example.text);
    }
}

fn heading_of(file: &str, path: &str) -> String {
    if path.is_empty() { format!("`{file}`") } else { format!("`{path}` in `{file}`") }
}

fn key_heading(object: &Object, key: &Key) -> String {
    // Without the file, two of them could be the same.
    format!("`{}` in `{}`", path_of(object, key), file_of(object)).replace("` in `", "`, `")
}

/// The anchor that viewers make of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_ascii_alphanumeric() || "-_ ".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
