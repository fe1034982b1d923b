//! The table with the metadata of each code.

use std::fmt::Write;

use proc_macro2::Ident;
use quote::quote;

use super::doc::Doc;
use super::enums;
use super::field::ValueType;
use super::ident::raw;
use super::lookup::{self, Lookup};
use super::named::{NamedCatalog, NamedCode};
use super::source::{Block, Source, number, separated, string};
use crate::model::{Delivery, Part, Text, Vocabulary, WireCode};
use crate::names;
use crate::targets::RenderError;

/// The maximum number of rows in one static: compile time grows with its square.
const CHUNK: usize = 256;

/// The module `table` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("The metadata of each error code of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let lookup = Lookup::of(api);
    imports(api, &lookup, &mut source)?;
    let mut all = source.block(
        "/// Every code, in the order of the reference.\n\
         pub(super) const ALL: &[ErrorCode] = &[",
        "];",
    );
    for code in &api.codes {
        all.line(format_args!("ErrorCode::{},", code.variant));
    }
    all.close();
    if enums::debug_by_table(api.codes.len()) {
        let open = format!(
            "/// The variants' names, in the order of the codes.\n\
             pub(super) static NAMES: [&str; {}] = [",
            api.codes.len()
        );
        let mut names = source.block(&open, "];");
        names.fill(api.codes.iter().map(|code| format!("\"{}\"", code.variant)));
        names.close();
    }
    declarations(api, &mut source)?;
    lookup::find(&lookup, api, &mut source)?;
    table(api, &mut source);
    Ok(source.finish())
}

