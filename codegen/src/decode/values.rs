//! The decoders of scalars, lists and maps.

use serde_json::{Value as Json, json};

use super::{
    Any, Decode, Definitions, Line, Map, OneOrMany, Prose, Spanned, TextOr, Verbatim, instead,
    synonyms, unknown_value, wrong_type,
};
use crate::diagnostic::{Diagnostic, Problems};
use crate::model::Vocabulary;
use crate::rule;
use crate::source::Span;
use crate::text::Text;
use crate::visible::is_invisible;
use crate::yaml::{Node, Value};

/// The words of a node that should be text; empty if it is not.
fn words<'n>(node: &'n Node<'_>, problems: &mut Problems) -> &'n str {
    match node.as_text().map(str::trim) {
        Some("") => {
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, "expected text, found an empty string")
                    .at(node.span, "nothing between the quotes")
                    .help("write the text, or remove the key"),
            );
            ""
        }
        Some(text) => text,
        None => {
            wrong_type(node, "text", problems);
            ""
        }
    }
}

/// The words of a vocabulary, of which the first is the fallback.
impl<V: Vocabulary> Decode for V {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> V {
        let words: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
        let text = node.as_text();
        if let Some(value) = V::ALL.iter().find(|value| Some(value.word()) == text) {
            return *value;
        }
        if let Value::Plain(other) | Value::Text(other) = &node.value
            && let Some(known) = synonyms::of_value(other, &words)
        {
            problems.push(instead(node, other, known));
        } else if let Some(other) = text {
            unknown_value(node, other, &words, problems);
        } else {
            wrong_type(node, &format!("one of {}", crate::words::quoted(words)), problems);
        }
        V::fallback()
    }

    fn fallback() -> V {
        V::ALL[0]
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({
            "type": "string",
            "enum": V::ALL.iter().map(|value| value.word()).collect::<Vec<_>>(),
            // Editors show these next to the words (a VS Code extension of the format).
            "enumDescriptions": V::ALL.iter().map(|value| value.meaning()).collect::<Vec<_>>(),
        })
    }
}

impl Decode for String {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> String {
        let words = words(node, problems);
        if words.contains('\n') {
            problems.push(
                Diagnostic::error(&rule::CONTROL_CHARACTER, "a line break in a value of one line")
                    .at(node.span, "more than one line")
                    .help("write it on one line"),
            );
        }
        words.to_owned()
    }

