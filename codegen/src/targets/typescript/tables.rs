//! The contexts of the templates of a catalog's data, its metadata, and its reference.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use minijinja::context;
use serde::Serialize;
use serde_json::Value;

use crate::model::{self, Catalog, Code, CodeType, Delivery, Slot, Text, Url, Vocabulary};
use crate::output::HEADER;
use crate::targets::RenderError;

use super::literal::{self, INDENT};
use super::{advice, body, reader, types};

/// The column of the members of an object.
const MEMBER: usize = INDENT.len();

/// What the data, the metadata and the functions of a catalog are rendered from.
pub(super) fn data<'a>(catalog: &'a Catalog) -> Result<minijinja::Value, RenderError> {
    let codes = catalog.distinct_codes();
    // Of a code with several names, the first is that of the error that clients take it for.
    let sharing = catalog.codes.iter().enumerate();
    let found: BTreeSet<usize> = catalog.found_by_code().into_iter().collect();
    let sharing = sharing.filter(|(at, _)| !found.contains(at)).map(|(_, code)| code);
    let names = codes.clone().chain(sharing).map(|code| (&code.name, code.code.to_json()));
    let name = catalog.envelope.shape.identifying_name().map(|path| reader::steps(&path));
    let former_names = catalog.former_names().into_iter();
    let former_names = former_names.map(|(former, id)| (former, catalog[id].name.as_str()));
    let path_to = |slot| {
        let path = reader::path_to(catalog, slot);
        path.map(|path| literal::of(&path, MEMBER, "message: ".len())).transpose()
    };
    let metadata = codes.clone().map(|code| (code.code.text(), facts(code, catalog)));
    let identity = catalog.problem_types().map(|(slot, path)| (slot, reader::steps(&path)));
    let uri = |code: &'a Code| code.uri_in(identity.as_ref()?.0);
    let details = reader::details(catalog);
    let numbers = details.iter().flat_map(|(_, numbers)| numbers).map(usize::to_string);
    let former = catalog.former_codes();
    let aliases = former.iter().map(|(alias, id)| (alias.text(), catalog[*id].code.to_json()));
    let handling = catalog.handling.as_ref().map(|order| handling(order, catalog));
    let handling = handling.map(|order| literal::of(&order, 0, "export const handling = ".len()));
    let actions = catalog.actions.iter().map(|action| action.id.as_str());
    Ok(context! {
        header => HEADER,
        id => literal::string(&catalog.id),
        class => types::class(catalog),
        codes => literal::array(codes.map(|code| literal::code(&code.code)), 0),
        code_type => types::code(catalog),
        any_code => types::any_code(catalog),
        code => path_to(Slot::Code)?,
        message => path_to(Slot::Message)?,
        name => name.map(|path| literal::of(&path, MEMBER, "name: ".len())).transpose()?,
        former_names => literal::members(former_names, 2 * MEMBER)?,
        type => identity.as_ref().map(|(_, path)| literal::of(path, MEMBER, 6)).transpose()?,
        types => advice::types(catalog, uri)?,
        code_header => catalog.code_header.as_deref().map(literal::string),
        aliases => literal::members(aliases, 2 * MEMBER)?,
        details => details
            .as_ref()
            .map(|(lists, _)| literal::of(lists, MEMBER, "details: ".len()))
            .transpose()?,
        details_of => literal::flow(numbers, MEMBER, MEMBER),
        logged => literal::members(body::logged(catalog), 2 * MEMBER)?,
        request_id => advice::request_id(catalog)
            .map(|path| literal::of(&path, MEMBER, "requestId: ".len()))
            .transpose()?,
        retries => advice::retries(catalog).map(|letters| literal::string(&letters)),
        docs_url => path_to(Slot::DocsUrl)?,
        docs => advice::docs(catalog)?,
        parents => parents(catalog)?,
        join => join(catalog).map(literal::string),
        names => literal::members(names, 2 * MEMBER)?,
        metadata => literal::members(metadata, MEMBER)?,
        handling => handling.transpose()?,
        redirect => types::has_redirect(catalog),
        categories => !catalog.categories.is_empty(),
        fields => (!catalog.fields.is_empty()).then(|| types::fields(catalog)),
        actions => (!catalog.actions.is_empty()).then(|| literal::union(actions, 0)),
    })
}

/// The code that each code is a case of; none if the catalog has no families.
fn parents(catalog: &Catalog) -> Result<Option<String>, RenderError> {
    let pairs = catalog.distinct_codes().filter_map(|code| Some((code, code.parent?)));
    let pairs = pairs.map(|(code, parent)| (code.code.text(), catalog[parent].code.to_json()));
    Ok(catalog.has_families().then(|| literal::members(pairs, 2 * MEMBER)).transpose()?)
}

/// What stands between the code of a family and the rest of those of its cases, so that new cases are
/// known by it.
pub(super) fn join(catalog: &Catalog) -> Option<&str> {
    let joins = catalog.has_families() && catalog.naming.ty == CodeType::String;
    Some(catalog.naming.join.as_str()).filter(|join| joins && !join.is_empty())
}

