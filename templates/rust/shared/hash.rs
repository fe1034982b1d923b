//! The hash function of the perfect hash tables, which are made for exactly this one.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Multiplies to 128 bits and folds the halves, which lets every bit reach every other.
const fn fold(a: u64, b: u64) -> u64 {
    let product = (a as u128) * (b as u128);
    #[allow(clippy::cast_possible_truncation, reason = "the two halves are taken apart")]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
}

/// The hash of a text.
pub(crate) fn hash(text: &str, seed: u64) -> u64 {
    let mut state = seed ^ (text.len() as u64);
    let mut words = text.as_bytes().chunks_exact(8);
    for word in &mut words {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(word);
        state = fold(state ^ u64::from_le_bytes(bytes), FACTOR);
    }
    let mut bytes = [0; 8];
    bytes[..words.remainder().len()].copy_from_slice(words.remainder());
    fold(state ^ u64::from_le_bytes(bytes), FACTOR)
}

/// The bucket of a hash, less than `buckets`.
pub(crate) const fn bucket(hash: u64, buckets: usize) -> usize {
    scale(hash, buckets)
}

/// The slot of a hash whose bucket has this displacement, less than `slots`.
pub(crate) const fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    scale(fold(hash ^ displacement as u64, FACTOR), slots)
}

/// Maps a hash onto the numbers below a limit without a division.
#[allow(clippy::cast_possible_truncation, reason = "the result is less than the limit")]
const fn scale(hash: u64, limit: usize) -> usize {
    ((hash as u128 * limit as u128) >> 64) as usize
}

/// Where a text stands in a table of `slots` if it stands in it at all.
pub(crate) fn find(text: &str, seed: u64, displacements: &[u16], slots: usize) -> usize {
    let hash = hash(text, seed);
    slot(hash, displacements[bucket(hash, displacements.len())], slots)
}
