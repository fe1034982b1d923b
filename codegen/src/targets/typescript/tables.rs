//! The contexts of the templates of the metadata and the reference.

use minijinja::{Value, context};
use serde_json::{Map, Value as Json, json};

use crate::model::{Catalog, Code, Delivery, Link, Step, Text, Vocabulary};
use crate::output::HEADER;

use super::literal::{self, INDENT};

pub(super) fn metadata(catalog: &Catalog) -> Value {
    context! {
        header => HEADER,
        actions => literal::union(catalog.actions.iter().map(|action| action.id.as_str()), 0),
        metadata => table(catalog, |_, code| facts(code, catalog)),
        handling => handling(catalog).map(|handling| literal::value(&handling, 0, "}> = ".len())),
    }
}

pub(super) fn reference(catalog: &Catalog) -> Value {
    let elsewhere = elsewhere(catalog);
    let sections = catalog
        .sections
        .iter()
        .map(|section| (section.id.clone(), term(&section.title, section.description.as_ref())));
    let categories = catalog.categories.iter().map(|category| {
        (category.id.clone(), term(&category.title, category.description.as_ref()))
    });
    let actions = catalog
        .actions
        .iter()
        .map(|action| (action.id.clone(), term(&action.title, Some(&action.description))));
    let statuses = catalog
        .statuses
        .iter()
        .map(|status| (status.status.to_string(), json!(status.meaning.source())));
    context! {
        header => HEADER,
        reference => table(catalog, |index, code| entry(code, &elsewhere[index])),
        sections => object(sections, "sections: Readonly<Record<ErrorSection, ReferenceTerm>>"),
        categories => object(
            categories,
            "categories: Readonly<Record<ErrorCategory, ReferenceTerm>>",
        ),
        actions => object(actions, "actions: Readonly<Record<ErrorAction, ReferenceTerm>>"),
        statuses => object(statuses, "statuses: { readonly [status: number]: string }"),
    }
}

/// The members of an object literal, one for each code.
fn table(catalog: &Catalog, value: impl Fn(usize, &Code) -> Json) -> String {
    let mut out = String::new();
    for (index, code) in catalog.codes.iter().enumerate() {
        let key = literal::name(&code.code);
        let value = literal::value(&value(index, code), INDENT.len(), key.len() + 2);
        out.extend([INDENT, &key, ": ", &value, ",\n"]);
    }
    out
}

/// An object literal after `export const {declared} = `.
fn object(members: impl Iterator<Item = (String, Json)>, declared: &str) -> String {
    let before = format!("export const {declared} = ").len();
    literal::value(&Json::Object(members.collect()), 0, before)
}

fn facts(code: &Code, catalog: &Catalog) -> Json {
    let mut facts = Map::new();
    facts.insert("section".to_owned(), json!(catalog[code.section].id));
    facts.insert("status".to_owned(), json!(code.status));
    put(&mut facts, "category", code.category.map(|id| &catalog[id].id));
    put(&mut facts, "retry", code.retry.map(Vocabulary::word));
    put(&mut facts, "action", code.action.map(|id| &catalog[id].id));
    put(&mut facts, "docsUrl", code.docs_url.as_ref());
    put(&mut facts, "grpc", code.grpc.map(|grpc| grpc.name));
    put(&mut facts, "delivery", (code.delivery == Delivery::Redirect).then_some("redirect"));
    put(&mut facts, "since", code.since.as_ref());
    if let Some(deprecated) = &code.deprecated {
        let mut value = Map::new();
        put(&mut value, "since", deprecated.since.as_ref());
        put(&mut value, "replacedBy", deprecated.replaced_by.map(|id| &catalog[id].code));
        facts.insert("deprecated".to_owned(), Json::Object(value));
    }
    Json::Object(facts)
}

fn handling(catalog: &Catalog) -> Option<Json> {
    let handling = catalog.handling.as_ref()?;
    let step = |step: &Step| {
        let mut value = Map::new();
        value.insert(
            "codes".to_owned(),
            catalog.codes_at(&step.codes).map(|code| json!(code.code)).collect(),
        );
        put(&mut value, "action", step.action.map(|id| &catalog[id].id));
        Json::Object(value)
    };
    let mut value = Map::new();
    value.insert("steps".to_owned(), handling.steps.iter().map(step).collect());
    if let Some(otherwise) = &handling.otherwise {
        value.insert("otherwise".to_owned(), step(otherwise));
    }
    Some(Json::Object(value))
}

fn entry(code: &Code, elsewhere: &[Json]) -> Json {
    let mut entry = Map::new();
    entry.insert("title".to_owned(), json!(code.title));
    put(&mut entry, "description", Some(code.description.source()));
    put_text(&mut entry, "cause", code.cause.as_ref());
    put_text(&mut entry, "resolution", code.resolution.as_ref());
    put(&mut entry, "message", code.message.as_ref().map(|message| &message.source));
    if !code.notes.is_empty() {
        let notes = code.notes.iter().map(|note| json!(note.source()));
        entry.insert("notes".to_owned(), notes.collect());
    }
    let note = code.deprecated.as_ref().and_then(|deprecated| deprecated.note.as_ref());
    put_text(&mut entry, "deprecated", note);
    if !code.links.is_empty() {
        entry.insert("links".to_owned(), code.links.iter().map(link).collect());
    }
    if !elsewhere.is_empty() {
        entry.insert("elsewhere".to_owned(), json!(elsewhere));
    }
    Json::Object(entry)
}

/// What sections say about codes that they list but do not define, by the index of the code.
fn elsewhere(catalog: &Catalog) -> Vec<Vec<Json>> {
    let mut elsewhere = vec![Vec::new(); catalog.codes.len()];
    for section in &catalog.sections {
        for entry in &section.entries {
            let Some(reference) = &entry.reference else { continue };
            let mut value = Map::new();
            value.insert("section".to_owned(), json!(section.id));
            put_text(&mut value, "description", reference.description.as_ref());
            put_text(&mut value, "cause", reference.cause.as_ref());
            put_text(&mut value, "resolution", reference.resolution.as_ref());
            elsewhere[entry.code.index()].push(Json::Object(value));
        }
    }
    elsewhere
}

fn term(title: &str, description: Option<&Text>) -> Json {
    let mut term = Map::new();
    term.insert("title".to_owned(), json!(title));
    put_text(&mut term, "description", description);
    Json::Object(term)
}

fn link(link: &Link) -> Json {
    let mut value = Map::new();
    value.insert("title".to_owned(), json!(link.title));
    put_text(&mut value, "description", link.description.as_ref());
    put(&mut value, "url", link.url.as_ref());
    Json::Object(value)
}

fn put(members: &mut Map<String, Json>, name: &str, value: Option<impl AsRef<str>>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), json!(value.as_ref()));
    }
}

fn put_text(members: &mut Map<String, Json>, name: &str, value: Option<&Text>) {
    put(members, name, value.map(Text::source));
}
