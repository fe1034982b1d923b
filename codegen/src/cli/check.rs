//! `errbook check`

use clap::Args;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use crate::baseline;
use crate::config::Project;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::error::{Error, chain};
use crate::report::{FORMATS, Format, first};
use crate::rule::{self, RULES};
use crate::source::Sources;
use crate::timings;
use crate::visible::{self, word};
use crate::{Asked, Checked};

use super::fix::fix_found;
use super::scope::Part;
use super::show::{show, summary};
use super::timings::TimingsArgs;
use super::{Failure, Outcome, count, formats, print_error, progress};

/// Findings to treat as errors.
enum Denied {
    /// Those of this level or above.
    From(Level),
    /// Those of a rule.
    Rule(&'static str),
}

impl Denied {
    fn holds(&self, found: &Diagnostic) -> bool {
        match self {
            Denied::From(level) => found.level >= *level,
            Denied::Rule(id) => found.rule.id == *id,
        }
    }
}

fn denied(what: &str) -> Result<Denied, Error> {
    match what {
        "warnings" => return Ok(Denied::From(Level::Warning)),
        "hints" => return Ok(Denied::From(Level::Hint)),
        _ => {}
    }
    if let Some(rule) = rule::find(what) {
        return Ok(Denied::Rule(rule.id));
    }
    let known = ["warnings", "hints"].into_iter().chain(RULES.iter().map(|rule| rule.id));
    let hint =
        did_you_mean(what, known, || "write `warnings`, `hints` or the id of a rule".to_owned());
    Err(Error::Usage(format!("there is no rule `{what}` to deny; {hint}")))
}

/// What was found in several projects.
#[derive(Default)]
struct All {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// How many findings the baselines hide.
    hidden: usize,
    /// How many findings are in files that are not asked for.
    elsewhere: usize,
    /// The codes, sections and catalogs of the projects that compile.
    counts: Option<[usize; 3]>,
    /// Whether a rule that is denied has findings that were not kept.
    beyond: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Show only the findings in these files; a folder of a project stands for the project, as in
    /// `services/*` [default: everything]
    #[arg(value_name = "FILE", conflicts_with = "write_baseline")]
    pub(super) paths: Vec<PathBuf>,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    format: String,
    /// Show every finding, not only the first hundred
    #[arg(long)]
    all: bool,
    /// Fix everything that has only one right answer, or apply the suggestions of a rule, as in
    /// `--fix=code-style`; may be repeated
    #[arg(long, value_name = "RULE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    fix: Vec<String>,
    /// Write nothing; show what `--fix` would change, as a patch
    #[arg(long, requires = "fix", conflicts_with = "format")]
    dry_run: bool,
    /// Treat findings as errors: `warnings`, `hints` (and warnings), or the findings of a rule; may
    /// be repeated
    #[arg(long, value_name = "WHAT")]
    deny: Vec<String>,
    /// Hide the findings that this file knows [default: the baseline of the project, if it has one]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to the baseline, so that only new ones are shown from now on [default
    /// file: errbook-baseline.yaml]
    #[arg(long, conflicts_with_all = ["fix", "deny"])]
    write_baseline: bool,
    #[command(flatten)]
    pub(super) timings: TimingsArgs,
}

pub(super) fn run(parts: &[Part], args: &CheckArgs) -> Result<Outcome, Failure> {
    let deny = args.deny.iter().map(|what| denied(what)).collect::<Result<Vec<_>, _>>()?;
    let mut all = ManuallyDrop::new(All::default());
    let mut failure = None;
    for part in parts {
        match one(part, args, &deny, &mut all) {
            Ok(()) => {}
            // The others are checked all the same.
            Err(Failure::Run(error)) if parts.len() > 1 => {
                let of = visible::path(&part.project.registry);
                print_error(&format!("error: in `{of}`: {}\n", chain(&error)))?;
                failure = Some(error);
            }
            Err(other) => return Err(other),
        }
    }
    for found in &mut all.diagnostics {
        if deny.iter().any(|denied| denied.holds(found)) {
            found.level = Level::Error;
        }
    }
    print_all(&all, args)?;
    if failure.is_some() {
        return Err(Error::Usage("not every project could be checked".to_owned()).into());
    }
    let any = all.beyond || all.diagnostics.iter().any(|found| found.level == Level::Error);
    Ok(if any { Outcome::Findings } else { Outcome::Fine })
}

/// Checks a project, and adds what is found.
fn one(part: &Part, args: &CheckArgs, deny: &[Denied], all: &mut All) -> Result<(), Failure> {
    let project = &part.project;
    progress::say("checking the registry");
    // People see where a finding is and what to do, not the edit.
    let asked = if args.fix.is_empty() && !format(args).machine {
        Asked::From(Level::Hint)
    } else {
        Asked::Fixes
    };
    let mut checked = crate::check_in(project, crate::read(project)?, asked);
    if !args.fix.is_empty() {
        checked = fix_found(part, &args.fix, args.dry_run, checked)?;
    }
    all.elsewhere += part.keep(&mut checked.diagnostics, &checked.sources);
    all.hidden += known(project, args, part, &mut checked)?;
    // The process is about to end, and the system frees the memory faster than dropping a tree of
    // texts does.
    let mut checked = ManuallyDrop::new(checked);
    let before = u32::try_from(all.sources.files().len()).unwrap_or(u32::MAX);
    for mut found in std::mem::take(&mut checked.diagnostics) {
        found.shift(before);
        all.diagnostics.push(found);
    }
    all.sources.append(std::mem::take(&mut checked.sources));
    if let Some(model) = &checked.model {
        let counts = all.counts.get_or_insert_default();
        counts[0] += model.catalogs.iter().map(|catalog| catalog.codes.len()).sum::<usize>();
        counts[1] += model.catalogs.iter().map(|catalog| catalog.sections.len()).sum::<usize>();
        counts[2] += model.catalogs.len();
    }
    // A finding that is not kept does not vanish.
    let denies =
        |denied: &Denied| matches!(denied, Denied::Rule(id) if checked.beyond.contains_key(id));
    all.beyond |= deny.iter().any(denies);
    Ok(())
}

/// How to show the findings.
fn format(args: &CheckArgs) -> &'static Format {
    let format = FORMATS.iter().find(|format| format.name == args.format);
    format.expect("the command line accepts no other")
}

