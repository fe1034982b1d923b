//! The fields of generated structs, which `new` and setters fill.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types;
use super::word::Ident;
use crate::model::Type;

/// A field of a generated struct.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    /// Its name in Rust.
    pub(super) name: &'a Ident,
    /// The type of its values.
    pub(super) ty: &'a Type,
    /// Whether it may be absent. If so, a setter sets it, and `new` leaves it out.
    pub(super) optional: bool,
}

impl Filled<'_> {
    /// Whether its Rust type is an [`Option`].
    pub(super) fn is_option(self) -> bool {
        self.optional || self.ty.nullable
    }

    /// Its Rust type.
    pub(super) fn ty(self) -> TokenStream {
        let ty = types::kind(&self.ty.kind);
        if self.is_option() { quote!(Option<#ty>) } else { ty }
    }

    /// The parameter that takes its value.
    pub(super) fn parameter(self) -> TokenStream {
        let name = self.name;
        let ty = if self.is_option() { self.ty() } else { types::parameter(&self.ty.kind).0 };
        quote! { #name: #ty }
    }

    /// What `new` makes of the parameter.
    pub(super) fn value(self) -> TokenStream {
        let name = self.name;
        if self.optional {
            quote! { #name: None }
        } else if !self.ty.nullable && types::parameter(&self.ty.kind).1 {
            quote! { #name: #name.into() }
        } else {
            quote! { #name }
        }
    }

    /// The method that sets it if it is optional.
    pub(super) fn setter(self) -> TokenStream {
        let name = self.name;
        let method = format_ident!("with_{}", name);
        let about = format!(" Sets `{name}`.");
        let (ty, converts) = types::parameter(&self.ty.kind);
        let value = if converts { quote!(#name.into()) } else { quote!(#name) };
        quote! {
            #[doc = #about]
            #[must_use]
            pub fn #method(mut self, #name: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    }
}

/// The attribute of a function with more parameters than clippy allows.
pub(super) fn many(parameters: usize) -> Option<TokenStream> {
    (parameters > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] })
}

/// The attribute of a function that may have more lines than clippy allows.
pub(super) fn long(may_be: bool) -> Option<TokenStream> {
    may_be.then(|| quote! { #[allow(clippy::too_many_lines)] })
}
