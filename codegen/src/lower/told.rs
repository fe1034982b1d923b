//! What an entry says of what happened, and why.

use crate::decode::{Decode, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{CauseSpec, ErrorSpec, StatusSpec};
use crate::model::{Cause, Text};
use crate::rule;

/// The cause and what to do about it, or else several of them.
pub(super) fn causes(
    cause: Option<&Prose>,
    resolution: Option<&Prose>,
    more: &[CauseSpec],
) -> (Option<Text>, Option<Text>, Vec<Cause>) {
    let own = |spec: &CauseSpec| Cause {
        cause: spec.cause.text(),
        resolution: spec.resolution.as_ref().map(Prose::text),
    };
    match (cause, resolution, more) {
        (None, None, [one]) => (Some(own(one).cause), own(one).resolution, Vec::new()),
        (Some(first), _, [_, ..]) => {
            let first = Cause { cause: first.text(), resolution: resolution.map(Prose::text) };
            (None, None, std::iter::once(first).chain(more.iter().map(own)).collect())
        }
        _ => {
            let causes = more.iter().map(own).collect();
            (cause.map(Prose::text), resolution.map(Prose::text), causes)
        }
    }
}

/// Checks that something says what happened.
pub(super) fn check(name: &Spanned<String>, spec: &ErrorSpec, problems: &mut Problems) {
    let told = [&spec.description, &spec.cause].into_iter().any(Option::is_some)
        || spec.message.is_some()
        || !spec.causes.is_empty()
        || spec.title.is_some();
    // That an entry is no map was reported.
    let refused = spec.status == Some(StatusSpec::fallback());
    if !told && !refused {
        problems.push(
            Diagnostic::error(&rule::MISSING_KEY, "missing `description` in an error")
                .at(name.span, "nothing says what happened")
                .help("add `description`, or a `message` or a `title` that says it"),
        );
    }
}
