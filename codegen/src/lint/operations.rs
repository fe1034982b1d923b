//! The codes that operations return.

use super::context::Context;
use super::findings::{Findings, Lint, of_catalog};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[of_catalog(&rule::REDUNDANT_RAISE, redundant_raise)];

fn redundant_raise(context: &Context<'_>, found: &mut Findings) {
    let catalog = &context.files.catalog;
    for (id, operation) in &catalog.operations.0 {
        for code in &operation.raises {
            let Some(first) = catalog.raises.iter().find(|all| all.value == code.value) else {
                continue;
            };
            found.push(
                found
                    .finding(format!(
                        "every operation can return `{}`, not only `{}`",
                        code.value, id.value
                    ))
                    .at(code.span, "repeated here")
                    .also(first.span, "listed for every operation")
                    .help("remove it from this operation"),
            );
        }
    }
}
