//! Conversion of an error to the body of a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{Field, Leaf, Part};
use super::field;
use super::filled::long;
use super::ident::raw;
use super::named::NamedCatalog;
use super::placing::placements;
use super::source::{self, Arms};
use super::types;
use super::word::{Ident, Snippet};
use crate::model::Slot;
use crate::targets::rust::missing::Missing;

/// `From<&ApiError> for Envelope`, and the function that makes the part of one error if a response can
/// have several, with their arms.
pub(super) fn conversion(api: &NamedCatalog<'_>) -> (TokenStream, Vec<Arms>) {
    let mut arms = Vec::new();
    let part = api.body.element();
    let element = part.map(|part| {
        let members = within(api, part);
        let own = Arms::new("codes_with_details_of_one", 8);
        let value = value(api, part, Errors::One);
        let function = function(api, &value, &members, own, &mut arms);
        Element {
            asks: !members.is_empty(),
            makes: source::names(&function.statements, "first"),
            function,
        }
    });
    let all = element.as_ref().map(Element::all);
    let whole = value(api, &Part::Struct(0), Errors::All(all.as_ref()));
    let members = outside(api, part);
    let own = Arms::new("codes_with_details", 12);
    let body = function(api, &whole, &members, own, &mut arms);
    let asked = element.as_ref().is_some_and(|element| element.asks).then(|| {
        quote! {
            let asked = &core::cell::OnceCell::new();
        }
    });
    let element = part.zip(element).map(|(part, element)| {
        let ty = part_type(api, part);
        let parameters = element.parameters();
        let Function { attributes, statements } = element.function;
        quote! {
            /// The part of a response with several errors that is about one of them.
            #attributes
            fn element(error: &ApiError #parameters) -> #ty {
                #statements
            }
        }
    });
    let Function { attributes, statements } = body;
    let conversion = quote! {
        impl From<&ApiError> for Envelope {
            #attributes
            fn from(error: &ApiError) -> Envelope {
                #asked
                #statements
            }
        }

        #element
    };
    (conversion, arms)
}

/// The function for the part of one error, and what it needs of the whole response.
struct Element {
    function: Function,
    /// Whether it sends the members that every body has: the service is asked once for a response.
    asks: bool,
    /// Whether it sends what is made once for a response, by its first error.
    makes: bool,
}

impl Element {
    fn parameters(&self) -> TokenStream {
        let first = self.makes.then(|| quote!(, first: &ApiError));
        let asked = self.asks.then(|| quote!(, asked: &core::cell::OnceCell<Option<Required>>));
        quote!(#first #asked)
    }

    /// The parts of all errors.
    fn all(&self) -> TokenStream {
        let first = self.makes.then(|| quote!(, error));
        let asked = self.asks.then(|| quote!(, asked));
        if first.is_none() && asked.is_none() {
            return quote!(error.all().map(element).collect());
        }
        quote!(error.all().map(|one| element(one #first #asked)).collect())
    }
}

/// The required members that a part has.
fn within<'p>(api: &'p NamedCatalog<'_>, part: &Part) -> Vec<&'p Ident> {
    let leaves = api.required_members().filter(|leaf| api.body.always_has(part, leaf));
    leaves.map(|leaf| &leaf.name).collect()
}

/// The required members that the body has, outside the part of one error if there is one.
fn outside<'p>(api: &'p NamedCatalog<'_>, element: Option<&Part>) -> Vec<&'p Ident> {
    let is_inside = |leaf: &Leaf<'_>| element.is_some_and(|part| api.body.always_has(part, leaf));
    api.required_members().filter(|leaf| !is_inside(leaf)).map(|leaf| &leaf.name).collect()
}

/// Whether the service is asked once for the required members of a response with several errors: each
/// of them has some.
pub(super) fn is_asked_once(api: &NamedCatalog<'_>) -> bool {
    api.body.element().is_some_and(|part| !within(api, part).is_empty())
}

/// Which errors of a response an expression is about.
#[derive(Clone, Copy)]
enum Errors<'e> {
    /// All, and the expression for their parts if there can be several.
    All(Option<&'e TokenStream>),
    /// One of several.
    One,
}

/// A function that makes a part of the body.
struct Function {
    attributes: TokenStream,
    statements: TokenStream,
}

/// The function with this value, which has some of the required members: it first puts the details into
/// the members, if the value has any.
fn function(
    api: &NamedCatalog<'_>,
    value: &TokenStream,
    required: &[&Ident],
    mut arms: Arms,
    all_arms: &mut Vec<Arms>,
) -> Function {
    if !source::names(value, "members") {
        return Function { attributes: TokenStream::new(), statements: value.clone() };
    }
    let placed = placements(api, arms.indent + 4);
    let otherwise = otherwise(api, required);
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

/// Sets required members that nobody set as the service said; none if there are none.
fn otherwise(api: &NamedCatalog<'_>, required: &[&Ident]) -> Option<TokenStream> {
    let asked = is_asked_once(api).then(|| quote!(, asked));
    (!required.is_empty()).then(|| {
        quote! {
            if #(members.#required.is_none())||* {
                Required::fill(&mut members #asked);
            }
        }
    })
}

/// The expression that creates a part of the body.
fn value(api: &NamedCatalog<'_>, part: &Part, errors: Errors<'_>) -> TokenStream {
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
        Part::Array(element) => {
            if let Errors::All(Some(all)) = errors
                && api.body.identifies(element)
            {
                return all.clone();
            }
            let value = value(api, element, errors);
            quote! { Vec::from([#value]) }
        }
        Part::Slot(slot) => self::slot(api, *slot, api.may_be_null(part)),
        Part::Leaf(leaf) => {
            let leaf = &api.body.leaves[*leaf];
            let name = &leaf.name;
            if let Some(missing) = api.missing(leaf) {
                let made = raw(missing.word());
                let of = match errors {
                    Errors::One if !missing.is_own(&leaf.path) => raw("first"),
                    Errors::One | Errors::All(_) => raw("error"),
                };
                let (given, made) = if missing == Missing::Unknown {
                    (quote!(members.#name), quote!(shared::support::made::#made))
                } else {
                    let given = quote!(members.#name.filter(|text| !text.is_empty()));
                    (given, quote!(|| #of.made().#made()))
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
fn member(api: &NamedCatalog<'_>, field: &Field<'_>, errors: Errors<'_>) -> TokenStream {
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
