//! Errors in the descriptions of APIs that aide makes.

use ::aide::OperationOutput;
use ::aide::generate::{GenContext, in_context};
use ::aide::openapi::{Operation, ReferenceOr, Response, StatusCode};
use ::aide::transform::TransformOperation;
use serde_json::{Value, json};

use super::super::shared::generic::ApiError;
use super::described::{COMPONENTS, Described, content, errors, responses, schemas};

/// A response for each status of the catalog that is no success, whose description lists the codes;
/// those without a status are in the response `default`.
impl<C: Described> OperationOutput for ApiError<C> {
    type Inner = Self;

    fn operation_response(context: &mut GenContext, _: &mut Operation) -> Option<Response> {
        register::<C>(context);
        Some(read(json!({ "description": "An error.", "content": content::<C>() })))
    }

    fn inferred_responses(
        context: &mut GenContext,
        _: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        let codes: Vec<_> = C::MEANINGS.iter().map(|(code, _)| *code).collect();
        ApiError::<C>::responses_in(context, &codes)
    }
}

impl<C: Described> ApiError<C> {
    /// The responses with some of the codes, a response for each status, and the schemas that they
    /// refer to in the context.
    pub fn responses_in(
        context: &mut GenContext,
        codes: &[C::Code],
    ) -> Vec<(Option<u16>, Response)> {
        register::<C>(context);
        let responses = responses::<C>(codes).into_iter();
        responses.map(|(status, response)| (status, read(response))).collect()
    }

    /// Documents that an operation answers with these codes, and with no other of the catalog.
    ///
    /// With the feature `operations`, the enums of operations list their codes:
    /// `post_with(create, |operation| ApiError::only(operation, CreateOrderError::CODES))`.
    pub fn only<'t>(
        mut operation: TransformOperation<'t>,
        codes: &[C::Code],
    ) -> TransformOperation<'t> {
        let some = in_context(|context| ApiError::<C>::responses_in(context, codes));
        let responses = operation.inner_mut().responses.get_or_insert_with(Default::default);
        for (status, _) in errors::<C>() {
            responses.responses.shift_remove(&StatusCode::Code(status));
        }
        if C::MEANINGS.iter().any(|(code, _)| C::info(*code).facts.statuses.is_empty()) {
            responses.default = None;
        }
        for (status, response) in some {
            let response = ReferenceOr::Item(response);
            match status {
                Some(status) => {
                    responses.responses.insert(StatusCode::Code(status), response);
                }
                None => responses.default = Some(response),
            }
        }
        operation
    }
}

/// Puts the schemas into the context, which makes them components of the description.
fn register<C: Described>(context: &mut GenContext) {
    let known = context.schema.definitions_mut();
    for (name, schema) in schemas::<C>(COMPONENTS) {
        known.entry(name).or_insert(schema);
    }
}

/// A response as aide has it.
fn read(response: Value) -> Response {
    serde_json::from_value(response).expect("aide reads every response")
}
