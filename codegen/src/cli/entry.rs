//! The pages of `errbook explain`: for a code, a retired code and a rule.

use std::fmt::Write;

use clap::builder::styling::{AnsiColor, Style};
use errbook::example::{Content, request, request_body, response};
use errbook::model::{
    Catalog, Code, Delivery, Detail, Link, Place, Retired, Text, Visibility, display_path,
};
use errbook::rule;
use errbook::source::Sources;

use super::show;

/// The width of text, in columns, if the terminal is that wide.
const WIDTH: usize = 90;

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();

/// What a rule checks, why, and how to fix what it finds.
pub(super) fn rule(code: &Code) -> String {
    let mut page = Page::new(&code.code, &code.title);
    let level = code.category.as_deref().unwrap_or_default();
    page.fact("level", level);
    page.section("What it checks", Some(&code.description));
    page.section("Why it matters", code.cause.as_ref());
    page.section("How to fix it", code.resolution.as_ref());
    page.examples(code);
    if level != "error" {
        // There is no suppression for a finding about unused suppressions.
        let allowed = code.code != rule::UNUSED_SUPPRESSION.id;
        let or = if allowed { ", or to allow it" } else { "" };
        page.heading(&format!("How to set its level{or}"));
        page.paragraph(&format!("In `errbook.toml`:      [levels] {} = \"off\"", code.code));
        page.paragraph(&format!("In `catalog.yaml`:      levels: {{ {}: error }}", code.code));
        if allowed {
            let allow = format!("allow: {{ {}: The reason. }}", code.code);
            page.paragraph(&format!("Beside the entry:       {allow}"));
        }
    }
    page.text
}

/// Everything about a code.
pub(super) fn code(catalog: &Catalog, code: &Code, sources: &Sources) -> String {
    let mut page = Page::new(&code.code, &code.title);
    let section = &catalog.sections[code.section];
    let (line, column) = sources.file(code.span).position(code.span.start as usize);
    page.fact("catalog", &format!("{}, {}", catalog.id, catalog.title));
    page.fact("section", &format!("{}, {}", section.id, section.title));
    page.fact("status", &statuses(code));
    page.fact_if("category", code.category.as_deref());
    page.fact_if("grpc", code.grpc.map(|grpc| grpc.name));
    page.fact_if("retry", code.retry.map(|retry| retry.sentence().replace('`', "")).as_deref());
    page.fact_if("action", code.action.as_deref());
    page.fact_if("docs", code.docs_url.as_deref());
    page.fact_if("since", code.since.as_deref());
    if code.visibility == Visibility::Internal {
        page.fact("visible", "only to the team: in no public output");
    }
    if code.delivery == Delivery::Redirect {
        page.fact("delivery", "as query parameters of a redirect");
    }
    page.fact("defined", &format!("{}:{line}:{column}", sources.file(code.span).path));
    if let Some(deprecated) = &code.deprecated {
        page.heading("Deprecated");
        if let Some(since) = &deprecated.since {
            page.paragraph(&format!("Since {since}."));
        }
        if let Some(replacement) = &deprecated.replaced_by {
            page.paragraph(&format!("Use {CODE}{replacement}{CODE:#} instead."));
        }
        page.text_if(deprecated.note.as_ref());
    }
    page.section("What happened", Some(&code.description));
    page.section("Why", code.cause.as_ref());
    page.section("What to do", code.resolution.as_ref());
    if let Some(action) = code.action.as_ref().and_then(|id| catalog.action(id)) {
        page.section("What a client does", Some(&action.description));
    }
    if !code.details.is_empty() {
        page.heading("Details");
        code.details.iter().for_each(|detail| page.detail(detail));
    }
    page.returned_by(catalog, code);
    if !code.notes.is_empty() {
        page.heading("Notes");
        code.notes.iter().for_each(|note| page.text_if(Some(note)));
    }
    page.listed_in(catalog, code);
    page.examples(code);
    if !code.links.is_empty() {
        page.heading("See also");
        code.links.iter().for_each(|link| page.link(link));
    }
    page.response(catalog, code);
    page.text
}

/// What became of a retired code.
pub(super) fn retired(catalog: &Catalog, retired: &Retired) -> String {
    let mut page = Page::new(&retired.code, "retired");
    page.fact("catalog", &catalog.id);
    page.fact_if("since", retired.since.as_deref());
    page.fact_if("instead", retired.replaced_by.as_deref());
    page.section("Why", Some(&retired.reason));
    page.text
}

