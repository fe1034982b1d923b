//! Which section a new code belongs to, or which family.

use heck::ToTitleCase;

use crate::error::Error;
use crate::model::{Catalog, Code, Model};
use crate::recode::{Shelf, proposal};
use crate::visible::word;

use super::ask::Ask;
use super::{Failure, instead};

/// What is said about the place of a new code.
pub(super) struct Wanted<'a> {
    /// Its name.
    pub(super) code: Option<&'a str>,
    /// The section.
    pub(super) section: Option<&'a str>,
    /// The title of that section, if it is to be a new one.
    pub(super) title: Option<&'a str>,
    /// The code that it is a case of.
    pub(super) case_of: Option<&'a str>,
}

/// Where a new code goes.
pub(super) struct Place<'m> {
    /// The section.
    pub(super) shelf: Shelf,
    /// The title of the section, if there is none yet.
    pub(super) title: Option<String>,
    /// The code that it is a case of.
    pub(super) parent: Option<&'m Code>,
    /// What stands between the names of a code and its cases.
    pub(super) join: &'m str,
}

/// The catalog with a name, or the only one.
pub(super) fn catalog<'m>(
    model: &'m Model,
    id: Option<&str>,
    ask: Ask,
) -> Result<&'m Catalog, Failure> {
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| catalog.id.as_str()).collect();
    let id = match (id, &ids[..]) {
        (Some(id), _) => id,
        (None, [only]) => only,
        (None, ids) if ask == Ask::Person => ask.choice("catalog", ids, "")?,
        (None, ids) => {
            let message = format!("say which catalog: `--catalog` with one of {}", ids.join(", "));
            return Err(Error::Usage(message).into());
        }
    };
    model.catalog(id).ok_or_else(|| {
        let hint = instead(id, ids.iter().copied());
        Error::Usage(format!("there is no catalog `{}`; {hint}", word(id))).into()
    })
}

/// The place of a new code.
pub(super) fn of<'m>(
    catalog: &'m Catalog,
    shelves: &[Shelf],
    wanted: &Wanted<'_>,
    ask: Ask,
) -> Result<Place<'m>, Failure> {
    let join = catalog.naming.join.as_str();
    let place = |shelf: Shelf| Place { shelf, title: None, parent: None, join };
    let named = |id: &str| shelves.iter().find(|shelf| shelf.id == id).cloned();
    if let Some(parent) = parent(catalog, wanted)? {
        let shelf = named(&catalog[parent.section].id).ok_or_else(nowhere)?;
        return Ok(Place { parent: Some(parent), ..place(shelf) });
    }
    if let Some(id) = wanted.section {
        return match (named(id), wanted.title) {
            (Some(shelf), None) => Ok(place(shelf)),
            (Some(_), Some(_)) => {
                let message = format!("there is a section `{}` already", word(id));
                Err(Error::Usage(message).into())
            }
            (None, title) => {
                let title = new_title(shelves, id, title, ask)?;
                let shelf = Shelf { id: id.to_owned(), category: None, names: Vec::new() };
                Ok(Place { title: Some(title), ..place(shelf) })
            }
        };
    }
    let ids: Vec<&str> = shelves.iter().map(|shelf| shelf.id.as_str()).collect();
    let proposed = wanted.code.and_then(|name| proposal::section(shelves, name));
    let proposed = proposed.or(match shelves {
        [only] => Some(only),
        _ => None,
    });
    if ask == Ask::Person && ids.len() > 1 {
        let id = ask.choice("section", &ids, proposed.map_or("", |shelf| &shelf.id))?;
        return named(id).map(place).ok_or_else(nowhere);
    }
    proposed.cloned().map(place).ok_or_else(|| {
        let message = format!(
            "say which section: `--section` with one of {}; a new one has a `--section-title` too",
            ids.join(", ")
        );
        Error::Usage(message).into()
    })
}

fn nowhere() -> Failure {
    Error::Usage("there is no such section".to_owned()).into()
}

/// The code that a new one is a case of.
fn parent<'m>(catalog: &'m Catalog, wanted: &Wanted<'_>) -> Result<Option<&'m Code>, Failure> {
    if let Some(name) = wanted.case_of {
        let parent = catalog.codes.iter().find(|code| code.name == name);
        return parent.map(Some).ok_or_else(|| {
            let hint = instead(name, catalog.codes.iter().map(|code| code.name.as_str()));
            Error::Usage(format!("there is no code `{}`; {hint}", word(name))).into()
        });
    }
    let Some(name) = wanted.code.filter(|_| wanted.section.is_none()) else { return Ok(None) };
    // Without a family so far, it may be a code whose name another begins with by chance.
    let has_family = |code: &&Code| !code.children.is_empty() || code.parent.is_some();
    let families = catalog.codes.iter().filter(has_family);
    let begins = |code: &&Code| {
        let rest = name.strip_prefix(code.name.as_str());
        rest.and_then(|rest| rest.strip_prefix(&*catalog.naming.join))
            .is_some_and(|it| !it.is_empty())
    };
    Ok(families.filter(begins).max_by_key(|code| code.name.len()))
}

/// The title of a new section.
fn new_title(
    shelves: &[Shelf],
    id: &str,
    title: Option<&str>,
    ask: Ask,
) -> Result<String, Failure> {
    // It is the name of a file as well.
    let fits = |step: &str| {
        step.starts_with(|first: char| first.is_ascii_alphanumeric())
            && step.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    if !id.split('/').all(fits) || id == "catalog" {
        let message = format!(
            "`{}` cannot be a section: its name is that of a file, such as `refunds` or \
             `payments/refunds`",
            word(id)
        );
        return Err(Error::Usage(message).into());
    }
    let hint = instead(id, shelves.iter().map(|shelf| shelf.id.as_str()));
    let missing = format!("there is no section `{}`; {hint}", word(id));
    let title = match title {
        Some(title) => title.to_owned(),
        None if ask == Ask::Person => {
            super::print_error(&format!("{missing}\n"))?;
            let last = id.rsplit('/').next().unwrap_or_default();
            ask.text("title of a new section, or Ctrl-C", &last.to_title_case())?
        }
        None => {
            let message = format!("{missing}, or begin a new one with `--section-title`");
            return Err(Error::Usage(message).into());
        }
    };
    Ok(title)
}
