//! Text that looks like markup: every viewer shows it as the registry has it.

use std::collections::BTreeMap;
use std::fmt::Write;

use errbook::model::{Model, Text};
use errbook::output::Output;
use serde_json::Value;

use crate::page::{self, Page, normal};
use crate::registries::{everything, of_texts, real, render};
use crate::support::{npm_tools, run, scratch};

const TEXTS: &[&str] = &[
    "a | b || c \\| d |",
    "| a | b |",
    "**bold** __bold__ *em* _em_ ***both*** a*b*c a_b_c _a b_ a__b__c ~~struck~~ ~sub~ ^sup^ ==mark== ++ins++",
    "<uuid> <b>not bold</b> <script>alert(1)</script> <br> </code> <!-- hidden --> <?php ?> <![CDATA[x]]>",
    "<!-- unclosed",
    "--> closed ->  <-- <=",
    "{id} {{x}} {{{y}}} {% raw %} {# c #} ${z} {: .class } {#id} {/* c */}",
    "[text](https://example.com) [ref] [ref]: x ![image](i.png) [^1] [[wiki]] [ ] [x]",
    "[//]: # (comment)",
    "*[HTML]: abbreviation",
    ":smile: :+1: a:b ::: note :: x:y :tip[z]",
    "::: warning",
    ": definition",
    "https://example.com/a_b_c?d=e&f=g www.example.com someone@example.com <https://example.com>",
    "# heading",
    "#heading ##",
    "C# and F# #",
    "#1194 C7",
    "- item",
    "+ item",
    "* item",
    "-5 degrees, +5 degrees",
    "1. one",
    "2) two",
    "1999. A year.",
    "> quote",
    "> [!NOTE] alert",
    "---",
    "***",
    "===",
    "=== \"Tab\"",
    "```",
    "~~~ js",
    "!!! note \"Title\"",
    "??? question",
    "/// caption",
    "&amp; &lt;b&gt; &#35; &copy; &copy AT&T R&D & &",
    "\\ \\* \\_ \\| \\\\ C:\\path\\*.txt ends with \\",
    "import x from 'y'",
    "export default 1",
    "import",
    "importing goods",
    "\"double\" 'single' it's the users' own rock 'n' roll",
    "-- --- ... .... 1--2 --flag well...",
    "$x$ $$y$$ $5 and $6 \\(z\\) \\[w\\]",
    "@someone #123 owner/repo#1 GH-1",
    "%% comment %%",
    "--8<-- \"file\"",
    "(c) (tm) 1/2 +- 2x2",
    "left \u{202e}right\u{202c} \u{200f}mark\u{200e} \u{2067}isolate\u{2069}",
    "ಠ_ಠ _ಠ_ é_è 日本_語 😀 :😀:",
    "a ` lone backtick",
    "`` ` ``` ````",
    "`a | b` `a \\| b` `|`",
    "`{{x}}` `{x}` `{% y %}` `${z}` `}}`",
    "`<uuid>` `<b>` `<!-- c -->` `<?php` `</code>` `a<b`",
    "`**a**` `_a_` `~a~` `[a](b)` `:smile:` `$x$` `#1` `&amp;` `&` `-->` `---` `...` `\"q\"` `it's`",
    "`` a`b `` `` ` `` ``` `` ```",
    "`\\` `a\\` `\\\\` `C:\\x`",
    "`#!sh` `:::js x` `:x` `$` `$$` `*` `_` `a  b`",
    "`\u{202e}abc` `日本` `x\ty`",
    "$`x`$ *`x`* _`x`_ [`x`](y) `x`{: .y } (`x`)",
    "word`code`word`code`word",
    "`import x`",
    "`<code>`",
    "first\n\n# second\n\n- third\n\nimport it",
    "tab\there",
    "{",
    "}",
    "|",
    "*",
    "_",
    "<",
    "\\",
    "$",
];

/// A registry with these texts wherever a text can be.
fn hostile() -> Model {
    let long = "A sentence of a very long text, with | and <b> and {x} in it. ".repeat(160);
    let texts: Vec<&str> = TEXTS.iter().copied().chain([long.as_str()]).collect();
    let quoted = |text: &str| Value::from(text).to_string();
    let line = |text: &str| quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let list = |texts: &[&str]| {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        format!("[{}]", texts.join(", "))
    };
    let all = list(&texts);
    let mut catalog = format!(
        "catalog: nasty\ntitle: {}\ndescription: {}\ncodes: {{ style: snake_case, convention: {} }}\n",
        line(TEXTS[2]),
        quoted(TEXTS[3]),
        quoted(TEXTS[6]),
    );
    let _ = write!(catalog, "never_includes: {all}\nhandling:\n  log: {all}\n  steps:\n");
    let mut errors = String::new();
    for (index, text) in texts.iter().enumerate() {
        let (text, line) = (quoted(text), line(text));
        let _ = writeln!(catalog, "    - {{ codes: [code_a{index}], note: {text} }}");
        let _ = write!(
            errors,
            "  code_a{index}:\n    status: 400\n    description: {text}\n    cause: {text}\n    \
             resolution: {text}\n    title: {line}\n    notes: [{text}]\n    \
             links: [{{ title: {line}, description: {text}, url: \"https://example.com/?a={{b}}|c\" }}]\n    \
             details: {{ it: {{ type: string, description: {text}, example: {text} }} }}\n",
        );
    }
    catalog += "envelope: { shape: { error: $code, more: $details, text: $message } }\n";
    let rows: Vec<String> =
        texts.iter().map(|t| format!("    - [{}, {}]\n", quoted(t), quoted(t))).collect();
    let section = format!(
        "section: {}\ngroup: {}\ndescription: {}\nsource: {all}\nnotes: {all}\nerrors:\n{errors}\
         tables:\n- title: {}\n  description: {}\n  columns: [{}, {}]\n  rows:\n{}",
        line(TEXTS[3]),
        line(TEXTS[4]),
        quoted(TEXTS[5]),
        line(TEXTS[6]),
        quoted(TEXTS[7]),
        quoted(TEXTS[0]),
        quoted(TEXTS[8]),
        rows.concat()
    );
    of_texts(&[("nasty/catalog.yaml", &catalog), ("nasty/nasty.yaml", &section)])
}

