//! Conversion of an error to the body of a response.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{Field, Leaf, Part};
use super::field;
use super::filled::long;
use super::ident::raw;
use super::layout::{Expr, chain, line, list};
use super::literal::string;
use super::named::{self, NamedCatalog};
use super::source::{self, Arms};
use super::types::{self, Fit};
use super::word::{Ident, Snippet};
use crate::model::{Kind, PathStep, Slot};
use crate::targets::rust::missing::Missing;

/// `From<&ApiError> for Envelope`, and the function that makes the part of one error if a response can
/// have several, with their arms.
pub(super) fn conversion(api: &NamedCatalog<'_>) -> (TokenStream, Vec<Arms>) {
    let mut arms = Vec::new();
    let value_of_all = value(api, &Part::Struct(0), Errors::All);
    let body = function(api, &value_of_all, Arms::new("codes_with_details", 12), &mut arms);
    let element = api.body.element().map(|part| {
        let value = value(api, part, Errors::One);
        let own = Arms::new("codes_with_details_of_one", 8);
        let function = function(api, &value, own, &mut arms);
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
    let conversion = quote! {
        impl From<&ApiError> for Envelope {
            #attributes
            fn from(error: &ApiError) -> Envelope {
                #statements
            }
        }

        #element
    };
    (conversion, arms)
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
fn function(
    api: &NamedCatalog<'_>,
    value: &TokenStream,
    mut arms: Arms,
    all_arms: &mut Vec<Arms>,
) -> Function {
    if !source::names(value, "members") {
        return Function { attributes: TokenStream::new(), statements: value.clone() };
    }
    let placed = placements(api, arms.indent + 4);
    let otherwise = otherwise(api);
    let mutable = (!placed.is_empty() || otherwise.is_some()).then(|| quote!(mut));
    let placing = match &placed[..] {
        [] => TokenStream::new(),
        [(variant, statements)] => {
            let statements = Snippet::new(statements);
            quote! {
                if let Some(Details::#variant(details)) = error.details() {
                    #statements
                }
            }
        }
        placed => {
            for (variant, statements) in placed {
                arms.block(format!("Some(Details::{variant}(details))"), statements);
            }
            let quoted = arms.quoted();
            all_arms.push(arms);
            quote! {
                match error.details() {
                    #quoted
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
fn placements<'p>(api: &'p NamedCatalog<'_>, indent: usize) -> Vec<(&'p Ident, String)> {
    let statements = api.detailed().map(|(code, details)| {
        let mut statements = String::new();
        details.fields.iter().for_each(|field| place(api, field, indent, &mut statements));
        (&code.variant, statements)
    });
    statements.filter(|(_, statements)| !statements.is_empty()).collect()
}

/// Writes the statement that puts a detail into its member.
fn place(api: &NamedCatalog<'_>, field: &named::Field<'_>, indent: usize, text: &mut String) {
    let Some((leaf, below)) = api.body.leaf(field.detail) else { return };
    let (member, name) = (&leaf.name, &field.name);
    let kind = &field.detail.ty.kind;
    let copied = types::is_copy(kind);
    let value = if copied { format!("details.{name}") } else { format!("details.{name}.clone()") };
    if !below.is_empty() {
        // In a map, the value has the type of the map's values, or is a value of an enumeration among
        // texts.
        let in_map = matches!(leaf.ty.kind, Kind::Map(_)) && !leaf.any;
        let (of_value, of_detail) = match (in_map, kind.named()) {
            (true, Some(_)) => ("value.to_string()", format!("details.{name}.to_string()")),
            (true, None) => ("value.clone()", value),
            (false, _) if copied => ("value.into()", format!("{value}.into()")),
            (false, _) => ("value.clone().into()", format!("{value}.into()")),
        };
        if !field.detail.optional {
            return line(text, indent, &put(leaf, below, &of_detail), ";");
        }
        let reference = if copied && !in_map { "" } else { "&" };
        let _ = writeln!(text, "{:indent$}if let Some(value) = {reference}details.{name} {{", "");
        line(text, indent + 4, &put(leaf, below, of_value), ";");
        let _ = writeln!(text, "{:indent$}}}", "");
        return;
    }
    let fit = types::fit(kind, &leaf.ty.kind).filter(|_| !leaf.any);
    if let (Some(Fit::Same), true, false) = (fit, field.is_option(), copied) {
        let clone = list("clone_from(", [format!("&details.{name}")], ")");
        return line(text, indent, &chain("members", [member.to_string().into(), clone]), ";");
    }
    let objects = "iter().map(shared::support::object).collect()";
    let value = match (fit, field.is_option()) {
        (Some(Fit::Same), true) => value,
        (Some(Fit::Same), false) => format!("Some({value})"),
        (Some(Fit::Text), true) => format!("details.{name}.as_ref().map(ToString::to_string)"),
        (Some(Fit::Text), false) => format!("Some(details.{name}.to_string())"),
        (Some(Fit::Object), true) => {
            format!("details.{name}.as_ref().map(shared::support::object)")
        }
        (Some(Fit::Object), false) => format!("Some(shared::support::object(&details.{name}))"),
        (Some(Fit::Objects), true) => {
            format!("details.{name}.as_ref().map(|values| values.{objects})")
        }
        (Some(Fit::Objects), false) => format!("Some(details.{name}.{objects})"),
        (None, true) => format!("{value}.map(Into::into)"),
        (None, false) => format!("Some({value}.into())"),
    };
    line(text, indent, &format!("members.{member} = {value}").into(), ";");
}

/// The expression that puts a value at a path within a member.
fn put(leaf: &Leaf<'_>, below: &[PathStep], value: &str) -> Expr {
    let member = || [Expr::from(leaf.name.to_string()), "get_or_insert_default()".into()];
    let target = |calls: Vec<Expr>| chain("members", member().into_iter().chain(calls));
    let owned = |name: &str| format!("{}.to_owned()", string(name));
    if let ([PathStep::Member(name)], false) = (below, leaf.any) {
        return target(vec![list("insert(", [owned(name), value.to_owned()], ")")]);
    }
    let (target, rest) = match below {
        [PathStep::Member(name), rest @ ..] if !leaf.any => {
            (target(vec![list("entry(", [owned(name)], ")"), "or_default()".into()]), rest)
        }
        rest => (target(Vec::new()), rest),
    };
    let steps = rest.iter().map(|step| match step {
        PathStep::Member(name) => {
            format!("shared::support::Step::Member({})", string(name))
        }
        PathStep::Each => "shared::support::Step::First".to_owned(),
    });
    let arguments = [target, list("&[", steps, "]"), value.into()];
    list("shared::support::put(", arguments, ")")
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
