//! Where in a file a cursor is: the keys and lists that lead there. It is read from the lines alone,
//! because a file that somebody is typing in often does not parse.

use std::ops::Range;

use crate::source::line_start;

/// A step from the outside of a file to the inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an entry of a list.
    Item,
}

/// What a cursor is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A key of the map that the steps lead to.
    Key,
    /// The value that the steps lead to.
    Value,
    /// Either: nothing behind it says which.
    Open,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// The steps to it.
    pub(super) steps: Vec<Step>,
    /// What is there.
    pub(super) part: Part,
    /// The word there, in bytes of the file.
    pub(super) word: Range<usize>,
}

/// The path to a byte of a YAML file.
pub(super) fn in_yaml(text: &str, at: usize) -> Path {
    let Range { start, end } = line_of(text, at);
    let line = Line::of(&text[start..end]);
    let mut steps = above(text, start, line.first_column(at - start), !line.dashes.is_empty());
    steps.extend(line.dashes.iter().map(|_| Step::Item));
    let within = at - start;
    let Some((key, value)) = line.key.clone().filter(|(_, value)| within >= *value) else {
        let is_key = line.key.is_some();
        let word = word(text, at, start + line.content..end);
        return Path { steps, part: if is_key { Part::Key } else { Part::Open }, word };
    };
    steps.push(Step::Key(key));
    in_flow(text, start + value..end, at, steps)
}

/// The path to a byte of a TOML file.
pub(super) fn in_toml(text: &str, at: usize) -> Path {
    let Range { start, end } = line_of(text, at);
    let names = |path: &str| -> Vec<Step> {
        let names = path.split('.').map(|name| name.trim().trim_matches(['"', '\'']).to_owned());
        names.map(Step::Key).collect()
    };
    let header = |line: &str| line.trim().strip_prefix('[')?.split(']').next().map(names);
    let mut steps = text[..start].lines().rev().find_map(header).unwrap_or_default();
    let line = &text[start..end];
    if let Some((key, _)) = line.split_once('=')
        && at > start + key.len()
    {
        steps.extend(names(key));
        return in_flow(text, start + key.len() + 1..end, at, steps);
    }
    Path { steps, part: Part::Key, word: word(text, at, start..end) }
}

/// The line of a byte, without its end.
pub(super) fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = line_start(text, at);
    start..text[at..].find('\n').map_or(text.len(), |length| at + length)
}

/// The path within a value that may be in braces or brackets.
fn in_flow(text: &str, value: Range<usize>, at: usize, mut steps: Vec<Step>) -> Path {
    // Each open brace or bracket, with the key whose value comes next.
    let mut open: Vec<(char, Option<String>)> = Vec::new();
    let mut token = value.start;
    let mut quote = None;
    for (offset, c) in text[value.start..at].char_indices() {
        let here = value.start + offset;
        match (quote, c) {
            (Some(end), c) if end == c => quote = None,
            (None, '"' | '\'') if text[token..here].trim().is_empty() => quote = Some(c),
            (None, '{' | '[') => {
                open.push((c, None));
                token = here + 1;
            }
            (None, '}' | ']') => {
                open.pop();
                token = here + 1;
            }
            (None, ',') => {
                if let Some(last) = open.last_mut() {
                    last.1 = None;
                    token = here + 1;
                }
            }
            (None, ':' | '=') if text[here + 1..].starts_with([' ', '\n']) || c == '=' => {
                if let Some(last @ ('{', None)) = open.last_mut() {
                    last.1 = Some(bare(&text[token..here]));
                    token = here + 1;
                }
            }
            _ => {}
        }
    }
    let mut part = Part::Value;
    for (at, (brace, key)) in open.iter().enumerate() {
        let is_last = at + 1 == open.len();
        match (brace, key) {
            ('[', _) => steps.push(Step::Item),
            (_, Some(key)) => steps.push(Step::Key(key.clone())),
            (_, None) if is_last => part = Part::Key,
            // A map as a key, which no registry has.
            (_, None) => {}
        }
    }
    Path { steps, part, word: word(text, at, token..value.end) }
}

/// The steps that lead to a line that begins in a column, from the lines above it.
fn above(text: &str, start: usize, column: usize, is_item: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    // The entries of a list may be as far left as the key that holds them.
    let (mut limit, mut list) = (column, is_item);
    for line in text[..start].lines().rev() {
        let line = Line::of(line);
        if line.is_empty() || limit == 0 && !list {
            continue;
        }
        if let Some((key, _)) = &line.key
            && (line.content < limit || list && line.content == limit && line.dashes.is_empty())
        {
            steps.push(Step::Key(key.clone()));
            (limit, list) = (line.content, false);
        }
        for dash in line.dashes.iter().rev() {
            if *dash < limit {
                steps.push(Step::Item);
                (limit, list) = (*dash, true);
            }
        }
    }
    steps.reverse();
    steps
}

/// A line of a YAML file in block style.
struct Line<'t> {
    text: &'t str,
    /// The columns of the dashes that it begins with.
    dashes: Vec<usize>,
    /// The column of what follows them.
    content: usize,
    /// The key there, and the column of its value.
    key: Option<(String, usize)>,
}

