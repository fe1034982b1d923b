//! The registry language: what catalog files and section files may hold, key by key.
//!
//! These types are the only description of the language: they are decoded from YAML, and the JSON
//! Schema for editors is generated from them, doc comments included.

mod choices;
mod code;
mod detail;
mod family;
mod field;
mod handling;
mod levels;
mod operation;
mod section;
mod shape;
mod status;

pub use self::choices::Format;
pub use self::code::CodeValue;
pub use self::detail::{
    DetailSpec, DetailsSpec, FormSpec, FromSpec, MemberSpec, PlaceSpec, Short, TypeSpec, ValuesSpec,
};
pub(crate) use self::family::{JOIN, flatten};
pub use self::field::{DeclarationSpec, FieldKind, is_of_language};
pub use self::handling::{HandlingSpec, StepSpec};
pub use self::levels::{levels, lint};
pub use self::operation::{OperationSpec, RequestSpec};
pub use self::section::{ReferenceSpec, SectionSpec, TableSpec};
pub use self::shape::{DETAILS, DOMAIN, OR_NULL, ShapeKind, ShapeSpec, slot, slots, word};
pub use self::status::StatusSpec;
use semver::Version;

use crate::decode::{Any, Map, OneOrMany, Prose, Spanned, TextOr, Verbatim, object};
use crate::model::{CaseStyle, CodeType, Delivery, Layout, Retry, Visibility};
use crate::rule::Level;

object! {
    /// A catalog: the errors of one API.
    "a catalog" => CatalogSpec {
        /// The catalog's id; the same as the name of its folder.
        "catalog" => catalog: Spanned<String>,
        /// The name of the API, for people.
        "title" => title: String,
        /// What these errors are and who sees them.
        "description" => description: Option<Prose>,
        /// The language of all texts, as a BCP 47 tag; `en` by default.
        "language" => language: Option<Spanned<String>>,
        /// The URI that identifies a problem (RFC 9457), with the placeholders `{name}`, `{code}` and
        /// `{section}`, each with a case, as in `urn:problem-type:shop:{name|kebab}`.
        "type" => type_uri: Option<Spanned<String>>,
        /// How codes are written and named.
        "codes" => codes: CodesSpec = CodesSpec::fallback(),
        /// Where the reference is published.
        "docs" => docs: Option<DocsSpec>,
        /// The levels of rules in this catalog; they take precedence over those of the project
        /// file.
        "levels" => levels: Map<Spanned<Level>>,
        /// Rules that this catalog may break, each with the reason.
        "allow" => allow: Map<Prose>,
        /// The status of every code that has none, neither of its own nor of its category: `none`
        /// if the API documents no statuses.
        "status" => status: Option<StatusSpec>,
        /// The ids of all sections in reading order; by default, sections are ordered by file name.
        /// The id of a section in a sub-folder begins with it: `payments/cards`.
        "sections" => sections: Option<Vec<Spanned<String>>>,
        /// Groups of sections. Sections name theirs under `group`; a section in a sub-folder that
        /// names none is in the group that has the name of the folder.
        "groups" => groups: Map<GroupSpec>,
        /// Broad kinds of error; a code inherits what it does not set itself.
        "categories" => categories: Map<CategorySpec>,
        /// Facts of its own that the catalog declares for its codes. Their names are keys of entries,
        /// and of the sections and categories that entries inherit from.
        "fields" => declared: Map<DeclarationSpec>,
        /// What each HTTP status means on this API.
        "statuses" => statuses: Map<TextOr<MeaningSpec>>,
        /// What a client can be told to do.
        "actions" => actions: Map<TextOr<ActionSpec>>,
        /// Types of details: enumerations with `values`, and objects with typed members.
        "types" => types: Map<TypeSpec>,
        /// Details that every code of the catalog carries.
        "details" => details: DetailsSpec,
        /// The body of an error response.
        "envelope" => envelope: Spanned<EnvelopeSpec>,
        /// What a response never contains.
        "never_includes" => never_includes: Vec<Prose>,
        /// Codes that every operation of the API can return; `section:cards` is all of a section.
        "raises" => raises: Vec<Spanned<String>>,
        /// The operations of the API and the codes that each can return. The key is the
        /// `operationId` of the API description, or the method and the path if it has none; the path
        /// alone is any method. A segment `*` of a path is any segment, and at the end any rest.
        "operations" => operations: Map<OperationSpec>,
        /// How a client should deal with these errors.
        "handling" => handling: Option<HandlingSpec>,
        /// Related pages.
        "related" => related: Vec<LinkSpec>,
        /// Codes that were removed and cannot be used again.
        "retired" => retired: Map<RetiredSpec>,
    }
}

