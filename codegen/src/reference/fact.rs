//! The facts that an entry can state, their labels and order, and which outputs leave one out.

/// Declares the facts, each with its label.
macro_rules! facts {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident { $( #[doc = $doc:literal] $fact:ident = $label:literal; )* }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( #[doc = $doc] $fact, )*
        }

        impl $name {
            /// Every fact, in order.
            pub const ALL: &'static [$name] = &[$($name::$fact),*];

            /// What it is called in every output.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $( $name::$fact => $label, )*
                }
            }
        }
    };
}

facts! {
    /// Something that the entry of a code says, in the order in which all entries say it.
    pub enum Fact {
        /// That new code should not use it.
        Deprecated = "Deprecated";
        /// What happened.
        Description = "What happened";
        /// Why it happens.
        Cause = "Why";
        /// What to do about it.
        Resolution = "What to do";
        /// Several causes, each with what to do about it.
        Causes = "Why, and what to do";
        /// The HTTP statuses.
        Status = "Status";
        /// Whether and when to try again.
        Retry = "Retry";
        /// What a client should do.
        Action = "Action";
        /// The broad kind of error.
        Category = "Category";
        /// What goes over the wire, if it is not the name.
        Code = "Code";
        /// A field that the catalog declares; its label is the field's own.
        Field = "Field";
        /// The short title, if it is not made from the code.
        Title = "Title";
        /// The URI that identifies the problem.
        Type = "Type";
        /// The template of the message.
        Message = "Message";
        /// The template in other languages.
        Messages = "In other languages";
        /// That it does not travel in a body.
        Delivery = "Delivery";
        /// The gRPC status.
        Grpc = "gRPC";
        /// Who may see it.
        Visibility = "Visible to";
        /// The version that introduced it.
        Since = "Since";
        /// Its former names.
        Aliases = "Formerly";
        /// The operations that return it.
        Operations = "Returned by";
        /// The code that it is a case of.
        Parent = "Case of";
        /// The codes that are cases of it.
        Children = "Cases";
        /// The section that defines it.
        Section = "Section";
        /// Where its entry is published.
        DocsUrl = "Reference";
        /// What other sections say of it.
        References = "Also listed in";
        /// The retired codes that it replaces.
        Replaces = "Replaces";
        /// Its typed members.
        Details = "Details";
        /// The named types of its details.
        Types = "Types";
        /// Code that causes or fixes it.
        Examples = "Examples";
        /// A request that it answers.
        Request = "Example request";
        /// A response that carries it.
        Response = "Example response";
        /// Further facts.
        Notes = "Notes";
        /// Pages to read.
        Links = "See also";
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
        (Rustdoc | Jsdoc, Fact::Types) => Some("these types have comments of their own"),
        (OpenApi, Fact::Types) => Some("each is a schema"),
        (Rustdoc | Jsdoc, Fact::Examples | Fact::Request | Fact::Response) => {
            Some("longer than a comment should be; the reference has it")
        }
        (Rustdoc, Fact::Section) => Some("`section` tells, and its type documents it"),
        (Rustdoc | Jsdoc | OpenApi, Fact::Messages) => {
            Some("programs get them by language, and the reference lists them")
        }
        (OpenApi, Fact::Status) => Some("the response is listed under its status"),
        (OpenApi, Fact::Request | Fact::Response) => Some("the response has an example object"),
        (OpenApi, Fact::Section | Fact::Operations) => {
            Some("the document lists the codes of sections and operations")
        }
        (OpenApi, Fact::Visibility) => Some("an API description has no internal codes"),
        (Markdown, Fact::Section | Fact::DocsUrl) => Some("the page itself tells"),
        (Rustdoc | Jsdoc | OpenApi | Markdown | Site | Terminal, _) => None,
    }
}
