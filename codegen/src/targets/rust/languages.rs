//! What messages in several languages need: the language of the catalog, and the values that a message
//! shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::{Expr, chain, line, list};
use super::literal::string;
use super::message::shown_text;
use super::named::{NamedCatalog, NamedCode};
use super::source::Arms;
use crate::model::Part;

/// The items of a catalog, with the arms of the function among them; none if no message is in several
/// languages.
pub(super) fn languages(api: &NamedCatalog<'_>) -> Option<(TokenStream, Arms)> {
    let language = &api.catalog.language;
    let mut translated = api.codes.iter().filter(|code| !code.code.messages.is_empty()).peekable();
    translated.peek()?;
    let mut arms = Arms::new("codes_with_values", 12);
    translated.for_each(|code| values(&mut arms, code));
    let arguments = api.codes.iter().any(|code| !code.arguments.is_empty());
    let arguments = if arguments { quote!(arguments) } else { quote!(_) };
    let values = arms.quoted().map(|quoted| {
        quote! {
            #[cfg(feature = "languages")]
            fn values(
                code: ErrorCode,
                details: Option<&Details>,
                #arguments: &[String],
            ) -> Vec<(&'static str, String)> {
                match (code, details) {
                    #quoted
                    _ => Vec::new(),
                }
            }
        }
    });
    let items = quote! {
        #[cfg(feature = "languages")]
        const LANGUAGE: &'static str = #language;

        #values
    };
    Some((items, arms))
}

/// Writes the arm for the values that the message of a code shows.
fn values(arms: &mut Arms, code: &NamedCode<'_>) {
    let Some(template) = code.template() else { return };
    let shows = |name: &str| template.parts.iter().any(|it| *it == Part::Detail(name.to_owned()));
    let fields = code.details.iter().flat_map(|details| &details.fields);
    let pairs = fields.filter(|field| shows(&field.detail.name)).map(|field| {
        let (name, (text, _)) = (string(&field.detail.name), shown_text(field));
        list("(", [Expr::from(name), text], ")")
    });
    let pairs: Vec<Expr> = pairs.collect();
    let variant = &code.variant;
    let pattern = match (&code.details, pairs.is_empty()) {
        (None, _) => format!("(ErrorCode::{variant}, _)"),
        (Some(_), true) => format!("(_, Some(Details::{variant}(_)))"),
        (Some(_), false) => format!("(_, Some(Details::{variant}(details)))"),
    };
    if code.arguments.is_empty() {
        return arms.add(pattern, &list("vec![", pairs, "]"));
    }
    // A client has no arguments.
    let names = code.arguments.iter().map(|field| string(&field.detail.name));
    let mut statements = String::new();
    let pairs = chain(list("let values = [", pairs, "]"), ["into_iter()"]);
    line(&mut statements, 16, &pairs, ";");
    line(&mut statements, 16, &chain(list("let names = [", names, "]"), ["into_iter()"]), ";");
    let zipped = list("chain(", ["names.zip(arguments.iter().cloned())"], ")");
    line(&mut statements, 16, &chain("values", [zipped, Expr::from("collect()")]), "");
    arms.block(pattern, &statements);
}
