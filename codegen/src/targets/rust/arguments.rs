//! The arguments of messages as a list, for bodies that have them.

use proc_macro2::TokenStream;
use quote::quote;

use super::message::{argument, shown_text};
use super::named::{NamedCatalog, NamedCode};
use crate::model::Slot;

/// The function that lists what the message of an error shows; none if no body has it.
pub(super) fn listed(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    if !api.catalog.envelope.shape.has(Slot::Arguments) {
        return None;
    }
    let arms: Vec<TokenStream> = api.codes.iter().filter_map(of_code).collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn listed(
                code: ErrorCode,
                details: Option<&Details>,
                arguments: &[String],
            ) -> Vec<String> {
                match (code, details, arguments) {
                    #(#arms)*
                    _ => Vec::new(),
                }
            }
        }
    })
}

/// The arm for a code whose message shows something of the occurrence.
fn of_code(code: &NamedCode<'_>) -> Option<TokenStream> {
    let mut binds = false;
    let fields = || code.details.iter().flat_map(|details| &details.fields);
    let texts: Vec<TokenStream> = code
        .code
        .arguments()
        .filter_map(|detail| {
            let own = code.arguments.iter().position(|of| of.detail.name == detail.name);
            if let Some(index) = own {
                let name = argument(index);
                return Some(quote! { #name.clone() });
            }
            let field = fields().find(|field| field.detail.name == detail.name)?;
            let (text, needs) = shown_text(field);
            binds |= needs;
            Some(text)
        })
        .collect();
    let variant = &code.variant;
    let details = if binds { quote!(Some(Details::#variant(details))) } else { quote!(_) };
    let names = (0..code.arguments.len()).map(argument);
    let arguments = if code.arguments.is_empty() { quote!(_) } else { quote!([#(#names),*]) };
    (!texts.is_empty()).then(|| {
        quote! { (ErrorCode::#variant, #details, #arguments) => Vec::from([#(#texts),*]), }
    })
}
