//! Details, and the types that they share, as written.

use std::ops::Deref;

use serde_json::{Value as Json, json};

use crate::decode::{Any, Decode, Definitions, Map, Prose, Spanned, object, wrong_type};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::yaml::{Key, Node, Value};

/// What every code of a catalog, a category or an entry alone carries.
pub type DetailsSpec = Map<Short<DetailSpec>>;

object! {
    /// A typed member that travels with an error.
    "a detail" => DetailSpec {
        /// Its type: `string`, `integer`, `int64`, `number`, `decimal`, `boolean`, `uuid`, `uri`,
        /// `date`, `date-time`, `delay`, `object`, one of the catalog's `types`, a list (`string[]`)
        /// or a map (`map<string>`), each optionally with `| null`.
        "type" => ty: Option<Spanned<String>>,
        /// The values that it can have, as a list, or as a map with what each means; more may be
        /// added later.
        "values" => values: Option<Spanned<ValuesSpec>>,
        /// What it holds.
        "description" => description: Option<Prose>,
        /// Where it travels; by default, in the envelope's `$details` slot. `message` if it is in
        /// the message alone.
        "from" => from: Option<Spanned<FromSpec>>,
        /// A value for examples.
        "example" => example: Option<Spanned<Any>>,
        /// Whether it may be absent; false by default.
        "optional" => optional: Option<bool>,
        /// Whether it must be kept out of logs and messages; false by default.
        "sensitive" => sensitive: Option<bool>,
    }
}

object! {
    /// A member of an object that details hold.
    "a member" => MemberSpec {
        /// Its type, as that of a detail.
        "type" => ty: Option<Spanned<String>>,
        /// The values that it can have, as a list, or as a map with what each means; more may be
        /// added later.
        "values" => values: Option<Spanned<ValuesSpec>>,
        /// What it holds.
        "description" => description: Option<Prose>,
        /// A value for examples.
        "example" => example: Option<Spanned<Any>>,
        /// Whether it may be absent; false by default.
        "optional" => optional: Option<bool>,
    }
}

object! {
    /// Where a detail travels.
    "a place" => PlaceSpec {
        /// A path into the body: `errors[].field`.
        "body" => body: Option<Spanned<String>>,
        /// The name of a header.
        "header" => header: Option<Spanned<String>>,
        /// A parameter of the challenge in the header.
        "parameter" => parameter: Option<String>,
    }
}

/// The value of `from`.
#[derive(Debug, Clone, PartialEq)]
pub enum FromSpec {
    /// Nowhere but in the message.
    Message,
    /// In a place of its own.
    Place(PlaceSpec),
}

/// A declaration with a type, or the type alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Short<T>(pub T);

/// A declaration that may be written as its type alone.
pub trait Typed: Decode {
    /// What it is, for messages.
    const WHAT: &'static str;

    /// The declaration with nothing but a type.
    fn of_type(ty: Spanned<String>) -> Self;

    /// Whether it has a type, or values that stand for one.
    fn is_typed(&self) -> bool;
}

/// The values of an enumeration, each with what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct ValuesSpec(pub Vec<(Spanned<String>, Option<Prose>)>);

/// A type that details share.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeSpec {
    /// What it is.
    pub description: Option<Prose>,
    /// What values of the type are.
    pub form: FormSpec,
}

/// What values of a [`TypeSpec`] are.
#[derive(Debug, Clone, PartialEq)]
pub enum FormSpec {
    /// One of these texts.
    Values(Spanned<ValuesSpec>),
    /// An object with these members.
    Members(Map<Short<MemberSpec>>),
}

impl Typed for DetailSpec {
    const WHAT: &'static str = "a detail";

    fn of_type(ty: Spanned<String>) -> DetailSpec {
        DetailSpec { ty: Some(ty), ..DetailSpec::fallback() }
    }

    fn is_typed(&self) -> bool {
        self.ty.is_some() || self.values.is_some()
    }
}

impl Typed for MemberSpec {
    const WHAT: &'static str = "a member";

    fn of_type(ty: Spanned<String>) -> MemberSpec {
        MemberSpec { ty: Some(ty), ..MemberSpec::fallback() }
    }

    fn is_typed(&self) -> bool {
        self.ty.is_some() || self.values.is_some()
    }
}

impl<T> Deref for Short<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Typed> Decode for Short<T> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Short<T> {
        if node.as_text().is_some() {
            return Short(T::of_type(Spanned::decode(node, problems)));
        }
        let spec = T::decode(node, problems);
        if let Value::Map(entries) = &node.value
            && !spec.is_typed()
        {
            let at = entries.first().map_or(node.span, |(key, _)| key.span);
            problems.push(
                Diagnostic::error(&rule::MISSING_KEY, format!("missing `type` in {}", T::WHAT))
                    .at(at, "the map begins here")
                    .help("add `type`, or `values` if it is one of a few words"),
            );
        }
        Short(spec)
    }

    fn fallback() -> Short<T> {
        Short(T::fallback())
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        self.0.texts(visit);
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "anyOf": [String::schema(definitions), T::schema(definitions)] })
    }
}

