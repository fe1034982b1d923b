//! What each operation of a catalog can answer with, as an enum.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::described;
use super::doc::{self, Doc};
use super::former;
use super::ident::raw;
use super::named::NamedCatalog;
use super::source::Source;
use super::word::Ident;
use crate::model::{CodeId, Operation};
use crate::names;
use crate::targets::RenderError;

/// The operations that can return some code, with all that they can return.
fn raising<'a>(
    api: &NamedCatalog<'a>,
) -> impl Iterator<Item = (&'a Operation, BTreeSet<CodeId>)> + use<'a> {
    let catalog = api.catalog;
    let operations = catalog.operations.iter().map(|operation| {
        (operation, catalog.raises.iter().chain(&operation.codes).copied().collect())
    });
    operations.filter(|(_, codes): &(_, BTreeSet<_>)| !codes.is_empty())
}

/// Whether the catalog has the module.
pub(super) fn any(api: &NamedCatalog<'_>) -> bool {
    raising(api).next().is_some()
}

/// The module `operations` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("The codes that each operation of the {} can answer with.", api.title());
    let mut source = Source::new(Doc::of(&about).markdown(
        "An enum is made from an [`ErrorCode`] with `try_from`, which gives back a code that the \
         operation does not list, and into one with `from`.",
    ));
    source.items(quote! { use super::ErrorCode; })?;
    for (operation, codes) in raising(api) {
        let name = raw(&format!("{}Error", names::operation(&operation.id)));
        source.items(items(api, operation, &codes, &name))?;
    }
    Ok(source.finish())
}

fn items(
    api: &NamedCatalog<'_>,
    operation: &Operation,
    codes: &BTreeSet<CodeId>,
    name: &Ident,
) -> TokenStream {
    let mut about = Doc::of(&format!("What {} can answer with.", doc::code(&operation.label())));
    if let Some(description) = &operation.description {
        about.text(description);
    }
    let about = about.attributes();
    let former = codes.iter().map(|id| &api.codes[id.index()]);
    let former = former::variants(name, former);
    let variants: Vec<_> = codes.iter().map(|id| &api.codes[id.index()].variant).collect();
    let open = api.open();
    let described = described::of_operation(api, name);
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #open
        #[allow(missing_docs, reason = "`ErrorCode` says what each code means")]
        pub enum #name { #(#variants),* }

        impl #name {
            /// Every code of the operation, in the order of the reference.
            pub const ALL: &'static [#name] = &[#(#name::#variants),*];

            /// The same as codes of the catalog.
            pub const CODES: &'static [ErrorCode] = &[#(ErrorCode::#variants),*];
        }

        #former

        impl From<#name> for ErrorCode {
            fn from(error: #name) -> ErrorCode {
                #name::CODES[error as usize]
            }
        }

        impl TryFrom<ErrorCode> for #name {
            type Error = ErrorCode;

            fn try_from(code: ErrorCode) -> Result<#name, ErrorCode> {
                let place = #name::CODES.iter().position(|of| *of == code);
                place.map(|place| #name::ALL[place]).ok_or(code)
            }
        }

        #described
    }
}
