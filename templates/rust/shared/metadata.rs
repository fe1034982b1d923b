//! Metadata that every error code has.
//!
//! A catalog keeps the texts of all its codes in one string for each kind of text, because compilers
//! take far longer for thousands of strings than for one. What is short is in rows, which codes
//! share.

use super::{Delivery, GrpcCode, Retry};

/// A text for each code, in one string.
#[derive(Debug)]
pub struct Column {
    text: &'static str,
    ends: &'static [u32],
}

impl Column {
    /// A column in which no code has a text.
    pub const EMPTY: Column = Column::new("", &[]);

    /// The texts one after another, and where each of them ends.
    #[must_use]
    pub const fn new(text: &'static str, ends: &'static [u32]) -> Column {
        Column { text, ends }
    }

    /// The text of a code, which is empty if it has none.
    #[must_use]
    pub const fn text(&self, code: usize) -> &'static str {
        if code >= self.ends.len() {
            return "";
        }
        let start = if code == 0 { 0 } else { self.ends[code - 1] as usize };
        let (text, _) = self.text.as_bytes().split_at(self.ends[code] as usize);
        let (_, text) = text.split_at(start);
        // `str::split_at` is not `const` in the oldest supported compiler.
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    /// The text of a code, if it has one.
    #[must_use]
    pub const fn get(&self, code: usize) -> Option<&'static str> {
        let text = self.text(code);
        if text.is_empty() { None } else { Some(text) }
    }
}

/// The texts of a catalog's codes, and their numbers.
#[derive(Debug)]
pub struct Texts {
    /// The codes as sent over the wire; numbers in decimal digits.
    pub codes: &'static [&'static str],
    /// The same as numbers, if the codes of the catalog are numbers.
    pub numbers: &'static [i64],
    /// The names of codes that have another one.
    pub names: Column,
    /// Short titles.
    pub titles: Column,
    /// The URIs that identify the problems.
    pub type_uris: Column,
    /// What happened.
    pub descriptions: Column,
    /// The default messages that are not the descriptions.
    pub messages: Column,
    /// The messages in other languages, by BCP 47 tag.
    #[cfg(feature = "languages")]
    pub translations: &'static [&'static [super::languages::Message]],
    /// Why it happens.
    pub causes: Column,
    /// What to do about it.
    pub resolutions: Column,
    /// The addresses of the codes' entries in the reference.
    pub docs_urls: Column,
}

/// The facts that many codes share.
#[derive(Debug)]
pub struct Facts {
    /// The HTTP statuses, in ascending order.
    pub statuses: &'static [u16],
    /// Whether and when to retry.
    pub retry: Option<Retry>,
    /// How the error reaches the client.
    pub delivery: Delivery,
    /// The closest gRPC status.
    pub grpc_code: Option<GrpcCode>,
    /// Whether the code is deprecated.
    pub deprecated: bool,
}

impl Facts {
    /// The lowest status.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self.statuses {
            [first, ..] => Some(*first),
            [] => None,
        }
    }
}

/// What every catalog says about one code.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    texts: &'static Texts,
    code: usize,
    /// The facts that it shares with others.
    pub facts: &'static Facts,
}

impl Info {
    /// What is said about a code, of which the place among all codes is given.
    #[must_use]
    pub const fn new(texts: &'static Texts, code: usize, facts: &'static Facts) -> Info {
        Info { texts, code, facts }
    }

    /// The code as sent over the wire; a number in decimal digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.texts.codes[self.code]
    }

    /// The same as a number; the codes of the catalog are numbers.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.texts.numbers[self.code]
    }

    /// The name in the registry and in its reference.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.texts.names.get(self.code) {
            Some(name) => name,
            None => self.code(),
        }
    }

    /// A short title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.texts.titles.text(self.code)
    }

    /// The URI that identifies the problem.
    #[must_use]
    pub const fn type_uri(self) -> Option<&'static str> {
        self.texts.type_uris.get(self.code)
    }

    /// What happened.
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.texts.descriptions.text(self.code)
    }

    /// The default message, with placeholders.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self.texts.messages.get(self.code) {
            Some(message) => message,
            None => self.description(),
        }
    }

    /// The message in other languages.
    #[cfg(feature = "languages")]
    #[must_use]
    pub const fn translations(self) -> &'static [super::languages::Message] {
        if self.code < self.texts.translations.len() {
            self.texts.translations[self.code]
        } else {
            &[]
        }
    }

    /// Why it happens.
    #[must_use]
    pub const fn cause(self) -> Option<&'static str> {
        self.texts.causes.get(self.code)
    }

    /// What to do about it.
    #[must_use]
    pub const fn resolution(self) -> Option<&'static str> {
        self.texts.resolutions.get(self.code)
    }

    /// The address of the code's entry in the reference.
    #[must_use]
    pub const fn docs_url(self) -> Option<&'static str> {
        self.texts.docs_urls.get(self.code)
    }
}
