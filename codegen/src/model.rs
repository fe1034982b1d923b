//! The model: the registry resolved, ordered and valid, as plain data.
//!
//! A [`Model`] exists only where the registry has no error, so a target may rely on what the
//! comments here say and needs no error path for a bad registry.

use std::fmt;

use serde_json::Value;

use crate::source::Span;
pub use crate::text::Text;

/// Every catalog of a registry, in order of their ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The catalogs, sorted by [`Catalog::id`].
    pub catalogs: Vec<Catalog>,
}

/// The errors of one API.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// The name of the catalog's folder, in kebab-case: `loop`.
    pub id: String,
    /// The name of the API, for people.
    pub title: String,
    /// What these errors are and who meets them.
    pub description: Option<Text>,
    /// How codes are written and named.
    pub naming: Naming,
    /// Where the reference is published.
    pub docs: Docs,
    /// The categories, in the order in which the catalog declares them.
    pub categories: Vec<Category>,
    /// What each HTTP status means on this API, by ascending status.
    pub statuses: Vec<StatusMeaning>,
    /// What a client can be told to do, in the order in which the catalog declares it.
    pub actions: Vec<Action>,
    /// The body of an error response.
    pub envelope: Envelope,
    /// The indices in [`Catalog::codes`] of those that every operation can return, as written.
    pub raises: Vec<usize>,
    /// What the API can be asked for, as far as the catalog says which codes may come back, in the
    /// order in which it does.
    pub operations: Vec<Operation>,
    /// How a client should deal with these errors.
    pub handling: Option<Handling>,
    /// What a response never holds.
    pub never_includes: Vec<Text>,
    /// Pages to read beside this one.
    pub related: Vec<Link>,
    /// Codes that were taken out and cannot be used again.
    pub retired: Vec<Retired>,
    /// The sections, in reading order.
    pub sections: Vec<Section>,
    /// Every code once, in reading order: by the section that defines it, then as written there.
    pub codes: Vec<Code>,
}

/// How the codes of a catalog are written and named.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// The case of every code.
    pub style: CaseStyle,
    /// The convention in words.
    pub convention: Option<Text>,
    /// A regular expression that codes match.
    pub pattern: Option<String>,
    /// The codes that do not keep to style or pattern, with the reason.
    pub exceptions: Vec<NamingException>,
}

/// Codes that may break the naming rules.
#[derive(Debug, Clone, PartialEq)]
pub struct NamingException {
    /// Why they may.
    pub reason: Text,
    /// The codes.
    pub codes: Vec<String>,
}

/// The case in which a catalog writes its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStyle {
    /// `card_declined`
    Snake,
    /// `CARD_DECLINED`
    ScreamingSnake,
    /// `card-declined`
    Kebab,
    /// `cardDeclined`
    Camel,
    /// `CardDeclined`
    Pascal,
}

/// Where a catalog's reference pages are published.
#[derive(Debug, Clone, PartialEq)]
pub struct Docs {
    /// The URL of a code's entry with the placeholders `{code}` and, at will, `{section}`.
    pub url: Option<String>,
    /// How the pages are cut; agrees with the placeholders of [`Docs::url`].
    pub layout: Layout,
}

/// How a catalog's reference is cut into pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One page holds every code; a code is an anchor on it.
    OnePage,
    /// A page for each section; a code is an anchor on its section's page.
    PagePerSection,
    /// A page for each code.
    PagePerCode,
}

/// A broad kind of error that codes of a catalog share.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// The name that goes over the wire.
    pub id: String,
    /// A short name for people.
    pub title: String,
    /// What errors of this kind have in common.
    pub description: Option<Text>,
    /// The statuses that codes of this category inherit; empty where it sets none.
    pub status: Vec<u16>,
}

/// What one HTTP status means on an API.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusMeaning {
    /// The HTTP status, 100 to 599.
    pub status: u16,
    /// What it means here.
    pub meaning: Text,
    /// Headers that every error with this status carries.
    pub headers: Vec<String>,
    /// Whether every error with this status says if and when to try again.
    pub retry: bool,
}

/// Something that a client can be told to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The name by which codes refer to it, in `snake_case`.
    pub id: String,
    /// A short name for people.
    pub title: String,
    /// What to do.
    pub description: Text,
}

