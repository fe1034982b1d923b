//! The shape of bodies as a service fills them: which values details and the service give, and what
//! is sent without them.

use serde_json::{Map, Value, json};

use crate::model::{
    Catalog, Detail, Form, Kind, Member, PathStep, Place, Shape, Slot, Text, Type, TypeMember,
};
use crate::names;
use crate::targets::rust::missing::Missing;

/// A value that details or the service give.
pub(super) struct Leaf<'a> {
    path: Vec<PathStep>,
    ty: Type,
    /// Its name as a member that the service sets; none for the place of details.
    pub name: Option<String>,
    pub description: Option<&'a Text>,
    /// Whether details of different types share it.
    any: bool,
}

impl Leaf<'_> {
    /// Where bodies have it.
    pub(super) fn path(&self) -> &[PathStep] {
        &self.path
    }

    /// The type of its values; none if details of different types share it.
    pub(super) fn ty(&self) -> Option<&Type> {
        (!self.any).then_some(&self.ty)
    }
}

/// The values of a catalog's bodies.
pub(super) struct Body<'a> {
    catalog: &'a Catalog,
    pub leaves: Vec<Leaf<'a>>,
}

impl<'a> Body<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Body<'a> {
        let mut body = Body { catalog, leaves: Vec::new() };
        body.collect(&catalog.envelope.shape, None, &mut Vec::new());
        for detail in catalog.codes.iter().flat_map(|code| &code.details) {
            body.admit(detail);
        }
        body
    }

    fn collect(&mut self, shape: &'a Shape, around: Option<&'a Member>, path: &mut Vec<PathStep>) {
        match shape {
            Shape::Object { members, details } => {
                for member in members {
                    path.push(PathStep::Member(member.name.clone()));
                    self.collect(&member.shape, Some(member), path);
                    path.pop();
                }
                if *details {
                    self.push(path, Kind::Object, None);
                }
            }
            Shape::Array(element) => {
                path.push(PathStep::Each);
                self.collect(element, around, path);
                path.pop();
            }
            Shape::Slot(slot) if slot.is_details() => self.push(path, Kind::Object, None),
            Shape::Type(ty) => {
                let name = self.free_name(around.map_or("value", |member| &member.name));
                let description = around.and_then(|member| member.description.as_ref());
                let (path, ty) = (path.clone(), ty.clone());
                self.leaves.push(Leaf { path, ty, name: Some(name), description, any: false });
            }
            Shape::Slot(_) | Shape::Constant(_) => {}
        }
    }

    fn push(&mut self, path: &[PathStep], kind: Kind, description: Option<&'a Text>) {
        let ty = Type { kind, nullable: false };
        self.leaves.push(Leaf { path: path.to_vec(), ty, name: None, description, any: false });
    }

    fn free_name(&self, member: &str) -> String {
        let plain: String =
            member.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        let mut name = names::camel(&plain);
        if name.is_empty() {
            name.push_str("value");
        }
        while self.leaves.iter().any(|leaf| leaf.name.as_deref() == Some(&name)) {
            name.push('_');
        }
        name
    }

    /// The leaf that holds a detail, and the path within it.
    pub(super) fn place<'d>(&self, detail: &'d Detail) -> Option<(usize, &'d [PathStep])> {
        let Place::Body(path) = &detail.place else { return None };
        let leaves = self.leaves.iter().enumerate();
        let holding = leaves.filter_map(|(at, leaf)| Some((at, path.strip_prefix(&*leaf.path)?)));
        holding.min_by_key(|(_, below)| below.len())
    }

    fn admit(&mut self, detail: &Detail) {
        let Some((at, below)) = self.place(detail) else { return };
        let leaf = &mut self.leaves[at];
        leaf.any |= match below {
            [] => !fits(&detail.ty.kind, &leaf.ty.kind),
            [PathStep::Member(_)] if matches!(leaf.ty.kind, Kind::Map(_)) => false,
            [PathStep::Member(_), ..] => leaf.ty.kind != Kind::Object,
            [PathStep::Each, ..] => true,
        };
    }

    /// `Shape` of the runtime.
    pub(super) fn shape(&self) -> Value {
        self.part(&self.catalog.envelope.shape, &mut Vec::new(), true)
    }

    /// `first` says that no array around the part has an element for each error.
    fn part(&self, shape: &Shape, path: &mut Vec<PathStep>, first: bool) -> Value {
        match shape {
            Shape::Object { members, details } => {
                let parts = members.iter().map(|it| self.member(it, path, first)).collect();
                let mut object = Map::from_iter([("object".to_owned(), Value::Array(parts))]);
                if *details {
                    object.insert("rest".to_owned(), json!(self.leaf_at(path)));
                }
                Value::Object(object)
            }
            Shape::Array(element) => {
                let all = first && self.identifies(element);
                path.push(PathStep::Each);
                let element = self.part(element, path, first && !all);
                path.pop();
                if all {
                    json!({ "list": element, "all": true })
                } else {
                    json!({ "list": element })
                }
            }
            Shape::Slot(slot) if slot.is_details() => {
                json!({ "leaf": self.leaf_at(path), "empty": {} })
            }
            Shape::Slot(slot) => json!({ "slot": slot_name(self.catalog, *slot) }),
            Shape::Type(ty) => {
                let at = self.leaf_at(path);
                let any = at.is_some_and(|at| self.leaves[at].any);
                if let Some(missing) = self.missing(at, ty) {
                    let own = !first && missing.is_own(path);
                    return if own {
                        json!({ "leaf": at, "made": missing.word(), "own": true })
                    } else {
                        json!({ "leaf": at, "made": missing.word() })
                    };
                }
                let empty = if ty.nullable || any { Value::Null } else { empty(&ty.kind) };
                json!({ "leaf": at, "empty": empty })
            }
            Shape::Constant(value) => json!({ "constant": value }),
        }
    }

    /// What is sent for a member that is required and that nobody set; none if it is the empty value
    /// of its type.
    fn missing(&self, at: Option<usize>, ty: &Type) -> Option<Missing> {
        let leaf = &self.leaves[at?];
        let mut details = self.catalog.codes.iter().flat_map(|code| &code.details);
        let is_detail = details.any(|detail| self.place(detail).map(|(own, _)| own) == at);
        Missing::of(ty, &leaf.path, is_detail).filter(|_| !leaf.any)
    }

    fn member(&self, member: &Member, path: &mut Vec<PathStep>, first: bool) -> Value {
        let Member { name, optional, or_null, shape, .. } = member;
        path.push(PathStep::Member(name.clone()));
        let mut part = json!({ "name": name, "of": self.part(shape, path, first) });
        if *optional || *or_null {
            part["lacking"] = json!(if *optional { "absent" } else { "null" });
            if matches!(shape, Shape::Object { .. } | Shape::Array(_))
                && let Some(leaves) = self.presence(shape, path)
            {
                part["when"] = json!(leaves);
            }
        }
        path.pop();
        part
    }

    /// The leaves of which one must have a value for an optional part to be sent; none if the part is
    /// always sent.
    fn presence(&self, shape: &Shape, path: &mut Vec<PathStep>) -> Option<Vec<usize>> {
        match shape {
            Shape::Object { members, details } => {
                let mut leaves = Vec::new();
                for member in members {
                    path.push(PathStep::Member(member.name.clone()));
                    let within = self.presence(&member.shape, path);
                    path.pop();
                    leaves.extend(within?);
                }
                leaves.extend(details.then(|| self.leaf_at(path)).flatten());
                Some(leaves).filter(|leaves| !leaves.is_empty())
            }
            Shape::Array(element) => {
                path.push(PathStep::Each);
                let leaves = self.presence(element, path);
                path.pop();
                leaves
            }
            Shape::Slot(slot) if !slot.is_details() => None,
            Shape::Constant(_) => None,
            Shape::Slot(_) | Shape::Type(_) => self.leaf_at(path).map(|at| vec![at]),
        }
    }

    fn leaf_at(&self, path: &[PathStep]) -> Option<usize> {
        self.leaves.iter().position(|leaf| leaf.path == path)
    }

    /// Whether a part says which error it is.
    fn identifies(&self, shape: &Shape) -> bool {
        let identity = self.catalog.envelope.shape.identity();
        identity.is_some_and(|(slot, _)| shape.has(slot))
    }
}

