//! Registries made at random of names that are hard to use somewhere.

use std::collections::BTreeSet;

use errbook::model::CaseStyle;
use errbook::names;
use serde_json::{Map, Value, json};

/// Numbers that look random but are the same in every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    /// Whether something happens that does once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Names for everything: words that languages, systems and the outputs themselves use, names that
/// differ only in case or separators, and names of every form.
const WORDS: &str = "
    self Self super crate type loop fn async await gen union default class function new null
    undefined true false enum export import package interface static let arguments eval None Some Ok
    Err Option Result String Vec Box Debug def lambda pass nil chan range map object constructor
    prototype toString hasOwnProperty valueOf then name length caller

    code Code codes error errors ErrorCode ApiError Details details message status headers cause
    stack body metadata reference runtime shared std core alloc serde json http axum std-errors
    from_code with_status into response section category action retry docs_url unknown other read
    members Error404 error_404 ErrorResponse assets search

    index readme README all-codes all_codes operations sections retired errors.json llms.txt
    index.html README.md style.css src node_modules node-modules package.json the-index con CON aux
    nul prn com1 lpt9 con.x nul. a. a..b

    checkOut checkout CHECKOUT check_out check-out check.out a-b a_b aB a1 a-1 a_1 A1 1x 404 1_1 11
    x1_1 x_11 e0001 E_0001 a--b a__b a_ x X größe ﬁ 日本 _ - ../up a/b a:b";

/// Docs URLs, with the address at which the pages are published.
const URLS: &[(&str, &str)] = &[
    ("https://h/errors/{code}", "https://h/"),
    ("https://h/errors/{code}.html", "https://h/"),
    ("https://h/{code}", "https://h/"),
    ("https://h/{code}.html", "https://h/"),
    ("https://h/ref/{section}/{code}", "https://h/ref/"),
    ("https://h/ref/{section}-{code}", "https://h/"),
    ("https://h/{section}{code}", "https://h/"),
    ("https://h/{code}/{section}", "https://h/"),
    ("https://h/{code}/{code}", "https://h/"),
    ("https://h/codes/{code}.html", "https://h/"),
    ("https://h/sections/{code}", "https://h/"),
    ("https://h/assets/{code}", "https://h/"),
    ("https://h/errors.json/{code}", "https://h/"),
    ("https://h/con/{code}", "https://h/"),
    ("https://h/ref/{section}#{code}", "https://h/ref/"),
    ("https://h/ref/{section}.html#{code}", "https://h/ref/"),
    ("https://h/codes/{section}#{code}", "https://h/codes/"),
    ("https://h/ref/errors#{code}", "https://h/ref/"),
    ("https://h/ref/errors.html#{code}", "https://h/ref/"),
    ("https://h/codes#{code}", "https://h/"),
    ("https://h/all-codes#{code}", "https://h/"),
    ("https://h/readme#{code}", "https://h/"),
    ("https://h/INDEX.html#{code}", "https://h/"),
    ("https://h/#{code}", "https://h/"),
];

#[rustfmt::skip]
const TYPES: [&str; 17] = [
    "string", "integer", "number", "boolean", "uuid", "uri", "date-time", "object", "string[]",
    "integer[][]", "map<string>", "map<number[]>", "object[]", "uri[]", "string | null",
    "integer | null", "uuid[] | null",
];

/// A made registry.
pub struct Registry {
    pub files: Vec<(String, String)>,
    /// The address at which the pages of each catalog are published, by the catalog's id.
    pub published: Vec<(String, Option<&'static str>)>,
}

impl Registry {
    pub fn of(numbers: &mut Numbers) -> Registry {
        let mut registry = Registry { files: Vec::new(), published: Vec::new() };
        let mut ids = BTreeSet::new();
        for _ in 0..=numbers.below(3) {
            // Most words are not kebab-case, and a registry with one bad catalog is useless here.
            let id = names::restyle(word(numbers), CaseStyle::Kebab);
            let usual = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.is_ascii();
            let usual = usual && !["con", "aux", "nul", "prn", "com1", "lpt9"].contains(&&*id);
            if (usual || numbers.once_in(20)) && !id.is_empty() && ids.insert(id.to_lowercase()) {
                registry.add_catalog(&id, numbers);
            }
        }
        registry
    }

