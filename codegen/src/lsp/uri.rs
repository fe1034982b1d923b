//! The URIs of files, as editors write them.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything that a path in a URI cannot hold as it is (RFC 3986 §3.3), and the colon, which editors
/// encode too.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a file; nothing if the URI is of something else.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().is_some_and(|scheme| scheme.as_str().eq_ignore_ascii_case("file"));
    let host = uri.authority().map_or("", |authority| authority.as_str());
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return None;
    }
    let decoded = percent_decode_str(uri.path().as_str()).decode_utf8().ok()?;
    let path = decoded.as_ref();
    // `/C:/folder` on Windows.
    let drive = path.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    let path = Path::new(if drive { &path[1..] } else { path });
    (is_file && path.is_absolute()).then(|| path.to_owned())
}

/// The URI of a file.
pub(super) fn of(path: &Path) -> Option<Uri> {
    let path = path.to_string_lossy().replace('\\', "/");
    // What Windows puts before a path without links.
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(path, ENCODED))).ok()
}

#[cfg(test)]
mod tests {
    use super::{of, path};
    use std::path::Path;

    #[test]
    fn a_path_survives() {
        for name in ["/a b/ü%/c#d.yaml", "/plain/file-1_2~.yaml"] {
            let uri = of(Path::new(name)).expect("a URI");
            assert_eq!(path(&uri).as_deref(), Some(Path::new(name)), "{}", uri.as_str());
        }
        assert_eq!(path(&"file://host/one.yaml".parse().expect("a URI")), None);
        assert_eq!(path(&"untitled:one.yaml".parse().expect("a URI")), None);
    }
}
