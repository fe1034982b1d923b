//! `errbook explain`

use clap::{Args, ValueEnum};

use crate::config::Project;
use crate::diagnostic::{Level, nearest};
use crate::error::Error;
use crate::model::{Catalog, Code, Model, Retired, Slot};
use crate::rule::{self, RULES};
use crate::rulebook;
use crate::search::{Found, Rank, search};
use crate::source::Sources;
use crate::visible::word;

use super::{
    Failure, Outcome, entry, instead, keys, model_of, print, print_error, print_json, received,
};

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A code, the rule of a finding, a key of the registry or the project file, a file such as
    /// `catalog.yaml`, anything that leads to a code, or `-` for a response on the standard input
    pub(super) code: String,
    /// Look only for codes of this catalog [default: rules, then all catalogs]
    #[arg(long)]
    pub(super) catalog: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub(super) format: ExplainFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// A page to read
    Text,
    /// An array with an object for each code found, as in the `json` target
    Json,
}

/// Explains a rule of errbook if the arguments name one. This needs no project.
pub(super) fn rule(args: &ExplainArgs) -> Result<Option<Outcome>, Failure> {
    if args.catalog.is_some() || rule::find(&args.code).is_none() {
        return Ok(None);
    }
    let catalog = rulebook::catalog();
    let Some((catalog, code)) =
        catalog.as_ref().and_then(|catalog| Some((catalog, catalog.code(&args.code)?)))
    else {
        return Ok(None);
    };
    if args.format == ExplainFormat::Json {
        print_json(&entry::json(&[(catalog, code)], &[])?)?;
        return Ok(Some(Outcome::Fine));
    }
    print(&entry::rule(catalog, code))?;
    Ok(Some(Outcome::Fine))
}

pub(super) fn run(project: Result<Project, Error>, args: &ExplainArgs) -> Result<Outcome, Failure> {
    if args.catalog.is_none()
        && let Some(outcome) =
            keys::explain(&args.code, args.format == ExplainFormat::Json, &project)?
    {
        return Ok(outcome);
    }
    let project = &project?;
    let opened = model_of(project, Level::Error).map_err(|failure| match failure {
        // This may be a mistyped rule, and rules need no registry.
        Failure::Run(Error::NoRegistry { .. }) => no_rule(args).map_or(failure, Failure::Run),
        failure => failure,
    });
    let Some((model, sources)) = opened? else { return Ok(Outcome::Findings) };
    let catalogs: Vec<&Catalog> = model
        .catalogs
        .iter()
        .filter(|catalog| args.catalog.as_ref().is_none_or(|id| catalog.id == *id))
        .collect();
    if args.code == "-" {
        return received::run(&catalogs, args.format == ExplainFormat::Json, &sources);
    }
    let (found, tombstones) = named(&catalogs, &args.code);
    if found.is_empty() && tombstones.is_empty() {
        return similar(&model, &catalogs, args, &sources);
    }
    show(&found, &tombstones, args, &sources)
}

/// Codes and retired codes, each with its catalog.
type CodesAndRetired<'a> = (Vec<(&'a Catalog, &'a Code)>, Vec<(&'a Catalog, &'a Retired)>);

/// What has exactly this name.
fn named<'a>(catalogs: &[&'a Catalog], name: &str) -> CodesAndRetired<'a> {
    let found =
        catalogs.iter().filter_map(|catalog| Some((*catalog, now_or_formerly(catalog, name)?)));
    let retired = catalogs.iter().filter_map(|catalog| {
        let retired = catalog.retired.iter().find(|retired| retired.code == name)?;
        Some((*catalog, retired))
    });
    (found.collect(), retired.collect())
}

/// How many codes are listed if none has the name that was asked for.
const BEST: usize = 8;

