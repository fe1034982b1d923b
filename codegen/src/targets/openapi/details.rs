//! The schemas of what individual codes put into the envelope.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Catalog, Code, Detail, PathStep, Place, Shape, display_path};
use crate::names::pascal;
use crate::targets::openapi::document::{FlowSeq, Map, Prose, Schema};
use crate::targets::openapi::names::{Names, unique};
use crate::targets::openapi::values::{of_type, plain, with_example};
use crate::targets::openapi::{Version, commonmark, prose};

/// A code's details at one place of the envelope.
struct Group<'a> {
    place: &'a [PathStep],
    /// The details at or below the place.
    details: Vec<Below<'a>>,
}

/// A detail and its path from the current place.
type Below<'a> = (&'a [PathStep], &'a Detail);

/// The schema of what a code puts at one place of the envelope.
pub struct Placed<'a> {
    pub place: &'a [PathStep],
    pub name: String,
    pub schema: Schema<'a>,
    /// Whether every response with the code has it.
    pub required: bool,
}

/// The schemas of what a code puts into the envelope, named by the code and the member.
pub fn schemas<'a>(
    catalog: &'a Catalog,
    code: &'a Code,
    names: &Names,
    version: Version,
    taken: &mut BTreeSet<String>,
) -> Vec<Placed<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for detail in &code.details {
        let Place::Body(path) = &detail.place else { continue };
        let (_, below) = catalog.envelope.shape.resolve(path);
        let place = &path[..path.len() - below.len()];
        match groups.iter_mut().find(|group| group.place == place) {
            Some(group) => group.details.push((below, detail)),
            None => groups.push(Group { place, details: vec![(below, detail)] }),
        }
    }
    let schema = |group: &Group<'a>| {
        let member = member_name(&catalog.envelope.shape, group.place);
        let name = format!("{}{}", code.ident, pascal(member.unwrap_or("details")));
        let mut schema = of_details(&group.details, names, version);
        if schema.description.is_none() {
            let code = commonmark::code(&code.name);
            schema.description = Some(Prose(match member {
                Some(_) => {
                    let place = commonmark::code(&display_path(group.place));
                    format!("The value of {place} for the code {code}.")
                }
                None => format!("The members that the code {code} adds."),
            }));
        }
        let required = group.details.iter().any(|(_, detail)| !detail.optional);
        Placed { place: group.place, name: unique(&names.schema(&name), taken), schema, required }
    };
    groups.iter().map(schema).collect()
}

/// The name of the member at a place; none if details are members of the object there.
fn member_name<'p>(envelope: &Shape, place: &'p [PathStep]) -> Option<&'p str> {
    if matches!(envelope.at(place)?, Shape::Object { .. }) {
        return None;
    }
    place.iter().rev().find_map(|step| match step {
        PathStep::Member(name) => Some(name.as_str()),
        PathStep::Each => None,
    })
}

/// The schema of a value that holds these details at these paths below it.
fn of_details<'a>(details: &[Below<'a>], names: &Names, version: Version) -> Schema<'a> {
    if let Some((_, detail)) = details.iter().find(|(path, _)| path.is_empty()) {
        let schema = Schema {
            description: prose::meaning(detail).map(Prose),
            ..of_type(&detail.ty, names, version)
        };
        return with_example(schema, detail.example.as_ref().map(Cow::Borrowed), version);
    }
    let mut elements = Vec::new();
    let mut members: Vec<(&str, Vec<Below<'_>>)> = Vec::new();
    for (path, detail) in details {
        match &path[0] {
            PathStep::Each => elements.push((&path[1..], *detail)),
            PathStep::Member(name) => {
                let below = (&path[1..], *detail);
                match members.iter_mut().find(|(known, _)| known == name) {
                    Some((_, details)) => details.push(below),
                    None => members.push((name, vec![below])),
                }
            }
        }
    }
    if members.is_empty() {
        return Schema {
            items: Some(Box::new(of_details(&elements, names, version))),
            ..plain("array")
        };
    }
    let required = members.iter().filter(|(_, of)| of.iter().any(|(_, detail)| !detail.optional));
    let required: Vec<&str> = required.map(|(name, _)| *name).collect();
    let properties = members.iter().map(|(name, of)| (*name, of_details(of, names, version)));
    Schema {
        required: (!required.is_empty()).then_some(FlowSeq(required)),
        properties: Map(properties.collect()),
        ..plain("object")
    }
}
