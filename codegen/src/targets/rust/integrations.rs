//! The files of the integrations that a project has chosen.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustOptions;
use super::doc::Doc;
use super::ident::raw;
use super::integration::Integration;
use super::source::{self, Source};
use crate::model::Vocabulary;
use crate::output::Output;
use crate::targets::RenderError;

/// The chosen integrations, each once and in a fixed order.
pub(super) fn chosen(options: &RustOptions) -> impl Iterator<Item = Integration> {
    let all = Integration::ALL.iter().copied();
    all.filter(|integration| options.integrations.contains(integration))
}

/// The features of those that describe bodies.
pub(super) fn describing(options: &RustOptions) -> Vec<&'static str> {
    let describing = chosen(options).filter(|integration| integration.describes());
    describing.map(Vocabulary::word).collect()
}

/// The files of the chosen integrations.
pub(super) fn outputs(options: &RustOptions) -> Result<Vec<Output>, RenderError> {
    let mut root = Source::new(&Doc::of("What makes errors work with other crates."));
    let mut names = Vec::new();
    let describing = describing(options);
    if !describing.is_empty() {
        root.items(quote! {
            #[cfg(any(#(feature = #describing),*))]
            mod described;
            #[cfg(any(#(feature = #describing),*))]
            pub use self::described::Described;
        })?;
        names.push("described");
    }
    for integration in chosen(options) {
        let feature = integration.word();
        for (name, items) in integration.parts().modules {
            let module = raw(name);
            let items: Vec<_> = items.iter().map(|item| raw(item)).collect();
            // The modules are named like crates, so their paths say which is meant.
            let items = (!items.is_empty()).then(|| {
                quote! {
                    #[cfg(feature = #feature)]
                    pub use self::#module::{#(#items),*};
                }
            });
            root.items(quote! {
                #[cfg(feature = #feature)]
                mod #module;
                #items
            })?;
            names.push(*name);
        }
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let files = errbook_templates::RUST_INTEGRATIONS.iter();
    let files = files.filter(|(name, _)| names.contains(name));
    let files = files.map(|(name, text)| (*name, source::file(text)));
    let all = std::iter::once(("mod", root.finish())).chain(files);
    let output = |(name, text)| Output { path: format!("src/integrations/{name}.rs"), text };
    Ok(all.map(output).collect())
}

/// The declaration of the module of the integrations, if there is one.
pub(super) fn declaration(options: &RustOptions) -> TokenStream {
    if chosen(options).next().is_none() {
        return TokenStream::new();
    }
    quote! {
        mod integrations;
        #[allow(unused_imports, reason = "each integration is a feature")]
        pub use integrations::*;
    }
}
