//! The named types of details: unions of values, and interfaces.

use crate::model::{Catalog, EnumValue, Form, Kind, NamedType, TypeMember};

use super::literal::{self, INDENT};
use super::prose;
use super::types::{self, name};

/// The declarations of all named types of a catalog.
pub(super) fn declarations(catalog: &Catalog) -> String {
    let mut out = String::new();
    for named in catalog.received_types() {
        let declared = match &named.form {
            Form::Values(values) => union(named, values),
            Form::Members(members) => interface(named, members),
        };
        out.extend([&declared, "\n"]);
    }
    out
}

/// A union of the known values and any other string, which a newer service may send.
fn union(named: &NamedType, values: &[EnumValue]) -> String {
    let about = named.description.as_ref().map(prose::text);
    let mut about =
        about.unwrap_or_else(|| format!("One of the values of {}.", prose::code(&named.name)));
    let described = values.iter().filter_map(|value| {
        let meaning = prose::line(value.description.as_ref()?);
        Some(format!("- {}: {meaning}", prose::code(&value.value)))
    });
    let described: Vec<String> = described.collect();
    if !described.is_empty() {
        about.extend(["\n\n", &described.join("\n")]);
    }
    let mut out = prose::jsdoc(&about, 0);
    out.extend(["export type ", &name(named), " ="]);
    for value in values {
        out.extend(["\n", INDENT, "| ", &literal::string(&value.value)]);
    }
    out.extend(["\n", INDENT, "| (string & {});\n"]);
    out
}

fn interface(named: &NamedType, members: &[TypeMember]) -> String {
    let about = named.description.as_ref().map(prose::text);
    let about =
        about.unwrap_or_else(|| format!("The type {} of details.", prose::code(&named.name)));
    let mut out = prose::jsdoc(&about, 0);
    out.extend(["export interface ", &name(named), " {\n"]);
    for member in members {
        let TypeMember { name, description, ty, optional, example: _ } = member;
        let mut doc = description.as_ref().map_or_else(String::new, prose::text);
        if ty.kind == Kind::Delay {
            doc.extend([if doc.is_empty() { "" } else { "\n\n" }, "In seconds."]);
        }
        out.push_str(&prose::jsdoc(&doc, INDENT.len()));
        let colon = if *optional { "?: " } else { ": " };
        let (name, ty) = (literal::name(name), types::type_of(ty));
        out.extend([INDENT, "readonly ", &name, colon, &ty, ";\n"]);
    }
    out.push_str("}\n");
    out
}
