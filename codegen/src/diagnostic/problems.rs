//! The findings of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Diagnostic, Disorder, Level};
use crate::limits::{Limits, option};
use crate::rule;
use crate::source::{SourceFile, Sources, Span};
use crate::words::count;

/// How many comparisons of names a run makes for suggestions.
const COMPARISONS: usize = 200_000;

/// A collection of findings.
#[derive(Debug, Clone)]
pub struct Problems<'s> {
    limits: Limits,
    /// The files that the findings are about, to count those of each line.
    sources: Option<&'s Sources>,
    found: Vec<Diagnostic>,
    disorder: Vec<Disorder>,
    /// How many findings were added, including those that are not kept.
    count: usize,
    /// The first place of each finding, whether or not it is kept.
    places: BTreeSet<Span>,
    /// The files with errors.
    faulty: BTreeSet<u32>,
    /// The files of which parts could not be read.
    lost: BTreeSet<u32>,
    /// Whether there is an error without a place.
    error_elsewhere: bool,
    /// The findings of each line, by the file and the number of the line.
    lines: BTreeMap<(u32, usize), Line>,
    /// Those beyond the limit for all.
    more: More,
    beyond: BTreeMap<&'static str, usize>,
    comparisons: usize,
    /// The names of the fields that the catalog in hand declares.
    declared: Arc<[String]>,
}

/// The rules about what is missing.
const MISSING: &[&rule::Rule] =
    &[&rule::MISSING_KEY, &rule::MISSING_STATUS, &rule::MISSING_CATEGORY, &rule::MISSING_GRPC];

/// The findings of a line.
#[derive(Debug, Clone, Default)]
struct Line {
    kept: u64,
    /// The first place that is not kept.
    at: Span,
    more: More,
}

/// Findings that are not kept.
#[derive(Debug, Clone, Copy, Default)]
struct More {
    number: u64,
    highest: Option<Level>,
}

impl More {
    fn add(&mut self, number: u64, level: Option<Level>) {
        self.number += number;
        self.highest = self.highest.max(level);
    }
}

/// What a run found.
#[derive(Debug)]
pub struct Found {
    /// The findings, sorted by file, place and rule, without duplicates. Behind those that are kept
    /// is one that says how many are not.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings of each rule are not kept because there are more than the limits allow.
    pub beyond: BTreeMap<&'static str, usize>,
}

impl Default for Problems<'_> {
    fn default() -> Self {
        Problems {
            limits: Limits::default(),
            sources: None,
            found: Vec::new(),
            disorder: Vec::new(),
            count: 0,
            places: BTreeSet::new(),
            faulty: BTreeSet::new(),
            lost: BTreeSet::new(),
            error_elsewhere: false,
            lines: BTreeMap::new(),
            more: More::default(),
            beyond: BTreeMap::new(),
            comparisons: COMPARISONS,
            declared: Arc::default(),
        }
    }
}

impl<'s> Problems<'s> {
    /// An empty collection for findings in these files.
    #[must_use]
    pub fn within(limits: Limits, sources: &'s Sources) -> Problems<'s> {
        Problems { limits, sources: Some(sources), ..Problems::default() }
    }

    /// An empty collection for findings in a file outside the registry.
    #[must_use]
    pub fn limited(limits: Limits) -> Problems<'static> {
        Problems { limits, ..Problems::default() }
    }

    /// The limits of the run.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// From here on, what is read belongs to a catalog that declares fields with these names.
    pub fn declare(&mut self, names: &Arc<[String]>) {
        self.declared = Arc::clone(names);
    }

    /// The names of the fields that the catalog in hand declares: keys of entries, and of what
    /// entries inherit from.
    #[must_use]
    pub fn declared(&self) -> Arc<[String]> {
        Arc::clone(&self.declared)
    }

    /// Adds a finding. If there are more than the limits allow, it is only counted.
    pub fn push(&mut self, found: Diagnostic) {
        self.count += 1;
        let at = found.labels.first().map(|label| label.span);
        if MISSING.contains(&found.rule) && at.is_some_and(|at| self.lost.contains(&at.file)) {
            return;
        }
        self.places.extend(at);
        if found.level == Level::Error {
            self.faulty.extend(at.map(|at| at.file));
            self.error_elsewhere |= at.is_none();
        }
        let mut line = match (self.sources, at) {
            (Some(sources), Some(at)) => {
                let number = sources.file(at).line(at.start as usize);
                Some((self.lines.entry((at.file, number)).or_default(), at))
            }
            _ => None,
        };
        if let Some((line, at)) = &mut line
            && line.kept >= self.limits.findings_per_line
        {
            if line.more.number == 0 {
                line.at = *at;
            }
            line.more.add(1, Some(found.level));
            *self.beyond.entry(found.rule.id).or_default() += 1;
        } else if self.found.len() as u64 >= self.limits.findings {
            self.more.add(1, Some(found.level));
            *self.beyond.entry(found.rule.id).or_default() += 1;
        } else {
            if let Some((line, _)) = line {
                line.kept += 1;
            }
            self.found.push(found);
        }
    }

    /// Notes a key that is out of order.
    pub fn note(&mut self, disorder: Disorder) {
        self.disorder.push(disorder);
    }

    /// Takes the keys that were noted, in the order in which they were.
    pub fn take_disorder(&mut self) -> Vec<Disorder> {
        std::mem::take(&mut self.disorder)
    }

