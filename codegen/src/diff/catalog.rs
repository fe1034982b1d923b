//! The rules of the fields of a catalog, and of what it declares.

use std::collections::{BTreeMap, BTreeSet};

use super::at::{
    At, Hidden, Matched, Pair, Subject, derived, matched, named, rules_of, text, visibility,
};
use super::detail::{types, values};
use super::envelope::{code_header, envelope};
use super::{code, operation};
use crate::model::{
    Action, Catalog, Category, Code, CodeId, CodeType, Docs, DocsUrl, Entry, Field, FieldType,
    Handling, Naming, Reference, Retired, Section, Slot, Step, Visibility, Vocabulary,
};
use crate::rule;

rules_of! {
    /// Compares two versions of a catalog.
    catalog(Catalog) {
        id: derived,
        title: text,
        description: text,
        language: text,
        naming: naming,
        docs: docs,
        categories: categories,
        fields: declared_fields,
        statuses: text,
        actions: actions,
        types: types,
        code_header: code_header,
        envelope: envelope,
        raises: operation::raises,
        operations: operation::operations,
        handling: handling,
        never_includes: text,
        related: text,
        retired: retired,
        groups: text,
        sections: sections,
        codes: codes,
    }
}

rules_of! {
    /// Compares how codes are written. How they may be named matters to authors only.
    written(Naming) {
        ty: code_type,
        style: derived,
        convention: text,
        pattern: derived,
        // The codes of cases say it.
        join: derived,
        exceptions: derived,
    }
}

rules_of! {
    published(Docs) {
        url: docs_url,
        layout: text,
    }
}

rules_of! {
    category(Category) {
        id: derived,
        title: text,
        description: text,
        status: derived,
    }
}

rules_of! {
    action(Action) {
        id: derived,
        title: text,
        description: text,
    }
}

rules_of! {
    declared(Field) {
        name: derived,
        title: text,
        description: text,
        ty: field_type,
        optional: field_optional,
        visibility: field_visibility,
    }
}

rules_of! {
    section(Section) {
        id: derived,
        title: text,
        group: derived,
        description: text,
        sources: text,
        entries: entries,
        tables: text,
        notes: text,
    }
}

fn naming(at: &mut At<'_>, _: &'static str, old: &Naming, new: &Naming) {
    written(at, old, new);
}

fn code_type(at: &mut At<'_>, field: &'static str, old: &CodeType, new: &CodeType) {
    if old != new {
        let what = format!("codes are sent as {}, and were sent as {}", new.word(), old.word());
        let consequence = "clients that expect the old type match no code";
        at.report(&rule::ENVELOPE_CHANGED, field, what, consequence, "add another member");
    }
}

fn docs(at: &mut At<'_>, _: &'static str, old: &Docs, new: &Docs) {
    published(at, old, new);
}

fn docs_url(at: &mut At<'_>, field: &'static str, old: &Option<DocsUrl>, new: &Option<DocsUrl>) {
    let shown = |url: &Option<DocsUrl>| url.as_ref().map(|url| url.template().to_string());
    match (shown(old), shown(new)) {
        (Some(old), new) if new.as_ref() != Some(&old) => {
            let now = new.unwrap_or_else(|| "nowhere".to_owned());
            let what = format!("entries are published at {now}, and were at {old}");
            let consequence = "links in bodies, tickets and pages lead nowhere";
            let safe = "redirect the old addresses";
            at.report(&rule::DOCS_URL_CHANGED, field, what, consequence, safe);
        }
        (None, Some(new)) => at.added(field, format!("entries are published at {new}")),
        _ => {}
    }
}

fn categories(at: &mut At<'_>, field: &'static str, old: &[Category], new: &[Category]) {
    for (old, new) in named(at, field, "category", (old, new), |it| it.id.as_str()) {
        category(&mut at.part(Subject { kind: "category", name: &new.id, of: "" }), old, new);
    }
}

fn actions(at: &mut At<'_>, field: &'static str, old: &[Action], new: &[Action]) {
    for (old, new) in named(at, field, "action", (old, new), |it| it.id.as_str()) {
        action(&mut at.part(Subject { kind: "action", name: &new.id, of: "" }), old, new);
    }
}

fn declared_fields(at: &mut At<'_>, field: &'static str, old: &[Field], new: &[Field]) {
    // Those that are internal now may be missing among the new ones.
    let is_hidden = |it: &&Field| {
        at.pair.hidden.fields.contains(it.name.as_str())
            && !new.iter().any(|now| now.name == it.name)
    };
    let (hidden, old): (Vec<&Field>, Vec<&Field>) = old.iter().partition(is_hidden);
    for gone in hidden {
        let mut at = at.part(Subject { kind: "field", name: &gone.name, of: "" });
        field_visibility(&mut at, "visibility", &gone.visibility, &Visibility::Internal);
    }
    let new: Vec<&Field> = new.iter().collect();
    for (old, new) in named(at, field, "field", (&old, &new), |it| it.name.as_str()) {
        let mut at = at.part(Subject { kind: "field", name: &new.name, of: "" });
        at.received = at.pair.sent_fields.contains(new.name.as_str());
        declared(&mut at, old, new);
    }
}

