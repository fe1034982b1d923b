//! The order of keys.

use std::collections::HashMap;

use super::Asked;
use super::context::{Context, stretch};
use super::findings::{Findings, Lint, of_catalog};
use crate::edits::Edit;
use crate::parallel;
use crate::rule;
use crate::source::SourceFile;

/// Its fixes take long to make: each is tried before it is proposed.
pub(super) const LINTS: &[Lint] = &[of_catalog(&rule::KEY_ORDER, key_order)];

fn key_order(context: &Context<'_>, found: &mut Findings) {
    let mut disordered = Vec::new();
    for (index, file) in context.sources() {
        let from = context.disorder.partition_point(|disorder| disorder.key.file < index);
        let of_file = &context.disorder[from..];
        let of_file = &of_file[..of_file.partition_point(|disorder| disorder.key.file == index)];
        if !of_file.is_empty() {
            disordered.push((index, file, of_file));
        }
    }
    let edits = parallel::map(&disordered, |(_, file, _)| match context.asked {
        Asked::Fixes => edits(file),
        Asked::From(_) => HashMap::new(),
    });
    for ((index, file, of_file), edits) in disordered.into_iter().zip(edits) {
        for disorder in of_file {
            let key = &file.text[disorder.key.range()];
            let before = &file.text[disorder.before.range()];
            let mut late = found
                .finding(format!("the key `{key}` comes after `{before}`"))
                .at(disorder.key, "out of order")
                .also(disorder.before, "belongs after it")
                .help(format!("move `{key}` before `{before}`"));
            if let Some((range, ordered)) = edits.get(&disorder.key.range().start) {
                late = late.fix(stretch(index, range.start, range.len()), ordered);
            }
            found.push(late);
        }
    }
}

/// The edits that put keys in order, by where each of the keys begins.
#[cfg(feature = "cli")]
fn edits(file: &SourceFile) -> HashMap<usize, Edit> {
    let mut edits = HashMap::new();
    for order in crate::layout::key_orders(file) {
        edits.extend(order.keys.iter().map(|key| (*key, order.edit.clone())));
    }
    edits
}

/// None, because only the command makes edits.
#[cfg(not(feature = "cli"))]
fn edits(_: &SourceFile) -> HashMap<usize, Edit> {
    HashMap::new()
}