/// The body of an error response, as it goes over the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// What holds for every body.
    pub description: Option<Text>,
    /// The media type, `application/json` where the catalog sets none.
    pub content_type: String,
    /// The body; the outermost shape is an object.
    pub shape: Shape,
}

/// A part of a JSON body.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object.
    Object {
        /// Its members, in the order written.
        members: Vec<Member>,
        /// Whether details that name no place of their own are members too, after the others; none
        /// has the name of another member.
        details: bool,
    },
    /// An array whose elements all have this shape.
    Array(Box<Shape>),
    /// A value that errbook fills in.
    Slot(Slot),
    /// A value of this type that the service fills in.
    Type(Type),
    /// Always this value: a boolean, a number, a string or null.
    Constant(Value),
}

/// A member of an object in the envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The member's name on the wire.
    pub name: String,
    /// Whether the member may be absent.
    pub optional: bool,
    /// What it holds.
    pub description: Option<Text>,
    /// A value for examples; fits the shape where it is given.
    pub example: Option<Value>,
    /// The member's value.
    pub shape: Shape,
}

/// A value in the envelope that follows from the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The code itself, a string.
    Code,
    /// The message, a string.
    Message,
    /// The title, a string.
    Title,
    /// The id of the code's category, a string.
    Category,
    /// The HTTP status, an integer.
    Status,
    /// The HTTP status written as a string: `"404"`.
    StatusString,
    /// The name of the code's `google.rpc.Code`, a string.
    Grpc,
    /// The URL of the code's reference entry, a string.
    DocsUrl,
    /// An object with the details that name no place of their own.
    Details,
    /// The same; every detail is a string that is not null.
    StringDetails,
}

impl Slot {
    /// Whether details travel in it.
    #[must_use]
    pub fn is_details(self) -> bool {
        matches!(self, Slot::Details | Slot::StringDetails)
    }
}

/// The type of a detail or of an envelope member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// The type without regard to null.
    pub kind: Kind,
    /// Whether the value may be null.
    pub nullable: bool,
}

/// A type without regard to null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    String,
    /// A whole number of at most 64 bits.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A string that holds a UUID (RFC 9562).
    Uuid,
    /// A string that holds a URI reference (RFC 3986).
    Uri,
    /// A string that holds a date and time (RFC 3339).
    DateTime,
    /// How long to wait: whole seconds, or in a header an HTTP date as well (RFC 9110 §10.2.3).
    Delay,
    /// An object with any members.
    Object,
    /// An array of this kind.
    List(Box<Kind>),
    /// An object with any keys and values of this kind.
    Map(Box<Kind>),
}

/// Something that the API can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its `operationId` in the API description, a text without white space; its method and path
    /// where it has none.
    pub id: String,
    /// Its name in anchors, unique in its catalog: ASCII letters, digits, `_`, `.` and `-`.
    pub anchor: String,
    /// How it is asked for; none where only the API description says it.
    pub request: Option<Request>,
    /// What it does.
    pub description: Option<Text>,
    /// The indices in [`Catalog::codes`] of those that it can return beside [`Catalog::raises`], as
    /// written, each once.
    pub codes: Vec<usize>,
    /// Where the registry defines it, for messages; no target shows it.
    pub span: Span,
}

/// How an operation is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The HTTP method, one of [`METHODS`].
    pub method: &'static str,
    /// The path with placeholders between braces: `/orders/{order_id}`. No two operations of a
    /// catalog have the same method and path, whatever their placeholders are called.
    pub path: String,
    /// A request to show.
    pub example: Option<RequestExample>,
}

/// A request that the reference shows.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestExample {
    /// The path, with its query.
    pub path: String,
    /// The headers, in the order written.
    pub headers: Vec<(String, String)>,
    /// The body: a string as it stands, anything else as JSON.
    pub body: Option<Value>,
}

/// The methods of HTTP that an API description knows.
pub const METHODS: [&str; 8] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// How a client should deal with the errors of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Handling {
    /// What holds throughout.
    pub description: Option<Text>,
    /// What a client should log.
    pub log: Vec<Text>,
    /// The cases, in the order in which to test for them.
    pub steps: Vec<Step>,
    /// What to do with every other code.
    pub otherwise: Option<Step>,
}

