//! The rules that a registry keeps to; each finding names the one it is about.

/// A rule that a registry keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name that findings show, in kebab-case.
    pub id: &'static str,
    /// What the rule asks for, in a line.
    pub summary: &'static str,
}

macro_rules! rules {
    ($($name:ident = $id:literal: $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $name: Rule = Rule { id: $id, summary: $summary };
        )*

        /// Every rule, in the order in which a registry meets them.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    ENCODING = "encoding": "Registry files are UTF-8.";
    YAML_SYNTAX = "yaml-syntax": "Registry files are YAML 1.2.";
    TOML_SYNTAX = "toml-syntax": "A project file that ends in `.toml` is TOML 1.1.";
    UNSUPPORTED_YAML = "unsupported-yaml": "Anchors, aliases, tags, further documents and deep nesting are not used.";
    DUPLICATE_KEY = "duplicate-key": "A key stands once in a map.";
    UNKNOWN_KEY = "unknown-key": "Every key is one of the registry language.";
    MISSING_KEY = "missing-key": "Every required key is there.";
    WRONG_TYPE = "wrong-type": "A value has the type that its key asks for.";
    UNKNOWN_VALUE = "unknown-value": "A value with a fixed set of choices is one of them.";
    STATUS_RANGE = "status-range": "An HTTP status lies between 100 and 599.";
    MISSING_FILE = "missing-file": "A catalog's folder has a `catalog.yaml`, and no file is empty.";
    DUPLICATE_FILE = "duplicate-file": "A catalog and a section have one file.";
    STRAY_FILE = "stray-file": "Every registry file belongs to a catalog's folder.";
    CATALOG_NAME = "catalog-name": "A catalog has the name of its folder, in kebab-case.";
    SECTION_LIST = "section-list": "The list of sections names every section file once.";
    CODE_STYLE = "code-style": "A code is written in the catalog's case style.";
    CODE_PATTERN = "code-pattern": "A code matches the catalog's pattern.";
    INVALID_NAME = "invalid-name": "A name can stand in a URL, a file name and an identifier.";
    DUPLICATE_CODE = "duplicate-code": "A code is defined once in a catalog.";
    RETIRED_CODE = "retired-code": "A retired code is never used again.";
    IDENTIFIER_COLLISION = "identifier-collision": "Different codes have different identifiers.";
    UNKNOWN_REFERENCE = "unknown-reference": "Whatever is referred to exists.";
    MISSING_CATEGORY = "missing-category": "Every code has a category where the envelope carries it.";
    MISSING_STATUS = "missing-status": "Every code has a status, its own or its category's.";
    MESSAGE_TEMPLATE = "message-template": "Placeholders of a message are details of the code.";
    DOCS_URL = "docs-url": "A docs URL has a place for the code and agrees with the layout.";
    ENVELOPE_SHAPE = "envelope-shape": "The envelope is an object of known slots and types.";
    EXAMPLE_TYPE = "example-type": "An example has the type of what it is an example for.";
    DETAIL_TYPE = "detail-type": "A detail has a known type.";
    DETAIL_PLACE = "detail-place": "A detail travels at a place that the response has.";
    TABLE_ROW = "table-row": "A table's row has a cell for every column.";
    TARGET_FOLDER = "target-folder": "A target has a folder of its own.";
}
