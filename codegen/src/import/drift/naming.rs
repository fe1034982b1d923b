//! The rule for codes that a document states.

use std::collections::BTreeMap;

use super::{contradiction, place};
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::import::naming::{naming, stated};
use crate::import::part::Cell;
use crate::model::CaseStyle;
use crate::source::Sources;
use crate::vocabulary::Vocabulary;
use crate::words::count;

/// Compares the codes with the rule, or if there is none with each other.
pub(super) fn check(draft: &Draft, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<&str, (usize, &Cell)> = BTreeMap::new();
    for (section, entry) in draft.entries() {
        firsts.entry(&entry.code.text).or_insert((section, &entry.code));
    }
    if let Some(rule) = stated(draft) {
        let breaks = |code: &str| !rule.pattern.is_match(code);
        let number = firsts.keys().filter(|code| breaks(code)).count();
        // A rule that hardly any code follows was not understood.
        if number * 2 > firsts.len() {
            return;
        }
        let at = place(sources, draft.prose[rule.prose].span, &rule.written);
        for (index, _) in draft.sections.iter().enumerate() {
            let here =
                firsts.values().filter(|(section, _)| *section == index).map(|(_, code)| code);
            let mut here: Vec<_> = here.filter(|code| breaks(&code.text)).collect();
            here.sort_by_key(|code| code.span);
            let Some((first, others)) = here.split_first() else { continue };
            let message = match others.len() {
                0 => format!("`{}` breaks the rule `{}`", first.text, rule.written),
                _ => format!(
                    "{} of a section break the rule `{}`",
                    count(here.len(), "code"),
                    rule.written
                ),
            };
            let mut finding =
                contradiction(message).at(first.span, "breaks it").also(at, "the rule");
            for other in others {
                finding = finding.also(other.span, "breaks it");
            }
            found.push(finding.help("state the rule so that it is true, or list the exceptions"));
        }
        return;
    }
    let codes: Vec<&str> = firsts.keys().copied().collect();
    let naming = naming(&codes);
    for code in naming.strangers.iter().filter(|_| naming.style != CaseStyle::None) {
        let Some((_, cell)) = firsts.get(code.as_str()) else { continue };
        found.push(
            contradiction(format!(
                "`{code}` is not in `{}`, as nearly all codes are",
                naming.style.word()
            ))
            .at(cell.span, "written in another way")
            .help("find out how the API writes it"),
        );
    }
}
