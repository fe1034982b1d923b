//! Schemas of individual errors: the body with one code, and the bodies with one status as a union.
//!
//! Each is complete: generators merge `allOf` in different ways, and some lose members. If the code
//! is in an array, the schemas of individual codes are those of its elements.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Catalog, Code, CodeId, CodeType, Member, PathStep, Shape, Slot, WireCode};
use crate::targets::openapi::details::Placed;
use crate::targets::openapi::document::{
    Constant, Discriminator, FlowSeq, Map, Prose, Ref, Schema, Values,
};
use crate::targets::openapi::names::{Typed, returned_by_operations, unit};
use crate::targets::openapi::values::{code_type, of_constant, plain, with_example};
use crate::targets::openapi::{Version, commonmark};

/// The schemas of individual statuses and codes, derived from the schema of every body.
pub fn schemas<'a>(
    catalog: &'a Catalog,
    names: &Typed,
    body: &Schema<'a>,
    details: &[Vec<Placed<'a>>],
    version: Version,
) -> Vec<(String, Schema<'a>)> {
    let envelope = &catalog.envelope.shape;
    let unit = unit(envelope);
    let mut body = body.clone();
    forget_titles(&mut body);
    let mut schemas = Vec::new();
    let any_of = |codes: &[CodeId], about: String| {
        let known = |id: &CodeId| Some((&catalog[*id].code, names.unit(*id)?));
        let known: Vec<_> = codes.iter().filter_map(known).collect();
        let mut schema = body.clone();
        replace(&mut schema, &unit, union(envelope, &unit, &known));
        schema.description = Some(Prose(about));
        schema
    };
    for (status, name) in &names.statuses {
        let of_status = catalog.codes_with_ids().filter(|(_, code)| code.status.contains(status));
        let codes: Vec<CodeId> = of_status.map(|(id, _)| id).collect();
        let about = format!("The body of an error with status {status}.");
        schemas.push((name.clone(), any_of(&codes, about)));
    }
    let own = returned_by_operations(catalog);
    for (returned, name) in &names.operations {
        let of = match returned.0 {
            Some(id) => commonmark::code(&catalog[id].id),
            None => "every operation".to_owned(),
        };
        let about = format!("The body of an error of {of} with status {}.", returned.1);
        schemas.push((name.clone(), any_of(&own[returned], about)));
    }
    for (id, code) in catalog.codes_with_ids() {
        let Some(name) = names.body(id) else { continue };
        let typing = Typing { catalog, code, details: &details[id.index()], version };
        let mut schema = body.clone();
        typing.apply(&mut schema, envelope, &mut Vec::new());
        let about = |what: &str| {
            Some(Prose(format!("{what} with the code {}.", commonmark::code(&code.name))))
        };
        schema.description = about("The body of an error");
        if let Some(element) = names.element(id) {
            let refers = Schema { reference: Some(target(element)), ..Schema::default() };
            if let Some(mut of_element) = replace(&mut schema, &unit, refers) {
                of_element.description = about("An error");
                schemas.push((element.to_owned(), of_element));
            }
        }
        schemas.push((name.to_owned(), schema));
    }
    schemas
}

/// Removes the titles of the objects in a body, of which each schema would have another.
fn forget_titles(schema: &mut Schema<'_>) {
    schema.title = None;
    schema.properties.0.iter_mut().for_each(|(_, property)| forget_titles(property));
    schema.items.iter_mut().for_each(|items| forget_titles(items));
}

fn target(name: &str) -> String {
    Ref::new("schemas", name).target
}

