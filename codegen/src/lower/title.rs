//! The titles of codes that set none.

use std::collections::HashMap;

use crate::model::{Code, Text};
use crate::names;

/// Gives each code without a title one: its words, or, if these are no title, what happened.
///
/// The words before a number are none if they are few, as in `ERR_2001`, or if several codes share
/// them.
pub(super) fn fill(codes: &mut [Code]) {
    let mut shared: HashMap<String, usize> = HashMap::new();
    for code in codes.iter().filter(|code| code.title.is_empty()) {
        *shared.entry(names::title(&code.name)).or_default() += 1;
    }
    for code in codes.iter_mut().filter(|code| code.title.is_empty()) {
        let words = names::title(&code.name);
        let tells = words.contains(' ') && shared[&words] == 1;
        code.title = if tells || !names::is_numbered(&code.name) {
            words
        } else {
            happened(code).unwrap_or_else(|| code.name.clone())
        };
    }
}

/// The first sentence about a code.
fn happened(code: &Code) -> Option<String> {
    let description = code.description.iter().map(Text::plain);
    let message = code.message.iter().map(|message| message.source.clone());
    let causes = code.cause.iter().chain(code.causes.iter().map(|cause| &cause.cause));
    description
        .chain(message.filter(|source| !source.contains('{')))
        .chain(causes.map(Text::plain))
        .map(|text| names::first_sentence(&text))
        .find(|sentence| !sentence.is_empty())
}
