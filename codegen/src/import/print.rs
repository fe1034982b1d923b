//! Writes a draft as the files of a catalog.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::draft::{Draft, Section};
use super::entry::Entry;
use super::envelope::{Known, envelope};
use super::fields::{Field, fields};
use super::naming::{Naming, convention, naming};
use super::prose::{paragraphs, prose, visible};
use super::role::{Role, bare};
use super::{slug, yaml};
use crate::layout::format;
use crate::model::CaseStyle;
use crate::names;
use crate::source::Sources;
use crate::vocabulary::Vocabulary;

/// A file of a catalog: its path in the catalog's folder, and its text.
pub type File = (String, String);

/// The files of the catalog `id`.
#[must_use]
pub fn files(draft: &Draft, id: &str) -> Vec<File> {
    let names = section_names(draft);
    let facts = Facts::of(draft);
    let mut files = vec![("catalog.yaml".to_owned(), catalog(draft, id, &facts, &names))];
    let mut defined = BTreeSet::new();
    for (section, name) in draft.sections.iter().zip(&names) {
        let Some(name) = name else { continue };
        let text = self::section(section, draft, &facts, &mut defined);
        files.push((format!("{name}.yaml"), text));
    }
    for (path, text) in &mut files {
        *text = formatted(&format!("{id}/{path}"), std::mem::take(text));
    }
    files
}

/// A text in the layout of registry files.
pub(super) fn formatted(path: &str, text: String) -> String {
    let sources = Sources::from_texts([(path, text.as_str())]);
    // A text that cannot be formatted is right all the same.
    sources.files().first().and_then(|file| format(file).ok()).unwrap_or(text)
}

/// What is true of all codes.
pub struct Facts {
    naming: Naming,
    /// Whether codes are numbers.
    integers: bool,
    /// Whether no code has a status.
    pub(super) no_status: bool,
    categories: Vec<String>,
    fields: Vec<Field>,
    /// The names of codes in programs where they would be the same otherwise.
    idents: BTreeMap<String, String>,
}

impl Facts {
    /// The declared fields: the heading of each, and its name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|field| (field.heading.as_str(), field.name.as_str()))
    }

    /// What is true of the codes of a draft.
    pub fn of(draft: &Draft) -> Facts {
        let mut seen = BTreeSet::new();
        let all = draft.entries().map(|(_, entry)| entry.code.text.as_str());
        let codes: Vec<&str> = all.filter(|code| seen.insert(*code)).collect();
        let integer =
            |code: &&str| code.parse().is_ok_and(|number: i64| number.to_string() == **code);
        let mut seen = BTreeSet::new();
        let all = draft.entries().filter_map(|(_, entry)| entry.fact(Role::Category));
        let all = all.map(|cell| bare(&cell.text));
        let categories = all.filter(|category| seen.insert(category.clone())).collect();
        Facts {
            naming: naming(&codes),
            integers: codes.iter().all(integer),
            no_status: draft.entries().all(|(_, entry)| entry.statuses.is_none()),
            categories,
            fields: fields(draft),
            idents: idents(&codes),
        }
    }
}

/// Names for programs of codes whose own ones are taken, or that have none.
fn idents(codes: &[&str]) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    let mut idents = BTreeMap::new();
    for (index, code) in codes.iter().enumerate() {
        let own = names::pascal(code);
        if !own.is_empty() && taken.insert(own.to_lowercase()) {
            continue;
        }
        let base = if own.is_empty() { "Code".to_owned() } else { own };
        let numbered = (index + 1..).map(|number| format!("{base}No{number}"));
        let ident = std::iter::once(names::apart(code))
            .filter(|apart| !apart.is_empty() && names::is_pascal(apart))
            .chain(numbered)
            .find(|name| taken.insert(name.to_lowercase()));
        idents.extend(ident.map(|ident| ((*code).to_owned(), ident)));
    }
    idents
}

/// The name of each section's file; nothing for those that have neither codes nor tables.
fn section_names(draft: &Draft) -> Vec<Option<String>> {
    let mut taken = BTreeSet::from(["catalog".to_owned()]);
    let name = |section: &Section| {
        let empty = section.entries.iter().all(|entry| entry.again) && section.tables.is_empty();
        let heading = section.heading.as_ref().map_or("errors", |heading| &heading.text);
        let short = heading.split(" -- ").next().unwrap_or(heading);
        let candidates = [slug(short), slug(heading)].into_iter().filter(|slug| !slug.is_empty());
        let numbered = (2..).map(|number| format!("{}-{number}", slug(heading)));
        let numbered = numbered.map(|name| name.trim_start_matches('-').to_owned());
        let mut names = candidates.chain(numbered);
        (!empty).then(|| names.find(|name| taken.insert(name.clone()))).flatten()
    };
    draft.sections.iter().map(name).collect()
}

