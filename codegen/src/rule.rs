//! The rules for registries; each finding names the rule it is about.

use std::fmt;

/// A rule for registries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name that findings show, in kebab-case.
    pub id: &'static str,
    /// What the rule requires, in one line.
    pub summary: &'static str,
    /// The level of its findings unless the project or the catalog sets another.
    pub level: Level,
    /// Whether a registry that breaks the rule compiles.
    pub kind: Kind,
}

/// What happens to a registry that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It does not compile. The rule's level is fixed, and it cannot be suppressed.
    Error,
    /// It compiles. Each project and catalog can set the rule's level.
    Lint,
}

/// How much a finding matters, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The rule is not checked; no finding has this level.
    Off,
    /// Something could be better.
    Hint,
    /// The registry compiles, but something in it is probably wrong.
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

        /// Every rule: first those about files, then those about their contents, then the lints.
        pub const RULES: &[Rule] = &[$($($name),*),*];
    };
}

rules! {
    Error {
        Error ENCODING = "encoding": "Registry files are UTF-8.";
        Error CONTROL_CHARACTER = "control-character": "No text contains a control character, and no name a line break.";
        Error YAML_SYNTAX = "yaml-syntax": "Registry files are YAML 1.2.";
        Error TOML_SYNTAX = "toml-syntax": "A project file ending in `.toml` is TOML 1.1.";
        Error UNSUPPORTED_YAML = "unsupported-yaml": "Registry files use no anchors, aliases, tags or multiple documents.";
        Error LIMIT = "limit": "A registry stays within the limits.";
        Error DUPLICATE_KEY = "duplicate-key": "A key appears only once in a map.";
        Error UNKNOWN_KEY = "unknown-key": "Every key is part of the registry language.";
        Error MISSING_KEY = "missing-key": "Every required key is present.";
        Error WRONG_TYPE = "wrong-type": "Every value has the type that its key requires.";
        Error UNKNOWN_VALUE = "unknown-value": "A value with a fixed set of choices is one of them.";
        Error STATUS_RANGE = "status-range": "An HTTP status is between 100 and 599.";
        Error MISSING_FILE = "missing-file": "Every catalog folder has a `catalog.yaml`, and no file is empty.";
        Error DUPLICATE_FILE = "duplicate-file": "Each catalog and each section has one file.";
        Error STRAY_FILE = "stray-file": "Every registry file is in a catalog's folder.";
        Error CATALOG_NAME = "catalog-name": "A catalog has the name of its folder, in kebab-case.";
        Error SECTION_LIST = "section-list": "The list of sections names every section file once.";
        Error CODE_STYLE = "code-style": "A code is written in the catalog's case style.";
        Error CODE_PATTERN = "code-pattern": "A code matches the catalog's pattern.";
        Error INVALID_NAME = "invalid-name": "A name works in a URL, a file name and an identifier.";
        Error DUPLICATE_CODE = "duplicate-code": "A code is defined only once in a catalog.";
        Error RETIRED_CODE = "retired-code": "A retired code is never used again.";
        Error ALIAS = "alias": "An alias is a name that nothing else in the catalog has.";
        Error IDENTIFIER_COLLISION = "identifier-collision": "Different codes have different identifiers.";
        Error PAGE_COLLISION = "page-collision": "Every page that a docs URL leads to has a file of its own.";
        Error UNKNOWN_REFERENCE = "unknown-reference": "Everything that is referred to exists.";
        Error MISSING_CATEGORY = "missing-category": "Every code has a category if the envelope contains it.";
        Error MISSING_GRPC = "missing-grpc": "Every code has a gRPC status if the envelope contains it.";
        Error MISSING_STATUS = "missing-status": "Every code has a status, its own or its category's.";
        Error MESSAGE_TEMPLATE = "message-template": "Placeholders in a message are details of the code.";
        Error SENSITIVE_MESSAGE = "sensitive-message": "A message shows no sensitive detail.";
        Error DOCS_URL = "docs-url": "A docs URL contains `{code}` and agrees with the layout.";
        Error ENVELOPE_SHAPE = "envelope-shape": "The envelope is an object of known slots and types.";
        Error EXAMPLE_TYPE = "example-type": "An example has the type of what it illustrates.";
        Error DETAIL_TYPE = "detail-type": "A detail has a known type.";
        Error DETAIL_PLACE = "detail-place": "A detail has a place in the response.";
        Error TABLE_ROW = "table-row": "Every row of a table has a cell for every column.";
        Error OPERATION_REQUEST = "operation-request": "A request is a method and path that no other operation has.";
        Error REPEATED_RAISE = "repeated-raise": "A `raises` list names a code only once.";
        Error API_DESCRIPTION = "api-description": "An API description is OpenAPI 3, and its responses are written out in place.";
        Error MISSING_OPERATION = "missing-operation": "The API description has every operation of the registry.";
        Error FIXED_RULE = "fixed-rule": "Only lints can be allowed or given a level.";
        Error SITE_ADDRESS = "site-address": "The address of a site begins with `https://` and has no query.";
        Error TARGET_FOLDER = "target-folder": "Each target has its own folder.";
        Error OUTSIDE_FOLDER = "outside-folder": "The project file names folders in its repository.";
        Error PACKAGE_NAME = "package-name": "A package has a name that Cargo or npm accepts.";
        Error PACKAGE_VERSION = "package-version": "A package has a semantic version.";
        Error PACKAGE_LICENSE = "package-license": "A license is an SPDX expression.";
        Error TARGET_OPTION = "target-option": "Every character of an option of the project can be seen.";
    }
    Lint {
        Warning TRAILING_SPACE = "trailing-space": "No line ends in whitespace.";
        Warning TAB_CHARACTER = "tab-character": "Texts contain no tabs.";
        Warning INVISIBLE_CHARACTER = "invisible-character": "Every character is visible, and none changes the direction of others.";
        Warning UNBALANCED_BACKTICK = "unbalanced-backtick": "Every backtick has a counterpart.";
        Hint KEY_ORDER = "key-order": "Keys are in the order of the registry language.";
        Warning PLACEHOLDER_TEXT = "placeholder-text": "No text is a placeholder.";
        Warning DESCRIPTION_ECHO = "description-echo": "A description says more than the words of the code.";
        Warning DUPLICATE_DESCRIPTION = "duplicate-description": "Different codes have different descriptions.";
        Off MISSING_DESCRIPTION = "missing-description": "Catalogs, categories, sections and details have descriptions.";
        Off MISSING_CAUSE = "missing-cause": "Every code says why it happens.";
        Off MISSING_RESOLUTION = "missing-resolution": "Every code says what to do about it.";
        Warning WRONG_COUNT = "wrong-count": "Counts in descriptions are right.";
        Warning DANGLING_MENTION = "dangling-mention": "Codes and sections named in texts exist.";
        Warning INTERNAL_LEAK = "internal-leak": "Public texts name no internal code.";
        Warning DEAD_DOCS_URL = "dead-docs-url": "Every address based on the docs URL leads to a generated page.";
        Warning UNUSED_EXCEPTION = "unused-exception": "Every naming exception is needed.";
        Hint SEQUENCE_GAP = "sequence-gap": "The numbers at the end of codes have no gaps.";
        Warning SEQUENCE_REPEAT = "sequence-repeat": "A number appears only once in a sequence of codes.";
        Hint NEAR_DUPLICATE_CODE = "near-duplicate-code": "Codes in different sections differ in more than one letter.";
        Warning CASE_COLLISION = "case-collision": "Codes differ in more than case.";
        Error PORTABLE_NAME = "portable-name": "Every system can hold the files that docs URLs lead to.";
        Hint RESERVED_WORD = "reserved-word": "Names are not reserved words in a target's language.";
        Warning STATUS_NOT_ERROR = "status-not-error": "An error has an error status.";
        Warning STATUS_CATEGORY_MISMATCH = "status-category-mismatch": "A code has the status of its category.";
        Warning STATUS_SUFFIX_MISMATCH = "status-suffix-mismatch": "A code that ends in a status has that status.";
        Warning UNDOCUMENTED_STATUS = "undocumented-status": "The catalog's table of statuses lists the status of every code.";
        Warning UNUSED_STATUS = "unused-status": "Every status in the catalog's table is the status of a code.";
        Warning MISSING_HEADER = "missing-header": "A code has the headers that the catalog promises for its status.";
        Warning GRPC_STATUS_MISMATCH = "grpc-status-mismatch": "The gRPC code agrees with the HTTP status.";
        Warning MISSING_RETRY = "missing-retry": "A code has retry advice if the catalog promises it for its status.";
        Warning RETRY_CONTRADICTS_STATUS = "retry-contradicts-status": "Retry advice fits the status.";
        Warning MISSING_REPLACEMENT = "missing-replacement": "A deprecated code says what to use or do instead.";
        Warning DEPRECATED_REPLACEMENT = "deprecated-replacement": "The replacement of a code is not deprecated itself.";
        Warning REPLACEMENT_CYCLE = "replacement-cycle": "Replacements do not lead back to where they began.";
        Warning UNUSED_CATEGORY = "unused-category": "Every category has a code.";
        Warning UNUSED_ACTION = "unused-action": "Every action is used.";
        Hint UNUSED_DETAILS = "unused-details": "Some code fills the envelope's `$details` slot.";
        Warning EMPTY_SECTION = "empty-section": "Every section has codes or tables.";
        Hint REDUNDANT_RAISE = "redundant-raise": "An operation does not repeat what every operation can return.";
        Warning UNUSED_SUPPRESSION = "unused-suppression": "Every suppression is used.";
    }
}
