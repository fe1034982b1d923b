//! Markdown in the programs that show it: text that looks like markup is shown as it is in the
//! registry. And the programs that pages show, in the compiler.

use std::collections::{BTreeMap, BTreeSet};

use errbook::model::Model;
use errbook::output::Output;
use errbook::text::{Block, Span, blocks, mark};
use serde_json::Value;

use crate::support::markdown::{everything, render};
use crate::support::nasty::{self, TEXTS};
use crate::support::page::{self, Page, normal};
use crate::support::registry::{of_texts, real};
use crate::support::{npm_tools, run, scratch, write};
use crate::typescript;

fn hostile() -> Model {
    let files = nasty::registry();
    of_texts(files.each_ref().map(|(path, text)| (*path, text.as_str())))
}

/// The visible text of a text; lists keep a mark of their own only where all is on one line.
fn shown(source: &str, on_a_line: bool) -> String {
    normal(&of_blocks(&blocks(source.trim()), on_a_line))
}

fn of_blocks(blocks: &[Block<'_>], on_a_line: bool) -> String {
    let block = |block: &Block<'_>| match block {
        Block::Paragraph(spans) => of_spans(spans),
        Block::Code { code, .. } => code.to_string(),
        Block::List { first, items } => {
            let item = |(index, item): (usize, &Vec<Block<'_>>)| {
                let mark = first.map_or_else(|| "•".to_owned(), |_| mark(*first, index));
                let mark = if on_a_line { mark } else { String::new() };
                format!("{mark} {}", of_blocks(item, on_a_line))
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join(" ")
        }
    };
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn of_spans(spans: &[Span<'_>]) -> String {
    let span = |span: &Span<'_>| match span {
        Span::Words(words) | Span::Code(words) => words.to_string(),
        Span::Emphasis(spans) | Span::Strong(spans) => of_spans(spans),
        Span::Link(spans, url) if url.contains(':') => of_spans(spans),
        // It leads nowhere.
        Span::Link(spans, url) => format!("{} ({url})", of_spans(spans)),
    };
    spans.iter().map(span).collect()
}

/// Text on a page, with the text before and after it, so that nothing is added or lost.
fn expected(path: &str) -> Vec<String> {
    let texts = TEXTS.iter().map(|text| (shown(text, true), shown(text, false))).enumerate();
    if path.ends_with("README.md") {
        return texts
            .map(|(index, (_, block))| format!("code_a{index}: {block} code_a{}: ", index + 1))
            .collect();
    }
    // A title has no code spans.
    let entry = |(index, (text, block)): (usize, (String, String))| {
        let code = format!("code_a{index}");
        [
            format!(
                " {code} {} title 400 {text} {text} {text} code_a{} ",
                normal(TEXTS[index]),
                index + 1
            ),
            format!(" {code} Detail Type Where Description it "),
            format!(" it string body, more.it {text} Example response: "),
            format!(" Notes: {block} See also: "),
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
    for path in ["nasty/README.md", "nasty/texts.md"] {
        assert_shows("pulldown-cmark", path, &pages[path].text);
    }
    let page = &pages["nasty/texts.md"];
    assert_eq!(page.headings[0].1, normal(TEXTS[3]));
    for text in TEXTS {
        let text = shown(text, true);
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

/// What markdown-it and MDX show for each page.
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

#[test]
fn programs_compile() {
    for (name, model, programs) in [("real", real(), 2), ("everything", everything(None), 1)] {
        let folder = scratch(&format!("markdown-programs-{name}"));
        typescript::write(&model, &folder.join("node_modules/api-errors"));
        let mut files = Vec::new();
        let mut functions = BTreeSet::new();
        for output in render(&model) {
            for (language, code) in Page::read(&output.text).blocks {
                if language == "ts" {
                    functions.extend(typescript::app_functions(&code));
                    files.push(format!("program{}.ts", files.len()));
                    write(&folder.join(&files[files.len() - 1]), &code);
                } else if language == "json" {
                    serde_json::from_str::<serde_json::Value>(&code).expect("JSON");
                } else {
                    let (_, body) = code.split_once("\n\n").unwrap_or((&code, "{}"));
                    serde_json::from_str::<serde_json::Value>(body).expect("JSON");
                }
            }
        }
        assert_eq!(files.len(), programs);
        write(&folder.join("app.ts"), &typescript::app(functions));
        write(&folder.join("package.json"), r#"{ "type": "module" }"#);
        typescript::check_types(&folder, &files.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
