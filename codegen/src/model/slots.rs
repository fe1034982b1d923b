//! What the slots of an envelope hold for a code.

use serde_json::{Value, json};

use super::{Catalog, Code, CodeType, FieldType, Kind, Slot, Text, Vocabulary};

impl Catalog {
    /// What a slot holds in every body with a code; `None` if the code has no value for it, or its
    /// value depends on the occurrence: the message, its arguments, the status and the details.
    #[must_use]
    pub fn constant(&self, code: &Code, slot: Slot) -> Option<Value> {
        match slot {
            Slot::Code => Some(code.code.to_json()),
            Slot::Name => Some(json!(code.name)),
            Slot::Title => Some(json!(code.title)),
            Slot::Description => Some(json!(code.summary())),
            Slot::Cause => code.advice(Text::plain).0.map(Value::from),
            Slot::Resolution => code.advice(Text::plain).1.map(Value::from),
            Slot::Category => code.category.map(|id| json!(self[id].id)),
            Slot::Grpc => code.grpc.map(|grpc| json!(grpc.name)),
            Slot::Type => code.type_uri.as_ref().map(|uri| json!(uri)),
            Slot::DocsUrl => code.docs_url.as_ref().map(|url| json!(url)),
            Slot::Retry => code.retry.map(|retry| json!(retry.word())),
            Slot::RetryBoolean => code.retry.map(|retry| json!(retry.is_retryable())),
            Slot::Action => code.action.map(|id| json!(self[id].id)),
            Slot::Field(id) => code.field(id).cloned(),
            Slot::Message
            | Slot::Arguments
            | Slot::Status
            | Slot::StatusString
            | Slot::Details
            | Slot::StringDetails => None,
        }
    }

    /// What kind of value a slot holds.
    #[must_use]
    pub fn kind(&self, slot: Slot) -> Kind {
        match slot {
            Slot::Status => Kind::Integer,
            Slot::RetryBoolean => Kind::Boolean,
            Slot::Type | Slot::DocsUrl => Kind::Uri,
            Slot::Arguments => Kind::List(Box::new(Kind::String)),
            Slot::Details => Kind::Object,
            Slot::StringDetails => Kind::Map(Box::new(Kind::String)),
            Slot::Field(id) => match self[id].ty {
                FieldType::String { .. } | FieldType::Values(_) => Kind::String,
                FieldType::Integer => Kind::Integer,
                FieldType::Number => Kind::Number,
                FieldType::Boolean => Kind::Boolean,
            },
            Slot::Code if self.naming.ty == CodeType::Integer => Kind::Int64,
            Slot::Code
            | Slot::Name
            | Slot::Message
            | Slot::Title
            | Slot::Description
            | Slot::Cause
            | Slot::Resolution
            | Slot::Category
            | Slot::StatusString
            | Slot::Grpc
            | Slot::Retry
            | Slot::Action => Kind::String,
        }
    }

    /// Whether some code has no value for a slot.
    #[must_use]
    pub fn lacks(&self, slot: Slot) -> bool {
        let without = |code: &Code| match slot {
            Slot::Status | Slot::StatusString => code.status.is_empty(),
            Slot::Arguments => code.arguments().next().is_none(),
            Slot::Message | Slot::Details | Slot::StringDetails => false,
            slot => self.constant(code, slot).is_none(),
        };
        self.codes.iter().any(without)
    }
}
