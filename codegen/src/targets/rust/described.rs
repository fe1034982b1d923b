//! What a catalog says about its bodies, for crates that describe APIs.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::named::NamedCatalog;
use super::source::Source;
use super::word::Ident;
use crate::model::{Code, Vocabulary};
use crate::targets::RenderError;
use crate::targets::openapi::{self, Described};
use crate::targets::rust::integration::Integration;

/// Whether the catalog has the module.
pub(super) fn any(api: &NamedCatalog<'_>) -> bool {
    !api.describing.is_empty() && !api.codes.is_empty()
}

/// The declaration of the module, if the catalog has it.
pub(super) fn declaration(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let allow = api.has_deprecated.then(|| quote!(#[allow(deprecated)]));
    let features = &api.describing;
    any(api).then(|| {
        quote! {
            #[cfg(any(#(feature = #features),*))]
            #allow
            mod described;
        }
    })
}

/// The module `described` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("What descriptions of APIs say about errors of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let marker = &api.marker;
    let bodies = [(Integration::Schemars, schemars()), (Integration::Utoipa, utoipa())];
    let bodies: Vec<TokenStream> = bodies
        .into_iter()
        .filter(|(integration, _)| api.describing.contains(&integration.word()))
        .map(|(_, items)| items)
        .collect();
    let of_bodies = (!bodies.is_empty()).then(|| {
        let features = [Integration::Schemars, Integration::Utoipa].map(Vocabulary::word);
        let features = features.into_iter().filter(|word| api.describing.contains(word));
        quote! {
            #[cfg(any(#(feature = #features),*))]
            use super::{ApiError, Envelope};
        }
    });
    source.items(quote! {
        use super::super::Described;
        use super::{ErrorCode, #marker};
        #of_bodies
    })?;
    source.items(facts(api)?)?;
    source.items(quote! { #(#bodies)* })?;
    Ok(source.finish())
}

/// The implementation of `Described`.
fn facts(api: &NamedCatalog<'_>) -> Result<TokenStream, RenderError> {
    // Everyone may read a description.
    let public = api.public.unwrap_or(api.catalog);
    let Described { schemas, statuses, codes, headers } = openapi::described(public)?;
    let variants: BTreeMap<&str, &Ident> =
        api.codes.iter().map(|code| (code.code.name.as_str(), &code.variant)).collect();
    let variant = |code: &Code| variants.get(code.name.as_str()).copied();
    let schemas = schemas.into_iter().map(|(name, schema)| {
        let schema = schema.to_string();
        quote! { (#name, #schema) }
    });
    let statuses = statuses.into_iter().map(|(status, meaning)| {
        let status = proc_macro2::Literal::u16_unsuffixed(status);
        quote! { (#status, #meaning) }
    });
    let codes = public.codes.iter().zip(codes).filter_map(|(code, meaning)| {
        let variant = variant(code)?;
        Some(quote! { (ErrorCode::#variant, #meaning) })
    });
    let headers = headers.into_iter().map(|(name, meaning, codes)| {
        let codes = codes.into_iter().filter_map(|id| variant(&public[id]));
        quote! { (#name, #meaning, &[#(ErrorCode::#codes),*]) }
    });
    let marker = &api.marker;
    let types = &api.catalog.envelope.content_types;
    Ok(quote! {
        impl Described for #marker {
            const TYPES: &'static [&'static str] = &[#(#types),*];
            const SCHEMAS: &'static [(&'static str, &'static str)] = &[#(#schemas),*];
            const STATUSES: &'static [(u16, &'static str)] = &[#(#statuses),*];
            const MEANINGS: &'static [(ErrorCode, &'static str)] = &[#(#codes),*];
            const HEADERS: &'static [(&'static str, &'static str, &'static [ErrorCode])] =
                &[#(#headers),*];
        }
    })
}

fn utoipa() -> TokenStream {
    quote! {
        #[cfg(feature = "utoipa")]
        impl ::utoipa::PartialSchema for Envelope {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::Schema> {
                <ApiError as ::utoipa::PartialSchema>::schema()
            }
        }

        #[cfg(feature = "utoipa")]
        impl ::utoipa::ToSchema for Envelope {
            fn name() -> std::borrow::Cow<'static, str> {
                <ApiError as ::utoipa::ToSchema>::name()
            }

            fn schemas(
                schemas: &mut Vec<(String, ::utoipa::openapi::RefOr<::utoipa::openapi::Schema>)>
            ) {
                <ApiError as ::utoipa::ToSchema>::schemas(schemas);
            }
        }
    }
}

fn schemars() -> TokenStream {
    quote! {
        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for Envelope {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <ApiError as ::schemars::JsonSchema>::schema_name()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                <ApiError as ::schemars::JsonSchema>::schema_id()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                <ApiError as ::schemars::JsonSchema>::json_schema(generator)
            }
        }
    }
}

/// What the enum of an operation implements.
pub(super) fn of_operation(api: &NamedCatalog<'_>, name: &Ident) -> TokenStream {
    let chosen = |integration: Integration| api.describing.contains(&integration.word());
    let aide = chosen(Integration::Aide).then(|| {
        quote! {
            /// One response for each status, whose description lists the codes.
            #[cfg(feature = "aide")]
            impl ::aide::OperationOutput for #name {
                type Inner = Self;

                fn inferred_responses(
                    context: &mut ::aide::generate::GenContext,
                    _: &mut ::aide::openapi::Operation,
                ) -> Vec<(Option<u16>, ::aide::openapi::Response)> {
                    super::ApiError::responses_in(context, #name::CODES)
                }
            }
        }
    });
    let utoipa = chosen(Integration::Utoipa).then(|| {
        quote! {
            /// One response for each status, whose description lists the codes.
            #[cfg(feature = "utoipa")]
            impl ::utoipa::IntoResponses for #name {
                fn responses() -> std::collections::BTreeMap<
                    String,
                    ::utoipa::openapi::RefOr<::utoipa::openapi::Response>,
                > {
                    super::ApiError::responses_of(#name::CODES)
                }
            }
        }
    });
    let salvo = chosen(Integration::SalvoOapi).then(|| {
        quote! {
            /// One response for each status, whose description lists the codes.
            #[cfg(feature = "salvo-oapi")]
            impl ::salvo_oapi::ToResponses for #name {
                fn to_responses(
                    components: &mut ::salvo_oapi::Components,
                ) -> ::salvo_oapi::Responses {
                    super::ApiError::responses_for(components, #name::CODES)
                }
            }
        }
    });
    quote! { #aide #salvo #utoipa }
}
