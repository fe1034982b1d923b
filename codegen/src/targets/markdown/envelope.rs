//! The body of an error response: an example, and the table of its fields.

use serde::Serialize;

use super::escape::{self, Place, inline_code};
use super::prose::Prose;
use crate::example::{self, Content};
use crate::model::{Catalog, Code, Delivery, Kind, Member, Shape, Slot, Type};

/// The envelope as the templates see it; every text is escaped.
#[derive(Serialize)]
pub(super) struct View {
    description: String,
    content_type: String,
    example: String,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    path: String,
    ty: String,
    description: String,
}

/// The body of an error response: an example and its fields.
pub(super) fn view(prose: Prose<'_>) -> View {
    let catalog = prose.pages.catalog;
    let envelope = &catalog.envelope;
    let mut fields = Vec::new();
    walk(&envelope.shape, String::new(), &mut |path, member| {
        let is_told_by_members = matches!(member.shape, Shape::Object { .. } | Shape::Array(_))
            && member.description.is_none()
            && !member.optional;
        if !is_told_by_members {
            fields.push(field(prose, path, member));
        }
    });
    fields.extend(among_members(&envelope.shape).iter().map(|path| {
        let code = |text: &str| {
            let mut code = String::new();
            escape::code(&mut code, text, Place::Cell);
            code
        };
        Field { path: code(path), ty: code(ANY), description: AMONG_MEMBERS.to_owned() }
    }));
    let example = example_code(catalog).map(|code| example::response(catalog, code).content);
    let mut fence = String::new();
    if let Some(Content::Body(body)) = example {
        escape::fenced(&mut fence, "json", &format!("{body:#}"));
    }
    View {
        description: envelope.description.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        content_type: inline_code(&envelope.content_type),
        example: fence,
        fields,
    }
}

/// The code in the example of the envelope, or else the first one that is sent in a body.
pub(in crate::targets) fn example_code(catalog: &Catalog) -> Option<&Code> {
    let mut named = None;
    walk(&catalog.envelope.shape, String::new(), &mut |_, member| {
        if let (Shape::Slot(Slot::Code), Some(example)) = (&member.shape, &member.example) {
            named = example.as_str().and_then(|code| catalog.code(code));
        }
    });
    let in_body = |code: &&Code| code.delivery == Delivery::Body;
    named.filter(in_body).or_else(|| catalog.codes.iter().find(in_body))
}

/// Visits every member of a body, with its path.
pub(in crate::targets) fn walk<'a>(
    shape: &'a Shape,
    path: String,
    visit: &mut impl FnMut(&str, &'a Member),
) {
    match shape {
        Shape::Object { members, .. } => {
            for member in members {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{}", member.name);
                visit(&path, member);
                walk(&member.shape, path, visit);
            }
        }
        Shape::Array(element) => walk(element, path + "[]", visit),
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {}
    }
}

/// The type and the description of the details in [`among_members`].
pub(in crate::targets) const ANY: &str = "any";
pub(in crate::targets) const AMONG_MEMBERS: &str = "A detail of the error, under its own name.";

/// The paths of details that are members of an object next to others, with `*` for their names.
pub(in crate::targets) fn among_members(shape: &Shape) -> Vec<String> {
    let below = |before: &str, shape: &Shape| -> Vec<String> {
        let dot = |path: &str| if path.starts_with('[') { "" } else { "." };
        let paths = among_members(shape);
        paths.iter().map(|path| format!("{before}{}{path}", dot(path))).collect()
    };
    match shape {
        Shape::Object { members, details } => {
            let members = members.iter().flat_map(|member| below(&member.name, &member.shape));
            members.chain(details.then(|| "*".to_owned())).collect()
        }
        Shape::Array(element) => below("[]", element),
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => Vec::new(),
    }
}

fn field(prose: Prose<'_>, path: &str, member: &Member) -> Field {
    let mut description = match (&member.description, &member.shape) {
        (Some(text), _) => prose.cell(text),
        (None, Shape::Slot(slot)) => slot_meaning(*slot).to_owned(),
        (None, _) => String::new(),
    };
    let mut remark = |remark: &str| {
        if !description.is_empty() {
            description.push(' ');
        }
        description.push_str(remark);
    };
    if member.optional {
        remark("May be absent.");
    }
    if let Some(example) = &member.example {
        let mut code = String::new();
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        escape::code(&mut code, &example, Place::Cell);
        remark(&format!("Example: {code}"));
    }
    let mut code = String::new();
    escape::code(&mut code, path, Place::Cell);
    Field { path: code, ty: shape_type(&member.shape), description }
}

fn shape_type(shape: &Shape) -> String {
    let (before, ty) = type_name(shape);
    let mut out = before.to_owned();
    escape::code(&mut out, &ty, Place::Cell);
    out
}

/// The type of a member in the registry language, and the word before it.
pub(in crate::targets) fn type_name(shape: &Shape) -> (&'static str, String) {
    let ty = match shape {
        Shape::Object { .. } => "object".to_owned(),
        Shape::Array(element) => match &**element {
            Shape::Object { .. } | Shape::Slot(Slot::Details) => "object[]".to_owned(),
            Shape::Type(Type { kind, nullable: false }) => format!("{kind}[]"),
            _ => "array".to_owned(),
        },
        Shape::Slot(Slot::Details) => Kind::Object.to_string(),
        Shape::Slot(Slot::StringDetails) => Kind::Map(Box::new(Kind::String)).to_string(),
        Shape::Slot(Slot::Status) => Kind::Integer.to_string(),
        Shape::Slot(_) => Kind::String.to_string(),
        Shape::Type(ty) => ty.to_string(),
        Shape::Constant(value) => return ("always ", value.to_string()),
    };
    ("", ty)
}

/// What a slot holds, for members without a description.
pub(in crate::targets) fn slot_meaning(slot: Slot) -> &'static str {
    match slot {
        Slot::Code => "The error code.",
        Slot::Message => "A human-readable message.",
        Slot::Title => "The title of the error.",
        Slot::Category => "The category of the error.",
        Slot::Status => "The HTTP status.",
        Slot::StatusString => "The HTTP status, as a string.",
        Slot::Grpc => "The name of the gRPC status code.",
        Slot::DocsUrl => "The URL of the code's entry in this reference.",
        Slot::Details | Slot::StringDetails => "The details of the error.",
    }
}
