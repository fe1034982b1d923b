//! The methods of a catalog's enums, and the conversions between their variants and names.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::NamedField;
use super::ident::raw;
use super::named::NamedCatalog;
use super::word::Ident;
use crate::model::CodeType;

/// The methods of `ErrorCode`.
pub(super) fn error_code(api: &NamedCatalog<'_>) -> TokenStream {
    let own = own(api);
    let common = common();
    let expected = format!("an error code of `{}`", api.catalog.id);
    let names = names(&raw("ErrorCode"), &expected, &quote!(table::find_any));
    let is_number = api.catalog.naming.ty == CodeType::Integer;
    let conversions = if is_number {
        numbers(&expected)
    } else {
        serde_as_text(&raw("ErrorCode"), &expected, &quote!(table::find_any))
    };
    quote! { #own #common #names #conversions }
}

/// The methods whose types or values depend on the catalog.
fn own(api: &NamedCatalog<'_>) -> TokenStream {
    let section = (!api.sections.is_empty()).then(|| {
        quote! {
            /// The section of the reference that defines the code.
            #[must_use]
            pub const fn section(self) -> Section {
                table::entry(self).section
            }
        }
    });
    let category = (!api.categories.is_empty()).then(|| {
        let (comment, ty) = if api.all_categorized {
            (" The code's category.", quote!(Category))
        } else {
            (" The code's category, if it has one.", quote!(Option<Category>))
        };
        quote! {
            #[doc = #comment]
            #[must_use]
            pub const fn category(self) -> #ty {
                table::entry(self).category
            }
        }
    });
    let action = (!api.actions.is_empty()).then(|| {
        quote! {
            /// What a client should do, if the reference says.
            #[must_use]
            pub const fn action(self) -> Option<Action> {
                table::entry(self).action
            }
        }
    });
    let fields = api.fields.iter().map(NamedField::getter);
    let families = api.has_families.then(families);
    let (unused, replaced_by) = if api.has_deprecated {
        (quote!(), quote!(table::at(table::REPLACED_BY[self as usize] as usize)))
    } else {
        let reason = quote!(#[allow(clippy::unused_self, reason = "no code is deprecated")]);
        (reason, quote!(None))
    };
    quote! {
        impl ErrorCode {
            #section
            #category
            #action
            #(#fields)*
            #families

            /// The code to use instead of a deprecated one.
            #unused
            #[must_use]
            pub const fn replaced_by(self) -> Option<ErrorCode> {
                #replaced_by
            }
        }
    }
}

/// The methods of codes of which some are cases of others.
fn families() -> TokenStream {
    quote! {
        /// The code that this one is a case of, if there is one.
        #[must_use]
        pub const fn parent(self) -> Option<ErrorCode> {
            table::at(table::PARENTS[self as usize] as usize)
        }

        /// Whether this is a code or a case of it: what a client does for `family` is right for this
        /// code too.
        #[must_use]
        pub const fn is_in(self, family: ErrorCode) -> bool {
            let mut code = self;
            loop {
                if code as usize == family as usize {
                    return true;
                }
                match code.parent() {
                    Some(parent) => code = parent,
                    None => return false,
                }
            }
        }
    }
}

/// The methods that every catalog's codes have.
fn common() -> TokenStream {
    quote! {
        /// The facts that every catalog has.
        impl ErrorCode {
            /// The code as sent over the wire; a number in decimal digits.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                table::info(self).code()
            }

            /// The code's name, by which the reference lists it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                table::info(self).name()
            }

            /// The HTTP status: the lowest if the code has several, `None` if the reference
            /// documents none.
            #[must_use]
            pub const fn status(self) -> Option<u16> {
                table::entry(self).facts.status()
            }

            /// Every HTTP status that the code is sent with, in ascending order.
            #[must_use]
            pub const fn statuses(self) -> &'static [u16] {
                table::entry(self).facts.statuses
            }

            /// A short title that is the same for every occurrence of the error.
            #[must_use]
            pub const fn title(self) -> &'static str {
                table::info(self).title()
            }

            /// The URI that identifies the problem (RFC 9457), if the API sends one.
            #[must_use]
            pub const fn type_uri(self) -> Option<&'static str> {
                table::info(self).type_uri()
            }

            /// What happened.
            #[must_use]
            pub const fn description(self) -> &'static str {
                table::info(self).description()
            }

            /// The default message, with `{name}` as the placeholder of a detail; the description
            /// if the code has no message of its own.
            #[must_use]
            pub const fn message(self) -> &'static str {
                table::info(self).message()
            }

            /// Why it happens, if the reference says.
            #[must_use]
            pub const fn cause(self) -> Option<&'static str> {
                table::info(self).cause()
            }

            /// What to do about it, if the reference says.
            #[must_use]
            pub const fn resolution(self) -> Option<&'static str> {
                table::info(self).resolution()
            }

            /// Whether and when to retry the request, if the reference says.
            #[must_use]
            pub const fn retry(self) -> Option<shared::Retry> {
                table::entry(self).facts.retry
            }

            /// How the error reaches the client.
            #[must_use]
            pub const fn delivery(self) -> shared::Delivery {
                table::entry(self).facts.delivery
            }

            /// The closest gRPC status, if there is one.
            #[must_use]
            pub const fn grpc_code(self) -> Option<shared::GrpcCode> {
                table::entry(self).facts.grpc_code
            }

            /// The address of the code's entry in the published reference.
            #[must_use]
            pub const fn docs_url(self) -> Option<&'static str> {
                table::info(self).docs_url()
            }

            /// Whether the code is deprecated and new programs should not use it.
            #[must_use]
            pub const fn is_deprecated(self) -> bool {
                table::entry(self).facts.deprecated
            }
        }
    }
}

