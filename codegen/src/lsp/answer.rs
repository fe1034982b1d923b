//! The answers to requests, each by the module of its kind.

use std::path::Path;

use lsp_server::{ErrorCode, Request, Response, ResponseError};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, Formatting, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, Rename, Request as _,
};
use lsp_types::{
    DocumentSymbolResponse, GotoDefinitionResponse, TextDocumentPositionParams, TextEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::complete::completions;
use super::edit::between;
use super::fixes::fixes;
use super::hover::hover;
use super::navigate::{definitions, references};
use super::rename::{prepared, rename};
use super::state::State;
use super::symbols::symbols;
use super::view::View;
use crate::layout::{self, Unformatted};

/// The answer to a request.
pub(super) fn answer(state: &State, request: Request) -> Response {
    let Request { id, method, params } = request;
    let at = |params: &TextDocumentPositionParams| {
        let view = state.view(&params.text_document.uri)?;
        let byte = view.places().byte(params.position);
        Some((view, byte))
    };
    let uri = |path: &Path| state.uri(path);
    let result = match method.as_str() {
        HoverRequest::METHOD => with(params, |params: lsp_types::HoverParams| {
            let (view, byte) = at(&params.text_document_position_params)?;
            hover(&view, byte)
        }),
        DocumentSymbolRequest::METHOD => with(params, |params: lsp_types::DocumentSymbolParams| {
            let view = state.view(&params.text_document.uri)?;
            Some(DocumentSymbolResponse::Nested(symbols(&view)))
        }),
        Formatting::METHOD => tried(params, |params: lsp_types::DocumentFormattingParams| {
            state.view(&params.text_document.uri).map_or(Ok(None), |view| formatted(&view))
        }),
        GotoDefinition::METHOD => with(params, |params: lsp_types::GotoDefinitionParams| {
            let (view, byte) = at(&params.text_document_position_params)?;
            definitions(&view, byte, &uri).map(GotoDefinitionResponse::Array)
        }),
        References::METHOD => with(params, |params: lsp_types::ReferenceParams| {
            let (view, byte) = at(&params.text_document_position)?;
            references(&view, byte, &uri, params.context.include_declaration)
        }),
        PrepareRenameRequest::METHOD => with(params, |params: TextDocumentPositionParams| {
            let (view, byte) = at(&params)?;
            prepared(&view, byte)
        }),
        Rename::METHOD => tried(params, |params: lsp_types::RenameParams| {
            let Some((view, byte)) = at(&params.text_document_position) else { return Ok(None) };
            let edit = rename(&view, byte, params.new_name.trim(), &uri)?;
            Ok(edit.map(|edit| state.versioned(edit)))
        }),
        Completion::METHOD => with(params, |params: lsp_types::CompletionParams| {
            let (view, byte) = at(&params.text_document_position)?;
            Some(completions(&view, byte))
        }),
        CodeActionRequest::METHOD => with(params, |params: lsp_types::CodeActionParams| {
            let view = state.view(&params.text_document.uri)?;
            let mut actions = fixes(&view, params.range, &params.context, &uri);
            for action in &mut actions {
                action.edit = action.edit.take().map(|edit| state.versioned(edit));
            }
            Some(actions)
        }),
        _ => Err(failed(ErrorCode::MethodNotFound, format!("errbook does not know `{method}`"))),
    };
    Response { id, response_result: result }
}

/// What a function makes of the parameters of a request.
fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    make: impl FnOnce(P) -> Option<R>,
) -> Result<Value, ResponseError> {
    tried(params, |params| Ok(make(params)))
}

/// What a function makes of the parameters of a request, or why it cannot.
fn tried<P: DeserializeOwned, R: Serialize>(
    params: Value,
    of: impl FnOnce(P) -> Result<Option<R>, String>,
) -> Result<Value, ResponseError> {
    let params = serde_json::from_value(params)
        .map_err(|error| failed(ErrorCode::InvalidParams, error.to_string()))?;
    let made = of(params).map_err(|reason| failed(ErrorCode::RequestFailed, reason))?;
    serde_json::to_value(made).map_err(|error| failed(ErrorCode::InternalError, error.to_string()))
}

fn failed(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

/// The edit that gives a file its layout.
fn formatted(view: &View<'_>) -> Result<Option<Vec<TextEdit>>, String> {
    if view.is_project() {
        return Ok(None);
    }
    match layout::format(view.source()) {
        Ok(text) => Ok(Some(between(view.text(), &text, &view.places()))),
        // Its findings are shown.
        Err(Unformatted::Findings) => Ok(None),
        Err(reason) => Err(reason.to_string()),
    }
}
