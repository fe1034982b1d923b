//! What happened to codes from version to version.

use std::collections::BTreeMap;

use super::change::Change;
use super::changes;
use crate::model::{History, Milestone, Model};
use crate::rule::{self, Tier};

/// The history of the codes that a model has, since versions of which the oldest comes first, each with
/// its name. What only readers notice is left out.
#[must_use]
pub fn history(versions: &[(String, Model)], now: &Model) -> History {
    let mut history = History::new();
    let Some((first, oldest)) = versions.first() else { return history };
    let names = names(now);
    let mut add = |version: &str, catalog: &str, code: &str, what: String| {
        let Some(name) = names.get(&(catalog, code)) else { return };
        let milestones = history.entry((catalog.to_owned(), (*name).to_owned())).or_default();
        match milestones.last_mut().filter(|last| last.version == version) {
            Some(last) if last.changes.contains(&what) => {}
            Some(last) => last.changes.push(what),
            None => milestones.push(Milestone { version: version.to_owned(), changes: vec![what] }),
        }
    };
    let before = format!("{first} or earlier");
    for catalog in &oldest.catalogs {
        for code in &catalog.codes {
            add(&before, &catalog.id, &code.name, "added".to_owned());
        }
    }
    for (at, (version, old)) in versions.iter().enumerate() {
        let (label, new) = match versions.get(at + 1) {
            Some((version, new)) => (version.clone(), new),
            None => (format!("after {version}"), now),
        };
        for new in new.catalogs.iter().filter(|new| old.catalog(&new.id).is_none()) {
            for code in &new.codes {
                add(&label, &new.id, &code.name, "added".to_owned());
            }
        }
        for change in changes(old, new) {
            if let (Some(code), Some(what)) = (&change.code, told(&change)) {
                add(&label, &change.catalog, code, what);
            }
        }
    }
    history
}

/// The name that each code has now, by the id of its catalog and what it was ever called.
fn names(now: &Model) -> BTreeMap<(&str, &str), &str> {
    let mut names = BTreeMap::new();
    for catalog in &now.catalogs {
        for code in &catalog.codes {
            let former = code.aliases.iter().map(String::as_str);
            for name in former.chain([code.name.as_str()]) {
                names.insert((catalog.id.as_str(), name), code.name.as_str());
            }
        }
    }
    names
}

/// What a change is in the history of a code.
fn told(change: &Change) -> Option<String> {
    if *change.rule == rule::ADDITION && change.field == "codes" {
        Some("added".to_owned())
    } else if *change.rule == rule::CODE_DEPRECATED {
        Some("deprecated".to_owned())
    } else if change.tier() == Tier::Docs {
        None
    } else {
        Some(change.what.clone())
    }
}
