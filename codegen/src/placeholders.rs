//! Texts with placeholders that stand for names, each as it is or in a case: `{code}`,
//! `{name|kebab}`; and the placeholders of other languages.

use std::borrow::Cow;
use std::ops::Range;

use heck::{ToKebabCase, ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};

/// The cases, as messages list them.
pub(crate) const CASES: &str = "`|kebab`, `|snake`, `|camel`, `|pascal`, `|lower` or `|upper`";

/// Fills in what `value` says of each placeholder's name, once its case is right.
///
/// # Errors
///
/// Returns what is between the braces of the first placeholder without a value, or with an unknown
/// case.
pub(crate) fn fill(
    template: &str,
    value: impl Fn(&str, Case) -> Option<String>,
) -> Result<String, &str> {
    let mut out = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (inner, behind) = after.split_once('}').ok_or(after)?;
        let (name, case) = parts(inner);
        let case = Case::of(case).ok_or(inner)?;
        out.push_str(&value(name, case).ok_or(inner)?);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// What stands before, between and behind the placeholders of a text, and what is in each.
pub(crate) fn split(template: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut pieces, mut names) = (Vec::new(), Vec::new());
    let mut rest = template;
    while let Some((piece, after)) = rest.split_once('{') {
        let (inner, behind) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(piece);
        names.push(inner);
        rest = behind;
    }
    pieces.push(rest);
    (pieces, names)
}

/// Whether a text has a placeholder with this name, in any case.
pub(crate) fn has(template: &str, name: &str) -> bool {
    split(template).1.iter().any(|inner| parts(inner).0 == name)
}

/// The name and the case of a placeholder.
pub(crate) fn parts(inner: &str) -> (&str, &str) {
    let (name, case) = inner.split_once('|').unwrap_or((inner, ""));
    (name.trim(), case.trim())
}

/// The case in which a placeholder shows a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    AsIs,
    Kebab,
    Snake,
    Camel,
    Pascal,
    Lower,
    Upper,
}

impl Case {
    /// The case with this word.
    pub(crate) fn of(word: &str) -> Option<Case> {
        Some(match word {
            "" => Case::AsIs,
            "kebab" => Case::Kebab,
            "snake" => Case::Snake,
            "camel" => Case::Camel,
            "pascal" => Case::Pascal,
            "lower" => Case::Lower,
            "upper" => Case::Upper,
            _ => return None,
        })
    }

    /// The name in this case.
    pub(crate) fn apply(self, name: &str) -> Cow<'_, str> {
        match self {
            Case::AsIs => return name.into(),
            Case::Kebab => name.to_kebab_case(),
            Case::Snake => name.to_snake_case(),
            Case::Camel => name.to_lower_camel_case(),
            Case::Pascal => name.to_upper_camel_case(),
            Case::Lower => name.to_lowercase(),
            Case::Upper => name.to_uppercase(),
        }
        .into()
    }
}

/// What stands around the name of a detail in templates of other languages; of two that fit, the
/// longer one comes first.
const AROUND: [(&str, &str); 17] = [
    ("${{", "}}"),
    ("<%=", "%>"),
    ("[[", "]]"),
    ("{{", "}}"),
    ("${", "}"),
    ("#{", "}"),
    ("%{", "}"),
    ("@{", "}"),
    ("%(", ")s"),
    ("%(", ")d"),
    ("$(", ")"),
    ("<", ">"),
    ("[", "]"),
    ("%", "%"),
    ("$", ""),
    (":", ""),
    ("@", ""),
];

/// A placeholder of another language.
pub(crate) struct Foreign {
    /// Where it is.
    pub(crate) at: Range<usize>,
    /// What stands before the name.
    pub(crate) open: &'static str,
}

/// Where a name stands in a text as a placeholder of another language.
pub(crate) fn foreign(source: &str, name: &str) -> impl Iterator<Item = Foreign> {
    source.match_indices(name).filter_map(|(start, name)| {
        let (before, after) = (&source[..start], &source[start + name.len()..]);
        if before.ends_with(is_of_name) || after.starts_with(is_of_name) {
            return None;
        }
        AROUND.iter().find_map(|(open, close)| {
            let padded = open.len() > 1;
            let left = if padded { before.trim_end() } else { before };
            let right = if padded { after.trim_start() } else { after };
            let begins = |before: &str| !before.ends_with(|c| is_of_name(c) || c == ':');
            let (left, right) = (left.strip_suffix(open)?, right.strip_prefix(close)?);
            let alone = !close.is_empty() || begins(left);
            let at = left.len()..source.len() - right.len();
            alone.then_some(Foreign { at, open })
        })
    })
}

/// Whether a character can be part of the name of a detail.
pub(crate) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{fill, has, split};

    fn filled(template: &str) -> Result<String, &str> {
        fill(template, |name, case| (name == "code").then(|| case.apply("ORDER_Gone").into_owned()))
    }

    #[test]
    fn placeholders_are_filled_in_any_case() {
        for (template, expected) in [
            ("a#{code}", Ok("a#ORDER_Gone")),
            ("{code|lower}/{ code | kebab }", Ok("order_gone/order-gone")),
            ("{code|upper}", Ok("ORDER_GONE")),
            ("{other}", Err("other")),
            ("{code|title}", Err("code|title")),
            ("{code", Err("code")),
        ] {
            assert_eq!(filled(template), expected.map(str::to_owned), "{template}");
        }
    }

    #[test]
    fn placeholders_are_found_in_any_case() {
        assert!(has("/{code|lower}", "code") && !has("/{coded}", "code") && !has("code", "code"));
        assert_eq!(split("/{a}-{b|c}"), (vec!["/", "-", ""], vec!["a", "b|c"]));
    }
}
