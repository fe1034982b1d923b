//! The levels of rules, and the ids by which a registry refers to rules.

use crate::decode::{Map, Spanned};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::rule::{self, Kind, Level, RULES, Rule};

/// The levels that a map gives to rules; reports rules that do not exist or whose level is fixed.
pub fn levels(spec: &Map<Spanned<Level>>, problems: &mut Problems) -> Vec<(&'static Rule, Level)> {
    let mut levels = Vec::with_capacity(spec.0.len());
    for (id, level) in &spec.0 {
        if let Some(rule) = lint(id, "cannot have a level", problems) {
            levels.push((rule, level.value));
        }
    }
    levels
}

/// The lint with this id; reports one that does not exist, and a rule that is not a lint.
pub fn lint(id: &Spanned<String>, cannot: &str, problems: &mut Problems) -> Option<&'static Rule> {
    let lints = || RULES.iter().filter(|rule| rule.kind == Kind::Lint).map(|rule| rule.id);
    let found = match rule::find(&id.value) {
        Some(rule) if rule.kind == Kind::Lint => return Some(rule),
        Some(_) => Diagnostic::error(
            &rule::FIXED_RULE,
            format!("`{}` {cannot}: breaking it is always an error", id.value),
        )
        .at(id.span, "this rule")
        .help("remove this line"),
        None => {
            Diagnostic::error(&rule::UNKNOWN_REFERENCE, format!("there is no rule `{}`", id.value))
                .at(id.span, "not a rule")
                .help(did_you_mean(&id.value, lints(), || {
                    "remove it; findings show the id of their rule in brackets".to_owned()
                }))
        }
    };
    problems.push(found);
    None
}
