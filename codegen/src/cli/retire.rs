//! `errbook retire`

use clap::Args;

use crate::config::Project;
use crate::model::{Catalog, Model};
use crate::recode::{Tombstone, closed, forget, names, retired};
use crate::source::{Sources, Span};
use crate::visible::word;

use super::recode::{Done, applied, by_hand, found, make};
use super::{Failure, Outcome, print_error};

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

pub(super) fn retire(project: &Project, args: &RetireArgs) -> Result<Outcome, Failure> {
    let Some((known, sources)) = found(project, args.catalog.as_deref(), &args.code)? else {
        return Ok(Outcome::Findings);
    };
    let (catalog, section) = (&known.id, section_of(&known, &args.code));
    let tombstone = Tombstone {
        reason: &args.reason,
        since: args.since.as_deref(),
        replaced_by: args.replaced_by.as_deref(),
    };
    let by_hand = |reason| by_hand(&args.code, reason);
    let codes = names(&sources, catalog, &args.code).map_err(by_hand)?;
    let fix = retired(&sources, catalog, &args.code, &tombstone);
    let mut after = applied(&sources, fix, &args.code)?;
    let texts = forget(&mut after, catalog, &codes, tombstone.replaced_by).map_err(by_hand)?;
    let texts = still_named(&texts, &after, tombstone.replaced_by);
    let after = closed(after, catalog, section).map_err(by_hand)?;
    let said = format!("retired `{}`", word(&args.code));
    let holds = |model: &Model| {
        let catalog = model.catalog(catalog);
        catalog.is_some_and(|catalog| {
            catalog.code(&args.code).is_none()
                && catalog.retired.iter().any(|retired| retired.code == args.code)
        })
    };
    let done = Done { code: &args.code, said, dry_run: args.dry_run };
    let outcome = make(project, &sources, after, holds, &done)?;
    if outcome == Outcome::Fine {
        print_error(&texts)?;
    }
    Ok(outcome)
}

/// The section that defines a code.
fn section_of<'c>(catalog: &'c Catalog, code: &str) -> &'c str {
    catalog.code(code).map_or("", |code| &catalog[code.section].id)
}

/// The lines with texts that name what is retired: what to write there, people have to say.
fn still_named(texts: &[Span], sources: &Sources, other: Option<&str>) -> String {
    let line = |span: &Span| {
        let file = sources.file(*span);
        let line = file.line(span.start as usize);
        let name = &file.text[span.range()];
        let write = match other {
            Some(other) => format!("name `{}` instead, or leave it out", word(other)),
            None => "leave it out, or say what there is instead".to_owned(),
        };
        format!("{}:{line}: this text still names `{}`: {write}\n", word(&file.path), word(name))
    };
    texts.iter().map(line).collect()
}
