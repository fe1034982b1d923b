//! Formatting and fixing keep what a file says and every comment, whatever the order of its keys and
//! the spelling of its texts, and wherever its comments are.

use std::collections::BTreeSet;

use errbook::diagnostic::{Diagnostic, Level};
use errbook::fix::apply;
use errbook::layout::format;
use errbook::model::Model;
use errbook::report::{Look, render};
use errbook::source::Sources;
use errbook::targets::Options;

use crate::support::registry::render as render_target;

mod generator;
mod ownership;

use generator::Written;

/// What a registry says: the data that programs read.
fn said(model: &Model) -> String {
    let outputs = render_target("json", model.public(), &Options::default());
    outputs.into_iter().map(|output| output.text).collect()
}

/// The comments of a text, which are all numbered.
fn comments(text: &str) -> BTreeSet<&str> {
    let rest = |at: usize| text[at..].split(['\n', '\r']).next().unwrap_or_default().trim_end();
    text.match_indices("#c").map(|(at, _)| rest(at)).collect()
}

/// Formats a file; fails the test if that is not possible.
#[track_caller]
fn formatted(sources: &Sources, index: usize) -> String {
    let file = &sources.files()[index];
    format(file).unwrap_or_else(|reason| panic!("{reason}\n<<<\n{}\n>>>", file.text))
}

fn sources(catalog: &str, section: &str) -> Sources {
    Sources::from_texts([("shop/catalog.yaml", catalog), ("shop/orders.yaml", section)])
}

/// Applies the fixes that are wanted, as `check --fix` does.
fn fixed(mut sources: Sources, wanted: impl Fn(&Diagnostic) -> bool) -> Sources {
    for _ in 0..20 {
        let checked = errbook::check(sources);
        sources = checked.sources;
        if apply(&mut sources, checked.diagnostics.iter().filter(|found| wanted(found))) == 0 {
            break;
        }
    }
    sources
}

/// Checks everything that holds for formatting and fixing one registry.
#[track_caller]
fn holds(catalog: &Written, section: &Written) {
    let before = sources(&catalog.text, &section.text);
    let checked = errbook::check(before.clone());
    let show = || format!("<<<\n{}\n---\n{}\n>>>", catalog.text, section.text);
    let errors = || -> String {
        let errors = checked.diagnostics.iter().filter(|found| found.level == Level::Error);
        errors.map(|found| render(found, &before, Look::default())).collect()
    };
    let model = checked.model.as_ref().unwrap_or_else(|| panic!("{}{}", errors(), show()));
    let meaning = said(model);
    let written = [catalog, section];
    let keeps_comments = |after: &Sources, how: &str| {
        for (file, written) in after.files().iter().zip(written) {
            let kept = comments(&file.text) == comments(&written.text);
            assert!(kept, "comments are lost by {how}\n{}\n{}", file.text, show());
        }
    };
    let keeps = |after: &Sources, how: &str| {
        keeps_comments(after, how);
        let now = errbook::check(after.clone());
        let now = now.model.unwrap_or_else(|| panic!("{how} breaks the registry\n{}", show()));
        assert!(said(&now) == meaning, "{how} changes the meaning\n{}", show());
    };
    let once = sources(&formatted(&before, 0), &formatted(&before, 1));
    keeps(&once, "fmt");
    for (index, file) in once.files().iter().enumerate() {
        assert_eq!(formatted(&once, index), file.text, "fmt is idempotent\n{}", show());
    }
    // Other fixes change texts: they remove invisible characters.
    let sure = |found: &Diagnostic| {
        // A comment that looks like a part of its text becomes one.
        found.rule.id != "comment-in-text" && found.fix.as_ref().is_some_and(|fix| fix.sure)
    };
    keeps_comments(&fixed(before.clone(), sure), "check --fix");
    let fixed = fixed(before.clone(), |found| found.rule.id == "key-order");
    keeps(&fixed, "check --fix=key-order");
    let both = sources(&formatted(&fixed, 0), &formatted(&fixed, 1));
    keeps(&both, "check --fix=key-order and fmt");
    let ordered = |sources: &Sources| {
        let found = errbook::check(sources.clone()).diagnostics;
        found.iter().all(|found| found.rule.id != "key-order")
    };
    if !written.iter().any(|file| file.comments_in_brackets) {
        assert!(ordered(&once), "fmt puts keys in order\n{}", show());
        let clinging = written.iter().any(|file| file.clinging);
        assert!(clinging || ordered(&fixed), "--fix puts keys in order\n{}", show());
    }
}

/// To look at more registries: `ERRBOOK_SEEDS=10000 cargo test --release --test fast layout`.
#[test]
fn any_registry_keeps_its_meaning_and_comments() {
    let seeds = std::env::var("ERRBOOK_SEEDS").map_or(80, |seeds| seeds.parse().expect("a number"));
    for seed in 0..seeds {
        holds(&generator::catalog(seed), &generator::section(seed));
    }
}
