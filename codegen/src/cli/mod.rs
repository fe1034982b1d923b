//! The command line: its arguments, and everything that is printed.

mod add;
mod ask;
mod changelog;
mod check;
mod diff;
mod edit;
mod embed;
mod entry;
mod explain;
mod fix;
mod format;
mod fragment;
mod fresh;
mod generate;
mod import;
mod init;
mod init_advice;
mod interrupt;
mod keys;
mod limits;
mod list;
mod lsp;
mod merge;
mod old;
mod openapi;
mod progress;
mod received;
mod recode;
mod retire;
mod scope;
mod section;
mod serve;
mod show;
mod site;
mod streams;
mod timings;
mod told;
mod verdict;
mod watch;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use anstream::ColorChoice;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::ContextValue;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::config::{Project, Reach};
use crate::diagnostic::{Level, nearest};
use crate::error::{Error, chain};
use crate::model::Model;
use crate::report::FORMATS;
use crate::source::Sources;
use crate::visible::{line, word};
use crate::words::count;
use crate::{Asked, Checked};

use add::AddArgs;
use changelog::ChangelogArgs;
use check::CheckArgs;
use diff::DiffArgs;
use embed::EmbedArgs;
use explain::ExplainArgs;
use format::FmtArgs;
use generate::GenerateArgs;
use import::ImportArgs;
use init::InitArgs;
use list::ListArgs;
use openapi::OpenapiCommand;
use recode::{DeprecateArgs, MoveArgs, RenameArgs};
use retire::RetireArgs;
use site::SiteArgs;
use streams::{QUIET, print, print_always, print_as, print_done, print_error, print_json};
use told::Told;
use watch::WatchArgs;

/// Compile a registry of API error codes to Rust, TypeScript, OpenAPI and Markdown.
///
/// Exit status: 0 if all is well, even with warnings and hints; 1 if the registry has errors or
/// generated files are stale; 2 if errbook could not run.
#[derive(Debug, Parser)]
#[command(name = "errbook", version, propagate_version = true)]
struct Cli {
    /// Run in this folder
    #[arg(short = 'C', global = true, value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The project file, or its folder [default: the nearest `errbook.toml` or `errbook.yaml`]
    #[arg(long, global = true, value_name = "FILE")]
    project: Option<PathBuf>,
    /// Print findings and failures, and nothing else
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
    /// Trust the project file and the links in the project to lead out of its repository
    #[arg(long, global = true)]
    allow_outside: bool,
    /// Raise or lower a limit on what is read and reported; may be repeated
    #[arg(long = "limit", global = true, value_name = "NAME=VALUE", long_help = limits::help())]
    limits: Vec<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a registry in this folder
    Init(InitArgs),
    /// Render the registry and write the files that changed
    Generate(GenerateArgs),
    /// Check the registry and show every finding
    Check(CheckArgs),
    /// Check and generate again whenever a file of the registry or the project file changes
    Watch(WatchArgs),
    /// Compare the registry with an old version, and say what breaks whom
    Diff(DiffArgs),
    /// Print what changed since an old version as a section of a changelog
    Changelog(ChangelogArgs),
    /// Add a code where it belongs, and show the change
    Add(AddArgs),
    /// Give a code another name everywhere, and make the old one an alias
    Rename(RenameArgs),
    /// Mark a code as deprecated
    Deprecate(DeprecateArgs),
    /// Move a code to another section
    Move(MoveArgs),
    /// Remove a code, and list it under `retired`
    Retire(RetireArgs),
    /// Make a catalog from documents that list error codes
    Import(ImportArgs),
    /// Format the registry files, keeping their comments
    Fmt(FmtArgs),
    /// Render the reference as a static site with search
    Site(SiteArgs),
    /// Work on OpenAPI descriptions
    #[command(subcommand, disable_help_subcommand = true)]
    Openapi(OpenapiCommand),
    /// Bring marked places of pages that people write up to date
    Embed(EmbedArgs),
    /// Show everything about a code, a rule or a key
    Explain(ExplainArgs),
    /// List codes
    List(ListArgs),
    /// Serve an editor over the standard input and output, in the language server protocol
    Lsp,
    /// Print the manual page of errbook or of a command
    Man {
        /// The words of the command [default: errbook itself]
        command: Vec<String>,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// When to use colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Color {
    /// On a terminal, or as `NO_COLOR`, `FORCE_COLOR` or `CLICOLOR_FORCE` say
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The formats of findings, as values of an argument.
fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.summary)),
    )
}

/// The result of a command that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// The registry has errors, or generated files are stale.
    Findings,
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(error),
    };
    interrupt::listen();
    let ended = run(cli);
    progress::rest();
    match ended {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure::Run(error)) => {
            // Nothing can be reported once the standard error is closed.
            let _ = print_always(&format!("error: {}\n", chain(&error)));
            ExitCode::from(2)
        }
        Err(Failure::Print(error)) => {
            let _ = print_always(&format!("error: could not print: {error}\n"));
            ExitCode::from(2)
        }
    }
}

