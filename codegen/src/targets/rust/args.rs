//! The arguments of constructors, by name: a struct for each code that takes several.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::debug;
use super::details;
use super::doc::Doc;
use super::former;
use super::named::{NamedCatalog, NamedCode};
use super::source::{self, Source};
use super::word::Ident;
use crate::targets::RenderError;

/// The module `args` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!(
        "The arguments of the constructors of errors of the {} that take several: each by its name.",
        api.title()
    );
    let mut source = Source::new(&Doc::of(&about));
    let types = api.with_several_arguments().map(type_of);
    let types: Vec<TokenStream> = types.collect();
    source.items(source::import_shared(&types))?;
    let is_converted = |code: &NamedCode<'_>| code.details.is_some() && code.arguments.is_empty();
    let has_details = api.with_several_arguments().any(is_converted);
    // Not `ApiError`, which a code may be called.
    if has_details {
        source.items(quote! { use super::details; })?;
    }
    source.each(types)?;
    Ok(source.finish())
}

fn type_of(code: &NamedCode<'_>) -> TokenStream {
    let name = code.args();
    let constructor = &code.constructor;
    let about =
        format!("The arguments of [`ApiError::{constructor}`](super::ApiError::{constructor}).");
    let about = Doc::of(&about).attributes();
    let fields = code.required.iter().map(|field| {
        let comment = details::comment(field.detail).attributes();
        let (name, ty) = (&field.name, field.filled().ty());
        quote! { #comment pub #name: #ty }
    });
    let shown: Vec<(&Ident, bool)> =
        code.required.iter().map(|field| (&field.name, field.detail.sensitive)).collect();
    let (derived, debug) = debug(&name, &shown);
    let names: Vec<&Ident> = code.required.iter().map(|field| &field.name).collect();
    let details = code.details.as_ref().filter(|_| code.arguments.is_empty()).map(|details| {
        let ty = &details.name;
        quote! {
            impl From<#name> for details::#ty {
                fn from(args: #name) -> details::#ty {
                    let #name { #(#names),* } = args;
                    details::#ty::new(#(#names),*)
                }
            }
        }
    });
    let former = former::types(code, &name);
    quote! {
        #about
        #[derive(#derived Clone, PartialEq)]
        pub struct #name { #(#fields),* }

        impl From<#name> for super::ApiError {
            fn from(args: #name) -> super::ApiError {
                let #name { #(#names),* } = args;
                super::ApiError::#constructor(#(#names),*)
            }
        }

        #details

        #debug

        #former
    }
}
