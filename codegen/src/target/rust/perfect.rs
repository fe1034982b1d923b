//! Perfect hash tables: each key has a slot of its own, so that a lookup compares one text.
//!
//! They are built by hash and displace (Belazzougui, Botelho, Dietzfelbinger: "Hash, displace, and
//! compress", 2009): one hash picks a bucket, and the bucket's displacement picks the slot.

// The generated crate contains this same file.
#[cfg_attr(not(test), allow(dead_code, reason = "only the generated crate looks codes up"))]
#[path = "../../../templates/rust/shared/hash.rs"]
pub(super) mod hash;

/// The average number of keys per bucket: more save space but take longer to place.
pub(super) const BUCKET_SIZE: usize = 4;

/// What the hashes of a table start from, in the order in which they are tried: the first digits of
/// π, where nobody can have hidden anything. The first one nearly always succeeds.
pub(super) const SEEDS: [u64; 8] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7344,
    0xa409_3822_299f_31d0,
    0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377,
    0xbe54_66cf_34e9_0c6c,
    0xc0ac_29b7_c97c_50dd,
    0x3f84_d5b5_b547_0917,
];

/// A perfect hash table.
pub(super) struct Table {
    pub seed: u64,
    /// By bucket.
    pub displacements: Vec<u16>,
    /// The index of a key by slot; a slot without a key has the index of the first one.
    pub slots: Vec<u32>,
}

impl Table {
    /// A table of these distinct keys; none if every seed fails.
    pub(super) fn of(keys: &[&str], seeds: &[u64]) -> Option<Table> {
        seeds.iter().find_map(|&seed| Table::with_seed(keys, seed))
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

    use super::{BUCKET_SIZE, SEEDS, Table, hash};

    fn find(table: &Table, text: &str) -> usize {
        let slot = hash::find(text, table.seed, &table.displacements, table.slots.len());
        table.slots[slot] as usize
    }

    /// Checks a table of keys: each is found, and a miss leads to a key with a different text.
    #[track_caller]
    fn check(keys: &[String]) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let first = format!("{:?}…, {}", &keys[..keys.len().min(3)], keys.len());
        // The first seeds suffice: the rest is for keys that nobody has thought of.
        let table = Table::of(&keys, &SEEDS[..2]).unwrap_or_else(|| panic!("no table of {first}"));
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(find(&table, key), index, "{key} of {first}");
        }
        let known: HashSet<&str> = keys.iter().copied().collect();
        for key in &keys {
            for miss in [format!("{key}x"), key.to_uppercase(), key.to_lowercase(), String::new()] {
                assert!(known.contains(&miss[..]) || keys[find(&table, &miss)] != miss, "{miss}");
            }
        }
        well_mixed(&keys, &first);
    }

    /// Checks that the keys spread over the buckets as if at random.
    #[track_caller]
    fn well_mixed(keys: &[&str], first: &str) {
        let mut buckets = vec![0_u32; keys.len() / BUCKET_SIZE + 1];
        for key in keys {
            let bucket = hash::bucket(hash::hash(key, SEEDS[0]), buckets.len());
            buckets[bucket] += 1;
        }
        // With four keys per bucket on average, one of 24 comes up less than once in a billion.
        assert!(buckets.iter().all(|&size| size < 24), "{buckets:?} of {first}");
        // The number of pairs of keys in one bucket is near n²/2m; its deviation is the root of it.
        let pairs: f64 = buckets.iter().map(|&n| f64::from(n) * (f64::from(n) - 1.0) / 2.0).sum();
        #[allow(clippy::cast_precision_loss, reason = "small numbers")]
        let (n, m) = (keys.len() as f64, buckets.len() as f64);
        let expected = n * (n - 1.0) / 2.0 / m;
        let off = (pairs - expected).abs() / expected.max(1.0).sqrt();
        assert!(off < 8.0, "{pairs} pairs instead of {expected} of {first}");
    }

    /// How the number at the end of a code is written.
    const NUMBERS: [fn(usize) -> String; 6] = [
        |n| n.to_string(),
        |n| format!("{n:03}"),
        |n| format!("{n:05}"),
        |n| format!("{n:x}"),
        |n| (10_000 + n * 10).to_string(),
        |n| format!("{:06}", 100_000 + n),
    ];

    #[test]
    fn every_ordinary_scheme_of_codes_has_a_table() {
        let prefixes =
            ["", "E", "e", "ERR", "err", "BK", "AB", "PAY", "c", "code", "payment_error"];
        for prefix in prefixes {
            for separator in ["", "_", "-", ".", ":", "/"] {
                for number in NUMBERS {
                    for count in [1, 17, 25, 100, 1_000] {
                        let code = |n| format!("{prefix}{separator}{}", number(n));
                        check(&(1..=count).map(code).collect::<Vec<_>>());
                    }
                }
            }
        }
    }

    #[test]
    fn codes_that_differ_in_one_place_have_a_table() {
        let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
        for length in 1..=40 {
            for place in 0..length {
                let code = |letter: &char| {
                    let mut code: Vec<char> = vec!['x'; length];
                    code[place] = *letter;
                    code.into_iter().collect()
                };
                check(&letters.iter().map(code).collect::<Vec<String>>());
            }
        }
    }

    #[test]
    fn large_catalogs_and_other_alphabets_have_a_table() {
        for number in NUMBERS {
            check(&(0..5_000).map(|n| format!("E{}", number(n))).collect::<Vec<_>>());
        }
        check(&(0..20_000).map(|n| format!("payment_error_{n}")).collect::<Vec<_>>());
        check(&(0..5_000).map(|n| format!("Ошибка-{n}")).collect::<Vec<_>>());
        let words = ["card", "user", "token", "webhook", "order", "invoice", "a"];
        let faults = ["declined", "expired", "missing", "b", "not_found"];
        let name =
            |n| format!("{}_{}_{}", words[n % words.len()], faults[n / 7 % faults.len()], n / 35);
        check(&(0..20_000).map(name).collect::<Vec<_>>());
    }
}
