//! `Debug` of types with fields that must not show.

use proc_macro2::TokenStream;
use quote::quote;

use super::word::{Ident, Snippet};

/// The `Debug` of a type, given its fields and whether each is sensitive: derived, or implemented if
/// a field must not show. The first goes before the other derived traits.
pub(super) fn debug(name: &Ident, fields: &[(&Ident, bool)]) -> (Snippet, TokenStream) {
    if fields.iter().all(|(_, sensitive)| !sensitive) {
        return (Snippet::new("Debug, "), TokenStream::new());
    }
    let title = name.to_string();
    let fields = fields.iter().map(|(name, sensitive)| {
        let label = name.to_string();
        if *sensitive {
            quote! { .field(#label, &shared::support::Redacted) }
        } else {
            quote! { .field(#label, &self.#name) }
        }
    });
    let implementation = quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#title) #(#fields)* .finish()
            }
        }
    };
    (Snippet::new(""), implementation)
}
