//! What the server answers about names: where they are, what they could be, and what they become.

use serde_json::{Value, json};

use super::client::{Client, position, range};
use super::{CATALOG, CATALOG_FILE, ORDERS, SECTION, project, start};
use crate::support;

/// Where names are, as `file:line:column`.
fn locations(answer: &Value) -> Vec<String> {
    let location = |location: &Value| {
        let uri = location["uri"].as_str().expect("a URI");
        let file = uri.rsplit('/').next().expect("a name");
        let start = &location["range"]["start"];
        format!("{file}:{}:{}", start["line"], start["character"])
    };
    answer.as_array().expect("a list").iter().map(location).collect()
}

#[test]
fn names_lead_to_what_they_mean_and_back() {
    let folder = project("navigation");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.open_saved(CATALOG_FILE);
    let mut ask = |method: &str, file: &str, text: &str, needle: &str| {
        let (line, column) = position(text, needle);
        let mut params = client.at(file, line, column + 1);
        params["context"] = json!({ "includeDeclaration": true });
        locations(&client.request(method, params))
    };
    let definition = "textDocument/definition";
    assert_eq!(ask(definition, CATALOG_FILE, CATALOG, "order_kept"), ["orders.yaml:7:2"]);
    assert_eq!(ask(definition, SECTION, ORDERS, "order_gone`"), ["orders.yaml:2:2"]);
    assert_eq!(ask(definition, SECTION, ORDERS, "stop"), ["catalog.yaml:9:2"]);
    assert_eq!(ask(definition, SECTION, ORDERS, "gone\n"), ["catalog.yaml:4:2"]);
    assert_eq!(ask(definition, SECTION, ORDERS, "team"), ["catalog.yaml:6:2"]);
    let references = "textDocument/references";
    assert_eq!(
        ask(references, SECTION, ORDERS, "order_gone:"),
        ["catalog.yaml:11:9", "catalog.yaml:14:14", "orders.yaml:2:2", "orders.yaml:9:35"]
    );
    assert_eq!(
        ask(references, CATALOG_FILE, CATALOG, "wait: "),
        ["catalog.yaml:8:2", "catalog.yaml:15:14", "orders.yaml:6:12"]
    );
    assert_eq!(
        ask(references, CATALOG_FILE, CATALOG, "team: {"),
        ["catalog.yaml:6:2", "catalog.yaml:10:62", "orders.yaml:4:4"]
    );
    client.end();
}

#[test]
fn a_rename_changes_every_file_that_has_the_name() {
    let folder = project("rename");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.open_saved(CATALOG_FILE);
    let mut rename = |needle: &str, new: &str| {
        let (line, column) = position(ORDERS, needle);
        let mut params = client.at(SECTION, line, column + 1);
        let prepared = client.request("textDocument/prepareRename", params.clone());
        params["newName"] = new.into();
        let answer = client.answer("textDocument/rename", params);
        let Some(changes) = answer["result"]["changes"].as_object() else {
            return (prepared, vec![answer["error"]["message"].as_str().expect("why").to_owned()]);
        };
        let mut edits = Vec::new();
        for (uri, of_file) in changes {
            let file = uri.rsplit('/').next().expect("a name");
            for edit in of_file.as_array().expect("a list") {
                let text = edit["newText"].as_str().expect("a text");
                edits.push(format!("{file}:{} {text}", range(&edit["range"])));
            }
        }
        edits.sort();
        (prepared, edits)
    };
    let (prepared, edits) = rename("order_gone:", "order_lost");
    assert_eq!(prepared["placeholder"], "order_gone");
    let there = |edit: &str| edits.iter().any(|other| other == edit);
    for edit in [
        "catalog.yaml:11:9-11:19 order_lost",
        "catalog.yaml:14:14-14:24 order_lost",
        "orders.yaml:2:2-2:12 order_lost",
        "orders.yaml:9:35-9:45 order_lost",
    ] {
        assert!(there(edit), "{edit} in {edits:#?}");
    }
    assert!(edits.iter().any(|edit| edit.contains("aliases: [order_gone]")), "{edits:#?}");
    let all = [
        "catalog.yaml:8:2-8:6 pause",
        "catalog.yaml:15:14-15:18 pause",
        "orders.yaml:6:12-6:16 pause",
    ];
    let mut all = all.map(str::to_owned);
    all.sort();
    assert_eq!(rename("wait", "pause").1, all);
    let slot = "catalog.yaml:10:62-10:66 squad".to_owned();
    assert!(rename("team", "squad").1.contains(&slot));
    assert_eq!(rename("order_gone:", "order_kept").1, ["another code is called `order_kept`"]);
    assert_eq!(rename("wait", "stop").1, ["another action is called `stop`"]);
    client.end();
}

