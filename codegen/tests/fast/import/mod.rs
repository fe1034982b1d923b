//! `errbook import`: each case has documents, the command, and the catalog that it makes.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use errbook::diagnostic::Level;
use errbook::import::{files, read};
use errbook::source::Sources;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};

use crate::support::command::{errbook, put};
use crate::support::scratch;
use crate::ui::run;

#[test]
fn documents_become_catalogs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fast/import");
    let entries = fs::read_dir(folder).expect("the cases");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    for path in cases {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("the case is read");
        let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
        let now = run(&format!("import-{name}"), &text);
        assert.eq(Data::text(now).raw(), Data::read_from(&path, None).raw());
    }
}

/// What reading a document says: why not, or the errors of the catalog that is made.
fn outcome(name: &str, text: &str) -> Result<Vec<String>, String> {
    let sources = Sources::from_texts([(name, text)]);
    let documents = [(0, &*sources.files()[0])];
    let draft = read(&documents)?;
    let made = files(&draft, "shop");
    let paths: Vec<String> = made.iter().map(|(path, _)| format!("shop/{path}")).collect();
    let texts = paths.iter().zip(&made).map(|(path, (_, text))| (path.as_str(), text.as_str()));
    let checked = errbook::check(Sources::from_texts(texts));
    let errors = checked.diagnostics.iter().filter(|found| found.level == Level::Error);
    Ok(errors.map(|found| format!("{name}: {}: {}", found.rule.id, found.message)).collect())
}

/// A document with one table of two columns.
fn table(rows: &str) -> String {
    format!("# Errors\n\n| Code | Description |\n|---|---|\n{rows}\n")
}

#[test]
fn what_is_imported_compiles() {
    for (name, text) in [
        (
            "style",
            table("| not_found | Gone. |\n| NOT_FOUND | Gone, too. |\n| notFound | Again. |"),
        ),
        (
            "alphabet",
            table("| größe_fehlt | Die Größe fehlt. |\n| 订单不存在 | Keine Bestellung. |"),
        ),
        ("numbers", table("| 1042 | No such order. |\n| -1 | Unknown. |")),
        ("statuses", table("| 404 | Gone. |\n| 1004 | Gone. |")),
        (
            "markup",
            table("| a_b | Give `<id>` or <id>, {x} \\| **y** [z](https://example.com) &amp; #1 |"),
        ),
        ("empty", table("| a_b | |\n| c_d | n/a |\n| e_f | TODO |")),
        (
            "reserved",
            table("| catalog | One. |\n| nul | Two. |\n| type | Three. |\n| a_b | Four. |"),
        ),
        ("repeated", table("| a_b | One. |\n| a_b | Two. |\n| a_b | One. |")),
        ("several", table("| `a_b`, `c_d` | Both. |")),
        ("colons", table("| auth/user-gone | One. |\n| urn:shop:42 | Two. |\n| a.b.c | Three. |")),
        ("long", table(&format!("| a_b | {} |", "word ".repeat(5000)))),
        ("control", table("| a_b | A bell\u{7}, a turn\u{202e}, a joiner\u{200d}. |")),
        ("quotes", table("| a_b | \"Quoted\": 'and' - \\ # % @ ` |")),
        ("windows", table("| a_b | One. |\n| c_d | Two. |").replace('\n', "\r\n")),
        ("mark", format!("\u{feff}{}", table("| a_b | One. |"))),
        (
            "ragged",
            table("| a_b |\n| c_d | Two. | three | four |\n|  | nothing |\n| e f g | Three. |"),
        ),
    ] {
        assert_eq!(outcome(&format!("{name}.md"), &text), Ok(Vec::new()), "{text}");
    }
}

/// An API description whose schemas all have each other as members.
fn circular() -> String {
    let names: Vec<String> = (0..20).map(|at| format!("S{at}")).collect();
    let members: Vec<String> = names
        .iter()
        .map(|name| format!("{name}: {{ $ref: '#/components/schemas/{name}' }}"))
        .collect();
    let members = members.join(", ");
    let schemas: Vec<String> = names
        .iter()
        .map(|name| format!("    {name}: {{ properties: {{ {members} }} }}\n"))
        .collect();
    format!("openapi: 3.1.0\ncomponents:\n  schemas:\n{}", schemas.concat())
}

/// Some lines, each from its number.
fn lines(number: usize, line: impl Fn(usize) -> String) -> String {
    (0..number).map(line).collect::<Vec<_>>().concat()
}

/// Aliases of which each stands for twice as much as the one before.
fn doubled() -> String {
    lines(40, |at| format!("c{}: &c{} [*c{at}, *c{at}]\n", at + 1, at + 1))
}

