//! `errbook diff`

use std::collections::BTreeSet;
use std::fmt::Write;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::config::{Accepted, Project, Reach};
use crate::diagnostic::{Diagnostic, Level};
use crate::diff::{Change, changes, public_changes};
use crate::model::Vocabulary;
use crate::report::{FORMATS, first};
use crate::rule::{self, Tier};
use crate::source::{SourceFile, Sources, Span};
use crate::visible::word;
use crate::words::{count, series};

use super::old::old;
use super::show::{show, show_aside};
use super::verdict::verdicts;
use super::{Failure, Outcome, instead, model_of, print, print_error};
use semver::Version;

/// The arguments of `errbook diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The old version: a folder with a project or a registry, a `registry.json` that the target
    /// `json` wrote, or a Git revision, such as `origin/main`, `v1.2` or `HEAD~3` [default: where
    /// the branch left the default branch]
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// How to show the changes
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats_of_changes())]
    format: String,
    /// Show every change, not only the first hundred of each tier
    #[arg(long)]
    all: bool,
    /// If files of the old version have errors, compare with the rest of it; codes that it does not
    /// have are not shown as new
    #[arg(long)]
    partial: bool,
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
    let old = old(project, reach, args.against.as_deref(), args.partial)?;
    let Some((model, mut sources)) = model_of(project, Level::Error)? else {
        return Ok(Outcome::Findings);
    };
    let mut all = if old.is_public {
        public_changes(&old.model, &model)
    } else {
        changes(&old.model, &model)
    };
    if old.is_public && model.has_internal() {
        print_error("not compared, because the old version is without them: internal codes\n")?;
    }
    if !old.left_out.is_empty() {
        // It may be in a file that was left out.
        all.retain(|change| change.tier() != Tier::Added);
        let files: Vec<String> =
            old.left_out.iter().map(|file| format!("`{}`", word(file))).collect();
        print_error(&format!("not compared, because of errors: {}\n", series(&files, "and")))?;
    }
    let verdicts = verdicts(project, &old, &model);
    let found = all.len();
    let own = u32::try_from(sources.files().len()).unwrap_or(u32::MAX);
    let (changes, unused) = unaccepted(project, all);
    let hidden = found - changes.len();
    let codes = [&old.model, &model].into_iter().flat_map(|model| &model.catalogs);
    let names = codes.flat_map(|catalog| &catalog.codes).map(|code| code.name.clone());
    let names: BTreeSet<String> = names.collect();
    // Some readers look for every file in the repository, where the old ones are not.
    if !FORMATS.iter().any(|format| format.name == args.format && format.from_root) {
        sources.append(old.sources);
    }
    let unused = in_project_file(project, unused, &names, &mut sources)?;
    if args.format == MARKDOWN {
        print(&markdown(&changes, args.against.as_deref()))?;
        show_aside(&unused.iter().collect::<Vec<_>>(), &sources)?;
    } else {
        report(&changes, fail_on, unused, &sources, own, args)?;
    }
    if hidden == 0 || !changes.is_empty() {
        print_error(&summary(&changes))?;
    }
    if hidden > 0 {
        let all = if changes.is_empty() { "found nothing else: " } else { "" };
        print_error(&format!("{all}the project accepts {}\n", count(hidden, "change")))?;
    }
    print_error(&verdicts)?;
    let fails = changes.iter().any(|change| change.tier() >= fail_on);
    Ok(if fails { Outcome::Findings } else { Outcome::Fine })
}

/// Whether an entry accepts a change when this is the highest version of the packages.
pub(super) fn holds(accepted: &Accepted, change: &Change, now: Option<&Version>) -> bool {
    let ended = accepted.until.is_some() && accepted.until.as_ref() <= now;
    !ended
        && accepted.rule == change.rule
        && accepted.catalog.as_ref().is_none_or(|catalog| *catalog == change.catalog)
        && accepted.code.as_ref().is_none_or(|code| change.code.as_ref() == Some(code))
}

