//! The module of one catalog: its files and its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::ident::raw;
use super::named::NamedCatalog;
use super::source::Source;
use super::{
    args, declared, described, details, enums, envelope, error, former, methods, operations, table,
    wire,
};
use crate::model::CodeType;
use crate::output::Output;
use crate::targets::{Emit, RenderError};

/// The folder of a catalog.
pub(super) fn render(api: &NamedCatalog<'_>, emit: Emit<'_>) -> Result<(), RenderError> {
    let add = |module: &str, text: String| {
        emit(Output { path: format!("src/{}/{module}.rs", api.module), text });
    };
    add("mod", root(api)?);
    add("envelope", envelope::module(api)?);
    add("table", table::module(api)?);
    if api.has_details() {
        add("details", details::module(api)?);
    }
    if api.has_several_arguments() {
        add("args", args::module(api)?);
    }
    if !api.catalog.types.is_empty() {
        add("types", declared::module(api)?);
    }
    if !api.codes.is_empty() {
        add("error", error::module(api)?);
        add("wire", wire::module(api)?);
    }
    if described::any(api) {
        add("described", described::module(api)?);
    }
    let groups = enums::groups(api);
    if !groups.is_empty() {
        add("groups", enums::groups_module(api, &groups)?);
    }
    if operations::any(api) {
        add("operations", operations::module(api)?);
    }
    Ok(())
}

fn root(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let mut docs = Doc::of(&format!("Errors of the {}.", api.title()));
    if let Some(description) = &api.catalog.description {
        docs.text(description);
    }
    let mut source = Source::new(&docs);
    source.modules(modules(api))?;
    source.items(marker(api))?;
    enums::error_code(api, &mut source)?;
    source.items(former::variants(&raw("ErrorCode"), api.codes.iter()))?;
    source.items(methods::error_code(api))?;
    source.items(open_enums(api))?;
    Ok(source.finish())
}

/// The modules of the catalog, and what it exports of them.
fn modules(api: &NamedCatalog<'_>) -> TokenStream {
    let allow = api.has_deprecated.then(|| quote!(#[allow(deprecated)]));
    let groups = enums::groups(api);
    let mut names: Vec<_> = groups.iter().map(|group| raw(&group.name)).collect();
    names.sort();
    let groups = (!groups.is_empty()).then(|| {
        quote! {
            mod groups;
            pub use groups::{#(#names),*};
        }
    });
    let required = api.has_required().then(|| raw("Required"));
    let envelopes = api.body.structs.iter().map(|object| &object.name).chain(&required);
    let details = api.has_details().then(|| {
        quote! {
            #[cfg(feature = "std")]
            pub mod details;
        }
    });
    let arguments = api.has_several_arguments().then(|| {
        quote! {
            #[cfg(feature = "std")]
            #allow
            pub mod args;
        }
    });
    let error = (!api.codes.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "std")]
            #allow
            mod error;
            #[cfg(feature = "std")]
            pub use error::{ApiError, Details};
            #[cfg(feature = "json")]
            #allow
            mod wire;
            #[cfg(feature = "json")]
            pub use wire::{ClientError, ReceivedError};
        }
    });
    let described = described::declaration(api);
    let operations = operations::any(api).then(|| {
        quote! {
            #[cfg(feature = "operations")]
            #allow
            pub mod operations;
        }
    });
    let types = (!api.catalog.types.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "std")]
            pub mod types;
        }
    });
    quote! {
        use super::shared;
        #arguments
        #described
        #details
        #[cfg(feature = "std")]
        mod envelope;
        #[cfg(feature = "std")]
        pub use envelope::{#(#envelopes),*};
        #error
        #groups
        #operations
        #allow
        mod table;
        #types
    }
}

/// The type that stands for the catalog in types that all catalogs share.
fn marker(api: &NamedCatalog<'_>) -> TokenStream {
    let about = format!("The catalog of the {}, as a type without values.", api.title());
    let about = Doc::of(&about).attributes();
    let name = &api.marker;
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #name {}
    }
}

fn open_enums(api: &NamedCatalog<'_>) -> TokenStream {
    let category = (!api.categories.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "std")]
            impl shared::support::Name for Category {}

            /// A category that this version of the crate knows, or the name of an unknown one.
            #[cfg(feature = "std")]
            pub type AnyCategory = shared::Open<Category>;
        }
    });
    let is_number = (api.catalog.naming.ty == CodeType::Integer).then(|| {
        quote! { const IS_NUMBER: bool = true; }
    });
    quote! {
        #[cfg(feature = "std")]
        impl shared::support::Name for ErrorCode { #is_number }

        /// A code that this version of the crate knows, or the text of an unknown one.
        #[cfg(feature = "std")]
        pub type AnyCode = shared::Open<ErrorCode>;

        #category
    }
}
