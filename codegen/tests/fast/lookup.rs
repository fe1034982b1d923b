//! How codes are looked up in the Rust crate: perfect hash tables for the ways in which people number
//! codes, and the binary search that replaces them if none is found.

use std::collections::HashSet;

#[path = "../../src/targets/rust/perfect.rs"]
mod perfect;

use errbook_templates::shared::support::{bucket, hash, slot_of};
use perfect::{SEEDS, Table};

/// A way to write a number.
type Format = fn(usize) -> String;

const PREFIXES: [&str; 9] =
    ["", "e", "E", "BK", "err", "PAY", "TS", "account", "payment_provider_rejected_the_card"];
const SEPARATORS: [&str; 4] = ["", "_", "-", "."];
const FORMATS: [Format; 10] = [
    |n| n.to_string(),
    |n| format!("{n:03}"),
    |n| format!("{n:04}"),
    |n| format!("{n:06}"),
    |n| format!("{n:x}"),
    |n| format!("{n:04X}"),
    |n| format!("{}", 1_000 + n),
    |n| format!("{}", 10_001 + n),
    |n| format!("{}", n * 10),
    |n| format!("{:03}_{:03}", n / 100, n % 100),
];

/// Codes as people write them: a prefix, a separator and a number.
fn numbered() -> Vec<Vec<String>> {
    let counts = [257, 1_000, 2_000, 5_000];
    let mut sets = Vec::new();
    for prefix in PREFIXES {
        for separator in SEPARATORS {
            for (at, format) in FORMATS.iter().enumerate() {
                let code = |n: usize| format!("{prefix}{separator}{}", format(n));
                for count in [1, 2, 17, 25, 30, 100, counts[(sets.len() + at) % counts.len()]] {
                    sets.push((1..=count).map(code).collect());
                }
            }
        }
    }
    sets
}

/// Texts that differ as little as texts can, or have nearly everything in common.
fn similar() -> Vec<Vec<String>> {
    let letters: Vec<char> = ('!'..='~').collect();
    let mut sets = Vec::new();
    for length in (1..=12).chain([15, 16, 17, 31, 32, 33, 64, 100]) {
        // In one byte, at each position.
        for position in 0..length {
            let with = |letter: &char| {
                (0..length).map(|at| if at == position { *letter } else { 'a' }).collect()
            };
            sets.push(letters.iter().map(with).collect());
        }
        // In the last bytes, in the first bytes, and in both.
        let word = |mut n: usize, radix: usize| {
            let mut word = String::new();
            for _ in 0..length {
                word.push(letters[n % radix]);
                n /= radix;
            }
            word
        };
        for radix in [2_usize, 26, 94] {
            let power = u32::try_from(length).expect("a short text");
            let count = radix.saturating_pow(power).min(3_000);
            let first: Vec<String> = (0..count).map(|n| word(n, radix)).collect();
            sets.push(first.iter().map(|word| word.chars().rev().collect()).collect());
            sets.push(first);
        }
    }
    // A length that makes up for a letter.
    sets.push(["bbbb", "cbbbb", "aaaa", "`aaaa"].map(String::from).to_vec());
    // Equal letters, of every length.
    sets.push((0..2_000).map(|length| "a".repeat(length)).collect());
    sets.push((0..2_000).map(|n| format!("{n}{}", "_same_ending".repeat(5))).collect());
    sets.push((0..2_000).map(|n| format!("größe_{n}_ü")).collect());
    sets.push(('\u{100}'..'\u{800}').map(String::from).collect());
    sets.push(('\u{10000}'..'\u{10400}').map(|c| format!("😀{c}")).collect());
    sets
}

/// The words of a real API, combined.
fn worded() -> Vec<Vec<String>> {
    let words = ["card", "user", "token", "webhook", "order", "invoice", "a"];
    let faults = ["declined", "expired", "missing", "b", "not_found"];
    let names = (0..20_000)
        .map(|n| format!("{}_{}_{}", words[n % words.len()], faults[n / 7 % faults.len()], n / 35));
    let names: Vec<String> = names.collect();
    let shouted = names.iter().map(|name| name.to_uppercase()).collect();
    vec![names, shouted]
}

