//! The loop of the server: messages come in, answers and findings go out.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, RegisterCapability, Rename, Request as _, Shutdown};
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, InitializeParams,
    Registration, RegistrationParams, ServerInfo, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer::answer;
use super::capabilities::capabilities;
use super::opened::Settings;
use super::place::Encoding;
use super::state::{Client, State};
use super::uri;
use crate::boundary::real;

/// How long the server waits for the next change before it checks: somebody who types makes several.
const PAUSE: Duration = Duration::from_millis(2);

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol has it: with `shutdown`, then `exit`.
    Orderly,
    /// With `exit` alone, or with the end of the input.
    Early,
    /// Before it began, with the reason.
    Never(String),
}

/// Serves a client until it leaves.
#[must_use]
pub fn serve(connection: &Connection, settings: Settings) -> Ended {
    let client = match initialize(connection) {
        Ok(client) => client,
        Err(reason) => return Ended::Never(reason),
    };
    let mut state = State::new(settings, client);
    let mut is_shut_down = false;
    // What has come and is not served yet.
    let mut waiting: VecDeque<Message> = VecDeque::new();
    loop {
        let message = match (waiting.pop_front(), state.is_stale()) {
            (Some(message), _) => message,
            (None, true) => match connection.receiver.recv_timeout(PAUSE) {
                Ok(message) => message,
                Err(error) if error.is_timeout() => {
                    state.refresh();
                    publish(connection, &mut state);
                    continue;
                }
                Err(_) => return Ended::Early,
            },
            (None, false) => match connection.receiver.recv() {
                Ok(message) => message,
                Err(_) => return Ended::Early,
            },
        };
        waiting.extend(connection.receiver.try_iter());
        match message {
            Message::Request(Request { id, .. }) if is_cancelled(&id, &waiting) => {
                let code = ErrorCode::RequestCanceled as i32;
                send(connection, Response::new_err(id, code, "cancelled".to_owned()));
            }
            Message::Notification(Notification { method, .. }) if method == Exit::METHOD => {
                return if is_shut_down { Ended::Orderly } else { Ended::Early };
            }
            Message::Notification(notification) => notified(&mut state, notification),
            Message::Request(Request { id, method, .. }) if method == Shutdown::METHOD => {
                is_shut_down = true;
                send(connection, Response::new_ok(id, ()));
            }
            Message::Request(Request { id, .. }) if is_shut_down => {
                let code = ErrorCode::InvalidRequest as i32;
                send(connection, Response::new_err(id, code, "the server is shut down".to_owned()));
            }
            Message::Request(request) => {
                if matches!(request.method.as_str(), Rename::METHOD | CodeActionRequest::METHOD) {
                    suspect(&mut state, &request.params);
                }
                if state.is_stale() {
                    state.refresh();
                    publish(connection, &mut state);
                }
                send(connection, answered(&state, request));
            }
            Message::Response(_) => {}
        }
    }
}

/// Whether the client has already taken a request back.
fn is_cancelled(id: &RequestId, waiting: &VecDeque<Message>) -> bool {
    waiting.iter().any(|message| match message {
        Message::Notification(Notification { method, params }) if method == Cancel::METHOD => {
            serde_json::from_value(params["id"].clone())
                .is_ok_and(|cancelled: RequestId| cancelled == *id)
        }
        _ => false,
    })
}

/// Marks the file of a request: its edits are made in files that may have changed without notice.
fn suspect(state: &mut State, params: &Value) {
    let uri = params["textDocument"]["uri"].as_str().and_then(|uri| uri.parse().ok());
    touch(state, uri);
}

/// The answer to a request. A bug in it does not end the session.
fn answered(state: &State, request: Request) -> Response {
    let id = request.id.clone();
    catch_unwind(AssertUnwindSafe(|| answer(state, request))).unwrap_or_else(|_| {
        let text = "errbook panicked; please report it".to_owned();
        Response::new_err(id, ErrorCode::InternalError as i32, text)
    })
}

/// Sends a message. If nobody reads it anymore, the input ends too.
fn send(connection: &Connection, message: impl Into<Message>) {
    let _ = connection.sender.send(message.into());
}

fn publish(connection: &Connection, state: &mut State) {
    for params in state.published() {
        send(connection, Notification::new(PublishDiagnostics::METHOD.to_owned(), params));
    }
}

