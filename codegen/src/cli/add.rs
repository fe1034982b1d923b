//! `errbook add`

use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::model::{Catalog, Code, Model, Retry, Vocabulary};
use crate::recode::{Shelf, added, case_added, listed, plain, proposal, section_begun};
use crate::source::Sources;
use crate::visible::word;

use super::ask::Ask;
use super::recode::{Clean, Done, applied, by_hand, make_clean};
use super::section::{self, Place};
use super::{Failure, Outcome, print_error};

/// The arguments of `errbook add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The name of the new code [default: the next one of a section whose names are numbered]
    code: Option<String>,
    /// The catalog [default: the only one]
    #[arg(long, value_name = "NAME")]
    catalog: Option<String>,
    /// The section, by the name of its file [default: the one whose codes begin as this one does]
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// Begin the section with this title, in a new file
    #[arg(long, value_name = "TEXT", requires = "section")]
    section_title: Option<String>,
    /// The code that it is a case of [default: the one of a family whose name this one begins with]
    #[arg(long, value_name = "CODE", conflicts_with = "section")]
    case_of: Option<String>,
    /// What happened
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// The message to send
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// A short title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The HTTP status, or `none` [default: that of the category, or of similar codes]
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// One of the catalog's categories [default: that of the section, or of similar codes]
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// What is sent as the code [default: the name, or the next number]
    #[arg(long, value_name = "CODE")]
    value: Option<String>,
    /// Why it happens
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    /// What to do about it
    #[arg(long, value_name = "TEXT")]
    resolution: Option<String>,
    /// One of the catalog's actions
    #[arg(long, value_name = "NAME")]
    action: Option<String>,
    /// Whether and when to try again
    #[arg(long, value_name = "ADVICE", value_parser = advice())]
    retry: Option<String>,
    /// Write nothing; show what would change, as a patch
    #[arg(long)]
    dry_run: bool,
    /// Write it even if `errbook check` then has more warnings
    #[arg(long)]
    anyway: bool,
    /// Ask nothing, not even on a terminal
    #[arg(long, short)]
    yes: bool,
}

fn advice() -> PossibleValuesParser {
    PossibleValuesParser::new(Retry::ALL.iter().map(|retry| retry.word()))
}

pub(super) fn run(project: &Project, args: &AddArgs) -> Result<Outcome, Failure> {
    let Some((model, sources)) = super::model_of(project, Level::Error)? else {
        return Ok(Outcome::Findings);
    };
    let ask = Ask::unless(args.yes);
    let catalog = section::catalog(&model, args.catalog.as_deref(), ask)?;
    let (shelves, has_status) = proposal::shelves(&sources, &catalog.id);
    let wanted = section::Wanted {
        code: args.code.as_deref(),
        section: args.section.as_deref(),
        title: args.section_title.as_deref(),
        case_of: args.case_of.as_deref(),
    };
    let place = section::of(catalog, &shelves, &wanted, ask)?;
    let (shelf, parent) = (&place.shelf, place.parent);
    let name = match parent {
        Some(parent) => case_name(catalog, parent, args, ask)?,
        None => name(catalog, shelf, args, ask)?,
    };
    if proposal::is_taken(catalog, &name) {
        let name = word(&name);
        let message = format!("`{name}` is or was a code already: `errbook explain {name}`");
        return Err(Error::Usage(message).into());
    }
    let description = match (&args.description, &args.message) {
        (Some(text), _) => text.clone(),
        (None, Some(_)) => ask.text("what happened (empty if the message says it)", "")?,
        (None, None) => ask.text("what happened", "")?,
    };
    if description.is_empty() && args.message.is_none() {
        let message = "say what happened with `--description`, or give a `--message`";
        return Err(Error::Usage(message.to_owned()).into());
    }
    let text = if description.is_empty() { args.message.as_deref() } else { Some(&*description) };
    warn(catalog, &name, text.unwrap_or_default(), ask)?;
    let (category, status) = if parent.is_some() {
        // A case has those of the code that it is a case of.
        (args.category.clone(), args.status.clone())
    } else {
        let category = category(catalog, shelf, &name, args, ask)?;
        let inherits =
            has_status || has_own(catalog, category.as_deref().or(shelf.category.as_deref()));
        (category, status(catalog, shelf, &name, inherits, args, ask)?)
    };
    let number = || proposal::next_number(catalog, shelf).map(|number| number.to_string());
    let value = args.value.clone().or_else(number);
    let lines = lines(args, (category, status, value, description));
    let (before, after) = edited(project, sources, &place, &catalog.id, (&name, &lines))?;
    let said = match parent {
        Some(parent) => format!("added `{}` to the cases of `{}`", word(&name), word(&parent.name)),
        None => format!("added `{}` to the section `{}`", word(&name), word(&shelf.id)),
    };
    let holds = |after: &Model| {
        let code = after.catalog(&catalog.id).and_then(|catalog| catalog.code(&name));
        let is_case = code.is_some_and(|code| code.parent.is_some());
        let holds = code.is_some() && is_case == parent.is_some();
        holds.then_some(()).ok_or("the section is written in a way that cannot be edited")
    };
    let done = Done { code: &name, said, dry_run: args.dry_run };
    make_clean(project, &before, after, holds, &done, Clean::unless(args.anyway))
}

