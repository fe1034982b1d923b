//! Registries that the tests of several targets compile.

use std::fmt::Write as _;

use errbook::example;
use errbook::model::{Code, Kind, Model};
use errbook::names;
use errbook::output::Output;
use errbook::report::{self, Look};
use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use serde_json::{Map, Value, json};

use super::root;

/// The public model of registry files; fails the test with the findings if they do not compile.
#[track_caller]
pub fn model(sources: Sources) -> Model {
    let checked = errbook::check(sources);
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| report::render(found, &checked.sources, Look::default()))
        .collect();
    checked.model.unwrap_or_else(|| panic!("{}", found.join("\n"))).public().clone()
}

/// The model of registry texts, each with its path.
#[track_caller]
pub fn of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Model {
    model(Sources::from_texts(texts))
}

/// The model of the registry in a folder of this repository.
#[track_caller]
pub fn in_folder(folder: &str) -> Model {
    model(Sources::read(&root().join(folder)).expect("the registry is read"))
}

/// The files of a target.
#[track_caller]
pub fn render(target: &str, model: &Model, options: &Options) -> Vec<Output> {
    let target = TARGETS.iter().find(|known| known.name == target).expect("there is such a target");
    target.outputs(model, options).expect("it renders")
}

/// The details in the example response of a code as the TypeScript package has them: delays are in
/// milliseconds.
pub fn details_as_read(code: &Code) -> Map<String, Value> {
    let details = code.sent().map(|detail| {
        let (mut name, mut value) = (names::camel(&detail.name), example::sample_detail(detail));
        if detail.ty.kind == Kind::Delay {
            name.push_str("Ms");
            value = json!(value.as_u64().expect("a delay is in whole seconds") * 1000);
        }
        (name, value)
    });
    details.collect()
}

/// Names of catalogs and codes that mean something else in Rust or to Cargo.
const WORDS: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "bin",
    "bool",
    "box",
    "break",
    "build",
    "char",
    "clone",
    "code",
    "const",
    "continue",
    "core",
    "crate",
    "default",
    "details",
    "do",
    "drop",
    "dyn",
    "else",
    "enum",
    "err",
    "error",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "from",
    "gen",
    "i32",
    "if",
    "impl",
    "in",
    "into",
    "json",
    "lib",
    "let",
    "loop",
    "macro",
    "main",
    "match",
    "message",
    "mod",
    "move",
    "mut",
    "new",
    "none",
    "ok",
    "option",
    "override",
    "priv",
    "pub",
    "read",
    "received",
    "ref",
    "result",
    "return",
    "self",
    "serde",
    "shared",
    "some",
    "source",
    "static",
    "status",
    "std",
    "str",
    "string",
    "struct",
    "super",
    "table",
    "test",
    "tests",
    "to-string",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "u8",
    "union",
    "unsafe",
    "unsized",
    "usize",
    "vec",
    "virtual",
    "where",
    "while",
    "yield",
];

/// A registry, as files, whose catalogs have such names. Some have all of them as codes, with and
/// without details, and as names of details.
pub fn odd_names() -> Vec<(String, String)> {
    // Names of features, and features that they become.
    let others = [
        "alloc",
        "axum",
        "axum-core",
        "http",
        "serde-json",
        "std-errors",
        "envelope",
        "groups",
        "response",
    ];
    let mut files = Vec::new();
    for id in WORDS.iter().chain(&others) {
        let catalog = format!(
            "catalog: \"{id}\"\ntitle: Odd names\ncodes: {{ style: kebab-case }}\n\
             envelope: {{ shape: {{ code: $code, message: $message, more?: $details }} }}\n"
        );
        let (codes, details): (&[&str], _) = match *id {
            "crate" => (WORDS, "details: { text: { type: string } }"),
            "self" => (WORDS, "details: { count: { type: integer, optional: true } }"),
            "std" => (WORDS, "retry: never"),
            id => (&[id], "details: { text: { type: string, from: { header: X-Text } } }"),
        };
        let mut section = "section: Odd\nerrors:\n".to_owned();
        for code in codes {
            let _ = writeln!(
                section,
                "  \"{code}\": {{ status: 400, description: Fault {code}., {details} }}"
            );
        }
        files.push((format!("{id}/catalog.yaml"), catalog));
        files.push((format!("{id}/odd.yaml"), section));
    }
    let mut section = "section: Any text\nerrors:\n".to_owned();
    for code in TEXTS {
        let _ = writeln!(
            section,
            "  {}: {{ status: 400, description: Fault., details: {{ text: {{ type: string }} }} }}",
            serde_json::Value::from(*code)
        );
    }
    section.push_str("  \"订单\": { ident: OrderGone, status: 400, description: Fault. }\n");
    let envelope = "envelope: { shape: { code: $code, message: $message, more?: $details } }";
    files.push((
        "any-text/catalog.yaml".to_owned(),
        format!("catalog: any-text\ntitle: Any\n{envelope}\n"),
    ));
    files.push(("any-text/any.yaml".to_owned(), section));
    files
}

/// Names of codes with characters that mean something elsewhere.
const TEXTS: &[&str] = &[
    "auth/user-not-found",
    "PD:affinity:ErrGroup",
    "-32700",
    "_LEGACY_ERROR_TEMP_0001",
    "a b",
    "a.b.c",
    "TooManyDistributionCNAMEs",
    "InvalidOAuthFlowException",
    "größe überschritten",
    "`tick`",
    "a|b|d",
    "*/ end",
    "<i>it</i>",
    "$ref",
    "\"quoted\"",
    "it's",
    "back\\slash",
    "#hash",
    "{brace}",
    "${x}",
    "%20",
    "[link](x)",
    "../up",
    "{code}",
    "r#\"raw\"#",
    "nul",
    "index",
    "readme",
    "constructor",
    "__proto__",
];

/// This repository's registry.
pub fn real() -> Model {
    in_folder("registry")
}
