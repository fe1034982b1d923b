//! Errors of syntax in the words of this tool: what the parser means, where it is, and what most
//! often mends it.

/// A syntax error in the words of this tool.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) at: usize,
    pub(super) help: String,
}

/// Says what the parser means, where it is, and what most often mends it.
pub(super) fn fault(info: &str, text: &str, at: usize) -> Fault {
    let fault = |message: &str, at: usize, help: &str| Fault {
        message: message.to_owned(),
        at,
        help: help.to_owned(),
    };
    if let Some(at) = tab(info, text, at) {
        return fault(
            "a tab in the indentation",
            at,
            "indent with spaces: YAML allows no tabs here",
        );
    }
    if let Some((at, space)) = false_space(text, at) {
        let message = format!("the character U+{:04X} looks like a space", u32::from(space));
        return fault(&message, at, "write a space in its place: YAML takes it for a letter");
    }
    let first = text[at..].chars().next().unwrap_or('\n');
    if info.starts_with("unexpected character") {
        let control = |c: char| c.is_control() && !c.is_whitespace();
        if let Some((offset, found)) = text[at..].char_indices().find(|(_, c)| control(*c)) {
            let message = format!("the character U+{:04X} is not allowed", u32::from(found));
            return fault(&message, at + offset, "remove it; editors may not show it");
        }
    }
    let own = "put the text between quotes: YAML keeps this first character for itself";
    if "`@%*&!|>".contains(first) && !info.contains("block scalar") && !info.contains("version") {
        return fault(
            &format!("plain text cannot begin with `{first}`").replace("```", "a backtick"),
            at,
            own,
        );
    }
    if info.contains("quoted scalar") && info.contains("indentation")
        || info.contains("unclosed quote")
    {
        let at = open_quote(&text[..at]).unwrap_or(at);
        return fault(
            "a quoted text that is not closed",
            at,
            "close it with the quote it began with",
        );
    }
    if info.contains("bracket") && "[{".contains(first) {
        let close = if first == '[' { ']' } else { '}' };
        return fault(&format!("`{first}` is not closed"), at, &format!("close it with `{close}`"));
    }
    if info.contains("bracket") {
        let help = "remove it, or put the text that it belongs to between quotes";
        return fault(&format!("`{first}` closes nothing"), at, help);
    }
    let line_start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    if info.contains("mapping values") && text[line_start..at].contains(": ") {
        let help = "put the text between quotes: `: ` begins a value in YAML";
        return fault("a second `: ` in the line", at, help);
    }
    if info.contains("escape") {
        let at = text[at..].find('\\').map_or(at, |offset| at + offset);
        let help = "write a backslash twice, or put the text between single quotes";
        return fault("an unknown escape in a quoted text", at, help);
    }
    if let Some((_, message, help)) = FAULTS.iter().find(|(words, ..)| info.contains(words)) {
        return fault(message, at, help);
    }
    let mut message = info.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    fault(&message, at, "check the indentation and the quotes of this line and the one above")
}

/// Words of the parser, what they mean, and what mends it.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "trailing content after single",
        "more text behind the closing quote",
        "inside single quotes write an apostrophe twice: `''`",
    ),
    (
        "trailing content after double",
        "more text behind the closing quote",
        "inside double quotes write a quote as `\\\"`",
    ),
    (
        "block scalar",
        "text in the line of a `|` or `>`",
        "begin the text on the next line, or put it between quotes",
    ),
    (
        "mapping values",
        "a key is not allowed here",
        "give it the indentation of the keys that it belongs to",
    ),
    (
        "expected key",
        "a key was expected here",
        "give the line the indentation of the keys above it",
    ),
    (
        "simple key",
        "a key without a value",
        "write `key: value`, or `- ` before an entry of a list",
    ),
    (
        "'-'",
        "a list goes on with a line that is no entry of it",
        "begin the line with `- `, or indent it like the text of the entry",
    ),
    (
        "block sequence entries",
        "a list cannot begin in this place",
        "begin it on a line of its own, or write it between brackets: `[a, b]`",
    ),
    (
        "recursion",
        "too many lists and maps within each other",
        "close the brackets, or flatten the value",
    ),
];

/// The tab that an error is about: in the indentation of its line or, where the parser says that
/// it met one, of a later line.
fn tab(info: &str, text: &str, at: usize) -> Option<usize> {
    let mut start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    loop {
        let line = line(text, start);
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t') {
            return Some(start + tab);
        }
        let next = text[start..].find('\n').filter(|_| info.contains("tab"))?;
        start += next + 1;
    }
}

/// The character that looks like a space where YAML wants one, in front of a line or behind a key
/// or dash: in the line of an error or in the one above it, which it joins to the line.
fn false_space(text: &str, at: usize) -> Option<(usize, char)> {
    let end = at + text[at..].find('\n').unwrap_or(text.len() - at);
    let lines = text[..end].rsplit('\n').filter(|line| !line.trim().is_empty());
    lines.take(2).find_map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut spaces = line.char_indices().filter(|(_, c)| c.is_whitespace() && !c.is_ascii());
        let (at, space) = spaces.find(|(at, _)| {
            // Further to the right it stands in a text.
            let before = line[..*at].trim().trim_start_matches("- ");
            before.is_empty() || before.ends_with([':', '-']) && !before.contains(' ')
        })?;
        Some((start + at, space))
    })
}

/// The line of an offset.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// The quote that opens a text that is still open at the end.
fn open_quote(text: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match open {
            // An apostrophe that is written twice.
            Some((_, '\'')) if c == '\'' && chars.next_if(|(_, c)| *c == '\'').is_some() => {}
            Some((_, quote)) if quote == c && before != '\\' => open = None,
            None if (c == '"' || c == '\'') && "\n:-?[{,".contains(before) => open = Some((at, c)),
            _ => {}
        }
        // An opening quote stands behind an indicator, with or without space between them.
        if c != ' ' || open.is_some() {
            before = c;
        }
    }
    open.map(|(at, _)| at)
}
