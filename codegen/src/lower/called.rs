//! What programs call codes, now and before.

use std::collections::HashMap;

use super::naming::check_name;
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::ErrorSpec;
use crate::model::{Code, DeprecatedName};
use crate::names;
use crate::rule;
use crate::source::Span;

/// What programs call a code: what the entry sets, or else what its name makes.
pub(super) fn identifier(
    name: &Spanned<String>,
    set: Option<&Spanned<String>>,
    problems: &mut Problems,
) -> String {
    let Some(Spanned { value: ident, span }) = set else {
        return names::pascal(&name.value);
    };
    if !ident.is_empty() && !names::is_pascal(ident) {
        problems.push(
            Diagnostic::error(&rule::INVALID_NAME, format!("`{ident}` cannot be an identifier"))
                .at(*span, "not usable in every language")
                .help("write it in PascalCase: ASCII letters and digits, starting with a capital"),
        );
    }
    ident.clone()
}

/// The names that the packages keep for a code.
pub(super) fn before(spec: &ErrorSpec, problems: &mut Problems) -> Vec<DeprecatedName> {
    let former = spec.deprecated_names.0.iter().map(|(name, spec)| DeprecatedName {
        name: name.value.clone(),
        ident: identifier(name, spec.ident.as_ref(), problems),
        until: spec.until.clone(),
        span: name.span,
    });
    former.collect()
}

/// Checks that what programs called codes before is not what they call a code now, nor another
/// former name.
pub(super) fn check(codes: &[Code], problems: &mut Problems) {
    if codes.iter().all(|code| code.deprecated_names.is_empty()) {
        return;
    }
    let mut taken: HashMap<String, (&str, Span)> = HashMap::new();
    for code in codes {
        for name in called(&code.name, &code.ident) {
            taken.entry(name).or_insert((&code.name, code.span));
        }
    }
    for code in codes {
        for former in &code.deprecated_names {
            let DeprecatedName { name, ident, until: _, span } = former;
            if !check_name(name, "a former name", *span, problems) {
                continue;
            }
            if ident.is_empty() {
                let message = format!("`{name}` made no name for programs");
                problems.push(
                    Diagnostic::error(&rule::INVALID_NAME, message)
                        .at(*span, "no letter or digit that an identifier can have")
                        .help("add what programs called it, as in `ident: CardDeclined`"),
                );
                continue;
            }
            let own = (code.name.as_str(), code.span);
            let mut other = None;
            for called in called(name, ident) {
                let first = *taken.entry(called.clone()).or_insert(own);
                if first.0 != own.0 && other.is_none() {
                    other = Some((called, first));
                }
            }
            if let Some((called, (other, at))) = other {
                let message = format!(
                    "`{called}`, which programs called `{}` before, is what they call `{other}`",
                    code.name
                );
                problems.push(
                    Diagnostic::error(&rule::IDENTIFIER_COLLISION, message)
                        .at(*span, "the former name")
                        .also(at, "the code that has it now")
                        .help("remove the former name: programs would mistake one for the other"),
                );
            }
        }
    }
}

/// All that programs call a code: its name, its identifier, and the function that makes its error.
fn called(name: &str, ident: &str) -> [String; 3] {
    [name.to_owned(), ident.to_owned(), names::function(name, ident)]
}
