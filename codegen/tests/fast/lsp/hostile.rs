//! What editors do that they should not, and what happens to files while they are open.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, position, range};
use super::{CATALOG, CATALOG_FILE, ORDERS, SECTION, project, start};
use crate::support;
use crate::support::command::put;

/// The registry with a reference to an action that there is not.
fn mistaken() -> String {
    ORDERS.replace("action: stop", "action: stpo")
}

#[test]
fn changes_count_in_the_order_in_which_they_come() {
    let folder = project("versions");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    let uri = client.uri(SECTION);
    for (version, text) in [(9, mistaken()), (3, ORDERS.to_owned()), (3, mistaken())] {
        let changes = json!([{ "text": text }]);
        let at = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": at, "contentChanges": changes });
        client.notify("textDocument/didChange", params);
    }
    assert_eq!(client.settled(SECTION), (vec!["unknown-reference".to_owned()], json!(3)));
    // Opened again without being closed, and closed twice.
    client.open(SECTION, ORDERS);
    assert_eq!(client.settled(SECTION).0, [""; 0]);
    client.close(SECTION);
    client.close(SECTION);
    let changes = json!([{ "text": "errors: [" }]);
    client.edit(SECTION, changes);
    client.open_saved(CATALOG_FILE);
    assert_eq!(client.settled(CATALOG_FILE).0, [""; 0], "what is closed has no changes");
    client.end();
}

#[test]
fn the_last_of_many_changes_counts() {
    let folder = project("many");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    for number in 0..200 {
        let text = if number % 2 == 0 { mistaken() } else { ORDERS.to_owned() };
        client.change(SECTION, &text);
    }
    assert_eq!(client.settled(SECTION).0, [""; 0]);
    client.change(SECTION, &mistaken());
    assert_eq!(client.settled(SECTION), (vec!["unknown-reference".to_owned()], json!(202)));
    client.end();
}

#[test]
fn only_files_whose_findings_changed_are_told() {
    let folder = project("told");
    let unused = CATALOG.replace("actions:\n", "actions:\n  never: Do not wait.\n");
    put(&folder, CATALOG_FILE, unused);
    let mut client = start(&folder);
    client.open_saved(SECTION);
    assert_eq!(client.findings(CATALOG_FILE).len(), 1);
    client.told();
    client.change(SECTION, &ORDERS.replace("order_gone`.", "order_gone`. "));
    assert_eq!(client.findings(SECTION).len(), 1);
    client.answer("textDocument/hover", client.at(SECTION, 0, 0));
    assert_eq!(client.told(), [""; 0], "the findings of the catalog are the same");
    client.end();
}

#[test]
fn positions_that_are_none_are_survived() {
    let folder = project("positions");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    let (line, column) = position(ORDERS, "😀");
    let at = |line: u64, character: u64| json!({ "line": line, "character": character });
    let line = line as u64;
    let most = u64::from(u32::MAX);
    for (from, to) in [
        // In the middle of a character.
        (at(line, column as u64 + 1), at(line, column as u64 + 1)),
        (at(most, most), at(most, most)),
        (at(5, 3), at(1, 0)),
        (at(0, most), at(0, most)),
    ] {
        let range = json!({ "start": from, "end": to });
        client.edit(SECTION, json!([{ "range": range, "text": "x" }]));
    }
    for (line, character) in [(most, 0), (0, most), (line, column as u64 + 1)] {
        for method in ["hover", "completion", "definition", "prepareRename"] {
            let position = at(line, character);
            let document = json!({ "uri": client.uri(SECTION) });
            let params = json!({ "textDocument": document, "position": position });
            client.answer(&format!("textDocument/{method}"), params);
        }
    }
    let beyond = json!({ "line": -1, "character": 1.5 });
    let params = json!({ "textDocument": { "uri": client.uri(SECTION) }, "position": beyond });
    assert_eq!(client.answer("textDocument/hover", params)["error"]["code"], -32602);
    client.change(SECTION, ORDERS);
    assert_eq!(client.settled(SECTION).0, [""; 0]);
    client.end();
}

#[test]
fn lines_may_end_as_on_windows() {
    let folder = project("crlf");
    let text = mistaken().replace('\n', "\r\n");
    let mut client = start(&folder);
    client.open(SECTION, &text);
    let found = client.raw_findings(SECTION);
    assert_eq!(range(&found[0]["range"]), "10:12-10:16");
    let end = json!({ "line": 10, "character": 16 });
    let start = json!({ "line": 10, "character": 12 });
    client.edit(SECTION, json!([{ "range": { "start": start, "end": end }, "text": "st" }]));
    let list = client.request("textDocument/completion", client.at(SECTION, 10, 14));
    assert_eq!(list["items"][0]["label"], "stop");
    assert_eq!(range(&list["items"][0]["textEdit"]["range"]), "10:12-10:14");
    client.end();
}

