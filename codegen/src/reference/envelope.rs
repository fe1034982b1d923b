//! What a catalog says of the body of an error response.

use super::{
    Block, Fact, Listing, Phrase, Source, Table, code as as_code, column, heading, series, text,
    words,
};
use crate::example::{Content, of_envelope, response};
use crate::model::{Catalog, Envelope, Field, Kind, Member, Shape, Slot, Type, display_path};

/// An example of the body, and its fields.
pub(crate) fn envelope(catalog: &Catalog) -> Vec<Block<'_>> {
    let Envelope { content_types, description, shape } = &catalog.envelope;
    let mut blocks = vec![heading("envelope", "What an error response looks like")];
    if let Some(description) = description {
        blocks.push(Block::Paragraph(vec![text(description)]));
    }
    let mut told = vec![words("The content type is ")];
    told.extend(series(content_types.iter().map(|known| vec![as_code(known)]), "or"));
    told.push(words("."));
    blocks.push(Block::Paragraph(told));
    let example = of_envelope(catalog).map(|code| response(catalog, code).content);
    if let Some(Content::Body(body)) = example {
        let title = Fact::Response.label().into();
        blocks.push(Block::Listing(Listing { title, source: Source::Json(body) }));
    }
    let mut rows = Vec::new();
    for (path, member) in shape.members() {
        let is_told_by_members = matches!(member.shape, Shape::Object { .. } | Shape::Array(_))
            && member.description.is_none()
            && !member.optional;
        if !is_told_by_members {
            rows.push(row(catalog, display_path(&path), member));
        }
    }
    rows.extend(among_members(shape).into_iter().map(|path| {
        let about = "A detail of the error, under its own name.";
        vec![vec![as_code(path)], vec![as_code("any")], vec![words(about)]]
    }));
    if !rows.is_empty() {
        let columns = ["Field", "Type", "Description"].map(column).to_vec();
        blocks.push(Block::Table(Table { title: "Fields of the body".into(), columns, rows }));
    }
    blocks
}

/// The paths of details that are members of an object next to others, with `*` for their names.
fn among_members(shape: &Shape) -> Vec<String> {
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

fn row<'a>(catalog: &'a Catalog, path: String, member: &'a Member) -> Vec<Phrase<'a>> {
    let Member { name: _, shape, description, optional, or_null, example } = member;
    let mut about: Phrase<'a> = match (description, shape) {
        (Some(description), _) => vec![text(description)],
        (None, Shape::Slot(Slot::Field(id))) => of_field(&catalog[*id]),
        (None, Shape::Slot(Slot::Name)) => vec![words(of_name(catalog))],
        (None, Shape::Slot(slot)) => vec![words(meaning(*slot))],
        (None, _) => Vec::new(),
    };
    let mut remark = |phrase: Phrase<'a>| {
        if !about.is_empty() {
            about.push(words(" "));
        }
        about.extend(phrase);
    };
    if *optional {
        remark(vec![words("May be absent.")]);
    }
    if *or_null {
        remark(vec![words("Null if the code has none.")]);
    }
    if let Some(example) = example {
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        remark(vec![words("Example: "), as_code(example)]);
    }
    vec![vec![as_code(path)], ty(catalog, shape, *or_null), about]
}

/// What the name of an error tells.
fn of_name(catalog: &Catalog) -> &'static str {
    let shape = &catalog.envelope.shape;
    let sharing = catalog.distinct_codes().count() < catalog.codes.len();
    match shape.identifying_name() {
        Some(_) if !shape.has(Slot::Code) => "The name of the error, which identifies it.",
        Some(_) if sharing => "The name of the error, which tells apart errors with the same code.",
        _ => meaning(Slot::Name),
    }
}

/// What a declared field holds, in the words of its declaration.
fn of_field(field: &Field) -> Phrase<'_> {
    match &field.description {
        Some(description) => vec![text(description)],
        None => vec![words(format!("{}.", field.title))],
    }
}

/// The type of a member in the registry language.
fn ty(catalog: &Catalog, shape: &Shape, or_null: bool) -> Phrase<'static> {
    let ty = match shape {
        Shape::Object { .. } => "object".to_owned(),
        Shape::Array(element) => match &**element {
            Shape::Object { .. } | Shape::Slot(Slot::Details) => "object[]".to_owned(),
            Shape::Type(Type { kind, nullable: false }) => format!("{kind}[]"),
            _ => "array".to_owned(),
        },
        Shape::Slot(Slot::DocsUrl) => Kind::String.to_string(),
        Shape::Slot(slot) => {
            let kind = catalog.kind(*slot);
            Type { kind, nullable: or_null }.to_string()
        }
        Shape::Type(ty) => ty.to_string(),
        Shape::Constant(value) => return vec![words("always "), as_code(value.to_string())],
    };
    vec![as_code(ty)]
}

/// What a slot holds, for members without a description.
fn meaning(slot: Slot) -> &'static str {
    match slot {
        Slot::Code => "The error code.",
        Slot::Name => "The name of the error.",
        Slot::Description => "What happened.",
        Slot::Cause => "Why it happens.",
        Slot::Resolution => "What to do about it.",
        Slot::Retry => "Whether and when to try again.",
        Slot::RetryBoolean => "Whether the same request may be sent again.",
        Slot::Action => "What the client is told to do.",
        Slot::Arguments => "What the message says of this occurrence.",
        Slot::Field(_) => "A fact about the code.",
        Slot::Type => "The URI that identifies the problem.",
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
