//! The words of a program in a language with the comments and brackets of C.

use crate::import::part::span;
use crate::source::Span;

/// A word and where it is.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// What it says: a text without its quotes, a comment without its marks.
    pub text: String,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Number,
    Text,
    /// A text in which values are put.
    Template,
    Comment,
    Mark,
}

impl Token {
    pub fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    pub fn is_name(&self, name: &str) -> bool {
        self.kind == Kind::Name && self.text == name
    }
}

/// The words of a text.
pub(super) fn tokens(file: u32, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length, said) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '/' if rest.starts_with("//") => {
                let length = rest.find('\n').unwrap_or(rest.len());
                (
                    Kind::Comment,
                    length,
                    rest[..length].trim_start_matches(['/', '!']).trim().to_owned(),
                )
            }
            '/' if rest.starts_with("/*") => {
                let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                (Kind::Comment, length, comment(&rest[..length]))
            }
            '"' if rest.starts_with("\"\"\"") => {
                let end = rest[3..].find("\"\"\"").map_or(rest.len(), |end| end + 6);
                (Kind::Text, end, rest.get(3..end.saturating_sub(3)).unwrap_or_default().to_owned())
            }
            '"' | '\'' | '`' => quoted(rest, c),
            c if c.is_ascii_digit() => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Kind::Number, length, rest[..length].replace('_', ""))
            }
            c if c.is_alphabetic() || "_$@".contains(c) => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                let first = c.len_utf8();
                let length =
                    rest[first..].find(|c| !is_part(c)).map_or(rest.len(), |at| at + first);
                (Kind::Name, length, rest[..length].to_owned())
            }
            c => (Kind::Mark, c.len_utf8(), c.to_string()),
        };
        tokens.push(Token { kind, text: said, span: span(file, at, at + length) });
        at += length;
    }
    tokens
}

/// A text in quotes at the beginning of another one.
fn quoted(rest: &str, quote: char) -> (Kind, usize, String) {
    let mut said = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            // A raw text of Go has no escapes; a backslash in one of TypeScript is rare.
            '\\' if quote != '`' => match chars.next() {
                Some((_, 'n' | 't' | 'r')) => said.push(' '),
                Some((_, c)) => said.push(c),
                None => {}
            },
            c if c == quote => {
                let kind =
                    if quote == '`' && said.contains("${") { Kind::Template } else { Kind::Text };
                return (kind, at + 1, said);
            }
            '\n' if quote != '`' => return (Kind::Text, at, said),
            c => said.push(c),
        }
    }
    (Kind::Text, rest.len(), said)
}

/// What a comment says on one line, without tags for tools.
fn comment(text: &str) -> String {
    let inner = text.trim_start_matches(['/', '*', '!']).trim_end_matches(['/', '*']);
    let lines = inner.lines().map(|line| line.trim().trim_start_matches('*').trim());
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with('@')).collect();
    lines.join(" ").trim().to_owned()
}

/// Where the bracket at an index is closed: the index of the closing one.
pub(super) fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.kind != Kind::Mark {
            continue;
        }
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// Pieces between commas that are in no inner brackets, without the empty ones. A comment behind a
/// comma on the same line belongs to the piece before it.
pub(super) fn pieces<'t>(tokens: &'t [Token], text: &str) -> Vec<Vec<&'t Token>> {
    let mut pieces: Vec<Vec<&Token>> = vec![Vec::new()];
    let mut depth = 0_usize;
    let mut comma: Option<u32> = None;
    for token in tokens {
        if let Some(end) = comma.take()
            && token.kind == Kind::Comment
            && !text.get(end as usize..token.span.start as usize).unwrap_or("\n").contains('\n')
            && pieces.len() > 1
        {
            let last = pieces.len() - 2;
            pieces[last].push(token);
            continue;
        }
        match (token.kind, token.text.as_str()) {
            (Kind::Mark, "(" | "[" | "{") => depth += 1,
            (Kind::Mark, ")" | "]" | "}") => depth = depth.saturating_sub(1),
            (Kind::Mark, ",") if depth == 0 => {
                comma = Some(token.span.end);
                pieces.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = pieces.last_mut() {
            last.push(token);
        }
    }
    pieces.retain(|piece| piece.iter().any(|token| token.kind != Kind::Comment));
    pieces
}

/// What the comments among some words say.
pub(super) fn comments(piece: &[&Token]) -> Option<super::Cell> {
    let all: Vec<&&Token> = piece.iter().filter(|token| token.kind == Kind::Comment).collect();
    let text: Vec<&str> =
        all.iter().map(|token| token.text.as_str()).filter(|text| !text.is_empty()).collect();
    let first = all.first()?.span;
    (!text.is_empty()).then(|| super::of(text.join(" "), first))
}
