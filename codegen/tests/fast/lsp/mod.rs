//! `errbook lsp`: what editors get, over its standard input and output.

mod answers;
mod client;
mod hostile;

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support;
use crate::support::command::{errbook, put};
use client::{Client, position, range};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
categories:
  gone: { status: 410, description: It was there. }
fields:
  team: { description: Who owns it., optional: true }
actions:
  wait: Wait a minute.
  stop: { title: Give up, description: Do not try again. }
envelope: { shape: { code: $code, message: $message, owner?: $team } }
raises: [order_gone]
handling:
  steps:
    - codes: [order_gone, order_kept]
      action: wait
";

const ORDERS: &str = "\
section: Orders
errors:
  order_gone:
    category: gone
    team: stock
    description: No order has this number, ü 😀.
    action: wait
  order_kept:
    status: 409
    description: It was kept; see `order_gone`.
    action: stop
";

const SECTION: &str = "registry/shop/orders.yaml";
const CATALOG_FILE: &str = "registry/shop/catalog.yaml";

fn project(name: &str) -> PathBuf {
    let folder = support::scratch(&format!("lsp-{name}"));
    put(&folder, "errbook.toml", "targets = [\"json\"]\n");
    put(&folder, CATALOG_FILE, CATALOG);
    put(&folder, SECTION, ORDERS);
    let ran = errbook(&folder, &["check"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    folder
}

fn start(folder: &std::path::Path) -> Client {
    Client::start(folder, &["utf-16"])
}

#[test]
fn findings_follow_what_is_typed() {
    let folder = project("findings");
    let mut client = start(&folder);
    let text = client.open_saved(SECTION);
    // Nothing is saved.
    client.change(SECTION, &text.replace("action: stop", "action: stpo"));
    let found = client.raw_findings(SECTION);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(range(&found[0]["range"]), "10:12-10:16");
    assert_eq!(
        (&found[0]["severity"], &found[0]["code"]),
        (&json!(1), &json!("unknown-reference"))
    );
    assert_eq!(found[0]["source"], "errbook");
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.ends_with("\nhelp: did you mean `stop`?"), "{message}");
    // A character at a time, as editors send it.
    let at =
        json!({ "start": { "line": 10, "character": 14 }, "end": { "line": 10, "character": 16 } });
    client.edit(SECTION, json!([{ "range": at, "text": "o" }, {
        "range": { "start": { "line": 10, "character": 15 }, "end": { "line": 10, "character": 15 } },
        "text": "p",
    }]));
    assert_eq!(client.findings(SECTION), [""; 0], "it is fixed");
    // What is broken in one file can be a mistake in another.
    client.open_saved(CATALOG_FILE);
    client.change(CATALOG_FILE, &CATALOG.replace("  wait:", "  await:"));
    assert_eq!(client.findings(SECTION).len(), 1);
    assert_eq!(client.findings(CATALOG_FILE).len(), 1);
    // Without the buffer, what is on disk counts.
    client.close(CATALOG_FILE);
    assert_eq!(client.findings(SECTION), [""; 0]);
    assert_eq!(client.findings(CATALOG_FILE), [""; 0]);
    client.end();
}

#[test]
fn findings_are_those_of_check() {
    let folder = project("check");
    let known = "description: It was kept; see `order_gone`.\n    action: stop";
    let other = "action: stop\n    description: It was kept; see `order_gnoe`.";
    put(&folder, SECTION, ORDERS.replace(known, other));
    let mut client = start(&folder);
    client.open_saved(SECTION);
    let found = client.raw_findings(SECTION);
    let checked = errbook(&folder, &["check", "--all", "--format", "json"]).out;
    let checked: Vec<Value> =
        checked.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let rules = |found: &[Value], key: &str| -> Vec<String> {
        found.iter().map(|found| found[key].as_str().expect("a rule").to_owned()).collect()
    };
    assert!(!found.is_empty());
    assert_eq!(rules(&found, "code"), rules(&checked, "rule"));
    client.end();
}

#[test]
fn columns_are_what_the_client_counts() {
    let folder = project("columns");
    let broken =
        ORDERS.replace("description: No order has this number, ü 😀.", "{ ü: 😀, action: wiat }");
    let broken = broken.replace("  order_gone:\n    category: gone\n    team: stock\n    { ü: 😀, action: wiat }\n    action: wait", "  order_gone: { title: \"ü 😀\", category: gone, action: wiat }");
    let (_, units) = position(&broken, "wiat");
    for (encodings, named, column) in [
        (&["utf-8", "utf-16"][..], "utf-8", units + 3),
        (&["utf-32"], "utf-32", units - 1),
        (&["utf-32", "utf-16"], "utf-16", units),
        (&["utf-7"], "utf-16", units),
        (&[], "utf-16", units),
    ] {
        let mut client = Client::start(&folder, encodings);
        assert_eq!(client.capabilities["positionEncoding"], named);
        client.open(SECTION, &broken);
        let found = client.raw_findings(SECTION);
        assert_eq!(range(&found[0]["range"]), format!("2:{column}-2:{}", column + 4));
        // An edit behind these characters.
        let at = |character| json!({ "line": 2, "character": character });
        let range = json!({ "start": at(column), "end": at(column + 4) });
        client.edit(SECTION, json!([{ "range": range, "text": "wait" }]));
        let left = client.findings(SECTION);
        assert!(left.iter().all(|found| !found.contains("wiat")), "{left:?}");
        client.end();
    }
}

#[test]
fn the_project_file_has_findings_too() {
    let folder = project("project");
    let mut client = start(&folder);
    client.open("errbook.toml", "targets = [\"jason\"]\n");
    let found = client.findings("errbook.toml");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("0:11-0:18 unknown-reference"), "{found:?}");
    let hover = client.request("textDocument/hover", client.at("errbook.toml", 0, 2));
    assert!(
        hover["contents"]["value"].as_str().expect("Markdown").starts_with("`targets`"),
        "{hover}"
    );
    client.change("errbook.toml", "targets = [\"json\"]\n");
    assert_eq!(client.findings("errbook.toml"), [""; 0]);
    // A catalog that is not there is told as by `check`.
    client.change("errbook.toml", "targets = [\"json\"]\n[target.json]\ncatalogs = [\"shp\"]\n");
    let found = client.findings("errbook.toml");
    assert!(matches!(&found[..], [one] if one.contains("is for the catalog `shp`")), "{found:?}");
    client.change("errbook.toml", "targets = [\"json\"]\n[target.json]\ncatalogs = [\"shop\"]\n");
    assert_eq!(client.findings("errbook.toml"), [""; 0]);
    client.end();
}

