//! What the package calls codes, and what it called them before they were renamed: deprecated names
//! for the same things.

use std::collections::BTreeSet;

use super::literal::{self, INDENT};
use super::prose;
use crate::model::{Catalog, Code, DeprecatedName};
use crate::names;

/// What the factory of each code is called: as its identifier, which begins in lower case.
pub(super) fn factories(catalog: &Catalog) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut name = |code: &Code| {
        let mut name = function(&code.name, &code.ident);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        name
    };
    catalog.codes.iter().map(&mut name).collect()
}

/// What a function is called after a name, or after an identifier that is not made from it.
fn function(name: &str, ident: &str) -> String {
    names::camel(if names::pascal(name) == ident { name } else { ident })
}

/// What the factory of a code of the catalog is called.
pub(super) fn factory(catalog: &Catalog, code: &Code) -> String {
    let mut named = catalog.codes.iter().zip(factories(catalog));
    named.find(|(of, _)| of.name == code.name).map_or_else(String::new, |(_, name)| name)
}

/// The codes with former names, each with those that are not its name.
pub(super) fn former(catalog: &Catalog) -> impl Iterator<Item = (&Code, &DeprecatedName)> {
    let all = catalog
        .codes
        .iter()
        .flat_map(|code| code.deprecated_names.iter().map(move |former| (code, former)));
    all.filter(|(code, former)| code.name != former.name)
}

/// The comment of a former name; `now` is what to write instead.
pub(super) fn comment(former: &DeprecatedName, now: &str) -> String {
    let now = prose::code(now);
    format!("@deprecated Renamed to {now}; version {} removes this name.", former.until)
}

/// The members of an interface with every code by its former names; none if there are none.
pub(super) fn former_members(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    for (code, former) in former(catalog) {
        out.push_str(&prose::jsdoc(&comment(former, &code.name), INDENT.len()));
        let (name, value) = (literal::name(&former.name), literal::code(&code.code));
        out.extend([INDENT, "readonly ", &name, ": ", &value, ";\n"]);
    }
    (!out.is_empty()).then_some(out)
}

/// The former names of the function that makes an error, each with the place of the code.
pub(super) fn former_factories(catalog: &Catalog) -> Vec<(usize, &DeprecatedName, String)> {
    let mut taken: BTreeSet<String> = factories(catalog).into_iter().collect();
    let mut all = Vec::new();
    for (at, code) in catalog.codes.iter().enumerate() {
        for former in &code.deprecated_names {
            let DeprecatedName { name, ident, .. } = former;
            let name = function(name, ident);
            if taken.insert(name.clone()) {
                all.push((at, former, name));
            }
        }
    }
    all
}
