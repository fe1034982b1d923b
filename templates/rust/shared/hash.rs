//! The hash function of the perfect hash tables, which are built for exactly this function.
//!
//! Whoever sends a text to a service chooses it, and gains nothing: a look-up hashes it once and
//! compares it with one code at most, whatever the hash is. Whoever writes codes could at worst find
//! some for which no table can be built; their look-up is a binary search.

/// Odd numbers without a pattern. The bytes of `FACTOR` and of the seeds are not UTF-8, so that no
/// text makes a factor zero and with it whatever it is multiplied by.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const FINAL: u64 = 0x8bb8_4b93_962e_acc9;

/// Multiplies and folds the halves of the product together.
#[inline]
const fn fold(a: u64, b: u64) -> u64 {
    let product = (a as u128) * (b as u128);
    #[allow(clippy::cast_possible_truncation, reason = "the two halves are split")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}

/// The hash of a text, sixteen bytes per step. Some of the last bytes may be read twice: copying
/// the remainder would cost more than all the rest. Most codes have up to 32 bytes, and nothing to
/// repeat.
///
/// One multiplication is not enough at the end: the hashes of texts that differ in a few bytes, such
/// as `E0001` and `E0002`, would be at equal distances. The last one is by the length, which no text
/// can take back there.
#[inline]
#[must_use]
pub fn hash(text: &str, seed: u64) -> u64 {
    let bytes = text.as_bytes();
    let (first, end) = match (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        (Some(first), Some(end)) if bytes.len() > 16 => (first, ends(end)),
        _ => return last(fold_in(ends(bytes), seed), bytes),
    };
    let mut state = fold_in(ends(first), seed);
    if bytes.len() > 32 {
        for step in bytes[16..bytes.len() - 1].chunks_exact(16) {
            state = fold_in(ends(step), state);
        }
    }
    last(fold_in(end, state), bytes)
}

/// The state after one more piece of a text.
#[inline]
const fn fold_in((low, high): (u64, u64), state: u64) -> u64 {
    fold(low ^ state, high ^ FACTOR)
}

/// The hash of a text of which all pieces are in the state.
#[inline]
const fn last(state: u64, bytes: &[u8]) -> u64 {
    fold(state, FINAL ^ bytes.len() as u64)
}

/// A piece of at most sixteen bytes as two numbers.
#[inline]
fn ends(piece: &[u8]) -> (u64, u64) {
    if let (Some(low), Some(high)) = (piece.first_chunk::<8>(), piece.last_chunk::<8>()) {
        (u64::from_le_bytes(*low), u64::from_le_bytes(*high))
    } else if let (Some(low), Some(high)) = (piece.first_chunk::<4>(), piece.last_chunk::<4>()) {
        (u64::from(u32::from_le_bytes(*low)), u64::from(u32::from_le_bytes(*high)))
    } else {
        (piece.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0)
    }
}

/// The bucket of a hash, less than `buckets`, which is a power of two.
#[inline]
#[must_use]
#[allow(clippy::cast_possible_truncation, reason = "the bucket is in the lowest bits")]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// The slot of a hash whose bucket has this displacement, less than `slots`.
#[inline]
#[must_use]
pub const fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    scale(fold(hash ^ displacement as u64, FACTOR), slots)
}

/// Maps a hash to a number below a limit without a division.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the result is less than the limit")]
const fn scale(hash: u64, limit: usize) -> usize {
    ((hash as u128 * limit as u128) >> 64) as usize
}

/// What a table keeps of a hash, so that a text that is not in it is nearly always told from the one
/// in its slot without a look at that. The bucket and the slot depend on the ends of the hash.
#[inline]
#[must_use]
pub const fn fingerprint(hash: u64) -> u8 {
    hash.to_le_bytes()[3]
}

/// The slot of a text in a table of `slots`, if the text is in the table, and its fingerprint.
#[inline]
#[must_use]
pub fn slot_of(text: &str, seed: u64, displacements: &[u16], slots: usize) -> (usize, u8) {
    let hash = hash(text, seed);
    let displacement = displacements[bucket(hash, displacements.len())];
    (slot(hash, displacement, slots), fingerprint(hash))
}