/// One case of a catalog's handling order.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The codes that the case is for; each one exists.
    pub codes: Vec<String>,
    /// The id of one of the catalog's actions.
    pub action: Option<String>,
    /// What to do, or what to know while doing it.
    pub note: Option<Text>,
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The name of the page.
    pub title: String,
    /// What is found there.
    pub description: Option<Text>,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A code that was taken out of the catalog and cannot be used again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retired {
    /// The code.
    pub code: String,
    /// Why it was taken out.
    pub reason: Text,
    /// The version without it.
    pub since: Option<String>,
    /// The code that took its place; it exists.
    pub replaced_by: Option<String>,
}

/// A group of codes that are read together: one file of the registry.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The name of the section's file without its ending, in kebab-case.
    pub id: String,
    /// The section's heading.
    pub title: String,
    /// A heading that neighbouring sections share.
    pub group: Option<String>,
    /// What returns these errors.
    pub description: Option<Text>,
    /// Where the errors are specified.
    pub sources: Vec<Text>,
    /// The codes that the section defines, then those it lists by reference.
    pub entries: Vec<Entry>,
    /// Free tables.
    pub tables: Vec<Table>,
    /// Remarks that belong below the table of codes.
    pub notes: Vec<Text>,
}

/// A code in a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The index of the code in [`Catalog::codes`].
    pub code: usize,
    /// Set where the section lists a code that another section defines.
    pub reference: Option<Reference>,
}

/// What a section says of a code that another section defines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reference {
    /// What the error means in this section.
    pub description: Option<Text>,
    /// Why it happens in this section.
    pub cause: Option<Text>,
    /// What to do about it in this section.
    pub resolution: Option<Text>,
}

/// A free reference table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The table's heading.
    pub title: String,
    /// What the table is about.
    pub description: Option<Text>,
    /// The column headings; at least one.
    pub columns: Vec<Text>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
}

/// One error code.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The code as it goes over the wire; unique in its catalog.
    pub code: String,
    /// The code in `PascalCase`, unique in its catalog and fit for an identifier: starts with a
    /// letter. Not yet escaped for any language's reserved words.
    pub ident: String,
    /// A short title (RFC 9457 §3.1.3); made from the code where the registry sets none.
    pub title: String,
    /// What happened.
    pub description: Text,
    /// The default message, a template over [`Code::details`].
    pub message: Option<Template>,
    /// Why it happens.
    pub cause: Option<Text>,
    /// What to do about it.
    pub resolution: Option<Text>,
    /// The id of one of the catalog's categories.
    pub category: Option<String>,
    /// The index in [`Catalog::sections`] of the section that defines the code.
    pub section: usize,
    /// The HTTP statuses, ascending; empty where the API documents none.
    pub status: Vec<u16>,
    /// Whether and when to try again; none where the API documents nothing.
    pub retry: Option<Retry>,
    /// The id of one of the catalog's actions.
    pub action: Option<String>,
    /// The indices in [`Catalog::operations`] of those that name the code, ascending.
    pub operations: Vec<usize>,
    /// Whether every operation can return it.
    pub everywhere: bool,
    /// Typed members that travel with the error.
    pub details: Vec<Detail>,
    /// How the error reaches the client.
    pub delivery: Delivery,
    /// The gRPC status; none where the code has no single HTTP status to derive it from.
    pub grpc: Option<Grpc>,
    /// The version that brought the code.
    pub since: Option<String>,
    /// Set where new code should no longer use it.
    pub deprecated: Option<Deprecated>,
    /// Names that the code had before, for the links that lead to them; none is a code, retired or
    /// another's alias, and one differs in more than case from every name but its own code.
    pub aliases: Vec<String>,
    /// Who may see the code.
    pub visibility: Visibility,
    /// Pages to read.
    pub links: Vec<Link>,
    /// Further facts.
    pub notes: Vec<Text>,
    /// Pieces of code that show it.
    pub examples: Vec<Example>,
    /// The address of the code's reference entry.
    pub docs_url: Option<String>,
    /// Where the registry defines the code, for messages; no target shows it.
    pub span: Span,
}

/// A piece of code that shows an error: what causes it, or how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows, in a few words.
    pub title: String,
    /// The name of its language, as Markdown's code fences take it: `yaml`.
    pub language: Option<String>,
    /// The code, without a line break at its end.
    pub code: String,
}

