//! `errbook rename`, `deprecate` and `move`

use std::fmt::Write;
use std::path::Path;

use clap::Args;
use semver::Version;

use crate::config::Project;
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::diff::changes;
use crate::error::Error;
use crate::fix;
use crate::model::{Catalog, Code, Model};
use crate::output::tidy;
use crate::recode::{closed, moved, proposal, renamed, scalar, with_key, without_own_name};
use crate::report::first;
use crate::rule::{self, Tier};
use crate::source::Sources;
use crate::visible::word;
use crate::{Asked, Checked};

use super::edit::Change;
use super::show::show_aside;
use super::{Failure, Outcome, count, edit, instead, print_error};

/// The arguments of `errbook rename`.
#[derive(Debug, Args)]
pub(super) struct RenameArgs {
    /// The name of the code
    old: String,
    /// Its new name
    new: String,
    /// The version of the packages that no longer has the old name [default: the second one from now
    /// that may break programs]
    #[arg(long, value_name = "VERSION")]
    until: Option<Version>,
    /// The catalog of the code [default: the only one that has it]
    #[arg(long)]
    catalog: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
}

/// The arguments of `errbook deprecate`.
#[derive(Debug, Args)]
pub(super) struct DeprecateArgs {
    /// The name of the code
    code: String,
    /// The version that deprecates it
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    /// The code to use instead
    #[arg(long, value_name = "CODE")]
    replaced_by: Option<String>,
    /// What to know about the change
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The catalog of the code [default: the only one that has it]
    #[arg(long)]
    catalog: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
    /// Write it even if `errbook check` then has more warnings
    #[arg(long)]
    anyway: bool,
}

/// The arguments of `errbook move`.
#[derive(Debug, Args)]
pub(super) struct MoveArgs {
    /// The name of the code
    code: String,
    /// The section to move it to, by the name of its file
    #[arg(long, value_name = "NAME")]
    section: String,
    /// The catalog of the code [default: the only one that has it]
    #[arg(long)]
    catalog: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
    /// Write it even if `errbook check` then has more warnings
    #[arg(long)]
    anyway: bool,
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
    let by_hand = |reason| by_hand(&args.old, reason);
    let until = args.until.clone().or_else(|| project.kept_until(&catalog));
    let fix = renamed(&sources, &catalog, (&args.old, &args.new), until.as_ref());
    let mut after = applied(&sources, fix, &args.old)?;
    // Its new name may be a former one.
    without_own_name(&mut after, &catalog, &args.new).map_err(by_hand)?;
    let said = format!("renamed `{}` to `{}`", word(&args.old), word(&args.new));
    let holds = |model: &Model| {
        let code = model.catalog(&catalog).and_then(|catalog| catalog.code(&args.new));
        let is_kept = |code: &Code| code.deprecated_names.iter().any(|it| it.name == args.old);
        code.is_some_and(|code| {
            code.aliases.contains(&args.old) && (until.is_none() || is_kept(code))
        })
    };
    make(project, &sources, after, holds, &Done { code: &args.old, said, dry_run: args.dry_run })
}

pub(super) fn deprecate(project: &Project, args: &DeprecateArgs) -> Result<Outcome, Failure> {
    let Some((catalog, sources)) = found(project, args.catalog.as_deref(), &args.code)? else {
        return Ok(Outcome::Findings);
    };
    let name = word(&args.code);
    if catalog.code(&args.code).is_some_and(|code| code.deprecated.is_some()) {
        return Err(Error::Usage(format!("`{name}` is deprecated already")).into());
    }
    let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
    let keys = [
        ("since", args.since.as_ref().map(quoted)),
        ("replaced_by", args.replaced_by.as_deref().map(scalar)),
        ("note", args.note.as_ref().map(quoted)),
    ];
    let keys = keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
    let keys: Vec<String> = keys.collect();
    let value =
        if keys.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", keys.join(", ")) };
    let fix = with_key(&sources, &catalog.id, &args.code, ("deprecated", &value));
    let after = applied(&sources, fix, &args.code)?;
    let holds = |model: &Model| {
        let code = model.catalog(&catalog.id).and_then(|catalog| catalog.code(&args.code));
        let holds = code.is_some_and(|code| code.deprecated.is_some());
        holds.then_some(()).ok_or(UNKNOWN_LAYOUT)
    };
    let said = format!("deprecated `{name}`");
    let done = Done { code: &args.code, said, dry_run: args.dry_run };
    make_clean(project, &sources, after, holds, &done, Clean::unless(args.anyway))
}

