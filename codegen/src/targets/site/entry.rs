//! The page of a code.

use std::fmt::Write;

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::{Prose, anchor, code as as_code, coloured, escape, has_title, json, safe};
use super::place::Places;
use super::retry_label;
use crate::example::{self, Content, Request};
use crate::model::{
    Catalog, Code, Delivery, Detail, Place as Travels, Retired, Retry, display_path,
};
use crate::status;
use crate::targets::RenderError;
use crate::targets::markdown::entry::{line, remarks, statuses};
use crate::targets::markdown::pages::link;
use crate::text::Text;
use crate::words::series;

/// Renders the page of a code; `listed` are the sections that list it by reference.
pub(super) fn page(
    environment: &Environment<'_>,
    places: &Places<'_>,
    index: usize,
    listed: &[usize],
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = places.catalog;
    let code = &catalog.codes[index];
    let page = &places.of_code(code);
    let prose = Prose { places, page, own: Some(&code.code) };
    let neighbour = |code: &Code| {
        context! { href => places.to_code(page, code), code => code.code.clone() }
    };
    let action = code.action.as_deref().and_then(|action| catalog.action(action));
    let (caption, html) = response(catalog, code);
    let context = context! {
        statuses => places.statuses(code),
        retry => code.retry.map(|retry| context! {
            label => retry_label(retry),
            sentence => safe(prose.inline(&Text::new(retry.sentence()))),
        }),
        deprecated => code.deprecated.as_ref().map(|deprecated| context! {
            since => deprecated.since.clone(),
            instead => deprecated.replaced_by.as_deref().map(|code| safe(prose.code(code))),
            note => prose.optional(deprecated.note.as_ref()),
        }),
        docs_url => code.docs_url.as_deref().unwrap_or_default(),
        description => prose.block(&code.description),
        cause => prose.optional(code.cause.as_ref()),
        resolution => prose.optional(code.resolution.as_ref()),
        action => action.map(|action| context! {
            href => prose.to_guide("action", &action.id),
            title => action.title.clone(),
            description => safe(prose.inline(&action.description)),
        }),
        request => example::request(catalog, code).map(|of| safe(request(&of))),
        example => context! { caption, html => safe(html) },
        details => code.details.iter().map(|of| detail(prose, code.delivery, of)).collect::<Vec<_>>(),
        examples => code.examples.iter().map(|example| context! {
            title => example.title.clone(),
            language => example.language.clone().unwrap_or_default(),
            code => example.code.clone(),
        }).collect::<Vec<_>>(),
        notes => prose.lines(&code.notes),
        replaces => catalog.retired.iter().filter(|retired| {
            retired.replaced_by.as_ref() == Some(&code.code)
        }).map(|retired| replaced(prose, retired)).collect::<Vec<_>>(),
        links => code.links.iter().map(|link| prose.link(link)).collect::<Vec<_>>(),
        facts => facts(prose, code, listed),
        before => index.checked_sub(1).map(|at| neighbour(&catalog.codes[at])),
        after => catalog.codes.get(index + 1).map(neighbour),
        ..chrome
    };
    Ok(environment.get_template("code")?.render(context)?)
}

/// Why a code was replaced by this one, and the anchor that its old page leads to.
fn replaced(prose: Prose<'_>, retired: &Retired) -> Value {
    let mut text = as_code(&retired.code);
    text.push_str(", retired");
    if let Some(since) = &retired.since {
        text.push_str(" since ");
        escape(&mut text, since);
    }
    let _ = write!(text, ": {}", prose.inline(&retired.reason));
    context! { id => format!("_replaces-{}", retired.code), text => safe(text) }
}

fn facts(prose: Prose<'_>, code: &Code, listed: &[usize]) -> Vec<[Value; 2]> {
    let mut facts: Vec<[Value; 2]> = Vec::new();
    let mut fact = |name: &str, html: String| facts.push([Value::from(name), safe(html)]);
    let plain = |text: &str| {
        let mut out = String::new();
        escape(&mut out, text);
        out
    };
    if prose.places.twins.has_statuses {
        fact("Status", statuses(code));
    }
    fact("Section", prose.sections(&[code.section]));
    if code.everywhere || !code.operations.is_empty() {
        fact("Returned by", prose.operations(code));
    }
    if !listed.is_empty() {
        fact("Also listed in", prose.sections(listed));
    }
    if has_title(code) {
        fact("Title", plain(&code.title));
    }
    if let Some(message) = &code.message {
        fact("Message", as_code(&message.source));
    }
    if let Some(category) = &code.category {
        fact("Category", anchor(&prose.to_guide("category", category), category));
    }
    if code.delivery == Delivery::Redirect {
        fact("Delivery", "in the query of a redirect, not in a body".to_owned());
    }
    if let Some(grpc) = code.grpc {
        fact("gRPC", format!("<code>{}</code> ({})", grpc.name, grpc.number));
    }
    if let Some(since) = &code.since {
        fact("Since", plain(since));
    }
    if !code.aliases.is_empty() {
        let names: Vec<String> = code.aliases.iter().map(|alias| as_code(alias)).collect();
        fact("Formerly", series(&names, "and"));
    }
    if let Some(url) = &code.docs_url {
        fact("Published at", anchor(url, url));
    }
    facts
}