/// A message with the names of details in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The template as written; `{{` and `}}` stand for braces.
    pub source: String,
    /// The template in parts.
    pub parts: Vec<Part>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text to print as it is.
    Literal(String),
    /// The name of a detail, whose value is printed; the code has a detail of this name.
    Detail(String),
}

/// Whether and when a client may send the request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The same request fails again.
    Never,
    /// Worth repeating later; the API names no schedule.
    Later,
    /// Safe to repeat, with growing pauses.
    Backoff,
    /// Safe to repeat after the time that the response names (`Retry-After`).
    AfterDelay,
    /// Worth repeating once the client has done what the error asks for.
    AfterAction,
    /// The request may have taken effect: find out before repeating it.
    OutcomeUnknown,
}

/// A typed member that travels with an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The detail's name, in `snake_case`.
    pub name: String,
    /// What it holds.
    pub description: Option<Text>,
    /// Its type.
    pub ty: Type,
    /// Where in the response it travels.
    pub place: Place,
    /// Whether it may be absent.
    pub optional: bool,
    /// Whether it must be kept out of logs and messages.
    pub sensitive: bool,
    /// A value for examples; fits the type where it is given.
    pub example: Option<Value>,
}

/// Where in a response a detail travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the body, at this path; the path exists in the envelope or lies in its details slot.
    Body(Vec<PathStep>),
    /// In a header.
    Header {
        /// The header's name.
        name: String,
        /// The parameter of the header's challenge, as in `WWW-Authenticate` (RFC 9110 §11.6.1).
        parameter: Option<String>,
    },
}

/// One step of a path into a JSON body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// The member of this name.
    Member(String),
    /// Every element of the array, written `[]`.
    Each,
}

/// How an error reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// In the body of the response.
    Body,
    /// In the query of the address that the client is redirected to (RFC 6749 §4.1.2.1).
    Redirect,
}

/// A code's deprecation.
#[derive(Debug, Clone, PartialEq)]
pub struct Deprecated {
    /// The version that deprecated it.
    pub since: Option<String>,
    /// The code to use instead; it exists.
    pub replaced_by: Option<String>,
    /// What to know about the change.
    pub note: Option<Text>,
}

/// Who may see a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone.
    Public,
    /// Only the team that owns the API; such a code is in no public output.
    Internal,
}

/// A gRPC status code, as `google.rpc.Code` numbers and names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grpc {
    /// The number, 0 to 16.
    pub number: u8,
    /// The name in `SCREAMING_SNAKE_CASE`.
    pub name: &'static str,
}

impl Model {
    /// The catalog with this id.
    #[must_use]
    pub fn catalog(&self, id: &str) -> Option<&Catalog> {
        self.catalogs.iter().find(|catalog| catalog.id == id)
    }

    /// The model without its internal codes, as public outputs show it.
    #[must_use]
    pub fn public(&self) -> Model {
        Model { catalogs: self.catalogs.iter().map(Catalog::public).collect() }
    }
}

