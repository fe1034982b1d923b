//! The parts of a catalog's envelope: the Rust types it needs and what fills them.

use std::sync::LazyLock;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value as Json;

use super::ident::{Taken, raw};
use super::types;
use super::word::Ident;
use crate::model::{
    Catalog, Detail, Kind, Member, PathStep, Place, Shape, Slot, Text, Type, display_path,
};
use crate::names;
use crate::targets::RenderError;

/// An envelope split into parts.
pub(super) struct Body<'a> {
    /// The objects, each before those nested in it; the first is the whole body.
    pub structs: Vec<Struct<'a>>,
    /// The values that a service or a code's details fill in.
    pub leaves: Vec<Leaf<'a>>,
    pub constants: Vec<Constant<'a>>,
    /// The slot that says which error it is; none if a header alone does.
    identity: Option<Slot>,
}

/// The whole of a body that is an array, as the only field of its struct.
static ERRORS: LazyLock<Member> = LazyLock::new(|| Member {
    name: "errors".to_owned(),
    optional: false,
    or_null: false,
    description: Some(Text::new("The elements of the body.")),
    example: None,
    shape: Shape::Type(Type { kind: Kind::Object, nullable: false }),
});

/// An object in the body.
pub(super) struct Struct<'a> {
    pub name: Ident,
    /// The path of the object; empty for the whole body.
    pub path: String,
    pub fields: Vec<Field<'a>>,
    /// The members that are details.
    pub details: Option<Rest>,
}

/// Details that are members of an object under their own names.
pub(super) struct Rest {
    /// The field that holds them.
    pub name: Ident,
    /// The index in [`Body::leaves`].
    pub leaf: usize,
}

/// A member of an object in the body.
pub(super) struct Field<'a> {
    pub name: Ident,
    pub member: &'a Member,
    pub part: Part,
}

/// A part of the body; numbers are indexes into the lists of [`Body`].
pub(super) enum Part {
    Struct(usize),
    Array(Box<Part>),
    Slot(Slot),
    Leaf(usize),
    Constant(usize),
}

/// A value that a service or a code's details fill in.
pub(super) struct Leaf<'a> {
    pub name: Ident,
    pub path: Vec<PathStep>,
    pub description: Option<&'a Text>,
    pub ty: Type,
    /// Whether details of different types share the member, so that it holds any JSON.
    pub any: bool,
    /// Whether it holds a detail that must not be logged.
    pub sensitive: bool,
    /// Whether it is the slot of details, which a service does not fill in itself.
    pub slot: bool,
}

/// A member that always has the same value.
pub(super) struct Constant<'a> {
    pub name: Ident,
    pub value: &'a Json,
}

impl<'a> Body<'a> {
    /// Splits the envelope of a catalog into parts.
    pub(super) fn of(catalog: &'a Catalog) -> Result<Body<'a>, RenderError> {
        let mut parts = Parts {
            body: Body {
                structs: Vec::new(),
                leaves: Vec::new(),
                constants: Vec::new(),
                identity: catalog.envelope.shape.identity().map(|(slot, _)| slot),
            },
            types: Taken::default(),
            leaves: Taken::default(),
            path: Vec::new(),
        };
        match &catalog.envelope.shape {
            Shape::Object { members, details } => {
                parts.object(members, *details)?;
            }
            array @ Shape::Array(_) => parts.list(array)?,
            _ => return Err(format!("the envelope of `{}` is not an object", catalog.id).into()),
        }
        let mut body = parts.body;
        for code in &catalog.codes {
            for detail in &code.details {
                body.admit(detail);
            }
        }
        Ok(body)
    }

    /// The part of one error if a response can have several: the element of the first array around
    /// what identifies it.
    pub(super) fn element(&self) -> Option<&Part> {
        self.element_in(&Part::Struct(0))
    }

    fn element_in<'p>(&'p self, part: &'p Part) -> Option<&'p Part> {
        match part {
            Part::Array(element) => self.identifies(element).then_some(element),
            Part::Struct(place) => {
                let fields = &self.structs[*place].fields;
                fields.iter().find_map(|field| self.element_in(&field.part))
            }
            Part::Slot(_) | Part::Leaf(_) | Part::Constant(_) => None,
        }
    }

    /// Whether a part says which error it is.
    pub(super) fn identifies(&self, part: &Part) -> bool {
        match part {
            Part::Struct(place) => {
                self.structs[*place].fields.iter().any(|field| self.identifies(&field.part))
            }
            Part::Array(element) => self.identifies(element),
            Part::Slot(slot) => Some(*slot) == self.identity,
            Part::Leaf(_) | Part::Constant(_) => false,
        }
    }

    /// The leaf that holds a detail, and the path from the leaf to the detail.
    pub(super) fn leaf<'d>(&self, detail: &'d Detail) -> Option<(&Leaf<'a>, &'d [PathStep])> {
        let (place, below) = self.place(detail)?;
        Some((&self.leaves[place], below))
    }

