//! Texts of documents as texts of a registry, which have a small part of CommonMark.

use super::part::Cell;
use crate::visible::{is_control, is_invisible};

/// A text on one line, or a paragraph with a list.
pub fn prose(cell: &Cell) -> String {
    let mut lines: Vec<String> = Vec::new();
    let introduces = |line: &&str| line.ends_with(':');
    let number = cell.text.lines().count();
    let last = cell.text.lines().last().map(str::trim).filter(introduces);
    // A last line that only leads to what follows says nothing where that is elsewhere.
    let kept = number - usize::from(last.is_some() && number > 1);
    for line in cell.text.lines().take(kept).map(str::trim) {
        let item = ["- ", "* ", "+ ", "• "].iter().any(|mark| line.starts_with(mark));
        match lines.last_mut() {
            Some(last) if !item => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    let text = lines.join("\n");
    let text = text.trim_start_matches(['>', '#', '|']).trim();
    visible(&in_code(text))
}

/// Several paragraphs.
pub fn paragraphs(cells: &[Cell]) -> Option<String> {
    let texts: Vec<String> = cells.iter().map(prose).filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// A text in which what looks like an element of HTML is code: `<id>` names a value.
fn in_code(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            code = !code;
        }
        let tag =
            rest.strip_prefix('<').and_then(|inner| inner.split_once('>')).map(|(inner, _)| inner);
        let tag = tag.filter(|tag| {
            let named = tag.trim_start_matches(['/', '!']);
            !code
                && named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
                && tag.len() < 60
        });
        if let Some(tag) = tag.filter(|tag| !tag.contains('`')) {
            let link = tag.starts_with("http") || tag.contains('@');
            let mark = if link { "" } else { "`" };
            out.push_str(mark);
            out.push_str(&rest[..tag.len() + 2]);
            out.push_str(mark);
            rest = &rest[tag.len() + 2..];
            continue;
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// A text without characters that nobody sees.
pub fn visible(text: &str) -> String {
    let hidden = |c: char| is_control(c) || is_invisible(c);
    let shown = text.chars().filter(|c| *c == '\n' || !hidden(*c));
    shown.map(|c| if c == '\u{a0}' || c == '\t' { ' ' } else { c }).collect()
}
