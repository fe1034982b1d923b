//! The rules of details, and of the types that they and the members of a body have.

use std::sync::Arc;

use super::at::{At, Matched, Subject, derived, identifier, matched, rules_of, text};
use crate::model::{
    Detail, EnumValue, Form, Kind, NamedType, PathStep, Place, Type, TypeMember, display_path,
};
use crate::rule;

rules_of! {
    /// Compares two versions of a detail.
    detail(Detail) {
        name: identifier,
        description: text,
        ty: ty,
        place: place,
        optional: optional,
        sensitive: sensitive,
        example: text,
    }
}

rules_of! {
    /// Compares two versions of a named type.
    named_type(NamedType) {
        name: derived,
        ident: identifier,
        description: text,
        form: form,
    }
}

rules_of! {
    /// Compares two versions of a value of an enumeration.
    value(EnumValue) {
        value: derived,
        ident: identifier,
        description: text,
    }
}

rules_of! {
    /// Compares two versions of a member of an object.
    member(TypeMember) {
        name: derived,
        description: text,
        ty: ty,
        optional: optional,
        example: text,
    }
}

/// Compares the details of a code: by their names, then by where they travel.
pub(super) fn details(at: &mut At<'_>, field: &'static str, old: &[Detail], new: &[Detail]) {
    if old == new {
        return;
    }
    let code = at.subject.name;
    let Matched { mut both, removed, added: mut fresh } =
        matched(old, new, |detail| detail.name.as_str());
    for was in removed {
        let there =
            fresh.iter().position(|now| was.place != Place::Message && now.place == was.place);
        if let Some(there) = there {
            both.push((was, fresh.remove(there)));
        } else if was.place == Place::Message {
            let what = format!("the argument `{}` of `{code}` is removed", was.name);
            signature(at, field, what);
        } else {
            let what = format!("the detail `{}` of `{code}` is removed", was.name);
            let consequence = format!("clients that read {} find nothing", written(&was.place));
            let safe = "make it optional first, and keep sending it as long as clients read it";
            at.report(&rule::DETAIL_REMOVED, field, what, consequence, safe);
        }
    }
    for one in fresh {
        if one.optional {
            at.added(field, format!("the detail `{}` of `{code}` is new", one.name));
        } else {
            let what = format!("`{code}` has a new required detail, `{}`", one.name);
            signature(at, field, what);
        }
    }
    order(at, field, old, new);
    for (old, new) in both {
        let received = old.place != Place::Message || new.place != Place::Message;
        let mut at = at.part(Subject { kind: "detail", name: &new.name, of: code });
        at.received = received;
        at.below = vec!["details", &new.name];
        detail(&mut at, old, new);
    }
}

/// Reports another order of the details that constructors take.
fn order(at: &mut At<'_>, field: &'static str, old: &[Detail], new: &[Detail]) {
    let required = |details: &[Detail]| -> Vec<String> {
        details.iter().filter(|one| !one.optional).map(|one| one.name.clone()).collect()
    };
    let (before, mut now) = (required(old), required(new));
    now.retain(|name| before.contains(name));
    let mut kept = before;
    kept.retain(|name| now.contains(name));
    if kept != now {
        signature(at, field, format!("the required details of {} have another order", at.subject));
    }
}

/// Something that only those notice who compile against the packages.
fn signature(at: &mut At<'_>, field: &'static str, what: String) {
    let consequence = "programs that make the error, or name the type, do not compile";
    let safe = "add optional details only, or make a major version of the packages";
    at.report(&rule::SIGNATURE_CHANGED, field, what, consequence, safe);
}

/// A place in words.
fn written(place: &Place) -> String {
    let path = |path: &[PathStep]| format!("`{}` in the body", display_path(path));
    match place {
        Place::Body(steps) => path(steps),
        Place::Header { name, parameter: None } => format!("the header `{name}`"),
        Place::Header { name, parameter: Some(parameter) } => {
            format!("`{parameter}` in the header `{name}`")
        }
        Place::Message => "the message".to_owned(),
    }
}

fn place(at: &mut At<'_>, field: &'static str, old: &Place, new: &Place) {
    if old == new {
        return;
    }
    let what = format!("{} is in {}, and was in {}", at.subject, written(new), written(old));
    if *old == Place::Message {
        signature(at, field, what);
        return;
    }
    let consequence = format!("clients that read {} find nothing", written(old));
    let safe = "send it in both places, as two details";
    at.report(&rule::DETAIL_CHANGED, field, what, consequence, safe);
}

pub(super) fn optional(at: &mut At<'_>, field: &'static str, old: &bool, new: &bool) {
    match (old, new) {
        (false, true) if at.received => {
            let what = format!("{} may be absent, and was always there", at.subject);
            let consequence = "clients that rely on it fail to parse the response";
            at.report(&rule::DETAIL_CHANGED, field, what, consequence, "keep sending it");
        }
        (false, true) => signature(at, field, format!("{} is optional", at.subject)),
        (true, false) => signature(at, field, format!("{} is required", at.subject)),
        _ => {}
    }
}

