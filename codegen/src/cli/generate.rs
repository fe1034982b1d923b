//! `errbook generate`

use clap::Args;
use std::fmt::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::slice;

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::jobs::{Destination, jobs, update};
use crate::output::{Difference, DifferenceKind, Mode, Output, Stage, Stamp, Texts, finish};
use crate::targets::{SCHEMA, Target, schemas_of};
use crate::{Asked, check_in, read, visible};

use super::edit::short_diff;
use super::fresh::inputs;
use super::timings::TimingsArgs;
use super::told::Told;
use super::{Failure, Outcome, count, instead, print, print_done, print_error, progress};

#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    /// Write nothing; fail if a generated file is changed, missing or orphaned
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; list the files that would be written or removed
    #[arg(long)]
    dry_run: bool,
    /// Render only this target; may be repeated [default: all targets of the project]
    #[arg(long = "target", value_name = "NAME")]
    targets: Vec<String>,
    /// Write into this folder, one subfolder per target [default: the folders of the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Render everything, even if the last run made the same from the same
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    pub(super) timings: TimingsArgs,
}

impl GenerateArgs {
    fn mode(&self) -> Mode {
        if self.check || self.dry_run { Mode::Report } else { Mode::Write }
    }
}

pub(super) fn run(
    project: &Project,
    args: &GenerateArgs,
    file: Option<&Path>,
) -> Result<Outcome, Failure> {
    let destination = args.out.as_deref().map_or(Destination::Project, Destination::Below);
    let jobs = jobs(project, &targets(project, &args.targets)?, destination)?;
    progress::say("checking the registry");
    let sources = read(project)?;
    // What `--check` says is never taken from an earlier run.
    let is_plain = !args.check && !args.dry_run && args.targets.is_empty() && args.out.is_none();
    let inputs = if is_plain { inputs(project, &jobs, &sources) } else { None };
    let last = inputs.filter(|_| !args.no_cache).and_then(|inputs| {
        Stamp::read(&project.root).filter(|last| last.from == inputs && last.holds())
    });
    if let Some(last) = &last
        && let Some(told) = Told::read(&last.told, &sources)
    {
        told.say(&sources)?;
        return nothing_to_do(last);
    }
    let checked = check_in(project, sources, Asked::From(Level::Warning));
    let told = Told::of(&checked, Level::Warning);
    told.say(&checked.sources)?;
    if let Some(last) = &last {
        return nothing_to_do(last);
    }
    // Nothing points into the files from here on.
    drop(checked.sources);
    let Some(model) = checked.model else {
        // Editors help to mend the registry only if they know its names.
        if let [job] = &jobs[..]
            && *job.target == SCHEMA
            && !args.check
        {
            let outputs = schemas_of(&crate::outlines(project)?);
            let outputs =
                outputs.map_err(|source| Error::Render { target: SCHEMA.name, source })?;
            let mut stage = Stage::open(job.folder.clone(), job.others.clone(), args.mode())?;
            for Output { path, text } in &outputs {
                stage.add(path, text);
            }
            let differences = finish(slice::from_mut(&mut stage))?;
            tell(&differences, stage.count(), args, file)?;
        }
        return Ok(Outcome::Findings);
    };
    // The process is about to end; see `check`.
    let model = ManuallyDrop::new(model);
    progress::say("rendering");
    let mut updated = update(&model, &jobs, args.mode())?;
    if let Some(inputs) = inputs
        && updated.failure.is_none()
    {
        Stamp::of(inputs, told.line(), &mut updated.stages).keep(&project.root);
    }
    let files = updated.stages.iter_mut().map(Stage::count).sum();
    let outcome = tell(&updated.differences, files, args, file)?;
    updated.failure.map_or(Ok(outcome), |failure| Err(failure.into()))
}

/// Says what a run that rendered everything would say.
fn nothing_to_do(last: &Stamp) -> Result<Outcome, Failure> {
    print_error(&format!("wrote 0 of {}, 0 removed\n", count(last.files(), "file")))?;
    Ok(Outcome::Fine)
}