/// What the reference is rendered from.
pub(super) fn reference(catalog: &Catalog) -> Result<minijinja::Value, RenderError> {
    let mut elsewhere = elsewhere(catalog);
    let rows = catalog.found_by_code().into_iter().map(|at| {
        let code = &catalog.codes[at];
        (code.code.text(), entry(code, std::mem::take(&mut elsewhere[at])))
    });
    let sections = catalog
        .sections
        .iter()
        .map(|section| (&section.id, term(&section.title, section.description.as_ref())));
    let categories = catalog
        .categories
        .iter()
        .map(|category| (&category.id, term(&category.title, category.description.as_ref())));
    let actions = catalog
        .actions
        .iter()
        .map(|action| (&action.id, term(&action.title, Some(&action.description))));
    let statuses =
        catalog.statuses.iter().map(|status| (status.status.to_string(), status.meaning.source()));
    Ok(context! {
        header => HEADER,
        any_code => types::any_code(catalog),
        reference => literal::members(rows, MEMBER)?,
        sections => literal::members(sections, MEMBER)?,
        categories => literal::members(categories, MEMBER)?,
        actions => literal::members(actions, MEMBER)?,
        statuses => literal::members(statuses, MEMBER)?,
    })
}

/// `Metadata` of the runtime.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts<'a> {
    /// If it is not the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    section: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<serde_json::Value>,
    status: &'a [u16],
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grpc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Deprecated<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<BTreeMap<&'a str, &'a serde_json::Value>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Deprecated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<Value>,
}

fn facts<'a>(code: &'a Code, catalog: &'a Catalog) -> Facts<'a> {
    Facts {
        name: code.is_renamed().then_some(code.name.as_str()),
        section: &catalog[code.section].id,
        parent: code.parent.map(|id| catalog[id].code.to_json()),
        status: &code.status,
        category: code.category.map(|id| &*catalog[id].id),
        retry: code.retry.map(Vocabulary::word),
        action: code.action.map(|id| &*catalog[id].id),
        docs_url: code.docs_url.as_ref().map(Url::as_str),
        grpc: code.grpc.map(|grpc| grpc.name),
        delivery: (code.delivery == Delivery::Redirect).then_some("redirect"),
        since: code.since.as_deref(),
        deprecated: code.deprecated.as_ref().map(|deprecated| Deprecated {
            since: deprecated.since.as_deref(),
            replaced_by: deprecated.replaced_by.map(|id| catalog[id].code.to_json()),
        }),
        fields: (!catalog.fields.is_empty())
            .then(|| code.fields.iter().map(|(id, value)| (&*catalog[*id].name, value)).collect()),
    }
}

/// `Handling` of the runtime.
#[derive(Serialize)]
struct Handling<'a> {
    steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<Step<'a>>,
}

/// `Step` of the runtime.
#[derive(Serialize)]
struct Step<'a> {
    codes: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
}

fn handling<'a>(handling: &'a model::Handling, catalog: &'a Catalog) -> Handling<'a> {
    let step = |step: &'a model::Step| Step {
        codes: catalog.codes_at(&step.codes).map(|code| code.code.to_json()).collect(),
        action: step.action.map(|id| &*catalog[id].id),
    };
    Handling {
        steps: handling.steps.iter().map(step).collect(),
        otherwise: handling.otherwise.as_ref().map(step),
    }
}

/// `Reference` of the runtime.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    description: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Elsewhere<'a>>,
}

/// `ReferenceLink` of the runtime.
#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// `Elsewhere` of the runtime.
#[derive(Serialize)]
struct Elsewhere<'a> {
    section: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<String>,
}

/// `ReferenceTerm` of the runtime.
#[derive(Serialize)]
struct Term<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

fn entry<'a>(code: &'a Code, elsewhere: Vec<Elsewhere<'a>>) -> Entry<'a> {
    let deprecated = code.deprecated.as_ref();
    let (cause, resolution) = code.advice(|text| text.source().to_owned());
    Entry {
        title: &code.title,
        description: code
            .description
            .as_ref()
            .map_or_else(|| code.summary().into(), |text| text.source().into()),
        cause,
        resolution,
        message: code.message.as_ref().map(|message| message.source.as_str()),
        notes: code.notes.iter().map(Text::source).collect(),
        deprecated: source(deprecated.and_then(|deprecated| deprecated.note.as_ref())),
        links: code.links.iter().map(link).collect(),
        elsewhere,
    }
}

fn link(link: &model::Link) -> Link<'_> {
    Link {
        title: &link.title,
        description: source(link.description.as_ref()),
        url: link.url.as_deref(),
    }
}

/// What sections say about codes that they list but do not define, by the index of the code.
fn elsewhere(catalog: &Catalog) -> Vec<Vec<Elsewhere<'_>>> {
    let mut elsewhere: Vec<_> = catalog.codes.iter().map(|_| Vec::new()).collect();
    for section in &catalog.sections {
        for listed in &section.entries {
            let Some(reference) = &listed.reference else { continue };
            let (cause, resolution) = reference.advice(|text| text.source().to_owned());
            elsewhere[listed.code.index()].push(Elsewhere {
                section: &section.id,
                description: source(reference.description.as_ref()),
                cause,
                resolution,
            });
        }
    }
    elsewhere
}

fn term<'a>(title: &'a str, description: Option<&'a Text>) -> Term<'a> {
    Term { title, description: source(description) }
}

fn source(text: Option<&Text>) -> Option<&str> {
    text.map(Text::source)
}
