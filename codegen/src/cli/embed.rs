//! `errbook embed`

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use crate::config::Project;
use crate::diagnostic::{Level, Problems};
use crate::embed::embed;
use crate::output;
use crate::source::SourceFile;
use crate::visible::word;

use super::edit::{Change, print_patch, write};
use super::show::{show_aside, summary};
use super::{Failure, Outcome, count, model_of, print, print_error};

#[derive(Debug, Args)]
pub(super) struct EmbedArgs {
    /// Pages in Markdown or MDX with places between marks such as `<!-- errbook: counts -->` and `<!--
    /// /errbook -->`
    #[arg(required = true, value_name = "FILE")]
    pages: Vec<PathBuf>,
    /// Write nothing; fail if anything would change
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(project: &Project, args: &EmbedArgs) -> Result<Outcome, Failure> {
    let Some((model, mut sources)) = model_of(project, Level::Warning)? else {
        return Ok(Outcome::Findings);
    };
    let model = model.public();
    let mut files = Vec::new();
    for page in &args.pages {
        project.boundary.admit_named(page)?;
        files.push(sources.add(page)?);
    }
    let mut problems = Problems::default();
    let mut edited: Vec<(&SourceFile, SourceFile)> = Vec::new();
    for file in files {
        let source = &sources.files()[file as usize];
        match embed(source, file, model) {
            Ok(text) if text == source.text => {}
            Ok(text) => edited.push((source, source.with_text(text))),
            Err(faults) => faults.into_iter().for_each(|fault| problems.push(fault)),
        }
    }
    let found = problems.sorted();
    // A page is left alone unless all marks of all pages are right.
    if !found.is_empty() {
        show_aside(&found.iter().collect::<Vec<_>>(), &sources)?;
        print_error(&summary("found", &found, found.len(), ""))?;
        return Ok(Outcome::Findings);
    }
    let changed: Vec<Change<'_>> =
        edited.iter().map(|(before, after)| (*before, Some(after))).collect();
    let pages = count(args.pages.len(), "page");
    if args.dry_run {
        print_patch(&changed)?;
    } else if args.check {
        print(&lines("stale   ", &changed))?;
        print_error(&format!("{} of {pages} stale{}\n", changed.len(), mend(&changed)))?;
        return Ok(if changed.is_empty() { Outcome::Fine } else { Outcome::Findings });
    } else {
        output::tidy(args.pages.iter().map(PathBuf::as_path))?;
        write(&changed)?;
        print(&lines("changed ", &changed))?;
    }
    let would = if args.dry_run { "would change" } else { "changed" };
    print_error(&format!("{would} {} of {pages}\n", changed.len()))?;
    Ok(Outcome::Fine)
}

/// A line for each page.
fn lines(what: &str, changed: &[Change<'_>]) -> String {
    let mut out = String::new();
    for (page, _) in changed {
        let _ = writeln!(out, "{what} {}", word(&page.path));
    }
    out
}

fn mend(changed: &[Change<'_>]) -> &'static str {
    if changed.is_empty() { "" } else { "; run the command without `--check`" }
}
