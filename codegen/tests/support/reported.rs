//! A registry with all kinds of findings, and reports of them.

use errbook::Checked;
use errbook::diagnostic::{Diagnostic, Level};
use errbook::report::{FORMATS, Look, Report};
use errbook::rule;
use errbook::source::{Sources, Span};

pub const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

/// A section with several kinds of mistakes: two conflicting positions, a position over several
/// lines, and texts with characters that are special in every format.
pub const ORDERS: &str = "\
section: Orders
errors:
  not_found: { status: 404, description: No such order. }
  not_found: { status: 404, description: No such order. }
  \"50% off: <b>&\\n\\\"]]>, ::error::\\e[1m\": { status: 404, description: Ünïcödé. }
  gone: { stats: 410, description: Gone. }
notes:
  first: one
  second: two
";

/// A registry with findings in files with all kinds of names.
pub fn checked() -> Checked {
    errbook::check(Sources::from_texts([
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", ORDERS),
        ("shop/50% of, all: [#1] ü.yaml", "section: Odd\nerors: {}\n"),
        ("stray.yaml", "section: Stray\n"),
    ]))
}

/// Findings of every level, one without a position and some with a fix.
pub fn findings() -> Checked {
    let mut checked = checked();
    let span = Span { file: 1, start: 0, end: 7 };
    for level in [Level::Warning, Level::Hint] {
        let mut found = Diagnostic::of(&rule::CODE_STYLE, "just\nsome 50% words");
        found.level = level;
        checked.diagnostics.push(found.at(span, "here").fix(span, "Section"));
    }
    checked.diagnostics.push(Diagnostic::error(&rule::TARGET_FOLDER, "no position, 100%"));
    checked.diagnostics.sort_by_key(|found| found.labels.first().map(|label| label.span));
    checked
}

pub fn report(name: &str, checked: &Checked) -> String {
    let format = FORMATS.iter().find(|format| format.name == name).expect("a format");
    let found: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
    let look = Look::default();
    let command = "errbook check";
    format.report(&Report { found: &found, sources: &checked.sources, look, command }).collect()
}
