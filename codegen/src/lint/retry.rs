//! Retry advice that is promised but missing, or that cannot help.

use super::context::Context;
use super::findings::{Findings, Lint, of_catalog};
use super::status::{list, place};
use crate::model::{Retry, Vocabulary};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[
    of_catalog(&rule::MISSING_RETRY, missing_retry),
    of_catalog(&rule::RETRY_CONTRADICTS_STATUS, retry_contradicts_status),
];

fn missing_retry(context: &Context<'_>, found: &mut Findings) {
    for entry in context.entries.iter().filter(|entry| entry.code.retry.is_none()) {
        let mut promised = context.catalog.statuses.iter().filter(|meaning| meaning.retry);
        let Some(meaning) = promised.find(|meaning| entry.code.status.contains(&meaning.status))
        else {
            continue;
        };
        found.push(
            found
                .finding(format!("`{}` does not say whether to try again", entry.code.name))
                .at(
                    entry.name.span,
                    format!("the catalog promises retry advice for status {}", meaning.status),
                )
                .help("add `retry`"),
        );
    }
}

/// Statuses that the same request will get again (RFC 9110 §15.5, RFC 6585): the request or the
/// server has to change first. Many APIs answer with 400 or 403 if there are too many requests.
const LASTING: &[u16] =
    &[401, 405, 406, 410, 411, 413, 414, 415, 416, 417, 422, 426, 428, 431, 451, 501, 505];

/// Temporary statuses.
const PASSING: &[u16] = &[408, 425, 429, 503];

fn retry_contradicts_status(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let Some(retry) = entry.code.retry.filter(|_| !entry.code.status.is_empty()) else {
            continue;
        };
        let all = |among: &[u16]| entry.code.status.iter().all(|status| among.contains(status));
        let contradiction = match retry {
            Retry::Again | Retry::Later | Retry::Backoff | Retry::AfterDelay if all(LASTING) => {
                "the same request will get this status again"
            }
            Retry::Never if all(PASSING) => "this status is temporary",
            _ => continue,
        };
        let written = entry.spec.retry.map_or(entry.name.span, |retry| retry.span);
        found.push(
            found
                .finding(format!(
                    "`{}` has `retry: {}` with status {}",
                    entry.code.name,
                    retry.word(),
                    list(&entry.code.status)
                ))
                .at(written, contradiction)
                .also(place(entry), "the status")
                .help(match retry {
                    Retry::Never => "say when to try again, or use another status",
                    _ => "write `retry: never` or `retry: after_action`, or use another status",
                }),
        );
    }
}
