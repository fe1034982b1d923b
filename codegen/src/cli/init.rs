//! `errbook init`

use std::fmt::Write;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use heck::{ToKebabCase, ToTitleCase};
use serde_json::Value;

use crate::boundary::Boundary;
use crate::config::Project;
use crate::diagnostic::Level;
use crate::disk;
use crate::error::Error;
use crate::model::{CaseStyle, Vocabulary};
use crate::output;
use crate::report::first;
use crate::source::Sources;
use crate::start::{self, Ci, Envelope, Format, Guessed, Plan};
use crate::targets::{SCHEMA, TARGETS};
use crate::visible::{self, word};

use super::ask::Ask;
use super::show::show_aside;
use super::{Failure, Outcome, count, init_advice, print_done, print_error};

/// The largest example of a body, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// The word for an envelope of two members, for an API that has none yet.
const SIMPLE: &str = "simple";

/// The arguments of `errbook init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The id of the first catalog, in kebab-case [default: the name of the folder]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The name of the API, for people [default: made from the id]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// How codes are written [default: that of the code in `--body`, or `snake_case`]
    #[arg(long, value_name = "STYLE", value_parser = styles())]
    codes: Option<String>,
    /// The body of an error [default: `problem-details`]
    #[arg(long, value_name = "FORMAT", value_parser = envelopes(), conflicts_with = "body")]
    envelope: Option<String>,
    /// Make the envelope from an example of an error body, a JSON file or `-` for the standard input
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// Say what a member of the example is, as in `--slot error.reason=$code`; may be repeated
    #[arg(long = "slot", value_name = "PATH=WORD", requires = "body")]
    slots: Vec<String>,
    /// The name of the service, which the format `google` needs [default: NAME.example.com]
    #[arg(long)]
    domain: Option<String>,
    /// Render this target; may be repeated, or a list with commas [default: those that fit the repository]
    #[arg(long = "target", value_name = "NAME", value_delimiter = ',', value_parser = targets())]
    targets: Vec<String>,
    /// Ask nothing, not even on a terminal
    #[arg(long, short)]
    yes: bool,
}

fn styles() -> PossibleValuesParser {
    PossibleValuesParser::new(CaseStyle::ALL.iter().map(|style| style.word()))
}

fn envelopes() -> PossibleValuesParser {
    let formats = Format::ALL.iter().map(|format| format.word());
    PossibleValuesParser::new(formats.chain([SIMPLE]))
}

fn targets() -> PossibleValuesParser {
    PossibleValuesParser::new(TARGETS.iter().map(|target| target.name))
}

/// A file to make.
struct NewFile {
    path: PathBuf,
    text: String,
}

pub(super) fn run(
    args: &InitArgs,
    open: impl Fn() -> Result<Project, Error>,
) -> Result<Outcome, Failure> {
    let project = open()?;
    if project.file.is_some() && project.root != Path::new("") {
        let message = format!(
            "this folder belongs to the project in `{}`: run `errbook init` there, or make an empty \
             `errbook.toml` here first",
            visible::path(&project.root)
        );
        return Err(Error::Usage(message).into());
    }
    let place = Place::of(&project);
    let ask = Ask::unless(args.yes);
    let plan = plan(args, &place, ask)?;
    let folder = project.registry.join(&plan.name);
    if folder.exists() {
        let message = format!(
            "there is a catalog at `{}` already: give another `--name`, or add to it with \
             `errbook add`",
            visible::path(&folder)
        );
        return Err(Error::Usage(message).into());
    }
    let targets = chosen(args, &place, ask)?;
    let plan = Plan { schemas: schemas(&project, &plan.name, &targets), ..plan };
    let (catalog, section) = (start::catalog(&plan), start::section(&plan));
    if !compiles(&plan, &catalog, &section)? {
        return Ok(Outcome::Findings);
    }
    let mut files = vec![
        NewFile { path: folder.join("catalog.yaml"), text: catalog },
        NewFile { path: folder.join("general.yaml"), text: section },
    ];
    files.extend(around(&project, &place, &plan.name, &targets));
    write(files)?;
    let project = open()?;
    print_error(&init_advice::of(&project, &plan, place.is_cargo, place.is_npm)?)?;
    Ok(Outcome::Fine)
}

/// What is known about the folder.
struct Place {
    /// Its name.
    name: String,
    is_cargo: bool,
    is_npm: bool,
    /// Its path from the top of its repository; empty there, or in none.
    below: String,
}

impl Place {
    fn of(project: &Project) -> Place {
        let here = Path::new(".").join(&project.root).canonicalize().unwrap_or_default();
        let name = here.file_name().map(|name| name.to_string_lossy().to_kebab_case());
        let fits = |name: &String| {
            name.is_ascii() && name.starts_with(|first: char| first.is_ascii_lowercase())
        };
        let boundary = Boundary::around(&here);
        let below = boundary.root().and_then(|root| here.strip_prefix(root).ok());
        let below = below.map(|below| {
            below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/")
        });
        let below = below.unwrap_or_default();
        Place {
            name: name.filter(fits).unwrap_or_else(|| "api".to_owned()),
            is_cargo: project.root.join("Cargo.toml").is_file(),
            is_npm: project.root.join("package.json").is_file(),
            below,
        }
    }
}