fn field_type(at: &mut At<'_>, field: &'static str, old: &FieldType, new: &FieldType) {
    match (old, new) {
        (FieldType::Values(old), FieldType::Values(new)) => values(at, field, old, new),
        // What values may look like matters to authors only.
        (FieldType::String { .. }, FieldType::String { .. }) => {}
        (old, new) if old == new => {}
        (old, new) => {
            let what = format!(
                "{} holds another type: {}, and was {}",
                at.subject,
                new.word(),
                old.word()
            );
            let consequence = "programs that ask for it do not compile";
            at.report(&rule::SIGNATURE_CHANGED, field, what, consequence, "declare another field");
        }
    }
}

fn field_optional(at: &mut At<'_>, field: &'static str, old: &bool, new: &bool) {
    if old != new {
        let now = if *new { "may be absent" } else { "is always there" };
        let consequence = "programs that ask for it do not compile";
        let what = format!("{} {now} now", at.subject);
        at.report(&rule::SIGNATURE_CHANGED, field, what, consequence, "");
    }
}

fn field_visibility(at: &mut At<'_>, field: &'static str, old: &Visibility, new: &Visibility) {
    visibility(at, field, (old, new), "keep it public");
}

fn handling(at: &mut At<'_>, field: &'static str, old: &Option<Handling>, new: &Option<Handling>) {
    let told = |catalog: &Catalog, handling: &Handling| {
        let step = |step: &Step| {
            let Step { codes, action, note } = step;
            let codes: Vec<String> =
                catalog.codes_at(codes).map(|code| code.name.clone()).collect();
            (codes, action.map(|id| catalog[id].id.clone()), note.clone())
        };
        let Handling { description, log, steps, otherwise } = handling;
        let steps: Vec<_> = steps.iter().chain(otherwise).map(step).collect();
        (description.clone(), log.clone(), steps, otherwise.is_some())
    };
    let old = old.as_ref().map(|handling| told(at.pair.old, handling));
    let new = new.as_ref().map(|handling| told(at.pair.new, handling));
    text(at, field, &old, &new);
}

fn retired(at: &mut At<'_>, field: &'static str, old: &[Retired], new: &[Retired]) {
    let Matched { both, removed, added: _ } = matched(old, new, |it| it.code.as_str());
    for gone in removed {
        let what = format!("`{}` was retired, and may be used again", gone.code);
        let consequence = "clients that still know it take another error for the old one";
        let safe = "list it under `retired` again";
        at.report(&rule::CODE_REUSED, field, what, consequence, safe);
    }
    for (old, new) in both {
        let Retired { code, reason, since, replaced_by: _ } = new;
        if (reason, since) != (&old.reason, &old.since) {
            text(&mut at.part(Subject { kind: "", name: code, of: "" }), field, "", "other");
        }
    }
}

fn sections(at: &mut At<'_>, field: &'static str, old: &[Section], new: &[Section]) {
    let Matched { both, removed, added } = matched(old, new, |it| it.id.as_str());
    for gone in removed {
        let what = format!("the section `{}` is removed, or has another name", gone.id);
        let consequence = "its page has another address";
        at.report(&rule::TEXT_CHANGED, field, what, consequence, "");
    }
    for one in added {
        at.added(field, format!("the section `{}` is new", one.id));
    }
    for (old, new) in both {
        section(&mut at.part(Subject { kind: "section", name: &new.id, of: "" }), old, new);
    }
}

/// What sections say about the codes of others; where a code is defined is a fact of the code.
fn entries(at: &mut At<'_>, field: &'static str, old: &[Entry], new: &[Entry]) {
    let became = |id: CodeId| at.pair.became[id.index()];
    let said = |entry: &'_ Entry| entry.reference.is_some();
    let old: BTreeMap<Option<CodeId>, &Option<Reference>> =
        old.iter().filter(|it| said(it)).map(|it| (became(it.code), &it.reference)).collect();
    let new: BTreeMap<Option<CodeId>, &Option<Reference>> =
        new.iter().filter(|it| said(it)).map(|it| (Some(it.code), &it.reference)).collect();
    text(at, field, &old, &new);
}

