//! The entry of one code: what happened, why, what to do, whether to retry, and what it looks like
//! on the wire.
//!
//! Written here rather than by a template, since a registry has thousands of entries.

use std::fmt::Write;

use super::escape::{self, Place};
use super::operation;
use super::pages::Pages;
use super::prose::Prose;
use crate::example::{self, Content};
use crate::model::{
    Catalog, Code, Delivery, Deprecated, Detail, Kind, Place as Travels, display_path,
};
use crate::names;
use crate::status;
use crate::text::Text;
use crate::words::series;

/// The anchors of a code's entry: the fragment of its docs URL and the code itself, and the same
/// for each of its former names.
pub(super) fn anchors(out: &mut String, catalog: &Catalog, code: &Code) {
    let template = catalog.docs.url.as_deref().and_then(|url| url.split_once('#'));
    let section = &catalog.sections[code.section].id;
    for name in [&code.code].into_iter().chain(&code.aliases) {
        let fragment = template
            .map(|(_, fragment)| fragment.replace("{code}", name).replace("{section}", section));
        if let Some(fragment) = fragment.filter(|fragment| fragment != name) {
            escape::anchor(out, &fragment);
        }
        escape::anchor(out, name);
    }
}

/// Everything about a code, below its heading.
pub(super) fn body(out: &mut String, pages: &Pages<'_>, page: &str, code: &Code, listed: &[usize]) {
    let prose = Prose { pages, page, own: Some(&code.code) };
    if let Some(deprecated) = &code.deprecated {
        deprecation(out, prose, deprecated);
    }
    prose.write(out, &code.description, Place::Block);
    out.push_str("\n\n");
    if let Some(cause) = &code.cause {
        out.push_str("**Why:** ");
        prose.write(out, cause, Place::Block);
        out.push_str("\n\n");
    }
    if let Some(resolution) = &code.resolution {
        out.push_str("**What to do:** ");
        prose.write(out, resolution, Place::Block);
        out.push_str("\n\n");
    }
    facts(out, prose, code, listed);
    details(out, prose, code);
    for example in &code.examples {
        let _ = write!(out, "**{}:**\n\n", escape::inline(&example.title));
        escape::fenced(out, example.language.as_deref().unwrap_or_default(), &example.code);
        out.push('\n');
    }
    response(out, pages.catalog, code);
    if !code.notes.is_empty() {
        out.push_str("**Notes:**\n\n");
        for note in &code.notes {
            out.push_str("- ");
            prose.write(out, note, Place::Inline);
            out.push('\n');
        }
        out.push('\n');
    }
    if !code.links.is_empty() {
        out.push_str("**See also:**\n\n");
        for link in &code.links {
            let _ = writeln!(out, "- {}", prose.link(link));
        }
        out.push('\n');
    }
}

/// A code's statuses with their reason phrases.
pub(in crate::targets) fn statuses(code: &Code) -> String {
    if code.status.is_empty() {
        return "none documented".to_owned();
    }
    let statuses: Vec<String> = code.status.iter().copied().map(status::with_reason).collect();
    series(&statuses, "or")
}

fn deprecation(out: &mut String, prose: Prose<'_>, deprecated: &Deprecated) {
    out.push_str("**Deprecated");
    if let Some(since) = &deprecated.since {
        out.push_str(" since ");
        escape::words(out, since, Place::Inline, false);
    }
    out.push_str(".**");
    if let Some(replacement) = &deprecated.replaced_by {
        let _ = write!(out, " Use {} instead.", prose.code(replacement));
    }
    if let Some(note) = &deprecated.note {
        out.push(' ');
        prose.write(out, note, Place::Block);
    }
    out.push_str("\n\n");
}

fn facts(out: &mut String, prose: Prose<'_>, code: &Code, listed: &[usize]) {
    let catalog = prose.pages.catalog;
    if prose.pages.has_statuses {
        let _ = writeln!(out, "- **Status:** {}", statuses(code));
    }
    if let Some(retry) = code.retry {
        out.push_str("- **Retry:** ");
        prose.write(out, &Text::new(retry.sentence()), Place::Inline);
        out.push('\n');
    }
    if let Some(action) = code.action.as_deref().and_then(|action| catalog.action(action)) {
        let id = prose.pages.id("action", &action.id);
        let link = super::pages::link(prose.page, &prose.pages.guide, Some(&id));
        let _ = write!(out, "- **Action:** [{}]({link}): ", escape::inline(&action.title));
        prose.write(out, &action.description, Place::Inline);
        out.push('\n');
    }
    if let Some(category) = &code.category {
        let id = prose.pages.id("category", category);
        let link = super::pages::link(prose.page, &prose.pages.guide, Some(&id));
        let _ = writeln!(out, "- **Category:** [{}]({link})", escape::inline_code(category));
    }
    if code.title != names::title(&code.code) {
        let _ = writeln!(out, "- **Title:** {}", escape::inline(&code.title));
    }
    if let Some(message) = &code.message {
        let _ = writeln!(out, "- **Message:** {}", escape::inline_code(&message.source));
    }
    if code.delivery == Delivery::Redirect {
        out.push_str("- **Delivery:** in the query of a redirect, not in a body\n");
    }
    if let Some(grpc) = code.grpc {
        let _ = writeln!(out, "- **gRPC:** `{}` ({})", grpc.name, grpc.number);
    }
    if let Some(since) = &code.since {
        let _ = writeln!(out, "- **Since:** {}", escape::inline(since));
    }
    if !code.aliases.is_empty() {
        let names: Vec<String> = code.aliases.iter().map(|n| escape::inline_code(n)).collect();
        let _ = writeln!(out, "- **Formerly:** {}", series(&names, "and"));
    }
    if code.everywhere || !code.operations.is_empty() {
        let _ = writeln!(out, "- **Returned by:** {}", operation::returning(prose, code));
    }
    if !listed.is_empty() {
        let link = |section: &usize| {
            let title = escape::inline(&catalog.sections[*section].title);
            format!("[{title}]({})", prose.pages.to_section(prose.page, *section))
        };
        let links: Vec<String> = listed.iter().map(link).collect();
        let _ = writeln!(out, "- **Also listed in:** {}", series(&links, "and"));
    }
    out.push('\n');
}

