//! Findings in a registry.

pub use crate::rule::Level;
use crate::rule::Rule;
use crate::source::Span;

/// A finding in a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// The rule that the registry does not keep to.
    pub rule: &'static Rule,
    /// What is wrong: a phrase that begins in lower case and has no full stop.
    pub message: String,
    /// Where; the first place is the one to mend. Empty where no file is to blame.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<String>,
    /// The edit that mends it, where there is one right answer.
    pub fix: Option<Fix>,
}

/// An edit of a registry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace; an empty stretch is a place to insert at.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
    /// Whether it is right whoever asks. One that is not, as it gives a code another name, is made
    /// only where somebody names the rule.
    pub sure: bool,
}

/// A place that a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in a few words.
    pub text: String,
}

impl Diagnostic {
    /// A finding that keeps the registry from compiling.
    #[must_use]
    pub fn error(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic { level: Level::Error, ..Diagnostic::of(rule, message) }
    }

    /// A finding of the level that its rule has by default.
    #[must_use]
    pub fn of(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            level: rule.level,
            rule,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Points at the place to mend.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.insert(0, Label { span, text: text.into() });
        self
    }

    /// Points at another place that has to do with it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Gives the one edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), sure: true });
        self
    }

    /// Gives an edit that mends it if the suggestion is what the author wants.
    #[must_use]
    pub fn fix_if_asked(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), sure: false });
        self
    }
}

/// Findings as they are collected.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<Diagnostic>,
    disorder: Vec<Disorder>,
}

/// A key that stands behind one that follows it in the order of the language. The file says what
/// it would say otherwise, so how much that matters is for a lint to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disorder {
    /// The key that stands too late.
    pub key: Span,
    /// The first key that should stand behind it.
    pub before: Span,
}

impl Problems {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Notes a key that is out of order.
    pub fn note(&mut self, disorder: Disorder) {
        self.disorder.push(disorder);
    }

    /// The keys that were noted, in the order in which they were; they are no longer held here.
    pub fn take_disorder(&mut self) -> Vec<Disorder> {
        std::mem::take(&mut self.disorder)
    }

    /// Adds the findings of another collection.
    pub fn extend(&mut self, other: Problems) {
        self.found.extend(other.found);
        self.disorder.extend(other.disorder);
    }

    /// How many there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether one of the findings is about a place within this one: what is made of it is then
    /// a fallback, and to blame it too would be to report one mistake twice.
    #[must_use]
    pub fn any_within(&self, span: Span) -> bool {
        let within = |found: Span| {
            found.file == span.file && found.start >= span.start && found.end <= span.end
        };
        self.found.iter().any(|found| found.labels.first().is_some_and(|label| within(label.span)))
    }

    /// Whether one of the findings keeps the registry from compiling.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Whether a finding in one of some files, or in none, keeps the registry from compiling.
    pub fn any_error_in(&self, files: impl Fn(u32) -> bool) -> bool {
        let there =
            |found: &Diagnostic| found.labels.first().is_none_or(|label| files(label.span.file));
        self.found.iter().any(|found| found.level == Level::Error && there(found))
    }

    /// The findings in the order of files and places, then of rules; each one once.
    #[must_use]
    pub fn sorted(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.found;
        diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.labels.first().map(|label| label.span), d.rule.id);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        diagnostics.dedup();
        diagnostics
    }
}

/// Help for a name that is none of those known: the nearest of them, or what `otherwise` says.
pub fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise(),
    }
}

/// The known name that is nearest to a mistyped one, if any is near enough to suggest.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(name, known).into_iter().min().map(|(.., candidate)| candidate)
}

/// The known name that a mistyped one must mean: the only one that is near enough to suggest.
pub fn only_near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match near(name, known)[..] {
        [(.., candidate)] => Some(candidate),
        _ => None,
    }
}

/// The known names that are near enough to a mistyped one to suggest, and how near.
fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize, &'a str)> {
    let length = name.chars().count();
    // Of a name of one or two letters too little is left to know it by.
    let limit = if length < 3 { 0 } else { (length / 3).max(1) };
    let plain = |name: &str| name.to_lowercase().replace('-', "_");
    let meant = plain(name);
    known
        .into_iter()
        // Each character more or less is an edit; the lengths are compared at once.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(&meant, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .map(|(distance, candidate)| (distance, strsim::osa_distance(name, candidate), candidate))
        .collect()
}
