//! Titles that tell two codes apart.

use std::collections::HashMap;

use super::context::{Context, Entry};
use super::findings::{Findings, Lint, of_names};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[of_names(&rule::DUPLICATE_TITLE, duplicate_title)];

/// Titles that are made from names or descriptions are as different as these.
fn duplicate_title(context: &Context<'_>, found: &mut Findings) {
    let mut groups: HashMap<String, Vec<&Entry<'_>>> = HashMap::new();
    for entry in &context.entries {
        if let Some(title) = &entry.spec.title {
            groups.entry(title.to_lowercase()).or_default().push(entry);
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| group[1].name.span);
    for group in groups {
        let title = &group[1].code.title;
        let first = found
            .finding(format!("{} codes have the title `{title}`", group.len()))
            .at(group[1].name.span, "the same title again")
            .also(group[0].name.span, "first used here")
            .help("say in the title how they differ, or remove it to use the words of the code");
        let others = group.iter().skip(2).take(3);
        found.push(others.fold(first, |finding, it| finding.also(it.name.span, "and again")));
    }
}
