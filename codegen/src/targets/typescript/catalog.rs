//! The context of the template of the types of a catalog's main entry.

use std::collections::{BTreeMap, HashMap};

use minijinja::{Value, context};

use crate::model::{Catalog, Shape, WireCode};
use crate::output::HEADER;

use super::body;
use super::literal::{self, INDENT};
use super::named;
use super::prose;
use super::types;

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

pub(super) fn view(catalog: &Catalog) -> Value {
    // In an array of errors, the others may have other codes.
    let has_several = types::has_several(catalog);
    let kinds = kinds(catalog);
    let categories = catalog.categories.iter().map(|category| category.id.as_str());
    context! {
        header => HEADER,
        about => about(catalog),
        code_type => types::code(catalog),
        any_code => types::any_code(catalog),
        plain => plain(catalog),
        sections => literal::union(catalog.sections.iter().map(|it| it.id.as_str()), 0),
        categories => (!catalog.categories.is_empty()).then(|| literal::union(categories, 0)),
        details => details(catalog, &kinds),
        types => named::declarations(catalog),
        families => families(catalog),
        known => known(&kinds),
        envelope => types::envelope(catalog),
        array => matches!(catalog.envelope.shape, Shape::Array(_)),
        class => types::class(catalog),
        body_details => if has_several { None } else { body::details(catalog) },
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
    let codes = catalog.distinct_codes().filter(|code| code.sent().next().is_none());
    literal::union_of(codes.map(|code| literal::code(&code.code)), 0)
}

/// A member for each family with its codes; none if there are no families.
fn families(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    for (id, code) in catalog.codes_with_ids().filter(|(_, code)| !code.children.is_empty()) {
        let family = catalog.family(id);
        let codes = catalog.codes_at(&family).map(|code| literal::code(&code.code));
        let codes = literal::union_of(codes, MEMBER);
        let name = literal::code_name(&code.code);
        out.extend([INDENT, "readonly ", &name, ":", &codes, ";\n"]);
    }
    (!out.is_empty()).then_some(out)
}

/// Codes with the same details, and those details as an object type.
struct Kind<'a> {
    codes: Vec<&'a WireCode>,
    details: String,
}

/// The kinds of details, in the order of their first codes.
fn kinds(catalog: &Catalog) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for code in catalog.distinct_codes().filter(|code| code.sent().next().is_some()) {
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
    let mut of_code: BTreeMap<&WireCode, String> = BTreeMap::new();
    for Kind { codes, details } in kinds {
        for code in codes {
            let first = format!("ErrorDetails[{}]", literal::code(codes[0]));
            of_code.insert(code, if *code == codes[0] { details.clone() } else { first });
        }
    }
    let mut out = String::new();
    for code in catalog.distinct_codes() {
        if let Some(details) = of_code.get(&code.code) {
            let name = literal::code_name(&code.code);
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
        let details = format!("ErrorDetails[{}]", literal::code(codes[0]));
        out.extend(["\n", INDENT, "| ApiErrorWith<"]);
        if let [code] = codes[..] {
            out.extend([&literal::code(code), ", ", &details, ">"]);
        } else {
            let codes = literal::union_of(codes.iter().map(|code| literal::code(code)), 2 * MEMBER);
            out.extend([&codes, ",\n", INDENT, INDENT, &details, "\n", INDENT, ">"]);
        }
    }
    out
}
