//! Findings in a registry.

mod near;
mod problems;

pub use self::near::{did_you_mean, nearest, only_near};
pub use self::problems::{Found, Problems};
pub use crate::rule::Level;
use crate::rule::Rule;
use crate::source::Span;
use crate::visible::line;

/// A finding in a registry. Its message, labels and help are one visible line each, whatever they
/// quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How serious it is.
    pub level: Level,
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What is wrong: a phrase that begins in lowercase and has no period.
    pub message: String,
    /// Where it is wrong; the first label is the place to fix. Empty if no file is to blame.
    pub labels: Vec<Label>,
    /// How to fix it.
    pub help: Option<String>,
    /// The edit that fixes it, if there is one right answer.
    pub fix: Option<Fix>,
}

/// An edit of a registry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace; an empty span marks where to insert.
    pub span: Span,
    /// The text to put there.
    pub replacement: String,
    /// What has to change with it, perhaps in other files: the references to a code that it renames.
    pub elsewhere: Vec<(Span, String)>,
    /// Whether it is always right. One that is not, because it renames a code for example, is
    /// applied only if the user names its rule.
    pub sure: bool,
}

/// A place that a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
}

impl Diagnostic {
    /// A finding that keeps the registry from compiling.
    #[must_use]
    pub fn error(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic { level: Level::Error, ..Diagnostic::of(rule, message) }
    }

    /// A finding with the default level of its rule.
    #[must_use]
    pub fn of(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            level: rule.level,
            rule,
            message: line(message),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Points at the place to fix.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.insert(0, Label { span, text: line(text) });
        self
    }

    /// Points at a related place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: line(text) });
        self
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(line(help));
        self
    }

    /// Adds the edit that fixes it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        let replacement = replacement.into();
        self.fix = Some(Fix { span, replacement, elsewhere: Vec::new(), sure: true });
        self
    }

    /// Adds an edit that fixes it if the suggestion is what the author wants.
    #[must_use]
    pub fn fix_if_asked(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        let replacement = replacement.into();
        self.fix = Some(Fix { span, replacement, elsewhere: Vec::new(), sure: false });
        self
    }

    /// Makes it a finding about files that follow others.
    pub fn shift(&mut self, files: u32) {
        for label in &mut self.labels {
            label.span.file += files;
        }
        if let Some(fix) = &mut self.fix {
            fix.span.file += files;
            for (span, _) in &mut fix.elsewhere {
                span.file += files;
            }
        }
    }

    /// Adds what has to change with the edit that fixes it.
    #[must_use]
    pub fn with(mut self, elsewhere: Vec<(Span, String)>) -> Diagnostic {
        if let Some(fix) = &mut self.fix {
            fix.elsewhere = elsewhere;
        }
        self
    }
}

/// A key that comes after one that should follow it in the order of the language. This does not
/// change what the file means, so a lint reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disorder {
    /// The key that comes too late.
    pub key: Span,
    /// The first key that should come after it.
    pub before: Span,
}
