//! The facts that an entry can state, their labels and order, and which outputs leave one out.

/// Something that the entry of a code says, in the order in which all entries say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// That new code should not use it.
    Deprecated,
    /// What happened.
    Description,
    /// Why it happens.
    Cause,
    /// What to do about it.
    Resolution,
    /// The HTTP statuses.
    Status,
    /// Whether and when to try again.
    Retry,
    /// What a client should do.
    Action,
    /// The broad kind of error.
    Category,
    /// The short title, if it is not made from the code.
    Title,
    /// The template of the message.
    Message,
    /// That it does not travel in a body.
    Delivery,
    /// The gRPC status.
    Grpc,
    /// Who may see it.
    Visibility,
    /// The version that introduced it.
    Since,
    /// Its former names.
    Aliases,
    /// The operations that return it.
    Operations,
    /// The section that defines it.
    Section,
    /// Where its entry is published.
    DocsUrl,
    /// What other sections say of it.
    References,
    /// The retired codes that it replaces.
    Replaces,
    /// Its typed members.
    Details,
    /// Code that causes or fixes it.
    Examples,
    /// A request that it answers.
    Request,
    /// A response that carries it.
    Response,
    /// Further facts.
    Notes,
    /// Pages to read.
    Links,
}

impl Fact {
    /// Every fact, in order.
    pub const ALL: [Fact; 26] = [
        Fact::Deprecated,
        Fact::Description,
        Fact::Cause,
        Fact::Resolution,
        Fact::Status,
        Fact::Retry,
        Fact::Action,
        Fact::Category,
        Fact::Title,
        Fact::Message,
        Fact::Delivery,
        Fact::Grpc,
        Fact::Visibility,
        Fact::Since,
        Fact::Aliases,
        Fact::Operations,
        Fact::Section,
        Fact::DocsUrl,
        Fact::References,
        Fact::Replaces,
        Fact::Details,
        Fact::Examples,
        Fact::Request,
        Fact::Response,
        Fact::Notes,
        Fact::Links,
    ];

    /// What it is called in every output.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Fact::Deprecated => "Deprecated",
            Fact::Description => "What happened",
            Fact::Cause => "Why",
            Fact::Resolution => "What to do",
            Fact::Status => "Status",
            Fact::Retry => "Retry",
            Fact::Action => "Action",
            Fact::Category => "Category",
            Fact::Title => "Title",
            Fact::Message => "Message",
            Fact::Delivery => "Delivery",
            Fact::Grpc => "gRPC",
            Fact::Visibility => "Visible to",
            Fact::Since => "Since",
            Fact::Aliases => "Formerly",
            Fact::Operations => "Returned by",
            Fact::Section => "Section",
            Fact::DocsUrl => "Reference",
            Fact::References => "Also listed in",
            Fact::Replaces => "Replaces",
            Fact::Details => "Details",
            Fact::Examples => "Examples",
            Fact::Request => "Example request",
            Fact::Response => "Example response",
            Fact::Notes => "Notes",
            Fact::Links => "See also",
        }
    }
}

/// An output that has entries of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// The comment above a variant of the Rust enum.
    Rustdoc,
    /// The comment above a member of the TypeScript object.
    Jsdoc,
    /// The description of a response in an OpenAPI document.
    OpenApi,
    /// A Markdown page.
    Markdown,
    /// A page of the site.
    Site,
    /// An answer of `errbook explain`.
    Terminal,
}

impl Output {
    /// Every output.
    pub const ALL: [Output; 6] = [
        Output::Rustdoc,
        Output::Jsdoc,
        Output::OpenApi,
        Output::Markdown,
        Output::Site,
        Output::Terminal,
    ];
}

/// Why an output does not show a fact; `None` if it does.
#[must_use]
pub fn left_out(output: Output, fact: Fact) -> Option<&'static str> {
    use Output::{Jsdoc, Markdown, OpenApi, Rustdoc, Site, Terminal};
    match (output, fact) {
        (Rustdoc | Jsdoc, Fact::Deprecated) => Some("it has a notation of its own"),
        (Rustdoc | Jsdoc, Fact::Details) => Some("the type of the details documents them"),
        (Rustdoc | Jsdoc, Fact::Examples | Fact::Request | Fact::Response) => {
            Some("longer than a comment should be; the reference has it")
        }
        (OpenApi, Fact::Status) => Some("the response is listed under its status"),
        (OpenApi, Fact::Request | Fact::Response) => Some("the response has an example object"),
        (OpenApi, Fact::Section | Fact::Operations) => {
            Some("the document lists the codes of sections and operations")
        }
        (Rustdoc | Jsdoc | OpenApi | Markdown | Site, Fact::Visibility) => {
            Some("internal codes are in none of these outputs")
        }
        (Markdown, Fact::Section | Fact::DocsUrl) => Some("the page itself tells"),
        (Rustdoc | Jsdoc | OpenApi | Markdown | Site | Terminal, _) => None,
    }
}
