//! Schemas of bodies for schemars.

use std::borrow::Cow;

use ::schemars::{JsonSchema, Schema, SchemaGenerator};

use super::super::shared::generic::ApiError;
use super::described::{Described, name, schemas};

/// The schema of the body; those that it refers to are definitions.
impl<C: Described> JsonSchema for ApiError<C> {
    fn schema_name() -> Cow<'static, str> {
        name::<C>().into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("{}::{}::{}", module_path!(), C::ID, name::<C>()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let path = &generator.settings().definitions_path;
        let path = path.trim_start_matches('#').trim_end_matches('/');
        let at = format!("#{path}");
        let mut schemas = schemas::<C>(&at);
        let body = schemas.next().and_then(|(_, body)| body.try_into().ok());
        let definitions = generator.definitions_mut();
        for (name, schema) in schemas {
            definitions.entry(name).or_insert(schema);
        }
        body.unwrap_or_default()
    }
}
