//! What all catalogs of the crate share: source that is the same in every crate.

use std::collections::BTreeSet;
use std::fmt::Write;

use quote::quote;

use super::plan::Plan;
use super::source::{self, Source};
use super::{error, types};
use crate::model::Kind;
use crate::output::Output;
use crate::targets::RenderError;

/// A handwritten module of the folder `shared`.
struct Module {
    name: &'static str,
    /// The feature that it needs.
    feature: Option<&'static str>,
    /// What it exports to users of the crate.
    public: &'static str,
    /// What it exports only to catalogs.
    private: &'static str,
    /// Whether the crate has it even if no catalog needs it.
    always: bool,
}

macro_rules! module {
    ($name:literal, $always:literal, $feature:expr, $public:literal, $private:literal) => {
        Module {
            name: $name,
            feature: $feature,
            public: $public,
            private: $private,
            always: $always,
        }
    };
}

const STD: Option<&str> = Some("std");
const JSON: Option<&str> = Some("json");

const MODULES: &[Module] = &[
    module!("advice", true, None, "{Delivery, Retry}", ""),
    module!("challenge", true, JSON, "", ""),
    module!("constant", false, STD, "", "constant"),
    module!("delay", true, None, "{Delay, HttpDate, InvalidDelay}", ""),
    module!("error", false, STD, "", "{details, error}"),
    module!("group", true, None, "", "{Group, group}"),
    module!("grpc", true, None, "GrpcCode", ""),
    module!("hash", false, None, "", "find"),
    module!("lenient", true, JSON, "", ""),
    module!("metadata", true, None, "", "{Info, metadata}"),
    module!("names", true, None, "UnknownName", "names"),
    module!("open", true, STD, "{Open, Unrecognized}", ""),
    module!("query", false, JSON, "", "{query, redirect as redirect_address}"),
    module!(
        "received",
        true,
        JSON,
        "UnexpectedResponse",
        "{Entry, Found, Path, Received, body_only, body_or_redirect, received}"
    ),
    module!("redacted", false, STD, "", "Redacted"),
    module!("response", true, JSON, "{ErrorResponse, Header}", "{Headers, Reply, respond}"),
    module!("sending", true, STD, "", "{Sending, redirect}"),
    module!("value", false, STD, "{Object, Value}", "{Step, object, put}"),
    module!("visitor", true, Some("serde"), "", "NameVisitor"),
];

/// The folder `shared` of the crate.
pub(super) fn outputs(plans: &[Plan<'_>]) -> Result<Vec<Output>, RenderError> {
    let needs = Needs::of(plans);
    let modules: Vec<&Module> =
        MODULES.iter().filter(|module| module.always || needs.0.contains(module.name)).collect();
    let text = root(&modules, &needs)?;
    let mut outputs = vec![Output { path: "src/shared/mod.rs".to_owned(), text }];
    for (name, text) in errbook_templates::RUST_SHARED {
        if modules.iter().any(|module| module.name == *name) {
            let path = format!("src/shared/{name}.rs");
            outputs.push(Output { path, text: source::file(text) });
        }
    }
    Ok(outputs)
}

fn root(modules: &[&Module], needs: &Needs) -> Result<String, RenderError> {
    let mut text = "//! What all catalogs share.\n\n\
        #![allow(\n    dead_code,\n    unused_imports,\n    unused_macros,\n    \
        reason = \"what is used depends on the features\"\n)]\n\n"
        .to_owned();
    let line = |line: std::fmt::Arguments<'_>, module: &Module, text: &mut String| {
        if let Some(feature) = module.feature {
            let _ = writeln!(text, "#[cfg(feature = {feature:?})]");
        }
        let _ = writeln!(text, "{line}");
    };
    for module in modules {
        line(format_args!("mod {};", module.name), module, &mut text);
    }
    text.push('\n');
    for module in modules {
        let Module { name, public, private, .. } = module;
        if !public.is_empty() {
            line(format_args!("pub use {name}::{public};"), module, &mut text);
        }
        if !private.is_empty() {
            line(format_args!("pub(crate) use {name}::{private};"), module, &mut text);
        }
    }
    let mut source = Source::new(&text);
    if needs.0.contains("value") {
        source.items(quote! {
            #[cfg(feature = "std")]
            impl From<Delay> for Value {
                fn from(delay: Delay) -> Value {
                    match delay {
                        Delay::Seconds(seconds) => seconds.into(),
                        Delay::Until(date) => date.to_string().into(),
                    }
                }
            }
        })?;
    }
    Ok(source.finish())
}

/// The modules that some catalog needs.
#[derive(Default)]
struct Needs(BTreeSet<&'static str>);

impl Needs {
    fn of(plans: &[Plan<'_>]) -> Needs {
        let mut needs = Needs::default();
        for plan in plans {
            needs.catalog(plan);
        }
        needs
    }

    fn catalog(&mut self, plan: &Plan<'_>) {
        self.module("constant", !plan.body.constants.is_empty());
        self.module("error", !plan.codes.is_empty());
        self.module("query", plan.has_redirects());
        self.module("hash", plan.lookup.is_hashed());
        for leaf in &plan.body.leaves {
            self.kind(&leaf.ty.kind);
            self.module("value", leaf.any);
            self.module("redacted", leaf.sensitive);
        }
        for (_, details) in plan.detailed() {
            for field in &details.fields {
                self.kind(&field.detail.ty.kind);
                self.module("redacted", field.detail.sensitive);
                self.module("value", error::shown_as_json(field));
            }
        }
    }

    fn kind(&mut self, kind: &Kind) {
        self.module("value", types::mentions(kind, |kind| *kind == Kind::Object));
    }

    fn module(&mut self, name: &'static str, needed: bool) {
        if needed {
            self.0.insert(name);
        }
    }
}
