//! Words and pieces of generated source as plain data.

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{IdentFragment, ToTokens, TokenStreamExt};

/// An identifier. Unlike a token, it can be read by several threads, which write the files of a
/// catalog at the same time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ident(String);

impl Ident {
    /// The name must be an identifier.
    pub(super) fn new(name: &str) -> Ident {
        Ident(name.to_owned())
    }

    /// The name without the mark of a raw identifier, as a part of other names.
    pub(super) fn word(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: AsRef<str> + ?Sized> PartialEq<T> for Ident {
    fn eq(&self, other: &T) -> bool {
        self.0 == other.as_ref()
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, Span::call_site()));
    }
}

/// A piece of source as text, which quoted code may contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snippet(String);

impl Snippet {
    /// The source must be valid tokens.
    pub(super) fn new(source: impl Into<String>) -> Snippet {
        Snippet(source.into())
    }
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Snippet {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.parse::<TokenStream>().expect("tokens of Rust"));
    }
}

impl IdentFragment for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
