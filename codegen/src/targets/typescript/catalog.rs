//! The context of the template of a catalog's main entry.

use std::collections::{BTreeMap, HashMap};

use minijinja::{Value, context};

use crate::model::Catalog;
use crate::output::HEADER;

use super::literal::{self, INDENT};
use super::module;
use super::prose;
use super::types;

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

pub(super) fn view(catalog: &Catalog) -> Value {
    let codes = || catalog.codes.iter().map(|code| code.code.as_str());
    // In an array of errors, the others may have other codes.
    let has_several = types::has_several(catalog);
    let kinds = kinds(catalog);
    context! {
        header => HEADER,
        id => literal::string(&catalog.id),
        about => about(catalog),
        plain => plain(catalog),
        list => literal::strings(codes(), 0),
        sections => literal::union(catalog.sections.iter().map(|it| it.id.as_str()), 0),
        categories => literal::union(catalog.categories.iter().map(|it| it.id.as_str()), 0),
        reader => reader(catalog),
        details => details(catalog, &kinds),
        known => known(&kinds),
        envelope => types::envelope(catalog),
        body => if has_several { "Envelope" } else { "Envelope<Code>" },
        several => has_several,
        others => if has_several { "FurtherApiErrors" } else { "readonly never[]" },
        redirect => types::has_redirect(catalog),
    }
}

fn about(catalog: &Catalog) -> String {
    let mut about = prose::plain(&format!("{}: every error code.", catalog.title));
    if let Some(description) = &catalog.description {
        about.push_str("\n\n");
        about.push_str(&prose::text(description));
    }
    prose::jsdoc(&about, 0)
}

fn plain(catalog: &Catalog) -> String {
    let codes = catalog.codes.iter().filter(|code| code.details.is_empty());
    literal::union(codes.map(|code| code.code.as_str()), 0)
}

/// Codes with the same details, and those details as an object type.
struct Kind<'a> {
    codes: Vec<&'a str>,
    details: String,
}

/// The kinds of details, in the order of their first codes.
fn kinds(catalog: &Catalog) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for code in catalog.codes.iter().filter(|code| !code.details.is_empty()) {
        let details = types::details(code, 2 * MEMBER);
        let kind = *known.entry(details).or_insert_with_key(|details| {
            kinds.push(Kind { codes: Vec::new(), details: details.clone() });
            kinds.len() - 1
        });
        kinds[kind].codes.push(&code.code);
    }
    kinds
}

/// The members of the interface with the details of each code: later codes of a kind refer to the
/// first.
fn details(catalog: &Catalog, kinds: &[Kind<'_>]) -> String {
    let mut of_code: BTreeMap<&str, String> = BTreeMap::new();
    for Kind { codes, details } in kinds {
        for code in codes {
            let first = format!("ErrorDetails[{}]", literal::string(codes[0]));
            of_code.insert(code, if *code == codes[0] { details.clone() } else { first });
        }
    }
    let mut out = String::new();
    for code in &catalog.codes {
        if let Some(details) = of_code.get(code.code.as_str()) {
            let name = literal::name(&code.code);
            out.extend([INDENT, "readonly ", &name, ": ", details, ";\n"]);
        }
    }
    out
}

/// The union of all errors, with a member for each kind of details.
///
/// With a member for each code, compiling a program that reads one code of 20,000 takes three times
/// as long.
fn known(kinds: &[Kind<'_>]) -> String {
    if kinds.is_empty() {
        return " PlainApiError".to_owned();
    }
    let mut out = format!("\n{INDENT}| PlainApiError");
    for Kind { codes, .. } in kinds {
        let details = format!("ErrorDetails[{}]", literal::string(codes[0]));
        out.extend(["\n", INDENT, "| ApiErrorWith<"]);
        if let [code] = codes[..] {
            out.extend([&literal::string(code), ", ", &details, ">"]);
        } else {
            let codes = literal::union(codes.iter().copied(), 2 * MEMBER);
            out.extend([&codes, ",\n", INDENT, INDENT, &details, "\n", INDENT, ">"]);
        }
    }
    out
}

/// The members of `Object` in the compiler's library.
const OF_EVERY_OBJECT: [&str; 7] = [
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

fn reader(catalog: &Catalog) -> String {
    let mut out = String::new();
    for (name, value) in types::reader(catalog) {
        // The compiler takes a member with the name of a method of every object for that method,
        // unless the types of the value are its own.
        let is_method = |name: &String| OF_EVERY_OBJECT.contains(&name.as_str());
        let has_method = value.as_object().is_some_and(|value| value.keys().any(is_method));
        let assertion = if has_method { module::types(" as const") } else { String::new() };
        let value = literal::value(&value, MEMBER, name.len() + 2);
        out.extend([INDENT, &name, ": ", &value, &assertion, ",\n"]);
    }
    out
}
