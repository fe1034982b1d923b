//! Former names of codes.

use std::collections::HashMap;

use super::naming::check_name;
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::load::{CatalogFiles, SectionFile};
use crate::rule;

/// What already has a name.
enum Owner<'a> {
    Code,
    Retired,
    AliasOf(&'a str),
}

/// Checks every alias of a catalog: it can name a page, and nothing else has this name.
///
/// Case is ignored, since some file systems could not hold both pages. An alias may differ from its
/// own code only in case; the code's page is then the alias's as well.
pub(super) fn check(files: &CatalogFiles, sections: &[&SectionFile], problems: &mut Problems) {
    let errors = || sections.iter().flat_map(|file| &file.section.errors.0);
    if errors().all(|(_, error)| error.value.aliases.is_empty()) {
        return;
    }
    let mut owners: HashMap<String, (&Spanned<String>, Owner<'_>)> = HashMap::new();
    for (retired, _) in &files.catalog.retired.0 {
        owners.insert(retired.value.to_lowercase(), (retired, Owner::Retired));
    }
    for (code, _) in errors() {
        owners.insert(code.value.to_lowercase(), (code, Owner::Code));
    }
    for (code, error) in errors() {
        // Anything but text was reported when it was read.
        for alias in error.value.aliases.iter().filter(|alias| !alias.value.is_empty()) {
            if !check_name(&alias.value, "an alias", alias.span, problems) {
                continue;
            }
            let Some((first, owner)) = owners.get(&alias.value.to_lowercase()) else {
                owners.insert(alias.value.to_lowercase(), (alias, Owner::AliasOf(&code.value)));
                continue;
            };
            let is_own = matches!(owner, Owner::Code) && first.value == code.value;
            if is_own && alias.value != code.value {
                continue;
            }
            let (what, help) = match owner {
                Owner::Code => {
                    ("a code".to_owned(), "remove it: links to this name lead to that code")
                }
                Owner::Retired => ("a retired code".to_owned(), "remove it here or from `retired`"),
                Owner::AliasOf(code) => (format!("an alias of `{code}`"), "remove one of the two"),
            };
            problems.push(
                Diagnostic::error(
                    &rule::ALIAS,
                    format!("the alias `{}` is already {what}", alias.value),
                )
                .at(alias.span, "this alias")
                .also(first.span, "the same name, ignoring case")
                .help(help),
            );
        }
    }
}
