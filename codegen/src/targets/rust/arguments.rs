//! The arguments of messages as a list, for bodies that have them.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::{Expr, list};
use super::message::{argument, names, shown_text};
use super::named::{NamedCatalog, NamedCode};
use super::source::Arms;
use crate::model::Slot;

/// The function that lists what the message of an error shows, with its arms; none if no body has it.
pub(super) fn listed(api: &NamedCatalog<'_>) -> Option<(TokenStream, Arms)> {
    if !api.catalog.envelope.shape.has(Slot::Arguments) {
        return None;
    }
    let mut arms = Arms::new("codes_with_arguments", 12);
    api.codes.iter().for_each(|code| of_code(&mut arms, code));
    arms.quoted().map(|quoted| {
        let function = quote! {
            fn listed(
                code: ErrorCode,
                details: Option<&Details>,
                arguments: &[String],
            ) -> Vec<String> {
                match (code, details, arguments) {
                    #quoted
                    _ => Vec::new(),
                }
            }
        };
        (function, arms)
    })
}

/// Writes the arm for a code whose message shows something of the occurrence.
fn of_code(arms: &mut Arms, code: &NamedCode<'_>) {
    let mut binds = false;
    let fields = || code.details.iter().flat_map(|details| &details.fields);
    let texts: Vec<Expr> = code
        .code
        .arguments()
        .filter_map(|detail| {
            let own = code.arguments.iter().position(|of| of.detail.name == detail.name);
            if let Some(index) = own {
                return Some(format!("{}.clone()", argument(index)).into());
            }
            let field = fields().find(|field| field.detail.name == detail.name)?;
            let (text, needs) = shown_text(field);
            binds |= needs;
            Some(text)
        })
        .collect();
    if texts.is_empty() {
        return;
    }
    let variant = &code.variant;
    let details = if binds { format!("Some(Details::{variant}(details))") } else { "_".to_owned() };
    let arguments = match code.arguments.len() {
        0 => "_".to_owned(),
        several => names(several),
    };
    let pattern = format!("(ErrorCode::{variant}, {details}, {arguments})");
    arms.add(pattern, &list("Vec::from([", texts, "])"));
}
