//! `errbook check --fix`

use std::path::Path;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::Error;
use crate::fix;
use crate::output::tidy;
use crate::rule::{self, RULES};
use crate::{Asked, Checked};

use super::scope::Part;
use super::{Failure, count, edit, print_error};

/// How often a registry is checked again: a fix may reveal something else to fix.
const ROUNDS: usize = 10;

/// What to fix.
enum Wanted {
    /// Everything that has only one right answer.
    Sure,
    /// The findings of a rule, by their suggestions.
    Rule(&'static str),
}

impl Wanted {
    fn holds(&self, found: &Diagnostic) -> bool {
        match self {
            Wanted::Sure => found.fix.as_ref().is_some_and(|fix| fix.sure),
            Wanted::Rule(id) => found.rule.id == *id,
        }
    }
}

fn wanted(what: &str) -> Result<Wanted, Error> {
    if what.is_empty() {
        return Ok(Wanted::Sure);
    }
    if let Some(rule) = rule::find(what) {
        return Ok(Wanted::Rule(rule.id));
    }
    let known = RULES.iter().map(|rule| rule.id);
    let hint = did_you_mean(what, known, || "write the id of a rule, or only `--fix`".to_owned());
    Err(Error::Usage(format!("there is no rule `{what}` to fix; {hint}")))
}

/// Fixes a registry as the arguments say, on the disk too except in a dry run, and returns the
/// result.
pub(super) fn fix_found(
    part: &Part,
    what: &[String],
    dry_run: bool,
    mut checked: Checked,
) -> Result<Checked, Failure> {
    let wanted = what.iter().map(|what| wanted(what)).collect::<Result<Vec<_>, _>>()?;
    let before = checked.sources.clone();
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let Checked { mut sources, model, diagnostics, beyond } = checked;
        let asks = part.asks(&sources);
        let found = diagnostics.iter().filter(|found| asks(found));
        let found = found.filter(|found| wanted.iter().any(|it| it.holds(found)));
        let number = fix::apply(&mut sources, found);
        if number == 0 {
            checked = Checked { sources, model, diagnostics, beyond };
            break;
        }
        mended += number;
        checked = crate::check_in(&part.project, sources, Asked::Fixes);
    }
    let changed = edit::changed(&before, &checked.sources);
    let done = if dry_run {
        edit::print_patch(&changed)?;
        "would fix"
    } else {
        tidy(before.files().iter().map(|file| Path::new(&file.path)))?;
        edit::write(&changed)?;
        "fixed"
    };
    let asked = |found: &&Diagnostic| {
        wanted.iter().any(|wanted| matches!(wanted, Wanted::Rule(id) if *id == found.rule.id))
    };
    print_error(&match mended {
        0 => match checked.diagnostics.iter().find(asked) {
            Some(found) => {
                format!("found nothing to fix: `{}` has no automatic fix\n", found.rule.id)
            }
            None => "found nothing to fix\n".to_owned(),
        },
        number => {
            format!("{done} {} in {}\n", count(number, "finding"), count(changed.len(), "file"))
        }
    })?;
    Ok(checked)
}
