//! Lines of a limited width.

use super::characters::{FIXED_SPACE, leading};

/// Breaks the paragraphs and items of a Markdown text into lines; blocks of code and tables stay as
/// they are. No line begins with a word that would be markup there.
pub(crate) fn wrap(markdown: &str, width: usize) -> Vec<String> {
    let mut lines = String::with_capacity(markdown.len() + markdown.len() / 8);
    wrap_into(&mut lines, markdown, width);
    lines.lines().map(str::to_owned).collect()
}

/// Adds the lines of [`wrap`], each with its end.
pub(crate) fn wrap_into(out: &mut String, markdown: &str, width: usize) {
    let mut fence: Option<&str> = None;
    for line in markdown.trim_end().lines() {
        let (indent, inner) = line.split_at(line.len() - line.trim_start_matches(' ').len());
        let backticks = inner.len() - inner.trim_start_matches('`').len();
        let is_fence = backticks >= 3 && fence.is_none_or(|fence| inner == fence);
        if is_fence {
            fence = if fence.is_some() { None } else { Some(&inner[..backticks]) };
        }
        if is_fence || fence.is_some() || line.starts_with('|') {
            spaced(out, line);
        } else {
            filled(out, indent, inner, width);
        }
        out.push('\n');
    }
}

/// Adds a paragraph or an item as lines, without the end of the last one.
fn filled(out: &mut String, indent: &str, inner: &str, width: usize) {
    let marks = marks(inner);
    let (mark, words) = inner.split_at(marks);
    let width = width.saturating_sub(indent.len() + marks).max(20);
    for (index, (begins, word)) in placed(words, width).enumerate() {
        if !begins {
            out.push(' ');
            spaced(out, word);
            continue;
        }
        if index == 0 {
            out.push_str(indent);
            spaced(out, mark);
        } else {
            out.push('\n');
            out.push_str(indent);
            out.extend(std::iter::repeat_n(' ', marks));
        }
        guarded(out, word);
    }
}

/// Adds a text with ordinary spaces.
fn spaced(out: &mut String, text: &str) {
    for (at, part) in text.split(FIXED_SPACE).enumerate() {
        out.push_str(if at > 0 { " " } else { "" });
        out.push_str(part);
    }
}

/// The length of the marks of items at the start of a line.
fn marks(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = match &rest[digits..] {
            more if digits == 0 && more.starts_with('-') => 1,
            more if digits > 0 && more.starts_with('.') => digits + 1,
            _ => return at,
        };
        // Only that of a bullet may be an ordinary space: `1. ` can begin a sentence.
        let ends = |c: char| c == FIXED_SPACE || c == ' ' && mark == 1 && at == 0;
        if !rest[mark..].starts_with(ends) {
            return at;
        }
        at += mark + 1;
    }
}

/// Fills lines with the words of a text.
pub(crate) fn fill(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (begins, word) in placed(text, width) {
        match lines.last_mut().filter(|_| !begins) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The words of a text, each with whether it begins a line.
fn placed(text: &str, width: usize) -> impl Iterator<Item = (bool, &str)> {
    let mut length = 0;
    text.split(' ').filter(|word| !word.is_empty()).map(move |word| {
        let count = if word.is_ascii() { word.len() } else { word.chars().count() };
        let fits = length > 0 && length + 1 + count <= width;
        length = if fits { length + 1 + count } else { count };
        (!fits, word)
    })
}

/// Adds the first word of a line, with a backslash before what would open a list, a heading, a quotation
/// or a rule.
fn guarded(out: &mut String, word: &str) {
    let at = leading(word);
    let (before, behind) = word.split_at(at.unwrap_or_default());
    spaced(out, before);
    out.push_str(if at.is_some() { "\\" } else { "" });
    spaced(out, behind);
}

#[cfg(test)]
mod tests {
    use super::wrap;

    fn check(markdown: &str, expected: &[&str]) {
        assert_eq!(wrap(markdown, 20), expected, "{markdown:?}");
    }

    #[test]
    fn long_lines_wrap_outside_of_code() {
        check("one two three four five", &["one two three four", "five"]);
        check("one two three `a\0long\0span`", &["one two three", "`a long span`"]);
        check("- one two three four five\n- six", &["- one two three four", "  five", "- six"]);
        check(
            "```\na line that is longer than all\n```",
            &["```", "a line that is longer than all", "```"],
        );
    }

    #[test]
    fn no_line_begins_with_markup() {
        check("aaaa aaaa aaaa aaaa - dash", &["aaaa aaaa aaaa aaaa", "\\- dash"]);
        check("1. one\n\n# two", &["1\\. one", "", "\\# two"]);
    }
}
