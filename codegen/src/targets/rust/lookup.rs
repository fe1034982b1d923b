//! Looking up a code by its text: a `match` for a few codes, a perfect hash table for more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitInt;

use super::filled::long;
use super::ident::raw;
use super::literal::separated;
use super::named::{NamedCatalog, NamedCode};
use super::perfect::{SEEDS, Table};
use super::source::{Source, array, integer, numbers};
use super::word::Ident;
use crate::model::{CodeType, WireCode};
use crate::targets::RenderError;

/// The number of codes up to which a `match` is as fast, and easier to read.
const MATCH_LIMIT: usize = 16;

/// How the codes of a catalog are looked up.
pub(super) enum Lookup<'a> {
    /// Of numbers, the compiler makes the search.
    Numbers(Vec<(i64, &'a Ident)>),
    Match(Vec<(Cow<'a, str>, &'a Ident)>),
    Perfect(Table),
    /// The places of the codes in the order of their texts, for a binary search: what remains if
    /// no perfect hash is found.
    Sorted(Vec<u32>),
}

impl<'a> Lookup<'a> {
    /// The fastest way to look up the codes of a catalog. Of several with the same code on the wire,
    /// the first that is not deprecated is found.
    pub(super) fn of(api: &'a NamedCatalog<'a>) -> Lookup<'a> {
        let found = api.catalog.found_by_code();
        let code = |at: &usize| &api.codes[*at];
        if api.catalog.naming.ty == CodeType::Integer {
            let number = |code: &'a NamedCode<'a>| match code.code.code {
                WireCode::Integer(number) => Some((number, &code.variant)),
                WireCode::String(_) => None,
            };
            return Lookup::Numbers(found.iter().map(code).filter_map(number).collect());
        }
        let texts: Vec<Cow<'_, str>> = found.iter().map(|at| code(at).code.code.text()).collect();
        if texts.len() <= MATCH_LIMIT {
            let variants = found.iter().map(|at| &code(at).variant);
            return Lookup::Match(texts.into_iter().zip(variants).collect());
        }
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        let places: Vec<u32> = found.iter().filter_map(|at| u32::try_from(*at).ok()).collect();
        Lookup::with_seeds(&texts, &places, &SEEDS)
    }

    /// A lookup of these texts, which are at these places among all codes.
    fn with_seeds(texts: &[&str], places: &[u32], seeds: &[u64]) -> Lookup<'a> {
        match Table::of(texts, seeds) {
            Some(mut table) => {
                for slot in &mut table.slots {
                    *slot = places[*slot as usize];
                }
                Lookup::Perfect(table)
            }
            None => Lookup::Sorted(sorted(texts, places)),
        }
    }

    /// Whether the codes are looked up with a hash.
    pub(super) fn is_hashed(&self) -> bool {
        matches!(self, Lookup::Perfect(_))
    }
}

/// The places of the codes in the order of their texts.
fn sorted(texts: &[&str], places: &[u32]) -> Vec<u32> {
    let mut sorted: Vec<(&str, u32)> = texts.iter().copied().zip(places.iter().copied()).collect();
    sorted.sort_unstable();
    sorted.into_iter().map(|(_, place)| place).collect()
}

