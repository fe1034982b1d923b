//! Two small catalogs, written by hand in the form that the generator writes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::shared::generic::{ApiError, Catalog, Redirects, Wire};
use crate::shared::support::{
    Column, Constant, Entry, Facts, Fixed, Headers, Info, Name, Parameter, Path, Scalar, Texts,
};
use crate::shared::{Delay, Delivery, Object, Open, Retry, UnknownName, Value};

/// The catalog of an API with details, redirects, and members that a service sets.
#[derive(Debug, Clone)]
pub(crate) enum Shop {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorCode {
    Forbidden,
    Limited,
    Denied,
    Odd,
}

static TEXTS: Texts = Texts {
    codes: &["forbidden", "limited", "denied", "odd"],
    numbers: &[],
    names: Column::EMPTY,
    titles: Column::EMPTY,
    type_uris: Column::EMPTY,
    descriptions: Column::new("No.Wait.No.Odd.", &[3, 8, 11, 15]),
    messages: Column::new("Very odd.", &[0, 0, 0, 9]),
    #[cfg(feature = "languages")]
    translations: &[],
    causes: Column::EMPTY,
    resolutions: Column::EMPTY,
    docs_urls: Column::EMPTY,
};

static FACTS: [Facts; 4] = [
    facts(&[403, 404], Some(Retry::Never), Delivery::Body),
    facts(&[429], None, Delivery::Body),
    facts(&[], None, Delivery::Redirect),
    facts(&[], Some(Retry::AfterAction), Delivery::Body),
];

const fn facts(statuses: &'static [u16], retry: Option<Retry>, delivery: Delivery) -> Facts {
    Facts { statuses, retry, delivery, grpc_code: None, deprecated: false }
}

impl ErrorCode {
    pub(crate) const ALL: [ErrorCode; 4] =
        [ErrorCode::Forbidden, ErrorCode::Limited, ErrorCode::Denied, ErrorCode::Odd];

    pub(crate) fn find(text: &str) -> Option<ErrorCode> {
        ErrorCode::ALL.into_iter().find(|code| code.as_ref() == text)
    }
}

impl AsRef<str> for ErrorCode {
    fn as_ref(&self) -> &str {
        Shop::info(*self).code()
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_ref())
    }
}

impl std::str::FromStr for ErrorCode {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<ErrorCode, UnknownName> {
        ErrorCode::find(text).ok_or(UnknownName::new("a code of `shop`"))
    }
}

impl Name for ErrorCode {}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Details {
    Forbidden { scope: String },
    Limited { after: Delay },
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Members {
    pub(crate) request: Option<String>,
}

/// A member that is always `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ok;

impl Constant for Ok {
    const VALUE: Scalar = Scalar::Bool(false);
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Envelope {
    pub(crate) error: Open<ErrorCode>,
    pub(crate) text: String,
    pub(crate) ok: Fixed<Ok>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request: Option<String>,
    #[serde(flatten)]
    pub(crate) more: Object,
}

impl From<&ApiError<Shop>> for Envelope {
    fn from(error: &ApiError<Shop>) -> Envelope {
        let mut more = Object::new();
        if let Some(Details::Limited { after }) = error.details() {
            more.insert("after".to_owned(), Value::from(*after));
        }
        Envelope {
            error: error.code().into(),
            text: error.message().into_owned(),
            ok: Fixed::default(),
            request: error.members().request.clone(),
            more,
        }
    }
}

impl Catalog for Shop {
    type Code = ErrorCode;
    type Details = Details;
    type Envelope = Envelope;
    type Members = Members;
    type Required = ();

    const ID: &'static str = "shop";

    fn info(code: ErrorCode) -> Info {
        Info::new(&TEXTS, code as usize, &FACTS[code as usize])
    }

    fn message(code: ErrorCode, details: Option<&Details>, _: &[String]) -> Cow<'static, str> {
        match details {
            Some(Details::Limited { after }) => format!("Wait {after}.").into(),
            _ => Shop::info(code).message().into(),
        }
    }
}

impl Redirects for Shop {}

impl Wire for Shop {
    const CONTENT_TYPE: &'static str = "application/json";
    const CODE: Option<Path> = Some(&[Some("error")]);
    const MESSAGE: Option<Path> = Some(&[Some("text")]);
    const DOCS_URL: Option<Path> = None;
    const QUERY: &'static [Parameter] =
        &[Parameter::Text("error"), Parameter::Text("text"), Parameter::Json("ok")];

    fn write_headers(details: &Details, headers: &mut Headers) {
        match details {
            Details::Forbidden { scope } => {
                headers.challenge("WWW-Authenticate", "scope", scope, true);
            }
            Details::Limited { after } => headers.put("Retry-After", after, false),
        }
    }

    fn read_details(code: ErrorCode, entry: &Entry<'_>) -> (Option<Details>, Option<Delay>) {
        match code {
            ErrorCode::Forbidden => {
                let scope = entry.challenge("WWW-Authenticate", "scope");
                (scope.map(|scope| Details::Forbidden { scope }), None)
            }
            ErrorCode::Limited => {
                let after = entry.header("Retry-After");
                (after.map(|after| Details::Limited { after }), after)
            }
            _ => (None, None),
        }
    }
}

/// The catalog of an API that sends several errors at once, without details.
#[derive(Debug, Clone)]
pub(crate) enum Plain {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Codes {
    pub(crate) errors: Vec<Code>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) code: Open<ErrorCode>,
}

impl From<&ApiError<Plain>> for Codes {
    fn from(error: &ApiError<Plain>) -> Codes {
        Codes { errors: vec![Code { code: error.code().into() }] }
    }
}

impl Catalog for Plain {
    type Code = ErrorCode;
    type Details = std::convert::Infallible;
    type Envelope = Codes;
    type Members = ();
    type Required = ();

    const ID: &'static str = "shop";

    fn info(code: ErrorCode) -> Info {
        Shop::info(code)
    }
}

impl Wire for Plain {
    const CONTENT_TYPE: &'static str = "application/problem+json";
    const CODE: Option<Path> = Some(&[Some("errors"), None, Some("code")]);
    const MESSAGE: Option<Path> = None;
    const DOCS_URL: Option<Path> = None;
}