    /// An empty collection for findings that are kept only if all of them are.
    #[must_use]
    pub fn branch(&self) -> Problems<'s> {
        Problems { limits: self.limits, sources: self.sources, ..Problems::default() }
    }

    /// Notes that parts of a file could not be read, so that what seems to be missing may be there.
    pub fn lose(&mut self, file: u32) {
        self.lost.insert(file);
    }

    /// The text of a span, if the files are known.
    #[must_use]
    pub fn written(&self, span: Span) -> Option<&'s str> {
        self.sources?.files().get(span.file as usize)?.text.get(span.range())
    }

    /// The file of a span, if the files are known.
    #[must_use]
    pub fn source(&self, span: Span) -> Option<&'s SourceFile> {
        self.sources?.files().get(span.file as usize).map(|file| &**file)
    }

    /// The findings without the files that they are about, to be added to others later.
    #[must_use]
    pub fn apart(self) -> Problems<'static> {
        Problems {
            limits: self.limits,
            sources: None,
            found: self.found,
            disorder: self.disorder,
            count: self.count,
            places: self.places,
            faulty: self.faulty,
            lost: self.lost,
            error_elsewhere: self.error_elsewhere,
            lines: self.lines,
            more: self.more,
            beyond: self.beyond,
            comparisons: self.comparisons,
            declared: self.declared,
        }
    }

    /// Adds the findings of another collection.
    pub fn extend(&mut self, other: Problems<'_>) {
        self.disorder.extend(other.disorder);
        self.count += other.count;
        self.places.extend(other.places);
        self.faulty.extend(other.faulty);
        self.error_elsewhere |= other.error_elsewhere;
        for (place, line) in other.lines {
            let own = self.lines.entry(place).or_default();
            own.kept += line.kept;
            if own.more.number == 0 {
                own.at = line.at;
            }
            own.more.add(line.more.number, line.more.highest);
        }
        self.lost.extend(other.lost);
        self.more.add(other.more.number, other.more.highest);
        for (rule, number) in other.beyond {
            *self.beyond.entry(rule).or_default() += number;
        }
        for found in other.found {
            if (self.found.len() as u64) < self.limits.findings {
                self.found.push(found);
            } else {
                self.more.add(1, Some(found.level));
                *self.beyond.entry(found.rule.id).or_default() += 1;
            }
        }
    }

    /// How many findings there are so far, including those that are not kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether there is time to compare a name with so many others for a suggestion. The first
    /// findings get suggestions; with many findings and many names, the last ones do not.
    pub fn can_compare(&mut self, names: usize) -> bool {
        self.comparisons = self.comparisons.saturating_sub(names);
        self.comparisons > 0
    }

    /// Whether one of the findings is about a place within this span. What was read there is then a
    /// fallback, and a finding about it would report one mistake twice.
    #[must_use]
    pub fn any_within(&self, span: Span) -> bool {
        let last = Span { start: span.end, end: u32::MAX, ..span };
        let first = Span { end: span.start, ..span };
        // Places are nested: those that begin in the span and end behind it are around it, and few.
        self.places.range(first..=last).any(|found| found.end <= span.end)
    }

    /// Whether one of the findings is an error.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.error_elsewhere || !self.faulty.is_empty()
    }

    /// Whether one of the findings is an error in one of these files, or in no file.
    #[must_use]
    pub fn any_error_in(&self, files: impl IntoIterator<Item = u32>) -> bool {
        self.error_elsewhere || files.into_iter().any(|file| self.faulty.contains(&file))
    }

    /// The findings, sorted by file, place and rule, without duplicates.
    #[must_use]
    pub fn sorted(self) -> Vec<Diagnostic> {
        self.finish().diagnostics
    }

    /// Puts what was found among findings that are sorted; whether there was anything.
    #[must_use]
    pub(crate) fn join(mut self, others: &mut Vec<Diagnostic>) -> bool {
        let any = self.count() > 0;
        if any {
            for found in std::mem::take(others) {
                self.push(found);
            }
            *others = self.sorted();
        }
        any
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> Found {
        let mut diagnostics = self.found;
        let per_line = self.limits.findings_per_line;
        let full = self.lines.values().filter(|line| line.more.number > 0);
        diagnostics.extend(full.map(|line| {
            beyond(line.more, "findings-per-line", per_line, " on this line")
                .at(line.at, "the first of them")
        }));
        diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.labels.first().map(|label| label.span), d.rule.id);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        diagnostics.dedup();
        if self.more.number > 0 {
            diagnostics.push(beyond(self.more, "findings", self.limits.findings, ""));
        }
        Found { diagnostics, beyond: self.beyond }
    }
}

/// The finding for those that are not kept, as serious as the most serious of them.
fn beyond(more: More, limit: &str, value: u64, place: &str) -> Diagnostic {
    let number = usize::try_from(more.number).unwrap_or(usize::MAX);
    let found = Diagnostic::of(
        &rule::LIMIT,
        format!("{}{place} than the limit `{limit}` of {value}", count(number, "more finding")),
    );
    let all = option(limit, value.saturating_add(more.number));
    let help = format!("fix the ones that are shown first, or raise the limit with `{all}`");
    Diagnostic { level: more.highest.unwrap_or(Level::Hint), ..found.help(help) }
}
