//! The module of one catalog: its files and its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::ident::raw;
use super::plan::Plan;
use super::source::Source;
use super::{details, enums, envelope, error, received, response, table};
use crate::output::Output;
use crate::targets::RenderError;

/// The folder of a catalog.
pub(super) fn outputs(plan: &Plan<'_>) -> Result<Vec<Output>, RenderError> {
    let mut outputs = vec![output(plan, "mod", root(plan)?)];
    if plan.has_details() {
        let docs = format!("//! The details of error codes of the {}.\n", title(plan));
        outputs.push(output(plan, "details", details::module(plan, &docs)?));
    }
    let docs = format!("//! The body of an error response of the {}.\n", title(plan));
    outputs.push(output(plan, "envelope", envelope::module(plan, &docs)?));
    if !plan.codes.is_empty() {
        let docs = format!("//! Errors of the {}, as a service sends them.\n", title(plan));
        outputs.push(output(plan, "error", error::module(plan, &docs)?));
    }
    if !plan.codes.is_empty() {
        let docs = format!("//! Errors of the {}, as a client receives them.\n", title(plan));
        outputs.push(output(plan, "received", received::module(plan, &docs)?));
        let docs = format!("//! Conversion of errors of the {} to responses.\n", title(plan));
        outputs.push(output(plan, "response", response::module(plan, &docs)?));
    }
    let groups = enums::groups(plan);
    if !groups.is_empty() {
        let docs = format!("//! Groups of error codes of the {}.\n", title(plan));
        let mut source = Source::new(&docs);
        source.items(quote! { use super::shared; })?;
        for group in &groups {
            enums::group(plan, group, &mut source)?;
        }
        outputs.push(output(plan, "groups", source.finish()));
    }
    let docs = format!("//! The metadata of each error code of the {}.\n", title(plan));
    outputs.push(output(plan, "table", table::module(plan, &docs)?));
    Ok(outputs)
}

fn output(plan: &Plan<'_>, module: &str, text: String) -> Output {
    Output { path: format!("src/{}/{module}.rs", plan.module), text }
}

fn title(plan: &Plan<'_>) -> String {
    doc::words(&plan.catalog.title)
}

fn root(plan: &Plan<'_>) -> Result<String, RenderError> {
    let mut docs = Doc::of(&format!("Errors of the {}.", title(plan)));
    if let Some(description) = &plan.catalog.description {
        docs.text(description);
    }
    let allow = plan.has_deprecated.then(|| quote!(#[allow(deprecated)]));
    let groups = enums::groups(plan);
    let mut names: Vec<_> = groups.iter().map(|group| raw(group.name)).collect();
    names.sort();
    let groups = (!groups.is_empty()).then(|| {
        quote! {
            mod groups;
            pub use groups::{#(#names),*};
        }
    });
    let envelopes = plan.body.structs.iter().map(|object| &object.name);
    let (details_module, details_enum) = if plan.has_details() {
        (quote! { #[cfg(feature = "std")] pub mod details; }, quote!(, Details))
    } else {
        Default::default()
    };
    let error = (!plan.codes.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "std")]
            #allow
            mod error;
            #[cfg(feature = "std")]
            pub use error::{ApiError #details_enum};
            #[cfg(feature = "json")]
            #allow
            mod received;
            #[cfg(feature = "json")]
            pub use received::ReceivedError;
            #[cfg(feature = "json")]
            mod response;
        }
    });
    let modules = quote! {
        use super::shared;
        #details_module
        #[cfg(feature = "std")]
        mod envelope;
        #[cfg(feature = "std")]
        pub use envelope::{#(#envelopes),*};
        #error
        #groups
        #allow
        mod table;
    };
    let mut source = Source::new(&docs.inner());
    source.modules(modules)?;
    enums::error_code(plan, &mut source)?;
    source.items(open_enums(plan))?;
    Ok(source.finish())
}

fn open_enums(plan: &Plan<'_>) -> TokenStream {
    let category = (!plan.categories.is_empty()).then(|| {
        quote! {
            /// A category that this version of the crate knows, or the name of an unknown one.
            #[cfg(feature = "std")]
            pub type AnyCategory = shared::Open<Category>;
        }
    });
    quote! {
        /// A code that this version of the crate knows, or the text of an unknown one.
        #[cfg(feature = "std")]
        pub type AnyCode = shared::Open<ErrorCode>;

        #category
    }
}