fn catalog(draft: &Draft, id: &str, facts: &Facts, sections: &[Option<String>]) -> String {
    let mut catalog = Map::new();
    let mut set = |key: &str, value: Json| drop(catalog.insert(key.to_owned(), value));
    set("catalog", json!(id));
    let title = draft.title.as_ref().map(|title| plain(&title.text));
    set("title", json!(title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_owned())));
    let rule = convention(draft).map(|rule| draft.prose[rule.prose].span);
    let about = draft.description.iter().filter(|text| Some(text.span) != rule);
    if let Some(description) = paragraphs(&about.cloned().collect::<Vec<_>>()) {
        set("description", json!(description));
    }
    set("codes", codes(draft, facts));
    let every = |has: fn(&Entry) -> bool| draft.entries().all(|(_, entry)| has(entry));
    let known = Known {
        draft,
        statuses: every(|entry| entry.statuses.as_ref().is_some_and(|(all, _)| all.len() == 1)),
        categories: if every(|entry| entry.fact(Role::Category).is_some()) {
            &facts.categories
        } else {
            &[]
        },
    };
    let found = envelope(known);
    if let Some(docs) = found.as_ref().and_then(|found| found.docs.as_ref()) {
        set("docs", json!({ "url": docs }));
    }
    let unused = |status: &u16| !draft.entries().any(|(_, entry)| entry.has(*status));
    if draft.statuses.iter().any(|(status, _)| unused(status)) {
        let reason =
            "The documents from which the catalog was imported list statuses that no code has.";
        set("allow", json!({ "unused-status": reason }));
    }
    if facts.no_status {
        set("status", json!("none"));
    }
    let sections: Vec<&String> = sections.iter().flatten().collect();
    set("sections", json!(sections));
    if !facts.categories.is_empty() {
        let categories = facts.categories.iter().map(|id| (id.clone(), json!({})));
        set("categories", Json::Object(categories.collect()));
    }
    if !facts.fields.is_empty() {
        let fields = facts.fields.iter().map(|field| (field.name.clone(), field.declaration()));
        set("fields", Json::Object(fields.collect()));
    }
    let mut statuses = Map::new();
    for (status, meaning) in &draft.statuses {
        let key = status.to_string();
        if !statuses.contains_key(&key) && !meaning.text.is_empty() {
            statuses.insert(key, json!(prose(meaning)));
        }
    }
    if !statuses.is_empty() {
        set("statuses", Json::Object(statuses));
    }
    let guessed = found.is_none();
    let shape = found
        .map_or_else(|| json!({ "code": "$code", "message": "$message" }), |found| found.shape);
    set("envelope", self::shape(shape, draft));
    let mut text = yaml::document(catalog);
    if guessed {
        let comment = "# No document shows the body of an error, so this is only a guess.";
        text = text.replacen("\nenvelope:", &format!("\n{comment}\nenvelope:"), 1);
    }
    text
}

/// The envelope, with what the document says about its members.
fn shape(shape: Json, draft: &Draft) -> Json {
    let mut fields = Map::new();
    for (member, _, description) in &draft.members {
        let description = description.as_ref().filter(|cell| !cell.text.is_empty());
        if let Some(description) = description.filter(|_| has(&shape, &member.text)) {
            fields.insert(member.text.clone(), json!(prose(description)));
        }
    }
    let mut envelope = Map::from_iter([("shape".to_owned(), shape)]);
    if !fields.is_empty() {
        envelope.insert("fields".to_owned(), Json::Object(fields));
    }
    Json::Object(envelope)
}

/// Whether a shape has a member at a path that is no object.
fn has(shape: &Json, path: &str) -> bool {
    let mut at = shape;
    for step in path.split('.') {
        let (name, list) = step.strip_suffix("[]").map_or((step, false), |name| (name, true));
        let member = at.get(name).or_else(|| at.get(format!("{name}?")));
        let Some(member) = member else { return false };
        at = if list { member.get(0).unwrap_or(&Json::Null) } else { member };
    }
    !at.is_object()
}

fn codes(draft: &Draft, facts: &Facts) -> Json {
    if facts.integers {
        return json!({ "type": "integer" });
    }
    let mut codes = Map::new();
    if facts.naming.style != CaseStyle::None {
        codes.insert("style".to_owned(), json!(facts.naming.style.word()));
    }
    if let Some(rule) = convention(draft) {
        let text = paragraphs(&draft.prose[rule.prose..=rule.prose]);
        codes.extend(text.map(|text| ("convention".to_owned(), json!(text))));
    }
    if !facts.naming.strangers.is_empty() {
        let exception = json!({
            "reason": "The documents from which the catalog was imported write them so.",
            "codes": facts.naming.strangers,
        });
        codes.insert("exceptions".to_owned(), json!([exception]));
    }
    Json::Object(codes)
}