    /// The leaves that a service can fill in itself.
    pub(super) fn setters(&self) -> impl Iterator<Item = &Leaf<'a>> {
        self.leaves.iter().filter(|leaf| !leaf.slot)
    }

    /// Whether every body has a value for a leaf.
    pub(super) fn is_required(&self, leaf: &Leaf<'_>) -> bool {
        self.always_has(&Part::Struct(0), leaf)
    }

    /// Whether a part always has a value.
    pub(super) fn always_has(&self, part: &Part, leaf: &Leaf<'_>) -> bool {
        match part {
            Part::Struct(place) => {
                let fields = &self.structs[*place].fields;
                fields.iter().any(|it| !it.member.optional && self.always_has(&it.part, leaf))
            }
            Part::Array(element) => self.always_has(element, leaf),
            Part::Leaf(place) => self.leaves[*place].name == leaf.name && !leaf.ty.nullable,
            Part::Slot(_) | Part::Constant(_) => false,
        }
    }

    fn place<'d>(&self, detail: &'d Detail) -> Option<(usize, &'d [PathStep])> {
        let Place::Body(path) = &detail.place else { return None };
        let leaves = self.leaves.iter().enumerate();
        let at = |(place, leaf): (usize, &Leaf<'a>)| {
            let below = path.strip_prefix(&leaf.path[..])?;
            Some((place, below))
        };
        // The path of a leaf for flattened details is a prefix of the paths of other leaves.
        leaves.filter_map(at).min_by_key(|(_, below)| below.len())
    }

    /// Makes the leaf of a detail accept it.
    fn admit(&mut self, detail: &Detail) {
        let Some((place, below)) = self.place(detail) else { return };
        let leaf = &mut self.leaves[place];
        leaf.sensitive |= detail.sensitive;
        leaf.any |= match below {
            [] => types::fit(&detail.ty.kind, &leaf.ty.kind).is_none(),
            [PathStep::Member(_)] if matches!(leaf.ty.kind, Kind::Map(_)) => false,
            [PathStep::Member(_), ..] => leaf.ty.kind != Kind::Object,
            [PathStep::Each, ..] => true,
        };
    }
}

impl Leaf<'_> {
    /// The type of its value.
    pub(super) fn rust_type(&self) -> TokenStream {
        if self.any {
            quote!(shared::Value)
        } else {
            types::kind(&self.ty.kind).into_token_stream()
        }
    }

    /// The name of the method that fills in the leaf, distinct from the methods of every error.
    pub(super) fn setter(&self) -> String {
        let taken = ["header", "message", "parameter", "redirect", "source", "status"]
            .iter()
            .any(|name| self.name == name);
        format!("with_{}{}", self.name, if taken { "_" } else { "" })
    }
}

/// Splits a shape into parts, depth first.
struct Parts<'a> {
    body: Body<'a>,
    types: Taken,
    leaves: Taken,
    path: Vec<PathStep>,
}

impl<'a> Parts<'a> {
    fn object(&mut self, members: &'a [Member], details: bool) -> Result<usize, RenderError> {
        let place = self.body.structs.len();
        let name = self.type_name("Envelope")?;
        let path = display_path(&self.path);
        self.body.structs.push(Struct { name, path, fields: Vec::new(), details: None });
        let mut taken = Taken::default();
        for member in members {
            self.path.push(PathStep::Member(member.name.clone()));
            let part = self.part(&member.shape, member)?;
            self.path.pop();
            let field = Field { name: taken.snake(&member.name)?, member, part };
            self.body.structs[place].fields.push(field);
        }
        if details {
            let ty = Type { kind: Kind::Object, nullable: false };
            let leaf = self.leaf(ty, true, "details", None)?;
            let name = taken.snake("details")?;
            self.body.structs[place].details = Some(Rest { name, leaf });
        }
        Ok(place)
    }

    /// A body that is an array: a struct whose only field is all of it.
    fn list(&mut self, array: &'a Shape) -> Result<(), RenderError> {
        let name = self.types.unique("Envelope")?;
        let place = self.body.structs.len();
        let path = String::new();
        self.body.structs.push(Struct { name, path, fields: Vec::new(), details: None });
        let part = self.part(array, &ERRORS)?;
        let field = Field { name: raw("errors"), member: &ERRORS, part };
        self.body.structs[place].fields.push(field);
        Ok(())
    }

    fn part(&mut self, shape: &'a Shape, member: &'a Member) -> Result<Part, RenderError> {
        Ok(match shape {
            Shape::Object { members, details } => Part::Struct(self.object(members, *details)?),
            Shape::Array(element) => {
                self.path.push(PathStep::Each);
                let part = self.part(element, member)?;
                self.path.pop();
                Part::Array(Box::new(part))
            }
            Shape::Slot(slot @ (Slot::Details | Slot::StringDetails)) => {
                let kind = match slot {
                    Slot::StringDetails => Kind::Map(Box::new(Kind::String)),
                    _ => Kind::Object,
                };
                let ty = Type { kind, nullable: false };
                Part::Leaf(self.leaf(ty, true, &member.name, member.description.as_ref())?)
            }
            Shape::Slot(slot) => Part::Slot(*slot),
            Shape::Type(ty) => {
                let description = member.description.as_ref();
                Part::Leaf(self.leaf(ty.clone(), false, &member.name, description)?)
            }
            Shape::Constant(value) => {
                let name = self.type_name("Constant")?;
                self.body.constants.push(Constant { name, value });
                Part::Constant(self.body.constants.len() - 1)
            }
        })
    }

    fn leaf(
        &mut self,
        ty: Type,
        slot: bool,
        name: &str,
        description: Option<&'a Text>,
    ) -> Result<usize, RenderError> {
        self.body.leaves.push(Leaf {
            name: self.leaves.snake(name)?,
            path: self.path.clone(),
            description,
            ty,
            any: false,
            sensitive: false,
            slot,
        });
        Ok(self.body.leaves.len() - 1)
    }

    /// A type's name: the kind of type, then the path to it.
    fn type_name(&mut self, kind: &str) -> Result<Ident, RenderError> {
        let mut name = kind.to_owned();
        if self.path.first() == Some(&PathStep::Each) {
            name.push_str("Element");
        }
        for step in &self.path {
            let PathStep::Member(member) = step else { continue };
            let plain: String =
                member.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
            name.push_str(&names::pascal(&plain));
        }
        self.types.unique(&name)
    }
}
