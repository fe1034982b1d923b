//! The context of the templates of a catalog's messages in several languages.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use crate::model::{Catalog, Code, Kind, Template};
use crate::output::HEADER;
use crate::targets::RenderError;

use super::literal::{self, INDENT};
use super::server;

/// What the messages of a catalog are rendered from.
pub(super) fn view(catalog: &Catalog) -> Result<Value, RenderError> {
    let codes = catalog.distinct_codes().filter(|code| !code.messages.is_empty());
    let messages = codes.map(|code| (code.code.text(), messages(catalog, code)));
    let mut languages = catalog.other_languages();
    languages.insert(&catalog.language);
    Ok(context! {
        header => HEADER,
        id => literal::string(&catalog.id),
        language => literal::string(&catalog.language),
        languages => literal::union(languages, 0),
        messages => literal::members(messages, INDENT.len())?,
    })
}

/// The templates of a code's message in each language, its own included.
fn messages<'a>(catalog: &'a Catalog, code: &'a Code) -> BTreeMap<&'a str, String> {
    let names = names(code);
    let renamed = |template: &'a Template| {
        template.renamed(|name| names.get(name).map_or(name, String::as_str))
    };
    let own = match &code.message {
        Some(template) => renamed(template),
        None => code.summary().replace('{', "{{").replace('}', "}}"),
    };
    let others = code.messages.iter().map(|(tag, template)| (&**tag, renamed(template)));
    others.chain([(&*catalog.language, own)]).collect()
}

/// How the placeholder of each detail is written: with the detail's name in TypeScript, and with a
/// mark for those that are in milliseconds there and in seconds in a message.
fn names(code: &Code) -> BTreeMap<&str, String> {
    let names = code.details.iter().zip(server::all_names(code));
    let names = names.map(|(detail, mut name)| {
        if detail.ty.kind == Kind::Delay {
            name.push_str(":s");
        }
        (&*detail.name, name)
    });
    names.collect()
}
