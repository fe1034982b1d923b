//! Reads files that may be anything: only regular ones, opened once, and never beyond a limit.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::error::Error;

/// How many bytes of a file are compared or hashed at once.
pub(crate) const BLOCK: usize = 64 * 1024;

/// The bytes of a file, following links.
///
/// # Errors
///
/// If it cannot be read, is not a regular file, or has more bytes than the limit, with its path.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::io("read", path, source);
    let too_large = || {
        let what = format!("it has more than {limit} bytes");
        failed(io::Error::new(io::ErrorKind::FileTooLarge, what))
    };
    // Before it is opened, which would wake a device up.
    let metadata = fs::metadata(path).map_err(failed)?;
    regular(&metadata).map_err(failed)?;
    if metadata.len() > limit {
        return Err(too_large());
    }
    let bytes = bytes(path, limit, 0).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// The first bytes of a regular file that is not behind a link: one more than the limit if there
/// are as many.
///
/// # Errors
///
/// If it cannot be read.
pub(crate) fn start(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    bytes(path, limit, NO_LINK)
}

/// Whether a regular file that is not behind a link holds these bytes and no others. Reads it block by
/// block, and no further than the first difference.
///
/// # Errors
///
/// If it cannot be read.
pub(crate) fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut expected = bytes.chunks(BLOCK);
    blocks(path, bytes.len() as u64, |block| expected.next() == Some(block))
}

/// Passes the blocks of a regular file that is not behind a link to `go_on`, until that is not the case;
/// each but the last one has [`BLOCK`] bytes. Whether all were passed, and the file has so many bytes.
///
/// # Errors
///
/// If it cannot be read.
pub(crate) fn blocks(
    path: &Path,
    length: u64,
    mut go_on: impl FnMut(&[u8]) -> bool,
) -> io::Result<bool> {
    let mut file = open(path, NO_LINK)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    if metadata.len() != length {
        return Ok(false);
    }
    let mut left = usize::try_from(length).map_err(io::Error::other)?;
    let mut block = vec![0; BLOCK.min(left)];
    while left > 0 {
        let block = &mut block[..BLOCK.min(left)];
        left -= block.len();
        match file.read_exact(block) {
            Ok(()) if go_on(block) => {}
            // It may have become shorter.
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// What tells a version of a file from others without reading it: its size and when it was written.
pub(crate) fn identity(path: &Path) -> Option<(u64, std::time::SystemTime)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

fn bytes(path: &Path, limit: u64, flags: i32) -> io::Result<Vec<u8>> {
    let file = open(path, flags)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    let size = metadata.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default().saturating_add(1));
    // It may grow while it is read.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn regular(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(io::Error::other("it is not a regular file")) }
}

/// Opens a file without waiting for the other end of a pipe that has taken its place.
#[cfg(unix)]
fn open(path: &Path, flags: i32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(NO_WAIT | flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, flags: i32) -> io::Result<File> {
    if flags == NO_LINK && fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
const NO_WAIT: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

#[cfg(unix)]
const NO_LINK: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();

#[cfg(not(unix))]
const NO_LINK: i32 = 1;
