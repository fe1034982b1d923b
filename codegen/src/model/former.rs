//! What programs called a code before.

use semver::Version;

use crate::source::Span;

/// A name that programs used for a code before it was renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeprecatedName {
    /// The former name of the code.
    pub name: String,
    /// The identifier that went with it, in `PascalCase`.
    pub ident: String,
    /// The version of the packages that no longer has it.
    pub until: Version,
    /// Where the registry says so, for messages; no target shows it.
    pub span: Span,
}
