//! The named types of details: enumerations and objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::filled::{Filled, many};
use super::ident::{self, Taken};
use super::methods;
use super::named::NamedCatalog;
use super::source::{self, Source};
use super::types;
use super::word::Ident;
use crate::model::{EnumValue, Form, NamedType, Text, TypeMember};
use crate::targets::RenderError;

/// The module `types` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("The types of details of error codes of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let mut items = TokenStream::new();
    for named in &api.catalog.types {
        items.extend(match &named.form {
            Form::Values(values) => enumeration(api, named, values),
            Form::Members(members) => object(named, members)?,
        });
    }
    source.items(source::import_shared(std::slice::from_ref(&items)))?;
    source.items(items)?;
    Ok(source.finish())
}

/// The comment of a type, or of a part of one.
fn comment(description: Option<&Text>, otherwise: &str) -> Doc {
    match description {
        Some(text) => {
            let mut doc = Doc::default();
            doc.text(text);
            doc
        }
        None => Doc::of(otherwise),
    }
}

fn enumeration(api: &NamedCatalog<'_>, named: &NamedType, values: &[EnumValue]) -> TokenStream {
    let name = ident::named(named);
    let title = doc::code(&named.name);
    let mut about = comment(named.description.as_ref(), &format!("A value of {title}."));
    about.markdown(
        "Details hold it as [`Open`](shared::Open), which keeps values of newer services.",
    );
    let about = about.attributes();
    let variants: Vec<_> = values.iter().map(ident::variant).collect();
    let declared = values.iter().zip(&variants).enumerate().map(|(index, (value, variant))| {
        let mut about = Doc::of(&doc::code(&value.value));
        if let Some(description) = &value.description {
            about.text(description);
        }
        let about = about.attributes();
        let default = (index == 0).then(|| quote!(#[default]));
        quote! { #about #default #variant }
    });
    let texts: Vec<&str> = values.iter().map(|value| &*value.value).collect();
    let find = quote!(#name::find);
    let expected = format!("a value of `{}` of `{}`", named.name, api.catalog.id);
    let conversions = methods::names(&name, &expected, &find);
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[allow(clippy::enum_variant_names, reason = "the names are those of the values")]
        #[non_exhaustive]
        pub enum #name { #(#declared),* }

        impl #name {
            /// Every known value, in the order of the reference.
            pub const ALL: &'static [#name] = &[#(#name::#variants),*];

            /// The value as sent over the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(#name::#variants => #texts),* }
            }

            fn find(text: &str) -> Option<#name> {
                #name::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }

        #[cfg(feature = "std")]
        impl shared::support::Name for #name {}

        #conversions
    }
}

fn object(named: &NamedType, members: &[TypeMember]) -> Result<TokenStream, RenderError> {
    let name = ident::named(named);
    let title = doc::code(&named.name);
    let about = comment(named.description.as_ref(), &format!("The type {title} of details."));
    let about = about.attributes();
    let mut taken = Taken::default();
    let members: Vec<Member<'_>> = members
        .iter()
        .map(|member| Ok(Member { member, name: taken.snake(&member.name)? }))
        .collect::<Result<_, RenderError>>()?;
    let fields = members.iter().map(Member::field);
    let filled = || members.iter().map(Member::filled);
    let required = || filled().filter(|field| !field.optional);
    let parameters = required().map(Filled::parameter);
    let many = many(required().count());
    let values = filled().map(Filled::value);
    let setters = filled().filter(|field| field.optional).map(Filled::setter);
    let inserts = members.iter().map(Member::insert);
    Ok(quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[allow(clippy::struct_field_names, reason = "the names are those of the members")]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }

        impl #name {
            /// Creates it from its required members.
            #many
            #[must_use]
            pub fn new(#(#parameters),*) -> #name {
                #name { #(#values),* }
            }

            #(#setters)*
        }

        impl From<#name> for shared::Value {
            fn from(value: #name) -> shared::Value {
                let mut members = shared::Object::new();
                #(#inserts)*
                shared::Value::Object(members)
            }
        }
    })
}

/// A member of an object, and its name in Rust.
struct Member<'a> {
    member: &'a TypeMember,
    name: Ident,
}

impl Member<'_> {
    fn filled(&self) -> Filled<'_> {
        let TypeMember { ty, optional, .. } = self.member;
        Filled { name: &self.name, ty, optional: *optional }
    }

    fn field(&self) -> TokenStream {
        let TypeMember { name: wire, description, ty, optional, example: _ } = self.member;
        let otherwise = format!("The member {}.", doc::code(wire));
        let mut about = comment(description.as_ref(), &otherwise);
        if let Some(form) = types::form(ty) {
            about.markdown(form);
        }
        let about = about.attributes();
        let mut serde = Vec::new();
        if self.name != wire {
            serde.push(quote!(rename = #wire));
        }
        if *optional {
            serde.push(quote!(default));
            serde.push(quote!(skip_serializing_if = "Option::is_none"));
        }
        let serde = (!serde.is_empty())
            .then(|| quote! { #[cfg_attr(feature = "serde", serde(#(#serde),*))] });
        let (name, ty) = (&self.name, self.filled().ty());
        quote! { #about #serde pub #name: #ty }
    }

    fn insert(&self) -> TokenStream {
        let (name, wire) = (&self.name, &self.member.name);
        if self.member.optional {
            quote! {
                if let Some(value) = value.#name {
                    members.insert(#wire.to_owned(), value.into());
                }
            }
        } else {
            quote! { members.insert(#wire.to_owned(), value.#name.into()); }
        }
    }
}
