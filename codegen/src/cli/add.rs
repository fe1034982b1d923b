//! `errbook add`

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::model::{Catalog, Model, Retry, Vocabulary};
use crate::recode::{Shelf, added, proposal};
use crate::visible::word;

use super::ask::Ask;
use super::recode::{Clean, Done, make_clean};
use super::{Failure, Outcome, instead, print_error};

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
    let catalog = catalog(&model, args, ask)?;
    let (shelves, has_status) = proposal::shelves(&sources, &catalog.id);
    let shelf = shelf(&shelves, args, ask)?;
    let name = name(catalog, shelf, args, ask)?;
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
    let category = category(catalog, shelf, &name, args, ask)?;
    let inherits =
        has_status || has_own(catalog, category.as_deref().or(shelf.category.as_deref()));
    let status = status(catalog, shelf, &name, inherits, args, ask)?;
    let value = args
        .value
        .clone()
        .or_else(|| proposal::next_number(catalog, shelf).map(|number| number.to_string()));
    let quoted = |text: &Option<String>| text.as_deref().map(in_yaml);
    let keys = [
        (
            "code",
            value.map(|value| {
                value.parse::<i64>().map_or_else(|_| in_yaml(&value), |it| it.to_string())
            }),
        ),
        ("title", quoted(&args.title)),
        ("category", quoted(&category)),
        ("status", status),
        ("description", Some(description).filter(|it| !it.is_empty()).as_deref().map(in_yaml)),
        ("message", quoted(&args.message)),
        ("cause", quoted(&args.cause)),
        ("resolution", quoted(&args.resolution)),
        ("action", quoted(&args.action)),
        ("retry", args.retry.clone()),
    ];
    let lines: Vec<String> =
        keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?))).collect();
    let place = proposal::place(shelf, &name);
    let fix = added(&sources, &catalog.id, &shelf.id, place, (&name, &lines));
    let said = format!("added `{}` to the section `{}`", word(&name), word(&shelf.id));
    let holds = |after: &Model| {
        let code = after.catalog(&catalog.id).and_then(|catalog| catalog.code(&name));
        code.map(|_| ()).ok_or("the section is written in a way that cannot be edited")
    };
    let done = Done { code: &name, said, dry_run: args.dry_run };
    make_clean(project, &sources, fix, holds, &done, Clean::unless(args.anyway))
}

/// A text as YAML: without quotes if it is read as the same text, so that it looks as people write.
fn in_yaml(text: &str) -> String {
    let first = |c: char| c.is_alphabetic();
    let marks = [": ", " #", "\n", "\t"];
    let other =
        text.ends_with(':') || text.ends_with(' ') || marks.iter().any(|it| text.contains(it));
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let plain = text.starts_with(first) && !other && !words.contains(&&*text.to_lowercase());
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

fn catalog<'m>(model: &'m Model, args: &AddArgs, ask: Ask) -> Result<&'m Catalog, Failure> {
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| catalog.id.as_str()).collect();
    let id = match (&args.catalog, &ids[..]) {
        (Some(id), _) => id.as_str(),
        (None, [only]) => only,
        (None, ids) if ask == Ask::Person => ask.choice("catalog", ids, "")?,
        (None, ids) => {
            let message = format!("say which catalog: `--catalog` with one of {}", ids.join(", "));
            return Err(Error::Usage(message).into());
        }
    };
    model.catalog(id).ok_or_else(|| {
        let hint = instead(id, ids.iter().copied());
        Error::Usage(format!("there is no catalog `{id}`; {hint}")).into()
    })
}

/// The section of the new code.
fn shelf<'s>(shelves: &'s [Shelf], args: &AddArgs, ask: Ask) -> Result<&'s Shelf, Failure> {
    let ids: Vec<&str> = shelves.iter().map(|shelf| shelf.id.as_str()).collect();
    let named = |id: &str| shelves.iter().find(|shelf| shelf.id == id);
    if let Some(id) = &args.section {
        return named(id).ok_or_else(|| {
            let hint = instead(id, ids.iter().copied());
            Error::Usage(format!("there is no section `{id}`; {hint}")).into()
        });
    }
    let proposed = args.code.as_deref().and_then(|name| proposal::section(shelves, name));
    let proposed = proposed.or(match shelves {
        [only] => Some(only),
        _ => None,
    });
    if ask == Ask::Person && ids.len() > 1 {
        let id = ask.choice("section", &ids, proposed.map_or("", |shelf| &shelf.id))?;
        return named(id).ok_or_else(|| Error::Usage("there is no section".to_owned()).into());
    }
    proposed.ok_or_else(|| {
        let message = format!("say which section: `--section` with one of {}", ids.join(", "));
        Error::Usage(message).into()
    })
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
