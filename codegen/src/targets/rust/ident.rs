//! Identifiers of generated Rust.

use std::collections::BTreeSet;

use super::integration;
use super::word::Ident;
use crate::model::{Code, EnumValue, NamedType};
use crate::names;
use crate::targets::RenderError;

/// Words that are not identifiers in some edition, sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Features of the crate that are not for catalogs.
const FEATURES: &[&str] = &["default", "std", "serde", "json", "http", "languages", "operations"];

/// Names of modules that mean something else, besides keywords.
const MODULES: &[&str] = &[
    // Crates and modules that the generated source names.
    "alloc",
    "core",
    "integrations",
    "serde",
    "shared",
    "std",
    "types",
    // Modules of every catalog: Clippy rejects one inside another of the same name.
    "details",
    "envelope",
    "error",
    "groups",
    "operations",
    "received",
    "response",
    "table",
    // The roots of crates, and the folder of programs.
    "bin",
    "lib",
    "main",
    // Types, which the module would hide from the crate that declares it.
    "bool",
    "char",
    "f32",
    "f64",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// Names that the types of details would shadow, and `New`, which is like its own method `new`.
const TYPES: &[&str] = &["Box", "Debug", "Into", "New", "None", "Option", "Some", "String", "Vec"];

/// Names that the module of named types uses.
const PRELUDE: &[&str] = &[
    "AsRef", "Clone", "Copy", "Debug", "Default", "Err", "From", "Hash", "Into", "None", "Ok",
    "Option", "Result", "Some", "String", "TryFrom", "Vec",
];

/// Methods of every error, whose names constructors must not have.
const METHODS: &[&str] = &[
    "all",
    "and",
    "and_header",
    "arguments",
    "clone",
    "clone_from",
    "clone_into",
    "code",
    "complete",
    "default",
    "details",
    "eq",
    "fmt",
    "from",
    "from_code",
    "from_iter",
    "from_str",
    "into",
    "into_response",
    "listed",
    "localized",
    "made",
    "members",
    "members_mut",
    "message",
    "message_in",
    "ne",
    "new",
    "others",
    "sending",
    "serialize",
    "source",
    "status",
    "to_owned",
    "to_response",
    "to_status",
    "to_string",
    "try_from",
    "try_into",
    "with_arguments",
    "with_header",
    "with_message",
    "with_parameter",
    "with_redirect",
    "with_source",
    "with_status",
];

/// Methods of every code, and members of its metadata, whose names those of declared fields must not
/// have.
const GETTERS: &[&str] = &[
    "action",
    "as_i64",
    "as_ref",
    "as_str",
    "borrow",
    "category",
    "cause",
    "clamp",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "code",
    "delivery",
    "description",
    "deserialize",
    "docs_url",
    "eq",
    "fmt",
    "from",
    "from_str",
    "ge",
    "grpc_code",
    "gt",
    "hash",
    "info",
    "into",
    "is_deprecated",
    "is_in",
    "le",
    "lt",
    "max",
    "message",
    "min",
    "name",
    "ne",
    "parent",
    "partial_cmp",
    "replaced_by",
    "resolution",
    "retry",
    "section",
    "serialize",
    "status",
    "statuses",
    "title",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "type_uri",
    "wire",
];

/// Other types in the module of a catalog, besides those of its envelope.
const OWN_TYPES: &[&str] = &[
    "Action",
    "AnyCategory",
    "AnyCode",
    "ApiError",
    "Category",
    "ClientError",
    "Details",
    "Envelope",
    "Err",
    "ErrorCode",
    "Members",
    "None",
    "Ok",
    "Option",
    "ReceivedError",
    "Required",
    "Result",
    "Section",
    "Some",
    "TryFrom",
    "AsRef",
    "From",
    "Box",
    "String",
    "Vec",
    "Into",
    "Default",
    "Debug",
    "Clone",
    "Copy",
    "Eq",
    "PartialEq",
    "Hash",
];

/// The module of a catalog.
pub(super) fn module(id: &str) -> Result<Ident, RenderError> {
    unreserved(&names::snake(id), MODULES)
}

/// The type that stands for a catalog, beside those of its envelope.
pub(super) fn marker(id: &str, envelope: &[&Ident]) -> Result<Ident, RenderError> {
    let name = names::pascal(id);
    if envelope.iter().any(|taken| **taken == name) {
        return Ok(escaped(&name));
    }
    unreserved(&name, OWN_TYPES)
}

/// The feature of a catalog; `ids` are those of all catalogs.
pub(super) fn feature(id: &str, ids: &[&str]) -> String {
    let mut feature = id.to_owned();
    if FEATURES.contains(&id) || integration::features().any(|feature| feature == id) {
        feature.push_str("-errors");
        while ids.contains(&&feature[..]) {
            feature.push_str("-errors");
        }
    }
    feature
}

/// The constructor of a code with a name and an identifier, beside these methods of the catalog's
/// errors.
pub(super) fn constructor(
    name: &str,
    ident: &str,
    methods: &BTreeSet<String>,
) -> Result<Ident, RenderError> {
    let name = names::function(name, ident);
    if methods.contains(&name) { Ok(escaped(&name)) } else { unreserved(&name, METHODS) }
}

/// The type of a code's details; `variant` is the code's own name.
pub(super) fn details(variant: &str) -> Result<Ident, RenderError> {
    unreserved(variant, TYPES)
}

/// A named type of details, in a module of its own.
pub(super) fn named(named: &NamedType) -> Ident {
    if PRELUDE.contains(&&*named.ident) || KEYWORDS.binary_search(&&*named.ident).is_ok() {
        escaped(&named.ident)
    } else {
        raw(&named.ident)
    }
}

/// The variant of an enumeration.
pub(super) fn variant(value: &EnumValue) -> Ident {
    if value.ident == "Self" { escaped("Self") } else { raw(&value.ident) }
}

/// The function that reads a code's details from a response.
pub(super) fn reader(code: &Code) -> Ident {
    raw(&format!("details_of_{}", names::function(&code.name, &code.ident)))
}

/// The type of a declared field's values, beside the other types of the catalog.
pub(super) fn own_type(name: &str) -> Result<Ident, RenderError> {
    unreserved(name, OWN_TYPES)
}

/// The method of a code for a declared field, beside its other methods.
pub(super) fn getter(name: &str) -> Result<Ident, RenderError> {
    unreserved(&names::snake(name), GETTERS)
}

/// The name as an identifier; a keyword gets a trailing underscore, which no other name has.
pub(super) fn ident(name: &str) -> Result<Ident, RenderError> {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !plain {
        return Err(format!("`{name}` cannot be an identifier in Rust").into());
    }
    Ok(if KEYWORDS.binary_search(&name).is_ok() { escaped(name) } else { raw(name) })
}

/// The name as an identifier that is not in `reserved`.
fn unreserved(name: &str, reserved: &[&str]) -> Result<Ident, RenderError> {
    if reserved.contains(&name) { Ok(escaped(name)) } else { ident(name) }
}

/// An identifier that needs no check.
pub(super) fn raw(name: &str) -> Ident {
    Ident::new(name)
}

fn escaped(name: &str) -> Ident {
    raw(&format!("{name}_"))
}

/// Names in use, so that none is used twice.
#[derive(Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// A `snake_case` name for a member with any name.
    pub(super) fn snake(&mut self, name: &str) -> Result<Ident, RenderError> {
        let plain: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let plain = names::snake(&plain);
        self.unique(if plain.is_empty() { "member" } else { &plain })
    }

    /// The name itself, or with a number if it is taken.
    pub(super) fn unique(&mut self, name: &str) -> Result<Ident, RenderError> {
        let mut candidate = name.to_owned();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{name}_{number}");
            number += 1;
        }
        ident(&candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, Taken, feature, ident};

    #[test]
    fn keywords_are_sorted_and_escaped() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(ident("Self").expect("an identifier"), "Self_");
        assert_eq!(ident("loop").expect("an identifier"), "loop_");
        assert_eq!(ident("looping").expect("an identifier"), "looping");
        assert!(ident("a b").is_err());
        assert!(ident("").is_err());
    }

    #[test]
    fn each_catalog_has_a_feature_of_its_own() {
        let ids = ["shop", "std", "std-errors", "json", "json-errors", "json-errors-errors"];
        assert_eq!(
            ids.map(|id| feature(id, &ids)),
            [
                "shop",
                "std-errors-errors",
                "std-errors",
                "json-errors-errors-errors",
                "json-errors",
                "json-errors-errors"
            ]
        );
    }

    #[test]
    fn any_member_gets_a_name_of_its_own() {
        let mut taken = Taken::default();
        let names = ["requestId", "request-id", "$", "", "type", "2fa", "größe"];
        let names: Vec<_> =
            names.iter().map(|name| taken.snake(name).expect("a name").to_string()).collect();
        assert_eq!(
            names,
            ["request_id", "request_id_2", "member", "member_2", "type_", "code_2fa", "gr_e"]
        );
    }
}