/// Prints help, the version, or what is wrong with the command line.
fn misused(mut error: clap::Error) -> ExitCode {
    // The message quotes words of the command line.
    let quoted: Vec<_> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(word) => Some((kind, ContextValue::String(line(word)))),
            ContextValue::Strings(words) => {
                Some((kind, ContextValue::Strings(words.iter().map(line).collect())))
            }
            ContextValue::StyledStrs(tips) => {
                Some((kind, ContextValue::StyledStrs(tips.iter().map(tip).collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
    let text = error.render().ansi().to_string();
    // Nothing can be reported once the standard error is closed.
    let _ = if error.use_stderr() { print_always(&text) } else { print(&text) };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// A tip of the argument parser as one visible line, without its styles if it was not one.
fn tip(tip: &StyledStr) -> StyledStr {
    match word(&tip.to_string()) {
        Cow::Borrowed(_) => tip.clone(),
        Cow::Owned(visible) => visible.into(),
    }
}

/// Why a command could not run to its end.
enum Failure {
    Run(Error),
    Print(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Run(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Print(error)
    }
}

fn run(cli: Cli) -> Result<Outcome, Failure> {
    let reach = if cli.allow_outside { Reach::Anywhere } else { Reach::Repository };
    QUIET.store(cli.quiet, Ordering::Relaxed);
    if !cli.quiet {
        progress::begin();
    }
    paint(cli.color);
    if let Some(folder) = &cli.directory {
        std::env::set_current_dir(folder).map_err(|source| Error::io("enter", folder, source))?;
    }
    let limits = limits::set(&cli.limits)?;
    let within = |folder: &Path| {
        let mut project = Project::find(folder, reach)?;
        project.limits = limits;
        Ok::<_, Error>(project)
    };
    let project = || {
        let mut project = match &cli.project {
            Some(folder) if folder.is_dir() => Project::within(folder, reach)?,
            Some(file) => Project::open(file, reach)?,
            None => Project::find(&PathBuf::new(), reach)?,
        };
        project.limits = limits;
        Ok::<_, Error>(project)
    };
    match cli.command {
        Command::Init(args) => init::run(&args, project),
        Command::Generate(args) => {
            args.timings.timed(|| generate::run(&project()?, &args, cli.project.as_deref()))
        }
        Command::Check(args) => {
            args.timings.timed(|| check::run(&scope::parts(&args.paths, project, within)?, &args))
        }
        Command::Watch(args) => watch::run(project, &args),
        Command::Diff(args) => diff::run(&project()?, reach, &args),
        Command::Changelog(args) => changelog::run(&project()?, reach, &args),
        Command::Add(args) => add::run(&project()?, &args),
        Command::Deprecate(args) => recode::deprecate(&project()?, &args),
        Command::Move(args) => recode::move_to(&project()?, &args),
        Command::Rename(args) => recode::rename(&project()?, &args),
        Command::Retire(args) => retire::retire(&project()?, &args),
        Command::Import(args) => import::run(&project()?, &args),
        Command::Fmt(args) => format::run(&project()?, &args),
        Command::Explain(args) => match explain::rule(&args)? {
            Some(outcome) => Ok(outcome),
            None => explain::run(project(), &args),
        },
        Command::Site(args) => site::run(project()?, reach, &args),
        Command::Openapi(OpenapiCommand::Annotate(args)) => openapi::annotate(&project()?, &args),
        Command::Embed(args) => embed::run(&project()?, &args),
        Command::List(args) => list::run(&project()?, &args),
        Command::Lsp => lsp::run(reach, limits, cli.project),
        Command::Man { command } => man(&command),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "errbook", &mut script);
            print(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Fine)
        }
    }
}

/// Prints a manual page.
fn man(words: &[String]) -> Result<Outcome, Failure> {
    let mut whole = Cli::command();
    whole.build();
    let mut command = &whole;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            let hint = instead(word, command.get_subcommands().map(clap::Command::get_name));
            Error::Usage(format!("there is no command `{word}`; {hint}"))
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}

/// Decides about colors for the rest of the run.
fn paint(color: Color) {
    let forced =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match color {
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
        // The other variables are known to the library.
        Color::Auto if forced("FORCE_COLOR") && !forced("NO_COLOR") => {
            ColorChoice::Always.write_global();
        }
        Color::Auto => {}
    }
}

/// The model of a project's registry, for commands that are not about findings: findings of the
/// level `from` or above go to the standard error. If there is an error, there is no model.
fn model_of(project: &Project, from: Level) -> Result<Option<(Model, Sources)>, Failure> {
    progress::say("checking the registry");
    model_in(crate::check_in(project, crate::read(project)?, Asked::From(from)), from)
}

/// The model of a checked registry; see [`model_of`].
fn model_in(checked: Checked, from: Level) -> Result<Option<(Model, Sources)>, Failure> {
    Told::of(&checked, from).say(&checked.sources)?;
    Ok(checked.model.map(|model| (model, checked.sources)))
}

/// A hint for an unknown name: the nearest of the known names, or all of them.
fn instead<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    match (nearest(name, known.iter().copied()), &known[..]) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "there are none".to_owned(),
        (None, [only]) => format!("the only one is {only}"),
        (None, known) => format!("choose from {}", known.join(", ")),
    }
}
