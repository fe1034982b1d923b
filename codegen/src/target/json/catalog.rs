//! A catalog and its sections.

use serde::Serialize;
use serde_json::Value;

use super::code::{Code, Header};
use super::{source, texts};
use crate::model::{self, Layout, Shape, Slot};

#[derive(Serialize)]
pub struct Catalog<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    naming: Naming<'a>,
    docs: Docs<'a>,
    categories: Vec<Category<'a>>,
    statuses: Vec<StatusMeaning<'a>>,
    actions: Vec<Action<'a>>,
    envelope: Envelope<'a>,
    /// Codes that every operation can return.
    raises: Vec<&'a str>,
    operations: Vec<Operation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handling: Option<Handling<'a>>,
    never_includes: Vec<&'a str>,
    related: Vec<Link<'a>>,
    retired: Vec<Retired<'a>>,
    sections: Vec<Section<'a>>,
    codes: Vec<Code<'a>>,
}

#[derive(Serialize)]
struct Naming<'a> {
    /// `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase` or `PascalCase`.
    style: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    convention: Option<&'a str>,
    /// A regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
    exceptions: Vec<NamingException<'a>>,
}

#[derive(Serialize)]
struct NamingException<'a> {
    reason: &'a str,
    codes: &'a [String],
}

#[derive(Serialize)]
struct Docs<'a> {
    /// With the placeholders `{code}` and `{section}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// `one-page`, `page-per-section` or `page-per-code`.
    layout: &'static str,
}

#[derive(Serialize)]
struct Category<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    status: &'a [u16],
}

#[derive(Serialize)]
struct StatusMeaning<'a> {
    status: u16,
    meaning: &'a str,
}

#[derive(Serialize)]
struct Action<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
}

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    content_type: &'a str,
    shape: ShapeNode<'a>,
}

/// A part of the body; `kind` tells which of the other members it has.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ShapeNode<'a> {
    Object {
        members: Vec<Member<'a>>,
        /// Whether the details of the error are members too.
        #[serde(skip_serializing_if = "is_false")]
        details: bool,
    },
    Array {
        element: Box<ShapeNode<'a>>,
    },
    /// Filled from the code: `code`, `message`, `title`, `category`, `status`, `status<string>`,
    /// `grpc`, `docs_url`, `details`, `details<string>`.
    Slot {
        slot: &'static str,
    },
    /// Filled by the service.
    Type {
        #[serde(rename = "type")]
        ty: String,
        nullable: bool,
    },
    Constant {
        value: &'a Value,
    },
}

#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    /// Whether the member may be absent.
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Value>,
    shape: ShapeNode<'a>,
}

#[derive(Serialize)]
struct Operation<'a> {
    /// Its `operationId`, or its method and path where it has none.
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Request<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The codes that it can return beside those of every operation.
    raises: Vec<&'a str>,
}

#[derive(Serialize)]
struct Request<'a> {
    method: &'static str,
    /// With placeholders between braces.
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<RequestExample<'a>>,
}

#[derive(Serialize)]
struct RequestExample<'a> {
    path: &'a str,
    headers: Vec<Header>,
    /// A text is sent as it stands, anything else as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a Value>,
}

#[derive(Serialize)]
struct Handling<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    log: Vec<&'a str>,
    steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    codes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Link<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Retired<'a> {
    code: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    sources: Vec<&'a str>,
    entries: Vec<Entry<'a>>,
    tables: Vec<Table<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    /// There where another section defines the code; what this section says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<Reference<'a>>,
}

#[derive(Serialize)]
struct Reference<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<&'a str>,
}

#[derive(Serialize)]
struct Table<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    columns: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

