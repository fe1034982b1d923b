//! What happened to a code: what its entry tells of its past, then version by version.

use super::{Block, Content, Item, Phrase, Piece, code, heading, words};
use crate::model::Milestone;

/// The history of a code; nothing if none is known.
pub(crate) fn history<'a>(
    items: impl Iterator<Item = &'a Item<'a>>,
    milestones: &'a [Milestone],
) -> Vec<Block<'a>> {
    let told = items.flat_map(|Item { label, content, .. }| {
        let phrases = match content {
            Content::List(phrases) => &phrases[..],
            Content::Text(phrase) | Content::Line(phrase) => std::slice::from_ref(phrase),
            Content::Table(_) | Content::Listings(_) => &[],
        };
        phrases.iter().map(move |phrase| [&[Piece::Label(label), words(" ")], &phrase[..]].concat())
    });
    let told: Vec<Phrase<'_>> = told.chain(milestones.iter().map(milestone)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    vec![heading("history", "History"), Block::List(told)]
}

fn milestone(milestone: &Milestone) -> Phrase<'_> {
    let Milestone { version, changes } = milestone;
    let mut phrase = vec![Piece::Strong(version.into()), words(": ")];
    for (at, change) in changes.iter().enumerate() {
        if at > 0 {
            phrase.push(words("; "));
        }
        // Names and values are between backticks.
        let parts = change.split('`').enumerate().filter(|(_, part)| !part.is_empty());
        phrase.extend(parts.map(|(at, part)| if at % 2 == 1 { code(part) } else { words(part) }));
    }
    phrase
}
