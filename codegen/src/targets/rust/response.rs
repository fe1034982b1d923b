//! Conversion of an error to a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{CodePlan, DetailsPlan, Plan};
use super::source::Source;
use crate::model::{Place, Shape};
use crate::targets::RenderError;

/// The module `response` of a catalog.
pub(super) fn module(plan: &Plan<'_>, docs: &str) -> Result<String, RenderError> {
    let mut source = Source::new(docs);
    let arms: Vec<Arm> = plan.detailed().filter_map(|(code, details)| arm(code, details)).collect();
    let details = (!arms.is_empty()).then(|| quote!(Details,));
    let (redirect, address) = if plan.has_redirects() {
        let Shape::Object { members, .. } = &plan.catalog.envelope.shape else {
            return Err(format!("the envelope of `{}` is not an object", plan.catalog.id).into());
        };
        let names = members.iter().map(|member| &member.name);
        let address = quote! {
            /// The address of a redirect, with the members of the body as its query.
            fn redirect(
                address: &str,
                sending: &shared::Sending,
                body: &serde_json::Value,
            ) -> String {
                shared::redirect_address(address, sending, &[#(#names),*], body)
            }
        };
        (quote!(Some(redirect)), Some(address))
    } else {
        (quote!(None), None)
    };
    source.items(quote! {
        use super::shared;
        use super::{ApiError, #details Envelope};
    })?;
    source.items(quote! { shared::respond!(#redirect); })?;
    source.items(quote! { #address })?;
    source.items(headers(&arms))?;
    Ok(source.finish())
}

/// The pattern of details, and the statements that put them into headers.
type Arm = (TokenStream, TokenStream);

/// The function that puts details into headers.
fn headers(arms: &[Arm]) -> TokenStream {
    let body = match arms {
        [] => quote! { shared::Headers::new(error.code().as_str()) },
        [(pattern, statements)] => quote! {
            let mut headers = shared::Headers::new(error.code().as_str());
            if let #pattern = error.details() {
                #statements
            }
            headers
        },
        arms => {
            let (patterns, statements): (Vec<_>, Vec<_>) = arms.iter().cloned().unzip();
            quote! {
                let mut headers = shared::Headers::new(error.code().as_str());
                match error.details() {
                    #(#patterns => { #statements })*
                    _ => {}
                }
                headers
            }
        }
    };
    let many = arms.len() > 25;
    let long = many.then(|| quote! { #[allow(clippy::too_many_lines)] });
    let same = (arms.len() > 1).then(|| {
        quote! {
            #[allow(clippy::match_same_arms, reason = "the details are of different types")]
        }
    });
    quote! {
        /// The details that are sent in headers.
        #long
        #same
        fn headers(error: &ApiError) -> shared::Headers {
            #body
        }
    }
}

/// The arm for a code's details, if any are sent in headers.
fn arm(code: &CodePlan<'_>, details: &DetailsPlan<'_>) -> Option<Arm> {
    let statements: Vec<TokenStream> = details
        .fields
        .iter()
        .filter_map(|field| {
            let Place::Header { name: header, parameter } = &field.detail.place else {
                return None;
            };
            let (name, secret) = (&field.name, field.detail.sensitive);
            Some(match parameter {
                None => quote! { headers.put(#header, &details.#name, #secret); },
                Some(parameter) => quote! {
                    headers.challenge(#header, #parameter, &details.#name, #secret);
                },
            })
        })
        .collect();
    let variant = &code.variant;
    let pattern = quote! { Some(Details::#variant(details)) };
    (!statements.is_empty()).then(|| (pattern, quote! { #(#statements)* }))
}