fn codes(at: &mut At<'_>, field: &'static str, old: &[Code], _: &[Code]) {
    let pair = at.pair;
    let mut known = BTreeSet::new();
    for (code, became) in old.iter().zip(&pair.became) {
        let Some(id) = became else {
            removed(at, field, code);
            continue;
        };
        known.insert(*id);
        let now = &pair.new[*id];
        let mut at = at.part(Subject { kind: "", name: &now.name, of: "" });
        at.codes = Some((code, now));
        at.spans = (Some(code.span), Some(now.span));
        code::code(&mut at, code, now);
    }
    for (id, code) in pair.new.codes_with_ids() {
        if !known.contains(&id) {
            let mut at = at.part(Subject { kind: "", name: &code.name, of: "" });
            at.codes = Some((code, code));
            at.spans = (None, Some(code.span));
            at.added(field, format!("`{}` is new", code.name));
        }
    }
    languages(at, field);
}

fn removed(at: &mut At<'_>, field: &'static str, code: &Code) {
    let name = &code.name;
    let mut at = at.part(Subject { kind: "", name, of: "" });
    at.codes = Some((code, code));
    at.spans = (Some(code.span), None);
    if at.pair.hidden.codes.contains(name.as_str()) {
        code::seen(&mut at, "visibility", &code.visibility, &Visibility::Internal);
    } else if at.pair.retired.contains(name.as_str()) {
        let what = format!("`{name}` is retired");
        let consequence = format!("programs that name `{name}` do not compile");
        let safe = "make a major version of the packages";
        at.report(&rule::CODE_RETIRED, field, what, consequence, safe);
    } else {
        let what = format!("`{name}` is removed");
        let on = code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ");
        let on = if on.is_empty() { on } else { format!(" on {on}") };
        let consequence =
            format!("clients that branch{on} for `{}` will no longer match", code.code);
        let safe = "keep it and deprecate it, list it under `retired` with the reason, or list it \
                    among the `aliases` of its new name";
        at.report(&rule::CODE_REMOVED, field, what, consequence, safe);
    }
}

/// Languages in which there are no more messages, and new ones.
fn languages(at: &mut At<'_>, field: &'static str) {
    let (old, new) = (at.pair.old.other_languages(), at.pair.new.other_languages());
    for gone in old.iter().filter(|tag| !new.contains(*tag) && at.pair.new.language != **tag) {
        let what = format!("there are no messages in `{gone}` any more");
        let consequence = format!("users who read {gone} get the catalog's language");
        at.report(&rule::LANGUAGE_REMOVED, field, what, consequence, "keep the messages");
    }
    for one in new.difference(&old) {
        at.added(field, format!("there are messages in `{one}`"));
    }
}

impl<'a> Pair<'a> {
    /// Two versions of a catalog.
    pub(super) fn of(old: &'a Catalog, new: &'a Catalog) -> Pair<'a> {
        let (before, now) = (
            super::envelope::slots(&old.envelope.shape),
            super::envelope::slots(&new.envelope.shape),
        );
        let fields = |catalog: &'a Catalog, slots: &[Slot]| -> BTreeSet<&'a str> {
            let field = |slot: &Slot| match slot {
                Slot::Field(id) => Some(catalog[*id].name.as_str()),
                _ => None,
            };
            slots.iter().filter_map(field).collect()
        };
        let identity = old.envelope.shape.identity().map(|(slot, _)| slot);
        Pair {
            old,
            new,
            became: became(old, new),
            sent_fields: fields(old, &before).intersection(&fields(new, &now)).copied().collect(),
            by_docs_url: identity == Some(Slot::DocsUrl) && old.code_header.is_none(),
            sent: before.into_iter().filter(|slot| now.contains(slot)).collect(),
            retired: new.retired.iter().map(|retired| retired.code.as_str()).collect(),
            sections: new.sections.iter().map(|section| section.id.as_str()).collect(),
            hidden: Hidden::default(),
        }
    }
}

/// For each old code the new one that has its name, or that has it as a former name, or that is sent
/// as the same. Each new code has become of one.
fn became(old: &Catalog, new: &Catalog) -> Vec<Option<CodeId>> {
    let mut by_name: BTreeMap<&str, CodeId> = BTreeMap::new();
    let mut by_alias: BTreeMap<&str, CodeId> = BTreeMap::new();
    let mut by_code = BTreeMap::new();
    for (id, code) in new.codes_with_ids() {
        by_name.insert(&code.name, id);
        by_alias.extend(code.aliases.iter().map(|alias| (alias.as_str(), id)));
        by_code.entry(&code.code).or_insert(id);
    }
    let mut taken = BTreeSet::new();
    let mut became: Vec<Option<CodeId>> =
        old.codes.iter().map(|code| by_name.get(code.name.as_str()).copied()).collect();
    taken.extend(became.iter().flatten().copied());
    for (code, became) in old.codes.iter().zip(&mut became).filter(|(_, became)| became.is_none()) {
        let text = code.code.text();
        let found = by_alias
            .get(code.name.as_str())
            .or_else(|| by_alias.get(text.as_ref()))
            .or_else(|| by_code.get(&code.code));
        *became = found.copied().filter(|id| taken.insert(*id));
    }
    became
}
