//! The constructors of errors: one for each code.

use super::details;
use super::doc::{self, Doc};
use super::enums::deprecated;
use super::filled::{TOO_MANY, too_many};
use super::former;
use super::layout::{Expr, chain, list};
use super::message::text;
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::Source;
use crate::model::Place;
use crate::reference::text as text_of;
use crate::status::with_reason;
use crate::targets::RenderError;
use crate::words::series;

/// Writes a constructor for each code.
pub(super) fn write(api: &NamedCatalog<'_>, source: &mut Source) -> Result<(), RenderError> {
    let mut block = source.block("/// A constructor for each code.\nimpl ApiError {", "}");
    for code in &api.codes {
        block.space();
        block.doc(&constructor_comment(code));
        if let Some(attribute) = deprecated(api.catalog, code.code) {
            block.line(attribute);
        }
        // It is compiled where it is called: the code of all of them takes a third of the crate's time.
        block.line("#[inline]");
        let name = &code.constructor;
        if code.required.is_empty() && code.details.is_none() {
            let variant = &code.variant;
            let body = format!("Self::new(ErrorCode::{variant}, None)");
            block.function(&format!("pub fn {name}() -> Self"), &body);
            for former in former::constructors(code) {
                block.space();
                block.methods(&former)?;
            }
            continue;
        }
        if too_many(code.required.len()) {
            block.line(TOO_MANY);
        }
        let parameters = details::parameters(code.required.iter());
        block.code(&list(format!("pub fn {name}("), parameters, ") -> ApiError"), " {");
        block.inner(&constructed(code));
        block.line("}");
        for former in former::constructors(code) {
            block.space();
            block.methods(&former)?;
        }
    }
    block.close();
    Ok(())
}

/// The expression of an error with the parameters of its constructor.
fn constructed(code: &NamedCode<'_>) -> Expr {
    let names = |fields: &mut dyn Iterator<Item = &Field<'_>>| -> Vec<String> {
        fields.map(|field| field.name.to_string()).collect()
    };
    let Some(details) = &code.details else {
        let error = list(
            "ApiError::new(",
            [format!("ErrorCode::{}", code.variant), "None".to_owned()],
            ")",
        );
        return chain(error, [with_arguments(code)]);
    };
    let required = names(&mut details::required(details));
    let details = list(format!("details::{}::new(", details.name), required, ")");
    if code.arguments.is_empty() {
        return chain(details, ["into()"]);
    }
    chain(details, [list("into_error(", names(&mut code.arguments.iter()), ")")])
}

/// The call that gives an error what only its message shows.
pub(super) fn with_arguments(code: &NamedCode<'_>) -> Expr {
    list("with_arguments(Vec::from([", code.arguments.iter().map(text), "]))")
}

/// What a constructor's error says, and how it is sent.
fn constructor_comment(code: &NamedCode<'_>) -> Doc {
    let summary = code.code.summary();
    let mut doc = Doc::of(&doc::words(summary.lines().next().unwrap_or_default()));
    let statuses: Vec<String> = code.code.status.iter().map(|it| with_reason(*it)).collect();
    let status = match &statuses[..] {
        [] => "no documented status".to_owned(),
        several => format!("status {}", series(several, "or")),
    };
    doc.markdown(&format!("The error of [`ErrorCode::{}`], with {status}.", code.variant));
    if let Some(message) = code.code.message.as_ref().filter(|it| it.source != summary) {
        doc.markdown(&format!("The message is {}.", doc::code(&message.source)));
    }
    if let Some(details) = &code.details {
        doc.markdown(&with_details(code, details));
    }
    if code.required.len() > 1 {
        doc.markdown(&format!(
            "[`args::{0}`](super::args::{0}) takes these arguments by name.",
            code.args()
        ));
    }
    let mut shown = Vec::new();
    for field in &code.arguments {
        let about = field.detail.description.as_ref();
        let about =
            about.map_or_else(String::new, |text| format!(": {}", doc::line(&[text_of(text)])));
        shown.push(format!("- {}{about}", doc::code(&field.name.to_string())));
    }
    if !shown.is_empty() {
        doc.markdown("In the message only:").markdown(&shown.join("\n"));
    }
    doc
}

/// Which details an error has, which of them are sent in headers, and how to set optional ones.
fn with_details(code: &NamedCode<'_>, details: &NamedDetails<'_>) -> String {
    let headers = details.fields.iter().filter_map(|field| match &field.detail.place {
        Place::Header { name, .. } => Some(doc::code(name)),
        Place::Body(_) | Place::Message => None,
    });
    let mut headers: Vec<String> = headers.collect();
    headers.dedup();
    let headers = match &headers[..] {
        [] => String::new(),
        [one] => format!(", of which the header {one} has some"),
        several => format!(", of which the headers {} have some", series(several, "and")),
    };
    let name = &details.name;
    let optional = if details.fields.iter().any(|field| field.detail.optional) {
        let method = if code.arguments.is_empty() { "" } else { "::into_error" };
        format!(" To set optional ones, create it from [`details::{name}{method}`].")
    } else {
        String::new()
    };
    format!("Its details are [`details::{name}`]{headers}.{optional}")
}
