//! An editor, as far as a language server can tell.
#![expect(clippy::needless_pass_by_value, reason = "parameters are written where they are sent")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::command::command;

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(30);

/// A client of `errbook lsp` in a folder.
pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    folder: PathBuf,
    next: u64,
    versions: BTreeMap<String, u64>,
    /// The findings of files that the server sent and nobody asked for yet.
    published: Vec<(String, Vec<Value>)>,
    /// The last parameters about each file.
    shown: BTreeMap<String, Value>,
    /// What the server said that it can do.
    pub capabilities: Value,
}

impl Client {
    /// Starts the server for a folder; the client knows these encodings of positions.
    pub fn start(folder: &Path, encodings: &[&str]) -> Client {
        Client::able(folder, json!({ "general": { "positionEncodings": encodings } }))
    }

    /// Starts the server for a folder; the client has these capabilities.
    pub fn able(folder: &Path, capabilities: Value) -> Client {
        let mut client = Client::silent(folder);
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        client.capabilities = client.request("initialize", params)["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// Starts the server, and says nothing.
    pub fn silent(folder: &Path) -> Client {
        let mut command = command(folder, &["lsp"]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut process = piped.spawn().expect("it starts");
        let input = process.stdin.take();
        let output = process.stdout.take().expect("it is piped");
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                let _ = sender.send(message);
            }
        });
        Client {
            process,
            input,
            messages,
            folder: fs::canonicalize(folder).expect("a folder"),
            next: 0,
            versions: BTreeMap::new(),
            published: Vec::new(),
            shown: BTreeMap::new(),
            capabilities: Value::Null,
        }
    }

    /// The URI of a file in the folder.
    pub fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.display())
    }

    pub fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    pub fn send_raw(&mut self, text: &str) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(text.as_bytes()).and_then(|()| input.flush()).expect("it is sent");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "method": method, "params": params }));
    }

    /// The result of a request.
    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The answer to a request, which may be an error.
    #[track_caller]
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(json!({ "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    #[track_caller]
    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(LIMIT).expect("the server says something");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("a URI").to_owned();
            let found = params["diagnostics"].as_array().expect("a list").clone();
            self.shown.insert(uri.clone(), params.clone());
            self.published.push((uri, found));
        }
        message
    }

    /// Opens a file with a text.
    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.versions.insert(path.to_owned(), 1);
        let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Opens a file as it is on disk, and returns its text.
    pub fn open_saved(&mut self, path: &str) -> String {
        let text = fs::read_to_string(self.folder.join(path)).expect("a file");
        self.open(path, &text);
        text
    }

    /// Gives an open file another text.
    pub fn change(&mut self, path: &str, text: &str) {
        self.edit(path, json!([{ "text": text }]));
    }

    /// Changes an open file.
    pub fn edit(&mut self, path: &str, changes: Value) {
        let uri = self.uri(path);
        let version = self.versions.get_mut(path).expect("it is open");
        *version += 1;
        let at = json!({ "uri": uri, "version": *version });
        let params = json!({ "textDocument": at, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    pub fn close(&mut self, path: &str) {
        let uri = self.uri(path);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The next findings that the server shows in a file: where each is, and the first line about it.
    #[track_caller]
    pub fn findings(&mut self, path: &str) -> Vec<String> {
        let found = self.raw_findings(path);
        let one = |found: &Value| {
            let message = found["message"].as_str().expect("a message");
            let code = found["code"].as_str().unwrap_or("none");
            let first = message.lines().next().unwrap_or_default();
            format!("{} {code} {first}", range(&found["range"]))
        };
        found.iter().map(one).collect()
    }

    /// The next findings that the server shows in a file.
    #[track_caller]
    pub fn raw_findings(&mut self, path: &str) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let at = self.published.iter().position(|(of, _)| *of == uri);
            if let Some(at) = at {
                return self.published.remove(at).1;
            }
            self.receive();
        }
    }

    /// What is shown in a file when everything that was sent has been read: the rules that are broken,
    /// and the version of the file.
    #[track_caller]
    pub fn settled(&mut self, path: &str) -> (Vec<String>, Value) {
        self.answer("textDocument/hover", self.at(path, 0, 0));
        self.published.clear();
        let Some(shown) = self.shown.get(&self.uri(path)) else { return (Vec::new(), Value::Null) };
        let found = shown["diagnostics"].as_array().into_iter().flatten();
        let rules = found.map(|found| found["code"].as_str().unwrap_or("none").to_owned());
        (rules.collect(), shown["version"].clone())
    }

    /// The files about which something was sent since this was asked last.
    pub fn told(&mut self) -> Vec<String> {
        let told = std::mem::take(&mut self.published).into_iter().map(|(uri, _)| uri);
        let mut names: Vec<String> =
            told.map(|uri| uri.rsplit('/').next().unwrap_or_default().to_owned()).collect();
        names.sort();
        names
    }

    /// The parameters of a request about a place in a file.
    pub fn at(&self, path: &str, line: usize, character: usize) -> Value {
        let position = json!({ "line": line, "character": character });
        json!({ "textDocument": { "uri": self.uri(path) }, "position": position })
    }

    /// Closes the input, and returns the exit status.
    pub fn hang_up(mut self) -> i32 {
        self.input = None;
        self.process.wait().expect("it ends").code().expect("by itself")
    }

    /// Ends the session as the protocol has it.
    #[track_caller]
    pub fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.process.wait().expect("it ends").code(), Some(0));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The next message of a server; nothing at the end.
fn read(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// A range as `line:column-line:column`.
pub fn range(range: &Value) -> String {
    let position = |at: &Value| format!("{}:{}", at["line"], at["character"]);
    format!("{}-{}", position(&range["start"]), position(&range["end"]))
}

/// The position of a `needle` in a text, as lines and units of UTF-16.
pub fn position(text: &str, needle: &str) -> (usize, usize) {
    let at = text.find(needle).unwrap_or_else(|| panic!("no `{needle}`"));
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (text[..at].matches('\n').count(), text[start..at].encode_utf16().count())
}
