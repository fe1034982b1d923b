//! The types of details: one for each code that has any.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::debug;
use super::doc::{self, Doc};
use super::filled::{TOO_MANY, too_many};
use super::layout::{Expr, line, list};
use super::named::{Field, NamedCatalog, NamedCode, NamedDetails};
use super::source::Source;
use super::word::Ident;
use super::{former, types};
use crate::model::{Detail, Place, display_path};
use crate::targets::RenderError;

/// The module `details` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let mut source =
        Source::new(&Doc::of(&format!("The details of error codes of the {}.", api.title())));
    let mut fields = api.detailed().flat_map(|(_, details)| &details.fields);
    if fields.any(names_shared) {
        source.items(quote! { use super::shared; })?;
    }
    for (code, details) in api.detailed() {
        type_of(code, details, &mut source)?;
    }
    Ok(source.finish())
}

/// Whether the struct with a detail names the module `shared`.
pub(super) fn names_shared(field: &Field<'_>) -> bool {
    field.detail.sensitive || field.filled().ty().to_string().contains("shared::")
}

fn type_of(
    code: &NamedCode<'_>,
    details: &NamedDetails<'_>,
    source: &mut Source,
) -> Result<(), RenderError> {
    let name = &details.name;
    let about = format!(
        "The details of [`{}`](super::ErrorCode::{}).",
        code.code.name.replace('`', ""),
        code.variant
    );
    let default = if required(details).next().is_none() { ", Default" } else { "" };
    let fields: Vec<_> = details.fields.iter().collect();
    let attributes = format!("Clone, PartialEq{default})]\n#[non_exhaustive]");
    let debug = structure(name, &Doc::of(&about), &attributes, &fields, source);

    let text = source.start();
    let _ = write!(text, "impl {name} {{\n    /// Creates the details from the required ones.\n");
    if too_many(required(details).count()) {
        let _ = writeln!(text, "    {TOO_MANY}");
    }
    text.push_str("    #[must_use]\n");
    let signature = list("pub fn new(", parameters(required(details)), format!(") -> {name}"));
    line(text, 4, &signature, " {");
    let values = details.fields.iter().map(|field| field.filled().value().to_string().into());
    line(text, 8, &Expr::Struct(name.to_string(), values.collect()), "");
    text.push_str("    }\n");
    for field in details.fields.iter().filter(|field| field.detail.optional) {
        let _ = write!(text, "\n{}", field.filled().setter());
    }
    text.push_str("}\n");
    source.items(debug)?;
    source.items(former::types(code, name))
}

/// Writes a struct with details, and returns what implements `Debug` if that is not derived.
pub(super) fn structure(
    name: &Ident,
    about: &Doc,
    attributes: &str,
    fields: &[&Field<'_>],
    source: &mut Source,
) -> TokenStream {
    let shown: Vec<(&Ident, bool)> =
        fields.iter().map(|field| (&field.name, field.detail.sensitive)).collect();
    let (derived, debug) = debug(name, &shown);
    let text = source.start();
    about.write(text, 0, "///");
    let _ = write!(text, "#[derive({derived}{attributes}\npub struct {name} {{\n");
    for (at, field) in fields.iter().enumerate() {
        text.push_str(if at > 0 { "\n" } else { "" });
        comment(field.detail).write(text, 4, "///");
        let _ = writeln!(text, "    pub {}: {},", field.name, field.filled().ty());
    }
    text.push_str("}\n");
    debug
}

/// The comment of a detail: what it is, its format, and where it is sent.
pub(super) fn comment(detail: &Detail) -> Doc {
    let mut doc = Doc::default();
    match &detail.description {
        Some(description) => doc.text(description),
        None => doc.markdown(&format!("The detail {}.", doc::code(&detail.name))),
    };
    if let Some(form) = types::form(&detail.ty) {
        doc.markdown(form);
    }
    match &detail.place {
        Place::Body(path) => {
            doc.markdown(&format!("In the body: {}.", doc::code(&display_path(path))))
        }
        Place::Header { name, parameter: None } => {
            doc.markdown(&format!("In the {} header.", doc::code(name)))
        }
        Place::Header { name, parameter: Some(parameter) } => doc.markdown(&format!(
            "In the {} parameter of the {} header.",
            doc::code(parameter),
            doc::code(name)
        )),
        Place::Message => doc.markdown("In the message only."),
    };
    if detail.sensitive {
        doc.markdown("Sensitive: never shown in default messages or `Debug` output.");
    }
    doc
}

/// The parameters of a constructor that takes these details.
pub(super) fn parameters<'f, 'a: 'f>(
    fields: impl Iterator<Item = &'f Field<'a>>,
) -> impl Iterator<Item = String> {
    fields.map(|field| field.filled().parameter().to_string())
}

/// The required details.
pub(super) fn required<'p, 'a>(
    details: &'p NamedDetails<'a>,
) -> impl Iterator<Item = &'p Field<'a>> + use<'p, 'a> {
    details.fields.iter().filter(|field| !field.detail.optional)
}
