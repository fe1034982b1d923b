//! The hash function of the perfect hash tables, which are built for exactly this function.

/// Odd numbers without a pattern. The bytes of `FACTOR` are not UTF-8, so no text cancels it out.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const FINAL: u64 = 0x8bb8_4b93_962e_acc9;

/// The product of two numbers: its low and its high half.
const fn multiply(a: u64, b: u64) -> (u64, u64) {
    let product = (a as u128) * (b as u128);
    #[allow(clippy::cast_possible_truncation, reason = "the two halves are split")]
    let halves = (product as u64, (product >> 64) as u64);
    halves
}

/// Multiplies and folds the halves together.
const fn fold(a: u64, b: u64) -> u64 {
    let (low, high) = multiply(a, b);
    low ^ high
}

/// The hash of a text, sixteen bytes per step. Some of the last bytes may be read twice: copying
/// the remainder would cost more than all the rest.
///
/// One multiplication is not enough: its high bits, which choose the bucket, would hardly depend on
/// the last bytes of a short text, and those are all that differs in `E0001`, `E0002`, and so on.
#[must_use]
pub fn hash(text: &str, seed: u64) -> u64 {
    let bytes = text.as_bytes();
    let mut state = seed ^ (bytes.len() as u64);
    let (low, high) = if let Some(end) = bytes.last_chunk::<16>() {
        for step in bytes[..bytes.len() - 1].chunks_exact(16) {
            let (low, high) = ends(step);
            state = fold(low ^ state, high ^ FACTOR);
        }
        ends(end)
    } else {
        ends(bytes)
    };
    let (low, high) = multiply(low ^ state, high ^ FACTOR);
    fold(low ^ seed, high ^ FINAL)
}

/// A piece of at most sixteen bytes as two numbers.
fn ends(piece: &[u8]) -> (u64, u64) {
    if let (Some(low), Some(high)) = (piece.first_chunk::<8>(), piece.last_chunk::<8>()) {
        (u64::from_le_bytes(*low), u64::from_le_bytes(*high))
    } else if let (Some(low), Some(high)) = (piece.first_chunk::<4>(), piece.last_chunk::<4>()) {
        (u64::from(u32::from_le_bytes(*low)), u64::from(u32::from_le_bytes(*high)))
    } else {
        (piece.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0)
    }
}

/// The bucket of a hash, less than `buckets`.
#[must_use]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    scale(hash, buckets)
}

/// The slot of a hash whose bucket has this displacement, less than `slots`.
#[must_use]
pub const fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    scale(fold(hash ^ displacement as u64, FACTOR), slots)
}

/// Maps a hash to a number below a limit without a division.
#[allow(clippy::cast_possible_truncation, reason = "the result is less than the limit")]
const fn scale(hash: u64, limit: usize) -> usize {
    ((hash as u128 * limit as u128) >> 64) as usize
}

/// What a table keeps of a hash, so that a text that is not in it is nearly always told from the one
/// in its slot without a look at that. The bucket depends on the other end of the hash.
#[must_use]
pub const fn fingerprint(hash: u64) -> u8 {
    hash.to_le_bytes()[0]
}

/// The slot of a text in a table of `slots`, if the text is in the table, and its fingerprint.
#[must_use]
pub fn slot_of(text: &str, seed: u64, displacements: &[u16], slots: usize) -> (usize, u8) {
    let hash = hash(text, seed);
    let displacement = displacements[bucket(hash, displacements.len())];
    (slot(hash, displacement, slots), fingerprint(hash))
}
