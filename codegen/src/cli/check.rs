//! `errbook check`

use std::fmt::Write;
use std::mem::ManuallyDrop;

use crate::config::Project;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::error::Error;
use crate::report::{FORMATS, first};
use crate::rule::{self, RULES};

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

/// What to do about findings: how many of them `--fix` fixes, and which rule to read about.
fn advice(found: &[Diagnostic]) -> String {
    let sure = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.sure);
    let mut advice = match found.iter().filter(sure).count() {
        0 => String::new(),
        1 if found.len() == 1 => "run `errbook check --fix` to fix it\n".to_owned(),
        all if found.len() == all => "run `errbook check --fix` to fix all of them\n".to_owned(),
        some => format!("run `errbook check --fix` to fix {some} of them\n"),
    };
    // The first of the highest level.
    if let Some(first) = found.iter().rev().max_by_key(|found| found.level) {
        let id = first.rule.id;
        let _ = writeln!(advice, "run `errbook explain {id}` for more about this rule");
    }
    advice
}
