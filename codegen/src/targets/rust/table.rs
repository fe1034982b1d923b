//! The table with the metadata of each code.

use std::collections::BTreeMap;
use std::fmt::Write;

use quote::quote;

use super::doc::Doc;
use super::field::ValueType;
use super::ident::raw;
use super::lookup::{self, Lookup};
use super::named::{NamedCatalog, NamedCode};
use super::source::{Source, numbers};
use super::texts;
use super::word::Ident;
use crate::model::{Delivery, Vocabulary};
use crate::names;
use crate::targets::RenderError;

/// The module `table` of a catalog.
pub(super) fn module(api: &NamedCatalog<'_>) -> Result<String, RenderError> {
    let about = format!("The metadata of each error code of the {}.", api.title());
    let mut source = Source::new(&Doc::of(&about));
    let lookup = Lookup::of(api);
    imports(api, &lookup, &mut source)?;
    declarations(api, &mut source)?;
    lookup::find(&lookup, api, &mut source)?;
    if !api.codes.is_empty() {
        let rows = Rows::of(api);
        rows.write(&mut source);
        texts::write(api, &mut source);
    }
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
    let delivery = (!api.codes.is_empty()).then(|| quote!(Delivery,));
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
    let columns = (!api.codes.is_empty()).then(|| quote!(Column,));
    let texts = (!api.codes.is_empty()).then(|| quote!(, Texts));
    source.items(quote! {
        #hashed
        use super::shared::support::{#columns Facts, Info #texts};
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
    let fields = api.fields.iter().map(|field| {
        let (name, ty) = (&field.method, field.rust_type());
        quote! { pub #name: #ty, }
    });
    // Without codes, there is no row to find.
    let none = api.codes.is_empty();
    let unused = none.then(|| quote! { #[allow(dead_code)] });
    let (entry, info) = if none {
        (quote!(match code {}), quote!(match code {}))
    } else {
        let info = quote!(Info::new(&TEXTS, code as usize, &entry(code).facts));
        (quote!(&ROWS[ROW_OF[code as usize] as usize]), info)
    };
    let referring = (api.has_families || api.has_deprecated).then(|| {
        quote! {
            /// Returns the code at a place among all of them; none if there is no such place.
            pub(super) const fn at(place: usize) -> Option<ErrorCode> {
                if place < ErrorCode::ALL.len() { Some(ErrorCode::ALL[place]) } else { None }
            }
        }
    });
    source.items(quote! {
        /// The facts about a code that others share.
        #unused
        pub(super) struct Entry {
            pub facts: Facts,
            #section
            #category
            #action
            #(#fields)*
        }

        /// Returns the facts about a code that others share.
        pub(super) const fn entry(code: ErrorCode) -> &'static Entry {
            #entry
        }

        /// Returns what every catalog says about a code.
        pub(super) const fn info(code: ErrorCode) -> Info {
            #info
        }

        #referring
    })
}

/// The distinct rows of the table, and the row of each code.
struct Rows {
    rows: Vec<String>,
    of: Vec<usize>,
}

impl Rows {
    fn of(api: &NamedCatalog<'_>) -> Rows {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut rows = Vec::new();
        let of = api.codes.iter().map(|code| {
            let row = row(api, code);
            *places.entry(row).or_insert_with_key(|row| {
                rows.push(row.clone());
                rows.len() - 1
            })
        });
        let of = of.collect();
        Rows { rows, of }
    }

    fn write(&self, source: &mut Source) {
        let open = format!(
            "/// The facts that codes share.\nstatic ROWS: [Entry; {}] = [",
            self.rows.len()
        );
        let mut rows = source.block(&open, "];");
        for row in &self.rows {
            rows.line(format_args!("Entry {{\n{row}    }},"));
        }
        rows.close();
        numbers("The place in [`ROWS`] of each code's.", "static ROW_OF", &self.of, source);
    }
}

/// What a row says.
fn row(api: &NamedCatalog<'_>, code: &NamedCode<'_>) -> String {
    let mut row = facts(code);
    let mut field = |name: &str, value: String| {
        let _ = writeln!(row, "        {name}: {value},");
    };
    if let Some(section) = api.sections.get(code.code.section.index()) {
        field("section", format!("Section::{section}"));
    }
    if !api.categories.is_empty() {
        let category = code.code.category.map(|id| api.category(id));
        match category {
            Some(name) if api.all_categorized => field("category", format!("Category::{name}")),
            name => field("category", option("Category", name)),
        }
    }
    if !api.actions.is_empty() {
        let action = code.code.action.map(|id| api.action(id));
        field("action", option("Action", action));
    }
    for declared in &api.fields {
        field(&declared.method.to_string(), declared.value_of(code.code));
    }
    row
}

fn option(enumeration: &str, variant: Option<&Ident>) -> String {
    variant.map_or_else(|| "None".to_owned(), |variant| format!("Some({enumeration}::{variant})"))
}

/// The facts that every catalog has.
fn facts(named: &NamedCode<'_>) -> String {
    let code = named.code;
    let statuses: Vec<String> = code.status.iter().map(u16::to_string).collect();
    let retry = code.retry.map(|retry| raw(&names::pascal(retry.word())));
    let grpc = code.grpc.map(|grpc| raw(&names::pascal(grpc.name)));
    let delivery = if code.delivery == Delivery::Redirect { "Redirect" } else { "Body" };
    format!(
        "        facts: Facts {{\n            statuses: &[{}],\n            retry: {},\n            \
         delivery: Delivery::{delivery},\n            grpc_code: {},\n            \
         deprecated: {},\n        }},\n",
        statuses.join(", "),
        option("Retry", retry.as_ref()),
        option("GrpcCode", grpc.as_ref()),
        code.deprecated.is_some(),
    )
}
