//! The context of the template of a catalog's codes: each by name, and those of each section,
//! category, and status.
//!
//! They have a separate entry because a compiler reads all of an entry, and this one is the
//! largest.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};

use crate::dialect::At;
use crate::model::{Catalog, Code, CodeId, CodeType, Deprecated, Section};
use crate::names;
use crate::output::HEADER;
use crate::reference::{Entries, Output, deprecation};

use super::literal::{self, INDENT};
use super::{called, prose};

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

/// The member for codes without a status.
const NO_STATUS: &str = "none";

pub(super) fn view(catalog: &Catalog) -> Value {
    context! {
        header => HEADER,
        // Without other codes, the names are the codes, and shorter types say so.
        named => is_named(catalog),
        sections => sections(catalog),
        entries => entries(catalog),
        by_section => by_section(catalog),
        by_category => by_category(catalog),
        by_status => by_status(catalog),
        by_operation => by_operation(catalog),
        everywhere => everywhere(catalog),
        constants => constants(catalog),
        former => called::former_members(catalog),
    }
}

/// What the values are rendered from: each code as a constant, of which every bundler takes what is
/// used, and all of them in an object, which some bundlers take as a whole.
pub(super) fn values(catalog: &Catalog) -> Value {
    let mut constants = String::new();
    let names = || {
        let former = called::former(catalog).map(|(code, former)| (former.name.as_str(), code));
        catalog.codes.iter().map(|code| (code.name.as_str(), code)).chain(former)
    };
    for (name, code) in names().filter(|(name, _)| is_constant(name)) {
        let value = literal::code(&code.code);
        constants.extend(["export const ", name, " = ", &value, ";\n"]);
    }
    let member = |(name, code): (&str, &Code)| {
        if is_constant(name) {
            return name.to_owned();
        }
        format!("{}: {}", literal::key(name), literal::code(&code.code))
    };
    let names = literal::flow(names().map(member), 0, INDENT.len());
    context! { header => HEADER, constants, names }
}

/// The declarations of the constants; those of deprecated codes, which editors strike out, first.
fn constants(catalog: &Catalog) -> String {
    let codes = || catalog.codes.iter().filter(|code| is_constant(&code.name));
    let declared = |code: &Code| format!("{}: {}", code.name, literal::code(&code.code));
    let mut out = String::new();
    for code in codes().filter(|code| code.deprecated.is_some()) {
        out.extend(["/** @deprecated */\nexport declare const ", &declared(code), ";\n"]);
    }
    for (code, former) in called::former(catalog).filter(|(_, it)| is_constant(&it.name)) {
        out.push_str(&prose::jsdoc(&called::comment(former, &code.name), 0));
        let value = literal::code(&code.code);
        out.extend(["export declare const ", &former.name, ": ", &value, ";\n"]);
    }
    let before = "export declare const ";
    let current = codes().filter(|code| code.deprecated.is_none());
    let list = literal::flow(current.map(declared), 0, before.len());
    if let Some(list) = list.strip_suffix(',') {
        out.extend([before, list, ";\n"]);
    }
    out
}

/// What CommonJS, the language and the module itself define.
const TAKEN: &[&str] = &[
    "ErrorCodes",
    "Object",
    "__dirname",
    "__esModule",
    "__filename",
    "exports",
    "globalThis",
    "module",
    "require",
    "undefined",
];

/// Whether the name of a code can be that of a constant in every kind of module.
fn is_constant(name: &str) -> bool {
    literal::is_identifier(name) && !names::is_typescript_keyword(name) && !TAKEN.contains(&name)
}

/// Whether some name is not the code that goes over the wire.
fn is_named(catalog: &Catalog) -> bool {
    let is_text = catalog.naming.ty == CodeType::String;
    !is_text || catalog.codes.iter().any(Code::is_renamed)
}

/// A member for each section, with a member for each code that it defines.
fn sections(catalog: &Catalog) -> String {
    let mut codes = vec![String::new(); catalog.sections.len()];
    let entries = Entries::of(catalog);
    let named = is_named(catalog);
    for (id, code) in catalog.codes_with_ids() {
        let out = &mut codes[code.section.index()];
        out.push_str(&prose::jsdoc(&entry(&entries, id), 2 * MEMBER));
        let name = literal::name(&code.name);
        out.extend([INDENT, INDENT, "readonly ", &name, ": { "]);
        if named {
            out.extend(["code: ", &literal::code(&code.code), "; "]);
        }
        out.extend(["status: ", &statuses(code)]);
        if let Some(category) = code.category {
            out.extend(["; category: ", &literal::string(&catalog[category].id)]);
        }
        out.push_str(" };\n");
    }
    let mut out = String::new();
    for (section, codes) in catalog.sections.iter().zip(codes) {
        let name = literal::name(&section.id);
        out.extend([INDENT, "readonly ", &name, ": {\n", &codes, INDENT, "};\n"]);
    }
    out
}

