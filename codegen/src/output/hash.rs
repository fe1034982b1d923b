//! The hash by which a run knows inputs and outputs again.

use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::Path;

use foldhash::quality::FixedState;

use crate::disk::{self, BLOCK};

/// The hash of some bytes, which also depends on where each piece ends.
#[must_use]
pub fn hash<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for piece in pieces {
        hasher.write_usize(piece.len());
        piece.chunks(BLOCK).for_each(|block| hasher.write(block));
    }
    hasher.finish()
}

/// The hash of the bytes of a file as one piece, if it has so many; it is read block by block.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn of_file(path: &Path, length: u64) -> io::Result<Option<u64>> {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write_usize(usize::try_from(length).map_err(io::Error::other)?);
    let is_whole = disk::blocks(path, length, |block| {
        hasher.write(block);
        true
    })?;
    Ok(is_whole.then(|| hasher.finish()))
}
