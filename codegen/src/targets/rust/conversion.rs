//! Conversion of an error to the body of a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{Field, Leaf, Part};
use super::field;
use super::filled::long;
use super::ident::raw;
use super::named::{self, NamedCatalog};
use super::source;
use super::types::{self, Fit};
use super::word::Ident;
use crate::model::{Kind, PathStep, Slot};
use crate::targets::rust::missing::Missing;

/// `From<&ApiError> for Envelope`, and the function that makes the part of one error if a response can
/// have several.
pub(super) fn conversion(api: &NamedCatalog<'_>) -> TokenStream {
    let body = function(api, &value(api, &Part::Struct(0), Errors::All));
    let element = api.body.element().map(|part| {
        let function = function(api, &value(api, part, Errors::One));
        let ty = part_type(api, part);
        let Function { attributes, statements } = function;
        quote! {
            /// The part of a response with several errors that is about one of them.
            #attributes
            fn element(error: &ApiError) -> #ty {
                #statements
            }
        }
    });
    let Function { attributes, statements } = body;
    quote! {
        impl From<&ApiError> for Envelope {
            #attributes
            fn from(error: &ApiError) -> Envelope {
                #statements
            }
        }

        #element
    }
}

/// Which errors of a response an expression is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Errors {
    All,
    One,
}

/// A function that makes a part of the body.
struct Function {
    attributes: TokenStream,
    statements: TokenStream,
}

/// The function with this value: it first puts the details into the members, if the value has any.
fn function(api: &NamedCatalog<'_>, value: &TokenStream) -> Function {
    if !source::names(value, "members") {
        return Function { attributes: TokenStream::new(), statements: value.clone() };
    }
    let placed = placements(api);
    let otherwise = otherwise(api);
    let mutable = (!placed.is_empty() || otherwise.is_some()).then(|| quote!(mut));
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
    let fields: usize = api.detailed().map(|(_, details)| details.fields.len()).sum();
    let long = long(fields > 15);
    let same = (placed.len() > 1).then(|| {
        quote! {
            #[allow(clippy::match_same_arms, reason = "the details are of different types")]
        }
    });
    Function {
        attributes: quote! { #long #same },
        statements: quote! {
            let #mutable members = error.members().clone();
            #otherwise
            #placing
            #value
        },
    }
}

/// Sets the required members that nobody set as the service said; none if there are none.
fn otherwise(api: &NamedCatalog<'_>) -> Option<TokenStream> {
    let names: Vec<_> = api.required_members().map(|leaf| &leaf.name).collect();
    (!names.is_empty()).then(|| {
        quote! {
            if #(members.#names.is_none())||* {
                Required::fill(&mut members);
            }
        }
    })
}

/// For each code whose details are sent in the body: the statements that put them there.
fn placements<'p>(api: &'p NamedCatalog<'_>) -> Vec<(&'p Ident, TokenStream)> {
    let statements = api.detailed().map(|(code, details)| {
        let statements = details.fields.iter().filter_map(|field| place(api, field)).collect();
        (&code.variant, statements)
    });
    statements.filter(|(_, statements): &(_, TokenStream)| !statements.is_empty()).collect()
}

