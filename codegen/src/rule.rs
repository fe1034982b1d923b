//! The rules that a registry keeps to; each finding names the one it is about.

use std::fmt;

/// A rule that a registry keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name that findings show, in kebab-case.
    pub id: &'static str,
    /// What the rule asks for, in a line.
    pub summary: &'static str,
    /// How much a finding matters where neither project nor catalog says.
    pub level: Level,
    /// Whether the registry compiles where the rule is broken.
    pub kind: Kind,
}

/// What becomes of a registry that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It does not compile. The rule can be neither levelled nor allowed to be broken.
    Error,
    /// It compiles; how much the rule matters is for each project and catalog to say.
    Lint,
}

/// How much a finding matters, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is not shown; no finding has this level.
    Off,
    /// Something could be better.
    Hint,
    /// The registry compiles, and something in it is likely wrong.
    Warning,
    /// The registry does not compile.
    Error,
}

impl Level {
    /// The level's name in registries, messages and machine-readable outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($kind:ident { $($level:ident $name:ident = $id:literal: $summary:literal;)* })*) => {
        $($(
            #[doc = $summary]
            pub const $name: Rule =
                Rule { id: $id, summary: $summary, level: Level::$level, kind: Kind::$kind };
        )*)*

        /// Every rule: those of files first, then those of what they say, then the lints.
        pub const RULES: &[Rule] = &[$($($name),*),*];
    };
}

