//! The pages of `errbook explain`: for a code, a retired code and a rule.

use std::fmt::Write;

use crate::dialect::Terminal;
use crate::error::Error;
use crate::model::{Catalog, Code, Retired};
use crate::reference::{Content, Entries, Fact, Item, Output, words};
use crate::rule::{self, Kind};
use crate::source::Sources;
use crate::targets::json_code;
use crate::visible::word;
use serde_json::{Value, json};

use super::show;

/// The width of text, in columns, if the terminal is that wide.
const WIDTH: usize = 90;

/// What a rule checks, why, and how to fix what it finds.
pub(super) fn rule(rules: &Catalog, code: &Code) -> String {
    let terminal = terminal();
    let mut page = terminal.title(&code.name, &code.title);
    let level = code.category.map_or("", |id| rules[id].id.as_str());
    terminal.fact(&mut page, "level", level);
    // Only what says something about a rule; its other facts are about its published page.
    let about = [Fact::Description, Fact::Cause, Fact::Resolution, Fact::Examples];
    let mut items = items(rules, code);
    items.retain(|item| about.contains(&item.fact));
    terminal.entry(&mut page, &items);
    if rule::find(&code.name).is_some_and(|rule| rule.kind == Kind::Lint) {
        // There is no suppression for a finding about unused suppressions.
        let allowed = code.name != rule::UNUSED_SUPPRESSION.id;
        let or = if allowed { ", or to allow it" } else { "" };
        terminal.heading(&mut page, &format!("How to set its level{or}"));
        let mut lines = format!(
            "In `errbook.toml`:      [levels] {0} = \"off\"\n\
             In `catalog.yaml`:      levels: {{ {0}: error }}\n",
            code.name
        );
        if allowed {
            let _ =
                writeln!(lines, "Beside the entry:       allow: {{ {}: The reason. }}", code.name);
        }
        terminal.code(&mut page, &lines);
    }
    page
}

/// Everything about a code.
pub(super) fn code(catalog: &Catalog, code: &Code, sources: &Sources) -> String {
    let terminal = terminal();
    let mut page = terminal.title(&code.name, &code.title);
    let file = sources.file(code.span);
    let (line, column) = file.position(code.span.start as usize);
    terminal.fact(&mut page, "catalog", &format!("{}, {}", catalog.id, catalog.title));
    terminal.fact(&mut page, "defined", &format!("{}:{line}:{column}", file.path));
    terminal.entry(&mut page, &items(catalog, code));
    page
}

/// Adds what a response said to the page of its code.
pub(super) fn received(page: &mut String, values: &[(String, String)]) {
    if values.is_empty() {
        return;
    }
    let terminal = terminal();
    terminal.heading(page, "As received");
    let line = |(name, value): &(String, String)| format!("{name}: {}\n", word(value));
    terminal.code(page, &values.iter().map(line).collect::<String>());
}

/// The entry of a code of a catalog.
fn items<'a>(catalog: &'a Catalog, code: &Code) -> Vec<Item<'a>> {
    let own = catalog.codes_with_ids().find(|(_, own)| own.name == code.name);
    let entries = Entries::of(catalog);
    own.map(|(id, _)| entries.entry(id, Output::Terminal)).unwrap_or_default()
}

/// What became of a retired code.
pub(super) fn retired(catalog: &Catalog, retired: &Retired) -> String {
    let terminal = terminal();
    let mut page = terminal.title(&retired.code, "retired");
    terminal.fact(&mut page, "catalog", &catalog.id);
    if let Some(since) = &retired.since {
        terminal.fact(&mut page, Fact::Since.label(), since);
    }
    if let Some(id) = retired.replaced_by {
        terminal.fact(&mut page, "instead", &catalog[id].name);
    }
    let reason = Content::Text(vec![words(retired.reason.plain())]);
    terminal.entry(
        &mut page,
        &[Item { fact: Fact::Cause, label: Fact::Cause.label(), content: reason }],
    );
    page
}

/// The statuses of a code, or `none`.
pub(super) fn statuses(code: &Code) -> String {
    if code.status.is_empty() {
        return "none".to_owned();
    }
    code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// Adds a paragraph to a page.
pub(super) fn paragraph(terminal: Terminal, page: &mut String, text: &str) {
    terminal.paragraphs(page, &[words(text.to_owned())]);
}

/// The terminal that pages are written for; without one, styles are removed when they are printed.
pub(super) fn terminal() -> Terminal {
    let width = show::width().map_or(WIDTH, |width| width.saturating_sub(2).clamp(20, WIDTH));
    Terminal { width }
}

/// Codes and retired codes as an array.
pub(super) fn json(
    codes: &[(&Catalog, &Code)],
    retired: &[(&Catalog, &Retired)],
) -> Result<Value, Error> {
    let codes = codes.iter().map(|(catalog, code)| {
        json_code(catalog, code).map_err(|source| Error::Render { target: "json", source })
    });
    let retired = retired.iter().map(|(catalog, retired)| Ok(json_retired(catalog, retired)));
    codes.chain(retired).collect()
}

fn json_retired(catalog: &Catalog, retired: &Retired) -> Value {
    json!({
        "catalog": catalog.id,
        "code": retired.code,
        "retired": {
            "reason": retired.reason.source(),
            "since": retired.since,
            "replaced_by": retired.replaced_by.map(|id| &catalog[id].name),
        },
    })
}