fn imports(
    api: &NamedCatalog<'_>,
    lookup: &Lookup<'_>,
    source: &mut Source,
) -> Result<(), RenderError> {
    let hashed = lookup.is_hashed().then(|| {
        quote!(
            use super::shared;
        )
    });
    let any = |used: fn(&NamedCode<'_>) -> bool| api.codes.iter().any(used);
    let delivery = any(is_redirected).then(|| quote!(Delivery,));
    let grpc = any(|code| code.code.grpc.is_some()).then(|| quote!(GrpcCode,));
    let retry = any(|code| code.code.retry.is_some()).then(|| quote!(Retry,));
    let vocabularies = quote! { #delivery #grpc #retry };
    let vocabularies =
        (!vocabularies.is_empty()).then(|| quote! { use super::shared::{#vocabularies}; });
    let action = (!api.actions.is_empty()).then(|| quote!(Action,));
    let category = (!api.categories.is_empty()).then(|| quote!(Category,));
    let section = (!api.sections.is_empty()).then(|| quote!(Section,));
    let enums = api.fields.iter().filter_map(|field| match &field.ty {
        ValueType::Enum { name, .. } => Some(name),
        _ => None,
    });
    source.items(quote! {
        #hashed
        use super::shared::support::Info;
        #vocabularies
        use super::{#action #category ErrorCode, #(#enums,)* #section};
    })
}

/// The type of a row, and the function that finds it.
fn declarations(api: &NamedCatalog<'_>, source: &mut Source) -> Result<(), RenderError> {
    let section = (!api.sections.is_empty()).then(|| quote! { pub section: Section, });
    let category = (!api.categories.is_empty()).then(|| {
        let ty = if api.all_categorized { quote!(Category) } else { quote!(Option<Category>) };
        quote! { pub category: #ty, }
    });
    let action = (!api.actions.is_empty()).then(|| quote! { pub action: Option<Action>, });
    let parent = api.has_families.then(|| quote! { pub parent: Option<ErrorCode>, });
    let replaced_by = api.has_deprecated.then(|| quote! { pub replaced_by: Option<ErrorCode>, });
    let fields = api.fields.iter().map(|field| {
        let (name, ty) = (&field.method, field.rust_type());
        quote! { pub #name: #ty, }
    });
    // Without codes, there is no row to find.
    let none = api.codes.is_empty();
    let unused = none.then(|| quote! { #[allow(dead_code)] });
    let entry = match api.codes.len() {
        0 => quote!(match code {}),
        count if count <= CHUNK => quote!(&TABLE[code as usize]),
        _ => {
            let chunk = number(CHUNK);
            quote!(&TABLE[code as usize / #chunk][code as usize % #chunk])
        }
    };
    source.items(quote! {
        /// The metadata of a code.
        #unused
        pub(super) struct Entry {
            pub info: Info,
            #section
            #category
            #action
            #(#fields)*
            #parent
            #replaced_by
        }

        /// Returns the metadata of a code.
        pub(super) const fn entry(code: ErrorCode) -> &'static Entry {
            #entry
        }
    })
}

/// Writes the table, in chunks if it is long.
fn table(api: &NamedCatalog<'_>, source: &mut Source) {
    if api.codes.is_empty() {
        return;
    }
    let order = "/// The metadata, in the order of the codes.\n";
    if api.codes.len() <= CHUNK {
        let open = format!("{order}static TABLE: [Entry; {}] = [", api.codes.len());
        rows(api, &api.codes, source.block(&open, "];"));
        return;
    }
    let chunks = api.codes.chunks(CHUNK);
    let open = format!("{order}static TABLE: [&[Entry]; {}] = [", chunks.len());
    let mut table = source.block(&open, "];");
    table.fill((0..chunks.len()).map(|chunk| format!("&CHUNK_{chunk}")));
    table.close();
    for (chunk, codes) in chunks.enumerate() {
        let open = format!("static CHUNK_{chunk}: [Entry; {}] = [", codes.len());
        rows(api, codes, source.block(&open, "];"));
    }
}

fn rows(api: &NamedCatalog<'_>, codes: &[NamedCode<'_>], mut table: Block<'_>) {
    let mut fields = String::new();
    for code in codes {
        table.line("Entry {");
        fields.clear();
        info(code, &mut fields);
        table.line(format_args!(
            "    info: Info {{\n{fields}            ..Info::DEFAULT\n        }},"
        ));
        if let Some(section) = api.sections.get(code.code.section.index()) {
            table.line(format_args!("    section: Section::{section},"));
        }
        if !api.categories.is_empty() {
            let category = code.code.category.map(|id| api.category(id));
            match category {
                Some(name) if api.all_categorized => {
                    table.line(format_args!("    category: Category::{name},"));
                }
                name => table.line(format_args!("    category: {},", option("Category", name))),
            }
        }
        if !api.actions.is_empty() {
            let action = code.code.action.map(|id| api.action(id));
            table.line(format_args!("    action: {},", option("Action", action)));
        }
        for field in &api.fields {
            table.line(format_args!("    {}: {},", field.method, field.value_of(code.code)));
        }
        if api.has_families {
            let parent = code.code.parent.map(|id| api.variant(id));
            table.line(format_args!("    parent: {},", option("ErrorCode", parent)));
        }
        if api.has_deprecated {
            let by = code.code.deprecated.as_ref().and_then(|it| it.replaced_by);
            let by = by.map(|id| api.variant(id));
            table.line(format_args!("    replaced_by: {},", option("ErrorCode", by)));
        }
        table.line("},");
    }
    table.close();
}

fn option(enumeration: &str, variant: Option<&Ident>) -> String {
    variant.map_or_else(|| "None".to_owned(), |variant| format!("Some({enumeration}::{variant})"))
}

/// The facts that every catalog has; missing ones keep their defaults.
fn info(named: &NamedCode<'_>, out: &mut String) {
    let code = named.code;
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(out, "            {name}: {value},");
    };
    field("code", &string(&code.code.text()));
    if let WireCode::Integer(number) = code.code {
        field("number", &separated(number));
    }
    if code.is_renamed() {
        field("name", &format!("Some({})", string(&code.name)));
    }
    field("title", &string(&code.title));
    if let Some(uri) = &code.type_uri {
        field("type_uri", &format!("Some({})", string(uri)));
    }
    field("description", &string(&code.summary()));
    let (cause, resolution) = code.advice(Text::plain);
    let texts: [(&str, Option<String>); 3] =
        [("message", message(named)), ("cause", cause), ("resolution", resolution)];
    for (name, text) in texts {
        if let Some(text) = text {
            field(name, &format!("Some({})", string(&text)));
        }
    }
    if !code.messages.is_empty() {
        let messages = code.messages.iter().map(|(tag, template)| {
            format!("({}, {})", string(tag), string(&template.renamed(|name| name)))
        });
        let messages = messages.collect::<Vec<_>>().join(", ");
        let only_if = "#[cfg(feature = \"languages\")]\n            messages";
        field(only_if, &format!("&[{messages}]"));
    }
    if !code.status.is_empty() {
        let statuses: Vec<String> = code.status.iter().map(u16::to_string).collect();
        field("statuses", &format!("&[{}]", statuses.join(", ")));
    }
    if let Some(retry) = code.retry {
        field("retry", &format!("Some(Retry::{})", raw(&names::pascal(retry.word()))));
    }
    if is_redirected(named) {
        field("delivery", "Delivery::Redirect");
    }
    if let Some(grpc) = code.grpc {
        field("grpc_code", &format!("Some(GrpcCode::{})", raw(&names::pascal(grpc.name))));
    }
    if let Some(url) = &code.docs_url {
        field("docs_url", &format!("Some({})", string(url.as_str())));
    }
    if code.deprecated.is_some() {
        field("deprecated", "true");
    }
}

fn is_redirected(named: &NamedCode<'_>) -> bool {
    named.code.delivery == Delivery::Redirect
}

/// The message if it differs from the description: as written if it is a template with details,
/// otherwise as printed.
fn message(named: &NamedCode<'_>) -> Option<String> {
    let template = named.code.message.as_ref()?;
    if named.template().is_some() {
        return Some(template.source.clone());
    }
    let literal = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Detail(_) => String::new(),
    };
    Some(template.parts.iter().map(literal).collect())
}