rules! {
    Error {
        Error ENCODING = "encoding": "Registry files are UTF-8.";
        Error YAML_SYNTAX = "yaml-syntax": "Registry files are YAML 1.2.";
        Error TOML_SYNTAX = "toml-syntax": "A project file that ends in `.toml` is TOML 1.1.";
        Error UNSUPPORTED_YAML = "unsupported-yaml": "Anchors, aliases, tags, further documents and deep nesting are not used.";
        Error DUPLICATE_KEY = "duplicate-key": "A key stands once in a map.";
        Error UNKNOWN_KEY = "unknown-key": "Every key is one of the registry language.";
        Error MISSING_KEY = "missing-key": "Every required key is there.";
        Error WRONG_TYPE = "wrong-type": "A value has the type that its key asks for.";
        Error UNKNOWN_VALUE = "unknown-value": "A value with a fixed set of choices is one of them.";
        Error STATUS_RANGE = "status-range": "An HTTP status lies between 100 and 599.";
        Error MISSING_FILE = "missing-file": "A catalog's folder has a `catalog.yaml`, and no file is empty.";
        Error DUPLICATE_FILE = "duplicate-file": "A catalog and a section have one file.";
        Error STRAY_FILE = "stray-file": "Every registry file belongs to a catalog's folder.";
        Error CATALOG_NAME = "catalog-name": "A catalog has the name of its folder, in kebab-case.";
        Error SECTION_LIST = "section-list": "The list of sections names every section file once.";
        Error CODE_STYLE = "code-style": "A code is written in the catalog's case style.";
        Error CODE_PATTERN = "code-pattern": "A code matches the catalog's pattern.";
        Error INVALID_NAME = "invalid-name": "A name can stand in a URL, a file name and an identifier.";
        Error DUPLICATE_CODE = "duplicate-code": "A code is defined once in a catalog.";
        Error RETIRED_CODE = "retired-code": "A retired code is never used again.";
        Error ALIAS = "alias": "An alias is a name that nothing else in the catalog has.";
        Error IDENTIFIER_COLLISION = "identifier-collision": "Different codes have different identifiers.";
        Error UNKNOWN_REFERENCE = "unknown-reference": "Whatever is referred to exists.";
        Error MISSING_CATEGORY = "missing-category": "Every code has a category where the envelope carries it.";
        Error MISSING_GRPC = "missing-grpc": "Every code has a gRPC status where the envelope carries it.";
        Error MISSING_STATUS = "missing-status": "Every code has a status, its own or its category's.";
        Error MESSAGE_TEMPLATE = "message-template": "Placeholders of a message are details of the code.";
        Error SENSITIVE_MESSAGE = "sensitive-message": "A message shows no sensitive detail.";
        Error DOCS_URL = "docs-url": "A docs URL has a place for the code and agrees with the layout.";
        Error ENVELOPE_SHAPE = "envelope-shape": "The envelope is an object of known slots and types.";
        Error EXAMPLE_TYPE = "example-type": "An example has the type of what it is an example for.";
        Error DETAIL_TYPE = "detail-type": "A detail has a known type.";
        Error DETAIL_PLACE = "detail-place": "A detail travels at a place that the response has.";
        Error TABLE_ROW = "table-row": "A table's row has a cell for every column.";
        Error OPERATION_REQUEST = "operation-request": "A request is a method and a path that no other operation has.";
        Error REPEATED_RAISE = "repeated-raise": "A list of `raises` names a code once.";
        Error API_DESCRIPTION = "api-description": "An API description is OpenAPI 3, and its responses stand in their place.";
        Error MISSING_OPERATION = "missing-operation": "The API description has every operation of the registry.";
        Error FIXED_RULE = "fixed-rule": "Only lints have levels and can be allowed.";
        Error SITE_ADDRESS = "site-address": "The address of a site begins with `https://` and has no query.";
        Error TARGET_FOLDER = "target-folder": "A target has a folder of its own.";
    }
    Lint {
        Warning TRAILING_SPACE = "trailing-space": "No line ends in white space.";
        Warning TAB_CHARACTER = "tab-character": "Texts hold no tabs.";
        Warning INVISIBLE_CHARACTER = "invisible-character": "Every character can be seen, and none turns the direction of others.";
        Warning UNBALANCED_BACKTICK = "unbalanced-backtick": "Every backtick has its partner.";
        Hint KEY_ORDER = "key-order": "Keys stand in the order in which the language describes them.";
        Warning PLACEHOLDER_TEXT = "placeholder-text": "No text is a placeholder for one that is still to be written.";
        Warning DESCRIPTION_ECHO = "description-echo": "A description says more than the words of the code.";
        Warning DUPLICATE_DESCRIPTION = "duplicate-description": "Different codes have different descriptions.";
        Off MISSING_DESCRIPTION = "missing-description": "Catalogs, categories, sections and details have a description.";
        Off MISSING_CAUSE = "missing-cause": "Every code says why it happens.";
        Off MISSING_RESOLUTION = "missing-resolution": "Every code says what to do about it.";
        Warning WRONG_COUNT = "wrong-count": "What a description counts is right.";
        Warning DANGLING_MENTION = "dangling-mention": "Codes and sections that a text names exist.";
        Warning INTERNAL_LEAK = "internal-leak": "What everyone reads names no internal code.";
        Warning DEAD_DOCS_URL = "dead-docs-url": "A generated page answers every address below the docs URL.";
        Warning UNUSED_EXCEPTION = "unused-exception": "A naming exception is for a code that needs it.";
        Hint SEQUENCE_GAP = "sequence-gap": "The numbers at the end of codes have no gaps.";
        Warning SEQUENCE_REPEAT = "sequence-repeat": "A number stands once in a sequence of codes.";
        Hint NEAR_DUPLICATE_CODE = "near-duplicate-code": "Codes of different sections differ in more than a letter.";
        Warning CASE_COLLISION = "case-collision": "Codes differ in more than upper and lower case.";
        Hint RESERVED_WORD = "reserved-word": "Names are no reserved words of a target's language.";
        Warning STATUS_NOT_ERROR = "status-not-error": "The status of an error is one of an error.";
        Warning STATUS_CATEGORY_MISMATCH = "status-category-mismatch": "A code has the status of its category.";
        Warning STATUS_SUFFIX_MISMATCH = "status-suffix-mismatch": "A code that ends in a status has this status.";
        Warning UNDOCUMENTED_STATUS = "undocumented-status": "The catalog's table of statuses has every status that a code has.";
        Warning UNUSED_STATUS = "unused-status": "Every status in the catalog's table is one that a code has.";
        Warning MISSING_HEADER = "missing-header": "A code carries the headers that the catalog promises with its status.";
        Warning GRPC_STATUS_MISMATCH = "grpc-status-mismatch": "The gRPC code says the same as the HTTP status.";
        Warning MISSING_RETRY = "missing-retry": "A code has retry advice where the catalog promises it with its status.";
        Warning RETRY_CONTRADICTS_STATUS = "retry-contradicts-status": "Retry advice fits the status.";
        Warning MISSING_REPLACEMENT = "missing-replacement": "A deprecated code says what to use or to do instead.";
        Warning DEPRECATED_REPLACEMENT = "deprecated-replacement": "What takes the place of a code is not deprecated itself.";
        Warning REPLACEMENT_CYCLE = "replacement-cycle": "Replacements do not lead back to where they began.";
        Warning UNUSED_CATEGORY = "unused-category": "Every category has a code.";
        Warning UNUSED_ACTION = "unused-action": "Something asks for every action.";
        Hint UNUSED_DETAILS = "unused-details": "Some code has details for the place that the envelope keeps for them.";
        Warning EMPTY_SECTION = "empty-section": "Every section has codes or tables.";
        Hint REDUNDANT_RAISE = "redundant-raise": "An operation does not repeat what every operation can return.";
        Warning UNUSED_SUPPRESSION = "unused-suppression": "What is allowed is done.";
    }
}
