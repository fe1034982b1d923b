//! Formatting and fixing change nothing but what they should.

use std::collections::BTreeMap;

use errbook::layout::{self, Unformatted};
use errbook::rule::Level;
use errbook::source::Sources;
use errbook::{check, fix};

use crate::input;

/// Formatting again changes nothing, and what a registry compiles to stays the same; fixes come to
/// an end and never break a registry.
pub fn edits(data: &[u8]) {
    let sources = input::sources(data);
    format(&sources);
    mend(sources, |_| true);
    mend(input::sources(data), |sure| sure);
}

fn format(sources: &Sources) {
    let mut formatted = sources.clone();
    for (at, file) in (0..).zip(sources.files()) {
        match layout::format(file) {
            Ok(text) => {
                if let Some((now, before)) = comments(&text).zip(comments(&file.text)) {
                    assert_eq!(now, before, "{}", file.text);
                }
                let again = layout::format(&file.with_text(text.clone()));
                assert_eq!(again.as_deref(), Ok(text.as_str()), "{}", file.text);
                formatted.replace(at, text);
            }
            Err(Unformatted::Findings) => {}
            // Two parsers may disagree about text that hardly anybody writes; then the file is left as
            // it is, and the message names the line.
            Err(Unformatted::Different { line }) => {
                assert!(line >= 1 && line <= file.text.lines().count().max(1), "{}", file.text);
            }
        }
    }
    let before = check(sources.clone()).model;
    let after = check(formatted).model;
    assert_eq!(rendered(before.as_ref()), rendered(after.as_ref()));
}

/// What a model compiles to; the JSON file says all that it holds.
fn rendered(model: Option<&errbook::model::Model>) -> Option<String> {
    let target = errbook::targets::TARGETS.iter().find(|target| target.name == "json")?;
    let outputs = target.outputs(model?, &errbook::targets::Options::default());
    let outputs = outputs.expect("the model renders");
    Some(outputs.into_iter().map(|output| output.text).collect())
}

/// How often each line with nothing but a comment occurs; unknown if there may be a block scalar or
/// a quoted text, where such a line is no comment.
fn comments(text: &str) -> Option<BTreeMap<&str, usize>> {
    if text.contains(['|', '>', '"', '\'']) {
        return None;
    }
    let mut all = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| line.starts_with('#')) {
        *all.entry(line).or_default() += 1;
    }
    Some(all)
}

/// Applies fixes until there are none left.
fn mend(sources: Sources, wanted: fn(bool) -> bool) {
    let mut checked = check(sources);
    let compiled = checked.model.is_some();
    for _ in 0..40 {
        let mut sources = checked.sources;
        let found = checked.diagnostics.iter();
        let found = found.filter(|it| it.fix.as_ref().is_some_and(|fix| wanted(fix.sure)));
        if fix::apply(&mut sources, found) == 0 {
            return;
        }
        let before: Vec<_> = checked.diagnostics;
        checked = check(sources);
        let broken = compiled && checked.model.is_none();
        let errors = checked.diagnostics.iter().filter(|it| it.level == Level::Error);
        assert!(
            !broken,
            "a fix of {:?} made {:?}",
            before.iter().map(|it| it.rule.id).collect::<Vec<_>>(),
            errors.map(|it| &it.message).collect::<Vec<_>>()
        );
    }
    let left: Vec<_> = checked.diagnostics.iter().map(|it| (it.rule.id, &it.message)).collect();
    panic!("fixes have no end: {left:?}");
}