fn detail(prose: Prose<'_>, delivery: Delivery, detail: &Detail) -> Vec<Value> {
    let place = match &detail.place {
        Travels::Body(path) => {
            let place = if delivery == Delivery::Body { "body" } else { "query" };
            format!("{place}, {}", as_code(&display_path(path)))
        }
        Travels::Header { name, parameter } => {
            let mut out = format!("header {}", as_code(name));
            if let Some(parameter) = parameter {
                let _ = write!(out, ", parameter {}", as_code(parameter));
            }
            out
        }
    };
    let mut words: Vec<String> = detail.description.iter().map(|text| prose.inline(text)).collect();
    words.extend(remarks(detail).map(str::to_owned));
    [as_code(&detail.name), as_code(&detail.ty.to_string()), place, words.join(" ")]
        .map(safe)
        .to_vec()
}

/// The text of an example request.
fn request(request: &Request) -> String {
    let mut out = String::new();
    coloured(&mut out, 'h', &line(&request.line));
    out.push('\n');
    for (name, value) in &request.headers {
        header(&mut out, name, value);
    }
    if let Some(body) = &request.body {
        out.push('\n');
        match body.as_str() {
            Some(text) => escape(&mut out, text),
            None => json(&mut out, body, 0),
        }
    }
    out
}

fn header(out: &mut String, name: &str, value: &str) {
    coloured(out, 'h', &format!("{}: ", line(name)));
    escape(out, &line(value));
    out.push('\n');
}

/// The example response of a code: its caption and its text.
fn response(catalog: &Catalog, code: &Code) -> (String, String) {
    let response = example::response(catalog, code);
    let mut out = String::new();
    if let Some(status) = response.status {
        let line = format!("HTTP/1.1 {status} {}", status::reason(status).unwrap_or_default());
        coloured(&mut out, 'h', line.trim());
        out.push('\n');
    }
    match &response.content {
        Content::Redirect(parameters) => {
            header(&mut out, "Location", &example::redirect_address(parameters));
        }
        Content::Body(_) => header(&mut out, "Content-Type", &catalog.envelope.content_type),
    }
    for (name, value) in &response.headers {
        header(&mut out, name, value);
    }
    if let Content::Body(body) = &response.content {
        out.push('\n');
        json(&mut out, body, 0);
    }
    let caption = match &response.content {
        Content::Redirect(_) => "A redirect that carries the error".to_owned(),
        Content::Body(_) if code.status.len() > 1 => {
            "HTTP, with one of several statuses".to_owned()
        }
        Content::Body(_) => "HTTP".to_owned(),
    };
    (caption, out)
}

/// The page that leads from an old name to the code that replaces it.
pub(super) fn moved(
    environment: &Environment<'_>,
    from: (&str, &str),
    href: String,
    code: &str,
    what: &str,
) -> Result<String, RenderError> {
    let (page, old) = from;
    let root = "../".repeat(page.matches('/').count());
    let context = context! { old, code, href, what, root };
    Ok(environment.get_template("moved")?.render(context)?)
}

/// The page of a retired code without a replacement.
pub(super) fn retired(
    environment: &Environment<'_>,
    prose: Prose<'_>,
    retired: &Retired,
    chrome: Value,
) -> Result<String, RenderError> {
    let context = context! {
        since => retired.since.clone(),
        reason => prose.block(&retired.reason),
        ..chrome
    };
    Ok(environment.get_template("retired")?.render(context)?)
}

/// The link from an old name's page to the page of a code.
pub(super) fn to_successor(
    places: &Places<'_>,
    page: &str,
    code: &Code,
    id: Option<&str>,
) -> String {
    link(page, &places.of_code(code), id)
}

/// Retry advice for filters: its name and its label.
pub(super) fn advice(retry: Retry) -> [String; 2] {
    [retry.name().to_owned(), retry_label(retry).to_owned()]
}
