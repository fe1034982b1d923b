//! The order of keys.

use super::{Context, stretch};
use crate::diagnostic::Diagnostic;
use crate::layout;
use crate::rule;

pub(super) fn key_order(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (index, file) in context.sources() {
        let of_file = context.disorder.iter().filter(|disorder| disorder.key.file == index);
        let mut of_file = of_file.peekable();
        if of_file.peek().is_none() {
            continue;
        }
        let orders = layout::key_orders(file);
        for disorder in of_file {
            let key = &file.text[disorder.key.range()];
            let before = &file.text[disorder.before.range()];
            let mut late =
                Diagnostic::of(&rule::KEY_ORDER, format!("the key `{key}` comes after `{before}`"))
                    .at(disorder.key, "out of order")
                    .also(disorder.before, "belongs after it")
                    .help(format!("move `{key}` before `{before}`"));
            let start = disorder.key.range().start;
            let end = orders.partition_point(|(range, _)| range.start <= start);
            let around = orders[..end].last().filter(|(range, _)| range.contains(&start));
            if let Some((range, ordered)) = around {
                late = late.fix(stretch(index, range.start, range.len()), ordered);
            }
            found.push(late);
        }
    }
}
