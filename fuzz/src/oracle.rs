//! The parsers that the consumers of each output have.

use std::cell::RefCell;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser};

thread_local! {
    /// Outputs that were parsed: many are the same for every registry.
    static PARSED: RefCell<HashSet<u64>> = RefCell::default();
}

/// Parses an output as its consumer does, depending on its name.
pub fn parses(path: &str, text: &str) {
    let mut hasher = DefaultHasher::new();
    (path, text).hash(&mut hasher);
    let is_new = PARSED.with_borrow_mut(|parsed| {
        if parsed.len() > 100_000 {
            parsed.clear();
        }
        parsed.insert(hasher.finish())
    });
    if !is_new {
        return;
    }
    assert!(text.ends_with('\n') && !text.contains('\r'), "{path} has other line ends");
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let fault = match ending {
        "json" | "webmanifest" => json(text),
        "yaml" => serde_norway::from_str::<serde_norway::Value>(text).err().map(|e| e.to_string()),
        "toml" => text.parse::<toml::Table>().err().map(|e| e.to_string()),
        "rs" => syn::parse_file(text).err().map(|e| e.to_string()),
        "ts" | "js" | "mjs" => script(path, text),
        "html" => page(text),
        "md" => markdown(text),
        "xml" => xml(text),
        _ => None,
    };
    if let Some(fault) = fault {
        panic!("{path}: {fault}\n{text}");
    }
}

/// Why a text is not JSON.
pub fn json(text: &str) -> Option<String> {
    serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string())
}

/// Why a text is not well-formed XML.
pub fn xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) if open == 0 => return None,
            Ok(quick_xml::events::Event::Eof) => return Some("an element is open".to_owned()),
            Ok(quick_xml::events::Event::Start(_)) => open += 1,
            Ok(quick_xml::events::Event::End(_)) => open -= 1,
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

fn script(path: &str, text: &str) -> Option<String> {
    let allocator = oxc_allocator::Allocator::default();
    let kind = oxc_span::SourceType::from_path(path).ok()?;
    let parsed = oxc_parser::Parser::new(&allocator, text, kind).parse();
    parsed.errors.first().map(ToString::to_string)
}

/// Why a page is not valid, or runs what it should not.
fn page(text: &str) -> Option<String> {
    let dom =
        html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(text);
    if let Some(error) = dom.errors.borrow().first() {
        return Some(error.to_string());
    }
    harm(&dom.document)
}

fn harm(node: &Handle) -> Option<String> {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let mut source = false;
        for attribute in attrs.borrow().iter() {
            let (key, value) = (&*attribute.name.local, &*attribute.value);
            source |= key == "src";
            let address = matches!(key, "href" | "src" | "action");
            let value = value.trim().to_ascii_lowercase();
            let scripts = ["javascript:", "vbscript:", "data:text"];
            if key.starts_with("on") || address && scripts.iter().any(|it| value.starts_with(it)) {
                return Some(format!("<{} {key}={value}>", &*name.local));
            }
        }
        let own = ["alert(", "onload"];
        let body = node.children.borrow();
        if &*name.local == "script" && !source {
            for child in body.iter() {
                if let NodeData::Text { contents } = &child.data
                    && own.iter().any(|it| contents.borrow().contains(it))
                {
                    return Some(format!("a script says {}", contents.borrow()));
                }
            }
        }
    }
    node.children.borrow().iter().find_map(harm)
}

/// What a page has that its readers would run.
fn markdown(text: &str) -> Option<String> {
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.to_ascii_lowercase();
                if html.contains("<script") || html.contains("onload") {
                    return Some(html);
                }
            }
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. })
                if dest_url.to_ascii_lowercase().trim().starts_with("javascript:") =>
            {
                return Some(dest_url.to_string());
            }
            _ => {}
        }
    }
    None
}
