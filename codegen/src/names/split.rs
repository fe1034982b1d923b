//! The words of a name.

use std::borrow::Cow;

/// The words of a name: what separators and a change of case keep apart.
///
/// An abbreviation is one word, with its plural (`CNAMEs`), and so is a capital before a word
/// (`OAuth`); `A` and `I` are words themselves. Letters beyond ASCII become those that they are
/// made from, and others separate words.
pub(super) fn words(name: &str) -> Vec<Cow<'_, str>> {
    if name.is_ascii() {
        return parts(name).flat_map(of_part).map(Cow::Borrowed).collect();
    }
    let mut plain = String::with_capacity(name.len());
    name.chars().for_each(|c| push_ascii(c, &mut plain));
    parts(&plain).flat_map(of_part).map(|word| Cow::Owned(word.to_owned())).collect()
}

/// What separators keep apart.
fn parts(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty())
}

/// The words of letters and digits without a separator.
fn of_part(part: &str) -> Vec<&str> {
    let bytes = part.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    // Whether the last letter of the word was a capital; digits do not count.
    let mut capital = None;
    for at in 0..bytes.len() {
        let Some(next) = bytes.get(at + 1) else { break };
        let before = capital;
        match bytes[at] {
            byte if byte.is_ascii_uppercase() => capital = Some(true),
            byte if byte.is_ascii_lowercase() => capital = Some(false),
            _ => {}
        }
        let ends = capital == Some(false) && next.is_ascii_uppercase();
        let plural = *next == b's' && bytes.get(at + 2).is_none_or(|c| !c.is_ascii_lowercase());
        let begins = before == Some(true)
            && bytes[at].is_ascii_uppercase()
            && next.is_ascii_lowercase()
            && !plural;
        if ends || begins {
            let end = if ends { at + 1 } else { at };
            let lone = part.get(start..end).filter(|word| !matches!(*word, "A" | "I"));
            if begins && lone.is_some_and(|word| word.len() == 1) {
                continue;
            }
            words.push(&part[start..end]);
            start = end;
            capital = begins.then_some(true);
        }
    }
    words.push(&part[start..]);
    words
}

/// Letters beyond ASCII by what they are made from.
const LETTERS: [(&str, &str); 23] = [
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŋ"),
    ("o", "òóôõöøōŏő"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűų"),
    ("w", "ŵ"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
];

/// Writes a character in ASCII.
fn push_ascii(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
        return;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    match LETTERS.iter().find(|(_, letters)| letters.contains(lower)) {
        Some((plain, _)) if lower == c => out.push_str(plain),
        Some((plain, _)) => out.push_str(&plain.to_ascii_uppercase()),
        None => out.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn abbreviations_are_words() {
        for (name, split) in [
            ("TooManyDistributionCNAMEs", "Too Many Distribution CNAMEs"),
            ("DBSubnetGroupDoesNotCoverEnoughAZs", "DB Subnet Group Does Not Cover Enough AZs"),
            ("InvalidOAuthFlowException", "Invalid OAuth Flow Exception"),
            ("GraphQLSchemaException", "Graph QL Schema Exception"),
            ("ThisIsATest", "This Is A Test"),
            ("IDs", "IDs"),
            ("XMLHttpRequest2", "XML Http Request2"),
            ("HTTP2Server", "HTTP2 Server"),
            ("abc1D", "abc1 D"),
            ("PD:affinity:ErrGroup", "PD affinity Err Group"),
            ("größe überschritten", "grosse uberschritten"),
            ("Éclair", "Eclair"),
            ("订单_not_found", "not found"),
            ("???", ""),
        ] {
            assert_eq!(words(name).join(" "), split, "{name}");
        }
    }
}
