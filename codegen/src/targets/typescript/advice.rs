//! What errors tell of their code without its metadata: whether to retry, and where it is documented.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::literal::{self, INDENT};
use super::reader::{self, Step};
use crate::model::{Catalog, Code, PathStep, Retry, Shape, Url};
use crate::names;
use crate::targets::RenderError;

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

/// Addresses of codes that follow each other; the runtime has the same.
#[derive(Serialize)]
#[serde(untagged)]
enum Run<'a> {
    /// So many have none.
    Without([usize; 1]),
    /// So many differ only in the code; what stands before and after it.
    Around(usize, &'a str, &'a str),
}

/// The addresses of the codes as a few runs; none if they need nearly as many runs as there are codes,
/// or if some codes are written otherwise in addresses.
fn runs<'a>(
    catalog: &'a Catalog,
    address: impl Fn(&'a Code) -> Option<&'a str>,
) -> Option<Vec<Run<'a>>> {
    let (mut runs, mut codes) = (Vec::new(), 0);
    for code in catalog.distinct_codes() {
        codes += 1;
        let text = code.code.text();
        let address = address(code);
        match (runs.last_mut(), address) {
            (Some(Run::Without([count])), None) => *count += 1,
            (_, None) => runs.push(Run::Without([1])),
            (Some(Run::Around(count, before, after)), Some(address))
                if is_around(address, (before, &text, after)) =>
            {
                *count += 1;
            }
            (_, Some(address)) => {
                // No letter of these is encoded.
                let is_plain =
                    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
                let (before, after) = address.rsplit_once(&*text).filter(|_| is_plain)?;
                runs.push(Run::Around(1, before, after));
            }
        }
    }
    (runs.len() == 1 || runs.len() * 4 <= codes).then_some(runs)
}

/// Whether a text consists of these parts.
fn is_around(text: &str, (before, middle, after): (&str, &str, &str)) -> bool {
    text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) == Some(middle)
}

/// The addresses of the entries of codes; none if no code has one.
pub(super) fn docs(catalog: &Catalog) -> Result<Option<String>, RenderError> {
    fn address(code: &Code) -> Option<&str> {
        code.docs_url.as_ref().map(Url::as_str)
    }
    if catalog.distinct_codes().all(|code| address(code).is_none()) {
        return Ok(None);
    }
    let before = "docs: ".len();
    if let Some(runs) = runs(catalog, address) {
        return Ok(Some(literal::of(&runs, INDENT.len(), before)?));
    }
    let each = catalog.distinct_codes().filter_map(|code| Some((code.code.text(), address(code)?)));
    let each: BTreeMap<Cow<'_, str>, &str> = each.collect();
    Ok(Some(literal::of(&each, INDENT.len(), before)?))
}

/// The URIs that identify problems, or the code of each.
pub(super) fn types<'a>(
    catalog: &'a Catalog,
    uri: impl Fn(&'a Code) -> Option<&'a str>,
) -> Result<String, RenderError> {
    if let Some(runs) = runs(catalog, &uri) {
        return Ok(literal::of(&runs, INDENT.len(), "types: ".len())?);
    }
    let codes = catalog.distinct_codes();
    let types = codes.filter_map(|code| Some((uri(code)?, code.code.to_json())));
    Ok(format!("{{\n{}{INDENT}}}", literal::members(types, 2 * INDENT.len())?))
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