    fn add_catalog(&mut self, id: &str, numbers: &mut Numbers) {
        let (envelope, slots) = envelope(numbers);
        let style = match numbers.below(5) {
            // The only one that Google's format allows.
            _ if slots.strings => CaseStyle::ScreamingSnake,
            0 => CaseStyle::ScreamingSnake,
            1 => CaseStyle::Snake,
            2 => CaseStyle::Kebab,
            3 => CaseStyle::Camel,
            _ => CaseStyle::Pascal,
        };
        let mut categories: Vec<String> = some_words(numbers, 3, 10);
        if slots.category && categories.is_empty() {
            categories.push("request".to_owned());
        }
        let actions: Vec<String> = some_words(numbers, 3, 10);
        let sections = some_words(numbers, 4, 8);
        let sections = if sections.is_empty() { vec!["orders".to_owned()] } else { sections };
        let made = Made { style, slots, categories: &categories, actions: &actions };
        let mut codes: Vec<String> = Vec::new();
        let mut files = Vec::new();
        for section in &sections {
            let names = made.codes(numbers, &mut codes);
            let errors: Map<String, Value> =
                names.into_iter().map(|name| (name, made.error(numbers, &codes))).collect();
            files.push((section, json!({ "section": "Some errors", "errors": errors })));
        }
        let unusual = codes.iter().filter(|code| !names::has_style(code, style));
        let unusual: Vec<&String> = unusual.collect();
        let mut rules = json!({ "style": style.to_string() });
        if !unusual.is_empty() {
            rules["exceptions"] = json!([{ "reason": "Clients know them.", "codes": unusual }]);
        }
        let mut catalog = json!({
            "catalog": id,
            "title": "Some API",
            "codes": rules,
            "categories": categories.iter().map(|name| (name.clone(), json!({ "status": 400 })))
                .collect::<Map<_, _>>(),
            "actions": actions.iter().map(|name| (name.clone(), json!("Do it.")))
                .collect::<Map<_, _>>(),
            "envelope": envelope,
        });
        let docs = match numbers.below(6) {
            0 if !slots.docs => None,
            1 if !slots.docs => {
                let layout = numbers.one(&["one-page", "page-per-section", "page-per-code"]);
                catalog["docs"] = json!({ "layout": layout });
                None
            }
            _ => Some(URLS[numbers.below(URLS.len())]),
        };
        if let Some((url, _)) = docs {
            catalog["docs"] = json!({ "url": url });
        }
        self.published.push((id.to_owned(), docs.map(|(_, published)| published)));
        Made::operations(numbers, &codes, &mut catalog);
        self.files.push((format!("{id}/catalog.yaml"), catalog.to_string()));
        for (section, content) in files {
            self.files.push((format!("{id}/{section}.yaml"), content.to_string()));
        }
    }
}

/// What the codes of a catalog can refer to.
struct Made<'a> {
    style: CaseStyle,
    slots: Slots,
    categories: &'a [String],
    actions: &'a [String],
}

impl Made<'_> {
    /// The codes of a section.
    fn codes(&self, numbers: &mut Numbers, all: &mut Vec<String>) -> Vec<String> {
        let mut own = Vec::new();
        for _ in 0..numbers.below(7) {
            let word = word(numbers);
            let styled = names::restyle(word, self.style);
            let code = if numbers.once_in(3) { word.to_owned() } else { styled };
            // Sometimes even one with the identifier of another.
            let same = |other: &String| names::pascal(other) == names::pascal(&code);
            if all.iter().any(same) && !numbers.once_in(40) || !fits(&code, numbers) {
                continue;
            }
            if !all.contains(&code) {
                all.push(code.clone());
                own.push(code);
            }
        }
        own
    }

    fn error(&self, numbers: &mut Numbers, codes: &[String]) -> Value {
        let mut error = json!({ "description": "What happened: `this`." });
        error["status"] = match numbers.below(5) {
            0 if !self.slots.status => json!("none"),
            1 => json!([404, 410]),
            2 => json!(503),
            _ => json!(409),
        };
        if self.slots.category || numbers.once_in(3) {
            let categories: Vec<&String> = self.categories.iter().collect();
            if !categories.is_empty() {
                error["category"] = json!(numbers.one(&categories));
            }
        }
        if !self.actions.is_empty() && numbers.once_in(3) {
            error["action"] = json!(self.actions[numbers.below(self.actions.len())]);
        }
        if self.slots.grpc {
            error["grpc"] = json!("ABORTED");
        }
        if numbers.once_in(3) {
            error["retry"] = json!(numbers.one(&["never", "later", "backoff", "after_action"]));
        }
        if numbers.once_in(8) {
            error["visibility"] = json!("internal");
        }
        if numbers.once_in(6) {
            let mut deprecated = json!({ "note": "Use another." });
            if numbers.once_in(2) {
                deprecated["replaced_by"] = json!(codes[numbers.below(codes.len())]);
            }
            error["deprecated"] = deprecated;
        }
        if numbers.once_in(8) {
            let alias = word(numbers);
            if !alias.is_empty() && fits(alias, numbers) {
                error["aliases"] = json!([alias]);
            }
        }
        self.add_details(numbers, &mut error);
        error
    }

    fn add_details(&self, numbers: &mut Numbers, error: &mut Value) {
        let mut details = Map::new();
        let names = some_words(numbers, 3, 20);
        for (index, name) in names.iter().enumerate() {
            let ty = if self.slots.strings { "string" } else { numbers.one(&TYPES) };
            let mut detail = json!({ "type": ty });
            if !self.slots.details || numbers.once_in(5) {
                detail["type"] = json!(numbers.one(&["string", "integer", "uuid"]));
                detail["from"] = json!({ "header": format!("X-Detail-{index}") });
            }
            if numbers.once_in(3) {
                detail["optional"] = json!(true);
            }
            if numbers.once_in(8) {
                detail["sensitive"] = json!(true);
            }
            details.insert(name.clone(), detail);
        }
        let word = |name: &&String| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let shown = |name: &&String| details[*name].get("sensitive").is_none() && word(name);
        let plain = names.iter().find(shown);
        if let Some(name) = plain.filter(|_| numbers.once_in(2)) {
            error["message"] = json!(format!("It is {{{name}}}."));
        }
        if !details.is_empty() {
            error["details"] = json!(details);
        }
    }

    fn operations(numbers: &mut Numbers, codes: &[String], catalog: &mut Value) {
        if codes.is_empty() || numbers.once_in(2) {
            return;
        }
        let one = |numbers: &mut Numbers| codes[numbers.below(codes.len())].clone();
        let names = some_words(numbers, 3, 20);
        let operations = names.into_iter().enumerate().map(|(index, name)| {
            (
                name,
                json!({ "request": format!("POST /x/{index}/{{id}}"), "raises": [one(numbers)] }),
            )
        });
        catalog["operations"] = json!(operations.collect::<Map<_, _>>());
        if numbers.once_in(2) {
            catalog["raises"] = json!([one(numbers)]);
        }
        if numbers.once_in(3) {
            let name = word(numbers);
            if !codes.iter().any(|code| code == name) && fits(name, numbers) {
                catalog["retired"] = json!({ name: { "reason": "Nobody used it." } });
            }
        }
        if numbers.once_in(3) {
            catalog["handling"] = json!({ "steps": [{ "codes": [one(numbers)] }] });
        }
    }
}

