//! Mistakes that are known by the text around a syntax error: what was meant, and how to write it.

use super::fault::Fault;
use super::line::{Line, closed, in_quotes, without_comment};
use super::recover::stretch;

/// The mistakes that are known by the text around them, whatever the parser says about them.
pub(super) fn known(info: &str, text: &str, at: usize) -> Option<Fault> {
    let line = Line::at(text, at);
    cut_text(info, text, line)
        .or_else(|| dashed(info, text, line))
        .or_else(|| begins_with_bracket(text, line))
        .or_else(|| begins_with_sign(info, text, line))
        .or_else(|| after_quote(info, text, line))
        .or_else(|| in_brackets(text, line, at))
        .or_else(|| missing_colon(info, text, line))
}

/// A text of several lines with ` #` in it: a comment ends the text, and the next line is no part
/// of it.
fn cut_text(info: &str, text: &str, line: Line<'_>) -> Option<Fault> {
    if !info.contains("comment intercepting") {
        return None;
    }
    let value = line.entry().map_or(line.content(), |entry| entry.value);
    let cut = text[value.clone()].find(" #")?;
    let whole = value.start..stretch(text, value.start).end;
    Some(
        Fault::new(
            "a comment in the middle of a text",
            value.start + cut + 1,
            "put the text in quotes: ` #` begins a comment in YAML",
        )
        .fix(whole.clone(), in_quotes(&text[whole])),
    )
}

/// An entry of a map that is written like one of a list: `- name:`.
fn dashed(info: &str, text: &str, line: Line<'_>) -> Option<Fault> {
    let from = line.text.len() - line.text.trim_start().len();
    let entry = line.entry().filter(|_| line.text[from..].starts_with("- "))?;
    if !info.contains("expected key") && !info.contains("expected <block end>") {
        return None;
    }
    let at = line.start + from;
    let content = line.content();
    let name = text[content.start..entry.value.start].trim_end();
    let help = format!("write `{name}` without the `- `: this is a map, and no list");
    Some(
        Fault::new("an entry of a map that begins like one of a list", at, &help)
            .fix(at..content.start, ""),
    )
}

/// A value that begins with a sign of YAML and goes on as text.
fn begins_with_sign(info: &str, text: &str, line: Line<'_>) -> Option<Fault> {
    let value = without_comment(text, line.entry()?.value);
    let written = &text[value.clone()];
    let mut chars = written.chars();
    let sign = chars.next().filter(|c| matches!(c, '?' | '-' | '|' | '>'))?;
    let about = match sign {
        '?' => info.contains("mapping keys"),
        '-' => info.contains("block sequence entries"),
        _ => info.contains("block scalar"),
    };
    let words =
        chars.as_str().strip_prefix(' ').map(str::trim).filter(|words| !words.is_empty())?;
    let (message, help, mended) = match sign {
        _ if !about => return None,
        '?' => ("unquoted text cannot begin with `? `", "put the text in quotes", written),
        '-' => (
            "a list cannot begin here",
            "begin it on its own line, write it in brackets: `[a, b]`, or put the text in quotes",
            written,
        ),
        _ => (
            "text on the same line as `|` or `>`",
            "begin the text on the next line, or put it in quotes",
            words,
        ),
    };
    let found = Fault::new(message, value.start, help);
    Some(found.edit(value, in_quotes(mended), sign == '?'))
}

/// A quoted text that is not closed on its line, while the next line is something else.
pub(super) fn unclosed_quote(text: &str, at: usize) -> Fault {
    let found = Fault::new(
        "a quoted text is never closed",
        at,
        "close it with the same quote that opens it",
    );
    let line = Line::at(text, at);
    let value = at..line.end().max(at);
    let written = text[value.clone()].trim_end();
    let ends = line.below(text).is_none_or(|below| {
        below.indent() <= line.indent() || below.entry().is_some() || below.is_blank()
    });
    let inner = match written.strip_prefix('"') {
        Some(inner) if !inner.contains(['"', '\\']) => inner,
        // An apostrophe at the beginning, as in 'tis.
        None if written.matches('\'').count() == 1 && written.len() > 1 => written,
        _ => return found,
    };
    if !ends || inner.contains(" #") {
        return found;
    }
    let closed = in_quotes(inner);
    found.fix(at..at + written.len(), closed)
}

/// An escape that does not exist in double quotes. In single quotes, a backslash is a backslash.
pub(super) fn unknown_escape(text: &str, at: usize) -> Fault {
    let at = text[at..].find('\\').map_or(at, |offset| at + offset);
    let help = "double the backslash, or put the text in single quotes";
    let found = Fault::new("an unknown escape in quoted text", at, help);
    let value = Line::at(text, at).entry().map(|entry| without_comment(text, entry.value));
    let Some(value) = value else { return found };
    let inner = text[value.clone()].strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| inner.matches('\\').count() == 1 && !inner.contains('\'')) {
        Some(inner) => found.fix(value, format!("'{inner}'")),
        None => found,
    }
}