/// What the flags say, or the answers to questions.
fn plan(args: &InitArgs, place: &Place, ask: Ask) -> Result<Plan, Failure> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => ask.text("id of the API, in kebab-case", &place.name)?,
    };
    let plain = name.strip_suffix("-api").unwrap_or(&name).to_title_case();
    let title = match &args.title {
        Some(title) => title.clone(),
        None => ask.text("its name, for people", &format!("{plain} API"))?,
    };
    let guessed = args.body.as_deref().map(|file| guess(file, &args.slots)).transpose()?;
    if let Some(guessed) = &guessed {
        show_guess(guessed)?;
    }
    let envelope = match (&guessed, &args.envelope) {
        (Some(_), _) => SIMPLE,
        (None, Some(format)) => known(format),
        (None, None) => {
            let formats: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
            let words = [&formats[..], &[SIMPLE]].concat();
            ask.choice("body of an error; `--body FILE` takes an example", &words, formats[0])?
        }
    };
    let default = match (&guessed, envelope) {
        (Some(guessed), _) => guessed.style,
        (None, "google") => CaseStyle::ScreamingSnake,
        _ => CaseStyle::Snake,
    };
    let words: Vec<&str> = CaseStyle::ALL.iter().map(|style| style.word()).collect();
    let style = match (&args.codes, &guessed) {
        (Some(style), _) => style.clone(),
        (None, Some(_)) => default.word().to_owned(),
        (None, None) => ask.choice("style of codes", &words, default.word())?.to_owned(),
    };
    let style = CaseStyle::ALL.iter().copied().find(|known| known.word() == style);
    let domain = || args.domain.clone().unwrap_or_else(|| format!("{name}.example.com"));
    let shape = |guessed: &Guessed| Envelope::Shape(guessed.shape.clone());
    let envelope = match (&guessed, envelope) {
        (Some(guessed), _) => shape(guessed),
        (None, SIMPLE) => Envelope::Shape("code: $code\nmessage: $message\n".to_owned()),
        (None, format) => Envelope::Format(format, (format == "google").then(domain)),
    };
    let docs = guessed.as_ref().and_then(|guessed| guessed.docs.clone());
    let ty = guessed.as_ref().and_then(|guessed| guessed.ty.clone());
    let numbers = guessed.is_some_and(|guessed| guessed.numbers);
    let style = style.unwrap_or(default);
    Ok(Plan { name, title, style, numbers, envelope, ty, docs, schemas: None })
}

/// The format of this name, which the command line has checked.
fn known(format: &str) -> &'static str {
    let found = Format::ALL.iter().find(|known| known.word() == format);
    found.map_or(SIMPLE, |format| format.word())
}

/// The envelope of the example in a file.
fn guess(file: &Path, slots: &[String]) -> Result<Guessed, Failure> {
    let text = if file == Path::new("-") {
        let mut text = Vec::new();
        io::stdin().lock().take(LIMIT).read_to_end(&mut text)?;
        text
    } else {
        disk::read(file, LIMIT)?
    };
    let body: Value = serde_json::from_slice(&text)
        .map_err(|error| Error::Usage(format!("`{}` is not JSON: {error}", visible::path(file))))?;
    let slots: Vec<(String, String)> = slots
        .iter()
        .map(|slot| {
            let (path, word) = slot.split_once('=').ok_or_else(|| {
                Error::Usage(format!("`--slot {slot}` has no `=`: write a path and what it is"))
            })?;
            Ok((path.to_owned(), word.to_owned()))
        })
        .collect::<Result<_, Error>>()?;
    Ok(start::guess(&body, &slots).map_err(Error::Usage)?)
}

/// Shows what each member of the example became.
fn show_guess(guessed: &Guessed) -> Result<(), Failure> {
    let width = |of: fn(&start::Leaf) -> &str| {
        guessed.leaves.iter().map(|leaf| of(leaf).chars().count()).max().unwrap_or_default()
    };
    let (paths, words) = (width(|leaf| &leaf.path), width(|leaf| &leaf.word));
    let mut text = "the members of the example, which `--slot PATH=WORD` corrects:\n".to_owned();
    for leaf in &guessed.leaves {
        let (path, is, value) = (word(&leaf.path), word(&leaf.word), word(&leaf.value));
        let _ = writeln!(text, "  {path:<paths$}  {is:<words$}  {value}");
    }
    print_error(&text)?;
    Ok(())
}

