//! The rules of operations, and of what they return.

use std::collections::BTreeSet;

use super::at::{At, Matched, Subject, derived, matched, rules_of, text};
use crate::model::{CodeId, Operation};
use crate::rule;

rules_of! {
    operation(Operation) {
        id: derived,
        anchor: derived,
        request: text,
        description: text,
        codes: raises,
        span: derived,
    }
}

/// Compares what an operation can return, or what every operation can.
pub(super) fn raises(at: &mut At<'_>, field: &'static str, old: &[CodeId], new: &[CodeId]) {
    let pair = at.pair;
    let before: BTreeSet<CodeId> = old.iter().filter_map(|id| pair.became[id.index()]).collect();
    let who = if at.subject.kind == "operation" {
        format!("`{}`", at.subject.name)
    } else {
        "every operation".to_owned()
    };
    for id in new.iter().filter(|id| !before.contains(id)) {
        let what = format!("{who} can return `{}`", pair.new[*id].name);
        let consequence = "clients meet an error there that they do not handle";
        at.report(&rule::RAISES_CHANGED, field, what, consequence, "tell the owners of clients");
    }
    let now: BTreeSet<CodeId> = new.iter().copied().collect();
    for id in old {
        // A code that is removed is said once.
        if pair.became[id.index()].is_some_and(|id| !now.contains(&id)) {
            let what = format!("{who} no longer returns `{}`", pair.old[*id].name);
            let consequence = "clients handle an error that does not come";
            at.report(&rule::RAISES_CHANGED, field, what, consequence, "");
        }
    }
}

pub(super) fn operations(
    at: &mut At<'_>,
    field: &'static str,
    old: &[Operation],
    new: &[Operation],
) {
    let Matched { both, removed, added } = matched(old, new, |it| it.id.as_str());
    for gone in removed {
        let mut at = at.part(Subject { kind: "operation", name: &gone.id, of: "" });
        at.spans = (Some(gone.span), None);
        let what = format!("{} is removed", at.subject);
        let consequence = "programs that ask what it returns find nothing";
        at.report(&rule::RAISES_CHANGED, field, what, consequence, "");
    }
    for one in added {
        let mut at = at.part(Subject { kind: "operation", name: &one.id, of: "" });
        at.spans = (None, Some(one.span));
        let what = format!("{} is new", at.subject);
        at.added(field, what);
    }
    for (old, new) in both {
        let mut at = at.part(Subject { kind: "operation", name: &new.id, of: "" });
        at.spans = (Some(old.span), Some(new.span));
        operation(&mut at, old, new);
    }
}
