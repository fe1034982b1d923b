//! A catalog.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::{Code, Codes};
use super::envelope::Envelope;
use super::field::Field;
use super::link::{Link, link};
use super::operation::Operation;
use super::section::{Group, Section};
use super::types::Type;
use super::word::Word;
use super::{is_false, names, source, text, texts};
use crate::model::{self, CaseStyle, CodeType, Layout, Slot};

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Catalog<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// The language of all texts, as a BCP 47 tag.
    pub(crate) language: Cow<'a, str>,
    pub(crate) naming: Naming<'a>,
    pub(crate) docs: Docs<'a>,
    pub(crate) categories: Vec<Category<'a>>,
    /// The facts of its own that the catalog declares for its codes; `fields` of a code has the
    /// values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) statuses: Vec<StatusMeaning<'a>>,
    pub(crate) actions: Vec<Action<'a>>,
    /// The types of details that have names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) types: Vec<Type<'a>>,
    /// What identifies an error in a response, in the order in which clients look for it: `code` and
    /// `name` are members of the body, of which the name tells apart errors with the same code; `type`
    /// and `docs_url` hold a URI; `header` is that of `code_header`.
    #[serde(default)]
    pub(crate) identified_by: Vec<Cow<'a, str>>,
    /// The header of a response that carries the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code_header: Option<Cow<'a, str>>,
    pub(crate) envelope: Envelope<'a>,
    /// The codes that every operation can return.
    pub(crate) raises: Vec<Cow<'a, str>>,
    pub(crate) operations: Vec<Operation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handling: Option<Handling<'a>>,
    pub(crate) never_includes: Vec<Cow<'a, str>>,
    pub(crate) related: Vec<Link<'a>>,
    pub(crate) retired: Vec<Retired<'a>>,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) sections: Vec<Section<'a>>,
    #[schemars(with = "Vec<Code<'a>>")]
    pub(crate) codes: Codes<'a>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Naming<'a> {
    /// What goes over the wire as a code: `string` or `integer`.
    #[serde(rename = "type")]
    pub(crate) ty: Word<CodeType>,
    /// `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase`,
    /// `SCREAMING-KEBAB-CASE`, `dotted.case` or `none`.
    pub(crate) style: Word<CaseStyle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) convention: Option<Cow<'a, str>>,
    /// A regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pattern: Option<Cow<'a, str>>,
    /// What stands between the code of an error and the rest of those of its cases, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) join: Option<Cow<'a, str>>,
    pub(crate) exceptions: Vec<NamingException<'a>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct NamingException<'a> {
    pub(crate) reason: Cow<'a, str>,
    pub(crate) codes: Vec<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Docs<'a> {
    /// With the placeholders `{code}` and `{section}`, each with a case: `{code|lower}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Cow<'a, str>>,
    /// `one-page`, `page-per-section` or `page-per-code`.
    pub(crate) layout: Word<Layout>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Category<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    pub(crate) status: Cow<'a, [u16]>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct StatusMeaning<'a> {
    pub(crate) status: u16,
    pub(crate) meaning: Cow<'a, str>,
    /// The headers that every error with this status carries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) headers: Vec<Cow<'a, str>>,
    /// Whether every error with this status says whether and when to try again.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) retry: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Action<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    pub(crate) description: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Handling<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    pub(crate) log: Vec<Cow<'a, str>>,
    pub(crate) steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) otherwise: Option<Step<'a>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Step<'a> {
    pub(crate) codes: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Retired<'a> {
    pub(crate) code: Cow<'a, str>,
    pub(crate) reason: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced_by: Option<Cow<'a, str>>,
}

impl<'a> Catalog<'a> {
    pub fn of(catalog: &'a model::Catalog) -> Catalog<'a> {
        let naming = &catalog.naming;
        let exception = |exception: &'a model::NamingException| NamingException {
            reason: exception.reason.source().into(),
            codes: names(catalog, &exception.codes),
        };
        let category = |category: &'a model::Category| Category {
            id: (&category.id).into(),
            title: (&category.title).into(),
            description: source(category.description.as_ref()),
            status: (&category.status).into(),
        };
        let meaning = |meaning: &'a model::StatusMeaning| StatusMeaning {
            status: meaning.status,
            meaning: meaning.meaning.source().into(),
            headers: meaning.headers.iter().map(Cow::from).collect(),
            retry: meaning.retry,
        };
        let action = |action: &'a model::Action| Action {
            id: (&action.id).into(),
            title: (&action.title).into(),
            description: action.description.source().into(),
        };
        let retired = |retired: &'a model::Retired| Retired {
            code: (&retired.code).into(),
            reason: retired.reason.source().into(),
            since: text(retired.since.as_ref()),
            replaced_by: retired.replaced_by.map(|id| (&catalog[id].name).into()),
        };
        Catalog {
            types: catalog.types.iter().map(|own| Type::of(own)).collect(),
            id: (&catalog.id).into(),
            title: (&catalog.title).into(),
            description: source(catalog.description.as_ref()),
            language: (&catalog.language).into(),
            naming: Naming {
                ty: Word(naming.ty),
                style: Word(naming.style),
                convention: source(naming.convention.as_ref()),
                pattern: text(naming.pattern.as_ref()),
                join: text(catalog.has_families().then_some(&naming.join)),
                exceptions: naming.exceptions.iter().map(exception).collect(),
            },
            docs: Docs {
                url: catalog.docs.url.as_ref().map(|url| url.template().as_str().into()),
                layout: Word(catalog.docs.layout),
            },
            categories: catalog.categories.iter().map(category).collect(),
            fields: catalog.fields.iter().map(Field::of).collect(),
            statuses: catalog.statuses.iter().map(meaning).collect(),
            actions: catalog.actions.iter().map(action).collect(),
            identified_by: identified_by(catalog),
            code_header: text(catalog.code_header.as_ref()),
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
            codes: Codes::of(catalog),
        }
    }
}

fn step<'a>(catalog: &'a model::Catalog, step: &'a model::Step) -> Step<'a> {
    Step {
        codes: names(catalog, &step.codes),
        action: step.action.map(|id| (&catalog[id].id).into()),
        note: source(step.note.as_ref()),
    }
}

/// What identifies an error, in the order in which clients look for it.
fn identified_by<'a>(catalog: &model::Catalog) -> Vec<Cow<'a, str>> {
    let shape = &catalog.envelope.shape;
    let code = shape.has(Slot::Code).then_some("code");
    let name = shape.identifying_name().map(|_| "name");
    let uri = catalog.problem_types().map(|(slot, _)| match slot {
        Slot::Type => "type",
        _ => "docs_url",
    });
    let header = catalog.code_header.as_ref().map(|_| "header");
    [code, name, uri, header].into_iter().flatten().map(Cow::Borrowed).collect()
}
