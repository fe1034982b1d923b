//! `errbook check`

use std::collections::BTreeMap;
use std::fmt::Write;
use std::mem::ManuallyDrop;

use crate::Checked;
use crate::baseline;
use crate::config::Project;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::error::Error;
use crate::report::{FORMATS, first};
use crate::rule::{self, RULES};
use crate::visible::word;

use super::fix::fix_found;
use super::show::{show, summary};
use super::{CheckArgs, Failure, Outcome, count, print_error};

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

pub(super) fn run(project: &Project, args: &CheckArgs) -> Result<Outcome, Failure> {
    let deny = args.deny.iter().map(|what| denied(what)).collect::<Result<Vec<_>, _>>()?;
    let mut checked = crate::open(project)?;
    if !args.fix.is_empty() {
        checked = fix_found(project, args, checked)?;
    }
    let hidden = known(project, args, &mut checked)?;
    // The process is about to end, and the system frees the memory faster than dropping a tree of
    // texts does.
    let mut checked = ManuallyDrop::new(checked);
    for found in &mut checked.diagnostics {
        if deny.iter().any(|denied| denied.holds(found)) {
            found.level = Level::Error;
        }
    }
    let format = FORMATS.iter().find(|format| format.name == args.format);
    let format = format.expect("the command line accepts no other");
    let found = if args.all || format.machine {
        checked.diagnostics.iter().collect()
    } else {
        first(&checked.diagnostics)
    };
    // The standard output of a dry run is a patch.
    if !args.dry_run {
        show(format, &found, &checked.sources)?;
    }
    if !checked.diagnostics.is_empty() {
        let done = match (args.fix.is_empty(), args.dry_run) {
            (true, _) => "found",
            (false, false) => "left",
            (false, true) => "would leave",
        };
        print_error(&summary(done, &checked.diagnostics, found.len(), "`--all` shows all"))?;
    }
    if !format.machine && args.fix.is_empty() {
        print_error(&advice(&checked.diagnostics))?;
    }
    if hidden > 0 && !format.machine {
        print_error(&format!("the baseline hides {}\n", count(hidden, "known finding")))?;
    }
    if let Some(model) = &checked.model {
        let codes = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
        let sections = model.catalogs.iter().map(|catalog| catalog.sections.len()).sum();
        print_error(&format!(
            "checked {} in {} of {}\n",
            count(codes, "code"),
            count(sections, "section"),
            count(model.catalogs.len(), "catalog"),
        ))?;
    }
    // A finding that is not kept does not vanish.
    let beyond = deny
        .iter()
        .any(|denied| matches!(denied, Denied::Rule(id) if checked.beyond.contains_key(id)));
    let any = beyond || checked.diagnostics.iter().any(|found| found.level == Level::Error);
    Ok(if any { Outcome::Findings } else { Outcome::Fine })
}

/// Writes the baseline if that is asked for, and hides what it knows. Returns how many findings that
/// are.
fn known(project: &Project, args: &CheckArgs, checked: &mut Checked) -> Result<usize, Failure> {
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
    if level > Level::Off && model.is_some() {
        diagnostics.extend(stale);
    }
    Ok(hidden)
}

/// What to do about findings: how many of them `--fix` fixes, and which rule to read about.
fn advice(found: &[Diagnostic]) -> String {
    let sure = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.sure);
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
