//! A catalog.

use schemars::JsonSchema;
use serde::Serialize;

use super::code::Code;
use super::envelope::Envelope;
use super::field::Field;
use super::link::{Link, link};
use super::operation::Operation;
use super::section::{Group, Section};
use super::types::Type;
use super::word::Word;
use super::{names, source, texts};
use crate::model::{self, CodeType, Layout, Slot};

#[derive(Serialize, JsonSchema)]
pub struct Catalog<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The language of all texts, as a BCP 47 tag.
    language: &'a str,
    naming: Naming<'a>,
    docs: Docs<'a>,
    categories: Vec<Category<'a>>,
    /// The facts of its own that the catalog declares for its codes; `fields` of a code has the
    /// values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field<'a>>,
    statuses: Vec<StatusMeaning<'a>>,
    actions: Vec<Action<'a>>,
    /// The types of details that have names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    types: Vec<Type<'a>>,
    /// What identifies an error in a response, in the order in which clients look for it: `code` and
    /// `name` are members of the body, of which the name tells apart errors with the same code; `type`
    /// and `docs_url` hold a URI; `header` is that of `code_header`.
    identified_by: Vec<&'static str>,
    /// The header of a response that carries the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    code_header: Option<&'a str>,
    envelope: Envelope<'a>,
    /// The codes that every operation can return.
    raises: Vec<&'a str>,
    operations: Vec<Operation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handling: Option<Handling<'a>>,
    never_includes: Vec<&'a str>,
    related: Vec<Link<'a>>,
    retired: Vec<Retired<'a>>,
    groups: Vec<Group<'a>>,
    sections: Vec<Section<'a>>,
    codes: Vec<Code<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Naming<'a> {
    /// What goes over the wire as a code: `string` or `integer`.
    #[serde(rename = "type")]
    ty: Word<CodeType>,
    /// `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase`,
    /// `SCREAMING-KEBAB-CASE`, `dotted.case` or `none`.
    style: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    convention: Option<&'a str>,
    /// A regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
    exceptions: Vec<NamingException<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct NamingException<'a> {
    reason: &'a str,
    codes: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Docs<'a> {
    /// With the placeholders `{code}` and `{section}`, each with a case: `{code|lower}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// `one-page`, `page-per-section` or `page-per-code`.
    layout: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Category<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    status: &'a [u16],
}

#[derive(Serialize, JsonSchema)]
struct StatusMeaning<'a> {
    status: u16,
    meaning: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Action<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Handling<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    log: Vec<&'a str>,
    steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<Step<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Step<'a> {
    codes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Retired<'a> {
    code: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
}

impl<'a> Catalog<'a> {
    pub fn of(catalog: &'a model::Catalog) -> Catalog<'a> {
        let naming = &catalog.naming;
        let exception = |exception: &'a model::NamingException| NamingException {
            reason: exception.reason.source(),
            codes: names(catalog, &exception.codes),
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
            replaced_by: retired.replaced_by.map(|id| catalog[id].name.as_str()),
        };
        Catalog {
            types: catalog.types.iter().map(|own| Type::of(own)).collect(),
            id: &catalog.id,
            title: &catalog.title,
            description: source(catalog.description.as_ref()),
            language: &catalog.language,
            naming: Naming {
                ty: Word(naming.ty),
                style: naming.style.to_string(),
                convention: source(naming.convention.as_ref()),
                pattern: naming.pattern.as_deref(),
                exceptions: naming.exceptions.iter().map(exception).collect(),
            },
            docs: Docs {
                url: catalog.docs.url.as_ref().map(|url| url.template().as_str()),
                layout: layout(catalog.docs.layout),
            },
            categories: catalog.categories.iter().map(category).collect(),
            fields: catalog.fields.iter().map(Field::of).collect(),
            statuses: catalog.statuses.iter().map(meaning).collect(),
            actions: catalog.actions.iter().map(action).collect(),
            identified_by: identified_by(catalog),
            code_header: catalog.code_header.as_deref(),
            envelope: Envelope::of(catalog),
            raises: names(catalog, &catalog.raises),
            operations: catalog.operations.iter().map(|of| Operation::of(catalog, of)).collect(),
            handling: catalog.handling.as_ref().map(|handling| Handling {
                description: source(handling.description.as_ref()),
                log: texts(&handling.log),
                steps: handling.steps.iter().map(|of| step(catalog, of)).collect(),
                otherwise: handling.otherwise.as_ref().map(|of| step(catalog, of)),
            }),
            never_includes: texts(&catalog.never_includes),
            related: catalog.related.iter().map(link).collect(),
            retired: catalog.retired.iter().map(retired).collect(),
            groups: catalog.groups.iter().map(Group::of).collect(),
            sections: catalog.sections.iter().map(|of| Section::of(catalog, of)).collect(),
            codes: catalog.codes.iter().map(|code| Code::of(catalog, code)).collect(),
        }
    }
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::OnePage => "one-page",
        Layout::PagePerSection => "page-per-section",
        Layout::PagePerCode => "page-per-code",
    }
}

fn step<'a>(catalog: &'a model::Catalog, step: &'a model::Step) -> Step<'a> {
    Step {
        codes: names(catalog, &step.codes),
        action: step.action.map(|id| catalog[id].id.as_str()),
        note: source(step.note.as_ref()),
    }
}

/// What identifies an error, in the order in which clients look for it.
fn identified_by(catalog: &model::Catalog) -> Vec<&'static str> {
    let shape = &catalog.envelope.shape;
    let code = shape.has(Slot::Code).then_some("code");
    let name = shape.identifying_name().map(|_| "name");
    let uri = catalog.problem_types().map(|(slot, _)| match slot {
        Slot::Type => "type",
        _ => "docs_url",
    });
    let header = catalog.code_header.as_ref().map(|_| "header");
    [code, name, uri, header].into_iter().flatten().collect()
}
