//! Findings, as tests expect them.

use errbook::Checked;
use errbook::diagnostic::Diagnostic;
use errbook::report::{Look, render};
use errbook::source::{Sources, Span};
use snapbox::Assert;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::data::{Inline, IntoData};

/// Tests with a case each: its name, a function that checks it, and what the function expects.
macro_rules! cases {
    ($($(#[$about:meta])* $name:ident: $check:ident($($given:expr),* $(,)?) => $expected:expr;)*) => {
        $(
            $(#[$about])*
            #[test]
            fn $name() {
                $check($($given,)* $expected);
            }
        )*
    };
}
pub(crate) use cases;

/// Compares a text with an expectation, which `SNAPSHOTS=overwrite` brings up to date.
#[track_caller]
pub fn shows(text: &str, expected: Inline) {
    // Nothing in the text is a pattern.
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(text, expected.raw());
}

/// Compares all findings, in order, and checks what is true of every finding.
#[track_caller]
pub fn finds(checked: &Checked, expected: Inline) {
    shows(&text(&checked.diagnostics, &checked.sources), expected);
    for found in &checked.diagnostics {
        // Every finding can be shown, whatever the file holds.
        assert!(!render(found, &checked.sources, Look::default()).is_empty());
        assert!(!found.message.starts_with(char::is_uppercase), "{}", found.message);
        assert!(!found.message.ends_with('.'), "{}", found.message);
        assert!(found.help.is_some(), "{} says how to fix it", found.message);
        assert!(found.labels.iter().all(|label| !label.text.is_empty()), "{}", found.message);
    }
}

/// Findings as text, each with its places and its help.
pub fn text(found: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = Vec::new();
    for found in found {
        let mut places = found.labels.iter().map(|label| place(label.span, sources));
        let first = places.next().expect("a finding has a place");
        lines.push(format!("{first} {} {}: {}", found.level, found.rule.id, found.message));
        lines.extend(places.map(|place| format!("  also {place}")));
        lines.extend(found.help.iter().map(|help| format!("  help: {help}")));
    }
    lines.join("\n")
}

/// A place in a file, as in `path:line:column`.
fn place(span: Span, sources: &Sources) -> String {
    let file = sources.file(span);
    let (line, column) = file.position(span.start as usize);
    format!("{}:{line}:{column}", file.path)
}
