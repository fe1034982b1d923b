//! From YAML nodes to the surface types, and from the surface types to JSON Schema.
//!
//! Decoding never stops: what does not fit is reported and stands as its fallback, so that one run
//! reports everything. No model is made of a registry with an error, so no fallback gets further.

use serde_json::{Map as JsonMap, Value as Json, json};

use crate::diagnostic::{Diagnostic, Disorder, Problems, nearest, only_near};
use crate::rule;
use crate::source::Span;
use crate::text::Text;
use crate::yaml::{Node, Value};

/// A surface type: how it is read from a node, and the JSON Schema of what it reads.
pub trait Decode: Sized {
    /// Whether a key with this type may be left out.
    const OPTIONAL: bool = false;

    /// Whether the fallback can be told from a value: it then stands for an optional value too
    /// that could not be read.
    const TELLS: bool = false;

    /// Reads a node; reports what does not fit.
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Self;

    /// What stands for a value that is missing or does not fit.
    fn fallback() -> Self;

    /// What stands for a value whose map could not be read at all.
    fn refused() -> Self {
        Self::fallback()
    }

    /// The JSON Schema (draft-07) of the type; schemas of objects go to `definitions`.
    fn schema(definitions: &mut Definitions) -> Json;

    /// Shows every text in the value to `visit`, in the order of the language's keys.
    fn texts<'a>(&'a self, _visit: &mut dyn FnMut(&'a Prose)) {}
}

/// The named schemas that others refer to.
pub type Definitions = JsonMap<String, Json>;

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The text.
    pub text: Text,
    /// Where it stands.
    pub span: Span,
}

impl Prose {
    /// The text alone.
    #[must_use]
    pub fn text(&self) -> Text {
        self.text.clone()
    }
}

/// A map in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(Spanned<String>, T)>);

/// A plain text, or an object where there is more to say.
#[derive(Debug, Clone, PartialEq)]
pub enum TextOr<T> {
    /// The text alone.
    Text(Prose),
    /// The object.
    Full(T),
}

/// One value, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

/// Any YAML value, as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Any(pub Json);

/// Text whose every space counts: code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim(pub String);

pub(crate) fn wrong_type(node: &Node<'_>, expected: &str, problems: &mut Problems) {
    if matches!(node.value, Value::Refused) {
        return;
    }
    let kind = node.kind();
    let help = match &node.value {
        Value::Plain(text) | Value::Text(text) if expected == "a list" && !text.is_empty() => {
            if text.len() < 40 && !text.contains(['\n', ',', '"']) {
                format!("put it between brackets: [{text}]")
            } else {
                "write a line for each entry, `- ` before it".to_owned()
            }
        }
        _ if expected.starts_with("a map") => "write a line for each key: `key: value`".to_owned(),
        Value::Plain(text) if expected == "text" && kind != "nothing" => {
            format!("put it between quotes: \"{text}\"")
        }
        Value::Plain(_) if kind == "nothing" => {
            format!("write {expected} here, or remove the key")
        }
        _ => format!("write {expected} in its place"),
    };
    let mut found =
        Diagnostic::error(&rule::WRONG_TYPE, format!("expected {expected}, found {kind}"))
            .at(node.span, format!("this is {kind}"))
            .help(help);
    if let Value::Plain(text) = &node.value
        && expected == "text"
        && kind != "nothing"
    {
        found = found.fix(node.span, format!("\"{text}\""));
    }
    problems.push(found);
}

