//! The rules of the fields of a code.

use super::at::{At, called, derived, rules_of, text, visibility};
use super::detail::details;
use crate::model::{
    ActionId, CategoryId, Code, CodeId, Delivery, Deprecated, DeprecatedName, FieldId, Grpc, Retry,
    SectionId, Slot, Url, Visibility, Vocabulary, WireCode,
};
use crate::rule;
use serde_json::Value;

rules_of! {
    /// Compares two versions of a code.
    code(Code) {
        name: name,
        code: wire_code,
        type_uri: type_uri,
        ident: ident,
        title: text,
        description: text,
        message: text,
        messages: text,
        cause: text,
        resolution: text,
        causes: text,
        category: category,
        section: section,
        parent: parent,
        children: derived,
        status: status,
        retry: retry,
        action: action,
        fields: declared,
        operations: derived,
        everywhere: derived,
        details: details,
        delivery: delivery,
        grpc: grpc,
        since: text,
        deprecated: deprecated,
        aliases: aliases,
        deprecated_names: deprecated_names,
        visibility: seen,
        links: text,
        notes: text,
        examples: text,
        docs_url: docs_url,
        span: derived,
    }
}

fn name(at: &mut At<'_>, field: &'static str, old: &str, new: &str) {
    if old == new {
        return;
    }
    if at.sends(Slot::Name) {
        sent_code(at, field, old, new);
    }
    let Some((before, now)) = at.codes else { return };
    let keeps_ident =
        before.ident == now.ident || keeps(now, |former| former.ident == before.ident);
    // Otherwise the rule of the identifier says so.
    if keeps_ident && !keeps(now, |former| former.name == old) {
        let what = format!("{} is `{new}` in TypeScript, and was `{old}`", at.subject);
        let consequence = format!("programs that use `ErrorCodes.{old}` do not compile");
        at.report(&rule::IDENTIFIER_CHANGED, field, what, consequence, KEEP_NAME);
    }
}

/// How programs that use an old name go on compiling.
const KEEP_NAME: &str = "list the old name under `deprecated_names`, set `ident` to the old one, or \
                         make a major version of the packages";

/// Whether the packages keep a former name.
fn keeps(code: &Code, is: impl Fn(&DeprecatedName) -> bool) -> bool {
    code.deprecated_names.iter().any(is)
}

fn ident(at: &mut At<'_>, field: &'static str, old: &str, new: &str) {
    let kept = at.codes.filter(|(_, now)| keeps(now, |former| former.ident == old));
    let is_matched = |code: &Code| code.sent().next().is_some();
    let Some((before, now)) = kept else {
        return called(at, field, (old, new), KEEP_NAME);
    };
    if old != new && is_matched(before) && is_matched(now) {
        let what = format!(
            "the details of {} are `Details::{new}` in Rust, and were `Details::{old}`",
            at.subject
        );
        let consequence =
            format!("a `match` on `Details::{old}` does not compile: only variants can be matched");
        let safe = "set `ident` to the old name, or make a major version of the packages";
        at.report(&rule::IDENTIFIER_CHANGED, field, what, consequence, safe);
    }
}

/// The names that the packages keep.
fn deprecated_names(
    at: &mut At<'_>,
    field: &'static str,
    old: &[DeprecatedName],
    new: &[DeprecatedName],
) {
    let now = at.codes.map(|(_, now)| now);
    let same = |one: &DeprecatedName, other: &DeprecatedName| {
        one.name == other.name && one.ident == other.ident
    };
    for gone in old.iter().filter(|gone| !new.iter().any(|kept| same(kept, gone))) {
        let is_own = now.is_some_and(|code| code.name == gone.name && code.ident == gone.ident);
        if !is_own {
            let what = format!("programs can no longer call {} `{}`", at.subject, gone.name);
            let consequence = format!("programs that use `{}` do not compile", gone.ident);
            at.report(&rule::IDENTIFIER_CHANGED, field, what, consequence, KEEP_NAME);
        }
    }
    for kept in new {
        let DeprecatedName { name, until, .. } = kept;
        match old.iter().find(|before| same(before, kept)) {
            None => {
                let what = format!("programs call {} `{name}` until {until}", at.subject);
                let consequence = "compilers warn programs that use the former name";
                at.report(&rule::CODE_DEPRECATED, field, what, consequence, "");
            }
            Some(before) => text(at, field, &before.until, until),
        }
    }
}

