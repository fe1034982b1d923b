//! Parsing an error from a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::plan::{CodePlan, DetailsPlan, Field, Plan};
use super::source::Source;
use super::types;
use crate::model::{Kind, PathStep, Place, Shape, Slot};
use crate::targets::RenderError;

// The generated crate contains this same file.
#[cfg(test)]
#[path = "../../../../templates/rust/shared/challenge.rs"]
mod challenge;

/// The module `received` of a catalog.
pub(super) fn module(plan: &Plan<'_>, docs: &str) -> Result<String, RenderError> {
    let mut source = Source::new(docs);
    let shape = &plan.catalog.envelope.shape;
    let code = shape
        .path_to(Slot::Code)
        .ok_or_else(|| format!("the envelope of `{}` has no code", plan.catalog.id))?;
    let code = path(&code);
    let [message, docs_url] = [Slot::Message, Slot::DocsUrl].map(|slot| {
        let path = shape.path_to(slot).map(|steps| path(&steps));
        path.map_or_else(|| quote!(None), |path| quote!(Some(#path)))
    });
    let (import, ty, getter) = if plan.has_details() {
        let getter = quote! {
            /// The details of the error's code.
            impl ReceivedError {
                /// The details of the error's code; `None` if the code has none or is unknown, or
                /// if the response lacks a required detail.
                #[must_use]
                pub fn details(&self) -> Option<&Details> {
                    self.parts.details.as_ref()
                }
            }
        };
        (quote!(details, Details,), quote!(Details), getter)
    } else {
        (TokenStream::new(), quote!(std::convert::Infallible), TokenStream::new())
    };
    let read = if plan.has_redirects() { quote!(body_or_redirect) } else { quote!(body_only) };
    let json = plan.has_redirects().then(|| {
        let members = json_members(shape);
        quote! {
            /// The members of a body that are JSON in the query of a redirect.
            const JSON: &[&str] = &[#(#members),*];
        }
    });
    source.items(quote! {
        use super::shared;
        use super::{#import AnyCode, Envelope, ErrorCode};

        /// Where a body has the code.
        const CODE: shared::Path = #code;
        /// Where it has the message.
        const MESSAGE: Option<shared::Path> = #message;
        /// Where it has the address of the code's entry in the reference.
        const DOCS_URL: Option<shared::Path> = #docs_url;
        #json
    })?;
    source.items(quote! { shared::received!(#ty); })?;
    source.items(quote! { shared::#read!(); })?;
    source.items(getter)?;
    source.items(reader(plan, &ty))?;
    Ok(source.finish())
}

/// The members of a body that are not strings.
fn json_members(shape: &Shape) -> Vec<&str> {
    let Shape::Object { members, .. } = shape else { return Vec::new() };
    let is_json = |shape: &Shape| match shape {
        Shape::Object { .. } | Shape::Array(_) => true,
        Shape::Slot(slot) => *slot == Slot::Status || slot.is_details(),
        Shape::Type(ty) => !types::is_text(&ty.kind),
        Shape::Constant(value) => !value.is_string(),
    };
    members.iter().filter(|it| is_json(&it.shape)).map(|member| &member.name[..]).collect()
}

/// The function that reads the details of a code and any delay among them.
fn reader(plan: &Plan<'_>, ty: &TokenStream) -> TokenStream {
    let delay = quote!(Option<shared::Delay>);
    if !plan.has_details() {
        return quote! {
            /// The codes of this API have no details.
            fn read_details(_: ErrorCode, _: &shared::Entry<'_>) -> (Option<#ty>, #delay) {
                (None, None)
            }
        };
    }
    let readers = plan.detailed().map(|(code, details)| details_of(code, details));
    let arms = plan.detailed().map(|(code, details)| {
        let (variant, name) = (&code.variant, ident::reader(&code.code.code));
        let delay = details.fields.iter().find(|field| field.detail.ty.kind == Kind::Delay);
        let delay = delay.map_or_else(|| quote!(None), source);
        quote! { ErrorCode::#variant => (#name(entry).map(Details::#variant), #delay), }
    });
    let others = plan.plain_codes().map(|others| quote! { #others => (None, None), });
    let long = (plan.detailed().count() > 80).then(|| quote! { #[allow(clippy::too_many_lines)] });
    quote! {
        /// The details of a code, and how long they say to wait.
        #long
        fn read_details(code: ErrorCode, entry: &shared::Entry<'_>) -> (Option<#ty>, #delay) {
            match code {
                #(#arms)*
                #others
            }
        }

        #(#readers)*
    }
}

/// Reads the details of one code.
fn details_of(code: &CodePlan<'_>, details: &DetailsPlan<'_>) -> TokenStream {
    let (function, name) = (ident::reader(&code.code.code), &details.name);
    let fields = details.fields.iter().map(|field| {
        let (name, value) = (&field.name, source(field));
        let required = (!field.is_option()).then(|| quote!(?));
        quote! { #name: #value #required }
    });
    let unwrapped = details.fields.iter().all(Field::is_option).then(|| {
        quote! {
            #[allow(clippy::unnecessary_wraps, reason = "the details of other codes can be missing")]
        }
    });
    quote! {
        #unwrapped
        fn #function(entry: &shared::Entry<'_>) -> Option<details::#name> {
            Some(details::#name { #(#fields),* })
        }
    }
}

/// The expression that reads a detail, if the response has it.
fn source(field: &Field<'_>) -> TokenStream {
    match &field.detail.place {
        Place::Body(steps) => {
            let path = path(steps);
            quote! { entry.body(#path) }
        }
        Place::Header { name, parameter: None } => quote! { entry.header(#name) },
        Place::Header { name, parameter: Some(parameter) } => {
            quote! { entry.challenge(#name, #parameter) }
        }
    }
}

fn path(steps: &[PathStep]) -> TokenStream {
    let steps = steps.iter().map(|step| match step {
        PathStep::Member(name) => quote!(Some(#name)),
        PathStep::Each => quote!(None),
    });
    quote! { &[#(#steps),*] }
}

#[cfg(test)]
mod tests {
    use super::challenge::parameter;

    #[test]
    fn parameters_of_challenges_are_found() {
        for (text, scope) in [
            (r#"Bearer error="insufficient_scope", scope="a:read b:read""#, Some("a:read b:read")),
            (r#"Basic realm="scope=no", Bearer SCOPE = "a \" \\ b""#, Some(r#"a " \ b"#)),
            ("Bearer scope=token,realm=x", Some("token")),
            ("Negotiate abc==, Bearer scope=a", Some("a")),
            (r#"Bearer scope="open"#, Some("open")),
            (r#"Bearer scope="open\"#, Some("open")),
            ("Bearer scope=", Some("")),
            ("Bearer myscope=a, scopes=b", None),
            ("scope, =a, \"scope\"=b", None),
            ("Bearer scope", None),
            ("", None),
            ("é=ü,==\"\"\"", None),
        ] {
            assert_eq!(parameter(text, "scope").as_deref(), scope, "{text}");
        }
    }
}
