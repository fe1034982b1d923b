//! The schemas of a catalog: its codes, its categories and the body of every error.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_saphyr::FlowSeq;

use crate::model::{Catalog, Category, Kind, Member, Shape, Slot};
use crate::names::pascal;
use crate::targets::openapi::document::{Additional, Map, Prose, Schema, Values};
use crate::targets::openapi::names::{self, CATEGORY, CODE, Names, RESPONSE, Typed, unique};
use crate::targets::openapi::values::{of_constant, of_kind, of_type, plain, with_example};
use crate::targets::openapi::{Version, commonmark, details, prose, typed};

/// Every schema of the catalog by its name.
pub fn schemas<'a>(
    catalog: &'a Catalog,
    names: &Names,
    version: Version,
) -> Map<String, Schema<'a>> {
    let mut schemas = vec![(CODE.to_owned(), codes(catalog))];
    if !catalog.categories.is_empty() {
        schemas.push((CATEGORY.to_owned(), categories(catalog)));
    }
    let body = envelope(catalog, version);
    schemas.push((RESPONSE.to_owned(), body.clone()));
    let mut taken = names::schemas();
    taken.extend(names.typed().into_iter().flat_map(Typed::all).cloned());
    let mut details = Vec::with_capacity(catalog.codes.len());
    for code in &catalog.codes {
        details.push(details::schemas(catalog, code, version, &mut taken));
    }
    if let Some(names) = names.typed() {
        schemas.extend(typed::schemas(catalog, names, &body, &details, version));
    }
    schemas.extend(details.into_iter().flatten().map(|details| (details.name, details.schema)));
    Map(schemas)
}

fn codes(catalog: &Catalog) -> Schema<'_> {
    let codes = &catalog.codes;
    let values: Vec<&str> = codes.iter().map(|code| code.code.as_str()).collect();
    let meanings: Vec<Prose> =
        codes.iter().map(|code| Prose(prose::value(catalog, code))).collect();
    Schema {
        description: Some(Prose(
            "Every code known today. Responses type the code as a plain string, because new \
             codes may be added."
                .to_owned(),
        )),
        variant_names: codes.iter().map(|code| Cow::Borrowed(code.ident.as_str())).collect(),
        described_values: Map(values.iter().copied().zip(meanings.iter().cloned()).collect()),
        variant_descriptions: meanings,
        // An enum without values is not valid.
        values: (!values.is_empty()).then_some(Values::Names(values)),
        ..plain("string")
    }
}

fn categories(catalog: &Catalog) -> Schema<'_> {
    let categories = &catalog.categories;
    let ids: Vec<&str> = categories.iter().map(|category| category.id.as_str()).collect();
    let meaning = |category: &Category| match &category.description {
        Some(description) => Prose(commonmark::text(description).replace("\n\n", " ")),
        None => Prose(commonmark::words(&category.title, true)),
    };
    let meanings: Vec<Prose> = categories.iter().map(meaning).collect();
    let mut taken = BTreeSet::new();
    let variants = ids.iter().map(|id| Cow::Owned(unique(&pascal(id), &mut taken)));
    Schema {
        description: Some(Prose("Every category known today. New ones may be added.".to_owned())),
        variant_names: variants.collect(),
        described_values: Map(ids.iter().copied().zip(meanings.iter().cloned()).collect()),
        variant_descriptions: meanings,
        values: Some(Values::Names(ids)),
        ..plain("string")
    }
}

/// The schema of every error's body.
fn envelope(catalog: &Catalog, version: Version) -> Schema<'_> {
    let description = match &catalog.envelope.description {
        Some(description) => commonmark::text(description),
        None => "The body of every error response.".to_owned(),
    };
    let schema = of_shape(catalog, &catalog.envelope.shape, version);
    Schema { description: Some(Prose(description)), ..schema }
}

fn of_shape<'a>(catalog: &'a Catalog, shape: &'a Shape, version: Version) -> Schema<'a> {
    match shape {
        Shape::Object { members, details } => {
            let properties = members.iter().map(|member| of_member(catalog, member, version));
            Schema {
                required: required(members),
                properties: Map(properties.collect()),
                additional_properties: details.then_some(Additional::Any(true)),
                ..plain("object")
            }
        }
        Shape::Array(element) => {
            let items = Some(Box::new(of_shape(catalog, element, version)));
            Schema { items, ..plain("array") }
        }
        Shape::Slot(slot) => of_slot(catalog, *slot),
        Shape::Type(ty) => of_type(ty, version),
        Shape::Constant(value) => of_constant(value, version),
    }
}

fn of_member<'a>(
    catalog: &'a Catalog,
    member: &'a Member,
    version: Version,
) -> (&'a str, Schema<'a>) {
    let mut schema = of_shape(catalog, &member.shape, version);
    schema.description = member.description.as_ref().map(|text| Prose(commonmark::text(text)));
    (&member.name, with_example(schema, member.example.as_ref(), version))
}

fn of_slot(catalog: &Catalog, slot: Slot) -> Schema<'_> {
    match slot {
        Slot::Code => {
            let codes = catalog.codes.iter().map(|code| code.code.as_str());
            Schema { known_values: codes.collect(), ..plain("string") }
        }
        Slot::Category => {
            let categories = catalog.categories.iter().map(|category| category.id.as_str());
            Schema { known_values: categories.collect(), ..plain("string") }
        }
        Slot::Message | Slot::Title | Slot::StatusString | Slot::Grpc => plain("string"),
        Slot::Status => plain("integer"),
        Slot::DocsUrl => of_kind(&Kind::Uri),
        Slot::Details => of_kind(&Kind::Object),
        Slot::StringDetails => of_kind(&Kind::Map(Box::new(Kind::String))),
    }
}

fn required(members: &[Member]) -> Option<FlowSeq<Vec<&str>>> {
    let members = members.iter().filter(|member| !member.optional);
    let names: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    (!names.is_empty()).then_some(FlowSeq(names))
}