fn wire_code(at: &mut At<'_>, field: &'static str, old: &WireCode, new: &WireCode) {
    // That text becomes numbers is said once, of the catalog.
    if old.text() != new.text() {
        sent_code(at, field, &old.text(), &new.text());
    }
}

/// What identifies the error on the wire has changed.
fn sent_code(at: &mut At<'_>, field: &'static str, old: &str, new: &str) {
    let what = format!("{} is sent as `{new}`, and was sent as `{old}`", at.subject);
    let kept = at.codes.is_some_and(|(_, code)| code.aliases.iter().any(|alias| alias == old));
    if kept {
        let consequence = format!(
            "new clients read both; older ones do not know `{new}`, and programs in TypeScript that \
             compare with `{old}` do not compile"
        );
        let safe = "publish the packages before the service sends the new code";
        at.report(&rule::CODE_RENAMED, field, what, consequence, safe);
    } else {
        let consequence = format!("clients that branch on `{old}` will no longer match");
        let safe = "keep what is sent with `code`, or list the old one under `aliases`";
        at.report(&rule::CODE_CHANGED, field, what, consequence, safe);
    }
}

/// A value that a body may hold for the code; reported by another rule if no body does.
fn constant(
    at: &mut At<'_>,
    field: &'static str,
    sent: bool,
    otherwise: &'static rule::Rule,
    values: (Option<&str>, Option<&str>),
) {
    let (old, new) = values;
    if old == new {
        return;
    }
    let quoted =
        |value: Option<&str>| value.map_or_else(|| "none".to_owned(), |value| format!("`{value}`"));
    let about = match field {
        "grpc" => "gRPC status",
        "type_uri" => "type",
        "docs_url" => "address",
        "retry" => "retry advice",
        field => field,
    };
    let what = format!("the {about} of {} is {}, and was {}", at.subject, quoted(new), quoted(old));
    if sent && let Some(old) = old {
        let consequence =
            format!("clients that branch on `{old}` in the body will no longer match");
        at.report(&rule::SENT_VALUE_CHANGED, field, what, consequence, "define a new code instead");
    } else {
        let consequence = "programs that ask for it do something else than before";
        at.report(otherwise, field, what, consequence, "tell those who use it");
    }
}

fn type_uri(at: &mut At<'_>, field: &'static str, old: &Option<String>, new: &Option<String>) {
    let sent = at.sends(Slot::Type);
    constant(at, field, sent, &rule::FACT_CHANGED, (old.as_deref(), new.as_deref()));
}

fn category(
    at: &mut At<'_>,
    field: &'static str,
    old: &Option<CategoryId>,
    new: &Option<CategoryId>,
) {
    let old = old.map(|id| at.pair.old[id].id.as_str());
    let new = new.map(|id| at.pair.new[id].id.as_str());
    let sent = at.sends(Slot::Category);
    constant(at, field, sent, &rule::CATEGORY_CHANGED, (old, new));
}

fn retry(at: &mut At<'_>, field: &'static str, old: &Option<Retry>, new: &Option<Retry>) {
    let again = |retry: &Option<Retry>| retry.map(Retry::is_retryable);
    let sent = at.sends(Slot::Retry) || at.sends(Slot::RetryBoolean) && again(old) != again(new);
    let values = (old.map(Vocabulary::word), new.map(Vocabulary::word));
    constant(at, field, sent, &rule::ADVICE_CHANGED, values);
}