/// The targets that are asked for, or those that fit the repository.
fn chosen(args: &InitArgs, place: &Place, ask: Ask) -> Result<Vec<&'static str>, Failure> {
    let named = |names: &[String]| {
        let known = TARGETS.iter().map(|target| target.name);
        known.filter(|name| names.iter().any(|asked| asked == name)).collect::<Vec<_>>()
    };
    if !args.targets.is_empty() {
        return Ok(named(&args.targets));
    }
    let fits = |name: &str| match name {
        "rust" => place.is_cargo || !place.is_npm,
        "typescript" => place.is_npm || !place.is_cargo,
        _ => TARGETS.iter().any(|target| target.name == name && target.default),
    };
    let default: Vec<&str> =
        TARGETS.iter().map(|target| target.name).filter(|it| fits(it)).collect();
    loop {
        let answer = ask.text("targets", &default.join(" "))?;
        let words: Vec<String> =
            answer.split([' ', ',']).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let unknown = words.iter().find(|it| !TARGETS.iter().any(|target| target.name == **it));
        match unknown {
            None => return Ok(named(&words)),
            Some(unknown) => print_error(&format!("there is no target `{}`\n", word(unknown)))?,
        }
    }
}

/// The folder of the schemas as seen from the folder of a catalog.
fn schemas(project: &Project, name: &str, targets: &[&str]) -> Option<String> {
    // The project file may be there already, with other folders.
    let is_rendered = project.file.is_none() && targets.contains(&SCHEMA.name)
        || project.file.is_some() && project.targets.contains(&&SCHEMA);
    let (folder, catalog) = (project.folder(&SCHEMA), project.registry.join(name));
    let is_below = |path: &Path| path.components().all(|step| matches!(step, Component::Normal(_)));
    let up = "../".repeat(catalog.components().count());
    let folder =
        Some(folder).filter(|folder| is_rendered && is_below(folder) && is_below(&catalog))?;
    Some(format!("{up}{}", folder.to_string_lossy().replace('\\', "/")))
}

/// Whether a new catalog has no finding; shows those that it has.
fn compiles(plan: &Plan, catalog: &str, section: &str) -> Result<bool, Failure> {
    let name = &plan.name;
    let (one, other) = (format!("{name}/catalog.yaml"), format!("{name}/general.yaml"));
    let sources = Sources::from_texts([(one.as_str(), catalog), (other.as_str(), section)]);
    let checked = crate::check_with(sources, &[], crate::limits::Limits::default());
    if checked.diagnostics.iter().all(|found| found.level < Level::Error) {
        return Ok(true);
    }
    show_aside(&first(&checked.diagnostics), &checked.sources)?;
    print_error("wrote nothing: the catalog would have these errors\n")?;
    Ok(false)
}

/// The files around a registry.
fn around(project: &Project, place: &Place, name: &str, targets: &[&str]) -> Vec<NewFile> {
    let file = |path: &str, text: String| NewFile { path: project.root.join(path), text };
    let registry = project.registry.strip_prefix(&project.root).unwrap_or(&project.registry);
    let registry = registry.to_string_lossy().replace('\\', "/");
    let mut files = Vec::new();
    if project.file.is_none() {
        files.push(file("errbook.toml", start::project(targets)));
    }
    files.push(file(".gitattributes", start::attributes(&registry)));
    files.push(file(".vscode/extensions.json", start::editor()));
    // They belong to the whole repository, which may have several projects.
    let below = place.below.as_str();
    let steps = below.split('/').filter(|step| !step.is_empty());
    let up = steps.map(|_| "../").collect::<String>();
    let top = |path: &str, text: String| file(&format!("{up}{path}"), text);
    let ci = if place.is_npm && !place.is_cargo { Ci::Npm } else { Ci::Cargo };
    files.push(top(".pre-commit-config.yaml", start::hooks(&registry, below)));
    let name = if below.is_empty() { String::new() } else { format!("-{name}") };
    let workflow = start::workflow(ci, &registry, below);
    files.push(top(&format!(".github/workflows/errbook{name}.yml"), workflow));
    files
}

/// Makes the files that are not there yet, and says what could be added to the others.
fn write(files: Vec<NewFile>) -> Result<(), Failure> {
    let (mut made, mut kept) = (0, String::new());
    for NewFile { path, text } in files {
        let shown = visible::path(&path);
        if path.symlink_metadata().is_ok() {
            let there = disk::read(&path, LIMIT).unwrap_or_default();
            if String::from_utf8_lossy(&there).contains(text.trim_end()) {
                continue;
            }
            let _ = writeln!(kept, "kept `{shown}`, which is there already; it could have:");
            kept.extend(text.lines().map(|line| format!("    {line}\n")));
            continue;
        }
        output::add(&path, &text)?;
        print_done(&format!("new      {shown}\n"))?;
        made += 1;
    }
    print_error(&kept)?;
    print_error(&format!("wrote {}\n", count(made, "file")))?;
    Ok(())
}