/// Says what differed, and in how many files of how many.
fn tell(
    differences: &[Difference],
    files: usize,
    args: &GenerateArgs,
    file: Option<&Path>,
) -> Result<Outcome, Failure> {
    if args.check {
        return stale(differences, &mending(args, file));
    }
    let done = |found: &Difference| line(found, ["new", "changed", "removed"]);
    print_done(&differences.iter().map(done).collect::<String>())?;
    let verb = if args.dry_run { "would write" } else { "wrote" };
    let orphans = differences.iter().filter(|found| found.kind == DifferenceKind::Orphaned).count();
    print_error(&format!(
        "{verb} {} of {}, {} removed\n",
        differences.len() - orphans,
        count(files, "file"),
        orphans,
    ))?;
    Ok(Outcome::Fine)
}

/// The project's targets with these names, or all of them if there are none.
fn targets(project: &Project, names: &[String]) -> Result<Vec<&'static Target>, Error> {
    if names.is_empty() {
        return Ok(project.targets.clone());
    }
    let mut targets = Vec::with_capacity(names.len());
    for name in names {
        let Some(target) = project.known().find(|target| target.name == name) else {
            let hint = instead(name, project.known().map(|target| target.name));
            return Err(Error::Usage(format!("the project has no target `{name}`; {hint}")));
        };
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// The command that writes the files that `--check` compared.
fn mending(args: &GenerateArgs, file: Option<&Path>) -> String {
    let mut command = "errbook generate".to_owned();
    let mut add = |name: &str, value: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/\\._-:".contains(c);
        let quote = if value.chars().all(plain) { "" } else { "'" };
        let _ = write!(command, " --{name} {quote}{value}{quote}");
    };
    if let Some(file) = file {
        add("project", &file.to_string_lossy());
    }
    args.targets.iter().for_each(|target| add("target", target));
    if let Some(out) = &args.out {
        add("out", &out.to_string_lossy());
    }
    command
}

/// Reports the differences that `--check` found.
fn stale(differences: &[Difference], command: &str) -> Result<Outcome, Failure> {
    if differences.is_empty() {
        return Ok(Outcome::Fine);
    }
    let (same, stale): (Vec<&Difference>, Vec<&Difference>) =
        differences.iter().partition(|found| found.kind == DifferenceKind::LineEndings);
    let mut text = String::new();
    for difference in &stale {
        text.push_str(&line(difference, ["missing", "changed", "orphaned"]));
        if let DifferenceKind::Changed(Some(Texts { before, after })) = &difference.kind {
            short_diff(before, after, &mut text);
        }
    }
    print(&text)?;
    let command = visible::word(command);
    if !stale.is_empty() {
        let are = match stale.len() {
            1 => "1 generated file is".to_owned(),
            number => format!("{number} generated files are"),
        };
        print_error(&format!("{are} stale; run `{command}` and commit the result\n"))?;
    }
    if let Some(first) = same.first() {
        let path = visible::path(&first.path);
        let which = match same.len() {
            1 => format!("the generated file `{path}` differs only in its line endings"),
            number => format!(
                "{number} generated files differ only in their line endings, `{path}` among them"
            ),
        };
        print_error(&format!(
            "{which}: Git changed them; run `{command}` and commit the `.gitattributes` in the \
             folders of the targets, so that Git keeps them as they are\n"
        ))?;
    }
    Ok(Outcome::Findings)
}

/// A line for a file, with the words for a missing, a changed and an orphaned one.
fn line(difference: &Difference, [missing, changed, orphaned]: [&str; 3]) -> String {
    let kind = match difference.kind {
        DifferenceKind::Missing => missing,
        DifferenceKind::Changed(_) | DifferenceKind::LineEndings => changed,
        DifferenceKind::Orphaned => orphaned,
    };
    format!("{kind:<8} {}\n", visible::path(&difference.path))
}
