//! The codes that operations return.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::rule;

pub(super) fn redundant_raise(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let catalog = &context.files.catalog;
    for (id, operation) in &catalog.operations.0 {
        for code in &operation.raises {
            let Some(first) = catalog.raises.iter().find(|all| all.value == code.value) else {
                continue;
            };
            found.push(
                Diagnostic::of(
                    &rule::REDUNDANT_RAISE,
                    format!("every operation can return `{}`, not only `{}`", code.value, id.value),
                )
                .at(code.span, "repeated here")
                .also(first.span, "listed for every operation")
                .help("remove it from this operation"),
            );
        }
    }
}