#[test]
fn anything_is_read_or_refused() {
    let mut long = String::new();
    for at in 0..2_000 {
        let _ = writeln!(long, "| code_{at} | {at} |");
    }
    let documents = [
        String::new(),
        "\u{feff}\r\n".to_owned(),
        "\0\u{1}".to_owned(),
        "|".repeat(50_000),
        "`".repeat(50_000),
        "{".repeat(50_000),
        "> ".repeat(20_000),
        "[".repeat(20_000),
        "- a_b — ".repeat(1_000),
        "a_b—c_d—".repeat(1_000),
        "\"".repeat(9_999),
        "Code\tDescription\n\t\n".to_owned(),
        "CodeDescription\n\nx".to_owned(),
        "| Code |\n|---|".to_owned(),
        "Code,Description\n\"a_b\n".to_owned(),
        "---\n".repeat(10_000),
        "```\n| Code | Description |".to_owned(),
        format!("enum ErrorCode {{ A = {}", "(".repeat(50_000)),
        format!("enum ErrorCode {{ A = {}", "-".repeat(50_000)),
        format!("<table><tr><td>{}", "<table><tr><td>".repeat(5_000)),
        "const ErrorCodes = {A: {".repeat(500),
        "<dt>a_b<script><dd>x".to_owned(),
        "type ErrorCode = | 'a' | ; const ErrA = ; enum Err { , A(, B }".to_owned(),
        "{\"a_b\": {\"a_b\": ".repeat(40),
        "openapi: 3.1.0\npaths: {a: {b: {responses: {404: {$ref: '#/paths/a/b/responses/404'}}}}}"
            .to_owned(),
        "package a\nconst (\n=======\n\tCodeA = \"a_b\"\n)".to_owned(),
        format!("fn f<'a>() {{ {}", "(".repeat(50_000)),
        format!("fn f() {{ {} 1 }}", "return ".repeat(50_000)),
        format!("fn f() {{ a {} }}", "= a".repeat(50_000)),
        format!("fn f() {{ if a {{}} {} }}", "else if a {}".repeat(50_000)),
        circular(),
        format!("<table><tr>{}", "<td rowspan=9999 colspan=9999>x".repeat(500)),
        format!("c0: &c0 [x, x]\n{}", doubled()),
        lines(60, |at| format!("const a{} = {{...a{at}, ...a{at}}};\n", at + 1)),
        "<a b='c'>".repeat(3_000),
        "---\na_b: {status: 404}\n".repeat(200),
        lines(3_000, |at| format!("{}a_{at}\n", " ".repeat(at % 90))),
        "ß|ẞ\n".repeat(1_000),
        long,
    ];
    for text in documents {
        for name in [
            "page.md",
            "page.txt",
            "rows.csv",
            "rows.tsv",
            "page",
            "page.html",
            "page.xml",
            "map.json",
            "map.yaml",
            "map.toml",
            "errors.rs",
            "errors.ts",
            "errors.go",
            "Errors.java",
        ] {
            // That there is an answer is all that counts.
            let _ = outcome(name, &text);
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = scratch("import-again");
    put(&folder, "errbook.toml", "");
    put(&folder, "shop.md", table("| a_b | One. |"));
    assert_eq!(errbook(&folder, &["import", "shop.md"]).exit, 0);
    let mine = "# Mine.\n";
    put(&folder, "registry/shop/catalog.yaml", mine);
    let again = errbook(&folder, &["import", "shop.md"]);
    assert_eq!(again.exit, 2);
    assert!(again.err.contains("nothing in it is overwritten"), "{}", again.err);
    let kept = fs::read_to_string(folder.join("registry/shop/catalog.yaml")).expect("it is read");
    assert_eq!(kept, mine);
    put(&folder, "new/shop", "a file");
    assert_eq!(errbook(&folder, &["import", "shop.md", "--into", "new"]).exit, 2);
}

#[test]
fn a_document_that_cannot_be_read_is_named() {
    let folder = scratch("import-unreadable");
    put(&folder, "errbook.toml", "");
    put(&folder, "empty.md", "\n");
    put(&folder, "binary.md", [0xff, 0x00, 0xfe]);
    put(&folder, "none.md", "# Errors\n\nThere are none.\n");
    put(&folder, "page.docx", "Errors");
    put(&folder, "broken.json", "{\"a_b\": [}");
    put(&folder, "broken.yaml", "a: [\n");
    put(&folder, "broken.rs", "enum {");
    for (args, said) in [
        (&["empty.md"][..], "`empty.md` is empty"),
        (&["binary.md"], "`binary.md` is no text in UTF-8"),
        (&["none.md"], "there are no codes in `none.md`"),
        (&["gone.md"], "could not read `gone.md`"),
        (&["page.docx"], "`page.docx` is of no kind that can be read: give Markdown"),
        (&["broken.json"], "`broken.json` is no JSON"),
        (&["broken.yaml"], "`broken.yaml` cannot be read"),
        (&["broken.rs"], "`broken.rs` is no Rust"),
        (&["."], "it is not a regular file"),
        (&["none.md", "--limit", "file-size=3"], "more than the limit `file-size` allows"),
        (&["none.md", "--limit", "file-size=3"], "`--limit file-size=1MiB`"),
        (&["none.md", "--catalog", "No Name"], "there are no codes"),
    ] {
        let ran = errbook(&folder, &[&["import"], args].concat());
        assert_eq!(ran.exit, 2, "{args:?}");
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_section_is_listed_behind_the_others() {
    for (name, before, after) in [
        ("lines", "sections:\r\n  - orders\r\n", "sections:\r\n  - orders\r\n  - errors\r\n"),
        ("brackets", "sections: [orders] # all\r\n", "sections: [orders, errors] # all\r\n"),
    ] {
        let folder = scratch(&format!("import-listed-{name}"));
        let catalog = "catalog: shop\r\ntitle: Shop\r\nenvelope: { shape: { code: $code } }\r\n";
        put(&folder, "errbook.toml", "");
        put(&folder, "registry/shop/catalog.yaml", format!("{catalog}{before}"));
        put(
            &folder,
            "registry/shop/orders.yaml",
            "section: Orders\nerrors:\n  gone: { status: 410, description: Deleted. }\n",
        );
        put(&folder, "new.md", table("| cart_empty | No items. |"));
        let ran = errbook(&folder, &["import", "new.md", "--merge"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let now = std::fs::read_to_string(folder.join("registry/shop/catalog.yaml"));
        assert_eq!(now.expect("a file"), format!("{catalog}{after}"));
    }
}
