//! What descriptions of APIs say about the errors of a catalog.

use serde_json::Value;
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
use serde_json::{Map, json};

#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
use super::super::shared::Delivery;
use super::super::shared::generic::Wire;

/// A catalog whose bodies have schemas: each catalog of this crate.
///
/// More items may be added in any version.
pub trait Described: Wire {
    /// The media types of a body.
    #[doc(hidden)]
    const TYPES: &'static [&'static str];

    /// The schema of the body and those that it refers to, by name, as JSON.
    #[doc(hidden)]
    const SCHEMAS: &'static [(&'static str, &'static str)];

    /// What each status means.
    #[doc(hidden)]
    const STATUSES: &'static [(u16, &'static str)];

    /// What each code means.
    #[doc(hidden)]
    const MEANINGS: &'static [(Self::Code, &'static str)];

    /// The headers with what they hold, and the codes that have them.
    #[doc(hidden)]
    const HEADERS: &'static [(&'static str, &'static str, &'static [Self::Code])];
}

/// What the references of schemas begin with in a description.
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
pub(super) const COMPONENTS: &str = "#/components/schemas";

/// The name of the body's schema.
pub(super) fn name<C: Described>() -> &'static str {
    C::SCHEMAS[0].0
}

/// The schema of the body and those that it refers to; references begin with `at`.
pub(super) fn schemas<C: Described>(
    at: &str,
) -> impl Iterator<Item = (&'static str, Value)> + use<'_, C> {
    let schemas = C::SCHEMAS.iter();
    schemas.map(move |(name, text)| {
        let mut schema = serde_json::from_str(text).expect("every schema of a catalog is JSON");
        refer(&mut schema, at);
        (*name, schema)
    })
}

/// Makes references begin with `at`.
fn refer(schema: &mut Value, at: &str) {
    match schema {
        Value::Object(members) => members.iter_mut().for_each(|(name, member)| match member {
            Value::String(target) if name == "$ref" => {
                let name = target.rsplit('/').next().unwrap_or_default();
                *target = format!("{at}/{name}");
            }
            member => refer(member, at),
        }),
        Value::Array(elements) => elements.iter_mut().for_each(|element| refer(element, at)),
        _ => {}
    }
}

/// The responses with these codes: one for each status of an error, and one without a status for the
/// codes that may have any. Codes with a status of success are in none, because that response is the
/// operation's own.
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
pub(super) fn responses<C: Described>(codes: &[C::Code]) -> Vec<(Option<u16>, Value)> {
    let listed = |is_meant: &dyn Fn(&[u16]) -> bool| {
        let meanings = C::MEANINGS.iter().filter(|(code, _)| codes.contains(code));
        meanings.filter(|(code, _)| is_meant(C::info(*code).facts.statuses)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = errors::<C>()
        .map(|(status, meaning)| (Some(status), meaning, listed(&|all| all.contains(&status))))
        .collect();
    all.push((None, "An error with any other status.", listed(&<[u16]>::is_empty)));
    let some = all.into_iter().filter(|(_, _, listed)| !listed.is_empty());
    some.map(|(status, meaning, listed)| (status, response::<C>(meaning, &listed))).collect()
}

/// The statuses that are no success, and what each means.
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
pub(super) fn errors<C: Described>() -> impl Iterator<Item = (u16, &'static str)> {
    C::STATUSES.iter().copied().filter(|(status, _)| !(200..300).contains(status))
}

/// The response with these codes.
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
fn response<C: Described>(meaning: &str, listed: &[&(C::Code, &'static str)]) -> Value {
    let items: Vec<String> = listed.iter().map(|(_, item)| format!("- {item}")).collect();
    let mut response = json!({ "description": format!("{meaning}\n\n{}", items.join("\n")) });
    let has = |of: &[C::Code]| listed.iter().any(|(code, _)| of.contains(code));
    let headers = C::HEADERS.iter().filter(|(_, _, of)| has(of));
    let headers: Map<String, Value> = headers
        .map(|(name, about, _)| {
            let header = json!({ "description": about, "schema": { "type": "string" } });
            ((*name).to_owned(), header)
        })
        .collect();
    if !headers.is_empty() {
        response["headers"] = headers.into();
    }
    if listed.iter().any(|(code, _)| C::info(*code).facts.delivery == Delivery::Body) {
        response["content"] = content::<C>();
    }
    response
}

/// The content of a response with a body.
#[cfg(any(feature = "aide", feature = "salvo-oapi", feature = "utoipa"))]
pub(super) fn content<C: Described>() -> Value {
    let reference = format!("{COMPONENTS}/{}", name::<C>());
    let body = json!({ "schema": { "$ref": reference } });
    let types = C::TYPES.iter().map(|known| ((*known).to_owned(), body.clone()));
    types.collect::<Map<_, _>>().into()
}
