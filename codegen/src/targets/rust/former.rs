//! What the packages called codes before they were renamed: deprecated names for the same things.
//!
//! A variant of `Details` has none: only a variant can be matched with what it holds.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::filled::many;
use super::named::{Former, NamedCode};
use super::word::Ident;

/// The attribute of a former name, which says what to write now.
fn attribute(former: &Former, now: &Ident) -> TokenStream {
    let note = format!("renamed to `{now}`; version {} removes this name", former.until);
    quote! { #[deprecated(note = #note)] }
}

/// The former names of the variants of an enum of codes, as constants, which patterns take too.
pub(super) fn variants<'c, 'a: 'c>(
    of: &Ident,
    codes: impl Iterator<Item = &'c NamedCode<'a>>,
) -> TokenStream {
    let constants = codes.flat_map(|code| {
        code.former.iter().filter_map(move |former| {
            let (name, now) = (former.variant.as_ref()?, &code.variant);
            let attribute = attribute(former, now);
            let about = Doc::of(&format!("The former name of [`{now}`]({of}::{now})."));
            let about = about.attributes();
            Some(quote! { #about #attribute pub const #name: #of = #of::#now; })
        })
    });
    let constants: Vec<TokenStream> = constants.collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    quote! {
        /// Former names of codes.
        #[allow(non_upper_case_globals, reason = "they stand for variants")]
        #[allow(deprecated, reason = "a code that was renamed may be deprecated")]
        impl #of { #(#constants)* }
    }
}

/// The former names of a code's constructor.
pub(super) fn constructors(code: &NamedCode<'_>) -> impl Iterator<Item = TokenStream> {
    code.former.iter().filter_map(|former| {
        let (name, now) = (former.constructor.as_ref()?, &code.constructor);
        let attribute = attribute(former, now);
        let about = Doc::of(&format!("The former name of [`{now}`](ApiError::{now})."));
        let about = about.attributes();
        let parameters = code.required.iter().map(|field| field.filled().parameter());
        let arguments = code.required.iter().map(|field| &field.name);
        let many = many(code.required.len());
        Some(quote! {
            #about
            #attribute
            #many
            pub fn #name(#(#parameters),*) -> ApiError {
                ApiError::#now(#(#arguments),*)
            }
        })
    })
}

/// The former names of the type that a code gave its name to.
pub(super) fn types(code: &NamedCode<'_>, now: &Ident) -> TokenStream {
    let names = code.former.iter().filter_map(|former| {
        let (name, attribute) = (former.ty.as_ref()?, attribute(former, now));
        let about = Doc::of(&format!("The former name of [`{now}`].")).attributes();
        Some(quote! { #about #attribute pub type #name = #now; })
    });
    names.collect()
}
