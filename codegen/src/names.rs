//! Names: how codes are written, and what they are called in generated code.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};

use crate::model::CaseStyle;

/// The name in `PascalCase`, ready to begin an identifier: before a leading digit comes `Code`.
#[must_use]
pub fn pascal(name: &str) -> String {
    identifier(name.to_pascal_case(), "Code")
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
    identifier(name.to_snake_case(), "code_")
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
#[must_use]
pub fn has_style(name: &str, style: CaseStyle) -> bool {
    let words = |separator: char, fits: fn(char) -> bool| {
        name.split(separator).all(|word| !word.is_empty() && word.chars().all(fits))
    };
    let starts = |fits: fn(&char) -> bool| name.chars().next().as_ref().is_some_and(fits);
    match style {
        CaseStyle::Snake => words('_', |c| c.is_ascii_lowercase() || c.is_ascii_digit()),
        CaseStyle::ScreamingSnake => words('_', |c| c.is_ascii_uppercase() || c.is_ascii_digit()),
        CaseStyle::Kebab => words('-', |c| c.is_ascii_lowercase() || c.is_ascii_digit()),
        CaseStyle::Camel => {
            starts(char::is_ascii_lowercase) && name.chars().all(|c| c.is_ascii_alphanumeric())
        }
        CaseStyle::Pascal => {
            starts(char::is_ascii_uppercase) && name.chars().all(|c| c.is_ascii_alphanumeric())
        }
        CaseStyle::ScreamingKebab => words('-', |c| c.is_ascii_uppercase() || c.is_ascii_digit()),
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

/// A title made from a code's words, without a number at its end: "Card declined" for
/// `CARD_DECLINED_001`.
#[must_use]
pub fn title(code: &str) -> String {
    let words = code.to_snake_case();
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let words = if words.is_empty() { code } else { words };
    let mut title = words.replace('_', " ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
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
