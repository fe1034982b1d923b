//! The context of the template of a catalog's test kit: the values that examples have.

use minijinja::{Value, context};
use serde_json::{Map, json};

use super::called;
use super::literal::{self, INDENT};
use super::shape::Body;
use crate::example::{self, Content};
use crate::model::{Catalog, Code, Kind};
use crate::names::camel;
use crate::output::HEADER;
use crate::targets::RenderError;

pub(super) fn view(catalog: &Catalog) -> Result<Value, RenderError> {
    let names = called::factories(catalog);
    let codes = catalog.codes.iter().zip(&names).filter(|(code, _)| !code.details.is_empty());
    let former = called::former_factories(catalog);
    let former = former.iter().map(|(at, _, name)| (&catalog.codes[*at], name));
    let former = former.filter(|(code, _)| !code.details.is_empty());
    let details = codes.chain(former).map(|(code, name)| (name, details(code)));
    let members = serde_json::Value::Object(members(catalog));
    Ok(context! {
        header => HEADER,
        details => literal::members(details, INDENT.len())?,
        members => literal::value(&members, 0, "const members = ".len()),
    })
}

/// The example details of a code as its factory takes them.
fn details(code: &Code) -> Map<String, serde_json::Value> {
    let details = code.details.iter().map(|detail| {
        let (mut name, mut value) = (camel(&detail.word()), example::sample_detail(detail));
        if detail.ty.kind == Kind::Delay {
            name.push_str("Ms");
            value = value.as_u64().map_or(value, |seconds| json!(seconds.saturating_mul(1000)));
        }
        (name, value)
    });
    details.collect()
}

/// What a service sets in the body of any code, as all examples have it.
fn members(catalog: &Catalog) -> Map<String, serde_json::Value> {
    let examples = catalog.codes.iter().map(|code| example::response(catalog, code).content);
    let bodies: Vec<_> = examples
        .filter_map(|content| match content {
            Content::Body(body) => Some(body),
            Content::Redirect(_) => None,
        })
        .collect();
    let leaves = Body::of(catalog).leaves;
    let set = leaves.iter().filter_map(|leaf| {
        let name = leaf.name.clone()?;
        let mut values = bodies.iter().map(|body| example::at(body, leaf.path()));
        let first = values.next()??;
        // Otherwise it depends on the details of a code.
        values.all(|value| value == Some(first)).then(|| (name, first.clone()))
    });
    set.collect()
}