#[test]
fn a_rename_reads_closed_files_again() {
    let folder = project("closed");
    let mut client = start(&folder);
    client.open_saved(SECTION);
    client.request("textDocument/hover", client.at(SECTION, 0, 0));
    crate::support::command::put(&folder, CATALOG_FILE, format!("# Shop\n{CATALOG}"));
    let (line, column) = position(ORDERS, "wait");
    let mut params = client.at(SECTION, line, column + 1);
    params["newName"] = "pause".into();
    let answer = client.request("textDocument/rename", params);
    let edits = answer["changes"][client.uri(CATALOG_FILE)].to_string();
    assert!(edits.contains("\"line\":9") && !edits.contains("\"line\":8"), "{edits}");
    client.end();
}

#[test]
fn what_fits_is_proposed() {
    let folder = project("complete");
    let mut client = start(&folder);
    client.open_saved(CATALOG_FILE);
    client.open_saved(SECTION);
    client.open_saved("errbook.toml");
    // A `^` is the cursor.
    let mut propose = |file: &str, text: &str| -> Vec<(String, String)> {
        let (line, column) = position(text, "^");
        client.change(file, &text.replacen('^', "", 1));
        let list = client.request("textDocument/completion", client.at(file, line, column));
        let item = |item: &Value| {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            (text(&item["label"]), text(&item["textEdit"]["newText"]))
        };
        list["items"].as_array().expect("a list").iter().map(item).collect()
    };
    let labels = |found: &[(String, String)]| -> Vec<String> {
        found.iter().map(|(label, _)| label.clone()).collect()
    };
    let entry = |line: &str| format!("section: Orders\nerrors:\n  order_gone:\n    {line}\n");
    let found = propose(SECTION, &entry("stat^"));
    assert_eq!(found[0], ("status".to_owned(), "status: ".to_owned()), "{found:?}");
    assert!(
        labels(&propose(SECTION, &entry("^"))).contains(&"team".to_owned()),
        "a declared field"
    );
    assert_eq!(labels(&propose(SECTION, &entry("action: ^"))), ["wait", "stop"]);
    assert_eq!(labels(&propose(SECTION, &entry("action: st^"))), ["stop"]);
    assert_eq!(labels(&propose(SECTION, &entry("category: ^"))), ["gone"]);
    assert!(labels(&propose(SECTION, &entry("retry: ^"))).contains(&"backoff".to_owned()));
    assert_eq!(labels(&propose(SECTION, &entry("description: See `order_^"))), ["order_gone"]);
    assert_eq!(labels(&propose(SECTION, "section: Orders\nerrors: { x: { acti^")), ["action"]);
    let slots = propose(CATALOG_FILE, &CATALOG.replace("owner?: $team", "owner?: $te^"));
    assert_eq!(labels(&slots), ["$team"]);
    let slots = propose(CATALOG_FILE, &CATALOG.replace("owner?: $team", "owner?: $mess^"));
    assert_eq!(labels(&slots), ["$message"]);
    // As the notation of the place needs it.
    let written = |found: Vec<(String, String)>| found[0].1.clone();
    let formats = |end: &str| format!("[target.openapi]\nformats = [{end}");
    assert_eq!(written(propose("errbook.toml", &formats("js^"))), "\"json\"");
    assert_eq!(written(propose("errbook.toml", &formats("\"js^"))), "json");
    let odd =
        |line: &str| format!("section: Orders\nerrors:\n  \"404: x\": {{}}\n  b:\n    {line}\n");
    let replaced = |end: &str| odd(&format!("deprecated: {{ replaced_by: {end}"));
    assert_eq!(written(propose(SECTION, &replaced("404^"))), "\"404: x\"");
    assert_eq!(written(propose(SECTION, &replaced("\"404^"))), "404: x");
    assert_eq!(written(propose(SECTION, &odd("description: See `404^"))), "404: x");
    let keys = propose("errbook.toml", "regi^");
    assert_eq!(keys[0], ("registry".to_owned(), "registry = ".to_owned()));
    assert!(labels(&propose("errbook.toml", "[target.rust]\nou^")).contains(&"out".to_owned()));
    client.end();
}

