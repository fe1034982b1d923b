//! `errbook diff`

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::config::{NAMES, Project, REGISTRY, Reach, registry_named};
use crate::diagnostic::{Diagnostic, Level};
use crate::diff::{Change, changes};
use crate::error::Error;
use crate::git;
use crate::model::{Model, Vocabulary};
use crate::report::{FORMATS, first};
use crate::rule::Tier;
use crate::source::{SourceFile, Sources, Span};
use crate::visible::word;
use crate::words::{count, series};

use super::show::{show, show_aside};
use super::{Failure, Outcome, model_of, print, print_error};

/// The arguments of `errbook diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The old version: a folder with a project or a registry, or a Git revision, such as
    /// `origin/main`, `v1.2` or `HEAD~3` [default: where the branch left the default branch]
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// How to show the changes
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats_of_changes())]
    format: String,
    /// Show every change, not only the first hundred of each tier
    #[arg(long)]
    all: bool,
    /// Exit with 1 if a change breaks these or those named before them
    #[arg(long, value_name = "TIER", default_value = "source", value_parser = tiers())]
    fail_on: String,
}

/// The format of changes for pull requests.
const MARKDOWN: &str = "markdown";

/// The formats of changes: those of findings, and one for pull requests.
fn formats_of_changes() -> PossibleValuesParser {
    let own = PossibleValue::new(MARKDOWN).help("Markdown, for comments on pull requests");
    let formats = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.summary));
    PossibleValuesParser::new(formats.chain([own]))
}

/// The tiers that can fail, the worst first.
fn tiers() -> PossibleValuesParser {
    let failing = Tier::ALL.iter().rev().filter(|tier| **tier != Tier::Added);
    PossibleValuesParser::new(
        failing.map(|tier| PossibleValue::new(tier.word()).help(tier.meaning())),
    )
}

/// The tiers, the worst first.
const TIERS: [Tier; 5] = [Tier::Wire, Tier::Source, Tier::Behaviour, Tier::Docs, Tier::Added];

pub(super) fn run(project: &Project, reach: Reach, args: &DiffArgs) -> Result<Outcome, Failure> {
    let fail_on = Tier::ALL.iter().find(|tier| tier.word() == args.fail_on);
    let fail_on = *fail_on.expect("the command line accepts no other");
    let old = old_sources(project, reach, args.against.as_deref())?;
    let before = old_model(project, old)?;
    let Some((model, mut sources)) = model_of(project, Level::Error)? else {
        return Ok(Outcome::Findings);
    };
    let changes = changes(&before.0, &model);
    let own = u32::try_from(sources.files().len()).unwrap_or(u32::MAX);
    // Some readers look for every file in the repository, where the old ones are not.
    if !FORMATS.iter().any(|format| format.name == args.format && format.from_root) {
        sources.append(before.1);
    }
    if args.format == MARKDOWN {
        print(&markdown(&changes, args.against.as_deref()))?;
    } else {
        report(&changes, &sources, own, args)?;
    }
    print_error(&summary(&changes))?;
    let fails = changes.iter().any(|change| change.tier() >= fail_on);
    Ok(if fails { Outcome::Findings } else { Outcome::Fine })
}

/// Prints the changes as findings.
fn report(changes: &[Change], sources: &Sources, own: u32, args: &DiffArgs) -> Result<(), Failure> {
    let format = FORMATS.iter().find(|format| format.name == args.format);
    let format = format.expect("the command line accepts no other");
    let found = |change: &Change| {
        let mut found = change.found(own);
        if format.from_root {
            found.labels.retain(|label| label.span.file < own);
        }
        if found.labels.is_empty()
            && let Some(file) = catalog_file(change, sources)
        {
            found = found.at(file, "of this catalog");
        }
        found
    };
    if format.machine {
        let found: Vec<Diagnostic> = changes.iter().map(found).collect();
        show(format, &found.iter().collect::<Vec<_>>(), sources)?;
        return Ok(());
    }
    for tier in TIERS {
        let of_tier = changes.iter().filter(|change| change.tier() == tier);
        let found: Vec<Diagnostic> = of_tier.map(found).collect();
        if found.is_empty() {
            continue;
        }
        print(&format!("{}: {}\n\n", tier.word(), tier.meaning().trim_end_matches('.')))?;
        let shown = if args.all { found.iter().collect() } else { first(&found) };
        show(format, &shown, sources)?;
        if shown.len() < found.len() {
            let more = count(found.len() - shown.len(), "more change");
            print(&format!("{more}: `--all` shows all\n\n"))?;
        }
    }
    Ok(())
}

/// The beginning of the file of the catalog that a change is about.
fn catalog_file(change: &Change, sources: &Sources) -> Option<Span> {
    let is_its = |file: &SourceFile| {
        file.stem == "catalog" && file.catalog.as_ref() == Some(&change.catalog)
    };
    let file = u32::try_from(sources.files().iter().position(is_its)?).ok()?;
    Some(Span { file, start: 0, end: 0 })
}