impl<'a> Catalog<'a> {
    pub fn of(catalog: &'a model::Catalog) -> Catalog<'a> {
        let naming = &catalog.naming;
        let exception = |exception: &'a model::NamingException| NamingException {
            reason: exception.reason.source(),
            codes: &exception.codes,
        };
        let category = |category: &'a model::Category| Category {
            id: &category.id,
            title: &category.title,
            description: source(category.description.as_ref()),
            status: &category.status,
        };
        let meaning = |meaning: &'a model::StatusMeaning| StatusMeaning {
            status: meaning.status,
            meaning: meaning.meaning.source(),
        };
        let action = |action: &'a model::Action| Action {
            id: &action.id,
            title: &action.title,
            description: action.description.source(),
        };
        let retired = |retired: &'a model::Retired| Retired {
            code: &retired.code,
            reason: retired.reason.source(),
            since: retired.since.as_deref(),
            replaced_by: retired.replaced_by.as_deref(),
        };
        Catalog {
            id: &catalog.id,
            title: &catalog.title,
            description: source(catalog.description.as_ref()),
            naming: Naming {
                style: naming.style.to_string(),
                convention: source(naming.convention.as_ref()),
                pattern: naming.pattern.as_deref(),
                exceptions: naming.exceptions.iter().map(exception).collect(),
            },
            docs: Docs { url: catalog.docs.url.as_deref(), layout: layout(catalog.docs.layout) },
            categories: catalog.categories.iter().map(category).collect(),
            statuses: catalog.statuses.iter().map(meaning).collect(),
            actions: catalog.actions.iter().map(action).collect(),
            envelope: Envelope {
                description: source(catalog.envelope.description.as_ref()),
                content_type: &catalog.envelope.content_type,
                shape: shape(&catalog.envelope.shape),
            },
            raises: names(catalog, &catalog.raises),
            operations: catalog.operations.iter().map(|of| operation(catalog, of)).collect(),
            handling: catalog.handling.as_ref().map(|handling| Handling {
                description: source(handling.description.as_ref()),
                log: texts(&handling.log),
                steps: handling.steps.iter().map(step).collect(),
                otherwise: handling.otherwise.as_ref().map(step),
            }),
            never_includes: texts(&catalog.never_includes),
            related: catalog.related.iter().map(link).collect(),
            retired: catalog.retired.iter().map(retired).collect(),
            sections: catalog.sections.iter().map(|of| section(catalog, of)).collect(),
            codes: catalog.codes.iter().map(|code| Code::of(catalog, code)).collect(),
        }
    }
}

pub fn link(link: &model::Link) -> Link<'_> {
    Link {
        title: &link.title,
        description: source(link.description.as_ref()),
        url: link.url.as_deref(),
    }
}

fn names<'a>(catalog: &'a model::Catalog, codes: &'a [usize]) -> Vec<&'a str> {
    catalog.codes_at(codes).map(|code| code.code.as_str()).collect()
}

fn operation<'a>(catalog: &'a model::Catalog, operation: &'a model::Operation) -> Operation<'a> {
    let header = |(name, value): &(String, String)| Header::new(name, value);
    let example = |example: &'a model::RequestExample| RequestExample {
        path: &example.path,
        headers: example.headers.iter().map(header).collect(),
        body: example.body.as_ref(),
    };
    Operation {
        id: &operation.id,
        request: operation.request.as_ref().map(|request| Request {
            method: request.method,
            path: &request.path,
            example: request.example.as_ref().map(example),
        }),
        description: source(operation.description.as_ref()),
        raises: names(catalog, &operation.codes),
    }
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::OnePage => "one-page",
        Layout::PagePerSection => "page-per-section",
        Layout::PagePerCode => "page-per-code",
    }
}

fn shape(of: &Shape) -> ShapeNode<'_> {
    match of {
        Shape::Object { members, details } => {
            ShapeNode::Object { members: members.iter().map(member).collect(), details: *details }
        }
        Shape::Array(element) => ShapeNode::Array { element: Box::new(shape(element)) },
        Shape::Slot(slot) => ShapeNode::Slot {
            slot: match slot {
                Slot::Code => "code",
                Slot::Message => "message",
                Slot::Title => "title",
                Slot::Category => "category",
                Slot::Status => "status",
                Slot::StatusString => "status<string>",
                Slot::Grpc => "grpc",
                Slot::DocsUrl => "docs_url",
                Slot::Details => "details",
                Slot::StringDetails => "details<string>",
            },
        },
        Shape::Type(ty) => ShapeNode::Type { ty: ty.kind.to_string(), nullable: ty.nullable },
        Shape::Constant(value) => ShapeNode::Constant { value },
    }
}

fn member(member: &model::Member) -> Member<'_> {
    Member {
        name: &member.name,
        optional: member.optional,
        description: source(member.description.as_ref()),
        example: member.example.as_ref(),
        shape: shape(&member.shape),
    }
}

fn step(step: &model::Step) -> Step<'_> {
    Step { codes: &step.codes, action: step.action.as_deref(), note: source(step.note.as_ref()) }
}

fn section<'a>(catalog: &'a model::Catalog, section: &'a model::Section) -> Section<'a> {
    let reference = |reference: &'a model::Reference| Reference {
        description: source(reference.description.as_ref()),
        cause: source(reference.cause.as_ref()),
        resolution: source(reference.resolution.as_ref()),
    };
    let entries = catalog.codes_in(section).map(|(code, entry)| Entry {
        code: &code.code,
        reference: entry.reference.as_ref().map(reference),
    });
    let table = |table: &'a model::Table| Table {
        title: &table.title,
        description: source(table.description.as_ref()),
        columns: texts(&table.columns),
        rows: table.rows.iter().map(|row| texts(row)).collect(),
    };
    Section {
        id: &section.id,
        title: &section.title,
        group: section.group.as_deref(),
        description: source(section.description.as_ref()),
        sources: texts(&section.sources),
        entries: entries.collect(),
        tables: section.tables.iter().map(table).collect(),
        notes: texts(&section.notes),
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
