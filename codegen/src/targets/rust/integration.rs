//! The crates whose types and traits the generated crate works with, each a feature of it.

use crate::model::{Vocabulary, vocabulary};

vocabulary! {
    /// A crate whose types and traits the generated crate works with.
    pub enum Integration {
        /// axum 0.8: `IntoResponse` for errors, and a layer that answers every failure of a service.
        Axum = "axum";
        /// actix-web 4: `ResponseError` for errors.
        ActixWeb = "actix-web";
        /// poem 3: `ResponseError` for errors.
        Poem = "poem";
        /// Rocket 0.5: `Responder` for errors.
        Rocket = "rocket";
        /// warp 0.4: `Reply` and `Reject` for errors.
        Warp = "warp";
        /// salvo 1: `Scribe` for errors.
        Salvo = "salvo";
        /// tonic 0.14: conversions of errors to and from `Status`, with the details of `google.rpc`.
        Tonic = "tonic";
        /// reqwest 0.13: `ClientError::check` reads a response.
        Reqwest = "reqwest";
        /// utoipa 6: `ToSchema` for bodies, and `IntoResponses` for errors and for what operations answer
        /// with.
        Utoipa = "utoipa";
        /// aide 0.15: `OperationOutput` for errors and for what operations answer with.
        Aide = "aide";
        /// salvo-oapi 1: `EndpointOutRegister` for errors, and `ToResponses` for what operations answer
        /// with.
        SalvoOapi = "salvo-oapi";
        /// schemars 1: `JsonSchema` for bodies.
        Schemars = "schemars";
    }
}

/// What an integration adds to the crate.
pub(super) struct Parts {
    /// What its feature turns on.
    pub feature: &'static [&'static str],
    /// Further features, with what they turn on.
    pub further: &'static [(&'static str, &'static [&'static str])],
    /// The crates that it uses, each optional and without its default features: names and versions.
    pub dependencies: &'static [(&'static str, &'static str)],
    /// The modules, and the public items of each.
    pub modules: &'static [(&'static str, &'static [&'static str])],
}

impl Integration {
    /// Whether it describes bodies, for which each catalog has a module of what is said about them.
    pub(super) fn describes(self) -> bool {
        matches!(
            self,
            Integration::Utoipa
                | Integration::Aide
                | Integration::SalvoOapi
                | Integration::Schemars
        )
    }

    pub(super) fn parts(self) -> Parts {
        match self {
            Integration::Axum => AXUM,
            Integration::ActixWeb => Parts {
                feature: &["json", "dep:actix-web"],
                dependencies: &[("actix-web", "4")],
                modules: &[("actix_web", &[])],
                ..NOTHING
            },
            Integration::Poem => Parts {
                feature: &["http", "dep:poem"],
                dependencies: &[("poem", "3")],
                modules: &[("poem", &[])],
                ..NOTHING
            },
            Integration::Rocket => Parts {
                feature: &["json", "dep:rocket"],
                dependencies: &[("rocket", "0.5")],
                modules: &[("rocket", &[])],
                ..NOTHING
            },
            Integration::Warp => Parts {
                feature: &["http", "dep:warp"],
                dependencies: &[("warp", "0.4")],
                modules: &[("warp", &[])],
                ..NOTHING
            },
            Integration::Salvo => Parts {
                feature: &["http", "dep:salvo_core"],
                dependencies: &[("salvo_core", "1")],
                modules: &[("salvo", &[])],
                ..NOTHING
            },
            Integration::Tonic => Parts {
                feature: &["json", "dep:tonic", "dep:tonic-types"],
                dependencies: &[("tonic", "0.14"), ("tonic-types", "0.14")],
                modules: &[("tonic", &[])],
                ..NOTHING
            },
            Integration::Reqwest => Parts {
                feature: &["json", "dep:reqwest"],
                dependencies: &[("reqwest", "0.13")],
                modules: &[("reqwest", &[])],
                ..NOTHING
            },
            Integration::Utoipa => Parts {
                // Without its macros, utoipa 6.0.0 does not compile.
                feature: &["json", "dep:utoipa", "utoipa/macros"],
                dependencies: &[("utoipa", "6")],
                modules: &[("utoipa", &[])],
                ..NOTHING
            },
            Integration::Aide => Parts {
                feature: &["json", "dep:aide"],
                dependencies: &[("aide", "0.15")],
                modules: &[("aide", &[])],
                ..NOTHING
            },
            Integration::SalvoOapi => Parts {
                feature: &["json", "dep:salvo-oapi"],
                dependencies: &[("salvo-oapi", "1")],
                modules: &[("salvo_oapi", &[])],
                ..NOTHING
            },
            Integration::Schemars => Parts {
                feature: &["json", "dep:schemars"],
                dependencies: &[("schemars", "1")],
                modules: &[("schemars", &[])],
                ..NOTHING
            },
        }
    }
}

const NOTHING: Parts = Parts { feature: &[], further: &[], dependencies: &[], modules: &[] };

const AXUM: Parts = Parts {
    feature: &["http", "dep:axum-core", "dep:http-body", "dep:tower-layer", "dep:tower-service"],
    further: &[("tracing", &["axum", "dep:tracing", "tracing/std"])],
    dependencies: &[
        ("axum-core", "0.5"),
        ("http-body", "1"),
        ("tower-layer", "0.3"),
        ("tower-service", "0.3"),
        ("tracing", "0.1"),
    ],
    modules: &[
        ("axum", &["ErrorLayer", "Rejection", "request_id"]),
        ("axum_service", &["ErrorService"]),
    ],
};

/// The features that integrations may add, whether or not they are chosen.
pub(super) fn features() -> impl Iterator<Item = &'static str> {
    Integration::ALL.iter().flat_map(|integration| {
        let further = integration.parts().further.iter().map(|(name, _)| *name);
        std::iter::once(integration.word()).chain(further)
    })
}