/// Writes `fn find(text: &str) -> Option<ErrorCode>`, and the same for numbers.
///
/// Former codes are found as well: a service that is older than the crate may send them.
pub(super) fn find(
    lookup: &Lookup<'_>,
    api: &NamedCatalog<'_>,
    source: &mut Source,
) -> Result<(), RenderError> {
    let former: Vec<_> =
        api.catalog.former_codes().into_iter().map(|(code, id)| (code, api.variant(id))).collect();
    match lookup {
        Lookup::Numbers(codes) => return by_number(codes, &former, source),
        Lookup::Match(codes) => matched(codes, source)?,
        Lookup::Perfect(table) => hashed(table, source)?,
        Lookup::Sorted(places) => searched(places, source)?,
    }
    if former.is_empty() {
        return source.items(quote! { pub(super) use find as find_any; });
    }
    let arms = arms(former.iter().map(|(code, variant)| {
        let text = code.text();
        (quote!(#text), *variant)
    }));
    let long = long(arms.len() > 60);
    source.items(quote! {
        /// Looks a code up, or what it was before.
        #long
        pub(super) fn find_any(text: &str) -> Option<ErrorCode> {
            let code = match text {
                #(#arms)*
                _ => return find(text),
            };
            Some(code)
        }
    })
}

/// An arm for each variant, with all patterns that mean it.
fn arms<'a>(pairs: impl Iterator<Item = (TokenStream, &'a Ident)>) -> Vec<TokenStream> {
    let mut arms: Vec<(&Ident, Vec<TokenStream>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (pattern, variant) in pairs {
        let place = *places.entry(variant).or_insert(arms.len());
        if place == arms.len() {
            arms.push((variant, Vec::new()));
        }
        arms[place].1.push(pattern);
    }
    let arms = arms.into_iter();
    arms.map(|(variant, patterns)| quote! { #(#patterns)|* => ErrorCode::#variant, }).collect()
}

fn by_number(
    codes: &[(i64, &Ident)],
    former: &[(WireCode, &Ident)],
    source: &mut Source,
) -> Result<(), RenderError> {
    let former = former.iter().filter_map(|(code, variant)| match code {
        WireCode::Integer(number) => Some((*number, *variant)),
        WireCode::String(_) => None,
    });
    let pattern = |(number, variant)| -> Result<_, RenderError> {
        let number: syn::Expr = syn::parse_str(&separated(number))?;
        Ok((quote!(#number), variant))
    };
    let patterns = codes.iter().copied().chain(former).map(pattern);
    let arms = arms(patterns.collect::<Result<Vec<_>, RenderError>>()?.into_iter());
    let long = long(arms.len() > 60);
    source.items(quote! {
        /// Looks a code up by its number, or by a former one.
        #long
        pub(super) const fn find_number(number: i64) -> Option<ErrorCode> {
            let code = match number {
                #(#arms)*
                _ => return None,
            };
            Some(code)
        }

        /// Looks a code up by the digits of its number.
        pub(super) fn find_any(text: &str) -> Option<ErrorCode> {
            find_number(text.parse().ok()?)
        }
    })
}

fn matched(codes: &[(Cow<'_, str>, &Ident)], source: &mut Source) -> Result<(), RenderError> {
    if codes.is_empty() {
        return source.items(quote! {
            /// Looks a code up.
            pub(super) const fn find(_: &str) -> Option<ErrorCode> {
                None
            }
        });
    }
    let texts = codes.iter().map(|(text, _)| text);
    let variants = codes.iter().map(|(_, variant)| variant);
    source.items(quote! {
        /// Looks a code up.
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let code = match text {
                #(#texts => ErrorCode::#variants,)*
                _ => return None,
            };
            Some(code)
        }
    })
}

fn hashed(table: &Table, source: &mut Source) -> Result<(), RenderError> {
    array(
        "The displacement of each bucket of the perfect hash table.",
        "static DISPLACEMENTS",
        "u16",
        &table.displacements,
        source,
    );
    array(
        "The fingerprint of the only code that each slot can hold.",
        "static FINGERPRINTS",
        "u8",
        &table.fingerprints,
        source,
    );
    slots(
        "The place among all codes of the only one that each slot can hold.",
        &table.slots,
        source,
    )?;
    let [a, b, c, d] = [48, 32, 16, 0].map(|at| table.seed >> at & 0xffff);
    let seed = format!("0x{a:04x}_{b:04x}_{c:04x}_{d:04x}");
    let seed = LitInt::new(&seed, Span::call_site());
    source.items(quote! {
        /// Looks a code up: only the one in the text's slot can match, and if its fingerprint does
        /// not, no text is read.
        #[inline]
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let (slot, fingerprint) =
                shared::support::slot_of(text, #seed, &DISPLACEMENTS, SLOTS.len());
            if FINGERPRINTS[slot] != fingerprint {
                return None;
            }
            let (found, place) = SLOTS[slot];
            if found == text { Some(ErrorCode::ALL[place as usize]) } else { None }
        }
    })
}

fn searched(places: &[u32], source: &mut Source) -> Result<(), RenderError> {
    slots("The places among all codes, in the order of their texts.", places, source)?;
    source.items(quote! {
        /// Looks a code up by binary search.
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let slot = SLOTS.binary_search_by(|(found, _)| (*found).cmp(text)).ok()?;
            Some(ErrorCode::ALL[SLOTS[slot].1 as usize])
        }
    })
}

/// Writes the table of codes, of which each slot's place is given.
fn slots(about: &str, places: &[u32], source: &mut Source) -> Result<(), RenderError> {
    let places: Vec<usize> = places.iter().map(|place| *place as usize).collect();
    let place = raw(integer(places.iter().max().copied().unwrap_or_default()));
    numbers(about, "const PLACES", &places, source);
    source.items(quote! {
        /// The texts by slot, each with the place of its code, so that a lookup reads no other table
        /// to compare them.
        static SLOTS: [(&str, #place); PLACES.len()] = {
            let mut slots = [("", 0); PLACES.len()];
            let mut slot = 0;
            while slot < slots.len() {
                let place = PLACES[slot];
                slots[slot] = (CODES[place as usize], place);
                slot += 1;
            }
            slots
        };
    })
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::{Lookup, searched};

    #[test]
    fn without_a_perfect_hash_the_codes_are_sorted() {
        // `codegen/tests/fast/lookup.rs` compiles and calls this file.
        let expected = include_str!("../../../tests/fast/lookup/sorted.rs");
        let codes = ["b", "a_c", "a", "z", "a_b"];
        let Lookup::Sorted(places) = Lookup::with_seeds(&codes, &[0, 1, 2, 3, 4], &[]) else {
            panic!("a table without a seed");
        };
        let mut source = Source::root("");
        searched(&places, &mut source).expect("it is written");
        let written = source.finish();
        assert!(written.ends_with(expected), "{written}");
    }
}