/// The keys of the new entry.
fn lines(
    args: &AddArgs,
    (category, status, value, description): (
        Option<String>,
        Option<String>,
        Option<String>,
        String,
    ),
) -> Vec<String> {
    let quoted = |text: &Option<String>| text.as_deref().map(plain);
    let number = |value: String| {
        value.parse::<i64>().map_or_else(|_| plain(&value), |number| number.to_string())
    };
    let keys = [
        ("code", value.map(number)),
        ("title", quoted(&args.title)),
        ("category", quoted(&category)),
        ("status", status),
        ("description", quoted(&Some(description).filter(|text| !text.is_empty()))),
        ("message", quoted(&args.message)),
        ("cause", quoted(&args.cause)),
        ("resolution", quoted(&args.resolution)),
        ("action", quoted(&args.action)),
        ("retry", args.retry.clone()),
    ];
    keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?))).collect()
}

/// The files before and after; a new section is a file without a text before.
fn edited(
    project: &Project,
    mut sources: Sources,
    place: &Place<'_>,
    catalog: &str,
    (name, lines): (&str, &[String]),
) -> Result<(Sources, Sources), Failure> {
    let section = &place.shelf.id;
    let Some(title) = &place.title else {
        let fix = if let Some(parent) = place.parent {
            let own = name[parent.name.len()..].strip_prefix(place.join).unwrap_or(name);
            case_added(&sources, catalog, &parent.name, (own, lines))
        } else {
            let at = proposal::place(&place.shelf, name);
            added(&sources, catalog, section, at, (name, lines))
        };
        let after = applied(&sources, fix, name)?;
        return Ok((sources, after));
    };
    let text = section_begun(&sources, catalog, (section, title), (name, lines));
    let below = Path::new(catalog).join(format!("{section}.yaml"));
    let path = project.registry.join(&below).to_string_lossy().replace('\\', "/");
    let file = u32::try_from(sources.files().len()).unwrap_or(u32::MAX);
    sources.append(Sources::from_files(vec![(path, below, Vec::new())]));
    let listed = listed(&sources, catalog, section).map_err(|reason| by_hand(name, reason))?;
    let mut after = match listed {
        Some(fix) => applied(&sources, Ok(fix), name)?,
        None => sources.clone(),
    };
    after.replace(file, text);
    Ok((sources, after))
}

/// The whole name of a case, of which its own part may be given.
fn case_name(
    catalog: &Catalog,
    parent: &Code,
    args: &AddArgs,
    ask: Ask,
) -> Result<String, Failure> {
    let start = format!("{}{}", parent.name, catalog.naming.join);
    let own = match &args.code {
        Some(name) => name.clone(),
        None => ask.text(&format!("name of the case, behind `{start}`"), "")?,
    };
    if own.is_empty() {
        return Err(Error::Usage("give the name of the case".to_owned()).into());
    }
    Ok(if own.starts_with(&start) { own } else { start + &own })
}

