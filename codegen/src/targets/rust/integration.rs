//! The crates whose types and traits the generated crate works with, each a feature of it.

use crate::model::{Vocabulary, vocabulary};

vocabulary! {
    /// A crate whose types and traits the generated crate works with.
    pub enum Integration {
        /// axum 0.8: `IntoResponse` for errors, and a layer that answers every failure of a service.
        Axum = "axum";
    }
}

/// What an integration adds to the crate.
pub(super) struct Parts {
    /// What its feature turns on.
    pub feature: &'static [&'static str],
    /// Further features, with what they turn on.
    pub further: &'static [(&'static str, &'static [&'static str])],
    /// The crates that it uses, each optional: names and what a manifest says of them.
    pub dependencies: &'static [(&'static str, &'static str)],
    /// The modules, and the public items of each.
    pub modules: &'static [(&'static str, &'static [&'static str])],
}

impl Integration {
    pub(super) fn parts(self) -> Parts {
        match self {
            Integration::Axum => Parts {
                feature: &[
                    "http",
                    "dep:axum-core",
                    "dep:http-body",
                    "dep:tower-layer",
                    "dep:tower-service",
                ],
                further: &[("tracing", &["axum", "dep:tracing"])],
                dependencies: &[
                    ("axum-core", "{ version = \"0.5\", optional = true }"),
                    ("http-body", "{ version = \"1\", optional = true }"),
                    ("tower-layer", "{ version = \"0.3\", optional = true }"),
                    ("tower-service", "{ version = \"0.3\", optional = true }"),
                    (
                        "tracing",
                        "{ version = \"0.1\", optional = true, default-features = false, \
                         features = [\"std\"] }",
                    ),
                ],
                modules: &[
                    ("axum", &["ErrorLayer", "Rejection", "request_id"]),
                    ("axum_service", &["ErrorService"]),
                ],
            },
        }
    }
}

/// The features that integrations may add, whether or not they are chosen.
pub(super) fn features() -> impl Iterator<Item = &'static str> {
    Integration::ALL.iter().flat_map(|integration| {
        let further = integration.parts().further.iter().map(|(name, _)| *name);
        std::iter::once(integration.word()).chain(further)
    })
}
