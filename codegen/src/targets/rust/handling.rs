//! How a client handles each error, as code that uses the crate.

use crate::model::Catalog;
use crate::names;
use crate::targets::RenderError;

use super::named::{NamedCatalog, NamedCode};

/// A module for each code of a catalog, in order, in which a client recognizes the error. `package` is
/// the name of the crate.
pub(in crate::targets) fn samples(
    catalog: &Catalog,
    package: &str,
) -> Result<Vec<String>, RenderError> {
    // No path depends on the other catalogs.
    let api = NamedCatalog::of(catalog, &[])?;
    let path = format!("{}::{}", names::snake(package), api.module);
    Ok(api.codes.iter().map(|code| sample(code, &path)).collect())
}

fn sample(code: &NamedCode<'_>, path: &str) -> String {
    let variant = &code.variant;
    let (import, test) = match &code.details {
        Some(_) => ("Details", format!("let Some(Details::{variant}(details)) = error.details()")),
        None => ("ErrorCode", format!("*error.code() == ErrorCode::{variant}")),
    };
    let shown = match &code.details {
        Some(details) => {
            let field = &details.fields[0].name;
            format!("println!(\"{{error}}: {{:?}}\", details.{field});")
        }
        None => "println!(\"{error}\");".to_owned(),
    };
    format!(
        "use {path}::{{{import}, ReceivedError}};\n\n\
         fn handle(error: &ReceivedError) {{\n    \
             if {test} {{\n        \
                 {shown}\n    \
             }}\n\
         }}"
    )
}
