//! What the bodies of one code have besides the envelope, and which parts of a body are logged.

use std::collections::BTreeMap;

use crate::model::{
    Catalog, Code, Detail, Kind, Member, PathStep, Place, Shape, Slot, display_path,
};
use crate::text::{Block, Span, Text};

use super::literal::{self, INDENT};
use super::reader::{self, Step};
use super::types;

/// The members of the interface with what each code adds to a body; none if no code does.
pub(super) fn details(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    for code in catalog.distinct_codes() {
        let added = Added::by(code, &catalog.envelope.shape);
        if let Added::Members(members) = &added
            && !members.is_empty()
        {
            let name = literal::code_name(&code.code);
            out.extend([INDENT, "readonly ", &name, ": "]);
            added.write(INDENT.len(), &mut out);
            out.push_str(";\n");
        }
    }
    (!out.is_empty()).then_some(out)
}

/// What a code adds to the body, or to a member of it.
enum Added {
    /// Members by name, and whether each may be absent.
    Members(BTreeMap<String, (Added, bool)>),
    /// A value of a type.
    Value(String),
}

impl Added {
    /// In a list, the code may not be that of the first element, so nothing there belongs to it.
    fn by(code: &Code, shape: &Shape) -> Added {
        let mut added = Added::Members(BTreeMap::new());
        for detail in code.sent() {
            let Place::Body(path) = &detail.place else { continue };
            let names = path.iter().map(|step| match step {
                PathStep::Member(name) => Some(name.as_str()),
                PathStep::Each => None,
            });
            if let Some(names) = names.collect::<Option<Vec<&str>>>() {
                added.put(&names, sent_type(detail, shape, path), detail.optional);
            }
        }
        added
    }

    fn put(&mut self, path: &[&str], ty: String, optional: bool) {
        let (Added::Members(members), Some((name, rest))) = (self, path.split_first()) else {
            return;
        };
        if rest.is_empty() {
            members.insert((*name).to_owned(), (Added::Value(ty), optional));
        } else {
            let new = || (Added::Members(BTreeMap::new()), true);
            let (inner, may_lack) = members.entry((*name).to_owned()).or_insert_with(new);
            *may_lack &= optional;
            inner.put(rest, ty, optional);
        }
    }

    fn write(&self, column: usize, out: &mut String) {
        match self {
            Added::Value(ty) => out.push_str(ty),
            Added::Members(members) => {
                let inner = column + INDENT.len();
                out.push_str("{\n");
                for (name, (added, optional)) in members {
                    let colon = if *optional { "?: " } else { ": " };
                    out.extend([&" ".repeat(inner), "readonly ", &literal::name(name), colon]);
                    added.write(inner, out);
                    out.push_str(";\n");
                }
                out.push_str(&" ".repeat(column));
                out.push('}');
            }
        }
    }
}

/// The type of a detail as it is sent: some slots hold nothing but text.
fn sent_type(detail: &Detail, shape: &Shape, path: &[PathStep]) -> String {
    match shape.resolve(path) {
        (Shape::Slot(Slot::StringDetails), _) => "string".to_owned(),
        _ if detail.ty.kind == Kind::Delay => "number | string".to_owned(),
        _ => types::type_of(&detail.ty),
    }
}

/// The parts of a body that clients are told to log: those entries of `log` that are the path of a
/// member and nothing else. Errors have the code and the message anyway.
pub(super) fn logged(catalog: &Catalog) -> BTreeMap<String, Vec<Step>> {
    let members = catalog.envelope.shape.members();
    let paths = members.into_iter().filter_map(|(path, member)| value(path, member));
    let told = catalog.handling.iter().flat_map(|handling| &handling.log).filter_map(only_code);
    let told: Vec<String> = told.collect();
    let paths = paths.map(|path| (display_path(&path), reader::steps(&path)));
    paths.filter(|(path, _)| told.contains(path)).collect()
}

/// The code that a text consists of.
fn only_code(text: &Text) -> Option<String> {
    let [Block::Paragraph(spans)] = &text.blocks()[..] else { return None };
    let [Span::Code(code)] = &spans[..] else { return None };
    Some(code.clone().into_owned())
}

/// The path of the value in a member, if errors do not have it anyway: of the code and the message.
fn value(mut path: Vec<PathStep>, member: &Member) -> Option<Vec<PathStep>> {
    let mut shape = &member.shape;
    while let Shape::Array(element) = shape {
        path.push(PathStep::Each);
        shape = element;
    }
    match shape {
        Shape::Slot(Slot::Code | Slot::Message) | Shape::Constant(_) | Shape::Object { .. } => None,
        Shape::Array(_) | Shape::Slot(_) | Shape::Type(_) => Some(path),
    }
}
