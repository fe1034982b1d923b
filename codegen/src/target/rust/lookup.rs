//! Looking up a code by its text: a `match` for a few codes, a perfect hash table for more.
//!
//! The table is built by hash and displace (Belazzougui, Botelho, Dietzfelbinger: "Hash, displace,
//! and compress", 2009): one hash picks a bucket, and the bucket's displacement picks the slot. A
//! lookup computes one hash and compares one text, whatever the number of codes.

use proc_macro2::Literal;
use quote::quote;

use super::plan::CodePlan;
use super::source::Source;
use crate::target::RenderError;

// The generated crate contains this same file.
#[cfg_attr(not(test), allow(dead_code, reason = "only the generated crate looks codes up"))]
#[path = "../../../templates/rust/shared/hash.rs"]
mod hash;

/// The number of codes up to which a `match` is as fast, and easier to read.
const MATCH_LIMIT: usize = 16;

/// The average number of codes per bucket: more save space but take longer to place.
const BUCKET_SIZE: usize = 4;

/// Whether this many codes are looked up in a hash table.
pub(super) fn is_hashed(codes: usize) -> bool {
    codes > MATCH_LIMIT
}

/// Writes `fn find(text: &str) -> Option<ErrorCode>`.
pub(super) fn find(codes: &[CodePlan<'_>], source: &mut Source) -> Result<(), RenderError> {
    if is_hashed(codes.len()) { hashed(codes, source) } else { matched(codes, source) }
}

fn matched(codes: &[CodePlan<'_>], source: &mut Source) -> Result<(), RenderError> {
    if codes.is_empty() {
        return source.items(quote! {
            /// Looks a code up.
            pub(super) const fn find(_: &str) -> Option<ErrorCode> {
                None
            }
        });
    }
    let long = (codes.len() > 80).then(|| quote! { #[allow(clippy::too_many_lines)] });
    let texts = codes.iter().map(|code| &code.code.code);
    let variants = codes.iter().map(|code| &code.variant);
    source.items(quote! {
        /// Looks a code up.
        #long
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let code = match text {
                #(#texts => ErrorCode::#variants,)*
                _ => return None,
            };
            Some(code)
        }
    })
}

fn hashed(codes: &[CodePlan<'_>], source: &mut Source) -> Result<(), RenderError> {
    let texts: Vec<&str> = codes.iter().map(|code| &code.code.code[..]).collect();
    let table = Table::of(&texts).ok_or("no perfect hash was found for the codes")?;
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
    let index = if u16::try_from(codes.len()).is_ok() { "u16" } else { "u32" };
    let mut numbers = source.block(
        &format!(
            "/// The index in [`ALL`] of the only code that each slot can hold.\n\
             const PLACES: [{index}; {}] = [",
            table.slots.len()
        ),
        "];",
    );
    numbers.fill(&table.slots);
    numbers.close();
    let seed = Literal::u64_unsuffixed(table.seed);
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

        /// Looks a code up: only the one in the text's slot can match.
        pub(super) fn find(text: &str) -> Option<ErrorCode> {
            let slot = shared::find(text, #seed, &DISPLACEMENTS, SLOTS.len());
            let (found, code) = SLOTS[slot];
            (found == text).then_some(code)
        }
    })
}

/// A perfect hash table.
struct Table {
    seed: u64,
    /// By bucket.
    displacements: Vec<u16>,
    /// The index of a key by slot; a slot without a key has the index of the first one.
    slots: Vec<u32>,
}

impl Table {
    /// A table of these distinct keys; none if several seeds fail, which does not happen.
    fn of(keys: &[&str]) -> Option<Table> {
        (0..16).find_map(|seed| Table::with_seed(keys, seed))
    }

    fn with_seed(keys: &[&str], seed: u64) -> Option<Table> {
        // Spare slots keep the search short: even the last keys find an empty one in a few steps.
        let slot_count = keys.len() + keys.len() / 8 + 1;
        let bucket_count = keys.len() / BUCKET_SIZE + 1;
        let hashes: Vec<u64> = keys.iter().map(|key| hash::hash(key, seed)).collect();
        let mut buckets = vec![Vec::new(); bucket_count];
        for (key, &hash) in (0_u32..).zip(&hashes) {
            buckets[hash::bucket(hash, bucket_count)].push((key, hash));
        }
        let mut largest_first: Vec<usize> = (0..bucket_count).collect();
        largest_first.sort_by_key(|&bucket| std::cmp::Reverse(buckets[bucket].len()));

        let mut displacements = vec![0; bucket_count];
        let mut slots = vec![None; slot_count];
        let mut places = Vec::new();
        for bucket in largest_first {
            let keys = &buckets[bucket];
            let displacement = (0..=u16::MAX).find(|&displacement| {
                places.clear();
                keys.iter().all(|&(_, hash)| {
                    let place = hash::slot(hash, displacement, slot_count);
                    let free = slots[place].is_none() && !places.contains(&place);
                    places.push(place);
                    free
                })
            })?;
            displacements[bucket] = displacement;
            for (&(key, _), &place) in keys.iter().zip(&places) {
                slots[place] = Some(key);
            }
        }
        let slots = slots.into_iter().map(Option::unwrap_or_default).collect();
        Some(Table { seed, displacements, slots })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Table, hash};

    fn find(table: &Table, text: &str) -> usize {
        let slot = hash::find(text, table.seed, &table.displacements, table.slots.len());
        table.slots[slot] as usize
    }

    #[track_caller]
    fn check(keys: &[String]) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let table = Table::of(&keys).expect("there is a table");
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(find(&table, key), index, "{key}");
        }
        // A miss leads to a code with a different text.
        let known: HashSet<&str> = keys.iter().copied().collect();
        for key in &keys {
            for miss in [format!("{key}x"), key[1..].to_owned(), key.to_uppercase(), String::new()]
            {
                assert!(known.contains(&miss[..]) || keys[find(&table, &miss)] != miss, "{miss}");
            }
        }
    }

    #[test]
    fn every_code_is_found_and_every_miss_rejected() {
        for count in [1, 2, 3, 257, 2_000, 20_000] {
            check(&(0..count).map(|n| format!("payment_error_{n}")).collect::<Vec<_>>());
        }
        let words = ["card", "user", "token", "webhook", "order", "invoice", "a"];
        let faults = ["declined", "expired", "missing", "b", "not_found"];
        let names = (0..20_000).map(|n| {
            format!("{}_{}_{}", words[n % words.len()], faults[n / 7 % faults.len()], n / 35)
        });
        check(&names.collect::<Vec<_>>());
    }
}