/// What stands on a page, with what comes before and after, so that nothing is added or lost.
fn expected(path: &str) -> Vec<String> {
    let texts = TEXTS.iter().map(|text| normal(&Text::new(text).plain())).enumerate();
    if path.ends_with("README.md") {
        return texts
            .map(|(index, text)| format!("code_a{index}: {text} code_a{}: ", index + 1))
            .collect();
    }
    let entry = |(index, text)| {
        let code = format!("code_a{index}");
        [
            format!(" {code} 400 {text} code_a{} 400 ", index + 1),
            format!(
                " {code} {text} Why: {text} What to do: {text} Status: 400 Bad Request Title: "
            ),
            format!(" it string body, more.it {text} Example response: "),
            format!(" Notes: {text} See also: "),
        ]
    };
    texts.flat_map(entry).collect()
}

#[track_caller]
fn assert_shows(viewer: &str, path: &str, text: &str) {
    let shown = normal(text);
    let missing: Vec<String> =
        expected(path).into_iter().filter(|text| !shown.contains(text.as_str())).collect();
    assert!(missing.is_empty(), "{viewer} does not show on {path}: {missing:#?}");
}

#[test]
fn mdbook_shows_text_as_it_is() {
    let outputs = render(&hostile());
    let pages = page::read(&outputs);
    for path in ["nasty/README.md", "nasty/nasty.md"] {
        assert_shows("pulldown-cmark", path, &pages[path].text);
    }
    let page = &pages["nasty/nasty.md"];
    assert_eq!(page.headings[0].1, normal(TEXTS[3]));
    for text in TEXTS {
        let text = normal(&Text::new(text).plain());
        assert!(page.rows.iter().any(|row| *row == [text.as_str(), text.as_str()]), "{text}");
    }
}

#[test]
fn markdown_it_and_mdx_show_text_as_it_is() {
    let outputs = render(&hostile());
    let pages = page::read(&outputs);
    for (path, viewers) in shown_by_node("markdown-hostile", &outputs) {
        assert_agree(&path, &viewers, &pages[path.as_str()]);
    }
}

#[test]
fn markdown_it_and_mdx_agree_with_mdbook() {
    let everything = [None, Some("https://h/e/{code}"), Some("https://h/e#{code}")].map(everything);
    for model in everything.into_iter().chain([real()]) {
        let outputs = render(&model);
        let pages = page::read(&outputs);
        for (path, viewers) in shown_by_node("markdown-pages", &outputs) {
            assert_agree(&path, &viewers, &pages[path.as_str()]);
        }
    }
}

/// Every viewer shows the text that mdBook shows, and has the same anchors.
#[track_caller]
fn assert_agree(path: &str, viewers: &Value, mdbook: &Page) {
    for (viewer, page) in viewers.as_object().expect("viewers") {
        let text = normal(page["text"].as_str().expect("a text"));
        if let Some(at) = text.bytes().zip(mdbook.text.bytes()).position(|(a, b)| a != b) {
            let around = |text: &str| {
                String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(40)..])
                    .chars()
                    .take(120)
                    .collect::<String>()
            };
            panic!("{viewer} on {path}:\n{}\n{}", around(&text), around(&mdbook.text));
        }
        assert_eq!(text.len(), mdbook.text.len(), "{viewer} on {path}");
        let ids: Vec<&str> =
            page["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(ids, mdbook.ids, "{viewer} on {path}");
    }
}

/// What markdown-it and MDX show of each page.
fn shown_by_node(name: &str, outputs: &[Output]) -> BTreeMap<String, Value> {
    let folder = scratch(name);
    for output in outputs {
        let path = folder.join(&output.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(path, &output.text).expect("the page is written");
    }
    let script = npm_tools().join("visible-text.mjs");
    let shown = run(std::process::Command::new("node").arg(script).arg(folder));
    serde_json::from_str(&shown).expect("JSON")
}