/// The changes that the project does not accept, and what it accepts although it is not there or no
/// longer accepted.
fn unaccepted(project: &Project, all: Vec<Change>) -> (Vec<Change>, Vec<&Accepted>) {
    let now = project.version();
    let mut used = vec![false; project.accepted.len()];
    let kept = all.into_iter().filter(|change| {
        let mut accepts = false;
        for (used, accepted) in used.iter_mut().zip(&project.accepted) {
            if holds(accepted, change, now.as_ref()) {
                (*used, accepts) = (true, true);
            }
        }
        !accepts
    });
    let kept = kept.collect();
    let unused = used.iter().zip(&project.accepted).filter(|(used, _)| !**used);
    (kept, unused.map(|(_, accepted)| accepted).collect())
}

/// The findings for what a project accepts in vain; its file is added to the sources.
fn in_project_file(
    project: &Project,
    unused: Vec<&Accepted>,
    codes: &BTreeSet<String>,
    sources: &mut Sources,
) -> Result<Vec<Diagnostic>, Failure> {
    let Some(path) = project.file.as_ref().filter(|_| !unused.is_empty()) else {
        return Ok(Vec::new());
    };
    let file = sources.add(path)?;
    let finding = |accepted: &Accepted| {
        let id = accepted.rule.id;
        let remove = "remove the entry".to_owned();
        let (message, help) = match (&accepted.code, &accepted.until) {
            (Some(code), _) if !codes.contains(code) => (
                format!("there is no code `{}`, in either version", word(code)),
                instead(code, codes.iter().map(String::as_str)),
            ),
            (_, Some(until)) => {
                (format!("no change `{id}` is accepted here, or it was until {until}"), remove)
            }
            (_, None) => (format!("there is no change `{id}` to accept"), remove),
        };
        Diagnostic::of(&rule::UNUSED_SUPPRESSION, message)
            .at(Span { file, ..accepted.span }, "not needed")
            .help(help)
    };
    Ok(unused.into_iter().map(finding).collect())
}

/// Prints the changes as findings; those that make the command fail are errors.
fn report(
    changes: &[Change],
    fail_on: Tier,
    unused: Vec<Diagnostic>,
    sources: &Sources,
    own: u32,
    args: &DiffArgs,
) -> Result<(), Failure> {
    let format = FORMATS.iter().find(|format| format.name == args.format);
    let format = format.expect("the command line accepts no other");
    let found = |change: &Change| {
        let mut found = change.found(own);
        if change.tier() >= fail_on {
            found.level = Level::Error;
        }
        if format.from_root {
            found.labels.retain(|label| label.span.file < own);
        }
        change.locate(&mut found, sources);
        if found.labels.is_empty()
            && let Some(file) = catalog_file(change, sources)
        {
            found = found.at(file, "of this catalog");
        }
        found
    };
    if format.machine {
        let found: Vec<Diagnostic> = changes.iter().map(found).chain(unused).collect();
        show("errbook diff", format, &found.iter().collect::<Vec<_>>(), sources)?;
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
        show("errbook diff", format, &shown, sources)?;
        if shown.len() < found.len() {
            let more = count(found.len() - shown.len(), "more change");
            print(&format!("{more}: `--all` shows all\n\n"))?;
        }
    }
    show("errbook diff", format, &unused.iter().collect::<Vec<_>>(), sources)?;
    Ok(())
}

/// The beginning of the file of the catalog that a change is about.
fn catalog_file(change: &Change, sources: &Sources) -> Option<Span> {
    let is_its = |file: &SourceFile| {
        file.stem == "catalog" && file.catalog.as_ref() == Some(&change.catalog)
    };
    let file = u32::try_from(sources.files().iter().position(|file| is_its(file))?).ok()?;
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
pub(super) fn escaped(phrase: &str) -> String {
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
