//! The pages of `errbook explain` for keys of the registry language and of the project file.

use crate::config::Project;
use crate::diagnostic::Level;
use crate::dialect::Terminal;
use crate::error::Error;
use crate::keys::{Key, Object, elsewhere, file, file_of, find, objects, path, path_of, within};
use crate::{Asked, may_be_code};
use serde_json::{Value, json};

use super::entry::{paragraph, terminal};
use super::{Failure, Outcome, print, print_error, print_json};

/// How many keys of one name are shown in full.
const FULL: usize = 3;

/// Explains a file, or a key of one, if that is what is asked for. A code of the same name comes first;
/// but the registry may well have errors, or be missing.
pub(super) fn explain(
    asked: &str,
    json: bool,
    project: &Result<Project, Error>,
) -> Result<Option<Outcome>, Failure> {
    let whole = file(asked);
    let found = find(asked);
    if whole.is_none() && found.is_empty() {
        return Ok(None);
    }
    if names_a_code(asked, project) {
        let mut paths = found.iter().map(|(object, key)| path_of(object, key));
        if let Some(path) = paths.find(|path| path.contains('.')) {
            let more =
                format!("`errbook explain {path}` explains the key of the registry language\n");
            print_error(&more)?;
        }
        return Ok(None);
    }
    if json {
        let whole = whole.iter().flat_map(|object| object.keys.iter().map(|key| (*object, key)));
        let keys = whole.chain(found.iter().copied());
        print_json(&keys.map(|(object, key)| as_json(object, key)).collect::<Value>())?;
        return Ok(Some(Outcome::Fine));
    }
    let terminal = terminal();
    let page = match (whole, &found[..]) {
        (Some(object), _) => about_file(terminal, object),
        (None, few) if few.len() <= FULL => few
            .iter()
            .map(|(object, key)| about(terminal, object, key))
            .collect::<Vec<_>>()
            .join("\n"),
        (None, many) => {
            let mut page = terminal.title(asked, "a key of several maps");
            page.push('\n');
            rows(terminal, &mut page, many.iter().copied());
            page
        }
    };
    print(&page)?;
    Ok(Some(Outcome::Fine))
}

/// The paths of all keys, for messages about mistyped ones.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    objects().iter().flat_map(|object| object.keys.iter().map(|key| key.name.as_str()))
}

fn names_a_code(name: &str, project: &Result<Project, Error>) -> bool {
    let Ok(project) = project else { return false };
    let Ok(sources) = crate::read(project) else { return false };
    // Most keys are called like no code, which is known long before the registry is checked.
    if !may_be_code(&sources, project.limits, name) {
        return false;
    }
    // Nobody sees what lints find.
    let checked = crate::check_in(project, sources, Asked::From(Level::Error));
    checked.model.is_some_and(|model| {
        model.catalogs.iter().any(|catalog| catalog.code_called(name).is_some())
    })
}

/// A file: what it is, and all of its keys.
fn about_file(terminal: Terminal, object: &Object) -> String {
    let mut page = terminal.title(file_of(object), &object.about);
    terminal.heading(&mut page, "Keys");
    rows(terminal, &mut page, object.keys.iter().map(|key| (object, key)));
    page
}

/// A key: where it stands, what it says and how it is written.
fn about(terminal: Terminal, object: &Object, key: &Key) -> String {
    let mut page = terminal.title(&path_of(object, key), &format!("in {}", file_of(object)));
    terminal.fact(&mut page, "value", &key.value);
    terminal.fact(&mut page, "required", if key.required { "yes" } else { "no" });
    let others: Vec<String> = elsewhere(object).map(|at| format!("{at}.{}", key.name)).collect();
    if !others.is_empty() {
        terminal.fact(&mut page, "also", &others.join(", "));
    }
    page.push('\n');
    paragraph(terminal, &mut page, &key.about);
    let told: Vec<_> = key.choices.iter().filter(|(_, meaning)| !meaning.is_empty()).collect();
    if !told.is_empty() {
        terminal.heading(&mut page, "Words");
        let width = told.iter().map(|(word, _)| word.chars().count()).max().unwrap_or_default();
        for (word, meaning) in told {
            terminal.row_of(&mut page, word, width, meaning);
        }
    }
    for inner in within(object, key) {
        terminal.heading(&mut page, &format!("Keys of {}", path(inner)));
        rows(terminal, &mut page, inner.keys.iter().map(|key| (inner, key)));
    }
    if let Some(example) = &key.example {
        terminal.heading(&mut page, &format!("Example in {}", example.file));
        terminal.code(&mut page, &example.text);
    }
    page
}

/// A line for each key, with the first sentence about it.
fn rows<'a>(
    terminal: Terminal,
    page: &mut String,
    keys: impl Iterator<Item = (&'a Object, &'a Key)> + Clone,
) {
    let same = keys.clone().map(|(object, _)| &object.name).collect::<Vec<_>>();
    let one = same.windows(2).all(|pair| pair[0] == pair[1]);
    let name = |object: &Object, key: &Key| {
        if one { key.name.clone() } else { path_of(object, key) }
    };
    let rows: Vec<(String, &str)> = keys
        .map(|(object, key)| {
            let first = key.about.split_once(". ").map_or(key.about.as_str(), |(first, _)| first);
            (name(object, key), first.trim_end_matches('.'))
        })
        .collect();
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, about) in rows {
        terminal.row_of(page, &name, width, about);
    }
}

fn as_json(object: &Object, key: &Key) -> Value {
    let words =
        key.choices.iter().map(|(word, meaning)| json!({ "word": word, "meaning": meaning }));
    json!({
        "key": key.name,
        "path": path_of(object, key),
        "file": file_of(object),
        "description": key.about,
        "required": key.required,
        "value": key.value,
        "words": words.collect::<Value>(),
        "example": key.example.as_ref().map(|example| &example.text),
    })
}