#[test]
fn two_projects_are_kept_apart() {
    let folder = project("two");
    let other = "other/registry/shop/orders.yaml";
    put(&folder, "other/errbook.toml", "targets = [\"json\"]\n");
    put(&folder, "other/registry/shop/catalog.yaml", CATALOG.replace("  stop:", "  halt:"));
    put(&folder, other, ORDERS.replace("action: stop", "action: halt"));
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.open_saved(other);
    client.change(other, ORDERS);
    assert_eq!(client.settled(other).0, ["unknown-reference"]);
    assert_eq!(client.settled(SECTION).0, [""; 0]);
    let params =
        json!({ "textDocument": { "uri": client.uri(other) }, "position": position_of("stop") });
    assert_eq!(client.request("textDocument/definition", params), json!([]));
    client.end();
}

fn position_of(needle: &str) -> Value {
    let (line, character) = position(ORDERS, needle);
    json!({ "line": line, "character": character + 1 })
}

#[test]
fn a_project_file_may_come_and_go() {
    let folder = project("gone");
    // Files above are none of this repository's.
    put(&folder, ".git/HEAD", "");
    let mut client = start(&folder);
    client.open(SECTION, &mistaken());
    client.open("errbook.toml", "targets = [\"jason\"]\n");
    assert_eq!(client.settled("errbook.toml").0, ["unknown-reference"]);
    let watched = |client: &mut Client, kind: u64| {
        let changes = json!([{ "uri": client.uri("errbook.toml"), "type": kind }]);
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    };
    client.close("errbook.toml");
    fs::remove_file(folder.join("errbook.toml")).expect("it is removed");
    watched(&mut client, 3);
    assert_eq!(client.settled("errbook.toml").0, [""; 0]);
    assert_eq!(
        client.settled(SECTION).0,
        ["unknown-reference"],
        "a registry needs no project file"
    );
    put(&folder, "errbook.toml", "registry = \"elsewhere\"\n");
    watched(&mut client, 1);
    assert_eq!(client.settled(SECTION).0, [""; 0], "it is no file of the registry now");
    put(&folder, "errbook.toml", "");
    watched(&mut client, 2);
    assert_eq!(client.settled(SECTION).0, ["unknown-reference"]);
    client.end();
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = project("large");
    let mut client = start(&folder);
    let limit = errbook::limits::Limits::default().file_size;
    let line = "# A line of a file that nobody wrote.\n";
    let lines = usize::try_from(limit).expect("a small number") / line.len() + 1;
    client.open(SECTION, &format!("{ORDERS}{}", line.repeat(lines)));
    let found = client.raw_findings(SECTION);
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.contains("file-size"), "{message}");
    client.change(SECTION, &mistaken());
    assert_eq!(client.settled(SECTION).0, ["unknown-reference"]);
    client.end();
}

#[test]
fn files_of_no_project_are_left_alone() {
    let folder = project("outside");
    let outside = support::scratch("lsp-outside-all");
    put(&outside, "notes/one.yaml", "a: [\n");
    put(&outside, ".git/HEAD", "");
    let mut client = start(&folder);
    let alone = format!("file://{}/notes/one.yaml", outside.display());
    let names =
        [&*alone, "untitled:Untitled-1", "file:///nowhere/at/all.yaml", "https://host/a.yaml"];
    for uri in names {
        let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": "a: [\n" });
        client.notify("textDocument/didOpen", json!({ "textDocument": item }));
        for method in ["hover", "completion", "definition", "documentSymbol", "formatting"] {
            let at = json!({ "line": 0, "character": 1 });
            let options = json!({ "tabSize": 2, "insertSpaces": true });
            let document = json!({ "uri": uri });
            let params = json!({ "textDocument": document, "position": at, "options": options });
            let answer = client.answer(&format!("textDocument/{method}"), params);
            assert_eq!(answer["result"], Value::Null, "{uri} {answer}");
        }
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    assert_eq!(client.told(), [""; 0]);
    client.end();
}

#[test]
fn edits_name_the_versions_that_they_are_made_for() {
    let folder = project("versioned");
    let workspace = json!({ "workspaceEdit": { "documentChanges": true } });
    let mut client = Client::able(&folder, json!({ "workspace": workspace }));
    client.open_saved(SECTION);
    client.change(SECTION, ORDERS);
    let (line, column) = position(ORDERS, "wait");
    let mut params = client.at(SECTION, line, column + 1);
    params["newName"] = "pause".into();
    let edit = client.request("textDocument/rename", params);
    assert!(edit.get("changes").is_none(), "{edit}");
    let files = edit["documentChanges"].as_array().expect("a list");
    let told = |file: &Value| {
        let document = &file["textDocument"];
        let name = document["uri"].as_str().and_then(|uri| uri.rsplit('/').next());
        (name.unwrap_or_default().to_owned(), document["version"].clone())
    };
    let told: Vec<_> = files.iter().map(told).collect();
    let [catalog, orders] = ["catalog.yaml", "orders.yaml"].map(str::to_owned);
    assert_eq!(told, [(catalog, Value::Null), (orders, json!(2))]);
    client.end();
}
