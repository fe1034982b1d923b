//! `errbook import --merge`: adds what documents have and a catalog has not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::Project;
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::error::Error;
use crate::import::{Addition, Draft, merge as compare, slug};
use crate::model::Catalog;
use crate::output::Mode;
use crate::recode::proposal::{self, Shelf};
use crate::recode::{all_added, listed};
use crate::source::Sources;
use crate::visible::word;
use crate::{fix, output};

use super::recode::compiled;
use super::{Failure, count, edit};

/// A registry with additions: the edited files, and the new ones by path.
struct Edited {
    sources: Sources,
    new: Vec<(PathBuf, String)>,
    codes: usize,
    /// What new codes have from their sections, in sentences.
    inherited: BTreeSet<String>,
}

/// Merges a draft into a catalog; the findings are added to `found`.
pub(super) fn run(
    project: &Project,
    before: &Sources,
    draft: &Draft,
    catalog: &Catalog,
    (level, mode): (Level, Mode),
    found: &mut Vec<Diagnostic>,
) -> Result<Option<String>, Failure> {
    let (additions, differences) = compare(draft, catalog, level);
    found.extend(differences);
    let (shelves, _) = proposal::shelves(before, &catalog.id);
    let mut edited =
        Edited { sources: before.clone(), new: Vec::new(), codes: 0, inherited: BTreeSet::new() };
    for addition in &additions {
        add(project, catalog, &shelves, addition, &mut edited)?;
    }
    let mut all = edited.sources.clone();
    all.append(new_files(project, &edited.new));
    if compiled(project, all, Level::Error)?.is_none() {
        return Ok(None);
    }
    let changed = edit::changed(before, &edited.sources);
    if mode == Mode::Report {
        edit::print_patch(&changed)?;
        for (path, text) in &edited.new {
            super::print(&format!("# {}\n{text}", crate::visible::path(path)))?;
        }
    } else {
        edit::write(&changed)?;
        for (path, text) in &edited.new {
            output::add(path, text)?;
        }
    }
    let verb = if mode == Mode::Report { "would add" } else { "added" };
    let files = count(changed.len() + edited.new.len(), "file");
    Ok(Some(match edited.codes {
        0 => "nothing is new\n".to_owned(),
        number => {
            let inherited: String = edited.inherited.into_iter().collect();
            let codes = count(number, "code");
            format!("{inherited}{verb} {codes} to `{}` in {files}\n", word(&catalog.id))
        }
    }))
}

/// The section for new codes: the one with the name of theirs, or else the one with others of the same
/// table, unless what it has is of another category; for those, the one that has most of their category.
fn shelf<'s>(shelves: &'s [Shelf], addition: &Addition, catalog: &Catalog) -> Option<&'s Shelf> {
    let name = addition.heading.as_deref().map(slug).filter(|name| !name.is_empty());
    let with_name = shelves.iter().find(|shelf| Some(&shelf.id) == name.as_ref());
    let category = |name: &String| {
        let code = catalog.code(name)?;
        code.category.map(|id| catalog[id].id.as_str())
    };
    let of_category = |shelf: &Shelf| {
        let own = addition.category.as_deref();
        let codes = shelf.names.iter().filter(|name| own.is_some() && category(name) == own);
        codes.count() + usize::from(own.is_some() && shelf.category.as_deref() == own)
    };
    // Codes without a category may be anywhere.
    let fits = |shelf: &&Shelf| {
        addition.category.is_none()
            || of_category(shelf) > 0
            || shelf.category.is_none() && shelf.names.iter().all(|name| category(name).is_none())
    };
    let has =
        |shelf: &&Shelf| addition.known.iter().filter(|code| shelf.names.contains(code)).count();
    let best = |rate: &dyn Fn(&&'s Shelf) -> usize| {
        let rated = shelves.iter().filter(fits).map(|shelf| (rate(&shelf), shelf));
        // The first of several that are equal.
        rated.rev().max_by_key(|(rate, _)| *rate).filter(|(rate, _)| *rate > 0)
    };
    let with_known = best(&|shelf| has(shelf));
    let with_category = best(&|shelf| of_category(shelf));
    let only = || if let [one] = shelves { Some(one).filter(|_| name.is_none()) } else { None };
    let found = with_name.filter(fits).or(with_known.map(|(_, shelf)| shelf));
    found.or(with_category.map(|(_, shelf)| shelf)).or_else(only)
}

/// Adds new codes to the section that fits, or to a new one.
fn add(
    project: &Project,
    catalog: &Catalog,
    shelves: &[Shelf],
    addition: &Addition,
    edited: &mut Edited,
) -> Result<(), Failure> {
    let (shelf, catalog) = (shelf(shelves, addition, catalog), catalog.id.as_str());
    let by_hand = |reason: &str| {
        let codes: Vec<String> =
            addition.codes.iter().map(|code| format!("`{}`", word(code))).collect();
        Error::Usage(format!("add {} by hand: {reason}", codes.join(", ")))
    };
    edited.codes += addition.codes.len();
    if let Some(shelf) = shelf {
        let fix =
            all_added(&edited.sources, catalog, &shelf.id, &addition.entries).map_err(by_hand)?;
        edited.inherited.extend(shelf.category.iter().map(|category| {
            format!(
                "new codes of the section `{}` have its category `{}` unless they name another\n",
                word(&shelf.id),
                word(category)
            )
        }));
        return apply(edited, &fix).map_err(|reason| by_hand(reason).into());
    }
    let name = addition.heading.as_deref().map(slug).filter(|name| !name.is_empty());
    let base = name.unwrap_or_else(|| "errors".to_owned());
    let taken = |name: &String| {
        name == "catalog"
            || shelves.iter().any(|shelf| shelf.id == *name)
            || edited.new.iter().any(|(path, _)| path.ends_with(format!("{name}.yaml")))
    };
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.clone()).chain(numbered);
    let Some(name) = names.find(|name| !taken(name)) else { return Ok(()) };
    if let Some(fix) = listed(&edited.sources, catalog, &name).map_err(by_hand)? {
        apply(edited, &fix).map_err(by_hand)?;
    }
    let path = project.registry.join(catalog).join(format!("{name}.yaml"));
    edited.new.push((path, addition.file.clone()));
    Ok(())
}

fn apply(edited: &mut Edited, fix: &Fix) -> Result<(), &'static str> {
    if fix::make(&mut edited.sources, [fix]) == 0 {
        return Err("the file is written in a way that cannot be edited");
    }
    Ok(())
}

/// New files as sources of the registry.
fn new_files(project: &Project, new: &[(PathBuf, String)]) -> Sources {
    let below = |path: &Path| path.strip_prefix(&project.registry).unwrap_or(path).to_owned();
    let files = new.iter().map(|(path, text)| {
        (path.to_string_lossy().into_owned(), below(path), text.clone().into_bytes())
    });
    Sources::from_files(files.collect())
}