pub(super) fn move_to(project: &Project, args: &MoveArgs) -> Result<Outcome, Failure> {
    let Some((catalog, sources)) = found(project, args.catalog.as_deref(), &args.code)? else {
        return Ok(Outcome::Findings);
    };
    let (shelves, _) = proposal::shelves(&sources, &catalog.id);
    let name = word(&args.code);
    let Some(target) = shelves.iter().find(|shelf| shelf.id == args.section) else {
        let hint = instead(&args.section, shelves.iter().map(|shelf| shelf.id.as_str()));
        return Err(
            Error::Usage(format!("there is no section `{}`; {hint}", word(&args.section))).into()
        );
    };
    let source = shelves.iter().find(|shelf| shelf.names.contains(&args.code));
    if source.is_some_and(|source| source.id == target.id) {
        let message = format!("`{name}` is in the section `{}` already", word(&target.id));
        return Err(Error::Usage(message).into());
    }
    // What it inherits from its section, it would lose.
    let own = source.and_then(|source| source.category.as_deref());
    let code = catalog.code(&args.code);
    let set = code.and_then(|code| code.category).map(|id| catalog[id].id.as_str());
    let category = own.filter(|own| set == Some(*own) && target.category.as_deref() != Some(*own));
    let fix = moved(&sources, &catalog.id, &args.code, &target.id, category);
    let mut after = applied(&sources, fix, &args.code)?;
    if let Some(source) = source {
        let closed = closed(after, &catalog.id, &source.id);
        after = closed.map_err(|reason| by_hand(&args.code, reason))?;
    }
    let before = Model::new(vec![catalog.clone()]);
    let holds = |model: &Model| {
        let after = model.catalog(&catalog.id).ok_or(UNKNOWN_LAYOUT)?;
        let is_there =
            after.code(&args.code).is_some_and(|code| after[code.section].id == target.id);
        let breaks = changes(&before, &Model::new(vec![after.clone()]));
        if breaks.iter().any(|change| change.tier() > Tier::Docs) {
            return Err(
                "it would mean something else in the other section, which gives its codes a \
                        category or values of fields",
            );
        }
        is_there.then_some(()).ok_or(UNKNOWN_LAYOUT)
    };
    let said = format!("moved `{name}` to the section `{}`", word(&target.id));
    let done = Done { code: &args.code, said, dry_run: args.dry_run };
    make_clean(project, &sources, after, holds, &done, Clean::unless(args.anyway))
}

/// The catalog that has a code, and the files of the registry; nothing if the registry has errors,
/// which are shown.
pub(super) fn found(
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
pub(super) struct Done<'a> {
    /// The code that it is done to.
    pub(super) code: &'a str,
    /// What to say about it.
    pub(super) said: String,
    /// Whether it is only shown.
    pub(super) dry_run: bool,
}

/// Whether an edit may leave new warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clean {
    /// It may not.
    Required,
    /// Somebody said so.
    Waived,
}

impl Clean {
    /// Required, unless the flag `--anyway` is given.
    pub(super) fn unless(anyway: bool) -> Clean {
        if anyway { Clean::Waived } else { Clean::Required }
    }
}

/// The error for what is not edited, with the reason.
pub(super) fn by_hand(code: &str, reason: &str) -> Failure {
    Error::Usage(format!("`{}` has to be edited by hand: {reason}", word(code))).into()
}

/// The files with an edit.
pub(super) fn applied(
    before: &Sources,
    fix: Result<Fix, &'static str>,
    code: &str,
) -> Result<Sources, Failure> {
    let fix = fix.map_err(|reason| by_hand(code, reason))?;
    let mut after = before.clone();
    if fix::make(&mut after, [&fix]) == 0 {
        return Err(by_hand(code, UNKNOWN_LAYOUT));
    }
    Ok(after)
}

