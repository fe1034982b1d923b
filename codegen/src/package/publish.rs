//! Where a crate may be published.

use serde_json::{Value as Json, json};

use crate::decode::{Decode, Definitions, Line};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::yaml::{Node, Value};

/// Where Cargo may publish a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publish {
    /// Anywhere, crates.io among them.
    Anywhere,
    /// Nowhere.
    Nowhere,
    /// In these registries of Cargo's configuration.
    In(Vec<String>),
}

impl Publish {
    /// Whether crates.io may have the crate, and so docs.rs its documentation.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match self {
            Publish::Anywhere => true,
            Publish::Nowhere => false,
            Publish::In(registries) => registries.iter().any(|name| name == "crates-io"),
        }
    }
}

impl Decode for Publish {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Publish {
        let Value::List(nodes) = &node.value else {
            let anywhere = bool::decode(node, problems);
            return if anywhere { Publish::Anywhere } else { Publish::Nowhere };
        };
        let registries: Vec<String> = nodes.iter().map(|node| registry(node, problems)).collect();
        // Cargo takes an empty list for `false`.
        if registries.is_empty() { Publish::Nowhere } else { Publish::In(registries) }
    }

    fn fallback() -> Publish {
        Publish::Anywhere
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "anyOf": [bool::schema(definitions), Vec::<Line>::schema(definitions)] })
    }
}

/// The name of a registry in Cargo's configuration.
fn registry(node: &Node<'_>, problems: &mut Problems) -> String {
    let Line(name) = Line::decode(node, problems);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !problems.any_within(node.span) && !name.chars().all(plain) {
        let message = format!("`{name}` cannot be the name of a registry");
        problems.push(
            Diagnostic::error(&rule::PACKAGE_ADDRESS, message).at(node.span, "not accepted").help(
                "write its name in Cargo's configuration: that of the table `[registries.NAME]`",
            ),
        );
    }
    name
}
