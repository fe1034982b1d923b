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

/// The index of the text that states how codes are made of parts, as in `{AREA}_{KIND}_{NUMBER}`.
pub fn convention(draft: &Draft) -> Option<usize> {
    let rule = Regex::new(r"[{<\[][A-Za-z_ -]+[}>\]](?:[_.:/-][{<\[][A-Za-z_ -]+[}>\]])+").ok()?;
    draft.prose.iter().position(|text| {
        let about = text.text.to_lowercase();
        rule.is_match(&text.text) && (about.contains("code") || about.contains("error"))
    })
}