/// Puts a detail into its member.
fn place(api: &NamedCatalog<'_>, field: &named::Field<'_>) -> Option<TokenStream> {
    let (leaf, below) = api.body.leaf(field.detail)?;
    let (member, name) = (&leaf.name, &field.name);
    let kind = &field.detail.ty.kind;
    let copied = types::is_copy(kind);
    let value = if copied { quote!(details.#name) } else { quote!(details.#name.clone()) };
    if matches!(leaf.ty.kind, Kind::Map(_)) && !below.is_empty() && !leaf.any {
        // The value has the type of the map's values, or is a value of an enumeration among texts.
        let text = kind.named().is_some();
        let copy = if text { quote!(value.to_string()) } else { quote!(value.clone()) };
        let value = if text { quote!(details.#name.to_string()) } else { value };
        return Some(if field.detail.optional {
            let put = put(leaf, below, &copy);
            quote! { if let Some(value) = &details.#name { #put } }
        } else {
            put(leaf, below, &value)
        });
    }
    if !below.is_empty() {
        return Some(if !field.detail.optional {
            put(leaf, below, &quote!(#value.into()))
        } else if copied {
            let put = put(leaf, below, &quote!(value.into()));
            quote! { if let Some(value) = details.#name { #put } }
        } else {
            let put = put(leaf, below, &quote!(value.clone().into()));
            quote! { if let Some(value) = &details.#name { #put } }
        });
    }
    let fit = types::fit(kind, &leaf.ty.kind).filter(|_| !leaf.any);
    let value = match (fit, field.is_option()) {
        (Some(Fit::Same), true) if copied => value,
        (Some(Fit::Same), true) => {
            return Some(quote! { members.#member.clone_from(&details.#name); });
        }
        (Some(Fit::Same), false) => quote!(Some(#value)),
        (Some(Fit::Text), true) => quote!(details.#name.as_ref().map(ToString::to_string)),
        (Some(Fit::Text), false) => quote!(Some(details.#name.to_string())),
        (Some(Fit::Object), true) => quote!(details.#name.as_ref().map(shared::support::object)),
        (Some(Fit::Object), false) => quote!(Some(shared::support::object(&details.#name))),
        (Some(Fit::Objects), true) => {
            let objects = quote!(values.iter().map(shared::support::object).collect());
            quote!(details.#name.as_ref().map(|values| #objects))
        }
        (Some(Fit::Objects), false) => {
            quote!(Some(details.#name.iter().map(shared::support::object).collect()))
        }
        (None, true) => quote!(#value.map(Into::into)),
        (None, false) => quote!(Some(#value.into())),
    };
    Some(quote! { members.#member = #value; })
}

/// Puts a value at a path within a member.
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
        PathStep::Member(name) => quote!(shared::support::Step::Member(#name)),
        PathStep::Each => quote!(shared::support::Step::First),
    });
    quote! { shared::support::put(#target, &[#(#steps),*], #value); }
}

/// The expression that creates a part of the body.
fn value(api: &NamedCatalog<'_>, part: &Part, errors: Errors) -> TokenStream {
    match part {
        Part::Struct(place) => {
            let object = &api.body.structs[*place];
            let name = &object.name;
            let fields = object.fields.iter().map(|field| {
                let (name, value) = (&field.name, member(api, field, errors));
                quote! { #name: #value }
            });
            let rest = object.details.as_ref().map(|rest| {
                let (name, leaf) = (&rest.name, &api.body.leaves[rest.leaf].name);
                quote! { #name: members.#leaf.unwrap_or_default() }
            });
            let fields = fields.chain(rest);
            quote! { #name { #(#fields),* } }
        }
        Part::Array(element) if errors == Errors::All && api.body.identifies(element) => {
            quote! { error.all().map(element).collect() }
        }
        Part::Array(element) => {
            let value = value(api, element, errors);
            quote! { Vec::from([#value]) }
        }
        Part::Slot(slot) => self::slot(api, *slot, api.may_be_null(part)),
        Part::Leaf(leaf) => {
            let leaf = &api.body.leaves[*leaf];
            let name = &leaf.name;
            if let Some(missing) = api.missing(leaf) {
                let made = raw(missing.word());
                let given = if missing == Missing::Unknown {
                    quote!(members.#name)
                } else {
                    quote!(members.#name.filter(|text| !text.is_empty()))
                };
                let made = match missing {
                    Missing::Id => quote!(|| error.made_id().to_owned()),
                    Missing::Uuid | Missing::Urn => {
                        quote!(|| shared::support::made::#made(error.made_id()))
                    }
                    _ => quote!(shared::support::made::#made),
                };
                return quote! { #given.unwrap_or_else(#made) };
            }
            match types::empty(&leaf.ty.kind) {
                _ if leaf.ty.nullable => quote! { members.#name },
                (_, Some(text)) if !leaf.any => {
                    quote! { members.#name.unwrap_or_else(|| #text.to_owned()) }
                }
                _ => quote! { members.#name.unwrap_or_default() },
            }
        }
        Part::Constant(constant) => {
            let name = &api.body.constants[*constant].name;
            quote! { shared::support::Fixed::<#name>::default() }
        }
    }
}

/// The expression that creates a member, which may be absent.
fn member(api: &NamedCatalog<'_>, field: &Field<'_>, errors: Errors) -> TokenStream {
    let value = value(api, &field.part, errors);
    if !field.member.optional && !field.member.or_null {
        return value;
    }
    match &field.part {
        Part::Constant(_) => value,
        Part::Leaf(leaf) => {
            let name = &api.body.leaves[*leaf].name;
            quote! { members.#name }
        }
        Part::Slot(Slot::Arguments) => {
            quote! { Some(#value).filter(|arguments| !arguments.is_empty()) }
        }
        part if api.may_be_null(part) => value,
        part => match presence(api, part) {
            None => quote! { Some(#value) },
            Some(names) => quote! {
                if #(members.#names.is_some())||* { Some(#value) } else { None }
            },
        },
    }
}

/// The members of which at least one must be set for an optional part to be sent; none if the part
/// is always sent.
fn presence<'p>(api: &'p NamedCatalog<'_>, part: &Part) -> Option<Vec<&'p Ident>> {
    match part {
        Part::Struct(place) => {
            let object = &api.body.structs[*place];
            let fields = object.fields.iter().map(|field| presence(api, &field.part));
            let mut names = fields.collect::<Option<Vec<_>>>()?.concat();
            names.extend(object.details.as_ref().map(|rest| &api.body.leaves[rest.leaf].name));
            Some(names).filter(|names| !names.is_empty())
        }
        Part::Array(element) => presence(api, element),
        Part::Leaf(leaf) => Some(vec![&api.body.leaves[*leaf].name]),
        Part::Slot(_) | Part::Constant(_) => None,
    }
}

/// The value of a slot, an [`Option`] if it may be null.
fn slot(api: &NamedCatalog<'_>, slot: Slot, nullable: bool) -> TokenStream {
    match (slot, nullable) {
        (Slot::Code, _) => quote!(error.code().into()),
        (Slot::Message, _) => quote!(error.message().into_owned()),
        (Slot::Title, _) => quote!(error.code().title().to_owned()),
        (Slot::Name, _) => quote!(error.code().name().to_owned()),
        (Slot::Description, _) => quote!(error.code().description().to_owned()),
        (Slot::Cause, true) => quote!(error.code().cause().map(str::to_owned)),
        (Slot::Cause, false) => quote!(error.code().cause().unwrap_or_default().to_owned()),
        (Slot::Resolution, true) => quote!(error.code().resolution().map(str::to_owned)),
        (Slot::Resolution, false) => {
            quote!(error.code().resolution().unwrap_or_default().to_owned())
        }
        (Slot::Retry, true) => quote!(error.code().retry().map(|retry| retry.as_str().to_owned())),
        (Slot::Retry, false) => {
            quote!(error.code().retry().map_or_else(String::new, |retry| retry.as_str().to_owned()))
        }
        (Slot::RetryBoolean, true) => {
            quote!(error.code().retry().map(shared::Retry::is_retryable))
        }
        (Slot::RetryBoolean, false) => {
            quote!(error.code().retry().is_some_and(shared::Retry::is_retryable))
        }
        (Slot::Action, _) if api.actions.is_empty() => quote!(None),
        (Slot::Action, true) => {
            quote!(error.code().action().map(|action| action.as_str().to_owned()))
        }
        (Slot::Action, false) => quote!(
            error.code().action().map_or_else(String::new, |action| action.as_str().to_owned())
        ),
        (Slot::Arguments, _) => quote!(error.listed()),
        (Slot::Field(id), _) => api.fields[id.index()].in_body(),
        (Slot::Category, _) if api.categories.is_empty() => quote!(None),
        (Slot::Category, true) => quote!(error.code().category().map(Into::into)),
        (Slot::Category, false) => quote!(error.code().category().into()),
        (Slot::Status, true) => quote!(error.status()),
        (Slot::Status, false) => quote!(error.status().unwrap_or_default()),
        (Slot::StatusString, true) => quote!(error.status().map(|status| status.to_string())),
        (Slot::StatusString, false) => quote!(error.status().unwrap_or_default().to_string()),
        (Slot::Grpc, true) => quote!(error.code().grpc_code().map(|grpc| grpc.as_str().to_owned())),
        (Slot::Grpc, false) => {
            quote!(
                error.code().grpc_code().map_or_else(String::new, |grpc| grpc.as_str().to_owned())
            )
        }
        (Slot::Type, true) => quote!(error.code().type_uri().map(str::to_owned)),
        (Slot::Type, false) => quote!(error.code().type_uri().unwrap_or_default().to_owned()),
        (Slot::DocsUrl, true) => quote!(error.code().docs_url().map(str::to_owned)),
        (Slot::DocsUrl, false) => quote!(error.code().docs_url().unwrap_or_default().to_owned()),
        (Slot::Details | Slot::StringDetails, _) => TokenStream::new(),
    }
}

/// The type of a part of the body.
pub(super) fn part_type(api: &NamedCatalog<'_>, part: &Part) -> TokenStream {
    match part {
        Part::Struct(place) => {
            let name = &api.body.structs[*place].name;
            quote!(#name)
        }
        Part::Array(element) => {
            let inner = part_type(api, element);
            if api.may_be_null(element) { quote!(Vec<Option<#inner>>) } else { quote!(Vec<#inner>) }
        }
        Part::Slot(Slot::Code) => quote!(AnyCode),
        Part::Slot(Slot::Category) if !api.categories.is_empty() => quote!(AnyCategory),
        Part::Slot(Slot::Status) => quote!(u16),
        Part::Slot(slot) => field::body_type(&api.catalog.kind(*slot)),
        Part::Leaf(leaf) => api.body.leaves[*leaf].rust_type(),
        Part::Constant(constant) => {
            let name = &api.body.constants[*constant].name;
            quote!(shared::support::Fixed<#name>)
        }
    }
}
