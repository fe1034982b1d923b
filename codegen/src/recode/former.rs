//! The names that a code has had: those that clients know, and those that programs use.

use semver::Version;

use super::entries::place_of;
use super::family::{Member, with_entry};
use super::place::{Insertion, after_last, before_first, put, scalar};
use crate::decode::Decode;
use crate::language::ErrorSpec;
use crate::names;
use crate::source::{Sources, Span};
use crate::yaml::{Key, Node, Value};

/// The edits that list the names of a renamed code under `aliases`, before those that it has, and, if
/// packages are to keep the old name until a version, under `deprecated_names`.
pub(super) fn listed(
    sources: &Sources,
    member: &Member<'_>,
    aliases: &[String],
    until: Option<&Version>,
) -> Option<Vec<Insertion>> {
    let text = &sources.file(member.span).text;
    let aliases = aliases.join(", ");
    let kept = until.map(|until| kept(member, until));
    with_entry(sources, member.span, |entry| {
        let Value::Map(keys) = &entry.value else { return None };
        let mut edits = Vec::new();
        // The new name may be a former one.
        let absent = match of_key(keys, "aliases") {
            None => Some(format!("aliases: [{aliases}]")),
            Some(list @ Node { value: Value::List(_), .. }) => {
                edits.push(before_first(text, list, &aliases)?);
                None
            }
            Some(_) => return None,
        };
        let kept = match (kept, of_key(keys, "deprecated_names")) {
            (None, _) => None,
            (Some(kept), None) => Some(format!("deprecated_names: {{ {kept} }}")),
            (Some(kept), Some(names)) => {
                edits.push(after_last(text, names, &kept)?);
                None
            }
        };
        // Two entries at one place are put there together.
        let at = |key| place_of(entry, key, ErrorSpec::keys());
        match (absent, kept) {
            (Some(aliases), Some(kept)) if at("aliases") == at("deprecated_names") => {
                let end = if super::is_in_braces(text, keys) { ", " } else { "\n" };
                edits.push(put(text, entry, at("aliases"), &format!("{aliases}{end}{kept}"))?);
            }
            (aliases, kept) => {
                for (key, new) in [("aliases", aliases), ("deprecated_names", kept)] {
                    edits.extend(match new {
                        Some(new) => Some(put(text, entry, at(key), &new)?),
                        None => None,
                    });
                }
            }
        }
        Some(edits)
    })
}

fn of_key<'n, 's>(keys: &'n [(Key<'s>, Node<'s>)], name: &str) -> Option<&'n Node<'s>> {
    keys.iter().find(|(key, _)| key.text == name).map(|(_, value)| value)
}

/// What `deprecated_names` says of a name.
fn kept(member: &Member<'_>, until: &Version) -> String {
    let name = scalar(member.name);
    let ident = member.ident.filter(|ident| names::pascal(member.name) != *ident);
    let ident = ident.map_or_else(String::new, |ident| format!(", ident: {ident}"));
    format!("{name}: {{ until: \"{until}\"{ident} }}")
}

/// Where an entry says that its own name is a former one.
pub(super) fn own(name: &str, spec: &ErrorSpec) -> Vec<Span> {
    let aliases = spec.aliases.iter();
    let kept = spec.deprecated_names.0.iter().map(|(kept, _)| kept);
    aliases.chain(kept).filter(|former| former.value == name).map(|former| former.span).collect()
}
