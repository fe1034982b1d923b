//! The module of one catalog: what it is made of, and its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::plan::Plan;
use super::{details, enums, envelope, error, syntax, table};
use crate::output::Output;
use crate::target::RenderError;

/// The folder of a catalog.
pub(super) fn outputs(plan: &Plan<'_>) -> Result<Vec<Output>, RenderError> {
    let mut outputs = vec![output(plan, "mod", root(plan)?)];
    if plan.has_details() {
        let docs = format!("//! The details of each code of the {} that has some.\n", title(plan));
        outputs.push(output(plan, "details", syntax::print(&docs, details::items(plan)?)));
    }
    let docs = format!("//! The body of an error response of the {}.\n", title(plan));
    outputs.push(output(plan, "envelope", syntax::print(&docs, envelope::items(plan)?)));
    if !plan.codes.is_empty() {
        let docs = format!("//! Errors of the {} that a service sends.\n", title(plan));
        outputs.push(output(plan, "error", syntax::print(&docs, error::items(plan)?)));
    }
    let groups = enums::groups(plan);
    if !groups.is_empty() {
        let docs = format!("//! What sorts the codes of the {}.\n", title(plan));
        let mut items = syntax::items(quote! { use super::shared; })?;
        for group in &groups {
            items.extend(enums::group(plan, group)?);
        }
        outputs.push(output(plan, "groups", syntax::print(&docs, items)));
    }
    let docs = format!("//! What is known of each code of the {}.\n", title(plan));
    outputs.push(output(plan, "table", syntax::print(&docs, table::items(plan)?)));
    Ok(outputs)
}

fn output(plan: &Plan<'_>, module: &str, text: String) -> Output {
    Output { path: format!("src/{}/{module}.rs", plan.module), text }
}

fn title(plan: &Plan<'_>) -> String {
    // A title is one line, but nothing may end the comment it stands in.
    doc::words(&plan.catalog.title)
}

fn root(plan: &Plan<'_>) -> Result<String, RenderError> {
    let mut docs = Doc::of(&format!("Errors of the {}.", title(plan)));
    if let Some(description) = &plan.catalog.description {
        docs.text("", description);
    }
    let allow = plan.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    let groups = enums::groups(plan);
    let names = groups.iter().map(|group| super::ident::raw(group.name));
    let groups = (!groups.is_empty()).then(|| {
        quote! {
            mod groups;
            pub use groups::{#(#names),*};
        }
    });
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
        }
    });
    let envelopes = plan.body.structs.iter().map(|object| &object.name);
    let items = syntax::items(quote! {
        #details_module
        #[cfg(feature = "std")]
        mod envelope;
        #error
        #groups
        #allow
        mod table;
        use super::shared;
        #[cfg(feature = "std")]
        pub use envelope::{#(#envelopes),*};
    })?;
    let (mut items, uses): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| matches!(item, syn::Item::Mod(_)));
    items.extend(uses);
    items.extend(enums::error_code(plan)?);
    items.extend(syntax::items(open_enums(plan))?);
    Ok(syntax::print(&docs.inner(), items))
}

fn open_enums(plan: &Plan<'_>) -> TokenStream {
    let category = (!plan.categories.is_empty()).then(|| {
        quote! {
            /// A category that this version of the crate knows, or the name of one that it does
            /// not know.
            #[cfg(feature = "std")]
            pub type AnyCategory = shared::Open<Category>;
        }
    });
    quote! {
        /// A code that this version of the crate knows, or the text of one that it does not know.
        #[cfg(feature = "std")]
        pub type AnyCode = shared::Open<ErrorCode>;

        #category
    }
}