/// The statuses of a code, or `none`.
pub(super) fn statuses(code: &Code) -> String {
    if code.status.is_empty() {
        return "none".to_owned();
    }
    code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// A page being written. Writing to a string does not fail.
struct Page {
    text: String,
    /// The width of text, in columns.
    width: usize,
}

impl Page {
    /// A page with its first line.
    fn new(name: &str, title: &str) -> Page {
        let width = show::width().map_or(WIDTH, |width| width.saturating_sub(2).clamp(20, WIDTH));
        Page { text: format!("{HEADING}{name}{HEADING:#}  {title}\n"), width }
    }

    fn fact(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.text, "  {name:<9} {value}");
    }

    fn fact_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.fact(name, value);
        }
    }

    fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.text, "\n{HEADING}{heading}{HEADING:#}");
    }

    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "  {text}");
    }

    fn text_if(&mut self, text: Option<&Text>) {
        for line in text.iter().flat_map(|text| text.source().lines()) {
            for line in textwrap::wrap(line, self.width) {
                self.paragraph(&line);
            }
        }
    }

    fn section(&mut self, heading: &str, text: Option<&Text>) {
        if text.is_some() {
            self.heading(heading);
            self.text_if(text);
        }
    }

    fn detail(&mut self, detail: &Detail) {
        let place = match &detail.place {
            Place::Body(path) => format!("body {}", display_path(path)),
            Place::Header { name, parameter: None } => format!("header {name}"),
            Place::Header { name, parameter: Some(parameter) } => {
                format!("header {name}, parameter {parameter}")
            }
        };
        let optional = if detail.optional { ", may be absent" } else { "" };
        let sensitive = if detail.sensitive { ", sensitive" } else { "" };
        let _ = writeln!(
            self.text,
            "  {CODE}{}{CODE:#}: {} ({place}{optional}{sensitive})",
            detail.name, detail.ty
        );
        self.text_if(detail.description.as_ref());
    }

    fn returned_by(&mut self, catalog: &Catalog, code: &Code) {
        if code.operations.is_empty() && !code.everywhere {
            return;
        }
        self.heading("Returned by");
        if code.everywhere {
            self.paragraph("every operation");
        }
        for operation in code.operations.iter().map(|at| &catalog.operations[*at]) {
            let label = operation.label();
            match operation.operation_id().filter(|id| *id != label) {
                Some(id) => self.paragraph(&format!("{CODE}{label}{CODE:#} ({id})")),
                None => self.paragraph(&format!("{CODE}{label}{CODE:#}")),
            }
        }
    }

    fn listed_in(&mut self, catalog: &Catalog, code: &Code) {
        let mut first = true;
        for section in &catalog.sections {
            let entries = catalog.codes_in(section);
            for (listed, entry) in entries {
                let Some(reference) = &entry.reference else { continue };
                if listed.code != code.code {
                    continue;
                }
                if first {
                    self.heading("Also listed in");
                    first = false;
                }
                self.paragraph(&format!("{}, {}", section.id, section.title));
                self.text_if(reference.description.as_ref());
                self.text_if(reference.cause.as_ref());
                self.text_if(reference.resolution.as_ref());
            }
        }
    }

    fn examples(&mut self, code: &Code) {
        for example in &code.examples {
            self.heading(&example.title);
            for line in example.code.lines() {
                let _ = writeln!(self.text, "{}", format!("  {line}").trim_end());
            }
        }
    }

    fn link(&mut self, link: &Link) {
        match &link.url {
            Some(url) => self.paragraph(&format!("{}: {url}", link.title)),
            None => self.paragraph(&link.title),
        }
    }

    fn response(&mut self, catalog: &Catalog, code: &Code) {
        self.heading("Example");
        if let Some(request) = request(catalog, code) {
            self.paragraph(&request.line);
            for (name, value) in &request.headers {
                self.paragraph(&format!("{name}: {value}"));
            }
            if let Some(body) = &request.body {
                self.text.push('\n');
                request_body(body).lines().for_each(|line| self.paragraph(line));
            }
            self.text.push('\n');
        }
        let example = response(catalog, code);
        if let Some(status) = example.status {
            self.paragraph(&format!("HTTP/1.1 {status}"));
        }
        for (name, value) in &example.headers {
            self.paragraph(&format!("{name}: {value}"));
        }
        match &example.content {
            Content::Redirect(parameters) => {
                for (name, value) in parameters {
                    self.paragraph(&format!("Location parameter {name} = {value}"));
                }
            }
            Content::Body(body) => {
                self.paragraph(&format!("Content-Type: {}\n", catalog.envelope.content_type));
                for line in format!("{body:#}").lines() {
                    self.paragraph(line);
                }
            }
        }
    }
}
