//! The titles of codes that set none.

use std::collections::HashMap;

use crate::model::{Code, Text};
use crate::names;
use crate::parallel;

/// How many codes without a title have the same words.
pub(super) type Shared = HashMap<String, usize>;

/// Gives each code without a title one: its words, or, if these are no title, what happened.
///
/// The words before a number are none if they are few, as in `ERR_2001`, or if several codes share
/// them.
///
/// `known` says how often the words are used, if some of the codes have the titles already.
pub(super) fn fill(codes: &mut [Code], known: Option<Shared>) -> Shared {
    let lacks: Vec<usize> = (0..codes.len()).filter(|at| codes[*at].title.is_empty()).collect();
    let words = parallel::map(&lacks, |at| names::title(&codes[*at].name));
    let shared = known.unwrap_or_else(|| {
        let mut shared = Shared::new();
        for words in &words {
            *shared.entry(words.clone()).or_default() += 1;
        }
        shared
    });
    let without: Vec<(usize, String)> = lacks.into_iter().zip(words).collect();
    let titles = parallel::map(&without, |(at, words)| {
        let code = &codes[*at];
        let tells = words.contains(' ') && shared.get(words) == Some(&1);
        if tells || !names::is_numbered(&code.name) {
            words.clone()
        } else {
            happened(code).unwrap_or_else(|| code.name.clone())
        }
    });
    for ((at, _), title) in without.into_iter().zip(titles) {
        codes[at].title = title;
    }
    shared
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
