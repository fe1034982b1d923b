//! The order of keys.

use std::collections::HashMap;

use super::context::{Context, stretch};
use super::findings::{Findings, Lint};
use crate::layout;
use crate::rule;

pub(super) const LINTS: &[Lint] = &[Lint { rule: &rule::KEY_ORDER, check: key_order }];

fn key_order(context: &Context<'_>, found: &mut Findings) {
    for (index, file) in context.sources() {
        let from = context.disorder.partition_point(|disorder| disorder.key.file < index);
        let of_file = &context.disorder[from..];
        let of_file = &of_file[..of_file.partition_point(|disorder| disorder.key.file == index)];
        if of_file.is_empty() {
            continue;
        }
        let orders = layout::key_orders(file);
        let mut places = HashMap::new();
        for order in &orders {
            places.extend(order.keys.iter().map(|key| (*key, order)));
        }
        for disorder in of_file {
            let key = &file.text[disorder.key.range()];
            let before = &file.text[disorder.before.range()];
            let mut late = found
                .finding(format!("the key `{key}` comes after `{before}`"))
                .at(disorder.key, "out of order")
                .also(disorder.before, "belongs after it")
                .help(format!("move `{key}` before `{before}`"));
            if let Some(order) = places.get(&disorder.key.range().start) {
                let (range, ordered) = &order.edit;
                late = late.fix(stretch(index, range.start, range.len()), ordered);
            }
            found.push(late);
        }
    }
}
