//! The word for a value.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Vocabulary;

/// A value of a vocabulary, written as its word.
pub struct Word<V>(pub V);

impl<V: Vocabulary> Serialize for Word<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, V: Vocabulary> Deserialize<'de> for Word<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Word<V>, D::Error> {
        let word = Cow::<str>::deserialize(from)?;
        let found = V::ALL.iter().find(|value| value.word() == word);
        found.map(|value| Word(*value)).ok_or_else(|| {
            let words: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
            D::Error::custom(format!("`{word}` is none of {}", words.join(", ")))
        })
    }
}

impl<V: Vocabulary> JsonSchema for Word<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}