fn details(out: &mut String, prose: Prose<'_>, code: &Code) {
    if code.details.is_empty() {
        return;
    }
    out.push_str("| Detail | Type | Where | Description |\n|---|---|---|---|\n");
    for detail in &code.details {
        out.push_str("| ");
        escape::code(out, &detail.name, Place::Cell);
        out.push_str(" | ");
        escape::code(out, &detail.ty.to_string(), Place::Cell);
        out.push_str(" | ");
        travels(out, code.delivery, detail);
        out.push_str(" | ");
        let from = out.len();
        if let Some(description) = &detail.description {
            prose.write(out, description, Place::Cell);
        }
        for remark in remarks(detail) {
            if out.len() > from {
                out.push(' ');
            }
            out.push_str(remark);
        }
        out.push_str(" |\n");
    }
    out.push('\n');
}

/// What a page adds to the description of a detail.
pub(in crate::targets) fn remarks(detail: &Detail) -> impl Iterator<Item = &'static str> {
    let in_header = matches!(detail.place, Travels::Header { .. });
    let is_delay = detail.ty.kind == Kind::Delay;
    let remarks = [
        (is_delay && in_header, "In whole seconds, or as an HTTP date."),
        (is_delay && !in_header, "In whole seconds."),
        (detail.optional, "May be absent."),
        (detail.sensitive, "Sensitive: keep it out of logs and messages."),
    ];
    remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark)
}

fn travels(out: &mut String, delivery: Delivery, detail: &Detail) {
    match &detail.place {
        Travels::Body(path) => {
            out.push_str(match delivery {
                Delivery::Body => "body, ",
                Delivery::Redirect => "query, ",
            });
            escape::code(out, &display_path(path), Place::Cell);
        }
        Travels::Header { name, parameter: None } => {
            out.push_str("header ");
            escape::code(out, name, Place::Cell);
        }
        Travels::Header { name, parameter: Some(parameter) } => {
            out.push_str("header ");
            escape::code(out, name, Place::Cell);
            out.push_str(", parameter ");
            escape::code(out, parameter, Place::Cell);
        }
    }
}

fn response(out: &mut String, catalog: &Catalog, code: &Code) {
    if let Some(request) = example::request(catalog, code) {
        let mut text = format!("{}\n", line(&request.line));
        for (name, value) in &request.headers {
            header(&mut text, name, value);
        }
        if let Some(body) = &request.body {
            let _ = write!(text, "\n{}", example::request_body(body));
        }
        out.push_str("**Example request:**\n\n");
        escape::fenced(out, "http", &text);
        out.push('\n');
    }
    let response = example::response(catalog, code);
    let mut head = String::new();
    if let Some(status) = response.status {
        let _ = writeln!(head, "HTTP/1.1 {}", status::with_reason(status));
    }
    match &response.content {
        Content::Redirect(parameters) => {
            header(&mut head, "Location", &example::redirect_address(parameters));
        }
        Content::Body(_) => header(&mut head, "Content-Type", &catalog.envelope.content_type),
    }
    for (name, value) in &response.headers {
        header(&mut head, name, value);
    }
    out.push_str("**Example response:**\n\n");
    match &response.content {
        Content::Body(body) if response.status.is_none() && response.headers.is_empty() => {
            escape::fenced(out, "json", &format!("{body:#}"));
        }
        Content::Body(body) => escape::fenced(out, "http", &format!("{head}\n{body:#}")),
        Content::Redirect(_) => escape::fenced(out, "http", &head),
    }
    out.push('\n');
}

fn header(head: &mut String, name: &str, value: &str) {
    let _ = writeln!(head, "{}: {}", line(name), line(value));
}

/// The words without characters that would end the line.
pub(in crate::targets) fn line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}
