//! The arguments of constructors, by name: a struct for each code that takes several.

use std::fmt::Write;

use quote::quote;

use super::details::{names_shared, structure};
use super::doc::Doc;
use super::former;
use super::layout::{line, list};
use super::named::{NamedCatalog, NamedCode};
use super::source::Source;
use crate::targets::RenderError;

/// The module `args` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!(
        "The arguments of the constructors of errors of the {} that take several: each by its name.",
        api.title()
    );
    let mut source = Source::new(&Doc::of(&about));
    if api.with_several_arguments().flat_map(|code| &code.required).any(|it| names_shared(it)) {
        source.items(quote! { use super::shared; })?;
    }
    // Not `ApiError`, which a code may be called.
    if api.with_several_arguments().any(is_converted) {
        source.items(quote! { use super::details; })?;
    }
    for code in api.with_several_arguments() {
        type_of(code, &mut source)?;
    }
    Ok(source.finish())
}

/// Whether details can be made of a code's arguments.
fn is_converted(code: &NamedCode<'_>) -> bool {
    code.details.is_some() && code.arguments.is_empty()
}

fn type_of(code: &NamedCode<'_>, source: &mut Source) -> Result<(), RenderError> {
    let name = code.args();
    let constructor = &code.constructor;
    let about =
        format!("The arguments of [`ApiError::{constructor}`](super::ApiError::{constructor}).");
    let fields: Vec<_> = code.required.iter().collect();
    let debug = structure(&name, &Doc::of(&about), "Clone, PartialEq)]", &fields, source);
    let error = "super::ApiError";
    conversion(code, error, &format!("{error}::{constructor}("), source.start());
    if let Some(details) = code.details.as_ref().filter(|_| is_converted(code)) {
        let details = format!("details::{}", details.name);
        conversion(code, &details, &format!("{details}::new("), source.start());
    }
    source.items(debug)?;
    source.items(former::types(code, &name))
}

/// The conversion from a code's arguments to a type, which is made by a function.
fn conversion(code: &NamedCode<'_>, ty: &str, function: &str, text: &mut String) {
    let name = code.args();
    let names = || code.required.iter().map(|field| field.name.to_string());
    let _ = writeln!(text, "impl From<{name}> for {ty} {{");
    line(text, 4, &list("fn from(", [format!("args: {name}")], format!(") -> {ty}")), " {");
    line(text, 8, &list(format!("let {name} {{ "), names(), " } = args"), ";");
    line(text, 8, &list(function, names(), ")"), "");
    text.push_str("    }\n}\n");
}
