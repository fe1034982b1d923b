//! What words of a TypeScript module stand for.

use std::collections::BTreeMap;

use super::token::{Kind, Token};

/// The words of a module, in which whatever names a member of an enum or object is what it stands for:
/// `[ErrorCode.NotFound]: …`, `code = ErrorCode.NotFound`.
pub(super) fn resolved(tokens: &[Token]) -> Vec<Token> {
    let mut values: BTreeMap<(&str, &str), &Token> = BTreeMap::new();
    let mut owner = None;
    for at in 0..tokens.len().saturating_sub(2) {
        let [name, mark, value] = &tokens[at..at + 3] else { continue };
        if ["enum", "const"].contains(&name.text.as_str()) && mark.kind == Kind::Name {
            owner = Some(mark.text.as_str());
        }
        let is_value = mark.is("=") || mark.is(":");
        if let Some(owner) = owner.filter(|_| is_value && value.kind == Kind::Text) {
            values.entry((owner, &name.text)).or_insert(value);
        }
    }
    let mut words = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some([open, owner, dot, name, close, colon]) = tokens.get(at..at + 6)
            && open.is("[")
            && dot.is(".")
            && close.is("]")
            && colon.is(":")
            && let Some(value) = values.get(&(owner.text.as_str(), name.text.as_str()))
        {
            words.push(Token { text: value.text.clone(), ..open.clone() });
            if let Some(last) = words.last_mut() {
                (last.kind, last.span.end) = (Kind::Text, close.span.end);
            }
            at += 5;
            continue;
        }
        if let Some([owner, dot, name]) = tokens.get(at..at + 3)
            && owner.kind == Kind::Name
            && dot.is(".")
            && let Some(value) = values.get(&(owner.text.as_str(), name.text.as_str()))
        {
            let mut word = Token { text: value.text.clone(), ..owner.clone() };
            (word.kind, word.span.end) = (Kind::Text, name.span.end);
            words.push(word);
            at += 3;
            continue;
        }
        words.push(tokens[at].clone());
        at += 1;
    }
    joined(words)
}

/// Words with one for each text that is written in pieces: `"a" + "b"`.
fn joined(words: Vec<Token>) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::with_capacity(words.len());
    for word in words {
        if word.kind == Kind::Text
            && let [.., first, plus] = &mut all[..]
            && first.kind == Kind::Text
            && plus.is("+")
        {
            first.text.push_str(&word.text);
            first.span.end = word.span.end;
            all.pop();
        } else {
            all.push(word);
        }
    }
    all
}
