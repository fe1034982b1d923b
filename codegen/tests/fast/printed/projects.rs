//! Projects whose every name, key, text and path tries to get out of the line that shows it.

use std::path::{Path, PathBuf};

use crate::support::command::{errbook, put};
use crate::support::scratch;

macro_rules! hostile {
    () => {
        "x\n::error::a\r::error::b\x1b[2J\x1b]8;;c\x07\u{202e}\u{2028}::error::d\u{9b}1m\u{7f}\u{8} \
         ##[error]e ##vso[task.f]g\ncargo::rustc-env=h"
    };
}

/// A word with everything that a terminal or a CI server obeys.
pub const HOSTILE: &str = hostile!();

/// The name of an API description.
pub const NAMED: &str = concat!(hostile!(), ".yaml");

/// The same as an escaped text of YAML.
const ESCAPED: &str = "x\\n::error::a\\r::error::b\\e[2J\\e]8;;c\\a\\u202e\\L::error::d\\x9b1m\\x7f\\b \
                       ##[error]e ##vso[task.f]g\\ncargo::rustc-env=h";

/// A text that is allowed in a registry, and that no line of an output may begin with.
pub const TEXT: &str =
    "::error::a\n::stop-commands::b\n##[error]c ##vso[task.d]e\ncargo::rustc-env=f";

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// A project whose registry has mistakes of every kind.
pub fn broken(test: &str) -> PathBuf {
    let folder = scratch(&format!("printed-{test}-broken"));
    std::fs::create_dir(folder.join(".git")).expect("a repository");
    put(&folder, "errbook.toml", "registry = \"::error::registry\"\n");
    let put = |path: &str, text: &str| put(&folder, &format!("::error::registry/{path}"), text);
    put(
        "shop/catalog.yaml",
        &format!("{CATALOG}\"{ESCAPED}\": \"{ESCAPED}\"\nraises: [\"{ESCAPED}\"]\n"),
    );
    put(
        "shop/orders.yaml",
        &format!(
            "\
section: \"{ESCAPED}\"
errors:
  \"{ESCAPED}\": {{ status: 404, description: \"{ESCAPED}\" }}
  \"::error::z\": {{ status: \"{ESCAPED}\", description: No., \"{ESCAPED}\": 1 }}
  \"::error::z\": {{ status: \"{ESCAPED}\", description: No. }}
  gone: {{ status: 404, description: No., category: \"{ESCAPED}\", details: \"{ESCAPED}\" }}
  lost: {{ status: 404, description: |-
      ::error::in an excerpt
      ##[error]and another, message: \"{{::error::q}}\" }}
also: {{ \"::error::y\": \"::error::y\" }}
"
        ),
    );
    put("shop/lines.yaml", "section: |-\n  ::error::x\n\n  ::error::y\n::error::z\n");
    put("shop/raw.yaml", &format!("section: Raw # {HOSTILE}\n"));
    put("shop/bidi.yaml", "section: Bidi # \u{202e}\u{2066} ::error::x\nerrors: {}\r# y\r\n");
    put(&format!("shop/y{HOSTILE}.yaml"), "section: a: b\n");
    for name in [HOSTILE, "::error::x", "##[error]x", "\u{202e}x", "\x1b[1mx"] {
        put(&format!("shop/{name}.yaml"), "section:   Name\nerors: {}\nerors: {}\n");
        put(&format!("{name}/catalog.yaml"), CATALOG);
        put(&format!("{name}.yaml"), "section: Stray\n");
    }
    folder
}

/// The section of [`clean`], unformatted and with a finding that can be fixed in each line.
const ORDERS: &str = "\
# ::error::before\t
section:   \"::error::section\"
errors:
  gone:
    status: 404
    title: \"::error::title\"
    description: |-
      TEXT
    # ::error::comment\t
    cause: |-
      TEXT
    resolution:   |-
      TEXT
    since: \"::error::since\"
    notes:
      - |-
        TEXT
    links: [{ title: \"::error::link\", url: \"::error::url\" }]
    examples:
      - title: \"::error::example\"
        language: \"::error::language\"
        code: |-
          TEXT
    message: \"::error::message\\n::error::more\"
    deprecated: { since: \"::error::now\", note: \"::error::note\" }
  lost: { status: 404, description: \"::error::lost\\u200b\" }\t
";

/// A project whose registry compiles, with generated files that are stale.
pub fn clean(test: &str) -> PathBuf {
    let folder = scratch(&format!("printed-{test}-clean"));
    std::fs::create_dir(folder.join(".git")).expect("a repository");
    put(&folder, "errbook.toml", "registry = \"::error::registry\"\n");
    let registry = "::error::registry/shop";
    let indented = |indent: usize| TEXT.replace('\n', &format!("\n{}", " ".repeat(indent)));
    let catalog = format!(
        "{CATALOG}description: |-\n  {}\nretired: {{ old: {{ reason: \"::error::reason\" }} }}\n\
         operations: {{ read: {{ request: \"GET /::error::orders\", raises: [gone] }} }}\nraises: [lost]\n",
        indented(2)
    )
    .replace("Shop API", "\"::error::shop\"");
    put(&folder, &format!("{registry}/catalog.yaml"), catalog);
    let lines = ORDERS.lines().map(|line| {
        let indent = line.len() - line.trim_start().len();
        format!("{}\n", line.replace("TEXT", &indented(indent)))
    });
    put(&folder, &format!("{registry}/orders.yaml"), lines.collect::<String>());
    put(&folder, "api.yaml", DESCRIPTION);
    put(
        &folder,
        "page.md",
        "<!-- errbook: table catalog=shop -->\n::error::a\n<!-- /errbook -->\n",
    );
    put(&folder, "::error::page.md", "<!-- errbook: ::error::a -->\n<!-- /errbook -->\n");
    put(&folder, "::error::import.md", IMPORTED);
    put(&folder, NAMED, DESCRIPTION);
    put(&folder, "::error::api.yaml", DESCRIPTION);
    let project =
        "[target.rust]\nout = \"::error::rust\"\n[target.site]\nout = \"::error::site\"\n";
    put(&folder, "errbook.toml", format!("registry = \"::error::registry\"\n{project}"));
    assert_eq!(errbook(&folder, &["generate"]).exit, 0, "it compiles");
    spoil(&folder);
    folder
}

/// A document whose every text is a command to some reader.
const IMPORTED: &str = "\
::error::title

## ::error::section

::error::a\u{1b}[2J text with \u{202e} and ##[error]

| Code | HTTP | ::error::column | Meaning |
|---|---|---|---|
| gone | 404 | ::error::b | ::error::c\u{7} |
| gone | 409 | ##vso[task] | ::error::d |
| `::error::e` | 500 | x | \u{9b}2J |
";

/// Changes generated files, removes one, and adds one.
pub fn spoil(folder: &Path) {
    put(folder, "generated/docs/README.md", format!("{HOSTILE}\n{TEXT}\n"));
    let file = folder.join("::error::rust/src/lib.rs");
    if file.exists() {
        std::fs::remove_file(file).expect("it is removed");
    }
    let manifest = folder.join("generated/json/.errbook-manifest");
    let listed = std::fs::read_to_string(manifest).expect("there is a manifest");
    let orphan = "\x1b[2J::error::\u{202e}##[error]";
    put(folder, "generated/json/.errbook-manifest", format!("{listed}{orphan}\n"));
    put(folder, &format!("generated/json/{orphan}"), "x");
}

/// An API description with an operation of the registry, and with hostile paths.
const DESCRIPTION: &str = "\
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  # ::error::comment
  /::error::orders:
    get:
      operationId: read
      # ::error::comment
      responses:
        200:
          description: |-
            ::error::fine
            ##[error]x
            ::error::fine
      # ::error::comment
    put:
      operationId: \"x\\n::error::a\"
      responses: { 404: { description: \"::error::by hand\" } }
  \"x\\n::error::a\\e[2J\\u202e\\L::error::d ##[error]e\\ncargo::x\":
    get: { responses: { 404: { $ref: 'shop.openapi-3.1.yaml#/components/responses/gone' } } }
  \"/e\\n::error::elsewhere\\ncargo::x\": { $ref: \"x\\n::error::y\\e[2J\" }
";

/// Project files that errbook refuses.
pub fn project_files(test: &str) -> Vec<PathBuf> {
    let folder = scratch(&format!("printed-{test}-projects"));
    let word = format!("\"{ESCAPED}\"").replace("\\a", "\\u0007").replace("\\L", "\\u2028");
    [
        format!("registry = {word}\n"),
        format!("{word} = 1\n"),
        format!("targets = [{word}, \"::error::x\"]\n"),
        format!("[target.{word}]\n"),
        format!("[levels]\n{word} = \"off\"\nencoding = \"::error::x\"\n"),
        "[target.site]\nbase_url = \"::error::x\"\n".to_owned(),
        "::error::x = [\n".to_owned(),
        format!("{HOSTILE}\n"),
        "registry = \"::error::nowhere\"\n".to_owned(),
    ]
    .iter()
    .enumerate()
    .map(|(index, text)| {
        let name =
            if index % 2 == 0 { format!("{index}.toml") } else { format!("{index}{HOSTILE}.toml") };
        put(&folder, &name, text);
        folder.join(name)
    })
    .collect()
}
