//! Perfect hash tables: each key has a slot of its own, so that a lookup compares one text.
//!
//! They are built by hash and displace (Belazzougui, Botelho, Dietzfelbinger: "Hash, displace, and
//! compress", 2009): one hash picks a bucket, and the bucket's displacement picks the slot.

use errbook_templates::shared::support::{bucket, fingerprint, hash, slot};

/// The largest average number of keys per bucket: more save space but take longer to place.
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
    /// The fingerprint of the key in each slot.
    pub fingerprints: Vec<u8>,
}

impl Table {
    /// A table of these distinct keys; none if every seed fails.
    pub(super) fn of(keys: &[&str], seeds: &[u64]) -> Option<Table> {
        seeds.iter().find_map(|&seed| Table::with_seed(keys, seed))
    }

    fn with_seed(keys: &[&str], seed: u64) -> Option<Table> {
        // Spare slots keep the search short: even the last keys find an empty one in a few steps.
        let slot_count = keys.len() + keys.len() / 8 + 1;
        let bucket_count = (keys.len() / BUCKET_SIZE + 1).next_power_of_two();
        let hashes: Vec<u64> = keys.iter().map(|key| hash(key, seed)).collect();
        let mut buckets = vec![Vec::new(); bucket_count];
        for (key, &hash) in (0_u32..).zip(&hashes) {
            buckets[bucket(hash, bucket_count)].push((key, hash));
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
                    let place = slot(hash, displacement, slot_count);
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
        let slots: Vec<u32> = slots.into_iter().map(Option::unwrap_or_default).collect();
        let fingerprints =
            slots.iter().map(|&key| hashes.get(key as usize).map_or(0, |&hash| fingerprint(hash)));
        let fingerprints = fingerprints.collect();
        Some(Table { seed, displacements, slots, fingerprints })
    }
}