#[test]
fn a_finding_has_its_fix_at_hand() {
    let folder = project("fixes");
    let mut client = start(&folder);
    let text = ORDERS.replace("action: stop", "action: stpo");
    client.open(SECTION, &text);
    let found = client.raw_findings(SECTION);
    let params = |client: &Client, only: Value| {
        let context = json!({ "diagnostics": found, "only": only });
        let range = found[0]["range"].clone();
        json!({ "textDocument": { "uri": client.uri(SECTION) }, "range": range, "context": context })
    };
    let asked = params(&client, Value::Null);
    let actions = client.request("textDocument/codeAction", asked);
    assert_eq!(actions.as_array().map(Vec::len), Some(1), "{actions:#}");
    assert_eq!(actions[0]["title"], "did you mean `stop`?");
    assert_eq!(actions[0]["diagnostics"][0], found[0]);
    let edits = &actions[0]["edit"]["changes"][client.uri(SECTION)];
    assert_eq!(
        (range(&edits[0]["range"]), &edits[0]["newText"]),
        ("10:12-10:16".to_owned(), &json!("stop"))
    );
    let asked = params(&client, json!(["refactor"]));
    assert_eq!(client.request("textDocument/codeAction", asked), json!([]));
    client.end();
}

/// The block of code in a language on the page about editors.
fn block(page: &str, language: &str) -> String {
    let (_, rest) = page.split_once(&format!("\n```{language}\n")).expect("a block");
    rest.split("```").next().expect("its end").to_owned()
}

#[test]
fn the_page_about_editors_is_right() {
    let page = std::fs::read_to_string(support::root().join("docs/editors.md")).expect("a page");
    // What the tests start, editors start.
    let code: Value = serde_json::from_str(&block(&page, "json")).expect("JSON");
    let words = (&code["glspc.server.command"], &code["glspc.server.commandArguments"]);
    assert_eq!(words, (&json!("errbook"), &json!(["lsp"])));
    let helix: toml::Table = block(&page, "toml").parse().expect("TOML");
    let server = &helix["language-server"]["errbook"];
    assert_eq!(server["command"].as_str(), Some("errbook"));
    assert_eq!(server["args"].as_array().map(|args| args[0].as_str()), Some(Some("lsp")));
    assert!(block(&page, "lua").contains("cmd = { \"errbook\", \"lsp\" }"));
    // All that the server can do is in the table, and nothing else.
    let client = start(&project("page"));
    let capabilities = client.capabilities.as_object().expect("capabilities");
    let told: Vec<&str> = capabilities
        .keys()
        .filter_map(|name| match name.as_str() {
            "positionEncoding" => None,
            "textDocumentSync" => Some("diagnostics"),
            "hoverProvider" => Some("hover"),
            "completionProvider" => Some("completion"),
            "definitionProvider" | "referencesProvider" => Some("definition and references"),
            "renameProvider" => Some("rename"),
            "codeActionProvider" => Some("code actions"),
            "documentFormattingProvider" => Some("formatting"),
            "documentSymbolProvider" => Some("document symbols"),
            other => panic!("`{other}` is not on the page"),
        })
        .collect();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    let rows: Vec<&str> = rows.skip(1).collect();
    assert_eq!(
        told.iter().collect::<std::collections::BTreeSet<_>>(),
        rows.iter().collect(),
        "the rows of the table"
    );
    client.end();
}