fn action(at: &mut At<'_>, field: &'static str, old: &Option<ActionId>, new: &Option<ActionId>) {
    let old = old.map(|id| at.pair.old[id].id.as_str());
    let new = new.map(|id| at.pair.new[id].id.as_str());
    let sent = at.sends(Slot::Action);
    constant(at, field, sent, &rule::ADVICE_CHANGED, (old, new));
}

fn grpc(at: &mut At<'_>, field: &'static str, old: &Option<Grpc>, new: &Option<Grpc>) {
    let values = (old.map(|grpc| grpc.name), new.map(|grpc| grpc.name));
    let sent = at.sends(Slot::Grpc);
    constant(at, field, sent, &rule::FACT_CHANGED, values);
}

/// The values of fields that the catalog declares; fields themselves have rules of their own.
fn declared(
    at: &mut At<'_>,
    field: &'static str,
    old: &[(FieldId, Value)],
    new: &[(FieldId, Value)],
) {
    let pair = at.pair;
    for declared in &pair.old.fields {
        if !pair.new.fields.iter().any(|now| now.name == declared.name) {
            continue;
        }
        let shown = |catalog: &crate::model::Catalog, values: &[(FieldId, Value)]| {
            let found = values.iter().find(|(id, _)| catalog[*id].name == declared.name);
            found.map(|(_, value)| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        let (old, new) = (shown(pair.old, old), shown(pair.new, new));
        if old == new {
            continue;
        }
        let sent = pair.sent_fields.contains(declared.name.as_str());
        let none = || "none".to_owned();
        let what = format!(
            "`{}` of {} is {}, and was {}",
            declared.name,
            at.subject,
            new.unwrap_or_else(none),
            old.clone().unwrap_or_else(none),
        );
        let rule =
            if sent && old.is_some() { &rule::SENT_VALUE_CHANGED } else { &rule::FACT_CHANGED };
        let consequence = "programs that ask for it do something else than before";
        let mut at = at.part(at.subject);
        at.below = vec![&declared.name];
        at.report(rule, field, what, consequence, "tell those who use it");
    }
}

fn section(at: &mut At<'_>, field: &'static str, old: &SectionId, new: &SectionId) {
    let (old, new) = (&at.pair.old[*old], &at.pair.new[*new]);
    // A section that has another name is said once.
    if old.id != new.id && at.pair.sections.contains(old.id.as_str()) {
        let what =
            format!("{} is in the section `{}`, and was in `{}`", at.subject, new.id, old.id);
        let consequence = "readers find it on another page";
        at.report(&rule::TEXT_CHANGED, field, what, consequence, "");
    }
}

fn parent(at: &mut At<'_>, field: &'static str, old: &Option<CodeId>, new: &Option<CodeId>) {
    let became = old.map(|id| at.pair.became[id.index()]);
    if became == new.map(Some) {
        return;
    }
    let of = |name: Option<&str>| {
        name.map_or_else(|| "of no code".to_owned(), |name| format!("of `{name}`"))
    };
    let before = of(old.map(|id| at.pair.old[id].name.as_str()));
    let now = of(new.map(|id| at.pair.new[id].name.as_str()));
    let what = format!("{} is a case {now}, and was one {before}", at.subject);
    let consequence = "clients that match the parent treat this case differently";
    at.report(&rule::FAMILY_CHANGED, field, what, consequence, "leave the code where it is nested");
}

fn status(at: &mut At<'_>, field: &'static str, old: &[u16], new: &[u16]) {
    if old == new {
        return;
    }
    let written = |status: &[u16]| match status {
        [] => "none".to_owned(),
        all => all.iter().map(u16::to_string).collect::<Vec<_>>().join(", "),
    };
    let what =
        format!("the status of {} is {}, and was {}", at.subject, written(new), written(old));
    if old.is_empty() {
        at.added(field, what);
        return;
    }
    let consequence =
        format!("clients that branch on {} for {} will no longer match", written(old), at.subject);
    let safe = "keep the status, or define a new code with the new one and deprecate this one";
    at.report(&rule::STATUS_CHANGED, field, what, consequence, safe);
}

fn delivery(at: &mut At<'_>, field: &'static str, old: &Delivery, new: &Delivery) {
    if old != new {
        let what = format!(
            "{} is delivered by `{}`, and was delivered by `{}`",
            at.subject,
            new.word(),
            old.word()
        );
        let consequence = "clients do not find the error where they look for it";
        at.report(
            &rule::DELIVERY_CHANGED,
            field,
            what,
            consequence,
            "define a new code for the other way",
        );
    }
}

fn deprecated(
    at: &mut At<'_>,
    field: &'static str,
    old: &Option<Deprecated>,
    new: &Option<Deprecated>,
) {
    let told = |deprecated: &Deprecated, replacement: Option<String>| {
        let Deprecated { since, replaced_by: _, note } = deprecated;
        (since.clone(), replacement, note.clone())
    };
    match (old, new) {
        (None, Some(now)) => {
            let what = format!("{} is deprecated", at.subject);
            let instead = now.replaced_by.map(|id| at.pair.new[id].name.as_str());
            let consequence = match instead {
                Some(code) => format!("compilers warn programs that use it to use `{code}`"),
                None => "compilers warn programs that use it".to_owned(),
            };
            at.report(&rule::CODE_DEPRECATED, field, what, consequence, "");
        }
        (Some(old), Some(new)) => {
            let became = old.replaced_by.map(|id| {
                let now = at.pair.became[id.index()];
                now.map_or_else(String::new, |id| at.pair.new[id].name.clone())
            });
            let now = new.replaced_by.map(|id| at.pair.new[id].name.clone());
            text(at, field, &told(old, became), &told(new, now));
        }
        (Some(_), None) => text(at, field, "deprecated", ""),
        (None, None) => {}
    }
}

fn aliases(at: &mut At<'_>, field: &'static str, old: &[String], new: &[String]) {
    let now = at.codes.map(|(_, new)| new);
    let is_code =
        |alias: &str| now.is_some_and(|code| code.name == alias || code.code.text() == alias);
    for gone in old.iter().filter(|alias| !new.contains(alias) && !is_code(alias)) {
        let what = format!("`{gone}` is no longer a former name of {}", at.subject);
        let consequence = format!("clients no longer read `{gone}` as {}", at.subject);
        let safe = "list it under `aliases` again";
        at.report(&rule::ALIAS_REMOVED, field, what, consequence, safe);
    }
    let before = at.codes.map(|(old, _)| old);
    let was_code =
        |alias: &str| before.is_some_and(|code| code.name == alias || code.code.text() == alias);
    for one in new.iter().filter(|alias| !old.contains(alias) && !was_code(alias)) {
        at.added(field, format!("`{one}` is read as {}", at.subject));
    }
}

pub(super) fn seen(at: &mut At<'_>, field: &'static str, old: &Visibility, new: &Visibility) {
    visibility(at, field, (old, new), "keep it public, or retire it");
}

fn docs_url(at: &mut At<'_>, field: &'static str, old: &Option<Url>, new: &Option<Url>) {
    let (old, new) = (old.as_ref().map(Url::as_str), new.as_ref().map(Url::as_str));
    if at.pair.by_docs_url {
        constant(at, field, true, &rule::DOCS_URL_CHANGED, (old, new));
    } else if let Some(old) = old
        && new != Some(old)
        // Another pattern of addresses is said once, of the catalog.
        && at.pair.old.docs == at.pair.new.docs
    {
        let what = format!("the entry of {} has another address", at.subject);
        let consequence = format!("links to {old} lead nowhere");
        at.report(&rule::DOCS_URL_CHANGED, field, what, consequence, "redirect the old address");
    }
}