object! {
    /// How the codes of a catalog are written and named.
    "`codes`" => CodesSpec {
        /// What travels as a code; `string` by default.
        "type" => ty: Option<Spanned<CodeType>>,
        /// The case of every code on the wire; `none` by default.
        "style" => style: Option<Spanned<CaseStyle>>,
        /// The convention in words.
        "convention" => convention: Option<Prose>,
        /// A regular expression that every code on the wire matches; a number as its digits.
        "pattern" => pattern: Option<Spanned<String>>,
        /// What stands between the name of a code and those of the codes nested in it; `.` by
        /// default.
        "join" => join: Option<Spanned<String>>,
        /// The response header that carries the code, instead of the body or beside it.
        "header" => header: Option<Spanned<String>>,
        /// Codes that may break the style or pattern, with the reason.
        "exceptions" => exceptions: Vec<ExceptionSpec>,
    }
}

object! {
    /// Codes that may break the naming rules.
    "a naming exception" => ExceptionSpec {
        /// Why they may.
        "reason" => reason: Prose,
        /// The codes.
        "codes" => codes: Vec<Spanned<String>>,
    }
}

object! {
    /// Where the reference is published.
    "the docs" => DocsSpec {
        /// The URL of a code's entry, with the placeholder `{code}` and optionally `{section}`, each
        /// with a case where it needs one: `{code|lower}`.
        "url" => url: Option<Spanned<String>>,
        /// How the reference is split into pages; by default, this follows from the URL.
        "layout" => layout: Option<Spanned<Layout>>,
    }
}

object! {
    /// A group of sections.
    "a group" => GroupSpec {
        /// Its heading; by default, it is made from the id.
        "title" => title: Option<String>,
        /// What its sections have in common.
        "description" => description: Option<Prose>,
    }
}

object! {
    /// A broad kind of error.
    "a category" => CategorySpec {
        /// A short name for people; by default, it is made from the id.
        "title" => title: Option<String>,
        /// The status that codes of this category inherit.
        "status" => status: Option<StatusSpec>,
        /// What errors of this kind have in common.
        "description" => description: Option<Prose>,
        /// The retry advice that codes of this category inherit.
        "retry" => retry: Option<Spanned<Retry>>,
        /// The action that codes of this category inherit.
        "action" => action: Option<Spanned<String>>,
        /// Details that every code of this category carries.
        "details" => details: DetailsSpec,
        .. => given
    }
}

object! {
    /// What an HTTP status means on this API, and what it promises.
    "a status" => MeaningSpec {
        /// What it means.
        "meaning" => meaning: Prose,
        /// Headers that every error with this status carries, as details of the code.
        "headers" => headers: Vec<Spanned<String>>,
        /// Whether every error with this status says whether and when to try again.
        "retry" => retry: Option<bool>,
    }
}

object! {
    /// Something that a client can be told to do.
    "an action" => ActionSpec {
        /// A short name for people; by default, it is made from the id.
        "title" => title: Option<String>,
        /// What to do.
        "description" => description: Prose,
    }
}

object! {
    /// The body of an error response.
    "the envelope" => EnvelopeSpec {
        /// What is true of every body.
        "description" => description: Option<Prose>,
        /// The name of a ready-made body, instead of `shape`.
        "format" => format: Option<Spanned<Format>>,
        /// The name of the service, such as `shop.example.com`, which `$domain` stands for.
        "domain" => domain: Option<Spanned<String>>,
        /// The media type, or a list of them of which services send the first and clients read all;
        /// by default, that of the format or `application/json`.
        "content_type" => content_type: OneOrMany<Spanned<String>>,
        /// Members that a ready-made body has besides its own, written as in `shape`.
        "members" => members: Option<ShapeSpec>,
        /// The JSON that goes over the wire. A leaf is a slot (`$code`), a type (`string | null`)
        /// or a constant (`false`, `7`, `= text`); `name?` is a member that may be absent; a slot
        /// with `| null` is null if the code has no value for it; a list of one is an array; `...: $details` makes the details members of an object.
        "shape" => shape: Option<ShapeSpec>,
        /// What the members hold, by their path: `error.param`.
        "fields" => fields: Map<TextOr<FieldSpec>>,
    }
}

object! {
    /// What a member of the envelope holds.
    "an envelope field" => FieldSpec {
        /// What it holds.
        "description" => description: Prose,
        /// A value for examples.
        "example" => example: Option<Spanned<Any>>,
    }
}

object! {
    /// A link to another page.
    "a link" => LinkSpec {
        /// The name of the page; by default, its URL.
        "title" => title: Option<String>,
        /// What the page is about.
        "description" => description: Option<Prose>,
        /// Its URL.
        "url" => url: Option<Spanned<String>>,
    }
}

object! {
    /// A code that was removed and cannot be used again.
    "a retired code" => RetiredSpec {
        /// Why it was removed.
        "reason" => reason: Prose,
        /// The first version without it.
        "since" => since: Option<String>,
        /// The code that replaces it.
        "replaced_by" => replaced_by: Option<Spanned<String>>,
    }
}