/// The code that was meant if it is clear, or else those that match best, with which the command
/// fails: a script must not take them for what it asked for.
fn similar(
    model: &Model,
    catalogs: &[&Catalog],
    args: &ExplainArgs,
    sources: &Sources,
) -> Result<Outcome, Failure> {
    let mut hits = search(catalogs, &args.code);
    let best = hits.first().map(|(rank, _)| *rank);
    let is_meant = best.is_some_and(|best| best <= Rank::Spelling);
    if is_meant {
        hits.retain(|(rank, _)| *rank <= Rank::Spelling);
    } else if best.is_none_or(|best| best == Rank::Typo) {
        return Err(unknown(model, args).into());
    }
    hits.truncate(BEST);
    let mut codes = Vec::new();
    let mut retired = Vec::new();
    for (_, hit) in hits {
        match hit {
            Found::Code(catalog, code) => codes.push((catalog, code)),
            Found::Retired(catalog, tombstone) => retired.push((catalog, tombstone)),
        }
    }
    if is_meant {
        return show(&codes, &retired, args, sources);
    }
    if args.format == ExplainFormat::Json {
        show(&codes, &retired, args, sources)?;
        return Ok(Outcome::Findings);
    }
    print_error(&format!("no code is called `{}`; these match best:\n", word(&args.code)))?;
    let codes = codes.iter().map(|(catalog, code)| (&catalog.id, &code.name, code.summary()));
    let retired = retired
        .iter()
        .map(|(catalog, retired)| (&catalog.id, &retired.code, retired.reason.plain()));
    let lines: Vec<_> = codes.chain(retired).collect();
    let width = lines.iter().map(|(_, name, _)| name.chars().count()).max().unwrap_or_default();
    let line = |(catalog, name, told): &(&String, &String, String)| {
        format!("{:<width$}  {catalog}  {}\n", word(name), word(told))
    };
    print(&lines.iter().map(line).collect::<String>())?;
    Ok(Outcome::Findings)
}

/// Shows the entries of codes and of retired ones.
fn show(
    found: &[(&Catalog, &Code)],
    tombstones: &[(&Catalog, &Retired)],
    args: &ExplainArgs,
    sources: &Sources,
) -> Result<Outcome, Failure> {
    if args.format == ExplainFormat::Json {
        print_json(&entry::json(found, tombstones)?)?;
        return Ok(Outcome::Fine);
    }
    let pages = found.iter().map(|(catalog, code)| entry::code(catalog, code, sources));
    let graves = tombstones.iter().map(|(catalog, retired)| entry::retired(catalog, retired));
    print(&pages.chain(graves).collect::<Vec<_>>().join("\n"))?;
    Ok(Outcome::Fine)
}

/// The code that has this name or URI, or had the name.
fn now_or_formerly<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Code> {
    let had = |code: &&Code| code.aliases.iter().any(|alias| alias == name);
    let has = |code: &&Code| {
        [Slot::Type, Slot::DocsUrl].into_iter().any(|slot| code.uri_in(slot) == Some(name))
    };
    let called = catalog.code_called(name);
    called.or_else(|| catalog.codes.iter().find(has)).or_else(|| catalog.codes.iter().find(had))
}

/// The error for a mistyped rule or key if there is no registry.
fn no_rule(args: &ExplainArgs) -> Option<Error> {
    let known = RULES.iter().map(|rule| rule.id).chain(keys::names());
    let near = nearest(&args.code, known)?;
    let what = if rule::find(near).is_some() { "rule" } else { "key" };
    let near = format!("there is no {what} `{}`; did you mean `{near}`?", args.code);
    args.catalog.is_none().then_some(Error::Usage(near))
}

fn unknown(model: &Model, args: &ExplainArgs) -> Error {
    if let Some(id) = args.catalog.as_ref().filter(|id| model.catalog(id).is_none()) {
        let hint = instead(id, model.catalogs.iter().map(|catalog| catalog.id.as_str()));
        return Error::Usage(format!("there is no catalog `{id}`; {hint}"));
    }
    let (asked, others): (Vec<&Catalog>, Vec<&Catalog>) = model
        .catalogs
        .iter()
        .partition(|catalog| args.catalog.as_ref().is_none_or(|id| catalog.id == *id));
    let there_is_no = match &args.catalog {
        Some(id) => format!("there is no code `{}` in the catalog `{id}`", args.code),
        None => format!("there is no code `{}`", args.code),
    };
    if let Some(other) = others.iter().find(|catalog| catalog.code_called(&args.code).is_some()) {
        return Error::Usage(format!("{there_is_no}; the catalog `{}` has it", other.id));
    }
    let codes = asked.iter().flat_map(|catalog| {
        let retired = catalog.retired.iter().map(|retired| retired.code.as_str());
        catalog.codes.iter().map(|code| code.name.as_str()).chain(retired)
    });
    let rules = RULES.iter().map(|rule| rule.id).filter(|_| args.catalog.is_none());
    let keys = keys::names().filter(|_| args.catalog.is_none());
    let near = nearest(&args.code, codes).map(|code| format!("did you mean `{code}`?"));
    let near = near.or_else(|| {
        nearest(&args.code, rules).map(|rule| format!("did you mean the rule `{rule}`?"))
    });
    let near = near
        .or_else(|| nearest(&args.code, keys).map(|key| format!("did you mean the key `{key}`?")));
    Error::Usage(match near {
        Some(near) => format!("{there_is_no}; {near}"),
        None => format!("{there_is_no}; `errbook list` shows all codes"),
    })
}