impl Decode for FromSpec {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> FromSpec {
        match node.as_text() {
            Some("message") => FromSpec::Message,
            Some(_) => {
                wrong_type(node, "`message` or a map for a place", problems);
                FromSpec::Message
            }
            None => FromSpec::Place(PlaceSpec::decode(node, problems)),
        }
    }

    fn fallback() -> FromSpec {
        FromSpec::Place(PlaceSpec::fallback())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "anyOf": [{ "const": "message" }, PlaceSpec::schema(definitions)] })
    }
}

impl Decode for ValuesSpec {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> ValuesSpec {
        ValuesSpec(match &node.value {
            Value::List(nodes) => {
                nodes.iter().filter_map(|node| Some((value(node, problems)?, None))).collect()
            }
            Value::Map(entries) => entries.iter().map(|entry| described(entry, problems)).collect(),
            _ => {
                wrong_type(node, "a list of values, or a map with what each means", problems);
                Vec::new()
            }
        })
    }

    fn fallback() -> ValuesSpec {
        ValuesSpec(Vec::new())
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        self.0.iter().filter_map(|(_, meaning)| meaning.as_ref()).for_each(visit);
    }

    fn schema(_: &mut Definitions) -> Json {
        let text = json!({ "type": "string", "minLength": 1 });
        let meaning = json!({ "type": ["string", "null"] });
        json!({ "anyOf": [
            { "type": "array", "items": text, "minItems": 1 },
            { "type": "object", "additionalProperties": meaning, "minProperties": 1 },
        ] })
    }
}

/// A value in a list, which is text.
fn value(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<String>> {
    if let Value::Plain(text) = &node.value
        && node.as_text().is_none()
        && !text.is_empty()
    {
        problems.push(
            Diagnostic::error(
                &rule::WRONG_TYPE,
                format!("expected text, found {} in `values`", node.kind()),
            )
            .at(node.span, "not text")
            .help("write it in quotes: values are strings")
            .fix(node.span, format!("\"{text}\"")),
        );
        return None;
    }
    let value: Spanned<String> = Spanned::decode(node, problems);
    (!value.value.is_empty()).then_some(value)
}

/// A value in a map, and what it means.
fn described(
    (key, node): &(Key<'_>, Node<'_>),
    problems: &mut Problems,
) -> (Spanned<String>, Option<Prose>) {
    let is_null = matches!(&node.value, Value::Plain(_)) && node.to_json().is_null();
    let meaning = (!is_null).then(|| Prose::decode(node, problems));
    (Spanned { value: key.text.to_string(), span: key.span }, meaning)
}

impl Decode for TypeSpec {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> TypeSpec {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, "a map with `values`, or with the members of an object", problems);
            return TypeSpec::fallback();
        };
        let mut spec = TypeSpec::fallback();
        let mut members = Vec::new();
        for (key, node) in entries {
            match &*key.text {
                "description" if node.as_text().is_some() => {
                    spec.description = Some(Prose::decode(node, problems));
                }
                "values" if entries.len() <= 2 && !is_member(node) => {
                    spec.form = FormSpec::Values(Spanned::decode(node, problems));
                }
                name => members.push((
                    Spanned { value: name.to_owned(), span: key.span },
                    Short::decode(node, problems),
                )),
            }
        }
        if matches!(spec.form, FormSpec::Members(_)) {
            spec.form = FormSpec::Members(Map(members));
        } else if let Some((name, _)) = members.first() {
            problems.push(
                Diagnostic::error(
                    &rule::UNKNOWN_KEY,
                    format!("unknown key `{}` in a type with `values`", name.value),
                )
                .at(name.span, "no such key here")
                .help("known keys are `description` and `values`"),
            );
        }
        spec
    }

    fn fallback() -> TypeSpec {
        TypeSpec { description: None, form: FormSpec::Members(Map(Vec::new())) }
    }

    fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Prose)) {
        self.description.texts(visit);
        match &self.form {
            FormSpec::Values(values) => values.texts(visit),
            FormSpec::Members(members) => members.texts(visit),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let member = <Short<MemberSpec>>::schema(definitions);
        let values = ValuesSpec::schema(definitions);
        definitions.entry("Type").or_insert_with(|| {
            json!({
                "description": "A type that details share: its `values`, or the members of an \
                                object.",
                "type": "object",
                "properties": {
                    "description": {
                        "description": "What it is; a member with this name if the value is a \
                                        type.",
                        "anyOf": [{ "type": "string" }, member],
                    },
                    "values": {
                        "description": "The values of an enumeration, as a list, or as a map with \
                                        what each means; a member if the value is a type.",
                        "anyOf": [values, member],
                    },
                },
                "additionalProperties": member,
            })
        });
        json!({ "$ref": "#/definitions/Type" })
    }
}

/// Whether a node declares a member of an object that has the name `values`.
fn is_member(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Map(entries) => entries.iter().any(|(key, node)| {
            key.text == "type" && node.as_text().is_some_and(|text| !text.contains(' '))
                || key.text == "values" && !matches!(node.value, Value::Plain(_) | Value::Text(_))
        }),
        Value::List(_) => false,
        _ => node.as_text().is_some(),
    }
}
