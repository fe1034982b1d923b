//! The types of details: one for each code that has any.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::debug;
use super::doc::{self, Doc};
use super::filled::many;
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::{self, Source};
use super::word::Ident;
use super::{former, types};
use crate::model::{Detail, Place, display_path};
use crate::targets::RenderError;

/// The module `details` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let mut source =
        Source::new(&Doc::of(&format!("The details of error codes of the {}.", api.title())));
    let types = api.detailed().map(|(code, details)| type_of(code, details));
    let types: Vec<TokenStream> = types.collect();
    source.items(source::import_shared(&types))?;
    source.each(types)?;
    Ok(source.finish())
}

fn type_of(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> TokenStream {
    let name = &details.name;
    let about = format!(
        "The details of [`{}`](super::ErrorCode::{}).",
        code.code.name.replace('`', ""),
        code.variant
    );
    let about = Doc::of(&about).attributes();
    let fields = details.fields.iter().map(|field| {
        let comment = comment(field.detail).attributes();
        let (name, ty) = (&field.name, field.filled().ty());
        quote! { #comment pub #name: #ty }
    });
    let sensitive: Vec<(&Ident, bool)> =
        details.fields.iter().map(|field| (&field.name, field.detail.sensitive)).collect();
    let default = required(details).next().is_none().then(|| quote!(, Default));
    let (derived, debug) = debug(name, &sensitive);
    let parameters = parameters(required(details));
    let many = many(required(details).count());
    let values = details.fields.iter().map(|field| field.filled().value());
    let setters = details.fields.iter().filter(|field| field.detail.optional);
    let setters = setters.map(|field| field.filled().setter());
    let former = former::types(code, name);
    quote! {
        #about
        #[derive(#derived Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }

        impl #name {
            /// Creates the details from the required ones.
            #many
            #[must_use]
            pub fn new(#parameters) -> #name {
                #name { #(#values),* }
            }

            #(#setters)*
        }

        #debug

        #former
    }
}

/// The comment of a detail: what it is, its format, and where it is sent.
pub(super) fn comment(detail: &Detail) -> Doc {
    let mut doc = Doc::default();
    match &detail.description {
        Some(description) => doc.text(description),
        None => doc.markdown(&format!("The detail {}.", doc::code(&detail.name))),
    };
    if let Some(form) = types::form(&detail.ty) {
        doc.markdown(form);
    }
    match &detail.place {
        Place::Body(path) => {
            doc.markdown(&format!("In the body: {}.", doc::code(&display_path(path))))
        }
        Place::Header { name, parameter: None } => {
            doc.markdown(&format!("In the {} header.", doc::code(name)))
        }
        Place::Header { name, parameter: Some(parameter) } => doc.markdown(&format!(
            "In the {} parameter of the {} header.",
            doc::code(parameter),
            doc::code(name)
        )),
        Place::Message => doc.markdown("In the message only."),
    };
    if detail.sensitive {
        doc.markdown("Sensitive: never shown in default messages or `Debug` output.");
    }
    doc
}

/// The parameters of a constructor that takes these details.
pub(super) fn parameters<'f, 'a: 'f>(fields: impl Iterator<Item = &'f Field<'a>>) -> TokenStream {
    let parameters = fields.map(|field| field.filled().parameter());
    quote! { #(#parameters),* }
}

/// The required details.
pub(super) fn required<'p, 'a>(
    details: &'p NamedDetails<'a>,
) -> impl Iterator<Item = &'p Field<'a>> + use<'p, 'a> {
    details.fields.iter().filter(|field| !field.detail.optional)
}