    fn fallback() -> String {
        String::new()
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Decode for Line {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Line {
        let text = String::decode(node, problems);
        if text.contains(is_invisible) && !problems.any_within(node.span) {
            problems.push(
                Diagnostic::error(
                    &rule::TARGET_OPTION,
                    "this option has a character that cannot be seen",
                )
                .at(node.span, "looks like another text")
                .help("remove the character, or remove the option to use its default"),
            );
        }
        Line(text)
    }

    fn fallback() -> Line {
        Line(String::fallback())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

impl Decode for Prose {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Prose {
        words(node, problems);
        Prose { text: Text::new(node.as_text().unwrap_or_default()), span: node.span }
    }

    fn fallback() -> Prose {
        Prose { text: Text::default(), span: Span::default() }
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        visit(self);
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

impl Decode for Verbatim {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Verbatim {
        // Reports anything but text, and empty text.
        words(node, problems);
        Verbatim(node.as_text().unwrap_or_default().to_owned())
    }

    fn fallback() -> Verbatim {
        Verbatim(String::new())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> bool {
        let word = match &node.value {
            Value::Plain(word) | Value::Text(word) => word.to_lowercase(),
            _ => String::new(),
        };
        // Some of these were booleans in YAML 1.1.
        let meant = match word.as_str() {
            "yes" | "on" | "y" | "true" => Some("true"),
            "no" | "off" | "n" | "false" => Some("false"),
            _ => None,
        };
        match (node.to_json().as_bool(), meant) {
            (Some(value), _) => value,
            (None, Some(meant)) => {
                let found = Diagnostic::error(
                    &rule::WRONG_TYPE,
                    format!("expected true or false, found the text `{word}`"),
                );
                problems.push(
                    found
                        .at(node.span, "this is text")
                        .help(format!("write `{meant}`"))
                        .fix(node.span, meant),
                );
                meant == "true"
            }
            (None, None) => {
                wrong_type(node, "true or false", problems);
                false
            }
        }
    }

    fn fallback() -> bool {
        false
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "boolean" })
    }
}

impl Decode for Any {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Any {
        plain_numbers(node, problems);
        Any(node.to_json())
    }

    fn fallback() -> Any {
        Any(Json::Null)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({})
    }
}

/// Reports numbers that are not read as they look.
fn plain_numbers(node: &Node<'_>, problems: &mut Problems) {
    match &node.value {
        Value::Plain(written) if node.as_text().is_none() => {
            let number = node.to_json();
            let digits = written.trim_start_matches(['-', '+']);
            let zero = digits.strip_prefix('0').and_then(|rest| rest.chars().next());
            if !number.is_number() || !zero.is_some_and(|next| next.is_ascii_alphanumeric()) {
                return;
            }
            let message = format!("`{written}` is read as the number {number}");
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, message)
                    .at(node.span, "not what it looks like")
                    .help(format!("write `{number}`, or put it in quotes if it is text"))
                    .fix_if_asked(node.span, format!("\"{written}\"")),
            );
        }
        Value::List(nodes) => {
            for node in nodes {
                plain_numbers(node, problems);
            }
        }
        Value::Map(entries) => {
            for (_, node) in entries {
                plain_numbers(node, problems);
            }
        }
        _ => {}
    }
}

impl<T: Decode> Decode for Spanned<T> {
    const OPTIONAL: bool = T::OPTIONAL;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Spanned<T> {
        Spanned { value: T::decode(node, problems), span: node.span }
    }

    fn fallback() -> Spanned<T> {
        Spanned { value: T::fallback(), span: Span::default() }
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        self.value.texts(visit);
    }

    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

impl<T: Decode> Decode for Option<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<T> {
        Some(T::decode(node, problems))
    }

    fn fallback() -> Option<T> {
        None
    }

    fn refused() -> Option<T> {
        T::KNOWN_FALLBACK.then(T::fallback)
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        if let Some(value) = self {
            value.texts(visit);
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

impl<T: Decode> Decode for Vec<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Vec<T> {
        let Value::List(nodes) = &node.value else {
            wrong_type(node, "a list", problems);
            return Vec::new();
        };
        nodes.iter().map(|node| T::decode(node, problems)).collect()
    }

    fn fallback() -> Vec<T> {
        Vec::new()
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        for value in self {
            value.texts(visit);
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

impl<T: Decode> Decode for OneOrMany<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> OneOrMany<T> {
        match &node.value {
            Value::List(_) => OneOrMany(Vec::decode(node, problems)),
            _ => OneOrMany(vec![T::decode(node, problems)]),
        }
    }

    fn fallback() -> OneOrMany<T> {
        OneOrMany(Vec::new())
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        self.0.texts(visit);
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let one = T::schema(definitions);
        json!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl<T: Decode> Decode for Map<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Map<T> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, "a map", problems);
            return Map(Vec::new());
        };
        let entry = |(key, node): &(crate::yaml::Key<'_>, Node<'_>)| {
            let name = Spanned { value: key.text.to_string(), span: key.span };
            (name, T::decode(node, problems))
        };
        Map(entries.iter().map(entry).collect())
    }

    fn fallback() -> Map<T> {
        Map(Vec::new())
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        for (_, value) in &self.0 {
            value.texts(visit);
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "type": "object", "additionalProperties": T::schema(definitions) })
    }
}

impl<T: Decode> Decode for TextOr<T> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> TextOr<T> {
        match &node.value {
            Value::Map(_) => TextOr::Full(T::decode(node, problems)),
            _ => TextOr::Text(Prose::decode(node, problems)),
        }
    }

    fn fallback() -> TextOr<T> {
        TextOr::Text(Prose::fallback())
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        match self {
            TextOr::Text(text) => visit(text),
            TextOr::Full(value) => value.texts(visit),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "anyOf": [Prose::schema(definitions), T::schema(definitions)] })
    }
}
