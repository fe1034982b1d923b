//! The body of an error response: its shape, and paths into it.

use serde_json::Value;

use super::{FieldId, Text, Type};

/// The body of an error response, as it goes over the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// What is true of every body.
    pub description: Option<Text>,
    /// The media types, of which services send the first and clients read all; at least one.
    pub content_types: Vec<String>,
    /// The shape of the body: an object, or an array of them.
    pub shape: Shape,
}

/// A part of a JSON body.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object.
    Object {
        /// Its members, in the order written.
        members: Vec<Member>,
        /// Whether the details that set no place are members too, after the others; none of them
        /// has the name of another member.
        details: bool,
    },
    /// An array whose elements all have this shape.
    Array(Box<Shape>),
    /// A value that errbook fills in.
    Slot(Slot),
    /// A value of this type that the service fills in.
    Type(Type),
    /// Always this value: a boolean, number, string or null.
    Constant(Value),
}

/// A member of an object in the envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The member's name on the wire.
    pub name: String,
    /// Whether the member may be absent.
    pub optional: bool,
    /// Whether the member, which is a slot, is null where a code has no value for it.
    pub or_null: bool,
    /// What it holds.
    pub description: Option<Text>,
    /// A value for examples that fits the shape.
    pub example: Option<Value>,
    /// The member's value.
    pub shape: Shape,
}

/// A value in the envelope that follows from the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The code itself, a string.
    Code,
    /// The name of the code, a string.
    Name,
    /// The URI that identifies the problem, a string.
    Type,
    /// The message, a string.
    Message,
    /// The title, a string.
    Title,
    /// What happened, a string.
    Description,
    /// Why it happens, a string.
    Cause,
    /// What to do about it, a string.
    Resolution,
    /// The id of the code's category, a string.
    Category,
    /// The HTTP status, an integer.
    Status,
    /// The HTTP status written as a string: `"404"`.
    StatusString,
    /// The name of the code's `google.rpc.Code`, a string.
    Grpc,
    /// The URL of the code's reference entry, a string.
    DocsUrl,
    /// Whether and when to try again, one of the words for it.
    Retry,
    /// Whether the same request may be sent again, a boolean.
    RetryBoolean,
    /// The id of the action that a client is told to take, a string.
    Action,
    /// The details that the message shows, in the order of the code's details: an array of strings.
    Arguments,
    /// A field that the catalog declares.
    Field(FieldId),
    /// An object with the details that set no place.
    Details,
    /// The same, except that every detail is a string and not null.
    StringDetails,
}

impl Envelope {
    /// The media type that services send.
    #[must_use]
    pub fn content_type(&self) -> &str {
        self.content_types.first().map_or("application/json", String::as_str)
    }
}

impl Shape {
    /// The shape at a path, if there is one.
    #[must_use]
    pub fn at(&self, path: &[PathStep]) -> Option<&Shape> {
        match self.resolve(path) {
            (shape, []) => Some(shape),
            _ => None,
        }
    }

    /// The shape at the longest prefix of a path that leads to one, and the steps after it.
    #[must_use]
    pub fn resolve<'p>(&self, path: &'p [PathStep]) -> (&Shape, &'p [PathStep]) {
        match (self, path) {
            (Shape::Object { members, .. }, [PathStep::Member(name), rest @ ..]) => {
                match members.iter().find(|member| member.name == *name) {
                    Some(member) => member.shape.resolve(rest),
                    None => (self, path),
                }
            }
            (Shape::Array(element), [PathStep::Each, rest @ ..]) => element.resolve(rest),
            _ => (self, path),
        }
    }

    /// The types of all values that the service fills in, in order.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Shape::Object { members, .. } => {
                members.iter().flat_map(|member| member.shape.types()).collect()
            }
            Shape::Array(element) => element.types(),
            Shape::Type(ty) => vec![ty],
            Shape::Slot(_) | Shape::Constant(_) => Vec::new(),
        }
    }

    /// The path to the first occurrence of a slot.
    #[must_use]
    pub fn path_to(&self, slot: Slot) -> Option<Vec<PathStep>> {
        let (step, rest) = match self {
            Shape::Slot(found) => return (*found == slot).then(Vec::new),
            Shape::Type(_) | Shape::Constant(_) => return None,
            Shape::Array(element) => (PathStep::Each, element.path_to(slot)?),
            Shape::Object { members, .. } => members.iter().find_map(|member| {
                let rest = member.shape.path_to(slot)?;
                Some((PathStep::Member(member.name.clone()), rest))
            })?,
        };
        Some(std::iter::once(step).chain(rest).collect())
    }

    /// The slot that says which error a body is, and where it is: the code, or else the name, or else a
    /// URI.
    #[must_use]
    pub fn identity(&self) -> Option<(Slot, Vec<PathStep>)> {
        let mut slots = [Slot::Code, Slot::Name, Slot::Type, Slot::DocsUrl].into_iter();
        slots.find_map(|slot| Some((slot, self.path_to(slot)?)))
    }

    /// Where the name is that identifies an error, alone or with the code, which is then in the same
    /// element of the same arrays.
    #[must_use]
    pub fn identifying_name(&self) -> Option<Vec<PathStep>> {
        fn arrays(path: &[PathStep]) -> &[PathStep] {
            let last = path.iter().rposition(|step| *step == PathStep::Each);
            last.map_or(&[], |last| &path[..=last])
        }
        let name = self.path_to(Slot::Name)?;
        let code = self.path_to(Slot::Code);
        let fits = code.is_none_or(|code| arrays(&code) == arrays(&name));
        fits.then_some(name)
    }

    /// Every member with its path, an object before its own members.
    #[must_use]
    pub fn members(&self) -> Vec<(Vec<PathStep>, &Member)> {
        let mut found = Vec::new();
        self.collect_members(&mut Vec::new(), &mut found);
        found
    }

    fn collect_members<'s>(
        &'s self,
        path: &mut Vec<PathStep>,
        found: &mut Vec<(Vec<PathStep>, &'s Member)>,
    ) {
        match self {
            Shape::Object { members, .. } => {
                for member in members {
                    path.push(PathStep::Member(member.name.clone()));
                    found.push((path.clone(), member));
                    member.shape.collect_members(path, found);
                    path.pop();
                }
            }
            Shape::Array(element) => {
                path.push(PathStep::Each);
                element.collect_members(path, found);
                path.pop();
            }
            Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {}
        }
    }

    /// The example of the first member that holds a slot and has an example.
    #[must_use]
    pub fn example_of(&self, slot: Slot) -> Option<&Value> {
        let holds = |member: &Member| matches!(member.shape, Shape::Slot(found) if found == slot);
        let mut holding = self.members().into_iter().filter(|(_, member)| holds(member));
        holding.find_map(|(_, member)| member.example.as_ref())
    }

    /// Whether a slot appears anywhere in the shape.
    #[must_use]
    pub fn has(&self, slot: Slot) -> bool {
        self.path_to(slot).is_some()
    }
}

impl Slot {
    /// Whether details travel in it.
    #[must_use]
    pub fn is_details(self) -> bool {
        matches!(self, Slot::Details | Slot::StringDetails)
    }
}

/// One step of a path into a JSON body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// The member with this name.
    Member(String),
    /// Every element of the array, written `[]`.
    Each,
}

/// Writes the path as the registry does: `errors[].field`.
#[must_use]
pub fn display_path(path: &[PathStep]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            PathStep::Member(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            PathStep::Each => text.push_str("[]"),
        }
    }
    text
}