/// An edited registry, if it compiles, with its findings of a level or above; shows the errors that it
/// would have.
pub(super) fn compiled(
    project: &Project,
    after: Sources,
    least: Level,
) -> Result<Option<(Sources, Model, Vec<Diagnostic>)>, Failure> {
    let Checked { sources: after, model, diagnostics, .. } =
        crate::check_in(project, after, Asked::From(least));
    if let Some(model) = model {
        return Ok(Some((after, model, diagnostics)));
    }
    let errors: Vec<Diagnostic> =
        diagnostics.into_iter().filter(|found| found.level == Level::Error).collect();
    show_aside(&first(&errors), &after)?;
    let number = count(errors.len(), "error");
    print_error(&format!("wrote nothing: the registry would have {number}\n"))?;
    Ok(None)
}

/// Why an entry cannot be edited, if nothing more is known.
const UNKNOWN_LAYOUT: &str = "its entry is written in a way that cannot be edited";

/// Makes an edit if the registry compiles with it, and says what it should.
pub(super) fn make(
    project: &Project,
    before: &Sources,
    after: Sources,
    holds: impl Fn(&Model) -> bool,
    to: &Done<'_>,
) -> Result<Outcome, Failure> {
    let Some((after, model, mut found)) = compiled(project, after, Level::Hint)? else {
        return Ok(Outcome::Findings);
    };
    if !holds(&model) {
        return Err(by_hand(to.code, UNKNOWN_LAYOUT));
    }
    // What clients of a deprecated code should do now, or what becomes of an empty category, only
    // people know. Texts that mention a retired code are told with what to write.
    let is_told = |found: &Diagnostic| found.rule.id == rule::DANGLING_MENTION.id;
    found.retain(|found| found.level >= Level::Warning && !is_told(found));
    show_aside(&first(&new_findings(project, before, found)), &after)?;
    let changed = edit::changed(before, &after);
    if to.dry_run {
        edit::print_patch(&changed)?;
        return Ok(Outcome::Fine);
    }
    write(before, &changed, to)
}

/// Makes an edit if it holds and the registry has no more warnings with it; shows it as a patch.
pub(super) fn make_clean(
    project: &Project,
    before: &Sources,
    after: Sources,
    holds: impl Fn(&Model) -> Result<(), &'static str>,
    to: &Done<'_>,
    clean: Clean,
) -> Result<Outcome, Failure> {
    let Some((after, model, mut found)) = compiled(project, after, Level::Hint)? else {
        return Ok(Outcome::Findings);
    };
    holds(&model).map_err(|reason| by_hand(to.code, reason))?;
    found.retain(|found| found.level >= Level::Warning);
    let new = new_findings(project, before, found);
    show_aside(&first(&new), &after)?;
    if clean == Clean::Required && !new.is_empty() {
        let number = count(new.len(), "more finding");
        print_error(&format!(
            "wrote nothing: `errbook check` would have {number}; mend what they name, or write it \
             with `--anyway`\n"
        ))?;
        return Ok(Outcome::Findings);
    }
    let changed = edit::changed(before, &after);
    edit::print_patch(&changed)?;
    if to.dry_run {
        return Ok(Outcome::Fine);
    }
    write(before, &changed, to)
}

/// Those findings that a registry had not before, which is only checked if there are any.
fn new_findings(project: &Project, before: &Sources, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if found.is_empty() {
        return found;
    }
    let mut known = crate::check_in(project, before.clone(), Asked::From(Level::Hint)).diagnostics;
    let mut is_new = |found: &Diagnostic| {
        let same =
            |known: &Diagnostic| known.rule.id == found.rule.id && known.message == found.message;
        let at = known.iter().position(same);
        at.map(|at| known.swap_remove(at)).is_none()
    };
    found.into_iter().filter(|found| is_new(found)).collect()
}

/// Writes files that changed, and says so.
fn write(before: &Sources, changed: &[Change<'_>], to: &Done<'_>) -> Result<Outcome, Failure> {
    tidy(before.files().iter().map(|file| Path::new(&file.path)))?;
    edit::write(changed)?;
    let mut said = format!("{} in {}\n", to.said, count(changed.len(), "file"));
    for (before, _) in changed.iter().filter(|(_, after)| after.is_none()) {
        let path = word(&before.path);
        let _ = writeln!(said, "removed `{path}`: its section has no other code");
    }
    print_error(&said)?;
    Ok(Outcome::Fine)
}
