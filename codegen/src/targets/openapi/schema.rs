//! The schemas of a catalog: its codes, its categories and the body of every error.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Catalog, Category, CodeType, Member, Shape, Slot, WireCode};
use crate::names::pascal;
use crate::targets::openapi::document::{Additional, FlowSeq, Map, Prose, Schema, Values};
use crate::targets::openapi::names::{CATEGORY, CODE, Names, RESPONSE, Typed, unique};
use crate::targets::openapi::values::{
    code_type, of_constant, of_kind, of_type, or_null, plain, with_example,
};
use crate::targets::openapi::{Version, commonmark, details, prose, typed, types, values};

/// Every schema of the catalog by its name.
pub fn schemas<'a>(
    catalog: &'a Catalog,
    names: &Names,
    version: Version,
) -> Map<String, Schema<'a>> {
    let mut schemas = vec![(names.schema(CODE), codes(catalog))];
    if !catalog.categories.is_empty() {
        schemas.push((names.schema(CATEGORY), categories(catalog)));
    }
    let body = envelope(catalog, names, version);
    schemas.push((names.schema(RESPONSE), body.clone()));
    let received = catalog.received_types().into_iter();
    schemas.extend(received.map(|ty| (names.named(ty), types::schema(ty, names, version))));
    let mut taken = names.schemas(catalog);
    taken.extend(names.typed().into_iter().flat_map(Typed::all).cloned());
    let mut details = Vec::with_capacity(catalog.codes.len());
    for code in &catalog.codes {
        details.push(details::schemas(catalog, code, names, version, &mut taken));
    }
    if let Some(names) = names.typed() {
        schemas.extend(typed::schemas(catalog, names, &body, &details, version));
    }
    schemas.extend(details.into_iter().flatten().map(|details| (details.name, details.schema)));
    // Where a tool copies a schema instead of referring to it, the title keeps its name.
    let titled = |(name, schema): (String, Schema<'a>)| {
        let title = Some(name.clone());
        (name, Schema { title, ..schema })
    };
    Map(schemas.into_iter().map(titled).collect())
}

fn codes(catalog: &Catalog) -> Schema<'_> {
    let codes = || catalog.distinct_codes();
    let meanings: Vec<Prose> = codes().map(|code| Prose(prose::value(catalog, code))).collect();
    let another = match catalog.naming.ty {
        CodeType::String => "string",
        CodeType::Integer => "number",
    };
    let texts = codes().filter_map(|code| match &code.code {
        WireCode::String(text) => Some(text.as_str()),
        WireCode::Integer(_) => None,
    });
    let numbers = codes().filter_map(|code| match code.code {
        WireCode::Integer(number) => Some(number),
        WireCode::String(_) => None,
    });
    let values = match catalog.naming.ty {
        CodeType::String => Values::Names(texts.collect()),
        CodeType::Integer => Values::Numbers(numbers.collect()),
    };
    Schema {
        description: Some(Prose(format!(
            "Every code known today. The code in a response can also be another {another}, because \
             new codes may be added."
        ))),
        variant_names: codes().map(|code| Cow::Borrowed(code.ident.as_str())).collect(),
        described_values: Map(codes()
            .map(|code| code.code.text())
            .zip(meanings.iter().cloned())
            .collect()),
        variant_descriptions: meanings,
        // An enum without values is not valid.
        values: (!catalog.codes.is_empty()).then_some(values),
        ..code_type(catalog.naming.ty)
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
        described_values: Map(ids
            .iter()
            .copied()
            .map(Cow::Borrowed)
            .zip(meanings.iter().cloned())
            .collect()),
        variant_descriptions: meanings,
        values: Some(Values::Names(ids)),
        ..plain("string")
    }
}

/// The schema of every error's body.
fn envelope<'a>(catalog: &'a Catalog, names: &Names, version: Version) -> Schema<'a> {
    let description = match &catalog.envelope.description {
        Some(description) => commonmark::text(description),
        None => "The body of every error response.".to_owned(),
    };
    let envelope = Body { catalog, names, version };
    let schema = envelope.of_shape(&catalog.envelope.shape, RESPONSE.to_owned());
    Schema { description: Some(Prose(description)), ..schema }
}

/// What the schema of a body depends on.
struct Body<'a, 'n> {
    catalog: &'a Catalog,
    names: &'n Names,
    version: Version,
}

impl<'a> Body<'a, '_> {
    /// The schema of a part of the body; objects have titles, which generators of clients take for
    /// the names of types.
    fn of_shape(&self, shape: &'a Shape, title: String) -> Schema<'a> {
        match shape {
            Shape::Object { members, details } => {
                let property = |member| self.of_member(member, &title);
                Schema {
                    required: required(members),
                    properties: Map(members.iter().map(property).collect()),
                    additional_properties: details.then_some(Additional::Any(true)),
                    title: Some(self.names.schema(&title)),
                    ..plain("object")
                }
            }
            Shape::Array(element) => {
                let items = Some(Box::new(self.of_shape(element, title)));
                Schema { items, ..plain("array") }
            }
            Shape::Slot(slot) => self.of_slot(*slot),
            Shape::Type(ty) => of_type(ty, self.names, self.version),
            Shape::Constant(value) => of_constant(Cow::Borrowed(value), self.version),
        }
    }

    fn of_member(&self, member: &'a Member, within: &str) -> (&'a str, Schema<'a>) {
        let mut schema = self.of_shape(&member.shape, format!("{within}{}", pascal(&member.name)));
        if member.or_null {
            schema = or_null(schema, self.version);
        }
        let told = member.description.as_ref().or(match &member.shape {
            Shape::Slot(Slot::Field(id)) => self.catalog[*id].description.as_ref(),
            _ => None,
        });
        schema.description = told.map(|text| Prose(commonmark::text(text)));
        let example = member.example.as_ref().map(Cow::Borrowed);
        (&member.name, with_example(schema, example, self.version))
    }

    fn of_slot(&self, slot: Slot) -> Schema<'a> {
        let open = |any, known| values::open(any, &self.names.schema(known), self.version);
        match slot {
            Slot::Code => open(code_type(self.catalog.naming.ty), CODE),
            Slot::Category => open(plain("string"), CATEGORY),
            Slot::Status => plain("integer"),
            slot => of_kind(&self.catalog.kind(slot), self.names, self.version),
        }
    }
}

fn required(members: &[Member]) -> Option<FlowSeq<Vec<&str>>> {
    let members = members.iter().filter(|member| !member.optional);
    let names: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    (!names.is_empty()).then_some(FlowSeq(names))
}