fn find(table: &Table, text: &str) -> usize {
    let (slot, fingerprint) = slot_of(text, table.seed, &table.displacements, table.slots.len());
    // What the generated function compares before it looks at the text.
    if table.fingerprints[slot] == fingerprint { table.slots[slot] as usize } else { usize::MAX }
}

fn all_sets() -> impl Iterator<Item = Vec<String>> {
    numbered().into_iter().chain(similar()).chain(worded())
}

/// The codes as keys of a table.
fn table(codes: &[String]) -> (Vec<&str>, Table) {
    let keys: Vec<&str> = codes.iter().map(String::as_str).collect();
    let table = Table::of(&keys, &SEEDS)
        .unwrap_or_else(|| panic!("no table for {} codes like {}", keys.len(), keys[0]));
    (keys, table)
}

#[test]
fn every_code_is_found_and_every_miss_rejected() {
    for codes in all_sets() {
        let (keys, table) = table(&codes);
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(find(&table, key), index, "{key}");
        }
        let known: HashSet<&str> = keys.iter().copied().collect();
        for key in keys.iter().step_by(keys.len() / 64 + 1) {
            let end = key.char_indices().next_back().map_or(0, |(at, _)| at);
            for miss in
                [format!("{key}x"), key[..end].to_owned(), format!("x{key}"), key.to_lowercase()]
            {
                // A miss leads to a code with a different text.
                assert!(
                    known.contains(&miss[..]) || keys.get(find(&table, &miss)) != Some(&&miss[..]),
                    "{miss}"
                );
            }
        }
    }
}

#[test]
fn codes_are_spread_evenly_and_placed_in_few_tries() {
    for codes in all_sets() {
        let (keys, table) = table(&codes);
        let example = format!("{} codes like {}", keys.len(), keys[keys.len() / 2]);
        assert_eq!(table.seed, SEEDS[0], "the first seed fails for {example}");
        let buckets = table.displacements.len();
        let mut sizes = vec![0_u32; buckets];
        for key in &keys {
            sizes[bucket(hash(key, table.seed), buckets)] += 1;
        }
        // Each displacement that was tried looked at no more than the bucket's keys. A few codes
        // can be unlucky, but the work must not grow faster than their number.
        let tries = sizes.iter().zip(&table.displacements);
        let tries: usize = tries.map(|(size, last)| *size as usize * (*last as usize + 1)).sum();
        assert!(tries < 20_000 + 64 * keys.len(), "{tries} tries for {example}");
        // By Pearson's test: six standard deviations from what a random function would do.
        if buckets > 20 {
            let count = f64::from(u32::try_from(keys.len()).expect("few keys"));
            let degrees = f64::from(u32::try_from(buckets - 1).expect("few buckets"));
            let expected = count / (degrees + 1.0);
            let squares = sizes.iter().map(|size| (f64::from(*size) - expected).powi(2));
            let deviation = squares.sum::<f64>() / expected - degrees;
            assert!(deviation < 6.0 * (2.0 * degrees).sqrt(), "{deviation} for {example}");
        }
    }
}

/// What the Rust target writes for five codes if no seed succeeds.
mod searched {
    use fallback::find;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) struct ErrorCode(&'static str);

    impl ErrorCode {
        const ALL: [ErrorCode; 5] =
            [ErrorCode("b"), ErrorCode("a_c"), ErrorCode("a"), ErrorCode("z"), ErrorCode("a_b")];
    }

    static CODES: [&str; 5] = ["b", "a_c", "a", "z", "a_b"];

    mod fallback {
        use super::{CODES, ErrorCode};

        include!("lookup/sorted.rs");
    }

    #[test]
    fn without_a_table_every_code_is_found_and_every_miss_rejected() {
        for code in ErrorCode::ALL {
            assert_eq!(find(code.0), Some(code));
        }
        for miss in ["", "A", "aa", "a_", "a_bc", "a_d", "c", "zz", "é"] {
            assert_eq!(find(miss), None);
        }
    }
}