/// The methods of an enum of sections, categories, or actions, whose variants are described in
/// `table`, in the same order.
pub(super) fn group(name: &Ident, table: &Ident, expected: &str) -> TokenStream {
    let find = quote!(#name::find);
    let names = names(name, expected, &find);
    let serde = serde_as_text(name, expected, &find);
    quote! {
        impl #name {
            /// The name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                #table[self as usize].name
            }

            /// A short, human-readable name.
            #[must_use]
            pub const fn title(self) -> &'static str {
                #table[self as usize].title
            }

            /// The description, if the reference has one.
            #[must_use]
            pub const fn description(self) -> Option<&'static str> {
                #table[self as usize].description
            }

            fn find(name: &str) -> Option<#name> {
                #name::ALL.iter().copied().find(|group| group.as_str() == name)
            }
        }

        #names
        #serde
    }
}

/// The conversions between codes that are numbers and these.
fn numbers(expected: &str) -> TokenStream {
    quote! {
        impl ErrorCode {
            /// The code as sent over the wire.
            #[must_use]
            pub const fn as_i64(self) -> i64 {
                table::info(self).number()
            }
        }

        impl From<ErrorCode> for i64 {
            fn from(code: ErrorCode) -> i64 {
                code.as_i64()
            }
        }

        impl TryFrom<i64> for ErrorCode {
            type Error = shared::UnknownName;

            #[inline]
            fn try_from(number: i64) -> Result<ErrorCode, shared::UnknownName> {
                table::find_number(number).ok_or(shared::UnknownName::new(#expected))
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for ErrorCode {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for ErrorCode {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<ErrorCode, D::Error> {
                shared::support::deserialize_number(deserializer, #expected, table::find_number)
            }
        }
    }
}

/// The conversions between an enum and its names; `find` is the inverse of its method `as_str`.
pub(super) fn names(name: &Ident, expected: &str, find: &TokenStream) -> TokenStream {
    quote! {
        impl core::fmt::Display for #name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl core::str::FromStr for #name {
            type Err = shared::UnknownName;

            #[inline]
            fn from_str(text: &str) -> Result<#name, shared::UnknownName> {
                #find(text).ok_or(shared::UnknownName::new(#expected))
            }
        }

        impl TryFrom<&str> for #name {
            type Error = shared::UnknownName;

            #[inline]
            fn try_from(text: &str) -> Result<#name, shared::UnknownName> {
                text.parse()
            }
        }
    }
}

/// The serialization of an enum as its names.
fn serde_as_text(name: &Ident, expected: &str, find: &TokenStream) -> TokenStream {
    quote! {
        #[cfg(feature = "serde")]
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<#name, D::Error> {
                shared::support::deserialize(deserializer, #expected, #find)
            }
        }
    }
}