fn sensitive(at: &mut At<'_>, field: &'static str, old: &bool, new: &bool) {
    if old != new {
        let now = if *new { "sensitive" } else { "not sensitive" };
        let what = format!("{} is {now} now", at.subject);
        let consequence = "logs and messages show it, or no longer show it";
        at.report(&rule::FACT_CHANGED, field, what, consequence, "");
    }
}

/// How far apart two types are.
#[derive(PartialEq, Eq)]
enum Apart {
    Same,
    /// The same values under other names, or fewer values.
    InPrograms,
    OnTheWire,
}

fn kinds(old: &Kind, new: &Kind) -> Apart {
    match (old, new) {
        (Kind::Named(old), Kind::Named(new)) if old.name == new.name => Apart::Same,
        (Kind::Named(old), Kind::Named(new)) if old.form == new.form => Apart::InPrograms,
        (Kind::List(old), Kind::List(new)) | (Kind::Map(old), Kind::Map(new)) => kinds(old, new),
        (old, new) if old == new => Apart::Same,
        (Kind::String, new) if new.is_text() => Apart::InPrograms,
        _ => Apart::OnTheWire,
    }
}

pub(super) fn ty(at: &mut At<'_>, field: &'static str, old: &Type, new: &Type) {
    let apart = kinds(&old.kind, &new.kind);
    if apart == Apart::Same && old.nullable == new.nullable {
        return;
    }
    let what = format!("{} is `{new}`, and was `{old}`", at.subject);
    let narrower = apart != Apart::OnTheWire && (old.nullable || !new.nullable);
    if narrower || !at.received {
        signature(at, field, what);
    } else {
        let consequence = format!("clients that expect `{old}` fail to parse it");
        let safe = "add another detail with the new type, and keep this one";
        at.report(&rule::DETAIL_CHANGED, field, what, consequence, safe);
    }
}

/// Compares the named types of two catalogs.
pub(super) fn types(
    at: &mut At<'_>,
    field: &'static str,
    old: &[Arc<NamedType>],
    new: &[Arc<NamedType>],
) {
    for (old, new) in super::at::named(at, field, "type", (old, new), |ty| ty.name.as_str()) {
        if old != new {
            named_type(&mut at.part(Subject { kind: "type", name: &new.name, of: "" }), old, new);
        }
    }
}

fn form(at: &mut At<'_>, field: &'static str, old: &Form, new: &Form) {
    match (old, new) {
        (Form::Values(old), Form::Values(new)) => values(at, field, old, new),
        (Form::Members(old), Form::Members(new)) => members(at, field, old, new),
        _ => {
            let what =
                format!("{} is an object, and was an enumeration, or the other way", at.subject);
            let consequence = "clients fail to parse it";
            at.report(&rule::DETAIL_CHANGED, field, what, consequence, "add another type");
        }
    }
}

/// Compares the values of an enumeration.
pub(super) fn values(at: &mut At<'_>, field: &'static str, old: &[EnumValue], new: &[EnumValue]) {
    let of = at.subject.name;
    let Matched { both, removed, added } = matched(old, new, |value| value.value.as_str());
    for gone in removed {
        let what = format!("the value `{}` of {} is removed", gone.value, at.subject);
        let consequence = format!("clients that branch on `{}` will no longer match", gone.value);
        let safe = "keep the value, and add others";
        let rule = if at.received { &rule::DETAIL_CHANGED } else { &rule::IDENTIFIER_CHANGED };
        at.report(rule, field, what, consequence, safe);
    }
    for one in added {
        at.added(field, format!("the value `{}` of {} is new", one.value, at.subject));
    }
    for (old, new) in both {
        value(&mut at.part(Subject { kind: "value", name: &new.value, of }), old, new);
    }
}

fn members(at: &mut At<'_>, field: &'static str, old: &[TypeMember], new: &[TypeMember]) {
    let of = at.subject.name;
    let Matched { both, removed, added } = matched(old, new, |member| member.name.as_str());
    for gone in removed {
        let what = format!("the member `{}` of {} is removed", gone.name, at.subject);
        let consequence = format!("clients that read `{}` find nothing", gone.name);
        at.report(&rule::DETAIL_REMOVED, field, what, consequence, "keep sending it");
    }
    for one in added {
        let what = format!("the member `{}` of {} is new", one.name, at.subject);
        if one.optional {
            at.added(field, what);
        } else {
            signature(at, field, what);
        }
    }
    for (old, new) in both {
        member(&mut at.part(Subject { kind: "member", name: &new.name, of }), old, new);
    }
}
