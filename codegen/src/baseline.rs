//! The baseline of a registry: a file with findings that are known, so that a check shows only new
//! ones. It names a finding by its rule, its file and what is written there, so that it still fits
//! after the lines of the file have moved.

use std::collections::BTreeMap;
use std::path::Path;

use crate::decode::{Decode, Spanned, object};
use crate::diagnostic::{Diagnostic, Level, Problems};
use crate::error::Error;
use crate::output::{self, Mode};
use crate::report::{Look, render};
use crate::rule::{self, Kind};
use crate::source::{Sources, Span, line_start};
use crate::yaml::{self, Node, Value};

/// The name of the file, unless the command or the project names another one.
pub(crate) const NAME: &str = "errbook-baseline.yaml";

/// What the file begins with.
const HEADER: &str = "\
# Known findings, which `errbook check` hides. Made by `errbook check --write-baseline`.
";

/// The longest text that is written down; it tells findings apart, and nobody reads it.
const TEXT: usize = 80;

object! {
    /// A known finding.
    "a known finding" => KnownSpec {
        /// The rule that is broken.
        "rule" => rule: String,
        /// The file, below the registry.
        "file" => file: String,
        /// What is written there: a code or the beginning of a text.
        "at" => at: Spanned<String>,
    }
}

/// What tells a finding from others: its rule, its file and what is written there.
type Place = (String, String, String);

/// Writes the baseline: the findings that there are now in a registry. Returns how many.
///
/// # Errors
///
/// If the file cannot be written, or is no baseline.
pub fn write(
    path: &Path,
    registry: &Path,
    found: &[Diagnostic],
    sources: &Sources,
) -> Result<usize, Error> {
    let known = found.iter().filter(|found| can_be_known(found));
    let mut places: Vec<Place> =
        known.filter_map(|found| place(found, sources, registry)).collect();
    places.sort();
    let lines = places.iter().map(|(rule, file, at)| {
        let [file, at] = [file, at].map(|text| serde_json::Value::from(text.as_str()));
        format!("- {{ rule: {rule}, file: {file}, at: {at} }}\n")
    });
    output::place(path, HEADER, &lines.collect::<String>(), Mode::Write)?;
    Ok(places.len())
}

/// Removes the findings that the baseline knows, and returns how many these are and the lines that
/// know a finding which is not there, as findings of a level.
///
/// # Errors
///
/// If the file cannot be read, or is no baseline.
pub fn hide(
    path: &Path,
    registry: &Path,
    level: Level,
    found: &mut Vec<Diagnostic>,
    sources: &mut Sources,
) -> Result<(usize, Vec<Diagnostic>), Error> {
    let file = sources.add(path)?;
    let mut known = read(path, file, sources)?;
    let before = found.len();
    found.retain(|found| {
        let place = place(found, sources, registry).filter(|_| can_be_known(found));
        let spans = place.and_then(|place| known.get_mut(&place));
        spans.is_none_or(|spans| spans.pop().is_none())
    });
    let mut stale: Vec<Diagnostic> =
        known.into_iter().flat_map(|(place, spans)| unused(place, level, spans)).collect();
    stale.sort_by_key(|found| found.labels.first().map(|label| label.span));
    Ok((before - found.len(), stale))
}

/// Only what can be suppressed can be known: an error keeps the registry from compiling.
fn can_be_known(found: &Diagnostic) -> bool {
    found.rule.kind == Kind::Lint
}

fn unused((rule, ..): Place, level: Level, spans: Vec<Span>) -> impl Iterator<Item = Diagnostic> {
    let message = format!("the baseline hides a finding of `{rule}` that is not there");
    spans.into_iter().map(move |span| {
        let found = Diagnostic::of(&rule::UNUSED_SUPPRESSION, message.clone())
            .at(span, "not needed")
            .help("remove the line, or run `errbook check --write-baseline`");
        Diagnostic { level, ..found }
    })
}

fn place(found: &Diagnostic, sources: &Sources, registry: &Path) -> Option<Place> {
    let at = found.labels.first()?.span;
    let source = sources.file(at);
    let registry = registry.to_string_lossy().replace('\\', "/");
    let below = source.path.strip_prefix(&registry).unwrap_or(&source.path);
    let written = source.text.get(at.range()).unwrap_or_default();
    let words: Vec<&str> = written.split_whitespace().collect();
    let words: String = words.join(" ").chars().take(TEXT).collect();
    // White space is told apart by its line.
    let text = if words.is_empty() { line(&source.text, at) } else { words };
    Some((found.rule.id.to_owned(), below.trim_start_matches('/').to_owned(), text))
}

fn line(text: &str, at: Span) -> String {
    let start = line_start(text, at.start as usize);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    if line.is_empty() { "-".to_owned() } else { line.chars().take(TEXT).collect() }
}

/// The findings in a baseline, each with the lines that name it, the first one last.
fn read(path: &Path, file: u32, sources: &Sources) -> Result<BTreeMap<Place, Vec<Span>>, Error> {
    let mut problems = Problems::default();
    let source = &sources.files()[file as usize];
    let node = yaml::parse(file, source, &mut problems);
    let nodes = match node {
        Some(Node { value: Value::List(nodes), .. }) => nodes,
        Some(node) => {
            Vec::<KnownSpec>::decode(&node, &mut problems);
            Vec::new()
        }
        None => Vec::new(),
    };
    let mut known: BTreeMap<Place, Vec<Span>> = BTreeMap::new();
    for node in nodes.iter().rev() {
        let KnownSpec { rule, file, at } = KnownSpec::decode(node, &mut problems);
        known.entry((rule, file, at.value)).or_default().push(node.span);
    }
    if problems.any_error() {
        let found = problems.sorted();
        let message = found.iter().map(|found| render(found, sources, Look::default())).collect();
        return Err(Error::Config { path: path.to_owned(), message });
    }
    Ok(known)
}