object! {
    /// One of several causes of an error.
    "a cause" => CauseSpec {
        /// Why it happens.
        "cause" => cause: Prose,
        /// What to do about it.
        "resolution" => resolution: Option<Prose>,
    }
}

object! {
    /// An error code.
    "an error" => ErrorSpec {
        /// What goes over the wire as the code: any text, or a whole number if the codes of the
        /// catalog are numbers; by default, the name.
        "code" => code: Option<Spanned<CodeValue>>,
        /// The URI that identifies the problem; by default, that of the catalog.
        "type" => type_uri: Option<Spanned<String>>,
        /// What the code is called in programs, in `PascalCase`; by default, it is made from the
        /// name.
        "ident" => ident: Option<Spanned<String>>,
        /// A short title; by default, it is made from the code.
        "title" => title: Option<String>,
        /// One of the catalog's categories.
        "category" => category: Option<Spanned<String>>,
        /// The HTTP status, a list of them, or `none` if the API documents none. By default, it is
        /// that of the category or the catalog.
        "status" => status: Option<StatusSpec>,
        /// What happened; may be left out where a message, a title or a cause says it.
        "description" => description: Option<Prose>,
        /// The default message; `{name}` stands for the detail with that name, and `{0}` for the
        /// first one.
        "message" => message: Option<Spanned<Verbatim>>,
        /// The message in other languages, each under its BCP 47 tag, with the same placeholders;
        /// a file `messages.de.yaml` in the catalog's folder can hold those of a language instead.
        "messages" => messages: Map<Spanned<Verbatim>>,
        /// Why it happens.
        "cause" => cause: Option<Prose>,
        /// What to do about it.
        "resolution" => resolution: Option<Prose>,
        /// Several causes, each with what to do about it, instead of `cause` and `resolution`.
        "causes" => causes: Vec<CauseSpec>,
        /// One of the catalog's actions.
        "action" => action: Option<Spanned<String>>,
        /// Whether and when to try again.
        "retry" => retry: Option<Spanned<Retry>>,
        /// Typed members that travel with the error.
        "details" => details: DetailsSpec,
        /// How the error reaches the client; by default, in the body.
        "delivery" => delivery: Option<Delivery>,
        /// The version that introduced the code, in quotes.
        "since" => since: Option<String>,
        /// Set if new code should no longer use it.
        "deprecated" => deprecated: Option<DeprecatedSpec>,
        /// Former names of the code; links to them keep working.
        "aliases" => aliases: Vec<Spanned<String>>,
        /// What programs called the code before: the packages keep these names, marked as deprecated,
        /// until a version.
        "deprecated_names" => deprecated_names: Map<DeprecatedNameSpec>,
        /// Who may see the code; by default, everyone.
        "visibility" => visibility: Option<Visibility>,
        /// The name of a `google.rpc.Code`; if the envelope carries one, it is derived from the status by
        /// default.
        "grpc" => grpc: Option<Spanned<String>>,
        /// Pages to read.
        "links" => links: Vec<LinkSpec>,
        /// Further facts.
        "notes" => notes: Vec<Prose>,
        /// Code examples that show it.
        "examples" => examples: Vec<ExampleSpec>,
        /// Rules that this entry may break, each with the reason.
        "allow" => allow: Map<Prose>,
        /// The codes of a family, nested in the one that they are cases of. The name and the code of
        /// each begin with those of this one, and its message follows this one's. It inherits the
        /// status, the category, the retry advice, the action, the details and the rest of what a
        /// program sees.
        "errors" => errors: Map<Spanned<ErrorSpec>>,
        .. => given
    }
}

object! {
    /// A name that programs used for a code before it was renamed.
    "a deprecated name" => DeprecatedNameSpec {
        /// The version of the packages that no longer has the name, in quotes.
        "until" => until: Version,
        /// The identifier that went with the name, in `PascalCase`; by default, it is made from the
        /// name.
        "ident" => ident: Option<Spanned<String>>,
    }
}

/// The messages of a catalog in one language, by the codes' names; the file's name tells the
/// language, as in `messages.de.yaml`.
pub type MessagesSpec = Map<Spanned<Verbatim>>;

object! {
    /// A code example that shows an error.
    "an example" => ExampleSpec {
        /// What it shows, in a few words.
        "title" => title: String,
        /// The name of its language: `yaml`, `json`, `http`.
        "language" => language: Option<String>,
        /// The code, kept as it is written.
        "code" => code: Verbatim,
    }
}

object! {
    /// A code's deprecation.
    "a deprecation" => DeprecatedSpec {
        /// The version that deprecated it, in quotes.
        "since" => since: Option<String>,
        /// The code to use instead.
        "replaced_by" => replaced_by: Option<Spanned<String>>,
        /// What to know about the change.
        "note" => note: Option<Prose>,
    }
}
