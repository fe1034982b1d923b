//! The types of the body of a response, and how an error becomes one.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use super::body::{Constant, Field, Leaf, Part, Struct};
use super::details;
use super::doc::{self, Doc};
use super::plan::{self, Plan};
use super::source::Source;
use super::types::{self, Fit};
use crate::example::{self, Content};
use crate::model::{Delivery, PathStep, Slot};
use crate::target::RenderError;

/// The module `envelope` of a catalog.
pub(super) fn module(plan: &Plan<'_>, docs: &str) -> Result<String, RenderError> {
    let mut source = Source::new(docs);
    source.items(imports(plan))?;
    for (place, object) in plan.body.structs.iter().enumerate() {
        source.items(type_of(plan, place, object))?;
    }
    source.items(content_type(plan))?;
    if !plan.codes.is_empty() {
        source.items(members(plan))?;
        source.items(conversion(plan))?;
    }
    source.items(constants(plan)?)?;
    Ok(source.finish())
}

fn imports(plan: &Plan<'_>) -> TokenStream {
    let slots =
        |slot| plan.body.structs.iter().flat_map(|s| &s.fields).any(|f| holds(&f.part, slot));
    let code = slots(Slot::Code).then(|| quote!(AnyCode,));
    let category =
        (slots(Slot::Category) && !plan.categories.is_empty()).then(|| quote!(AnyCategory,));
    let error = (!plan.codes.is_empty()).then(|| quote!(ApiError,));
    let placed = |field: &plan::Field<'_>| plan.body.leaf(field.detail).is_some();
    let details = plan
        .detailed()
        .any(|(_, details)| details.fields.iter().any(placed))
        .then(|| quote!(Details,));
    let shared = mentions_shared(plan).then(|| quote! { use super::shared; });
    let own = quote! { #category #code #error #details };
    let own = (!own.is_empty()).then(|| quote! { use super::{#own}; });
    quote! {
        #shared
        #own
    }
}

fn mentions_shared(plan: &Plan<'_>) -> bool {
    let body = &plan.body;
    !body.constants.is_empty()
        || body.leaves.iter().any(|leaf| {
            leaf.any || leaf.sensitive || types::mentions(&leaf.ty.kind, types::is_shared)
        })
}

fn holds(part: &Part, slot: Slot) -> bool {
    match part {
        Part::Array(element) => holds(element, slot),
        Part::Slot(found) => *found == slot,
        _ => false,
    }
}

fn type_of(plan: &Plan<'_>, place: usize, object: &Struct<'_>) -> TokenStream {
    let name = &object.name;
    let about = if place == 0 { envelope_comment(plan) } else { nested_comment(object) };
    let about = about.attributes();
    let shown: Vec<_> =
        object.fields.iter().map(|field| (&field.name, is_sensitive(plan, &field.part))).collect();
    let (derive, debug) = details::debug(name, &shown);
    let fields = object.fields.iter().map(|field| member(plan, field));
    quote! {
        #about
        #derive
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }

        #debug
    }
}

fn nested_comment(object: &Struct<'_>) -> Doc {
    let path = doc::code(&object.path);
    match object.path.strip_suffix("[]") {
        Some(array) => Doc::of(&format!("An element of {} in an [`Envelope`].", doc::code(array))),
        None => Doc::of(&format!("The object {path} of an [`Envelope`].")),
    }
}

/// What the envelope is for, with the body of one error as an example.
fn envelope_comment(plan: &Plan<'_>) -> Doc {
    let catalog = plan.catalog;
    let mut doc = Doc::of("The body of an error response.");
    if let Some(description) = &catalog.envelope.description {
        doc.text("", description);
    }
    let sample = catalog.codes.iter().find(|code| code.delivery == Delivery::Body);
    let Some(sample) = sample else { return doc };
    let Content::Body(body) = example::response(catalog, sample).content else { return doc };
    let json = format!("{body:#}");
    doc.markdown(&format!("For {}:", doc::code(&sample.code)));
    doc.verbatim(std::iter::once("```json").chain(visible(&json).lines()).chain(["```"]));
    doc
}

/// The same JSON with characters that cannot be seen as escapes.
fn visible(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && doc::is_invisible(c) {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn is_sensitive(plan: &Plan<'_>, part: &Part) -> bool {
    match part {
        Part::Array(element) => is_sensitive(plan, element),
        Part::Leaf(leaf) => plan.body.leaves[*leaf].sensitive,
        _ => false,
    }
}

fn member(plan: &Plan<'_>, field: &Field<'_>) -> TokenStream {
    let member = field.member;
    let mut comment = Doc::default();
    match &member.description {
        Some(description) => comment.text("", description),
        None => comment.markdown(&default_comment(&field.part, &member.name)),
    };
    if let Part::Leaf(leaf) = field.part
        && let Some(form) = types::form(&plan.body.leaves[leaf].ty)
    {
        comment.markdown(form);
    }
    let comment = comment.attributes();
    let name = &field.name;
    let mut serde = Vec::new();
    if *name != member.name {
        let wire = &member.name;
        serde.push(quote!(rename = #wire));
    }
    if member.optional {
        serde.push(match field.part {
            Part::Constant(_) => quote!(default),
            _ => quote!(default, skip_serializing_if = "Option::is_none"),
        });
    }
    let serde =
        (!serde.is_empty()).then(|| quote! { #[cfg_attr(feature = "serde", serde(#(#serde),*))] });
    let ty = part_type(plan, &field.part);
    let ty = if is_option(plan, field) { quote!(Option<#ty>) } else { ty };
    // A constant tells nothing, and nobody can set it.
    let visibility = (!matches!(field.part, Part::Constant(_))).then(|| quote!(pub));
    quote! { #comment #serde #visibility #name: #ty }
}

fn default_comment(part: &Part, name: &str) -> String {
    match part {
        Part::Slot(Slot::Code) => "The error's code.".to_owned(),
        Part::Slot(Slot::Message) => "The message for people.".to_owned(),
        Part::Slot(Slot::Title) => "The title of the error's code.".to_owned(),
        Part::Slot(Slot::Category) => "The category of the error's code.".to_owned(),
        Part::Slot(Slot::Status) => "The HTTP status.".to_owned(),
        Part::Slot(Slot::DocsUrl) => {
            "The address of the code's entry in the published reference.".to_owned()
        }
        Part::Slot(Slot::Details) => "The details of the error.".to_owned(),
        Part::Leaf(_) | Part::Struct(_) | Part::Array(_) | Part::Constant(_) => {
            format!("The member {}.", doc::code(name))
        }
    }
}

fn part_type(plan: &Plan<'_>, part: &Part) -> TokenStream {
    match part {
        Part::Struct(place) => {
            let name = &plan.body.structs[*place].name;
            quote!(#name)
        }
        Part::Array(element) => {
            let inner = part_type(plan, element);
            if may_be_null(plan, element) {
                quote!(Vec<Option<#inner>>)
            } else {
                quote!(Vec<#inner>)
            }
        }
        Part::Slot(Slot::Code) => quote!(AnyCode),
        Part::Slot(Slot::Category) if !plan.categories.is_empty() => quote!(AnyCategory),
        Part::Slot(Slot::Status) => quote!(u16),
        Part::Slot(_) => quote!(String),
        Part::Leaf(leaf) => leaf_type(&plan.body.leaves[*leaf]),
        Part::Constant(constant) => {
            let name = &plan.body.constants[*constant].name;
            quote!(#name)
        }
    }
}

fn leaf_type(leaf: &Leaf<'_>) -> TokenStream {
    if leaf.any { quote!(shared::Value) } else { types::kind(&leaf.ty.kind) }
}

fn is_option(plan: &Plan<'_>, field: &Field<'_>) -> bool {
    let absent = field.member.optional && !matches!(field.part, Part::Constant(_));
    absent || may_be_null(plan, &field.part)
}

/// Whether null stands in the place of a part's value for some code.
fn may_be_null(plan: &Plan<'_>, part: &Part) -> bool {
    let codes = &plan.catalog.codes;
    match part {
        Part::Slot(Slot::Category) => !plan.all_categorized,
        Part::Slot(Slot::Status) => codes.iter().any(|code| code.status.is_empty()),
        Part::Slot(Slot::DocsUrl) => codes.iter().any(|code| code.docs_url.is_none()),
        Part::Leaf(leaf) => plan.body.leaves[*leaf].ty.nullable,
        _ => false,
    }
}

fn content_type(plan: &Plan<'_>) -> TokenStream {
    let content_type = &plan.catalog.envelope.content_type;
    quote! {
        impl Envelope {
            /// The media type of the body.
            pub const CONTENT_TYPE: &'static str = #content_type;
        }
    }
}

/// What a service or details fill in.
fn members(plan: &Plan<'_>) -> TokenStream {
    let leaves = &plan.body.leaves;
    if leaves.is_empty() {
        return TokenStream::new();
    }
    let name = super::ident::raw("Members");
    let shown: Vec<_> = leaves.iter().map(|leaf| (&leaf.name, leaf.sensitive)).collect();
    let (_, debug) = details::debug(&name, &shown);
    let derive = if debug.is_empty() {
        quote! { #[derive(Debug, Clone, Default)] }
    } else {
        quote! { #[derive(Clone, Default)] }
    };
    let fields = leaves.iter().map(|leaf| {
        let (name, ty) = (&leaf.name, leaf_type(leaf));
        quote! { pub #name: Option<#ty> }
    });
    quote! {
        /// The members that follow from no code.
        #derive
        pub(super) struct #name { #(#fields),* }

        #debug
    }
}

/// `From<&ApiError> for Envelope`
fn conversion(plan: &Plan<'_>) -> TokenStream {
    let body = Build { plan }.value(&Part::Struct(0));
    let placed = placements(plan);
    let members = (!plan.body.leaves.is_empty()).then(|| {
        let mutable = (!placed.is_empty()).then(|| quote!(mut));
        quote! { let #mutable members = error.members().clone(); }
    });
    let placing = match &placed[..] {
        [] => TokenStream::new(),
        [(variant, statements)] => quote! {
            if let Some(Details::#variant(details)) = error.details() {
                #statements
            }
        },
        placed => {
            let arms = placed.iter().map(|(variant, statements)| {
                quote! { Some(Details::#variant(details)) => { #statements } }
            });
            quote! {
                match error.details() {
                    #(#arms)*
                    _ => {}
                }
            }
        }
    };
    let slots = plan.body.structs.iter().flat_map(|object| &object.fields);
    let code = slots
        .map(|field| &field.part)
        .any(|part| needs_code(part))
        .then(|| quote! { let code = error.code(); });
    let parameter = if code.is_some() || members.is_some() || mentions_message(plan) {
        quote!(error)
    } else {
        quote!(_)
    };
    let same = (placed.len() > 1).then(|| {
        quote! {
            #[allow(clippy::match_same_arms, reason = "the details are of different types")]
        }
    });
    quote! {
        impl From<&ApiError> for Envelope {
            #same
            fn from(#parameter: &ApiError) -> Envelope {
                #code
                #members
                #placing
                #body
            }
        }
    }
}

fn needs_code(part: &Part) -> bool {
    match part {
        Part::Array(element) => needs_code(element),
        Part::Slot(slot) => *slot != Slot::Message,
        _ => false,
    }
}

fn mentions_message(plan: &Plan<'_>) -> bool {
    let mut fields = plan.body.structs.iter().flat_map(|object| &object.fields);
    fields.any(|field| holds(&field.part, Slot::Message))
}

/// For each code whose details travel in the body: the statements that put them there.
fn placements<'p>(plan: &'p Plan<'_>) -> Vec<(&'p Ident, TokenStream)> {
    let statements = plan.detailed().map(|(code, details)| {
        let statements = details.fields.iter().filter_map(|field| place(plan, field)).collect();
        (&code.variant, statements)
    });
    statements.filter(|(_, statements): &(_, TokenStream)| !statements.is_empty()).collect()
}

/// Puts a detail into its member.
fn place(plan: &Plan<'_>, field: &plan::Field<'_>) -> Option<TokenStream> {
    let (leaf, below) = plan.body.leaf(field.detail)?;
    let (member, name) = (&leaf.name, &field.name);
    if !below.is_empty() {
        return Some(if field.detail.optional {
            let put = put(leaf, below, &quote!(value.clone().into()));
            quote! { if let Some(value) = &details.#name { #put } }
        } else {
            put(leaf, below, &quote!(details.#name.clone().into()))
        });
    }
    let fit = types::fit(&field.detail.ty.kind, &leaf.ty.kind).filter(|_| !leaf.any);
    let convert = |value: TokenStream, reference: TokenStream| match fit {
        Some(Fit::Same) => quote!(#value.clone()),
        Some(Fit::Object) => quote!(shared::object(#reference)),
        Some(Fit::Objects) => quote!(#value.iter().map(shared::object).collect()),
        None => quote!(#value.clone().into()),
    };
    Some(if !field.is_option() {
        let value = convert(quote!(details.#name), quote!(&details.#name));
        quote! { members.#member = Some(#value); }
    } else if fit == Some(Fit::Same) {
        quote! { members.#member.clone_from(&details.#name); }
    } else {
        let value = convert(quote!(value), quote!(value));
        quote! { members.#member = details.#name.as_ref().map(|value| #value); }
    })
}

/// Puts a value at a place within a member.
fn put(leaf: &Leaf<'_>, below: &[PathStep], value: &TokenStream) -> TokenStream {
    let member = &leaf.name;
    if let ([PathStep::Member(name)], false) = (below, leaf.any) {
        return quote! {
            members.#member.get_or_insert_default().insert(#name.to_owned(), #value);
        };
    }
    let (target, rest) = match below {
        [PathStep::Member(name), rest @ ..] if !leaf.any => (
            quote! {
                members.#member.get_or_insert_default().entry(#name.to_owned()).or_default()
            },
            rest,
        ),
        rest => (quote!(members.#member.get_or_insert_default()), rest),
    };
    let steps = rest.iter().map(|step| match step {
        PathStep::Member(name) => quote!(shared::Step::Member(#name)),
        PathStep::Each => quote!(shared::Step::First),
    });
    quote! { shared::put(#target, &[#(#steps),*], #value); }
}

/// Writes the expressions that fill a body in.
struct Build<'a> {
    plan: &'a Plan<'a>,
}

impl Build<'_> {
    fn value(&self, part: &Part) -> TokenStream {
        match part {
            Part::Struct(place) => {
                let object = &self.plan.body.structs[*place];
                let name = &object.name;
                let fields = object.fields.iter().map(|field| {
                    let (name, value) = (&field.name, self.field(field));
                    quote! { #name: #value }
                });
                quote! { #name { #(#fields),* } }
            }
            Part::Array(element) => {
                let value = self.value(element);
                quote! { Vec::from([#value]) }
            }
            Part::Slot(slot) => self.slot(*slot, may_be_null(self.plan, part)),
            Part::Leaf(leaf) => {
                let leaf = &self.plan.body.leaves[*leaf];
                let name = &leaf.name;
                if leaf.ty.nullable {
                    quote! { members.#name }
                } else {
                    quote! { members.#name.unwrap_or_default() }
                }
            }
            Part::Constant(constant) => {
                let name = &self.plan.body.constants[*constant].name;
                quote! { #name }
            }
        }
    }

    fn field(&self, field: &Field<'_>) -> TokenStream {
        let value = self.value(&field.part);
        if !field.member.optional {
            return value;
        }
        match &field.part {
            Part::Constant(_) => value,
            Part::Leaf(leaf) => {
                let name = &self.plan.body.leaves[*leaf].name;
                quote! { members.#name }
            }
            part if may_be_null(self.plan, part) => value,
            part => match self.presence(part) {
                None => quote! { Some(#value) },
                Some(names) => quote! {
                    if #(members.#names.is_some())||* { Some(#value) } else { None }
                },
            },
        }
    }

    /// The members of which one must be there for an optional part to be sent; none where the part
    /// always is.
    fn presence(&self, part: &Part) -> Option<Vec<&Ident>> {
        match part {
            Part::Struct(place) => {
                let fields = &self.plan.body.structs[*place].fields;
                let names: Option<Vec<_>> =
                    fields.iter().map(|field| self.presence(&field.part)).collect();
                names.map(|names| names.concat()).filter(|names| !names.is_empty())
            }
            Part::Array(element) => self.presence(element),
            Part::Leaf(leaf) => Some(vec![&self.plan.body.leaves[*leaf].name]),
            Part::Slot(_) | Part::Constant(_) => None,
        }
    }

    /// The value of a slot, an [`Option`] where it may be null.
    fn slot(&self, slot: Slot, nullable: bool) -> TokenStream {
        match (slot, nullable) {
            (Slot::Code, _) => quote!(code.into()),
            (Slot::Message, _) => quote!(error.message().into_owned()),
            (Slot::Title, _) => quote!(code.title().to_owned()),
            (Slot::Category, _) if self.plan.categories.is_empty() => quote!(None),
            (Slot::Category, true) => quote!(code.category().map(Into::into)),
            (Slot::Category, false) => quote!(code.category().into()),
            (Slot::Status, true) => quote!(code.status()),
            (Slot::Status, false) => quote!(code.status().unwrap_or_default()),
            (Slot::DocsUrl, true) => quote!(code.docs_url().map(str::to_owned)),
            (Slot::DocsUrl, false) => quote!(code.docs_url().unwrap_or_default().to_owned()),
            (Slot::Details, _) => TokenStream::new(),
        }
    }
}

fn constants(plan: &Plan<'_>) -> Result<TokenStream, RenderError> {
    let mut items = TokenStream::new();
    for Constant { name, value } in &plan.body.constants {
        let (ty, value) = match value {
            Json::Null => (quote!(()), quote!(())),
            Json::Bool(value) => (quote!(bool), quote!(#value)),
            Json::Number(number) => {
                let literal: syn::Expr = syn::parse_str(&number.to_string())?;
                let ty = match number {
                    number if number.is_f64() => quote!(f64),
                    number if number.is_i64() => quote!(i64),
                    _ => quote!(u64),
                };
                (ty, quote!(#literal))
            }
            Json::String(text) => (quote!(String), quote!(#text)),
            other => return Err(format!("`{other}` cannot be a constant of an envelope").into()),
        };
        items.extend(quote! { shared::constant!(#name, #ty, #value); });
    }
    Ok(items)
}
