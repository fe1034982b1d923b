//! Reading on behind a syntax error, so that one run reports all of them: the line with the error is
//! masked, together with the lines that belong to it, and the rest is read again.

use std::ops::Range;

use super::line::Line;

/// How often a file is read again. A file with more errors is not nearly YAML.
pub(super) const ROUNDS: usize = 64;

/// How many bytes are read again at most, so that large files do not take long.
pub(super) const BYTES: usize = 64 * 1024 * 1024;

/// A text in which what could not be read is masked; everything else is where it was.
pub(super) struct Masked {
    bytes: Vec<u8>,
    /// The values that are masked.
    pub(super) values: Vec<Range<usize>>,
    /// Where the lines begin that are masked as a whole.
    pub(super) blank: Vec<usize>,
    /// Whether an entry is masked with its key, so that a key may seem to be missing.
    pub(super) lost: bool,
}

impl Masked {
    pub(super) fn of(text: &str) -> Masked {
        Masked {
            bytes: text.as_bytes().to_vec(),
            values: Vec::new(),
            blank: Vec::new(),
            lost: false,
        }
    }

    /// The text without the second versions of its merge conflicts, which are shown; nothing if it
    /// has none.
    pub(super) fn of_conflicts(
        text: &str,
        mut show: impl FnMut(&[Range<usize>]),
    ) -> Option<Masked> {
        let mut masked = None;
        for conflict in conflicts(text) {
            let masked = masked.get_or_insert_with(|| Masked::of(text));
            for range in conflict.rest() {
                masked.fill(range, b' ');
            }
            show(&conflict.markers);
        }
        masked
    }

    /// The text; masking replaces whole characters with ASCII.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Masks the line that contains an offset: only its value if the offset is in it, else all of
    /// it. Lines that are indented deeper belong to it. Returns whether anything is masked that was
    /// not before.
    pub(super) fn mask(&mut self, at: usize) -> bool {
        let text = self.text();
        let line = Line::at(&text, at.min(text.len()));
        if line.is_blank() {
            return false;
        }
        let value = line
            .entry()
            .map(|entry| entry.value)
            .filter(|value| at >= value.start && !value.is_empty() && !self.values.contains(value));
        let joined = || {
            let Range { start, end } = line.content();
            let name = text[start..end].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
            let gap = start + name;
            // `category:conflict` and `category conflict` have a key too.
            let spaced = name > 0 && text[gap..end].starts_with([':', ' ']) && end > gap + 2;
            (spaced && line.entry().is_none() && at <= end).then_some((gap, end))
        };
        if let Some(value) = value {
            self.fill(value.clone(), b'x');
            self.values.push(value);
        } else if let Some((gap, end)) = joined() {
            self.fill(gap..end, b'x');
            self.bytes[gap] = b':';
            self.bytes[gap + 1] = b' ';
            self.values.push(gap + 2..end);
        } else {
            self.fill(line.start..line.end(), b' ');
            self.blank.push(line.start);
            self.lost = true;
        }
        let mut next = line.below(&text);
        while let Some(below) = next.filter(|below| belongs(&line, below)) {
            self.fill(below.start..below.end(), b' ');
            self.blank.push(below.start);
            next = below.below(&text);
        }
        true
    }

    fn fill(&mut self, range: Range<usize>, with: u8) {
        for byte in &mut self.bytes[range] {
            if *byte != b'\n' && *byte != b'\r' {
                *byte = with;
            }
        }
    }
}

/// Whether a line belongs to the one above: what is indented deeper, and the brackets that close it.
fn belongs(line: &Line<'_>, below: &Line<'_>) -> bool {
    below.text.trim().is_empty()
        || below.indent() > line.indent()
        || below.indent() == line.indent() && below.text.trim_start().starts_with(['}', ']'])
}

/// The lines that are indented with characters that only look like spaces: where each has the first
/// of them. What is in a block of text may begin with anything.
pub(super) fn falsely_indented(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut block: Option<usize> = None;
    let mut next = Some(Line::at(text, 0));
    while let Some(line) = next {
        next = line.below(text);
        if line.text.trim().is_empty() || block.is_some_and(|indent| line.indent() > indent) {
            continue;
        }
        let content = line.text.trim_start();
        let indent = &line.text[..line.text.len() - content.len()];
        found.extend(indent.find(|c: char| !c.is_ascii()).map(|at| line.start + at));
        let begins =
            content.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let opens = [": |", ": >", "- |", "- >"].iter().any(|sign| begins.ends_with(sign));
        block = opens.then(|| line.indent());
    }
    found
}

/// The stretch of a text that a fix of a syntax error may change: the line with the error and the
/// lines that belong to it.
pub(super) fn stretch(text: &str, at: usize) -> Range<usize> {
    let line = Line::at(text, at.min(text.len()));
    let mut last = line;
    while let Some(below) = last.below(text).filter(|below| belongs(&line, below)) {
        last = below;
    }
    line.start..last.end()
}

/// A merge conflict that git left in a file: its markers, in order.
struct Conflict {
    markers: Vec<Range<usize>>,
}

impl Conflict {
    /// What is read nevertheless is the first of the two versions: this is what is not.
    fn rest(&self) -> Vec<Range<usize>> {
        let first = self.markers[0].clone();
        let (second, last) = (&self.markers[1], &self.markers[self.markers.len() - 1]);
        vec![first, second.start..last.end]
    }
}

/// The merge conflicts in a text.
fn conflicts(text: &str) -> Vec<Conflict> {
    if !text.contains("<<<<<<<") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut markers: Vec<Range<usize>> = Vec::new();
    let mut next = Some(Line::at(text, 0));
    while let Some(line) = next {
        let is = |mark: &str| {
            line.text
                .strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let at = line.start..line.end();
        if is("<<<<<<<") {
            markers = vec![at];
        } else if !markers.is_empty() && (is("|||||||") || is("=======")) {
            markers.push(at);
        } else if markers.len() > 1 && is(">>>>>>>") {
            markers.push(at);
            found.push(Conflict { markers: std::mem::take(&mut markers) });
        }
        next = line.below(text);
    }
    found
}