/// A text that begins with `{` or `[`, as `{name} is locked` does.
fn begins_with_bracket(text: &str, line: Line<'_>) -> Option<Fault> {
    let value = match line.entry() {
        Some(entry) => entry.value,
        None => line.content(),
    };
    let value = without_comment(text, value);
    let written = &text[value.clone()];
    let first = written.chars().next().filter(|c| matches!(c, '{' | '['))?;
    let after = written.get(closed(written)? + 1..)?;
    let is_text =
        !after.trim_start().is_empty() && !after.trim_start().starts_with([',', ']', '}']);
    let kind = if first == '{' { "a map" } else { "a list" };
    is_text.then(|| {
        Fault::new(
            &format!("text that begins with `{first}` is {kind} in YAML"),
            value.start,
            "put the text in quotes",
        )
        .fix(value.clone(), in_quotes(written))
    })
}

/// More text after the closing quote of a value: the quotes belong to the text.
fn after_quote(info: &str, text: &str, line: Line<'_>) -> Option<Fault> {
    if !info.contains("trailing content after") {
        return None;
    }
    let value = without_comment(text, line.entry()?.value);
    let written = &text[value.clone()];
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let at = value.start + 2 + written.get(1..)?.find(quote)?;
    // With an odd number of quotes, the first and the last one are around the text.
    let whole = written.ends_with(quote) && written.matches(quote).count() % 2 == 1;
    let (help, whole) = match (quote, whole) {
        ('\'', true) => ("inside single quotes, write an apostrophe as `\'\'`", true),
        ('\'', false) => ("put the whole text in quotes, or double the quote", false),
        (_, true) => ("inside double quotes, write a quote as `\\\"`", true),
        _ => ("put the whole text in quotes: it begins with one", false),
    };
    let inner = if whole { &written[1..written.len() - 1] } else { written };
    let at = at + text[at..].len() - text[at..].trim_start_matches(' ').len();
    Some(Fault::new("more text after the closing quote", at, help).edit(
        value.clone(),
        in_quotes(inner),
        !inner.contains('\\'),
    ))
}

/// A bracket in a text that is itself in brackets: `{ type: string[] }`.
fn in_brackets(text: &str, line: Line<'_>, at: usize) -> Option<Fault> {
    let before = text.get(line.start..at)?;
    let found = text[at..].chars().next()?;
    // The parser may notice only behind the bracket.
    let bracket = |c: char| matches!(c, '{' | '[' | ']' | '}');
    let at = if bracket(found) { at } else { line.start + before.rfind(bracket)? };
    let before = text.get(line.start..at)?;
    let outer = before.find(['{', '['])?;
    let start = before.rfind(": ").filter(|colon| *colon > outer)? + 2;
    let start = line.start + start + before[start..].len() - before[start..].trim_start().len();
    let head = text.get(start..at)?;
    if head.contains(['"', '\'', ',']) || head.trim().is_empty() && closed(&text[start..]).is_none()
    {
        return None;
    }
    let rest = &text[at..line.end()];
    let end = rest.match_indices([',', '}']).map(|(end, _)| end).find(|end| {
        let after = rest[end + 1..].trim_start();
        let inside = closed(&rest[rest.find(['{', '[']).unwrap_or(0)..]).unwrap_or(0);
        *end > inside && (rest.as_bytes()[*end] == b'}' || after.contains(": ") || after.is_empty())
    })?;
    let value = start..at + rest[..end].trim_end().len();
    let written = &text[value.clone()];
    let found = written.chars().find(|c| bracket(*c))?;
    Some(
        Fault::new(
            &format!("text in brackets cannot contain `{found}`"),
            value.start + written.find(found)?,
            &format!("put the text in quotes: {}", in_quotes(written)),
        )
        .fix(value.clone(), in_quotes(written)),
    )
}

/// A line with a key and a value but without `: `, which the parser often takes for the beginning of
/// the line below.
fn missing_colon(info: &str, text: &str, line: Line<'_>) -> Option<Fault> {
    if !info.contains("mapping values") && !info.contains("simple key") {
        return None;
    }
    let without = |line: Line<'_>| {
        let content = line.content();
        let written = &text[content.clone()];
        let word = written.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        let fits = word > 0 && line.entry().is_none() && !written.starts_with('-');
        (fits && written[word..].starts_with([':', ' '])).then_some((
            content.start,
            word,
            content.end,
        ))
    };
    let above = || {
        let above = line.above(text)?;
        // It is as deep as the line that the parser complains about.
        (above.indent() == line.indent()).then(|| without(above))?
    };
    let (start, word, end) = above().or_else(|| without(line))?;
    let (gap, name) = (start + word, &text[start..start + word]);
    let value = text[gap + 1..end].trim();
    let words = value.split_whitespace().count();
    // Words without a key may be anything.
    let (message, sure) = match text.as_bytes()[gap] {
        b':' => (format!("no space after the colon of `{name}`"), true),
        _ if words > 3 => return None,
        _ => (format!("no colon after `{name}`"), words == 1),
    };
    let help = format!("write `{name}: {value}`");
    Some(Fault::new(&message, gap, &help).edit(gap..gap + 1, ": ", sure))
}
