//! What errors tell of their code without its metadata: whether to retry, and where it is documented.

use std::collections::BTreeMap;

use serde::Serialize;

use super::reader::{self, Step};
use crate::model::{Catalog, Code, PathStep, Retry, Shape, Url};
use crate::names;

/// A letter for each code, in the order of the codes; none if no code documents whether to retry.
/// A word for each would double what a parser of errors is made of.
pub(super) fn retries(catalog: &Catalog) -> Option<String> {
    let codes = catalog.distinct_codes();
    let letters: String = codes.map(|code| code.retry.map_or('-', letter)).collect();
    letters.contains(|letter| letter != '-').then_some(letters)
}

/// The letter of an advice; the runtime has the same.
fn letter(retry: Retry) -> char {
    match retry {
        Retry::Never => 'n',
        Retry::Again => 'g',
        Retry::Later => 'l',
        Retry::Backoff => 'b',
        Retry::AfterDelay => 'd',
        Retry::AfterAction => 'a',
        Retry::OutcomeUnknown => 'o',
    }
}

/// The addresses of the entries of codes.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Docs<'a> {
    /// What stands before and after the code in all of them.
    Around([&'a str; 2]),
    /// Each by its code.
    Each(BTreeMap<String, &'a str>),
}

/// The addresses of the entries of codes; none if no code has one.
pub(super) fn docs(catalog: &Catalog) -> Option<Docs<'_>> {
    let addresses =
        catalog.distinct_codes().map(|code| (code, code.docs_url.as_ref().map(Url::as_str)));
    let addresses: Vec<(&Code, Option<&str>)> = addresses.collect();
    let (first, address) =
        addresses.iter().find_map(|(code, address)| Some((*code, (*address)?)))?;
    let text = first.code.text().into_owned();
    let around = address.split_once(&*text).filter(|(before, after)| {
        addresses.iter().all(|(code, address)| {
            let text = code.code.text();
            // No letter of these is encoded.
            let plain =
                text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
            plain && *address == Some(&*format!("{before}{text}{after}"))
        })
    });
    if let Some((before, after)) = around {
        return Some(Docs::Around([before, after]));
    }
    let each = addresses
        .iter()
        .filter_map(|(code, address)| Some((code.code.text().into_owned(), (*address)?)));
    Some(Docs::Each(each.collect()))
}

/// Where a body has the id of the request: the member of the envelope that is called so.
pub(super) fn request_id(catalog: &Catalog) -> Option<Vec<Step>> {
    let members = catalog.envelope.shape.members();
    let found = members.into_iter().find(|(path, member)| {
        let is_value = matches!(member.shape, Shape::Type(_));
        let named = |step: &PathStep| match step {
            PathStep::Member(name) => names::snake(name) == "request_id",
            PathStep::Each => false,
        };
        is_value && path.last().is_some_and(named)
    });
    found.map(|(path, _)| reader::steps(&path))
}

#[cfg(test)]
mod tests {
    use super::letter;
    use crate::model::{Retry, Vocabulary};

    #[test]
    fn the_runtime_knows_each_letter() {
        let runtime = errbook_templates::TYPESCRIPT_RUNTIME;
        let (_, runtime) =
            runtime.iter().find(|(name, _)| *name == "runtime.js").expect("it is there");
        for retry in Retry::ALL {
            let line = format!("    {}: \"{}\",\n", letter(*retry), retry.word());
            assert!(runtime.contains(&line), "{line}");
        }
    }
}
