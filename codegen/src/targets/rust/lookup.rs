//! Looking up a code by its text: a `match` for a few codes, a perfect hash table for more.

use proc_macro2::Span;
use quote::quote;
use syn::LitInt;

use super::named::NamedCode;
use super::perfect::{SEEDS, Table};
use super::source::Source;
use crate::targets::RenderError;

/// The number of codes up to which a `match` is as fast, and easier to read.
const MATCH_LIMIT: usize = 16;

/// How the codes of a catalog are looked up.
pub(super) enum Lookup {
    Match,
    Perfect(Table),
    /// The places of the codes in the order of their texts, for a binary search: what remains if
    /// no perfect hash is found.
    Sorted(Vec<u32>),
}

impl Lookup {
    /// The fastest way to look these codes up.
    pub(super) fn of(codes: &[&str]) -> Lookup {
        if codes.len() <= MATCH_LIMIT {
            return Lookup::Match;
        }
        Lookup::with_seeds(codes, &SEEDS)
    }

    fn with_seeds(codes: &[&str], seeds: &[u64]) -> Lookup {
        Table::of(codes, seeds).map_or_else(|| Lookup::Sorted(sorted(codes)), Lookup::Perfect)
    }

    /// Whether the codes are looked up with a hash.
    pub(super) fn is_hashed(&self) -> bool {
        matches!(self, Lookup::Perfect(_))
    }
}

/// The places of the codes in the order of their texts.
fn sorted(codes: &[&str]) -> Vec<u32> {
    let mut places: Vec<(&str, u32)> = codes.iter().copied().zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

/// Writes `fn find(text: &str) -> Option<ErrorCode>`.
pub(super) fn find(
    lookup: &Lookup,
    codes: &[NamedCode<'_>],
    source: &mut Source,
) -> Result<(), RenderError> {
    match lookup {
        Lookup::Match => matched(codes, source),
        Lookup::Perfect(table) => hashed(table, source),
        Lookup::Sorted(places) => searched(places, source),
    }
}

fn matched(codes: &[NamedCode<'_>], source: &mut Source) -> Result<(), RenderError> {
    if codes.is_empty() {
        return source.items(quote! {
            /// Looks a code up.
            pub(super) const fn find(_: &str) -> Option<ErrorCode> {
                None
            }
        });
    }
    let texts = codes.iter().map(|code| &code.code.name);
    let variants = codes.iter().map(|code| &code.variant);
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
    let mut numbers = source.block(
        &format!(
            "/// The displacement of each bucket of the perfect hash table.\n\
             static DISPLACEMENTS: [u16; {}] = [",
            table.displacements.len()
        ),
        "];",
    );
    numbers.fill(&table.displacements);
    numbers.close();
    slots("The index in [`ALL`] of the only code that each slot can hold.", &table.slots, source)?;
    let [a, b, c, d] = [48, 32, 16, 0].map(|at| table.seed >> at & 0xffff);
    let seed = format!("0x{a:04x}_{b:04x}_{c:04x}_{d:04x}");
    let seed = LitInt::new(&seed, Span::call_site());
    source.items(quote! {
        /// Looks a code up: only the one in the text's slot can match.
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let slot = shared::support::slot_of(text, #seed, &DISPLACEMENTS, SLOTS.len());
            let (found, code) = SLOTS[slot];
            (found == text).then_some(code)
        }
    })
}

fn searched(places: &[u32], source: &mut Source) -> Result<(), RenderError> {
    slots("The indices in [`ALL`] of the codes, in the order of their texts.", places, source)?;
    source.items(quote! {
        /// Looks a code up by binary search.
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let slot = SLOTS.binary_search_by(|(found, _)| (*found).cmp(text)).ok()?;
            Some(SLOTS[slot].1)
        }
    })
}

/// Writes the table of codes, of which each slot's place is given.
fn slots(about: &str, places: &[u32], source: &mut Source) -> Result<(), RenderError> {
    let fits = places.iter().all(|&place| u16::try_from(place).is_ok());
    let index = if fits { "u16" } else { "u32" };
    let mut numbers =
        source.block(&format!("/// {about}\nconst PLACES: [{index}; {}] = [", places.len()), "];");
    numbers.fill(places);
    numbers.close();
    source.items(quote! {
        /// The codes by slot, each with its text, so that a lookup reads no other table.
        static SLOTS: [(&str, ErrorCode); PLACES.len()] = {
            let mut slots = [("", ALL[0]); PLACES.len()];
            let mut slot = 0;
            while slot < slots.len() {
                let code = ALL[PLACES[slot] as usize];
                slots[slot] = (code.as_str(), code);
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
        let Lookup::Sorted(places) = Lookup::with_seeds(&codes, &[]) else {
            panic!("a table without a seed");
        };
        let mut source = Source::root("");
        searched(&places, &mut source).expect("it is written");
        let written = source.finish();
        assert!(written.ends_with(expected), "{written}");
    }
}
