//! The context of the template of the types of a catalog's main entry.

use std::collections::{BTreeMap, HashMap};

use minijinja::{Value, context};

use crate::model::{Catalog, Shape, WireCode};
use crate::output::HEADER;

use super::body;
use super::literal::{self, INDENT};
use super::named;
use super::prose;
use super::tables;
use super::types;

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

pub(super) fn view(catalog: &Catalog) -> Value {
    // In an array of errors, the others may have other codes.
    let has_several = types::has_several(catalog);
    let kinds = kinds(catalog);
    let plain = plain_by_status(catalog);
    let Known { union, first, .. } = known(catalog, &plain, &kinds);
    let categories = catalog.categories.iter().map(|category| category.id.as_str());
    context! {
        header => HEADER,
        about => about(catalog),
        code_type => types::code(catalog),
        any_code => types::any_code(catalog),
        plain => plain_members(&plain),
        sections => literal::union(catalog.sections.iter().map(|it| it.id.as_str()), 0),
        categories => (!catalog.categories.is_empty()).then(|| literal::union(categories, 0)),
        details => details(catalog, &kinds),
        types => named::declarations(catalog),
        families => families(catalog),
        join => tables::join(catalog),
        name => catalog.envelope.shape.identifying_name().is_some(),
        known => union,
        first,
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

/// The members of the interface with the codes without details, by their statuses.
fn plain_members(plain: &[(String, Vec<&WireCode>)]) -> String {
    let mut out = String::new();
    for (status, codes) in plain {
        let name = literal::name(status);
        let name = if status.parse::<u16>().is_ok() { status } else { &name };
        let codes = literal::union_of(codes.iter().map(|code| literal::code(code)), MEMBER);
        out.extend([INDENT, "readonly ", name, ":", &codes, ";\n"]);
    }
    out
}

/// The codes without details, by their statuses, in the order of the first of each.
fn plain_by_status(catalog: &Catalog) -> Vec<(String, Vec<&WireCode>)> {
    let mut groups: Vec<(String, Vec<&WireCode>)> = Vec::new();
    for code in catalog.distinct_codes().filter(|code| code.sent().next().is_none()) {
        let status = types::statuses(catalog, code);
        match groups.iter_mut().find(|(of, _)| *of == status) {
            Some((_, codes)) => codes.push(&code.code),
            None => groups.push((status, vec![&code.code])),
        }
    }
    groups
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

/// Codes with the same details, each with its statuses, and those details as an object type.
struct Kind<'a> {
    codes: Vec<(&'a WireCode, String)>,
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
        kinds[kind].codes.push((&code.code, types::statuses(catalog, code)));
    }
    kinds
}

/// The members of the interface with the details of each code: later codes of a kind refer to the
/// first.
fn details(catalog: &Catalog, kinds: &[Kind<'_>]) -> String {
    let mut of_code: BTreeMap<&WireCode, String> = BTreeMap::new();
    for Kind { codes, details } in kinds {
        let first = codes[0].0;
        for (code, _) in codes {
            let same = format!("ErrorDetails[{}]", literal::code(first));
            of_code.insert(code, if *code == first { details.clone() } else { same });
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

/// How many codes a catalog has before the order matters in which a compiler meets them.
const MANY: usize = 1000;

/// How many codes of each member of a union a compiler meets first; a program may have excluded some
/// of them already.
const FIRST: usize = 4;

/// The union of all errors, and the codes that a compiler should meet first.
struct Known<'a> {
    /// A member for each kind of details and each status.
    union: String,
    /// Some codes of each member, if the order matters.
    first: Option<String>,
    /// The first codes of each member.
    members: Vec<Vec<&'a WireCode>>,
}

/// The union of all errors, with a member for each kind of details and each status.
///
/// With a member for each code, compiling a program that reads one code of 20,000 takes three times
/// as long.
fn known<'a>(
    catalog: &'a Catalog,
    plain: &[(String, Vec<&'a WireCode>)],
    kinds: &[Kind<'a>],
) -> Known<'a> {
    let mut known = Known { union: String::new(), first: None, members: Vec::new() };
    for (status, codes) in plain {
        let name = format!("PlainCodes[{}]", literal::string(status));
        known.push(&name, "runtime.NoDetails", status, codes);
    }
    for Kind { codes, .. } in kinds {
        let details = format!("ErrorDetails[{}]", literal::code(codes[0].0));
        let mut by_status: Vec<(&String, Vec<&'a WireCode>)> = Vec::new();
        for (code, status) in codes {
            match by_status.iter_mut().find(|(of, _)| *of == status) {
                Some((_, codes)) => codes.push(code),
                None => by_status.push((status, vec![code])),
            }
        }
        for (status, codes) in by_status {
            let names: Vec<String> = codes.iter().map(|code| literal::code(code)).collect();
            known.push(&names.join(" | "), &details, status, &codes);
        }
    }
    if known.union.is_empty() {
        known.union.push_str(" never");
    }
    if catalog.codes.len() > MANY && known.members.len() > 1 {
        let round = |at| known.members.iter().filter_map(move |codes| codes.get(at));
        let first = (0..FIRST).flat_map(round).map(|code| literal::code(code));
        known.first = Some(literal::union_of(first, 0));
        known.union = format!(" runtime.After<FirstCodes,{}\n>", known.union);
    }
    known
}

impl<'a> Known<'a> {
    fn push(&mut self, codes: &str, details: &str, status: &str, all: &[&'a WireCode]) {
        self.members.push(all.iter().take(FIRST).copied().collect());
        self.union.extend(["\n", INDENT, "| ApiErrorWith<", codes, ", ", details]);
        if status != types::ANY_STATUS {
            self.union.extend([", ", status]);
        }
        self.union.push('>');
    }
}
