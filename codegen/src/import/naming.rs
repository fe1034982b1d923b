//! How codes are written: the style that most of them have, and the rule that the document states.

use regex_lite::Regex;

use super::draft::Draft;
use crate::model::CaseStyle;
use crate::names::has_style;
use crate::vocabulary::Vocabulary;

/// How the codes of a draft are written.
#[derive(Debug)]
pub struct Naming {
    /// The style that nearly all codes have.
    pub style: CaseStyle,
    /// The codes in another style.
    pub strangers: Vec<String>,
}

/// The style that nearly all of some codes have.
pub fn naming(codes: &[&str]) -> Naming {
    let strangers = |style: CaseStyle| {
        let others = codes.iter().filter(|code| !has_style(code, style));
        others.map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    let dots = codes.iter().any(|code| code.contains('.'));
    let fits = |style: &CaseStyle| match style {
        CaseStyle::None => false,
        // Codes of any case have it if they have no dots.
        CaseStyle::Dotted => dots,
        _ => true,
    };
    let styles = CaseStyle::ALL.iter().copied().filter(fits);
    let best = styles.map(|style| Naming { style, strangers: strangers(style) });
    let best = best.min_by_key(|naming| naming.strangers.len());
    let few = |naming: &Naming| naming.strangers.len() * 10 <= codes.len();
    best.filter(few).unwrap_or(Naming { style: CaseStyle::None, strangers: Vec::new() })
}

/// A rule for codes that a text states with placeholders, as in `{AREA}_{KIND}_{NUMBER}`.
#[derive(Debug)]
pub struct Convention {
    /// What every code has to match.
    pub pattern: Regex,
    /// The rule as it is written.
    pub written: String,
    /// The index of the text in the draft's prose.
    pub prose: usize,
}

/// The rule that a draft states about its codes.
pub fn convention(draft: &Draft) -> Option<Convention> {
    let rule = Regex::new(r"[{<\[][A-Za-z_ -]+[}>\]](?:[_.:/-][{<\[][A-Za-z_ -]+[}>\]])+").ok()?;
    let found = draft.prose.iter().enumerate().find_map(|(index, text)| {
        let found = rule.find(&text.text)?;
        let about = text.text.to_lowercase();
        (about.contains("code") || about.contains("error")).then_some((index, found))
    });
    let (index, found) = found?;
    let written = found.as_str().to_owned();
    let mut pattern = String::from("^");
    for piece in written.split_inclusive(['}', '>', ']']) {
        let open = piece.find(['{', '<', '[']).unwrap_or_default();
        let word = piece[open..].trim_matches(['{', '<', '[', '}', '>', ']']).to_owned();
        pattern.push_str(&regex_lite::escape(&piece[..open]));
        pattern.push_str(&class(&word, &draft.prose[index..]));
    }
    pattern.push('$');
    let pattern = Regex::new(&pattern).ok()?;
    Some(Convention { pattern, written, prose: index })
}

/// The rule that a draft states about its codes in any way: with placeholders, as an expression, by
/// what codes begin with, or by the name of a style.
pub fn stated(draft: &Draft) -> Option<Convention> {
    convention(draft).or_else(|| {
        let mut texts = draft.prose.iter().enumerate();
        texts.find_map(|(prose, text)| {
            let mut sentences = text.text.split_inclusive(". ").filter(|sentence| {
                let words = sentence.to_lowercase();
                ABOUT.iter().any(|known| words.contains(known))
            });
            let (written, pattern) = sentences.find_map(in_words)?;
            Some(Convention { pattern: Regex::new(&pattern).ok()?, written, prose })
        })
    })
}

/// What a sentence about all codes says, and one about a single code does not.
const ABOUT: &[&str] =
    &["codes ", "codes:", "code is", "code has", "every code", "each code", "code follows"];

/// The styles that texts name, with what has them.
const STYLES: &[(&[&str], &str)] = &[
    (
        &["SCREAMING_SNAKE_CASE", "UPPER_SNAKE_CASE", "SCREAMING_SNAKE", "UPPER_SNAKE"],
        "^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$",
    ),
    (&["snake_case", "snake case"], "^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"),
    (&["kebab-case", "kebab case"], "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"),
    (&["PascalCase", "UpperCamelCase"], "^[A-Z][A-Za-z0-9]*$"),
    (&["camelCase", "lowerCamelCase"], "^[a-z][A-Za-z0-9]*$"),
];

/// A rule in a sentence: as it is written, and the pattern.
fn in_words(sentence: &str) -> Option<(String, String)> {
    let expression = Regex::new(r"`(\^[^`]+\$)`").ok()?;
    if let Some(found) = expression.captures(sentence) {
        return Some((found[1].to_owned(), found[1].to_owned()));
    }
    let prefix = r#"(?i)(?:start|begin)s? with (?:the )?(?:prefix )?[`"“]([A-Za-z0-9_.:-]+)[`"”]"#;
    if let Some(found) = Regex::new(prefix).ok()?.captures(sentence) {
        return Some((found[1].to_owned(), format!("^{}", regex_lite::escape(&found[1]))));
    }
    STYLES.iter().find_map(|(names, pattern)| {
        let name = names.iter().find(|name| sentence.contains(**name))?;
        Some(((*name).to_owned(), (*pattern).to_owned()))
    })
}

/// What a placeholder stands for: a number of as many digits as the next texts say, or words.
fn class(word: &str, texts: &[super::part::Cell]) -> String {
    const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six"];
    let said = texts.iter().take(4).find_map(|text| {
        let mut places = text.text.match_indices(word).map(|(at, _)| &text.text[at + word.len()..]);
        places.find_map(|rest| {
            let rest = rest.trim_start_matches(['`', '}', '>', ']', '*', ' ']);
            let explained = ["-", "—", "–", ":", "is "].iter().any(|mark| rest.starts_with(mark));
            let line = rest.lines().next().unwrap_or_default();
            explained.then(|| line.chars().take(60).collect::<String>())
        })
    });
    let said = said.unwrap_or_default().to_lowercase();
    if !said.contains("digit") {
        return "[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*".to_owned();
    }
    let spelled = NUMBERS.iter().position(|number| {
        said.contains(&format!("{number}-digit")) || said.contains(&format!("{number} digit"))
    });
    let written = said
        .find("digit")
        .and_then(|at| said[..at].trim_end_matches(['-', ' ']).chars().next_back()?.to_digit(10));
    match spelled.map(|at| at + 1).or(written.and_then(|digits| usize::try_from(digits).ok())) {
        Some(digits) => format!("[0-9]{{{digits}}}"),
        None => "[0-9]+".to_owned(),
    }
}
