//! Findings in a registry.

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
        self.fix = Some(Fix { span, replacement: replacement.into(), sure: true });
        self
    }

    /// Adds an edit that fixes it if the suggestion is what the author wants.
    #[must_use]
    pub fn fix_if_asked(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), sure: false });
        self
    }
}

/// A collection of findings.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<Diagnostic>,
    disorder: Vec<Disorder>,
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

impl Problems {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Notes a key that is out of order.
    pub fn note(&mut self, disorder: Disorder) {
        self.disorder.push(disorder);
    }

    /// Takes the keys that were noted, in the order in which they were.
    pub fn take_disorder(&mut self) -> Vec<Disorder> {
        std::mem::take(&mut self.disorder)
    }

    /// Adds the findings of another collection.
    pub fn extend(&mut self, other: Problems) {
        self.found.extend(other.found);
        self.disorder.extend(other.disorder);
    }

    /// How many findings there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether one of the findings is about a place within this span. What was read there is then a
    /// fallback, and a finding about it would report one mistake twice.
    #[must_use]
    pub fn any_within(&self, span: Span) -> bool {
        let within = |found: Span| {
            found.file == span.file && found.start >= span.start && found.end <= span.end
        };
        self.found.iter().any(|found| found.labels.first().is_some_and(|label| within(label.span)))
    }

    /// Whether one of the findings is an error.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Whether one of the findings is an error in one of the given files, or in no file.
    pub fn any_error_in(&self, files: impl Fn(u32) -> bool) -> bool {
        let there =
            |found: &Diagnostic| found.labels.first().is_none_or(|label| files(label.span.file));
        self.found.iter().any(|found| found.level == Level::Error && there(found))
    }

    /// The findings, sorted by file, place and rule, without duplicates.
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

/// Help for an unknown name: the nearest known one, or what `otherwise` says.
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

/// The known name nearest to a mistyped one, if any is near enough to suggest.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(name, known).into_iter().min().map(|(.., candidate)| candidate)
}

/// The only known name that is near enough to a mistyped one to suggest, if there is just one.
pub fn only_near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match near(name, known)[..] {
        [(.., candidate)] => Some(candidate),
        _ => None,
    }
}

/// The known names that are near enough to a mistyped one to suggest, and how near.
fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize, &'a str)> {
    let length = name.chars().count();
    // In a name of one or two letters, a typo leaves too little to recognize it by.
    let limit = if length < 3 { 0 } else { (length / 3).max(1) };
    let plain = |name: &str| name.to_lowercase().replace('-', "_");
    let meant = plain(name);
    known
        .into_iter()
        // Each extra or missing character is an edit, and comparing lengths is cheap.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(&meant, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .map(|(distance, candidate)| (distance, strsim::osa_distance(name, candidate), candidate))
        .collect()
}