impl<'t> Line<'t> {
    fn of(text: &'t str) -> Line<'t> {
        let text = text.trim_end_matches('\r');
        let mut content = text.len() - text.trim_start_matches(' ').len();
        let mut dashes = Vec::new();
        while text[content..].starts_with("- ") || &text[content..] == "-" {
            dashes.push(content);
            let rest = &text[content + 1..];
            content += 1 + rest.len() - rest.trim_start_matches(' ').len();
        }
        let key = key(&text[content..]).map(|(key, length)| (key, content + length));
        Line { text, dashes, content, key }
    }

    fn is_empty(&self) -> bool {
        let content = &self.text[self.content..];
        self.dashes.is_empty() && (content.is_empty() || content.starts_with('#'))
    }

    /// The column that decides what it belongs to; in an empty line that of the cursor.
    fn first_column(&self, cursor: usize) -> usize {
        let is_blank = self.text.trim().is_empty();
        if is_blank { cursor } else { self.dashes.first().copied().unwrap_or(self.content) }
    }
}

/// The key that a content begins with, and where its value begins.
fn key(content: &str) -> Option<(String, usize)> {
    let quote = content.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = quote.map_or(Some(0), |quote| Some(content[1..].find(quote)? + 2))?;
    let colons = content[from..].match_indices(':').map(|(at, _)| from + at);
    let ends = |at: &usize| content[at + 1..].chars().next().is_none_or(|next| next == ' ');
    let at = colons.into_iter().find(ends)?;
    let name = &content[..at];
    let is_key = !name.starts_with(['{', '[', '#', '|', '>', '&', '*']) && !name.contains(" #");
    is_key.then(|| (bare(name), at + 1))
}

fn bare(name: &str) -> String {
    name.trim().trim_matches(['"', '\'']).to_owned()
}

/// The word around a byte, within bounds.
fn word(text: &str, at: usize, bounds: Range<usize>) -> Range<usize> {
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '/' | '<' | '>');
    let from = bounds.start.min(at);
    let before = text[from..at].rfind(|c| !is_part(c));
    let start = before.map_or(from, |found| {
        from + found + text[from + found..].chars().next().map_or(1, char::len_utf8)
    });
    let to = bounds.end.max(at);
    let end = text[at..to].find(|c| !is_part(c)).map_or(to, |length| at + length);
    start..end
}

#[cfg(test)]
mod tests {
    use super::{Part, Path, Step, in_toml, in_yaml};

    /// The path to a `^` in a text as `a/-/b`, what is there, and the word.
    fn path(text: &str, find: impl Fn(&str, usize) -> Path) -> (String, Part, String) {
        let at = text.find('^').expect("a cursor");
        let text = text.replacen('^', "", 1);
        let Path { steps, part, word } = find(&text, at);
        let steps = steps.into_iter().map(|step| match step {
            Step::Key(key) => key,
            Step::Item => "-".to_owned(),
        });
        (steps.collect::<Vec<_>>().join("/"), part, text[word].to_owned())
    }

    #[test]
    fn a_place_in_yaml_is_known_from_the_lines_above() {
        for (text, steps, part, word) in [
            ("ti^tle: x\n", "", Part::Key, "title"),
            ("title: x^y\n", "title", Part::Value, "xy"),
            ("errors:\n  gone:\n    acti^\n", "errors/gone", Part::Open, "acti"),
            (
                "errors:\n  a:\n    b: |\n      x: y\n  gone:\n    ^\n",
                "errors/gone",
                Part::Open,
                "",
            ),
            ("errors:\n  gone:\n    action: re^\n", "errors/gone/action", Part::Value, "re"),
            ("errors:\n  gone: { sta^tus: 4, b: 1 }\n", "errors/gone", Part::Key, "status"),
            (
                "errors:\n  gone: { status: 4, action: re^ }\n",
                "errors/gone/action",
                Part::Value,
                "re",
            ),
            ("envelope: { shape: { code: $co^ } }", "envelope/shape/code", Part::Value, "$co"),
            (
                "handling:\n  steps:\n    - codes: [a, b^]\n",
                "handling/steps/-/codes/-",
                Part::Value,
                "b",
            ),
            (
                "handling:\n  steps:\n  - codes: [a]\n    ac^\n",
                "handling/steps/-",
                Part::Open,
                "ac",
            ),
            ("raises:\n- one\n- tw^\n", "raises/-", Part::Open, "tw"),
            ("a:\n  - - x: 1\n      y^: 2\n", "a/-/-", Part::Key, "y"),
            ("\"a b\":\n  # c: d\n\n  ü:\n    x^\n", "a b/ü", Part::Open, "x"),
            ("a: [b, 'c: d', ^", "a/-", Part::Value, ""),
        ] {
            let expected = (steps.to_owned(), part, word.to_owned());
            assert_eq!(path(text, in_yaml), expected, "{text}");
        }
    }

    #[test]
    fn a_place_in_toml_is_known_from_the_table_above() {
        for (text, steps, part, word) in [
            ("regi^", "", Part::Key, "regi"),
            ("targets = [\"ru^\"]", "targets/-", Part::Value, "ru"),
            ("[target.rust]\nou^t = \"x\"", "target/rust", Part::Key, "out"),
            ("[target.rust]\nout = \"x^\"", "target/rust/out", Part::Value, "x"),
            ("target = { rust = { ou^ } }", "target/rust", Part::Key, "ou"),
        ] {
            let expected = (steps.to_owned(), part, word.to_owned());
            assert_eq!(path(text, in_toml), expected, "{text}");
        }
    }

    #[test]
    fn no_place_is_out_of_reach() {
        let text = "errors:\r\n  ü: { a: [\"b, 'c', d }\n- - :\n  'x\n\t: y\n#\n";
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let (yaml, toml) = (in_yaml(text, at), in_toml(text, at));
            assert!(text.get(yaml.word).is_some() && text.get(toml.word).is_some(), "{at}");
        }
    }
}