/// The words of a node that should be text; empty where it is not.
fn words<'n>(node: &'n Node<'_>, problems: &mut Problems) -> &'n str {
    match node.as_text().map(str::trim) {
        Some("") => {
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, "expected text, found an empty one")
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

impl Decode for String {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> String {
        words(node, problems).to_owned()
    }

    fn fallback() -> String {
        String::new()
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Decode for Prose {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Prose {
        Prose { text: Text::new(words(node, problems)), span: node.span }
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
        // Reports what is no text, or an empty one.
        words(node, problems);
        Verbatim(node.as_text().unwrap_or_default().trim_end().to_owned())
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
        node.to_json().as_bool().unwrap_or_else(|| {
            wrong_type(node, "true or false", problems);
            false
        })
    }

    fn fallback() -> bool {
        false
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "boolean" })
    }
}

impl Decode for Any {
    fn decode(node: &Node<'_>, _: &mut Problems) -> Any {
        Any(node.to_json())
    }

    fn fallback() -> Any {
        Any(Json::Null)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({})
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
        T::TELLS.then(T::fallback)
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

/// The entries of a node that should be a map with known keys; reports those that are unknown and
/// those that are missing.
pub struct Fields<'n, 's> {
    entries: &'n [(crate::yaml::Key<'s>, Node<'s>)],
    /// Known keys that are not there, and the entries with a mistyped key that meant them.
    meant: Vec<(&'static str, usize)>,
    /// Whether the node is no map at all.
    refused: bool,
}

impl<'n, 's> Fields<'n, 's> {
    /// Looks at a node; `keys` are the known keys, each with whether it must be there.
    pub fn of(
        node: &'n Node<'s>,
        what: &str,
        keys: &[(&'static str, bool)],
        problems: &mut Problems,
    ) -> Fields<'n, 's> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, &format!("a map for {what}"), problems);
            return Fields { entries: &[], meant: Vec::new(), refused: true };
        };
        let unused: Vec<&'static str> = keys
            .iter()
            .map(|(known, _)| *known)
            .filter(|known| !entries.iter().any(|(key, _)| key.text == *known))
            .collect();
        let mut meant: Vec<(&'static str, usize)> = Vec::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            if keys.iter().any(|(known, _)| *known == key.text) {
                continue;
            }
            // YAML 1.1 merged maps with this key; the alias behind it was reported.
            if key.text == "<<" && matches!(value.value, Value::Refused) {
                continue;
            }
            let near = nearest(&key.text, unused.iter().copied());
            meant.extend(near.map(|known| (known, index)));
            let help = match near {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known keys are {}", list(unused.iter().copied())),
            };
            let message = format!("unknown key `{}` in {what}", key.text);
            let mut found = Diagnostic::error(&rule::UNKNOWN_KEY, message)
                .at(key.span, "not known here")
                .help(help);
            if let Some(known) = only_near(&key.text, unused.iter().copied()) {
                found = found.fix(key.span, known);
            }
            problems.push(found);
        }
        // A mistyped key is one finding, not two.
        let missing: Vec<&str> = keys
            .iter()
            .filter(|(known, required)| {
                *required && unused.contains(known) && !meant.iter().any(|(name, _)| name == known)
            })
            .map(|(known, _)| *known)
            .collect();
        if !missing.is_empty() {
            let names = list(missing);
            let at = entries.first().map_or(node.span, |(key, _)| key.span);
            problems.push(
                Diagnostic::error(&rule::MISSING_KEY, format!("{what} lacks {names}"))
                    .at(at, "in the map that begins here")
                    .help(format!("add {names}")),
            );
        }
        note_disorder(entries, keys, problems);
        Fields { entries, meant, refused: false }
    }

    /// Reads the value of a key, or the fallback where the key is not there.
    pub fn read<T: Decode>(&self, name: &str, problems: &mut Problems) -> T {
        if self.refused {
            return T::refused();
        }
        let written = self.entries.iter().find(|(key, _)| key.text == name);
        // A mistyped key was reported; to take it for missing would be a second finding.
        let meant = || self.meant.iter().find(|(known, _)| *known == name);
        match written.or_else(|| meant().map(|(_, index)| &self.entries[*index])) {
            Some((_, node)) => T::decode(node, problems),
            None => T::fallback(),
        }
    }
}

/// Notes the first key that stands behind one that should follow it.
fn note_disorder(
    entries: &[(crate::yaml::Key<'_>, Node<'_>)],
    keys: &[(&'static str, bool)],
    problems: &mut Problems,
) {
    let place = |key: &crate::yaml::Key<'_>| keys.iter().position(|(known, _)| *known == key.text);
    let mut last = 0;
    for (key, _) in entries {
        let Some(at) = place(key) else { continue };
        if at < last {
            let follows = |(other, _): &&(crate::yaml::Key<'_>, Node<'_>)| place(other) > Some(at);
            if let Some((before, _)) = entries.iter().find(follows) {
                problems.note(Disorder { key: key.span, before: before.span });
            }
            return;
        }
        last = at;
    }
}

/// Names between backticks, separated by commas.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The schema of an object, as the `object!` macro puts it together.
pub(crate) fn object_schema(
    doc: &str,
    properties: Vec<(&'static str, bool, String, Json)>,
) -> Json {
    let required: Vec<&str> =
        properties.iter().filter(|(_, required, ..)| *required).map(|(key, ..)| *key).collect();
    let mut members = JsonMap::new();
    for (key, _, doc, schema) in properties {
        // Draft-07 ignores whatever stands beside a `$ref`.
        let mut schema =
            if schema.get("$ref").is_some() { json!({ "allOf": [schema] }) } else { schema };
        schema["description"] = Json::from(doc);
        members.insert(key.to_owned(), schema);
    }
    json!({
        "description": doc,
        "type": "object",
        "properties": members,
        "required": required,
        "additionalProperties": false,
    })
}

/// The text of doc comments, lines joined.
pub(crate) fn doc(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// Declares a surface object: its type, how it is read, and its schema. The doc comment of a field
/// is what editors show for its key.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        $what:literal => $name:ident {
            $( $(#[doc = $field_doc:literal])* $key:literal => $field:ident: $ty:ty, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $ty, )*
        }

        impl $crate::decode::Decode for $name {
            fn decode(
                node: &$crate::yaml::Node<'_>,
                problems: &mut $crate::diagnostic::Problems,
            ) -> $name {
                const KEYS: &[(&str, bool)] =
                    &[$( ($key, !<$ty as $crate::decode::Decode>::OPTIONAL) ),*];
                let fields = $crate::decode::Fields::of(node, $what, KEYS, problems);
                $name { $( $field: fields.read($key, problems), )* }
            }

            fn fallback() -> $name {
                $name { $( $field: <$ty as $crate::decode::Decode>::fallback(), )* }
            }

            fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::decode::Prose)) {
                $( $crate::decode::Decode::texts(&self.$field, visit); )*
            }

            fn schema(definitions: &mut $crate::decode::Definitions) -> serde_json::Value {
                let name = stringify!($name).trim_end_matches("Spec");
                if !definitions.contains_key(name) {
                    // Takes the place first: an object may contain itself.
                    definitions.insert(name.to_owned(), serde_json::Value::Null);
                    let properties = vec![$((
                        $key,
                        !<$ty as $crate::decode::Decode>::OPTIONAL,
                        $crate::decode::doc(&[$($field_doc),*]),
                        <$ty as $crate::decode::Decode>::schema(definitions),
                    )),*];
                    let schema = $crate::decode::object_schema(
                        &$crate::decode::doc(&[$($doc),*]),
                        properties,
                    );
                    definitions.insert(name.to_owned(), schema);
                }
                serde_json::json!({ "$ref": format!("#/definitions/{name}") })
            }
        }
    };
}

/// Makes a type of the model readable: the words that stand for its values, the first one being
/// the fallback.
macro_rules! choice {
    ($name:ty { $($word:literal => $value:expr, $doc:literal;)* }) => {
        impl $crate::decode::Decode for $name {
            fn decode(
                node: &$crate::yaml::Node<'_>,
                problems: &mut $crate::diagnostic::Problems,
            ) -> $name {
                match node.as_text() {
                    $( Some($word) => $value, )*
                    Some(other) => {
                        $crate::decode::unknown_value(node, other, &[$($word),*], problems);
                        Self::fallback()
                    }
                    None => {
                        let words = $crate::decode::list([$($word),*]);
                        $crate::decode::wrong_type(node, &format!("one of {words}"), problems);
                        Self::fallback()
                    }
                }
            }

            fn fallback() -> $name {
                #[allow(unreachable_code, reason = "the first choice returns")]
                {
                    $( return $value; )*
                }
            }

            fn schema(_: &mut $crate::decode::Definitions) -> serde_json::Value {
                serde_json::json!({
                    "type": "string",
                    "enum": [$($word),*],
                    // Shown by editors beside each choice (an extension of VS Code's).
                    "enumDescriptions": [$($doc),*],
                })
            }
        }
    };
}

pub(crate) use {choice, object};

pub(crate) fn unknown_value(
    node: &Node<'_>,
    found: &str,
    known: &[&'static str],
    problems: &mut Problems,
) {
    let help = match nearest(found, known.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("write one of {}", list(known.iter().copied())),
    };
    let mut finding = Diagnostic::error(&rule::UNKNOWN_VALUE, format!("unknown value `{found}`"))
        .at(node.span, "not one of the choices")
        .help(help);
    if let Some(known) = only_near(found, known.iter().copied()) {
        finding = finding.fix(node.span, known);
    }
    problems.push(finding);
}