#[test]
fn a_new_file_counts_before_it_is_saved() {
    let folder = project("new");
    let mut client = start(&folder);
    let carts = "registry/shop/carts.yaml";
    client.open(carts, "section: Carts\nerrors:\n  order_gone: { status: 404, title: Gone }\n");
    let found = client.findings(SECTION);
    assert!(found.iter().any(|found| found.contains("duplicate")), "{found:?}");
    // Files of nothing that errbook knows are none of its business.
    client.open("notes/other.yaml", "a: [\n");
    client.close(carts);
    assert_eq!(client.findings(SECTION), [""; 0]);
    client.end();
}

#[test]
fn names_and_keys_explain_themselves() {
    let folder = project("hover");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.open_saved(CATALOG_FILE);
    let mut hover = |file: &str, text: &str, needle: &str| {
        let (line, column) = position(text, needle);
        let params = client.at(file, line, column + 1);
        let hover = client.request("textDocument/hover", params);
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let code = hover(SECTION, ORDERS, "order_gone:");
    assert!(code.starts_with("`order_gone`  Order gone\n") && code.contains("ü 😀"), "{code}");
    assert_eq!(hover(CATALOG_FILE, CATALOG, "order_gone]"), code);
    assert_eq!(hover(SECTION, ORDERS, "order_gone`"), code);
    assert_eq!(hover(SECTION, ORDERS, "stop"), "action `stop`\n\nDo not try again.");
    assert_eq!(hover(SECTION, ORDERS, "gone\n"), "category `gone`\n\nIt was there.");
    assert_eq!(hover(SECTION, ORDERS, "team"), "field `team`\n\nWho owns it.");
    assert_eq!(hover(CATALOG_FILE, CATALOG, "team }"), "field `team`\n\nWho owns it.");
    let key = hover(SECTION, ORDERS, "status");
    assert!(
        key.starts_with("`errors.NAME.status`\n\nThe HTTP status") && key.contains("```yaml"),
        "{key}"
    );
    assert!(hover(CATALOG_FILE, CATALOG, "steps").starts_with("`handling.steps`"));
    assert_eq!(hover(SECTION, ORDERS, "409"), "");
    client.end();
}

#[test]
fn a_file_is_a_tree_of_symbols() {
    let folder = project("symbols");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.open_saved(CATALOG_FILE);
    let tree = |symbols: &Value| -> Vec<(String, Vec<String>)> {
        let name = |symbol: &Value| symbol["name"].as_str().expect("a name").to_owned();
        let inner = |symbol: &Value| {
            symbol["children"].as_array().into_iter().flatten().map(name).collect()
        };
        symbols.as_array().expect("a list").iter().map(|it| (name(it), inner(it))).collect()
    };
    let mut symbols = |file: &str| {
        let uri = client.uri(file);
        client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }))
    };
    let codes = ["order_gone", "order_kept"].map(str::to_owned).to_vec();
    let found = symbols(SECTION);
    assert_eq!(tree(&found), [("Orders".to_owned(), codes)]);
    assert_eq!(range(&found[0]["children"][1]["selectionRange"]), "7:2-7:12");
    let catalog = tree(&symbols(CATALOG_FILE));
    assert!(catalog.contains(&("actions".to_owned(), vec!["wait".to_owned(), "stop".to_owned()])));
    client.end();
}