/// How many changes of each tier there are.
fn summary(changes: &[Change]) -> String {
    let of = |tier: Tier| changes.iter().filter(|change| change.tier() == tier).count();
    let counts = TIERS.iter().map(|tier| (of(*tier), tier.word()));
    let counts: Vec<String> = counts
        .filter(|(number, _)| *number > 0)
        .map(|(number, tier)| format!("{number} ({tier})"))
        .collect();
    if counts.is_empty() {
        return "found no changes\n".to_owned();
    }
    format!("found {}: {}\n", count(changes.len(), "change"), series(&counts, "and"))
}

/// The changes as a comment on a pull request.
fn markdown(changes: &[Change], against: Option<&str>) -> String {
    let mut text = match against {
        Some(old) => format!("## Error codes: changes since {}\n", escaped(old)),
        None => "## Error codes: changes\n".to_owned(),
    };
    if changes.is_empty() {
        text.push_str("\nNo changes.\n");
    }
    for tier in TIERS {
        let of_tier: Vec<&Change> = changes.iter().filter(|change| change.tier() == tier).collect();
        if of_tier.is_empty() {
            continue;
        }
        let about = tier.meaning().trim_end_matches('.');
        let _ = writeln!(text, "\n### {}: {about}\n", tier.word());
        for change in of_tier {
            let Change { rule, catalog, what, consequence, safe, .. } = change;
            let _ =
                writeln!(text, "- **{}**: {} (`{}`)  ", escaped(catalog), escaped(what), rule.id);
            let safe = if safe.is_empty() { String::new() } else { format!("; {safe}") };
            let _ = writeln!(text, "  {}", escaped(&format!("{consequence}{safe}")));
        }
    }
    text
}

/// A phrase in which only code is marked up.
fn escaped(phrase: &str) -> String {
    let phrase = word(phrase);
    let mut parts = phrase.split('`').enumerate().map(|(at, part)| {
        if at % 2 == 1 {
            return format!("`{part}`");
        }
        let special = |c: char| "\\*_[]<>#|&!~".contains(c);
        part.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
    });
    parts.by_ref().collect()
}

/// The model of the old registry.
fn old_model(
    project: &Project,
    (sources, name): (Sources, String),
) -> Result<(Model, Sources), Failure> {
    let checked = crate::check_with(sources, &project.levels, project.limits);
    if let Some(model) = checked.model {
        return Ok((model, checked.sources));
    }
    let errors: Vec<Diagnostic> =
        checked.diagnostics.into_iter().filter(|found| found.level == Level::Error).collect();
    show_aside(&first(&errors), &checked.sources)?;
    Err(Failure::Run(Error::Usage(format!(
        "the old registry, {name}, has {}; compare with a version that this errbook reads",
        count(errors.len(), "error")
    ))))
}

/// The files of the old registry, and what to call it.
fn old_sources(
    project: &Project,
    reach: Reach,
    against: Option<&str>,
) -> Result<(Sources, String), Error> {
    let folder = against.map(Path::new).filter(|path| path.is_dir());
    if let Some(folder) = folder {
        let registry = registry_in(folder, reach)?;
        let boundary = crate::boundary::Boundary::around(&registry);
        let sources = Sources::read_within(&registry, &boundary, &project.limits)?;
        if sources.files().is_empty() {
            return Err(Error::EmptyRegistry { path: registry });
        }
        return Ok((sources, format!("in `{}`", word(&folder.to_string_lossy()))));
    }
    let root = &project.root;
    let (commit, name) = if let Some(revision) = against {
        (git::commit(root, revision)?, revision.to_owned())
    } else {
        let base = git::merge_base(root)?;
        let short = base.get(..10).unwrap_or(&base).to_owned();
        (base, short)
    };
    let below = project.registry.strip_prefix(root).unwrap_or(&project.registry);
    let registry = registry_then(project, &commit)?;
    let now = below.to_string_lossy().replace('\\', "/");
    for folder in [registry.as_deref(), Some(now.as_str())].into_iter().flatten() {
        let Some(files) = git::files(root, &commit, folder, &project.limits)? else { continue };
        if files.is_empty() {
            continue;
        }
        let file = |(path, bytes): (PathBuf, Vec<u8>)| {
            let shown = format!("{name}:{folder}/{}", path.to_string_lossy());
            (shown, path, bytes)
        };
        let sources = Sources::from_files(files.into_iter().map(file).collect());
        return Ok((sources, format!("in `{}`", word(&name))));
    }
    Err(Error::Usage(format!("there is no registry `{}` in `{}`", word(&now), word(&name))))
}

/// The registry's folder as the project file named it in a commit, or the default.
fn registry_then(project: &Project, commit: &str) -> Result<Option<String>, Error> {
    let own = project.file.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    for name in own.into_iter().chain(NAMES) {
        if let Some(bytes) = git::file(&project.root, commit, name)? {
            return Ok(registry_named(name, &String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(Some(REGISTRY.to_owned()))
}

/// The registry of a folder: that of its project file, its folder `registry`, or the folder itself.
fn registry_in(folder: &Path, reach: Reach) -> Result<PathBuf, Error> {
    if let Some(file) = NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file()) {
        return Ok(Project::open(&file, reach)?.registry);
    }
    let below = folder.join(REGISTRY);
    Ok(if below.is_dir() { below } else { folder.to_owned() })
}
