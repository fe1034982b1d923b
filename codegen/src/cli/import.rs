//! `errbook import`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::Project;
use crate::diagnostic::{Diagnostic, Level};
use crate::error::Error;
use crate::import::{File, drift, files, read, slug};
use crate::output;
use crate::report::{FORMATS, HUMAN, first};
use crate::rule::DOCUMENT_DRIFT;
use crate::source::Sources;
use crate::visible::{path, word};

use super::show::{show, show_aside, summary};
use super::{Failure, Outcome, count, formats, print, print_error};

/// The arguments of `errbook import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The documents: Markdown or copied text, CSV, TSV
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The id of the catalog [default: after the first document]
    #[arg(long, value_name = "NAME")]
    catalog: Option<String>,
    /// Make the catalog's folder in this one; `-` writes nothing and shows the files [default: the
    /// registry of the project]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// How to show where the documents contradict themselves
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    format: String,
}

pub(super) fn run(project: &Project, args: &ImportArgs) -> Result<Outcome, Failure> {
    let mut sources = Sources::default();
    let mut indices = Vec::new();
    for file in &args.files {
        indices.push(sources.add_within(file, &project.limits)?);
    }
    let documents: Vec<_> =
        indices.iter().zip(sources.files()).map(|(index, file)| (*index, file)).collect();
    let draft = read(&documents).map_err(Error::Usage)?;
    let id = id(args)?;
    let made = files(&draft, &id);
    let level = project.levels.iter().find(|(rule, _)| *rule == &DOCUMENT_DRIFT);
    let level = level.map_or(DOCUMENT_DRIFT.level, |(_, level)| *level);
    let found = drift(&draft, &sources, level);
    let preview = args.into.as_deref() == Some(Path::new("-"));
    if preview {
        for (name, text) in &made {
            print(&format!("# {id}/{name}\n{text}"))?;
        }
        show_aside(&first(&found), &sources)?;
    } else {
        let registry = args.into.as_deref().unwrap_or(&project.registry);
        write(&registry.join(&id), &made)?;
        let format = FORMATS.iter().find(|format| format.name == args.format).unwrap_or(HUMAN);
        let shown = if format.machine { found.iter().collect() } else { first(&found) };
        show("errbook import", format, &shown, &sources)?;
    }
    if !found.is_empty() {
        let shown = first(&found).len();
        let all = "`--format json` shows all";
        print_error(&summary("found", &found, shown, all))?;
    }
    let verb = if preview { "would import" } else { "imported" };
    let outcome = told(project, &id, &made, verb, args)?;
    let any = found.iter().any(|found| found.level == Level::Error);
    Ok(if any { Outcome::Findings } else { outcome })
}

/// The id of the catalog: the one that is asked for, or one after the name of the first document.
fn id(args: &ImportArgs) -> Result<String, Error> {
    let Some(id) = &args.catalog else {
        let stem = args.files.first().and_then(|file| file.file_stem()).unwrap_or_default();
        let id = slug(&stem.to_string_lossy());
        return if id.is_empty() {
            Err(Error::Usage("give the catalog a name with `--catalog`".to_owned()))
        } else {
            Ok(id)
        };
    };
    if slug(id) == *id {
        return Ok(id.clone());
    }
    let hint = slug(id);
    let hint = if hint.is_empty() { "shop-api".to_owned() } else { hint };
    Err(Error::Usage(format!("`{}` is no name for a catalog: write `{hint}`", word(id))))
}

/// Writes a new catalog; refuses to touch one that is there.
fn write(folder: &Path, files: &[File]) -> Result<(), Error> {
    if folder.exists() || folder.is_symlink() {
        let folder = path(folder);
        let message = format!(
            "`{folder}` is there already, and nothing in it is overwritten: choose another name with \
             `--catalog`"
        );
        return Err(Error::Usage(message));
    }
    for (name, text) in files {
        output::add(&folder.join(name), text)?;
    }
    Ok(())
}

/// Says what was imported, and whether it compiles.
fn told(
    project: &Project,
    id: &str,
    files: &[File],
    verb: &str,
    args: &ImportArgs,
) -> Result<Outcome, Failure> {
    let paths: Vec<String> = files.iter().map(|(name, _)| format!("{id}/{name}")).collect();
    let texts = paths.iter().zip(files).map(|(path, (_, text))| (path.as_str(), text.as_str()));
    let checked = crate::check_with(Sources::from_texts(texts), &project.levels, project.limits);
    let errors: Vec<&Diagnostic> =
        checked.diagnostics.iter().filter(|found| found.level == Level::Error).collect();
    let Some(model) = &checked.model else {
        show_aside(&errors, &checked.sources)?;
        print_error(&format!(
            "{verb} {}, which does not compile yet: mend what is shown above\n",
            count(files.len(), "file"),
        ))?;
        return Ok(Outcome::Findings);
    };
    let catalog = &model.catalogs[0];
    let place = match &args.into {
        Some(into) if into == Path::new("-") => String::new(),
        Some(into) => format!(" into `{}`", path(&into.join(id))),
        None => format!(" into `{}`", path(&project.registry.join(id))),
    };
    print_error(&format!(
        "{verb} {} in {}{place}\n",
        count(catalog.codes.len(), "code"),
        count(catalog.sections.len(), "section"),
    ))?;
    Ok(Outcome::Fine)
}
