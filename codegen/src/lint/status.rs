//! Statuses that do not fit the rest of a code.

use std::collections::BTreeSet;

use super::codes::status_suffix;
use super::context::{Context, Entry};
use super::findings::{Findings, Lint, of_catalog, of_parts};
use crate::model::{Delivery, Place};
use crate::rule;
use crate::source::Span;

pub(super) const LINTS: &[Lint] = &[
    of_catalog(&rule::STATUS_NOT_ERROR, status_not_error),
    of_parts(&rule::STATUS_CATEGORY_MISMATCH, status_category_mismatch),
    of_catalog(&rule::STATUS_SUFFIX_MISMATCH, status_suffix_mismatch),
    of_catalog(&rule::UNDOCUMENTED_STATUS, undocumented_status),
    of_catalog(&rule::UNUSED_STATUS, unused_status),
    of_catalog(&rule::MISSING_HEADER, missing_header),
    of_catalog(&rule::GRPC_STATUS_MISMATCH, grpc_status_mismatch),
];

/// Where the status of an entry is written, or its code if it inherits one.
pub(super) fn place(entry: &Entry<'_>) -> Span {
    entry.spec.status.as_ref().map_or(entry.name.span, |status| status.span)
}

pub(super) fn list(statuses: &[u16]) -> String {
    statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ")
}

fn status_not_error(context: &Context<'_>, found: &mut Findings) {
    // Where no code has the status of an error, as in GraphQL, the status says nothing about errors.
    let is_error = |status: &u16| *status >= 400;
    let several = context.entries.iter().filter(|entry| !entry.code.status.is_empty()).count() > 1;
    if several && !context.entries.iter().any(|entry| entry.code.status.iter().any(is_error)) {
        return;
    }
    // A status that a category gives to its codes is meant.
    for entry in context.entries.iter().filter(|entry| entry.spec.status.is_some()) {
        let redirect = entry.code.delivery == Delivery::Redirect;
        let fits = |status: u16| status >= 400 || (redirect && (300..400).contains(&status));
        let Some(status) = entry.code.status.iter().find(|status| !fits(**status)) else {
            continue;
        };
        let help = if (300..400).contains(status) {
            "add `delivery: redirect`, or use a status from 400 to 599"
        } else {
            "use a status from 400 to 599"
        };
        found.push(
            found
                .finding(format!("`{}` is an error with status {status}", entry.code.name))
                .at(place(entry), "clients do not treat this as an error")
                .help(help),
        );
    }
}

fn status_category_mismatch(context: &Context<'_>, found: &mut Findings) {
    for entry in context.entries.iter().filter(|entry| entry.spec.status.is_some()) {
        let Some(id) = entry.code.category else { continue };
        let category = &context.catalog[id];
        if category.status.is_empty() {
            continue;
        }
        let other = entry.code.status.iter().find(|status| !category.status.contains(status));
        let Some(other) = other else { continue };
        let (named, spec) = &context.files.catalog.categories.0[id.index()];
        let declared = spec.status.as_ref().map_or(named.span, |status| status.span);
        found.push(
            found
                .finding(format!(
                    "`{}` has status {other}, but its category `{}` has {}",
                    entry.code.name,
                    category.id,
                    list(&category.status)
                ))
                .at(place(entry), "not the category's status")
                .also(declared, "the category's status")
                .help("remove the status to inherit the category's, or choose another category"),
        );
    }
}

fn status_suffix_mismatch(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let Some(suffix) = status_suffix(&entry.code.name) else { continue };
        if entry.code.status.is_empty() || entry.code.status.contains(&suffix) {
            continue;
        }
        found.push(
            found
                .finding(format!("`{}` has status {}", entry.code.name, list(&entry.code.status)))
                .at(place(entry), format!("the code ends in {suffix}"))
                .help(format!("use status {suffix}, or end the code in another number")),
        );
    }
}

fn undocumented_status(context: &Context<'_>, found: &mut Findings) {
    let statuses = &context.catalog.statuses;
    let Some((first, _)) = context.files.catalog.statuses.0.first() else { return };
    for entry in &context.entries {
        let listed =
            |status: &u16| statuses.binary_search_by_key(status, |meaning| meaning.status).is_ok();
        let Some(status) = entry.code.status.iter().find(|status| !listed(status)) else {
            continue;
        };
        found.push(
            found
                .finding(format!("the catalog does not say what status {status} means"))
                .at(place(entry), "this status")
                .also(first.span, "the documented statuses")
                .help(format!("add {status} to `statuses` in `catalog.yaml`")),
        );
    }
}

fn unused_status(context: &Context<'_>, found: &mut Findings) {
    let used: BTreeSet<String> =
        context.entries.iter().flat_map(|entry| &entry.code.status).map(u16::to_string).collect();
    for (status, _) in &context.files.catalog.statuses.0 {
        if !used.contains(&status.value) {
            found.push(
                found
                    .finding(format!("no code has status {}", status.value))
                    .at(status.span, "never used")
                    .help("remove it, or add the codes that have it"),
            );
        }
    }
}

fn missing_header(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let promised = context.catalog.statuses.iter();
        let promised = promised.filter(|meaning| entry.code.status.contains(&meaning.status));
        for header in promised.flat_map(|meaning| &meaning.headers) {
            let carried = entry.code.details.iter().any(|detail| {
                matches!(&detail.place, Place::Header { name, .. } if name.eq_ignore_ascii_case(header))
            });
            if carried {
                continue;
            }
            found.push(
                found
                    .finding(format!("`{}` does not say what `{header}` contains", entry.code.name))
                    .at(place(entry), format!("the catalog promises `{header}` for this status"))
                    .help(format!("add a detail with `from: {{ header: {header} }}`")),
            );
        }
    }
}

fn grpc_status_mismatch(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let (Some(written), Some(grpc)) = (&entry.spec.grpc, entry.code.grpc) else { continue };
        let unfit = |status: &&u16| !fits(grpc.name, **status);
        let Some(status) = entry.code.status.iter().find(unfit) else { continue };
        found.push(
            found
                .finding(format!("`{}` does not fit status {status}", grpc.name))
                .at(written.span, "what gRPC clients see")
                .also(place(entry), "what HTTP clients see")
                .help("remove `grpc` to derive it from the status, or change one of the two"),
        );
    }
}

/// The gRPC codes that mean a single status, as the comments of `google.rpc.Code` pair them.
const PAIRS: &[(&str, u16)] =
    &[("UNAUTHENTICATED", 401), ("PERMISSION_DENIED", 403), ("NOT_FOUND", 404)];

/// Whether a gRPC code and an HTTP status blame the same side; those in [`PAIRS`] fit only each
/// other.
fn fits(grpc: &str, status: u16) -> bool {
    if PAIRS.iter().any(|(name, paired)| (*name == grpc) != (*paired == status)) {
        return false;
    }
    match grpc {
        "OK" => status < 400,
        "UNKNOWN" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS" | "UNIMPLEMENTED" => status >= 500,
        "DEADLINE_EXCEEDED" => status >= 500 || status == 408,
        _ => (400..500).contains(&status),
    }
}