/// The slots of a shape, each once.
pub(super) fn slots(shape: &Shape) -> Vec<Slot> {
    let mut found = Vec::new();
    add_slots(shape, &mut found);
    found
}

fn add_slots(shape: &Shape, found: &mut Vec<Slot>) {
    match shape {
        Shape::Object { members, .. } => {
            for member in members {
                add_slots(&member.shape, found);
            }
        }
        Shape::Array(element) => add_slots(element, found),
        Shape::Slot(slot) if !found.contains(slot) => found.push(*slot),
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {}
    }
}

/// What the runtime calls a slot.
pub(super) fn slot_name(catalog: &Catalog, slot: Slot) -> String {
    let name = match slot {
        Slot::Code => "code",
        Slot::Name => "name",
        Slot::Type => "type",
        Slot::Message => "message",
        Slot::Title => "title",
        Slot::Description => "description",
        Slot::Cause => "cause",
        Slot::Resolution => "resolution",
        Slot::Category => "category",
        Slot::Status => "status",
        Slot::StatusString => "status_text",
        Slot::Grpc => "grpc",
        Slot::DocsUrl => "docs_url",
        Slot::Retry => "retry",
        Slot::RetryBoolean => "is_retryable",
        Slot::Action => "action",
        Slot::Arguments => "arguments",
        // No other slot has a colon.
        Slot::Field(id) => return format!("field:{}", catalog[id].name),
        Slot::Details | Slot::StringDetails => "details",
    };
    name.to_owned()
}

/// What is sent for a required member without a value: what the Rust crate sends.
fn empty(kind: &Kind) -> Value {
    match kind {
        Kind::Uuid => json!("00000000-0000-0000-0000-000000000000"),
        Kind::Date => json!("1970-01-01"),
        Kind::DateTime => json!("1970-01-01T00:00:00Z"),
        Kind::Decimal => json!("0"),
        Kind::String | Kind::Uri => json!(""),
        Kind::Integer | Kind::Int64 | Kind::Number | Kind::Delay => json!(0),
        Kind::Boolean => json!(false),
        Kind::Object | Kind::Map(_) => json!({}),
        Kind::List(_) => json!([]),
        Kind::Named(named) => match &named.form {
            Form::Values(values) => json!(values.first().map(|value| &value.value)),
            Form::Members(members) => {
                let required = members.iter().filter(|member| !member.optional);
                let part = |TypeMember { name, ty, .. }: &TypeMember| {
                    let value = if ty.nullable { Value::Null } else { empty(&ty.kind) };
                    (name.clone(), value)
                };
                Value::Object(required.map(part).collect())
            }
        },
    }
}

/// Whether details of a kind are values of a member of another kind.
fn fits(detail: &Kind, member: &Kind) -> bool {
    match (detail, member) {
        (Kind::List(one), Kind::List(other)) | (Kind::Map(one), Kind::Map(other)) => {
            fits(one, other)
        }
        (Kind::Map(_), Kind::Object)
        | (Kind::Integer | Kind::Int64, Kind::Integer | Kind::Int64) => true,
        _ => detail == member || (detail.is_text() && member.is_text()),
    }
}