/// Agrees with the client on what each can do; the reason if there is no agreement.
fn initialize(connection: &Connection) -> Result<Client, String> {
    let (id, params) = loop {
        let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
        match serde_json::from_value::<InitializeParams>(params) {
            Ok(params) => break (id, params),
            // The client may try again.
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                send(connection, Response::new_err(id, code, error.to_string()));
            }
        }
    };
    let general = params.capabilities.general.as_ref();
    let known = general.and_then(|general| general.position_encodings.as_deref());
    let encoding = Encoding::among(known);
    let server = ServerInfo {
        name: "errbook".to_owned(),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
    };
    let result = json!({ "capabilities": capabilities(encoding.kind()), "serverInfo": server });
    connection.initialize_finish(id, result).map_err(|error| error.to_string())?;
    let workspace = params.capabilities.workspace.as_ref();
    let watches = workspace.and_then(|it| it.did_change_watched_files.as_ref());
    if watches.and_then(|it| it.dynamic_registration) == Some(true) {
        send(connection, watch());
    }
    let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
    let versions = edits.and_then(|it| it.document_changes) == Some(true);
    Ok(Client { encoding, versions })
}

/// Asks the client to tell when files change that are not open.
fn watch() -> Request {
    let glob = |pattern: &str| FileSystemWatcher {
        glob_pattern: GlobPattern::String(pattern.to_owned()),
        kind: None,
    };
    let watchers = vec![glob("**/*.{yaml,yml}"), glob("**/errbook.toml")];
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    let registration = Registration {
        id: "files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    Request::new("files".to_owned().into(), RegisterCapability::METHOD.to_owned(), params)
}

fn notified(state: &mut State, notification: Notification) {
    fn of<P: DeserializeOwned>(params: Value) -> Option<P> {
        serde_json::from_value(params).ok()
    }
    let Notification { method, params } = notification;
    match method.as_str() {
        DidOpenTextDocument::METHOD => {
            if let Some(lsp_types::DidOpenTextDocumentParams { text_document: open }) = of(params) {
                state.open(open.uri, open.version, open.text);
            }
        }
        DidChangeTextDocument::METHOD => {
            if let Some(lsp_types::DidChangeTextDocumentParams {
                text_document: at,
                content_changes,
            }) = of(params)
            {
                state.change(&at.uri, at.version, content_changes);
            }
        }
        DidCloseTextDocument::METHOD => {
            if let Some(lsp_types::DidCloseTextDocumentParams { text_document: closed }) =
                of(params)
            {
                state.close(&closed.uri);
            }
        }
        DidSaveTextDocument::METHOD => {
            let saved: Option<lsp_types::DidSaveTextDocumentParams> = of(params);
            touch(state, saved.map(|saved| saved.text_document.uri));
        }
        DidChangeWatchedFiles::METHOD => {
            let changed: Option<lsp_types::DidChangeWatchedFilesParams> = of(params);
            touch(state, changed.into_iter().flat_map(|it| it.changes).map(|change| change.uri));
        }
        _ => {}
    }
}

fn touch(state: &mut State, uris: impl IntoIterator<Item = Uri>) {
    for path in uris.into_iter().filter_map(|uri| uri::path(&uri)) {
        state.touch(&real(&path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Reach;
    use crate::limits::Limits;

    #[test]
    fn a_request_that_is_taken_back_is_not_answered() {
        let (client, server) = Connection::memory();
        let request = |id: i32, method: &str, params: Value| {
            Message::from(Request::new(id.into(), method.to_owned(), params))
        };
        let notice = |method: &str, params: Value| {
            Message::from(Notification::new(method.to_owned(), params))
        };
        // Everything has come before the server begins, so that nothing depends on its speed.
        for message in [
            request(1, "initialize", json!({ "capabilities": {} })),
            notice("initialized", json!({})),
            request(2, Shutdown::METHOD, Value::Null),
            request(3, Shutdown::METHOD, Value::Null),
            notice(Cancel::METHOD, json!({ "id": 3 })),
            notice(Cancel::METHOD, json!({ "id": "none" })),
            notice(Exit::METHOD, Value::Null),
        ] {
            client.sender.send(message).expect("it has a reader");
        }
        let reach = Reach::Repository;
        let settings = Settings { reach, limits: Limits::default(), project: None };
        assert_eq!(serve(&server, settings), Ended::Orderly);
        let answers = client.receiver.try_iter().filter_map(|message| match message {
            Message::Response(answer) => {
                Some((answer.id, answer.response_result.err().map(|error| error.code)))
            }
            _ => None,
        });
        let answers: Vec<_> = answers.collect();
        assert_eq!(answers, [(1.into(), None), (2.into(), None), (3.into(), Some(-32800))]);
    }
}
