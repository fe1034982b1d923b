//! The rules of the body of a response.

use super::at::{At, Matched, Subject, derived, matched, rules_of, text};
use super::detail::ty;
use crate::model::{Catalog, Envelope, Member, Shape, Slot};
use crate::rule;

rules_of! {
    /// Compares two versions of an envelope.
    fields(Envelope) {
        description: text,
        content_types: content_types,
        shape: shape,
    }
}

rules_of! {
    /// Compares two versions of a member of the body.
    member(Member) {
        name: derived,
        optional: absent,
        or_null: absent,
        description: text,
        example: text,
        shape: shape,
    }
}

/// The rule of the envelope among the fields of a catalog.
pub(super) fn envelope(at: &mut At<'_>, _: &'static str, old: &Envelope, new: &Envelope) {
    fields(&mut at.part(Subject { kind: "body", name: "", of: "" }), old, new);
}

/// A change that every client of the API notices.
fn changed(at: &mut At<'_>, field: &'static str, what: String) {
    let consequence = "clients that parse the old body fail, or read nothing";
    let safe = "add members beside the old ones";
    at.report(&rule::ENVELOPE_CHANGED, field, what, consequence, safe);
}

fn content_types(at: &mut At<'_>, field: &'static str, old: &[String], new: &[String]) {
    if old.first() != new.first() {
        let first = |all: &[String]| all.first().cloned().unwrap_or_default();
        let what = format!("the media type is `{}`, and was `{}`", first(new), first(old));
        changed(at, field, what);
    }
    for gone in old.iter().filter(|one| !new.contains(one)) {
        changed(at, field, format!("the media type `{gone}` is no longer read"));
    }
    for one in new.iter().filter(|one| !old.contains(one)).filter(|one| new.first() != Some(one)) {
        at.added(field, format!("the media type `{one}` is read"));
    }
}

/// The header with the code.
pub(super) fn code_header(
    at: &mut At<'_>,
    field: &'static str,
    old: &Option<String>,
    new: &Option<String>,
) {
    match (old, new) {
        (Some(old), new) if new.as_ref() != Some(old) => {
            changed(at, field, format!("the code is no longer in the header `{old}`"));
        }
        (None, Some(new)) => at.added(field, format!("the code is in the header `{new}`")),
        _ => {}
    }
}

fn absent(at: &mut At<'_>, field: &'static str, old: &bool, new: &bool) {
    let how = if field == "optional" { "absent" } else { "null" };
    match (old, new) {
        (false, true) => changed(at, field, format!("{} may be {how}", at.subject)),
        (true, false) => {
            let what = format!("{} is never {how}", at.subject);
            let consequence = "programs that test for that do not compile";
            at.report(&rule::SIGNATURE_CHANGED, field, what, consequence, "");
        }
        _ => {}
    }
}

fn shape(at: &mut At<'_>, field: &'static str, old: &Shape, new: &Shape) {
    let catalogs = (at.pair.old, at.pair.new);
    match (old, new) {
        (
            Shape::Object { members: old, details: before },
            Shape::Object { members: new, details: now },
        ) => {
            if before != now {
                let are = if *now { "are members of" } else { "are no longer members of" };
                changed(at, field, format!("details {are} {}", at.subject));
            }
            members(at, field, old, new);
        }
        (Shape::Array(old), Shape::Array(new)) => shape(at, field, old, new),
        (Shape::Slot(old), Shape::Slot(new)) if same(catalogs, *old, *new) => {}
        (Shape::Type(old), Shape::Type(new)) => {
            let before = at.found.len();
            ty(at, field, old, new);
            for change in &mut at.found[before..] {
                if change.rule == &rule::DETAIL_CHANGED {
                    change.rule = &rule::ENVELOPE_CHANGED;
                }
            }
        }
        (Shape::Constant(old), Shape::Constant(new)) if old == new => {}
        _ => changed(at, field, format!("{} holds something else", at.subject)),
    }
}

fn members(at: &mut At<'_>, field: &'static str, old: &[Member], new: &[Member]) {
    let above = at.subject.name;
    let path = |name: &str| {
        if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
    };
    let Matched { both, removed, added } = matched(old, new, |member| member.name.as_str());
    for gone in removed {
        changed(at, field, format!("the member `{}` of the body is removed", path(&gone.name)));
    }
    for one in added {
        at.added(field, format!("the member `{}` of the body is new", path(&one.name)));
    }
    for (old, new) in both {
        let path = path(&new.name);
        member(&mut at.part(Subject { kind: "member", name: &path, of: "" }), old, new);
    }
}

/// Whether two slots are filled from the same.
fn same((old, new): (&Catalog, &Catalog), a: Slot, b: Slot) -> bool {
    match (a, b) {
        (Slot::Field(a), Slot::Field(b)) => old[a].name == new[b].name,
        (a, b) => a == b,
    }
}

/// The slots in a shape.
pub(super) fn slots(shape: &Shape) -> Vec<Slot> {
    match shape {
        Shape::Object { members, .. } => {
            members.iter().flat_map(|member| slots(&member.shape)).collect()
        }
        Shape::Array(element) => slots(element),
        Shape::Slot(slot) => vec![*slot],
        Shape::Type(_) | Shape::Constant(_) => Vec::new(),
    }
}