fn statuses(code: &Code) -> String {
    if code.status.is_empty() {
        return literal::string(NO_STATUS);
    }
    code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(" | ")
}

/// The members of all sections as one type.
fn entries(catalog: &Catalog) -> String {
    let sections: Vec<String> = catalog.sections.iter().map(defined).collect();
    match &sections[..] {
        [] => " {}".to_owned(),
        [section] => format!(" {section}"),
        sections => {
            let members = sections.iter().map(|section| format!("\n{INDENT}& {section}"));
            members.collect()
        }
    }
}

/// The type with a member for each code that a section defines.
fn defined(section: &Section) -> String {
    format!("Sections[{}]", literal::string(&section.id))
}

/// What the comment of a code says.
fn entry(entries: &Entries<'_>, id: CodeId) -> String {
    let catalog = entries.catalog;
    let mut text = String::new();
    prose::DIALECT.entry(&mut text, &entries.entry(id, Output::Jsdoc));
    if let Some(deprecated) = &catalog[id].deprecated {
        text.push_str(&self::deprecated(catalog, deprecated));
    }
    text
}

/// The tag that says that a code is deprecated, and what replaces it.
pub(super) fn deprecated(catalog: &Catalog, deprecated: &Deprecated) -> String {
    let mut text = "@deprecated ".to_owned();
    prose::DIALECT.phrase(&mut text, &deprecation(catalog, deprecated), At::Inline);
    text
}

fn by_section(catalog: &Catalog) -> String {
    let mut out = String::new();
    for (index, section) in catalog.sections.iter().enumerate() {
        let own = defined(section);
        let mut codes = format!("keyof {own}");
        if is_named(catalog) {
            codes = format!("{own}[{codes}][\"code\"]");
        }
        for (code, _) in catalog.codes_in(section).filter(|(code, _)| code.section.index() != index)
        {
            codes.extend([" | ", &literal::code(&code.code)]);
        }
        push_group(&literal::name(&section.id), &prose::plain(&section.title), &codes, &mut out);
    }
    out
}

/// None if there are no categories.
fn by_category(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    for category in &catalog.categories {
        let description = category.description.as_ref();
        let doc = description.map_or_else(|| prose::plain(&category.title), prose::text);
        let codes = format!("InCategory<{}>", literal::string(&category.id));
        push_group(&literal::name(&category.id), &doc, &codes, &mut out);
    }
    (!out.is_empty()).then_some(out)
}

fn by_status(catalog: &Catalog) -> String {
    let meanings: BTreeMap<u16, _> =
        catalog.statuses.iter().map(|status| (status.status, &status.meaning)).collect();
    let statuses: BTreeSet<u16> =
        catalog.codes.iter().flat_map(|code| &code.status).copied().collect();
    let mut out = String::new();
    for status in statuses {
        let doc = meanings.get(&status).map_or_else(String::new, |text| prose::text(text));
        push_group(&status.to_string(), &doc, &format!("WithStatus<{status}>"), &mut out);
    }
    if catalog.codes.iter().any(|code| code.status.is_empty()) {
        let codes = format!("WithStatus<{}>", literal::string(NO_STATUS));
        push_group(NO_STATUS, "", &codes, &mut out);
    }
    out
}

/// The codes of each operation, besides those of all; none if no operation is listed.
fn by_operation(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    for operation in &catalog.operations {
        let codes = union(catalog, &operation.codes);
        let doc = operation.description.as_ref().map_or_else(String::new, prose::text);
        push_group(&literal::name(&operation.id), &doc, &codes, &mut out);
    }
    (!out.is_empty()).then_some(out)
}

/// The codes that every operation can return.
fn everywhere(catalog: &Catalog) -> String {
    union(catalog, &catalog.raises)
}

fn union(catalog: &Catalog, codes: &[CodeId]) -> String {
    let codes: BTreeSet<CodeId> = codes.iter().copied().collect();
    let codes: Vec<_> = codes.iter().map(|id| literal::code(&catalog[*id].code)).collect();
    if codes.is_empty() { "never".to_owned() } else { codes.join(" | ") }
}

fn push_group(name: &str, doc: &str, codes: &str, out: &mut String) {
    out.push_str(&prose::jsdoc(doc, MEMBER));
    out.extend([INDENT, "readonly ", name, ": ", codes, ";\n"]);
}
