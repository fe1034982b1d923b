//! `errbook import`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::Project;
use crate::diagnostic::{Diagnostic, Level};
use crate::error::Error;
use crate::import::{File, drift, files, read, slug};
use crate::model::{Catalog, Model};
use crate::output::{self, Mode};
use crate::report::{FORMATS, HUMAN, first};
use crate::rule::DOCUMENT_DRIFT;
use crate::source::Sources;
use crate::visible::{path, word};

use super::show::{show, show_aside, summary};
use super::{Failure, Outcome, count, formats, instead, merge, print, print_error, progress};

/// The arguments of `errbook import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The documents: Markdown or copied text, HTML, XML, CSV, TSV, JSON, YAML, TOML, OpenAPI, Rust,
    /// TypeScript, Go, Java
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The id of the catalog [default: after the first document; with `--merge`, the only one]
    #[arg(long, value_name = "NAME")]
    catalog: Option<String>,
    /// Make the catalog's folder in this one; `-` writes nothing and shows the files [default: the
    /// registry of the project]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Add what is new to a catalog of the registry, and report what differs; nothing is overwritten
    #[arg(long)]
    merge: bool,
    /// How to show where the documents contradict themselves
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    format: String,
}

pub(super) fn run(project: &Project, args: &ImportArgs) -> Result<Outcome, Failure> {
    let registry = if args.merge {
        if args.into.as_deref().is_some_and(|into| into != Path::new("-")) {
            let message = "`--merge` adds to the registry of the project: leave `--into` out";
            return Err(Error::Usage(message.to_owned()).into());
        }
        let Some(registry) = super::model_of(project, Level::Error)? else {
            return Ok(Outcome::Findings);
        };
        Some(registry)
    } else {
        None
    };
    progress::say("reading the documents");
    let mut sources = registry.as_ref().map(|(_, sources)| sources.clone()).unwrap_or_default();
    let mut indices = Vec::new();
    for file in &args.files {
        indices.push(sources.add_within(file, &project.limits)?);
    }
    let documents: Vec<_> =
        indices.iter().map(|index| (*index, &*sources.files()[*index as usize])).collect();
    let draft = read(&documents).map_err(Error::Usage)?;
    let level = project.levels.iter().find(|(rule, _)| *rule == &DOCUMENT_DRIFT);
    let level = level.map_or(DOCUMENT_DRIFT.level, |(_, level)| *level);
    let mut found = drift(&draft, &sources, level);
    let preview = args.into.as_deref() == Some(Path::new("-"));
    if let Some((model, before)) = &registry {
        let catalog = existing(model, args)?;
        let mode = if preview { Mode::Report } else { Mode::Write };
        let done = merge::run(project, before, &draft, catalog, (level, mode), &mut found)?;
        let Some(done) = done else { return Ok(Outcome::Findings) };
        report(&found, &sources, args, preview)?;
        print_error(&done)?;
        return Ok(outcome(&found, Outcome::Fine));
    }
    let id = id(args)?;
    let made = files(&draft, &id);
    if preview {
        for (name, text) in &made {
            print(&format!("# {id}/{name}\n{text}"))?;
        }
    } else {
        let registry = args.into.as_deref().unwrap_or(&project.registry);
        write(&registry.join(&id), &made)?;
    }
    report(&found, &sources, args, preview)?;
    let verb = if preview { "would import" } else { "imported" };
    Ok(outcome(&found, told(project, &id, &made, verb, args)?))
}

/// What a run found, as its outcome, or else another one.
fn outcome(found: &[Diagnostic], otherwise: Outcome) -> Outcome {
    let any = found.iter().any(|found| found.level == Level::Error);
    if any { Outcome::Findings } else { otherwise }
}

/// Shows what was found; beside a preview, not among it.
fn report(
    found: &[Diagnostic],
    sources: &Sources,
    args: &ImportArgs,
    preview: bool,
) -> Result<(), Failure> {
    if preview {
        show_aside(&first(found), sources)?;
    } else {
        let format = FORMATS.iter().find(|format| format.name == args.format).unwrap_or(HUMAN);
        let shown = if format.machine { found.iter().collect() } else { first(found) };
        show("errbook import", format, &shown, sources)?;
    }
    if !found.is_empty() {
        let shown = first(found).len();
        print_error(&summary("found", found, shown, "`--format json` shows all"))?;
    }
    Ok(())
}

/// The catalog to merge into: the one that is asked for, or the only one.
fn existing<'m>(model: &'m Model, args: &ImportArgs) -> Result<&'m Catalog, Error> {
    let ids = || model.catalogs.iter().map(|catalog| catalog.id.as_str());
    match (&args.catalog, &model.catalogs[..]) {
        (Some(id), _) => model.catalog(id).ok_or_else(|| {
            let message = format!("there is no catalog `{}`: {}", word(id), instead(id, ids()));
            Error::Usage(message)
        }),
        (None, [only]) => Ok(only),
        (None, _) => {
            let ids: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
            let ids = ids.join(", ");
            Err(Error::Usage(format!("say with `--catalog` into which of {ids} to merge")))
        }
    }
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