/// What an envelope asks of the codes.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a slot, and any of them may be there")]
struct Slots {
    category: bool,
    status: bool,
    grpc: bool,
    docs: bool,
    details: bool,
    /// Details can only be strings.
    strings: bool,
}

fn envelope(numbers: &mut Numbers) -> (Value, Slots) {
    let none = Slots::default();
    let details = Slots { details: true, ..none };
    let name = names::snake(word(numbers));
    let free = if name.is_empty() || !name.is_ascii() { "request_id".to_owned() } else { name };
    match numbers.below(9) {
        0 => {
            (json!({ "format": "problem-details" }), Slots { docs: true, status: true, ..details })
        }
        1 => (json!({ "format": "json-api" }), Slots { status: true, ..details }),
        2 => (
            json!({ "format": "google", "domain": "shop.example.com" }),
            Slots { status: true, grpc: true, strings: true, ..details },
        ),
        3 => (json!({ "shape": { "code": "$code" } }), none),
        4 => {
            let shape = json!({ "error": { "code": "$code", "message": "$message", free: "string" },
                "details?": "$details" });
            (json!({ "shape": shape }), details)
        }
        5 => {
            let shape = json!({ "kind": "= error", "code": "$code", "...": "$details" });
            (json!({ "shape": shape }), details)
        }
        6 => {
            let shape = json!({ "errors": [{ "code": "$code", "status": "$status<string>",
                "meta?": "$details", "category": "$category" }], "ok": false });
            (json!({ "shape": shape }), Slots { category: true, status: true, ..details })
        }
        7 => {
            let shape = json!({ "code": "$code", "status": "$status", "help": "$docs_url",
                "items": [{ "field": "string", "type?": "integer" }], "extra": "$details",
                format!("{free}?"): "uuid | null" });
            (json!({ "shape": shape }), Slots { docs: true, status: true, ..details })
        }
        _ => {
            let shape =
                json!({ "self": { "type": "$code", "default": "$message" }, free: "integer[]" });
            (json!({ "shape": shape }), none)
        }
    }
}

fn word(numbers: &mut Numbers) -> &'static str {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    numbers.one(&words)
}

/// Whether a name may be used: mostly those that any registry may have.
fn fits(name: &str, numbers: &mut Numbers) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let well_formed =
        name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(plain);
    well_formed || numbers.once_in(150)
}

/// At most so many words without the same identifier; once in so many times, any of them.
fn some_words(numbers: &mut Numbers, most: usize, strict: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for _ in 0..numbers.below(most + 1) {
        let word = word(numbers);
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let fits = word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(plain)
            && words.iter().all(|other| names::pascal(other) != names::pascal(word));
        if fits || !word.contains('/') && numbers.once_in(strict * 10) {
            words.push(word.to_owned());
        }
    }
    words
}
