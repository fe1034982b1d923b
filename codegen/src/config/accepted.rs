//! The changes from an old version that a project accepts.

use semver::Version;

use crate::decode::{Line, Spanned, object};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::rule::{self, Kind, RULES, Rule};
use crate::source::Span;

object! {
    /// How `errbook diff` compares with an old version.
    "`diff`" => DiffSpec {
        /// Changes that are accepted: they are not shown and do not fail.
        "accepted" => accepted: Vec<AcceptedSpec>,
    }
}

object! {
    /// Changes that are accepted.
    "an accepted change" => AcceptedSpec {
        /// The rule of the changes: `status-changed`.
        "rule" => rule: Spanned<String>,
        /// The catalog that changes; any by default.
        "catalog" => catalog: Option<String>,
        /// The name of the code that changes; anything by default.
        "code" => code: Option<String>,
        /// Why it is accepted.
        "reason" => reason: Line,
        /// The version of a generated package from which on it is no longer accepted; it always is by
        /// default.
        "until" => until: Option<Version>,
    }
}

/// Changes that a project accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The rule of the changes.
    pub rule: &'static Rule,
    /// The catalog that changes; `None` if any.
    pub catalog: Option<String>,
    /// The code that changes; `None` if it may be anything.
    pub code: Option<String>,
    /// Why they are accepted.
    pub reason: String,
    /// The version of a generated package from which on they are no longer accepted.
    pub until: Option<Version>,
    /// Where the project file accepts them.
    pub span: Span,
}

/// The changes that a project file accepts; reports what is no rule of a change and no version.
pub(super) fn accepted(spec: Option<&DiffSpec>, problems: &mut Problems) -> Vec<Accepted> {
    let specs = spec.into_iter().flat_map(|spec| &spec.accepted);
    specs.filter_map(|spec| one(spec, problems)).collect()
}

fn one(spec: &AcceptedSpec, problems: &mut Problems) -> Option<Accepted> {
    let is_change = |rule: &&Rule| matches!(rule.kind, Kind::Change(_));
    let name = &spec.rule;
    let Some(rule) = rule::find(&name.value).filter(|rule| is_change(rule)) else {
        if !name.value.is_empty() {
            let known = || RULES.iter().filter(is_change).map(|rule| rule.id);
            let all = || "write what `errbook diff` shows in brackets".to_owned();
            let help = did_you_mean(&name.value, known(), all);
            let message = format!("there is no change `{}`", name.value);
            problems.push(
                Diagnostic::error(&rule::UNKNOWN_REFERENCE, message)
                    .at(name.span, "not the rule of a change")
                    .help(help),
            );
        }
        return None;
    };
    let (catalog, code) = (spec.catalog.clone(), spec.code.clone());
    let (reason, until) = (spec.reason.0.clone(), spec.until.clone());
    Some(Accepted { rule, catalog, code, reason, until, span: name.span })
}