/// Shows the findings, and says what to do about them.
fn print_all(all: &All, args: &CheckArgs) -> Result<(), Failure> {
    let format = format(args);
    let found = if args.all || format.machine {
        all.diagnostics.iter().collect()
    } else {
        first(&all.diagnostics)
    };
    // The standard output of a dry run is a patch.
    if !args.dry_run {
        timings::phase("print", || show("errbook check", format, &found, &all.sources))?;
    }
    if !all.diagnostics.is_empty() {
        let done = match (args.fix.is_empty(), args.dry_run) {
            (true, _) => "found",
            (false, false) => "left",
            (false, true) => "would leave",
        };
        print_error(&summary(done, &all.diagnostics, found.len(), "`--all` shows all"))?;
    }
    if !format.machine && args.fix.is_empty() {
        print_error(&advice(&all.diagnostics))?;
    }
    if all.hidden > 0 && !format.machine {
        print_error(&format!("the baseline hides {}\n", count(all.hidden, "known finding")))?;
    }
    if all.elsewhere > 0 && !format.machine {
        let number = count(all.elsewhere, "finding");
        print_error(&format!("{number} in other files: run `errbook check` without files\n"))?;
    }
    if let Some([codes, sections, catalogs]) = all.counts {
        print_error(&format!(
            "checked {} in {} of {}\n",
            count(codes, "code"),
            count(sections, "section"),
            count(catalogs, "catalog"),
        ))?;
    }
    Ok(())
}

/// Writes the baseline if that is asked for, and hides what it knows. Returns how many findings that
/// are.
fn known(
    project: &Project,
    args: &CheckArgs,
    part: &Part,
    checked: &mut Checked,
) -> Result<usize, Failure> {
    let named = args.baseline.clone().or_else(|| project.baseline.clone());
    let default = || args.write_baseline.then(|| project.root.join(baseline::NAME));
    let Some(file) = named.or_else(default) else { return Ok(0) };
    let registry = &project.registry;
    let Checked { sources, model, diagnostics, .. } = checked;
    if args.write_baseline {
        let number = baseline::write(&file, registry, diagnostics, sources)?;
        let path = file.to_string_lossy();
        print_error(&format!("wrote {} to `{}`\n", count(number, "finding"), word(&path)))?;
    }
    let rule = &rule::UNUSED_SUPPRESSION;
    let level = project.levels.iter().find(|(other, _)| *other == rule);
    let level = level.map_or(rule.level, |(_, level)| *level);
    let (hidden, stale) = baseline::hide(&file, registry, level, diagnostics, sources)?;
    // A registry with errors is not checked for other findings.
    if level > Level::Off && model.is_some() && !part.is_partial() {
        diagnostics.extend(stale);
    }
    Ok(hidden)
}

/// What to do about findings: how many of them `--fix` fixes, and which rule to read about.
fn advice(found: &[Diagnostic]) -> String {
    // The edit of this one is not made before it is asked for; it is impossible in odd places only.
    let sure = |found: &&Diagnostic| {
        *found.rule == rule::KEY_ORDER || found.fix.as_ref().is_some_and(|fix| fix.sure)
    };
    let mut advice = match found.iter().filter(sure).count() {
        0 => String::new(),
        1 if found.len() == 1 => "run `errbook check --fix` to fix it\n".to_owned(),
        all if found.len() == all => "run `errbook check --fix` to fix all of them\n".to_owned(),
        some => format!("run `errbook check --fix` to fix {some} of them\n"),
    };
    let mut hidden: BTreeMap<&str, usize> = BTreeMap::new();
    for found in found.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| !fix.sure)) {
        *hidden.entry(found.rule.id).or_default() += 1;
    }
    for (id, number) in hidden {
        let more = if advice.is_empty() { "" } else { " more" };
        let _ =
            writeln!(advice, "{number}{more} can be fixed with `--fix={id}`: read what it changes");
    }
    // The first of the highest level.
    if let Some(first) = found.iter().rev().max_by_key(|found| found.level) {
        let id = first.rule.id;
        let _ = writeln!(advice, "run `errbook explain {id}` for more about this rule");
    }
    advice
}
