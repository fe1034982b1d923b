//! The enums of a catalog: its codes and their groups.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::field::{NamedField, ValueType};
use super::ident::raw;
use super::literal::{number, string};
use super::methods;
use super::named::{Enums, NamedCatalog, NamedCode};
use super::source::Source;
use super::word::Ident;
use crate::model::{Catalog, Code, CodeId, EnumValue, Text};
use crate::reference::{Entries, Output, deprecation};
use crate::targets::RenderError;

/// The number of codes up to which `Debug` of the enum is derived. The derived one is a `match`,
/// which takes longer to compile for thousands of codes than the rest of the crate.
const DERIVED_DEBUG: usize = 256;

/// Whether `Debug` of the codes takes their names from a table.
pub(super) fn debug_by_table(codes: usize) -> bool {
    codes > DERIVED_DEBUG
}

/// Writes `enum ErrorCode`.
pub(super) fn error_code(api: &NamedCatalog<'_>, source: &mut Source) -> Result<(), RenderError> {
    let by_table = debug_by_table(api.codes.len());
    let open = format!(
        "/// An error code of the {}.\n///\n/// Codes are ordered as in the reference.\n\
         #[derive({}Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n{}\
         pub enum ErrorCode {{",
        api.title(),
        if by_table { "" } else { "Debug, " },
        if api.enums == Enums::Exhaustive { "" } else { "#[non_exhaustive]\n" },
    );
    let entries = Entries::of(api.catalog);
    let mut variants = source.block(&open, "}");
    for (code, (id, _)) in api.codes.iter().zip(api.catalog.codes_with_ids()) {
        variants.space();
        variants.doc(&entry(&entries, id, code));
        if let Some(attribute) = deprecated(api.catalog, code.code) {
            variants.line(attribute);
        }
        variants.line(format_args!("{},", code.variant));
    }
    variants.close();
    all(api, source);
    if by_table {
        source.items(quote! {
            impl core::fmt::Debug for ErrorCode {
                fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.write_str(table::VARIANTS.text(*self as usize))
                }
            }
        })?;
    }
    Ok(())
}

/// Writes the list of all codes. It is the only one: to check that values of an enum in a constant are
/// variants, the compiler compares each with all of them.
fn all(api: &NamedCatalog<'_>, source: &mut Source) {
    let allow = if api.has_deprecated { "#[allow(deprecated)]\n" } else { "" };
    let open = format!(
        "{allow}impl ErrorCode {{\n    /// Every code, in the order of the reference.\n    \
         pub const ALL: &'static [ErrorCode] = &["
    );
    let mut all = source.block(&open, "    ];\n}");
    for code in &api.codes {
        all.line(format_args!("    ErrorCode::{},", code.variant));
    }
    all.close();
}

/// The enum of sections, categories, or actions.
pub(super) struct Group<'a> {
    /// The enum's name.
    pub name: String,
    /// What the enum is, with a placeholder for the title of the API.
    pub about: String,
    /// What one of its names is, such as "a category".
    pub expected: String,
    /// The variants: name in Rust, id, title, description.
    pub variants: Vec<(&'a Ident, &'a str, &'a str, Option<&'a Text>)>,
}

/// The groups that a catalog has.
pub(super) fn groups<'a>(api: &'a NamedCatalog<'a>) -> Vec<Group<'a>> {
    let catalog = api.catalog;
    let sections = catalog.sections.iter().zip(&api.sections);
    let categories = catalog.categories.iter().zip(&api.categories);
    let actions = catalog.actions.iter().zip(&api.actions);
    let groups = vec![
        Group {
            name: "Section".to_owned(),
            about: "A section of the reference of the {}.".to_owned(),
            expected: "a section".to_owned(),
            variants: sections
                .map(|(s, name)| (name, &s.id[..], &s.title[..], s.description.as_ref()))
                .collect(),
        },
        Group {
            name: "Category".to_owned(),
            about: "A category of errors of the {}.".to_owned(),
            expected: "a category".to_owned(),
            variants: categories
                .map(|(c, name)| (name, &c.id[..], &c.title[..], c.description.as_ref()))
                .collect(),
        },
        Group {
            name: "Action".to_owned(),
            about: "What a client of the {} can do about an error.".to_owned(),
            expected: "an action".to_owned(),
            variants: actions
                .map(|(a, name)| (name, &a.id[..], &a.title[..], Some(&a.description)))
                .collect(),
        },
    ];
    let own = groups.into_iter().filter(|group| !group.variants.is_empty());
    own.chain(api.fields.iter().filter_map(values)).collect()
}

