//! Versions of packages.

use semver::Version;
use serde_json::{Value as Json, json};

use super::{Decode, Definitions, Line};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::yaml::Node;

impl Decode for Version {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Version {
        let Line(text) = Line::decode(node, problems);
        Version::parse(&text).unwrap_or_else(|_| {
            if !problems.any_within(node.span) {
                problems.push(
                    Diagnostic::error(
                        &rule::PACKAGE_VERSION,
                        format!("`{text}` is not a semantic version"),
                    )
                    .at(node.span, "not a version")
                    .help("write three numbers, as in `2.0.0`"),
                );
            }
            Version::fallback()
        })
    }

    fn fallback() -> Version {
        Version::new(0, 0, 0)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+" })
    }
}