#[test]
fn a_file_is_formatted_as_by_fmt() {
    let folder = project("format");
    let messy = ORDERS.replace("    status: 409\n", "    status:   409\n");
    let mut client = start(&folder);
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let mut format = |text: &str| {
        client.open(SECTION, text);
        let params = json!({ "textDocument": { "uri": client.uri(SECTION) }, "options": options });
        client.request("textDocument/formatting", params)
    };
    let edits = format(&messy);
    assert_eq!(edits.as_array().map(Vec::len), Some(1), "{edits}");
    assert_eq!(range(&edits[0]["range"]), "8:12-8:14");
    assert_eq!(edits[0]["newText"], "");
    assert_eq!(format(ORDERS), json!([]));
    // What does not parse is left alone.
    assert_eq!(format("errors: [\n"), Value::Null);
    client.end();
}

#[test]
fn any_state_of_a_file_is_survived() {
    let folder = project("broken");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    let text = ORDERS.replace("action: stop", "action: { - \"x: 'ü\n\t]");
    let uri = client.uri(SECTION);
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)).step_by(11) {
        client.change(SECTION, &text[..at]);
        let (line, column) = (text[..at].matches('\n').count(), 3);
        client.answer("textDocument/hover", client.at(SECTION, line, column));
        let document = json!({ "textDocument": { "uri": uri } });
        client.answer("textDocument/documentSymbol", document);
    }
    // The registry and the project file disappear, and come back.
    std::fs::remove_dir_all(folder.join("registry")).expect("it is removed");
    client.close(SECTION);
    put(&folder, SECTION, ORDERS);
    put(&folder, CATALOG_FILE, CATALOG.replace("  wait:", "  await:"));
    client.open_saved(SECTION);
    client.answer("textDocument/hover", client.at(SECTION, 0, 0));
    client.open_saved(CATALOG_FILE);
    client.answer("textDocument/hover", client.at("nowhere/x.yaml", 0, 0));
    client.answer("textDocument/hover", json!({ "nothing": true }));
    client.notify("textDocument/didChange", json!({ "nothing": true }));
    client.notify("$/unknown", json!({}));
    assert_eq!(client.answer("errbook/unknown", json!({}))["error"]["code"], -32601);
    client.end();
}

#[test]
fn it_ends_when_the_editor_does() {
    let folder = project("end");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    assert_eq!(client.hang_up(), 1, "without `shutdown`");
    let mut client = start(&folder);
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), 1, "without `shutdown`");
    let mut client = start(&folder);
    client.request("shutdown", Value::Null);
    let refused = client.answer("textDocument/hover", client.at(SECTION, 0, 0));
    assert_eq!(refused["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), 0);
    assert_eq!(Client::silent(&folder).hang_up(), 2, "nobody is there");
    let mut client = Client::silent(&folder);
    let refused = client.answer("initialize", json!({ "capabilities": 3 }));
    assert_eq!(refused["error"]["code"], -32602);
    assert_eq!(client.hang_up(), 2, "it never began");
    // What is no message ends it, too.
    let mut client = start(&folder);
    client.send_raw("Content-Length: 3\r\n\r\nxyz");
    assert_eq!(client.hang_up(), 1);
}