/// The enum of the values of a declared field, if it has one.
fn values<'a>(field: &'a NamedField<'a>) -> Option<Group<'a>> {
    let ValueType::Enum { name, variants } = &field.ty else { return None };
    let title = doc::words(&field.field.title);
    let variant = |(name, value): &'a (Ident, &'a EnumValue)| {
        (name, &value.value[..], &value.value[..], value.description.as_ref())
    };
    Some(Group {
        name: name.to_string(),
        about: format!("A value of \"{title}\", a fact about error codes of the {{}}."),
        expected: format!("a value of `{}`", field.field.name),
        variants: variants.iter().map(variant).collect(),
    })
}

/// The module `groups` of a catalog.
pub(super) fn groups_module(
    api: &NamedCatalog<'_>,
    groups: &[Group<'_>],
) -> Result<String, RenderError> {
    let about = format!("Groups of error codes of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    source.items(quote! { use super::shared; })?;
    for group in groups {
        source.items(group_items(api, group))?;
    }
    Ok(source.finish())
}

fn group_items(api: &NamedCatalog<'_>, group: &Group<'_>) -> TokenStream {
    let about = group.about.replace("{}", &api.title());
    let about = Doc::of(&about).attributes();
    let name = raw(&group.name);
    let table = raw(&format!("{}_TABLE", group.name.to_uppercase()));
    let expected = format!("{} of `{}`", group.expected, api.catalog.id);
    let comments = group.variants.iter().map(|(_, id, title, description)| {
        let mut comment = Doc::of(&format!("{}: {}", doc::code(id), doc::words(title)));
        if let Some(description) = description {
            comment.text(description);
        }
        comment.attributes()
    });
    let variants = group.variants.iter().map(|(name, ..)| name);
    let names = variants.clone();
    let rows = group.variants.iter().map(|(_, id, title, description)| {
        let description = description.map(Text::plain);
        let description = description.map_or(quote!(None), |text| quote!(Some(#text)));
        quote! { shared::support::Group { name: #id, title: #title, description: #description } }
    });
    let count = number(group.variants.len());
    let methods = methods::group(&name, &table, &expected);
    let open = api.open();
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #open
        pub enum #name { #(#comments #variants),* }

        impl #name {
            /// Every variant, in the order of the reference.
            pub const ALL: &'static [#name] = &[#(#name::#names),*];
        }

        static #table: [shared::support::Group; #count] = [#(#rows),*];

        #methods
    }
}

/// The reference entry of a code.
fn entry(entries: &Entries<'_>, id: CodeId, code: &NamedCode<'_>) -> Doc {
    let mut text = format!("{}: ", doc::code(&code.code.name));
    doc::DIALECT.entry(&mut text, &entries.entry(id, Output::Rustdoc));
    let mut doc = Doc::default();
    doc.markdown(&text);
    if let Some(details) = &code.details {
        doc.markdown(&format!("**Details:** `details::{}`", details.name));
    }
    doc
}

/// The attribute of a deprecated code, whose note rustdoc shows as Markdown.
///
/// The version is in the note because rustc and clippy take `since` as a version of the crate.
pub(super) fn deprecated(catalog: &Catalog, code: &Code) -> Option<String> {
    let note = doc::line(&deprecation(catalog, code.deprecated.as_ref()?));
    Some(format!("#[deprecated(note = {})]", string(&note)))
}
