//! HTML: escaped registry text, and values as colored code.

use std::fmt::Write;

use minijinja::value::Value;
use minijinja::{Error, Output, State, escape_formatter};

use super::place::Places;
use crate::model::{Code, Link};
use crate::targets::markdown::pages::link;
use crate::text::{Span, Text};
use crate::words::series;

/// HTML that templates write as it is.
pub(super) fn safe(html: String) -> Value {
    Value::from_safe_string(html)
}

/// Writes text so that nothing in it is markup, in an element or a quoted attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            // HTML cannot contain these.
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Writes a template's values: HTML as is, text escaped.
pub(super) fn format(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            let mut escaped = String::with_capacity(text.len());
            escape(&mut escaped, text);
            Ok(out.write_str(&escaped)?)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    let mut out = "<code>".to_owned();
    escape(&mut out, text);
    out.push_str("</code>");
    out
}

/// A link with this text.
pub(super) fn anchor(href: &str, words: &str) -> String {
    let mut out = "<a href=\"".to_owned();
    escape(&mut out, href);
    out.push_str("\">");
    escape(&mut out, words);
    out.push_str("</a>");
    out
}

/// The address, if it is safe to follow.
pub(super) fn address(url: &str) -> Option<&str> {
    let known = ["https://", "http://", "mailto:"];
    known.iter().any(|scheme| url.starts_with(scheme)).then_some(url)
}

/// Where text is written: on a page, perhaps in the entry of a code.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    pub(super) places: &'a Places<'a>,
    /// The page that the text is on.
    pub(super) page: &'a str,
    /// The code whose entry it is in, which is not linked to itself.
    pub(super) own: Option<&'a str>,
}

impl Prose<'_> {
    /// The text as paragraphs.
    pub(super) fn block(&self, text: &Text) -> Value {
        safe(format!("<p>{}</p>", self.write(text, "</p>\n<p>")))
    }

    /// The text within a line or a cell.
    pub(super) fn inline(&self, text: &Text) -> String {
        self.write(text, "<br>")
    }

    /// The text as paragraphs; empty if there is none.
    pub(super) fn optional(&self, text: Option<&Text>) -> Value {
        text.map_or_else(|| Value::from(""), |text| self.block(text))
    }

    /// Texts, each within a line.
    pub(super) fn lines(&self, texts: &[Text]) -> Vec<Value> {
        texts.iter().map(|text| safe(self.inline(text))).collect()
    }

    fn write(&self, text: &Text, end: &str) -> String {
        text.render(|span, out| match span {
            Span::Words(words) => escape(out, words),
            Span::Code(code) => out.push_str(&self.code(code)),
            Span::Break => out.push_str(end),
        })
    }

    /// Code, linked if it is the name of an error code.
    pub(super) fn code(&self, name: &str) -> String {
        let found = self.places.twins.code(name).filter(|code| self.own != Some(&code.code));
        match found {
            Some(found) => {
                format!("<a href=\"{}\">{}</a>", self.places.to_code(self.page, found), code(name))
            }
            None => code(name),
        }
    }

    /// Linked codes in a sentence: `a`, `b` and `c`.
    pub(super) fn codes(&self, names: &[String]) -> String {
        series(&names.iter().map(|name| self.code(name)).collect::<Vec<_>>(), "and")
    }

    /// A link to something that the catalog's first page describes.
    pub(super) fn to_guide(self, kind: &str, name: &str) -> String {
        link(self.page, "index.html", Some(&format!("_{kind}-{name}")))
    }

    /// Links to the operations that return a code, in a sentence.
    pub(super) fn operations(&self, code: &Code) -> String {
        if code.everywhere {
            return "every operation".to_owned();
        }
        let operations = &self.places.catalog.operations;
        let to = |at: &usize| {
            let mut out = "<a href=\"".to_owned();
            let id = format!("_operation-{}", operations[*at].anchor);
            escape(&mut out, &link(self.page, &self.places.operations, Some(&id)));
            let _ = write!(out, "\">{}</a>", self::code(&operations[*at].label()));
            out
        };
        series(&code.operations.iter().map(to).collect::<Vec<_>>(), "and")
    }

    /// A page elsewhere: its title, linked if it has an address, and its description.
    pub(super) fn link(&self, link: &Link) -> Value {
        let mut out = match link.url.as_deref() {
            Some(url) if address(url).is_some() => anchor(url, &link.title),
            url => {
                let mut out = String::new();
                escape(&mut out, &link.title);
                if let Some(url) = url {
                    let _ = write!(out, " ({})", code(url));
                }
                out
            }
        };
        if let Some(description) = &link.description {
            let _ = write!(out, ": {}", self.inline(description));
        }
        safe(out)
    }

    /// Links to sections, in a sentence.
    pub(super) fn sections(&self, sections: &[usize]) -> String {
        let places = self.places;
        let to = |at: &usize| {
            let href = link(self.page, &places.sections[*at], None);
            anchor(&href, &places.catalog.sections[*at].title)
        };
        series(&sections.iter().map(to).collect::<Vec<_>>(), "and")
    }
}

/// Whether a code's title is not derived from the code.
pub(super) fn has_title(code: &Code) -> bool {
    code.title != crate::names::title(&code.code)
}

/// A JSON value on several lines, colored; the text is that of `{value:#}`.
pub(super) fn json(out: &mut String, value: &serde_json::Value, depth: usize) {
    let (open, close, length) = match value {
        serde_json::Value::Object(members) => ('{', '}', members.len()),
        serde_json::Value::Array(items) => ('[', ']', items.len()),
        scalar => {
            coloured(out, if scalar.is_string() { 's' } else { 'n' }, &scalar.to_string());
            return;
        }
    };
    out.push(open);
    let line = |out: &mut String, index: usize, name: Option<&str>, item| {
        let _ = write!(out, "{}\n{:2$}", if index > 0 { "," } else { "" }, "", 2 * depth + 2);
        if let Some(name) = name {
            coloured(out, 'k', &serde_json::Value::from(name).to_string());
            out.push_str(": ");
        }
        json(out, item, depth + 1);
    };
    match value {
        serde_json::Value::Object(members) => {
            let members = members.iter().enumerate();
            members.for_each(|(index, (name, item))| line(out, index, Some(name), item));
        }
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| line(out, index, None, item));
        }
        _ => {}
    }
    if length > 0 {
        let _ = write!(out, "\n{:1$}", "", 2 * depth);
    }
    out.push(close);
}

/// Code in a color.
pub(super) fn coloured(out: &mut String, class: char, text: &str) {
    let _ = write!(out, "<span class=\"{class}\">");
    escape(out, text);
    out.push_str("</span>");
}
