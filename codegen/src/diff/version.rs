//! Which version of a package may have which changes.

use semver::Version;

use super::change::Change;
use crate::rule::Tier;

/// The lowest version after another that may have these changes, as Cargo and npm read versions;
/// nothing if there are none.
#[must_use]
pub fn needed(old: &Version, changes: &[Change]) -> Option<Version> {
    let steps = changes.iter().map(|change| match change.tier() {
        Tier::Docs => Step::Small,
        Tier::Added | Tier::Behaviour => Step::Middle,
        Tier::Source | Tier::Wire => Step::Large,
    });
    let Version { major, minor, patch, .. } = *old;
    Some(match (steps.max()?, major, minor) {
        (Step::Large, ..) => breaking(old),
        (Step::Middle, 1.., _) => Version::new(major, minor + 1, 0),
        (Step::Middle | Step::Small, ..) => Version::new(major, minor, patch + 1),
    })
}

/// The next version that may break programs.
#[must_use]
pub fn breaking(old: &Version) -> Version {
    let Version { major, minor, patch, .. } = *old;
    // Before 1.0, the first number that is not 0 stands for what breaks.
    match (major, minor) {
        (0, 0) => Version::new(0, 0, patch + 1),
        (0, _) => Version::new(0, minor + 1, 0),
        _ => Version::new(major + 1, 0, 0),
    }
}

/// How far a version moves.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Small,
    Middle,
    Large,
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Change, needed};
    use crate::rule::{self, Rule};

    #[test]
    fn a_version_follows_from_the_worst_change() {
        let change = |rule: &'static Rule| Change {
            rule,
            keys: Vec::new(),
            catalog: String::new(),
            code: None,
            field: "",
            what: String::new(),
            consequence: String::new(),
            safe: "",
            old: None,
            new: None,
        };
        let after = |old: &str, rules: &[&'static Rule]| {
            let changes: Vec<Change> = rules.iter().map(|rule| change(rule)).collect();
            let old = Version::parse(old).expect("a version");
            needed(&old, &changes).map(|version| version.to_string())
        };
        let (wire, source) = (&rule::CODE_REMOVED, &rule::IDENTIFIER_CHANGED);
        let (behaviour, docs) = (&rule::ADVICE_CHANGED, &rule::TEXT_CHANGED);
        assert_eq!(after("1.4.2", &[]), None);
        for (old, rules, new) in [
            ("1.4.2", &[docs, wire][..], "2.0.0"),
            ("1.4.2", &[source], "2.0.0"),
            ("1.4.2", &[&rule::ADDITION, docs], "1.5.0"),
            ("1.4.2", &[behaviour], "1.5.0"),
            ("1.4.2", &[docs], "1.4.3"),
            ("0.4.2", &[wire], "0.5.0"),
            ("0.4.2", &[behaviour], "0.4.3"),
            ("0.0.2", &[wire], "0.0.3"),
        ] {
            assert_eq!(after(old, rules).as_deref(), Some(new), "{old}");
        }
    }
}
