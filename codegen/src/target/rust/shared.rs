//! What all catalogs of the crate share: source that is the same in every crate.

use quote::quote;

use super::plan::Plan;
use super::source::{self, Source};
use super::{error, lookup, types};
use crate::model::Kind;
use crate::output::Output;
use crate::target::RenderError;

/// A module that is written by hand.
macro_rules! source {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../templates/rust/shared/", $name, ".rs")))
    };
}

/// Which of the modules some catalog needs.
#[derive(Debug, Default)]
struct Needs {
    constant: bool,
    delay: bool,
    error: bool,
    hash: bool,
    redacted: bool,
    value: bool,
}

/// The folder `shared` of the crate.
pub(super) fn outputs(plans: &[Plan<'_>]) -> Result<Vec<Output>, RenderError> {
    let needs = Needs::of(plans);
    let sources = [
        (source!("advice"), true),
        (source!("constant"), needs.constant),
        (source!("delay"), needs.delay),
        (source!("error"), needs.error),
        (source!("group"), true),
        (source!("grpc"), true),
        (source!("hash"), needs.hash),
        (source!("metadata"), true),
        (source!("names"), true),
        (source!("open"), true),
        (source!("redacted"), needs.redacted),
        (source!("value"), needs.value),
    ];
    let needed = sources.into_iter().filter(|(_, needed)| *needed).map(|(source, _)| source);
    let mut outputs = vec![Output { path: "src/shared/mod.rs".to_owned(), text: root(&needs)? }];
    outputs.extend(needed.map(|(name, source)| Output {
        path: format!("src/shared/{name}.rs"),
        text: source::file(source),
    }));
    Ok(outputs)
}

fn root(needs: &Needs) -> Result<String, RenderError> {
    let constant = needs.constant.then(|| {
        quote! {
            #[cfg(feature = "std")]
            mod constant;
            #[cfg(feature = "std")]
            pub(crate) use constant::constant;
        }
    });
    let delay = needs.delay.then(|| {
        quote! {
            mod delay;
            pub use delay::{Delay, HttpDate, InvalidDelay};
        }
    });
    let error = needs.error.then(|| {
        quote! {
            #[cfg(feature = "std")]
            mod error;
            #[cfg(feature = "std")]
            pub(crate) use error::{details, error};
        }
    });
    let hash = needs.hash.then(|| {
        quote! {
            mod hash;
            pub(crate) use hash::find;
        }
    });
    let redacted = needs.redacted.then(|| {
        quote! {
            #[cfg(feature = "std")]
            mod redacted;
            #[cfg(feature = "std")]
            pub(crate) use redacted::Redacted;
        }
    });
    let value = needs.value.then(|| {
        quote! {
            #[cfg(feature = "std")]
            mod value;
            #[cfg(feature = "std")]
            pub use value::{Object, Value};
            #[cfg(feature = "std")]
            pub(crate) use value::{Step, object, put};
        }
    });
    let modules = quote! {
        mod advice;
        mod group;
        mod grpc;
        mod metadata;
        mod names;
        #[cfg(feature = "std")]
        mod open;
        pub use advice::{Delivery, Retry};
        pub(crate) use group::{Group, group};
        pub use grpc::GrpcCode;
        pub(crate) use metadata::{Info, metadata};
        #[cfg(feature = "serde")]
        pub(crate) use names::NameVisitor;
        pub use names::UnknownName;
        pub(crate) use names::names;
        #[cfg(feature = "std")]
        pub use open::{Open, Unrecognized};
        #constant
        #delay
        #error
        #hash
        #redacted
        #value
    };
    let docs = "//! What all catalogs share.\n\n\
        #![allow(dead_code, unused_imports, unused_macros, reason = \"catalogs use a part of it each\")]\n";
    let mut source = Source::new(docs);
    source.modules(modules)?;
    if needs.delay && needs.value {
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

impl Needs {
    fn of(plans: &[Plan<'_>]) -> Needs {
        let mut needs = Needs::default();
        for plan in plans {
            needs.catalog(plan);
        }
        needs
    }

    fn catalog(&mut self, plan: &Plan<'_>) {
        self.constant |= !plan.body.constants.is_empty();
        self.error |= !plan.codes.is_empty();
        self.hash |= lookup::is_hashed(plan.codes.len());
        for leaf in &plan.body.leaves {
            self.kind(&leaf.ty.kind);
            self.value |= leaf.any;
            self.redacted |= leaf.sensitive;
        }
        for (_, details) in plan.detailed() {
            for field in &details.fields {
                self.kind(&field.detail.ty.kind);
                self.redacted |= field.detail.sensitive;
                self.value |= error::shown_as_json(field);
            }
        }
    }

    fn kind(&mut self, kind: &Kind) {
        self.delay |= types::mentions(kind, |kind| *kind == Kind::Delay);
        self.value |= types::mentions(kind, |kind| *kind == Kind::Object);
    }
}
