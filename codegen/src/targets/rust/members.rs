//! What a service sets in the body of any code: a struct with all of it, and one with what every body
//! has.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::Leaf;
use super::conversion::is_asked_once;
use super::debug::debug;
use super::doc::{self, Doc};
use super::ident::raw;
use super::named::NamedCatalog;

/// The struct with the values that a service or details fill in.
pub(super) fn members(api: &NamedCatalog<'_>) -> TokenStream {
    let leaves = &api.body.leaves;
    if leaves.is_empty() {
        return quote! {
            /// A service sets no members of the body.
            pub(super) type Members = ();
        };
    }
    let name = raw("Members");
    let shown: Vec<_> = leaves.iter().map(|leaf| (&leaf.name, leaf.sensitive)).collect();
    let (derived, debug) = debug(&name, &shown);
    let fields = leaves.iter().map(|leaf| {
        let (name, ty) = (&leaf.name, leaf.rust_type());
        quote! { pub #name: Option<#ty> }
    });
    quote! {
        /// The members of the body that do not depend on the code.
        #[derive(#derived Clone, PartialEq, Default)]
        pub struct #name { #(#fields),* }

        #debug
    }
}

/// The struct with the members that every body has and that a service sets, if there are any.
pub(super) fn required(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let leaves: Vec<&Leaf<'_>> = api.required_members().collect();
    if leaves.is_empty() {
        return None;
    }
    let name = raw("Required");
    let shown: Vec<_> = leaves.iter().map(|leaf| (&leaf.name, leaf.sensitive)).collect();
    let (derived, debug) = debug(&name, &shown);
    let fields = leaves.iter().map(|leaf| {
        let (name, ty) = (&leaf.name, leaf.rust_type());
        let path = crate::model::display_path(&leaf.path);
        let mut comment = Doc::of(&format!("The member {}.", doc::code(&path)));
        if let Some(description) = leaf.description {
            comment.text(description);
        }
        let comment = comment.attributes();
        quote! { #comment pub #name: #ty }
    });
    let fill = if is_asked_once(api) {
        quote! {
            /// Sets those that are not set as the service says, which is asked once for a response.
            fn fill(members: &mut Members, asked: &core::cell::OnceCell<Option<#name>>) {
                let asked = asked.get_or_init(|| OTHERWISE.get().map(|make| make()));
                if let Some(required) = asked.clone() {
                    required.complete(members);
                }
            }
        }
    } else {
        quote! {
            fn fill(members: &mut Members) {
                if let Some(make) = OTHERWISE.get() {
                    make().complete(members);
                }
            }
        }
    };
    let names: Vec<_> = leaves.iter().map(|leaf| &leaf.name).collect();
    Some(quote! {
        /// What is sent of the members that every body has if nobody set them.
        static OTHERWISE: std::sync::OnceLock<Box<dyn Fn() -> Required + Send + Sync>> =
            std::sync::OnceLock::new();

        /// The members that every body has and that a service sets, whatever the code.
        ///
        /// An error gets them with [`complete`](ApiError::complete), or from
        /// [`otherwise`](Required::otherwise). A new one in the registry is one more field here, so
        /// that no program forgets it.
        #[derive(#derived Clone, PartialEq)]
        pub struct #name { #(#fields),* }

        #debug

        impl #name {
            /// Says what is sent of these members in each error on which nobody set them, whatever
            /// framework sends it; only the first call of a program counts. It is asked once for each
            /// response.
            ///
            /// The function can read what belongs to the request that is being answered, such as a
            /// task-local value with its id.
            pub fn otherwise(make: impl Fn() -> #name + Send + Sync + 'static) {
                OTHERWISE.get_or_init(|| Box::new(make));
            }

            /// Sets those that are not set.
            pub(super) fn complete(self, members: &mut Members) {
                #(members.#names.get_or_insert(self.#names);)*
            }

            #fill
        }
    })
}