fn section(
    section: &Section,
    draft: &Draft,
    facts: &Facts,
    defined: &mut BTreeSet<String>,
) -> String {
    let mut file = opening(section);
    let mut set = |key: &str, value: Json| drop(file.insert(key.to_owned(), value));
    let mut errors = Map::new();
    let mut also = Map::new();
    for entry in &section.entries {
        let code = &entry.code.text;
        if defined.insert(code.clone()) {
            errors.insert(code.clone(), self::entry(entry, facts));
        } else if !entry.again && !errors.contains_key(code) && !also.contains_key(code) {
            let note = draft.first(code).map(|first| reference(entry, first));
            also.insert(code.clone(), note.unwrap_or(json!({})));
        }
    }
    if !errors.is_empty() {
        set("errors", Json::Object(errors));
    }
    if !also.is_empty() {
        set("also", Json::Object(also));
    }
    let tables: Vec<Json> = section.tables.iter().map(|table| {
        let text = |cell: &super::part::Cell| prose(cell);
        let title = section.heading.as_ref().map_or("Table".to_owned(), |heading| plain(&heading.text));
        json!({
            "title": title,
            "columns": table.header.iter().map(text).collect::<Vec<_>>(),
            "rows": table.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>()).collect::<Vec<_>>(),
        })
    }).collect();
    if !tables.is_empty() {
        set("tables", json!(tables));
    }
    let notes: Vec<String> =
        section.notes.iter().map(prose).filter(|note| !note.is_empty()).collect();
    if !notes.is_empty() {
        set("notes", json!(notes));
    }
    yaml::document(file)
}

/// What the file of a section begins with.
pub(super) fn opening(section: &Section) -> Map<String, Json> {
    let heading = section.heading.as_ref().map(|heading| plain(&heading.text));
    let heading = heading.filter(|words| !words.is_empty()).unwrap_or_else(|| "Errors".to_owned());
    let mut file = Map::from_iter([("section".to_owned(), json!(heading))]);
    if let Some(description) = paragraphs(&section.description) {
        file.insert("description".to_owned(), json!(description));
    }
    file
}

/// What the entry of a code says.
pub fn entry(entry: &Entry, facts: &Facts) -> Json {
    let mut said = Map::new();
    let mut set = |key: &str, value: Json| drop(said.insert(key.to_owned(), value));
    if let Some(ident) = facts.idents.get(&entry.code.text) {
        set("ident", json!(ident));
    }
    match &entry.statuses {
        Some((statuses, _)) if statuses.len() == 1 => set("status", json!(statuses[0])),
        Some((statuses, _)) => set("status", json!(statuses)),
        None if facts.no_status => {}
        None => set("status", json!("none")),
    }
    for (role, cell) in &entry.facts {
        let key = match role {
            Role::Category => "category",
            Role::Title => "title",
            Role::Description => "description",
            Role::Message => "message",
            Role::Cause => "cause",
            Role::Resolution => "resolution",
            Role::Since => "since",
            Role::Note => "notes",
            Role::Name => "ident",
            Role::Code | Role::Status | Role::Count | Role::Member => continue,
        };
        match role {
            Role::Category | Role::Since => set(key, json!(bare(&cell.text))),
            Role::Title => set(key, json!(plain(&cell.text))),
            Role::Note => set(key, json!([prose(cell)])),
            // Braces in a message are arguments, whose types the document does not tell.
            Role::Message if cell.text.contains(['{', '}']) && entry.arguments.is_empty() => {
                set("description", json!(prose(cell)));
            }
            Role::Message => set(key, json!(visible(&bare(&cell.text)))),
            Role::Name => {
                let ident = names::pascal(&bare(&cell.text));
                if names::is_pascal(&ident) && ident != names::pascal(&entry.code.text) {
                    set(key, json!(ident));
                }
            }
            _ => set(key, json!(prose(cell))),
        }
    }
    // Some text is needed, and the title is made from the code anyway.
    if !["title", "description", "message", "cause"].iter().any(|key| said.contains_key(*key)) {
        let named =
            entry.fact(Role::Name).map(|cell| names::title(&names::pascal(&bare(&cell.text))));
        let title = named.unwrap_or_else(|| names::title(&entry.code.text));
        let title = if title.is_empty() { entry.code.text.clone() } else { title };
        said.insert("title".to_owned(), json!(title));
    }
    let mut set = |key: &str, value: Json| drop(said.insert(key.to_owned(), value));
    if !entry.arguments.is_empty() {
        let details = entry.arguments.iter();
        let details =
            details.map(|(name, ty)| (name.clone(), json!({ "type": ty, "from": "message" })));
        set("details", Json::Object(details.collect()));
    }
    for field in &facts.fields {
        if let Some((_, cell)) = entry.others.iter().find(|(heading, _)| *heading == field.heading)
        {
            set(&field.name, field.value(&cell.text));
        }
    }
    Json::Object(said)
}

/// What a further row says about a code besides what the first one said.
fn reference(entry: &Entry, first: &Entry) -> Json {
    let keys = [
        (Role::Description, "description"),
        (Role::Cause, "cause"),
        (Role::Resolution, "resolution"),
    ];
    let said = keys.into_iter().filter_map(|(role, key)| {
        let cell = entry.fact(role)?;
        let same = first.fact(role).is_some_and(|known| prose(known) == prose(cell));
        (!same).then(|| (key.to_owned(), json!(prose(cell))))
    });
    Json::Object(said.collect())
}

/// A text on one line without markup, for headings.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ").replace(['`', '*'], ""))
}
