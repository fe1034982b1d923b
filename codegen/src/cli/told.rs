//! What a command says about a registry beside what it does, kept so that a run with nothing to do can
//! say it again without checking anything.

use std::io;

use serde::{Deserialize, Serialize};

use crate::Checked;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::report::first;
use crate::rule;
use crate::source::{Sources, Span};

use super::print_error;
use super::show::{LEVELS, show_aside, summary};

/// The findings that are shown, and the line about those that are not.
pub(super) struct Told {
    found: Vec<Diagnostic>,
    rest: Option<String>,
}

impl Told {
    /// What is to be said of a checked registry: its findings of the level `from` or above.
    pub(super) fn of(checked: &Checked, from: Level) -> Told {
        let matters = |found: &&Diagnostic| found.level >= from;
        let found: Vec<Diagnostic> = checked.diagnostics.iter().filter(matters).cloned().collect();
        let shown: Vec<Diagnostic> = first(&found).into_iter().cloned().collect();
        let is_cut = found.len() > shown.len();
        let all = "`errbook check --all` shows all";
        let rest =
            (checked.model.is_none() || is_cut).then(|| summary("found", &found, shown.len(), all));
        Told { found: shown, rest }
    }

    /// Says it. The findings point into these files.
    pub(super) fn say(&self, sources: &Sources) -> io::Result<()> {
        let found: Vec<&Diagnostic> = self.found.iter().collect();
        show_aside(&found, sources)?;
        self.rest.iter().try_for_each(|rest| print_error(rest))
    }

    /// As a line of text. What is found in a registry that compiles depends on its files, which the
    /// findings point into, and on the options of its project.
    pub(super) fn line(&self) -> String {
        let label =
            |label: &Label| (label.span.file, label.span.start, label.span.end, label.text.clone());
        let finding = |found: &Diagnostic| Finding {
            level: found.level.name().to_owned(),
            rule: found.rule.id.to_owned(),
            message: found.message.clone(),
            labels: found.labels.iter().map(label).collect(),
            help: found.help.clone(),
        };
        let found = self.found.iter().map(finding).collect();
        let line = Line { found, rest: self.rest.clone() };
        serde_json::to_string(&line).expect("strings and numbers")
    }

    /// Reads such a line; nothing if it is damaged, or points to what is not in the files.
    pub(super) fn read(line: &str, sources: &Sources) -> Option<Told> {
        let Line { found, rest } = serde_json::from_str(line).ok()?;
        let label = |(file, start, end, text)| {
            let span = Span { file, start, end };
            sources.files().get(file as usize)?.text.get(span.range())?;
            Some(Label { span, text })
        };
        let finding = |found: Finding| {
            Some(Diagnostic {
                level: LEVELS.into_iter().find(|level| level.name() == found.level)?,
                rule: rule::find(&found.rule)?,
                message: found.message,
                labels: found.labels.into_iter().map(label).collect::<Option<_>>()?,
                help: found.help,
                fix: None,
            })
        };
        Some(Told { found: found.into_iter().map(finding).collect::<Option<_>>()?, rest })
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    found: Vec<Finding>,
    rest: Option<String>,
}

/// A finding, without its fix, which is not shown here.
#[derive(Serialize, Deserialize)]
struct Finding {
    level: String,
    rule: String,
    message: String,
    labels: Vec<(u32, u32, u32, String)>,
    help: Option<String>,
}
