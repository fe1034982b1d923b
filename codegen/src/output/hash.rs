//! The hash by which a run knows inputs and outputs again.

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;

/// The hash of some bytes, which also depends on where each piece ends.
#[must_use]
pub fn hash<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for piece in pieces {
        hasher.write_usize(piece.len());
        hasher.write(piece);
    }
    hasher.finish()
}
