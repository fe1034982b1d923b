//! The address at which a site is published.

use crate::decode::{Decode, Definitions, Line};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::yaml::Node;

/// The address of a site, which ends in a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The address that a URL is; nothing if no site can have it.
    #[must_use]
    pub fn parse(url: &str) -> Option<Address> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let plain = |c: char| c.is_ascii_graphic() && !"?#<>\"'`\\{}|^&".contains(c);
        (!rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
            .then(|| Address(format!("{}/", url.trim_end_matches('/'))))
    }

    /// The URL, with the final slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.0
    }
}

impl Decode for Address {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Address {
        let Line(url) = Line::decode(node, problems);
        Address::parse(&url).unwrap_or_else(|| {
            // A value of another type was reported, and this is its fallback.
            if !problems.any_within(node.span) {
                problems.push(
                    Diagnostic::error(
                        &rule::SITE_ADDRESS,
                        format!("`{url}` is not the address of a site"),
                    )
                    .at(node.span, "not an address of a site")
                    .help("write it like `https://docs.example.com/errors/`"),
                );
            }
            Address::fallback()
        })
    }

    fn fallback() -> Address {
        Address(String::new())
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        Line::schema(definitions)
    }
}