impl Catalog {
    /// The category with this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The code, by a linear search.
    #[must_use]
    pub fn code(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|candidate| candidate.code == code)
    }

    /// The codes that a section defines or lists, in its order.
    pub fn codes_in<'a>(
        &'a self,
        section: &'a Section,
    ) -> impl Iterator<Item = (&'a Code, &'a Entry)> {
        section.entries.iter().map(|entry| (&self.codes[entry.code], entry))
    }

    /// The codes of these indices.
    pub fn codes_at<'a>(&'a self, codes: &'a [usize]) -> impl Iterator<Item = &'a Code> {
        codes.iter().map(|code| &self.codes[*code])
    }

    /// Tells each code which operations return it.
    pub(crate) fn cross_refer(&mut self) {
        for code in &mut self.codes {
            code.operations.clear();
            code.everywhere = false;
        }
        for code in &self.raises {
            self.codes[*code].everywhere = true;
        }
        for (index, operation) in self.operations.iter().enumerate() {
            for code in &operation.codes {
                self.codes[*code].operations.push(index);
            }
        }
    }

    fn public(&self) -> Catalog {
        let mut catalog = self.clone();
        if catalog.codes.iter().all(|code| code.visibility == Visibility::Public) {
            return catalog;
        }
        let mut kept = Vec::new();
        let places: Vec<Option<usize>> = std::mem::take(&mut catalog.codes)
            .into_iter()
            .map(|code| {
                (code.visibility == Visibility::Public).then(|| {
                    kept.push(code);
                    kept.len() - 1
                })
            })
            .collect();
        catalog.codes = kept;
        for section in &mut catalog.sections {
            section.entries.retain_mut(|entry| match places[entry.code] {
                Some(place) => {
                    entry.code = place;
                    true
                }
                None => false,
            });
        }
        catalog.raises = catalog.raises.iter().filter_map(|code| places[*code]).collect();
        // An operation that returns nothing but internal codes is internal itself.
        catalog.operations.retain_mut(|operation| {
            let own = operation.codes.len();
            operation.codes = operation.codes.iter().filter_map(|code| places[*code]).collect();
            own == 0 || !operation.codes.is_empty()
        });
        catalog.cross_refer();
        let names: std::collections::BTreeSet<String> =
            catalog.codes.iter().map(|code| code.code.clone()).collect();
        let public = |code: &String| names.contains(code);
        for exception in &mut catalog.naming.exceptions {
            exception.codes.retain(public);
        }
        catalog.naming.exceptions.retain(|exception| !exception.codes.is_empty());
        if let Some(handling) = &mut catalog.handling {
            handling.steps.iter_mut().for_each(|step| step.codes.retain(public));
            handling.steps.retain(|step| !step.codes.is_empty());
            handling.otherwise.iter_mut().for_each(|step| step.codes.retain(public));
        }
        for code in &mut catalog.codes {
            if let Some(deprecated) = &mut code.deprecated {
                deprecated.replaced_by = deprecated.replaced_by.take().filter(public);
            }
        }
        for retired in &mut catalog.retired {
            retired.replaced_by = retired.replaced_by.take().filter(public);
        }
        catalog
    }
}

impl Operation {
    /// What people call it: its method and path, or its id where only that is known.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.request {
            Some(request) => format!("{} {}", request.method, request.path),
            None => self.id.clone(),
        }
    }

    /// Its `operationId`, where it has one.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        Some(self.id.as_str()).filter(|id| !id.contains(' '))
    }
}

impl Code {
    /// The status, where there is exactly one.
    #[must_use]
    pub fn single_status(&self) -> Option<u16> {
        match self.status[..] {
            [status] => Some(status),
            _ => None,
        }
    }

    /// The message's template as text, or the description where the registry sets no message.
    #[must_use]
    pub fn default_message(&self) -> String {
        match &self.message {
            Some(template) => template.source.clone(),
            None => self.description.plain(),
        }
    }
}

impl fmt::Display for CaseStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CaseStyle::Snake => "snake_case",
            CaseStyle::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            CaseStyle::Kebab => "kebab-case",
            CaseStyle::Camel => "camelCase",
            CaseStyle::Pascal => "PascalCase",
        })
    }
}

impl Retry {
    /// The advice's name in the registry and in machine-readable outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::Later => "later",
            Retry::Backoff => "backoff",
            Retry::AfterDelay => "after_delay",
            Retry::AfterAction => "after_action",
            Retry::OutcomeUnknown => "outcome_unknown",
        }
    }

    /// The advice as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Retry::Never => "Do not retry: the same request fails again.",
            Retry::Later => "Retry later.",
            Retry::Backoff => "Retry with exponential back-off.",
            Retry::AfterDelay => "Retry after the time that `Retry-After` gives.",
            Retry::AfterAction => "Retry once you have done what the error asks for.",
            Retry::OutcomeUnknown => {
                "The request may have taken effect: find out before you retry."
            }
        }
    }
}

/// Writes the path as the registry does: `errors[].field`.
#[must_use]
pub fn display_path(path: &[PathStep]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            PathStep::Member(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            PathStep::Each => text.push_str("[]"),
        }
    }
    text
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, if self.nullable { " | null" } else { "" })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::String => f.write_str("string"),
            Kind::Integer => f.write_str("integer"),
            Kind::Number => f.write_str("number"),
            Kind::Boolean => f.write_str("boolean"),
            Kind::Uuid => f.write_str("uuid"),
            Kind::Uri => f.write_str("uri"),
            Kind::DateTime => f.write_str("date-time"),
            Kind::Delay => f.write_str("delay"),
            Kind::Object => f.write_str("object"),
            Kind::List(kind) => write!(f, "{kind}[]"),
            Kind::Map(kind) => write!(f, "map<{kind}>"),
        }
    }
}
