//! What messages in several languages need: the language of the catalog, and the values that a message
//! shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::message::shown_text;
use super::named::{NamedCatalog, NamedCode};
use crate::model::Part;

/// The items of a catalog; none if no message is in several languages.
pub(super) fn languages(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let language = &api.catalog.language;
    let translated: Vec<_> =
        api.codes.iter().filter(|code| !code.code.messages.is_empty()).collect();
    if translated.is_empty() {
        return None;
    }
    let arms: Vec<TokenStream> = translated.iter().filter_map(|code| values(code)).collect();
    let arguments = api.codes.iter().any(|code| !code.arguments.is_empty());
    let arguments = if arguments { quote!(arguments) } else { quote!(_) };
    let values = (!arms.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "languages")]
            fn values(
                code: ErrorCode,
                details: Option<&Details>,
                #arguments: &[String],
            ) -> Vec<(&'static str, String)> {
                match (code, details) {
                    #(#arms)*
                    _ => Vec::new(),
                }
            }
        }
    });
    Some(quote! {
        #[cfg(feature = "languages")]
        const LANGUAGE: &'static str = #language;

        #values
    })
}

/// The arm for the values that the message of a code shows.
fn values(code: &NamedCode<'_>) -> Option<TokenStream> {
    let template = code.template()?;
    let shows = |name: &str| template.parts.iter().any(|it| *it == Part::Detail(name.to_owned()));
    let fields = code.details.iter().flat_map(|details| &details.fields);
    let pairs = fields.filter(|field| shows(&field.detail.name)).map(|field| {
        let (name, (text, _)) = (&field.detail.name, shown_text(field));
        quote! { (#name, #text) }
    });
    let pairs: Vec<TokenStream> = pairs.collect();
    let variant = &code.variant;
    let pattern = match (&code.details, pairs.is_empty()) {
        (None, _) => quote! { (ErrorCode::#variant, _) },
        (Some(_), true) => quote! { (_, Some(Details::#variant(_))) },
        (Some(_), false) => quote! { (_, Some(Details::#variant(details))) },
    };
    let names = code.arguments.iter().map(|field| &field.detail.name);
    Some(if code.arguments.is_empty() {
        quote! { #pattern => vec![#(#pairs),*], }
    } else {
        // A client has no arguments.
        quote! {
            #pattern => {
                let values = [#(#pairs),*].into_iter();
                let names = [#(#names),*].into_iter();
                values.chain(names.zip(arguments.iter().cloned())).collect()
            }
        }
    })
}
