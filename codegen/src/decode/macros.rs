//! The macros that declare surface types with their decoders and JSON Schemas.

use serde_json::{Map as JsonMap, Value as Json, json};

/// The schema of an object that the `object!` macro declares.
pub(crate) fn object_schema(
    doc: &str,
    properties: Vec<(&'static str, bool, String, Json)>,
) -> Json {
    let required: Vec<&str> =
        properties.iter().filter(|(_, required, ..)| *required).map(|(key, ..)| *key).collect();
    let mut members = JsonMap::new();
    for (key, _, doc, schema) in properties {
        // Draft-07 ignores everything next to a `$ref`.
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

/// The schema of an object that has the fields of its catalog as keys too.
pub(crate) fn open_schema(mut schema: Json) -> Json {
    schema["additionalProperties"] = json!({
        "description": "A field that the catalog declares under `fields`.",
        "type": ["string", "number", "boolean"],
    });
    schema
}

/// The text of a doc comment, its lines joined.
pub(crate) fn doc(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// The value of a field that is not written: its default, or the fallback of its type.
macro_rules! missing {
    ($ty:ty) => {
        <$ty as $crate::decode::Decode>::fallback
    };
    ($ty:ty, $default:expr) => {
        || <$ty>::from($default)
    };
}

/// The fields of the catalog that are keys of an object.
macro_rules! declared {
    ($problems:ident) => {
        std::sync::Arc::default()
    };
    ($problems:ident, $given:ident) => {
        $problems.declared()
    };
}

/// Whether a field has to be written.
macro_rules! required {
    ($ty:ty) => {
        !<$ty as $crate::decode::Decode>::OPTIONAL
    };
    ($ty:ty, $default:expr) => {
        false
    };
}

/// Declares a surface object: its type, its decoder and its schema. Editors show the doc comment of
/// a field for its key. A field with a default, as in `"port" => port: Port = 80`, may be omitted.
/// The fields that a catalog declares are keys of an object that ends in `.. => given`.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        $what:literal => $name:ident {
            $( $(#[doc = $field_doc:literal])* $key:literal => $field:ident: $ty:ty $(= $default:expr)?, )*
            $( .. => $given:ident )?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $ty, )*
            $(
                /// The values of fields that the catalog declares.
                pub $given: $crate::decode::Given,
            )?
        }

        impl $crate::decode::Decode for $name {
            fn decode(
                node: &$crate::yaml::Node<'_>,
                problems: &mut $crate::diagnostic::Problems,
            ) -> $name {
                const KEYS: &[(&str, bool)] =
                    &[$( ($key, $crate::decode::required!($ty $(, $default)?)) ),*];
                let declared = $crate::decode::declared!(problems $(, $given)?);
                let fields = $crate::decode::Fields::of(node, $what, KEYS, declared, problems);
                $name {
                    $( $field: fields.read(
                        $key,
                        $crate::decode::missing!($ty $(, $default)?),
                        problems,
                    ), )*
                    $( $given: fields.given(), )?
                }
            }

            fn fallback() -> $name {
                $name {
                    $( $field: $crate::decode::missing!($ty $(, $default)?)(), )*
                    $( $given: $crate::decode::Given::default(), )?
                }
            }

            fn keys() -> &'static [&'static str] {
                &[$($key),*]
            }

            fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::decode::Prose)) {
                $( $crate::decode::Decode::texts(&self.$field, visit); )*
            }

            fn schema(definitions: &mut $crate::decode::Definitions) -> serde_json::Value {
                let name = stringify!($name).trim_end_matches("Spec");
                if !definitions.contains_key(name) {
                    // Reserves the name first, since an object may contain itself.
                    definitions.insert(name.to_owned(), serde_json::Value::Null);
                    let properties = vec![$((
                        $key,
                        $crate::decode::required!($ty $(, $default)?),
                        $crate::decode::doc(&[$($field_doc),*]),
                        <$ty as $crate::decode::Decode>::schema(definitions),
                    )),*];
                    let schema = $crate::decode::object_schema(
                        &$crate::decode::doc(&[$($doc),*]),
                        properties,
                    );
                    $(
                        let $given = $crate::decode::open_schema(schema);
                        let schema = $given;
                    )?
                    definitions.insert(name.to_owned(), schema);
                }
                serde_json::json!({ "$ref": format!("#/definitions/{name}") })
            }
        }
    };
}

pub(crate) use {declared, missing, object, required};
