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
use crate::parallel;
use crate::targets::{Emit, RenderError};

/// A file of a catalog.
struct File {
    module: &'static str,
    /// Whether the catalog has it.
    is_there: fn(&NamedCatalog<'_>) -> bool,
    text: fn(&NamedCatalog<'_>) -> Result<String, RenderError>,
}

/// The files of a catalog; those that take longest first, so that none of them is left for the end.
const FILES: &[File] = &[
    File { module: "table", is_there: |_| true, text: table::module },
    File { module: "error", is_there: has_codes, text: error::module },
    File { module: "details", is_there: |api| api.has_details(), text: details::module },
    File { module: "mod", is_there: |_| true, text: root },
    File { module: "wire", is_there: has_codes, text: wire::module },
    File { module: "args", is_there: |api| api.has_several_arguments(), text: args::module },
    File { module: "envelope", is_there: |_| true, text: envelope::module },
    File { module: "operations", is_there: operations::any, text: operations::module },
    File { module: "described", is_there: described::any, text: described::module },
    File { module: "groups", is_there: has_groups, text: groups },
    File { module: "types", is_there: has_types, text: declared::module },
];

/// The folder of a catalog, whose files are written at the same time.
pub(super) fn render(api: &NamedCatalog<'_>, emit: Emit<'_>) -> Result<(), RenderError> {
    let files: Vec<&File> = FILES.iter().filter(|file| (file.is_there)(api)).collect();
    let emitted = parallel::map(&files, |file| {
        let path = format!("src/{}/{}.rs", api.module, file.module);
        emit(Output { path, text: (file.text)(api)? });
        Ok(())
    });
    emitted.into_iter().collect()
}

fn has_codes(api: &NamedCatalog<'_>) -> bool {
    !api.codes.is_empty()
}

fn has_types(api: &NamedCatalog<'_>) -> bool {
    !api.catalog.types.is_empty()
}

fn has_groups(api: &NamedCatalog<'_>) -> bool {
    !enums::groups(api).is_empty()
}

fn groups(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    enums::groups_module(api, &enums::groups(api))
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