fn name(catalog: &Catalog, shelf: &Shelf, args: &AddArgs, ask: Ask) -> Result<String, Failure> {
    if let Some(name) = &args.code {
        return Ok(name.clone());
    }
    let next = proposal::next_name(catalog, shelf).unwrap_or_default();
    let name = ask.text("name of the code", &next)?;
    if name.is_empty() {
        let message = "give the name of the code: the names of the section are not numbered";
        return Err(Error::Usage(message.to_owned()).into());
    }
    Ok(name)
}

/// Names the codes that say nearly the same, and asks whether to go on.
fn warn(catalog: &Catalog, name: &str, text: &str, ask: Ask) -> Result<(), Failure> {
    let similar = proposal::similar(catalog, name, text);
    for code in similar.iter().take(3) {
        let (name, told) = (word(&code.name), code.summary());
        print_error(&format!("`{name}` says nearly the same: {}\n", word(&told)))?;
    }
    if !similar.is_empty() && ask == Ask::Person {
        let answer = ask.choice("add it all the same?", &["yes", "no"], "no")?;
        if answer == "no" {
            return Err(Error::Usage("wrote nothing".to_owned()).into());
        }
    }
    Ok(())
}

/// The category to write; none if the code inherits that of its section.
fn category(
    catalog: &Catalog,
    shelf: &Shelf,
    name: &str,
    args: &AddArgs,
    ask: Ask,
) -> Result<Option<String>, Failure> {
    if args.category.is_some() || catalog.categories.is_empty() {
        return Ok(args.category.clone());
    }
    let of_model = proposal::model(catalog, name).and_then(|code| code.category);
    let of_model = of_model.map(|id| catalog[id].id.clone());
    let proposed = match &shelf.category {
        Some(own) if of_model.as_ref().is_none_or(|it| it == own) => None,
        _ => of_model.or_else(|| proposal::category(catalog, shelf)),
    };
    if shelf.category.is_some() && proposed.is_none() {
        return Ok(None);
    }
    let answer = if ask == Ask::Person {
        let ids: Vec<&str> = catalog.categories.iter().map(|it| it.id.as_str()).collect();
        let default = proposed.as_deref().unwrap_or("none");
        ask.choice("category", &[&ids[..], &["none"]].concat(), default)?.to_owned()
    } else {
        proposed.unwrap_or_else(|| "none".to_owned())
    };
    if answer == "none" {
        return Ok(None);
    }
    print_error(&format!("category {}\n", word(&answer)))?;
    Ok(Some(answer))
}

/// Whether a category has a status, which its codes inherit.
fn has_own(catalog: &Catalog, category: Option<&str>) -> bool {
    let category = catalog.categories.iter().find(|known| Some(known.id.as_str()) == category);
    category.is_some_and(|category| !category.status.is_empty())
}

/// The status to write; none if the code inherits one.
fn status(
    catalog: &Catalog,
    shelf: &Shelf,
    name: &str,
    inherits: bool,
    args: &AddArgs,
    ask: Ask,
) -> Result<Option<String>, Failure> {
    if args.status.is_some() || inherits {
        return Ok(args.status.clone());
    }
    let model = proposal::model(catalog, name).filter(|code| code.status.len() == 1);
    let proposed =
        model.map(|code| code.status[0]).or_else(|| proposal::status(catalog, shelf, name));
    let default = proposed.map(|status| status.to_string()).unwrap_or_default();
    let answer = ask.text("HTTP status, or none", &default)?;
    if answer.is_empty() {
        let message = "say which status it has with `--status`, or `--status none`";
        return Err(Error::Usage(message.to_owned()).into());
    }
    if ask == Ask::Nobody {
        let like = model.map(|code| format!(", as `{}`", word(&code.name))).unwrap_or_default();
        print_error(&format!("status {answer}{like}\n"))?;
    }
    Ok(Some(answer))
}
