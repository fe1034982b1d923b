//! The table of what is known of each code.

use proc_macro2::Ident;
use quote::quote;
use syn::{Expr, Item, Path};

use super::enums;
use super::ident::raw;
use super::plan::{CodePlan, Plan};
use super::{lookup, syntax};
use crate::model::{Code, Delivery, Part, Text};
use crate::names;
use crate::target::RenderError;

/// The module `table` of a catalog.
pub(super) fn items(plan: &Plan<'_>) -> Result<Vec<Item>, RenderError> {
    let mut items = declarations(plan)?;
    let rows = Rows::of(plan)?;
    let variants = plan.codes.iter().map(|code| syntax::path(&[&rows.error_code, &code.variant]));
    fill(&mut items, "ALL", syntax::slice(variants));
    fill(&mut items, "TABLE", syntax::array(plan.codes.iter().map(|code| rows.row(code))));
    let codes: Vec<&str> = plan.codes.iter().map(|code| &code.code.code[..]).collect();
    let variants: Vec<&Ident> = plan.codes.iter().map(|code| &code.variant).collect();
    let table = items.pop();
    items.extend(lookup::find(&codes, &variants)?);
    items.extend(table);
    Ok(items)
}

/// Everything but what there is of each code; the table is the last.
fn declarations(plan: &Plan<'_>) -> Result<Vec<Item>, RenderError> {
    let types = ["Action", "Category", "Section"].map(raw);
    let [action, category, section] = &types;
    let used = [
        (!plan.actions.is_empty()).then_some(action),
        (!plan.categories.is_empty()).then_some(category),
        (!plan.sections.is_empty()).then_some(section),
    ];
    let imports = used.iter().flatten();
    let section = used[2].map(|ty| quote! { pub section: #ty, });
    let category = used[1].map(|ty| {
        let ty = if plan.all_categorized() { quote!(#ty) } else { quote!(Option<#ty>) };
        quote! { pub category: #ty, }
    });
    let action = used[0].map(|ty| quote! { pub action: Option<#ty>, });
    let replaced_by =
        plan.has_deprecated().then(|| quote! { pub replaced_by: Option<ErrorCode>, });
    let count = plan.codes.len();
    // An enum without variants has no number to look up, and no code needs a table.
    let unused = (count == 0).then(|| quote! { #[allow(dead_code)] });
    let entry = if count == 0 { quote!(match code {}) } else { quote!(&TABLE[code as usize]) };
    let shared = (count > 0).then(|| {
        let names = if lookup::is_hashed(count) {
            quote!(self, Delivery, GrpcCode, Info, Retry)
        } else {
            quote!(Delivery, GrpcCode, Info, Retry)
        };
        quote! { #[allow(unused_imports)] use super::shared::{#names}; }
    });
    let shared = shared.unwrap_or_else(|| quote! { use super::shared::Info; });
    syntax::items(quote! {
        #shared
        use super::{#(#imports,)* ErrorCode};

        pub(super) const ALL: &[ErrorCode] = &[];

        /// What is known of a code.
        #unused
        pub(super) struct Entry {
            pub info: Info,
            #section
            #category
            #action
            #replaced_by
        }

        /// Gives what is known of a code.
        pub(super) const fn entry(code: ErrorCode) -> &'static Entry {
            #entry
        }

        /// By the order of the codes.
        #unused
        static TABLE: [Entry; #count] = [];
    })
}

fn fill(items: &mut [Item], name: &str, value: Expr) {
    for item in items {
        match item {
            Item::Const(item) if item.ident == name => *item.expr = value.clone(),
            Item::Static(item) if item.ident == name => *item.expr = value.clone(),
            _ => {}
        }
    }
}

/// Writes rows of the table; holds the names that all rows repeat.
struct Rows<'a> {
    plan: &'a Plan<'a>,
    entry: Path,
    info: Path,
    default: Expr,
    error_code: Ident,
}

impl<'a> Rows<'a> {
    fn of(plan: &'a Plan<'a>) -> Result<Rows<'a>, RenderError> {
        Ok(Rows {
            plan,
            entry: raw("Entry").into(),
            info: raw("Info").into(),
            default: syntax::parsed(quote!(Info::DEFAULT))?,
            error_code: raw("ErrorCode"),
        })
    }

    fn row(&self, code: &CodePlan<'_>) -> Expr {
        let plan = self.plan;
        let mut fields = vec![(raw("info"), self.info(code))];
        if let Some(section) = plan.sections.get(code.code.section) {
            fields.push((raw("section"), syntax::path(&[&raw("Section"), section])));
        }
        if !plan.categories.is_empty() {
            let category = code.code.category.as_deref().and_then(|id| plan.category(id));
            let category = category.map(|name| syntax::path(&[&raw("Category"), name]));
            let category = match category {
                Some(category) if plan.all_categorized() => category,
                category => syntax::option(category),
            };
            fields.push((raw("category"), category));
        }
        if !plan.actions.is_empty() {
            let action = code.code.action.as_deref().and_then(|id| plan.action(id));
            let action = action.map(|name| syntax::path(&[&raw("Action"), name]));
            fields.push((raw("action"), syntax::option(action)));
        }
        if plan.has_deprecated() {
            let by = code.code.deprecated.as_ref().and_then(|it| it.replaced_by.as_deref());
            let by = by.and_then(|code| plan.variant(code));
            let by = by.map(|variant| syntax::path(&[&self.error_code, variant]));
            fields.push((raw("replaced_by"), syntax::option(by)));
        }
        syntax::structure(self.entry.clone(), fields, None)
    }

    fn info(&self, plan: &CodePlan<'_>) -> Expr {
        let code = plan.code;
        let text = |text: &Option<Text>| Some(syntax::some(syntax::string(&text.as_ref()?.plain())));
        let statuses = || Some(syntax::slice(code.status.iter().map(syntax::integer)));
        let retry = |retry| syntax::some(syntax::path(&[&raw("Retry"), &enums::retry(retry)]));
        let grpc = |name: &str| {
            syntax::some(syntax::path(&[&raw("GrpcCode"), &raw(&names::pascal(name))]))
        };
        let redirect = || syntax::path(&[&raw("Delivery"), &raw("Redirect")]);
        let fields = [
            ("code", Some(syntax::string(&code.code))),
            ("title", Some(syntax::string(&code.title))),
            ("description", Some(syntax::string(&code.description.plain()))),
            ("message", message(plan).map(|text| syntax::some(syntax::string(&text)))),
            ("cause", text(&code.cause)),
            ("resolution", text(&code.resolution)),
            ("statuses", (!code.status.is_empty()).then(statuses).flatten()),
            ("retry", code.retry.map(retry)),
            ("delivery", (code.delivery == Delivery::Redirect).then(redirect)),
            ("grpc_code", code.grpc.map(|grpc_code| grpc(grpc_code.name))),
            ("docs_url", code.docs_url.as_deref().map(|url| syntax::some(syntax::string(url)))),
            ("deprecated", code.deprecated.is_some().then(|| syntax::boolean(true))),
        ];
        let fields =
            fields.into_iter().filter_map(|(name, value)| Some((raw(name), value?)));
        syntax::structure(self.info.clone(), fields, Some(self.default.clone()))
    }
}

/// The message where it differs from the description: a template with details as it was written,
/// any other as it is printed.
fn message(plan: &CodePlan<'_>) -> Option<String> {
    let Code { message, .. } = plan.code;
    let template = message.as_ref()?;
    if plan.template().is_some() {
        return Some(template.source.clone());
    }
    let literal = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Detail(_) => String::new(),
    };
    Some(template.parts.iter().map(literal).collect())
}
