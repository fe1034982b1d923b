//! Errors in the descriptions of APIs that salvo-oapi makes.

use ::salvo_oapi::{
    Components, EndpointOutRegister, Operation, Ref, RefOr, Response, Responses, Schema,
    ToResponses, ToSchema,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::shared::generic::ApiError;
use super::described::{COMPONENTS, Described, name, responses, schemas};

/// The schema of the body, which is put among the components with those that it refers to.
impl<C: Described> ToSchema for ApiError<C> {
    fn to_schema(components: &mut Components) -> RefOr<Schema> {
        register::<C>(components);
        Ref::from_schema_name(name::<C>()).into()
    }
}

/// A response for each status of the catalog that is no success, whose description lists the codes;
/// those without a status are in the response `default`.
impl<C: Described> ToResponses for ApiError<C> {
    fn to_responses(components: &mut Components) -> Responses {
        let codes: Vec<_> = C::MEANINGS.iter().map(|(code, _)| *code).collect();
        ApiError::<C>::responses_for(components, &codes)
    }
}

/// Lets endpoints return the error. What they answer with is in their `responses(…)`: the errors of an
/// operation or [`ApiError`], for all of the catalog.
impl<C: Described> EndpointOutRegister for ApiError<C> {
    fn register(components: &mut Components, _: &mut Operation) {
        register::<C>(components);
    }
}

impl<C: Described> ApiError<C> {
    /// The responses with some of the codes, a response for each status; the schemas that they refer to
    /// are put among the components.
    ///
    /// With the feature `operations`, the enums of operations are such responses.
    #[must_use]
    pub fn responses_for(components: &mut Components, codes: &[C::Code]) -> Responses {
        register::<C>(components);
        let mut all = Responses::new();
        for (status, response) in responses::<C>(codes) {
            let name = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            all.insert(name, read::<Response>(response));
        }
        all
    }
}

/// Puts the schemas among the components.
fn register<C: Described>(components: &mut Components) {
    for (name, schema) in schemas::<C>(COMPONENTS) {
        components.schemas.insert(name, read::<RefOr<Schema>>(schema));
    }
}

/// A part of a description as salvo-oapi has it.
fn read<T: DeserializeOwned>(part: Value) -> T {
    serde_json::from_value(part).expect("salvo-oapi reads every schema and response")
}
