//! Names: how codes are written, and what they are called in generated code.

mod split;

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};

use crate::model::CaseStyle;

/// The name in `PascalCase`, ready to begin an identifier: before a leading digit comes `Code`. It
/// is empty if the name has no letter or digit that an identifier can have.
///
/// A name that is in `PascalCase` stays as it is, so that people find it.
#[must_use]
pub fn pascal(name: &str) -> String {
    let is_word =
        name.bytes().any(|byte| byte.is_ascii_lowercase()) && has_style(name, CaseStyle::Pascal);
    if is_word && name.is_ascii() {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    for word in split::words(name) {
        push_capitalized(&word, &mut out);
    }
    identifier(out, "Code")
}

/// Writes a word of an identifier. What has capitals and small letters keeps them.
fn push_capitalized(word: &str, out: &mut String) {
    let start = out.len();
    out.push_str(word);
    let (first, rest) = out[start..].split_at_mut(word.len().min(1));
    first.make_ascii_uppercase();
    if !rest.bytes().any(|byte| byte.is_ascii_lowercase()) {
        rest.make_ascii_lowercase();
    }
}

/// Any text in `PascalCase`, ready to be the variant of an enumeration: before a leading digit, or
/// if there is no letter or digit, comes `Value`.
#[must_use]
pub fn variant(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = identifier(plain.to_pascal_case(), "Value");
    if name.is_empty() { "Value".to_owned() } else { name }
}

/// What programs call an operation, by its id: `CreateOrder`, `GetOrdersId` for `GET /orders/{id}`.
#[must_use]
pub fn operation(id: &str) -> String {
    variant(&id.replace('*', " any "))
}

/// Whether an identifier is in `PascalCase`; underscores keep numbers apart: `Sec1_11`.
#[must_use]
pub fn is_pascal(identifier: &str) -> bool {
    let bytes = identifier.as_bytes();
    let apart = |at: usize| {
        at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    bytes.first().is_some_and(u8::is_ascii_uppercase)
        && (0..bytes.len())
            .all(|at| bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_' && apart(at))
}

/// The name in `snake_case`, ready to begin an identifier.
#[must_use]
pub fn snake(name: &str) -> String {
    identifier(split::words(name).join("_").to_ascii_lowercase(), "code_")
}

/// An identifier for a name whose own one is taken: with its numbers apart, or else with another one
/// at its end.
#[must_use]
pub fn apart(name: &str) -> String {
    let mut out = String::new();
    for word in split::words(name) {
        let number = |c: char| c.is_ascii_digit();
        if out.ends_with(number) && word.starts_with(number) {
            out.push('_');
        }
        push_capitalized(&word, &mut out);
    }
    let out = identifier(out, "Code");
    if out == pascal(name) { format!("{out}2") } else { out }
}

/// What the function is called that makes the error of a code: after its name, or after its
/// identifier if that is not made from the name.
#[must_use]
pub fn function(name: &str, ident: &str) -> String {
    snake(if pascal(name) == ident { name } else { ident })
}

/// The name in `camelCase`, ready to begin an identifier.
#[must_use]
pub fn camel(name: &str) -> String {
    identifier(name.to_lower_camel_case(), "code")
}

fn identifier(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{prefix}{name}")
    } else {
        name
    }
}

/// The name written in a case style.
#[must_use]
pub fn restyle(name: &str, style: CaseStyle) -> String {
    match style {
        CaseStyle::Snake => name.to_snake_case(),
        CaseStyle::ScreamingSnake => name.to_shouty_snake_case(),
        CaseStyle::Kebab => name.to_kebab_case(),
        CaseStyle::Camel => name.to_lower_camel_case(),
        CaseStyle::Pascal => name.to_pascal_case(),
        CaseStyle::ScreamingKebab => name.to_shouty_kebab_case(),
        CaseStyle::Dotted => {
            let dotted = name.split('.').map(ToSnakeCase::to_snake_case).collect::<Vec<_>>();
            let screaming = !name.contains(|c: char| c.is_ascii_lowercase());
            let dotted = dotted.join(".");
            if screaming { dotted.to_ascii_uppercase() } else { dotted }
        }
        CaseStyle::None => name.to_owned(),
    }
}

/// Whether the name consists only of letters, digits and the separator of the style, in its case.
///
/// Looser than a comparison with [`restyle`], which splits `OAUTH2_FAILED` and `E_404` at digits.
/// Letters without case are of either case.
#[must_use]
pub fn has_style(name: &str, style: CaseStyle) -> bool {
    let words = |separator: char, fits: fn(char) -> bool| {
        name.split(separator).all(|word| !word.is_empty() && word.chars().all(fits))
    };
    let starts = |fits: fn(&char) -> bool| name.chars().next().as_ref().is_some_and(fits);
    match style {
        CaseStyle::Snake => words('_', |c| c.is_alphanumeric() && !c.is_uppercase()),
        CaseStyle::ScreamingSnake => words('_', |c| c.is_alphanumeric() && !c.is_lowercase()),
        CaseStyle::Kebab => words('-', |c| c.is_alphanumeric() && !c.is_uppercase()),
        CaseStyle::Camel => {
            starts(|c| c.is_alphabetic() && !c.is_uppercase())
                && name.chars().all(char::is_alphanumeric)
        }
        CaseStyle::Pascal => {
            starts(|c| c.is_alphabetic() && !c.is_lowercase())
                && name.chars().all(char::is_alphanumeric)
        }
        CaseStyle::ScreamingKebab => words('-', |c| c.is_alphanumeric() && !c.is_lowercase()),
        CaseStyle::Dotted => {
            const WORDS: [CaseStyle; 6] = [
                CaseStyle::Snake,
                CaseStyle::ScreamingSnake,
                CaseStyle::Kebab,
                CaseStyle::Camel,
                CaseStyle::Pascal,
                CaseStyle::ScreamingKebab,
            ];
            WORDS.iter().any(|style| name.split('.').all(|words| has_style(words, *style)))
        }
        CaseStyle::None => true,
    }
}

/// A title made from the words of a name, without a number at its end: "Card declined" for
/// `CARD_DECLINED_001`. Abbreviations keep their capitals where the name has small letters too.
#[must_use]
pub fn title(name: &str) -> String {
    let title = title_of_words(name);
    if title.is_empty() { name.to_owned() } else { title }
}

/// Whether a number tells a name from others: at its end, or in its only word, as in `55P02`.
#[must_use]
pub fn is_numbered(name: &str) -> bool {
    let words = split::words(name);
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    words.last().is_some_and(|word| letters(word).len() < word.len())
        || words.len() == 1 && digits(&words[0]) > 1
}

fn title_of_words(name: &str) -> String {
    let mut words = split::words(name);
    while let Some(last) = words.pop() {
        let letters = letters(&last);
        if !letters.is_empty() {
            words.push(letters.to_owned().into());
            break;
        }
    }
    let has_small = name.bytes().any(|byte| byte.is_ascii_lowercase());
    let mut title = String::with_capacity(name.len());
    for word in &words {
        if !title.is_empty() {
            title.push(' ');
        }
        let start = title.len();
        title.push_str(word);
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        if !has_small || capitals < 2 {
            title[start..].make_ascii_lowercase();
        }
    }
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// A word without the number at its end. One digit behind letters is a part of the word, as in
/// `OAUTH2`.
fn letters(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if word.len() - letters.len() == 1 && letters.len() > 1 { word } else { letters }
}

/// The longest title that is made from a sentence, in characters.
const LONGEST_TITLE: usize = 100;

/// The first sentence of a text as a title: without its period, and cut short if it is long.
#[must_use]
pub fn first_sentence(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let ends = line.match_indices(['.', '!', '?']).map(|(at, _)| at);
    // An abbreviation, such as `e.g.`, goes on in small letters.
    let end = ends.into_iter().find(|at| {
        let rest = &line[at + 1..];
        rest.is_empty()
            || rest.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(char::is_lowercase))
    });
    let sentence = end.map_or(line, |end| &line[..=end]).trim_end_matches('.');
    match sentence.char_indices().nth(LONGEST_TITLE) {
        Some((cut, _)) => {
            let words = sentence[..cut].rfind(' ').unwrap_or(cut);
            format!("{}…", &sentence[..words])
        }
        None => sentence.to_owned(),
    }
}

/// The target languages in which a word is reserved, for messages: "Rust and TypeScript".
#[must_use]
pub fn reserved(word: &str) -> Option<&'static str> {
    let rust = RUST.contains(&word);
    let typescript = TYPESCRIPT.contains(&word);
    match (rust, typescript) {
        (true, true) => Some("Rust and TypeScript"),
        (true, false) => Some("Rust"),
        (false, true) => Some("TypeScript"),
        (false, false) => None,
    }
}

/// Whether a word is a keyword of Rust.
#[must_use]
pub fn is_rust_keyword(word: &str) -> bool {
    RUST.contains(&word)
}

/// Whether a word is reserved in the modules of TypeScript.
#[must_use]
pub fn is_typescript_keyword(word: &str) -> bool {
    TYPESCRIPT.contains(&word)
}

/// The keywords of Rust 2024, strict and reserved.
const RUST: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The reserved words of ECMAScript 2025 in modules.
const TYPESCRIPT: &[&str] = &[
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// A path template without the names of its placeholders, which do not matter.
#[must_use]
pub fn same_path(path: &str) -> String {
    let mut parts = path.split('{');
    let mut same = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        same.push_str("{}");
        same.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    same
}

/// Whether a path template is one of those that another one stands for: a segment `*` is any
/// segment, and at the end any rest.
#[must_use]
pub fn path_fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (same_path(pattern), same_path(path));
    let mut rest = path.split('/');
    let mut segments = pattern.split('/').peekable();
    while let Some(segment) = segments.next() {
        let Some(other) = rest.next() else { return false };
        if segment == "*" && segments.peek().is_none() {
            return !other.is_empty();
        }
        if segment != "*" && segment != other {
            return false;
        }
    }
    rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::path_fits;

    #[test]
    fn a_star_is_a_segment_or_the_rest() {
        for (pattern, path, fits) in [
            ("/orders/{id}", "/orders/{order}", true),
            ("/orders", "/orders/{id}", false),
            ("/orders/{id}", "/orders", false),
            ("/orders/*", "/orders/{id}", true),
            ("/orders/*", "/orders/{id}/lines/{line}", true),
            ("/orders/*", "/orders", false),
            ("/orders/*", "/orders/", false),
            ("/*/lines", "/orders/lines", true),
            ("/*/lines", "/orders/{id}/lines", false),
        ] {
            assert_eq!(path_fits(pattern, path), fits, "{pattern} {path}");
        }
    }
}
