//! `errbook rename` and `errbook retire`

use std::path::Path;

use clap::Args;

use crate::Checked;
use crate::config::Project;
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::error::Error;
use crate::fix;
use crate::model::{Catalog, Model};
use crate::output::tidy;
use crate::recode::{Tombstone, renamed, retired};
use crate::report::first;
use crate::rule;
use crate::source::Sources;
use crate::visible::word;

use super::show::show_aside;
use super::{Failure, Outcome, count, edit, instead, print_error};

/// The arguments of `errbook rename`.
#[derive(Debug, Args)]
pub(super) struct RenameArgs {
    /// The name of the code
    old: String,
    /// Its new name
    new: String,
    /// The catalog of the code [default: the only one that has it]
    #[arg(long)]
    catalog: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
}

/// The arguments of `errbook retire`.
#[derive(Debug, Args)]
pub(super) struct RetireArgs {
    /// The name of the code
    code: String,
    /// Why it is removed
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The first version without it
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    /// The code that replaces it
    #[arg(long, value_name = "CODE")]
    replaced_by: Option<String>,
    /// The catalog of the code [default: the only one that has it]
    #[arg(long)]
    catalog: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn rename(project: &Project, args: &RenameArgs) -> Result<Outcome, Failure> {
    let Some((catalog, sources)) = found(project, args.catalog.as_deref(), &args.old)? else {
        return Ok(Outcome::Findings);
    };
    let (catalog, taken) = (catalog.id, catalog.codes.iter().any(|code| code.name == args.new));
    if taken {
        let message = format!("there is a code `{}` already", word(&args.new));
        return Err(Error::Usage(message).into());
    }
    let fix = renamed(&sources, &catalog, &args.old, &args.new);
    let said = format!("renamed `{}` to `{}`", word(&args.old), word(&args.new));
    let holds = |model: &Model| {
        let code = model.catalog(&catalog).and_then(|catalog| catalog.code(&args.new));
        code.is_some_and(|code| code.aliases.contains(&args.old))
    };
    make(project, &sources, fix, holds, Done { code: &args.old, said, dry_run: args.dry_run })
}

pub(super) fn retire(project: &Project, args: &RetireArgs) -> Result<Outcome, Failure> {
    let Some((Catalog { id: catalog, .. }, sources)) =
        found(project, args.catalog.as_deref(), &args.code)?
    else {
        return Ok(Outcome::Findings);
    };
    let tombstone = Tombstone {
        reason: &args.reason,
        since: args.since.as_deref(),
        replaced_by: args.replaced_by.as_deref(),
    };
    let fix = retired(&sources, &catalog, &args.code, &tombstone);
    let said = format!("retired `{}`", word(&args.code));
    let holds = |model: &Model| {
        let catalog = model.catalog(&catalog);
        catalog.is_some_and(|catalog| {
            catalog.code(&args.code).is_none()
                && catalog.retired.iter().any(|retired| retired.code == args.code)
        })
    };
    make(project, &sources, fix, holds, Done { code: &args.code, said, dry_run: args.dry_run })
}

/// The catalog that has a code, and the files of the registry; nothing if the registry has errors,
/// which are shown.
fn found(
    project: &Project,
    catalog: Option<&str>,
    code: &str,
) -> Result<Option<(Catalog, Sources)>, Failure> {
    let Some((model, sources)) = super::model_of(project, Level::Error)? else { return Ok(None) };
    let catalogs = model.catalogs.into_iter();
    let mut catalogs: Vec<Catalog> =
        catalogs.filter(|known| catalog.is_none_or(|catalog| known.id == catalog)).collect();
    let having = catalogs.iter().enumerate().filter(|(_, known)| known.code(code).is_some());
    let having: Vec<usize> = having.map(|(at, _)| at).collect();
    match having[..] {
        [only] => Ok(Some((catalogs.swap_remove(only), sources))),
        [] => {
            let names = catalogs.iter().flat_map(|known| &known.codes);
            let hint = instead(code, names.map(|known| known.name.as_str()));
            Err(Error::Usage(format!("there is no code `{}`; {hint}", word(code))).into())
        }
        _ => {
            let all: Vec<&str> = having.iter().map(|at| catalogs[*at].id.as_str()).collect();
            let all = all.join(", ");
            let message =
                format!("`{}` is a code of {all}; choose one with `--catalog`", word(code));
            Err(Error::Usage(message).into())
        }
    }
}

/// What is done.
struct Done<'a> {
    /// The code that it is done to.
    code: &'a str,
    /// What to say about it.
    said: String,
    /// Whether it is only shown.
    dry_run: bool,
}

/// Makes an edit if the registry compiles with it, and says what it should.
fn make(
    project: &Project,
    before: &Sources,
    fix: Result<Fix, &'static str>,
    holds: impl Fn(&Model) -> bool,
    to: Done<'_>,
) -> Result<Outcome, Failure> {
    let Done { code, said, dry_run } = to;
    let by_hand =
        |reason: &str| Error::Usage(format!("`{}` has to be edited by hand: {reason}", word(code)));
    let fix = fix.map_err(by_hand)?;
    let found = Diagnostic { fix: Some(fix), ..Diagnostic::of(&rule::CODE_STYLE, "") };
    let mut after = before.clone();
    if fix::apply(&mut after, [&found]) == 0 {
        return Err(by_hand("its entry is written in a way that cannot be edited").into());
    }
    let Checked { sources: after, model, diagnostics, .. } = crate::check_in(project, after);
    let Some(model) = model else {
        let errors: Vec<Diagnostic> =
            diagnostics.into_iter().filter(|found| found.level == Level::Error).collect();
        show_aside(&first(&errors), &after)?;
        let number = count(errors.len(), "error");
        print_error(&format!("wrote nothing: the registry would have {number}\n"))?;
        return Ok(Outcome::Findings);
    };
    if !holds(&model) {
        return Err(by_hand("its entry is written in a way that cannot be edited").into());
    }
    let changed = edit::changed(before, &after);
    if dry_run {
        edit::print_patch(&changed)?;
        return Ok(Outcome::Fine);
    }
    tidy(before.files().iter().map(|file| Path::new(&file.path)))?;
    edit::write(&changed)?;
    print_error(&format!("{said} in {}\n", count(changed.len(), "file")))?;
    Ok(Outcome::Fine)
}