/// A union of schemas, with the code as discriminator if it is a member that all of them have.
fn union<'a>(envelope: &'a Shape, unit: &[PathStep], known: &[(&'a WireCode, &str)]) -> Schema<'a> {
    // The values of a discriminator are text; and it cannot choose between schemas for one code.
    let mapping = known.iter().filter_map(|(code, name)| match code {
        WireCode::String(code) => Some((code.as_str(), target(name))),
        WireCode::Integer(_) => None,
    });
    let mapping: Vec<(&str, String)> = mapping.collect();
    let distinct: BTreeSet<&WireCode> = known.iter().map(|(code, _)| *code).collect();
    if distinct.len() < known.len() {
        let refers = |(_, name): &(&WireCode, &str)| Schema {
            reference: Some(target(name)),
            ..Schema::default()
        };
        return Schema { any_of: known.iter().map(refers).collect(), ..Schema::default() };
    }
    let is_code =
        |member: &&Member| matches!(member.shape, Shape::Slot(Slot::Code)) && !member.optional;
    let member = match envelope.at(unit) {
        Some(Shape::Object { members, .. }) => members.iter().find(is_code),
        _ => None,
    };
    Schema {
        one_of: known.iter().map(|(_, name)| Ref::new("schemas", name)).collect(),
        discriminator: member
            .filter(|_| !mapping.is_empty())
            .map(|member| Discriminator { property_name: &member.name, mapping: Map(mapping) }),
        ..Schema::default()
    }
}

/// Replaces the schema at a path and returns the old one.
fn replace<'a>(schema: &mut Schema<'a>, path: &[PathStep], by: Schema<'a>) -> Option<Schema<'a>> {
    match path {
        [] => Some(std::mem::replace(schema, by)),
        [PathStep::Member(name), rest @ ..] => {
            let mut members = schema.properties.0.iter_mut();
            replace(&mut members.find(|(known, _)| known == name)?.1, rest, by)
        }
        [PathStep::Each, rest @ ..] => replace(schema.items.as_mut()?, rest, by),
    }
}

/// What turns the schema of every body into that of one code.
struct Typing<'a, 'd> {
    catalog: &'a Catalog,
    code: &'a Code,
    details: &'d [Placed<'a>],
    version: Version,
}

impl<'a> Typing<'a, '_> {
    fn apply(&self, schema: &mut Schema<'a>, shape: &'a Shape, path: &mut Vec<PathStep>) {
        let placed = self.details.iter().find(|placed| placed.place == *path);
        match shape {
            Shape::Object { members, .. } => {
                for member in members {
                    path.push(PathStep::Member(member.name.clone()));
                    self.member(schema, member, path);
                    path.pop();
                }
                // Details here are members next to the others.
                if let Some(placed) = placed {
                    schema.properties.0.extend(placed.schema.properties.0.iter().cloned());
                    let required = placed.schema.required.iter().flat_map(|names| &names.0);
                    require(schema, required.copied());
                }
            }
            Shape::Array(element) => {
                path.push(PathStep::Each);
                if let Some(items) = &mut schema.items {
                    self.apply(items, element, path);
                }
                path.pop();
            }
            Shape::Slot(Slot::Code) => self.fix_code(schema),
            Shape::Slot(Slot::Type) => {
                if let Some(uri) = &self.code.type_uri {
                    self.fix(schema, uri);
                }
            }
            Shape::Slot(Slot::Category) => {
                if let Some(category) = self.code.category {
                    self.fix(schema, &self.catalog[category].id);
                }
            }
            Shape::Slot(slot) if self.catalog.constant(self.code, *slot).is_some() => {
                self.of_code(schema, *slot);
            }
            Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {
                if let Some(placed) = placed {
                    let reference = Some(target(&placed.name));
                    *schema = Schema { reference, ..Schema::default() };
                } else if matches!(shape, Shape::Slot(_)) {
                    // The example may belong to another code.
                    (schema.example, schema.examples) = (None, None);
                }
            }
        }
    }

    /// Narrows the schema to what the slot holds for the code. A text for people is only an example:
    /// better words for it break no client.
    fn of_code(&self, schema: &mut Schema<'a>, slot: Slot) {
        let Some(value) = self.catalog.constant(self.code, slot).map(Cow::Owned) else { return };
        let description = schema.description.take();
        *schema = match slot {
            Slot::Title | Slot::Description | Slot::Cause | Slot::Resolution | Slot::DocsUrl => {
                with_example(schema.clone(), Some(value), self.version)
            }
            _ => of_constant(value, self.version),
        };
        schema.description = description;
    }

    /// Narrows the schema to one string.
    fn fix(&self, schema: &mut Schema<'a>, text: &'a str) {
        let description = schema.description.take();
        let known = Schema { description, ..plain("string") };
        *schema = match self.version {
            Version::V3_1 | Version::V3_2 => {
                Schema { constant: Some(Constant::Text(text)), ..known }
            }
            Version::V3_0 => Schema { values: Some(Values::Names(vec![text])), ..known },
        };
    }

    /// Narrows the schema to the code.
    fn fix_code(&self, schema: &mut Schema<'a>) {
        let number = match &self.code.code {
            WireCode::String(text) => return self.fix(schema, text),
            WireCode::Integer(number) => *number,
        };
        let description = schema.description.take();
        let known = Schema { description, ..code_type(CodeType::Integer) };
        *schema = match self.version {
            Version::V3_1 | Version::V3_2 => {
                Schema { constant: Some(Constant::Number(number)), ..known }
            }
            Version::V3_0 => Schema { values: Some(Values::Numbers(vec![number])), ..known },
        };
    }

    fn member(&self, schema: &mut Schema<'a>, member: &'a Member, path: &mut Vec<PathStep>) {
        let placed = self.details.iter().find(|placed| placed.place == *path);
        let mut within = self.details.iter().filter(|placed| placed.place.starts_with(path));
        let sent = within.any(|placed| placed.required);
        // Without a value the member is null.
        let null = matches!(&member.shape, Shape::Type(ty) if ty.nullable) && !member.optional;
        if placed.is_some() && null && !sent {
            return;
        }
        if sent {
            require(schema, [member.name.as_str()]);
        }
        let mut properties = schema.properties.0.iter_mut();
        if let Some((_, property)) = properties.find(|(name, _)| *name == member.name) {
            self.apply(property, &member.shape, path);
        }
    }
}

fn require<'a>(schema: &mut Schema<'a>, names: impl IntoIterator<Item = &'a str>) {
    let mut required = schema.required.take().map_or_else(Vec::new, |names| names.0);
    for name in names {
        if !required.contains(&name) {
            required.push(name);
        }
    }
    schema.required = (!required.is_empty()).then_some(FlowSeq(required));
}
