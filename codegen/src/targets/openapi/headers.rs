//! The headers of a catalog's responses: those that carry details, and `Location`.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::example;
use crate::model::{Catalog, Code, CodeId, Delivery, Kind, Place};
use crate::targets::openapi::document::{Header, HeaderExample, Map, Prose, Ref};
use crate::targets::openapi::names::{Names, unique};
use crate::targets::openapi::split::Documents;
use crate::targets::openapi::{Version, commonmark, prose, values};

/// Every header of a catalog, in the order of its first use by a code.
pub struct Headers<'a> {
    headers: Vec<Described<'a>>,
    /// For each code, the indices of its headers.
    of_code: Vec<Vec<usize>>,
}

struct Described<'a> {
    name: &'a str,
    component: String,
    /// The type, if it is the same for every code.
    kind: Option<&'a Kind>,
    /// What the header holds, each with the codes for which it does.
    meanings: Vec<(String, Vec<&'a str>)>,
    /// The index of a meaning in `meanings`.
    known: HashMap<String, usize>,
    /// Values by the name of the code's example; equal values are listed once.
    values: Vec<(&'a str, String)>,
    shown: BTreeSet<String>,
    /// The codes whose example is the value of the header, each with the name of the example.
    redirects: Vec<(&'a str, &'a Code)>,
}

/// What a code says about a header.
struct Use<'a> {
    header: &'a str,
    kind: &'a Kind,
    meaning: String,
}

impl<'a> Headers<'a> {
    pub fn new(catalog: &'a Catalog, names: &'a Names) -> Headers<'a> {
        let mut headers: Vec<Described<'a>> = Vec::new();
        let mut of_code = Vec::with_capacity(catalog.codes.len());
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut taken = BTreeSet::new();
        for (id, code) in catalog.codes_with_ids() {
            let mut of = Vec::new();
            for used in uses(catalog, code) {
                let index = *known.entry(used.header.to_ascii_lowercase()).or_insert_with(|| {
                    headers.push(Described::new(&used, unique(used.header, &mut taken)));
                    headers.len() - 1
                });
                headers[index].add(used, code);
                if !of.contains(&index) {
                    of.push(index);
                }
            }
            if !of.is_empty() {
                for (header, value) in example::response(catalog, code).headers {
                    headers[known[&header.to_ascii_lowercase()]].show(names.code(id), value);
                }
            }
            if code.delivery == Delivery::Redirect {
                headers[known["location"]].redirects.push((names.code(id), code));
            }
            of_code.push(of);
        }
        Headers { headers, of_code }
    }

    /// The indices of the headers of a code.
    pub fn of(&self, code: CodeId) -> &[usize] {
        &self.of_code[code.index()]
    }

    /// The name of a header and a reference to it.
    pub fn reference(&self, index: usize, documents: &Documents) -> (&str, Ref) {
        let header = &self.headers[index];
        (header.name, Ref::at(documents.to_first(), "headers", &header.component))
    }

    /// The headers with what they hold, and the codes that have them.
    pub fn described(&self, catalog: &Catalog) -> Vec<(String, String, Vec<CodeId>)> {
        let described = self.headers.iter().enumerate().map(|(index, header)| {
            let codes = catalog.codes_with_ids().map(|(id, _)| id);
            let codes = codes.filter(|id| self.of(*id).contains(&index)).collect();
            (header.name.to_owned(), header.description(), codes)
        });
        described.collect()
    }

    /// The headers as components.
    pub fn components(&self, names: &Names, documents: &Documents) -> Map<&str, Header<'_>> {
        let headers = self
            .headers
            .iter()
            .map(|header| (header.component.as_str(), header.object(names, documents)));
        Map(headers.collect())
    }
}

fn uses<'a>(catalog: &'a Catalog, code: &'a Code) -> Vec<Use<'a>> {
    let of_detail = code.details.iter().filter_map(|detail| {
        let Place::Header { name, parameter } = &detail.place else { return None };
        let meaning = prose::meaning(detail).unwrap_or_default();
        Some(match parameter {
            None => Use { header: name, kind: &detail.ty.kind, meaning },
            Some(parameter) => {
                let colon = if meaning.is_empty() { "" } else { ": " };
                let parameter = commonmark::code(parameter);
                let meaning = format!("Parameter {parameter}{colon}{meaning}");
                Use { header: name, kind: &Kind::String, meaning }
            }
        })
    });
    let redirect = (code.delivery == Delivery::Redirect).then(|| Use {
        header: "Location",
        kind: &Kind::Uri,
        meaning: prose::redirect(catalog),
    });
    let own = catalog.code_header.as_ref().map(|header| Use {
        header,
        kind: &Kind::String,
        meaning: "The error code.".to_owned(),
    });
    own.into_iter().chain(of_detail).chain(redirect).collect()
}

impl<'a> Described<'a> {
    fn new(used: &Use<'a>, component: String) -> Described<'a> {
        Described {
            name: used.header,
            component,
            kind: Some(used.kind),
            meanings: Vec::new(),
            known: HashMap::new(),
            values: Vec::new(),
            shown: BTreeSet::new(),
            redirects: Vec::new(),
        }
    }

    fn add(&mut self, used: Use<'a>, code: &'a Code) {
        self.kind = self.kind.filter(|kind| *kind == used.kind);
        let index = self.known.get(&used.meaning).copied().unwrap_or_else(|| {
            self.known.insert(used.meaning.clone(), self.meanings.len());
            self.meanings.push((used.meaning, Vec::new()));
            self.meanings.len() - 1
        });
        self.meanings[index].1.push(&code.name);
    }

    fn show(&mut self, example: &'a str, value: String) {
        if self.shown.insert(value.clone()) {
            self.values.push((example, value));
        }
    }

    fn object(&self, names: &Names, documents: &Documents) -> Header<'_> {
        // Delays, lists and the like are strings in a header.
        let kind = match self.kind {
            Some(kind @ (Kind::Integer | Kind::Int64 | Kind::Number | Kind::Boolean)) => kind,
            Some(kind) if kind.is_text() => kind,
            _ => &Kind::String,
        };
        let typed = |value: &str| match kind {
            Kind::Integer | Kind::Int64 | Kind::Number | Kind::Boolean => {
                serde_json::from_str(value).unwrap_or_else(|_| json!(value))
            }
            _ => Value::from(value),
        };
        let values = self
            .values
            .iter()
            .map(|(name, value)| (*name, HeaderExample::Value { value: typed(value) }));
        let redirects = self.redirects.iter().map(|(name, code)| {
            let example = Ref::at(documents.to_code(code), "examples", name);
            (*name, HeaderExample::Ref(example))
        });
        Header {
            description: Prose(self.description()),
            // Headers are the same in every version.
            schema: values::of_kind(kind, names, Version::V3_0),
            examples: Map(values.chain(redirects).collect()),
        }
    }

    fn description(&self) -> String {
        let [(first, codes), rest @ ..] = &self.meanings[..] else { return String::new() };
        if rest.is_empty() {
            return first.clone();
        }
        let same = rest.iter().all(|(_, of)| of == codes);
        let items = self.meanings.iter().map(|(meaning, codes)| {
            let meaning = meaning.replace('\n', "\n  ");
            if same {
                return format!("- {meaning}");
            }
            let codes: Vec<String> = codes.iter().map(|code| commonmark::code(code)).collect();
            format!("- For {}: {meaning}", codes.join(", "))
        });
        items.collect::<Vec<_>>().join("\n")
    }
}
