//! What changed between two versions of a registry, and whom it breaks.
//!
//! Each struct of the model has a table that gives each of its fields a rule: a function that compares
//! two values and adds the changes. The tables take the structs apart, so that a new field does not
//! compile until it has a rule.

#![allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "a rule gets both values of a field, whatever its type, in the same way"
)]

mod at;
mod catalog;
mod change;
mod code;
mod detail;
mod envelope;
mod history;
mod operation;
mod place;
mod version;

use std::collections::BTreeMap;

use self::at::{At, Hidden, Pair, Subject};
pub use self::change::Change;
pub use self::history::history;
pub use self::version::{breaking, needed};
use crate::model::{Catalog, Model};
use crate::rule;

/// The changes from an old model to a new one: the worst first, then in the order of the catalogs and
/// of what they contain.
#[must_use]
pub fn changes(old: &Model, new: &Model) -> Vec<Change> {
    changes_to(old, new, new)
}

/// The changes from an old model of which only the public part is known to a new one. What is internal
/// now, and was public, is told; what was internal is not known.
#[must_use]
pub fn public_changes(old: &Model, new: &Model) -> Vec<Change> {
    changes_to(old, new.public(), new)
}

/// The changes to a model, which is the whole of the new version or its public part.
fn changes_to(old: &Model, new: &Model, whole: &Model) -> Vec<Change> {
    let mut found = Vec::new();
    let now: BTreeMap<&str, &Catalog> =
        new.catalogs.iter().map(|catalog| (catalog.id.as_str(), catalog)).collect();
    for old in &old.catalogs {
        match now.get(old.id.as_str()) {
            Some(new) => compare(old, new, whole.catalog(&new.id).unwrap_or(new), &mut found),
            None => found.push(of_catalog(old, &rule::CATALOG_REMOVED, "is removed")),
        }
    }
    for new in new.catalogs.iter().filter(|new| old.catalog(&new.id).is_none()) {
        found.push(of_catalog(new, &rule::ADDITION, "is new"));
    }
    found.sort_by_key(|change| std::cmp::Reverse(change.tier()));
    found
}

fn compare(old: &Catalog, new: &Catalog, whole: &Catalog, found: &mut Vec<Change>) {
    let pair = Pair { hidden: Hidden::of(whole), ..Pair::of(old, new) };
    let mut at = At {
        pair: &pair,
        subject: Subject { kind: "catalog", name: &new.id, of: "" },
        codes: None,
        spans: (None, None),
        below: Vec::new(),
        received: true,
        found,
    };
    catalog::catalog(&mut at, old, new);
}

/// The change of a catalog that is in one version only.
fn of_catalog(catalog: &Catalog, rule: &'static rule::Rule, is: &str) -> Change {
    let removed = *rule == rule::CATALOG_REMOVED;
    let span = catalog.codes.first().map(|code| code.span);
    Change {
        rule,
        catalog: catalog.id.clone(),
        code: None,
        field: "catalogs",
        keys: Vec::new(),
        what: format!("the catalog `{}` {is}", catalog.id),
        consequence: if removed {
            "clients of this API lose their package and its pages".to_owned()
        } else {
            "nobody depends on it yet".to_owned()
        },
        safe: if removed { "keep it as long as it has clients" } else { "" },
        old: span.filter(|_| removed),
        new: span.filter(|_| !removed),
    }
}
