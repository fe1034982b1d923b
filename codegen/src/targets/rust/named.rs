//! The names of everything in a catalog, chosen once.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{self, Body, Leaf};
use super::doc;
use super::field::{self, NamedField};
use super::filled::Filled;
use super::ident::{self, ident};
use super::word::Ident;
use crate::model::{
    ActionId, Catalog, CategoryId, Code, CodeId, Delivery, DeprecatedName, Detail, Part, Place,
    Slot, Template,
};
use crate::names;
use crate::targets::RenderError;
use crate::targets::rust::missing::Missing;

/// A catalog and its names.
pub(super) struct NamedCatalog<'a> {
    pub catalog: &'a Catalog,
    /// The same without its internal codes, if it has any.
    pub public: Option<&'a Catalog>,
    pub feature: String,
    pub module: Ident,
    /// The type that stands for the catalog.
    pub marker: Ident,
    pub codes: Vec<NamedCode<'a>>,
    /// Sections, categories and actions, in the order of the catalog.
    pub sections: Vec<Ident>,
    pub categories: Vec<Ident>,
    pub actions: Vec<Ident>,
    /// The fields that the catalog declares.
    pub fields: Vec<NamedField<'a>>,
    pub body: Body<'a>,
    pub enums: Enums,
    /// The features for which the catalog says what its bodies are.
    pub describing: Vec<&'static str>,
    /// Whether some code is deprecated.
    pub has_deprecated: bool,
    /// Whether some code is a case of another one.
    pub has_families: bool,
    /// Whether every code has a category.
    pub all_categorized: bool,
}

/// Whether the enums to which a registry adds variants can be matched without a `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enums {
    Open,
    Exhaustive,
}

/// A code and its names.
pub(super) struct NamedCode<'a> {
    pub code: &'a Code,
    pub variant: Ident,
    pub constructor: Ident,
    /// What it was called before.
    pub former: Vec<Former>,
    /// The type of the code's details, if it has any.
    pub details: Option<NamedDetails<'a>>,
    /// What the message alone shows.
    pub arguments: Vec<Field<'a>>,
    /// The details and arguments that the constructor takes, in the order declared.
    pub required: Vec<Field<'a>>,
}

/// A former name of a code, where it differs from the present one.
pub(super) struct Former {
    pub variant: Option<Ident>,
    pub constructor: Option<Ident>,
    /// The type of its details, or of its arguments by name.
    pub ty: Option<Ident>,
    /// The version of the crate that no longer has it.
    pub until: String,
}

impl Former {
    /// The former names of a code; `constructor` names the function that makes an error of a code.
    fn all(
        code: &Code,
        constructor: impl Fn(&str, &str) -> Result<Ident, RenderError>,
    ) -> Result<Vec<Former>, RenderError> {
        let now = constructor(&code.name, &code.ident)?;
        // Former names may differ in what is not part of an identifier. Enums of codes have constants.
        let mut idents = BTreeSet::from([code.ident.as_str(), "ALL", "CODES"]);
        let mut constructors = BTreeSet::from([now]);
        let former = code.deprecated_names.iter().map(|former| {
            let DeprecatedName { name, ident, until, span: _ } = former;
            let is_new = idents.insert(ident);
            let variant = is_new.then(|| self::ident(ident)).transpose()?;
            let ty = is_new.then(|| ident::details(ident)).transpose()?;
            let constructor = constructor(name, ident)?;
            let constructor = constructors.insert(constructor.clone()).then_some(constructor);
            Ok(Former { variant, constructor, ty, until: until.to_string() })
        });
        former.collect()
    }
}

/// The type of a code's details.
pub(super) struct NamedDetails<'a> {
    pub name: Ident,
    pub fields: Vec<Field<'a>>,
}

/// A field of a type of details.
pub(super) struct Field<'a> {
    pub detail: &'a Detail,
    pub name: Ident,
}

impl<'a> NamedCatalog<'a> {
    /// Names everything in a catalog.
    ///
    /// `ids` are those of all catalogs.
    pub(super) fn of(catalog: &'a Catalog, ids: &[&str]) -> Result<NamedCatalog<'a>, RenderError> {
        let body = Body::of(catalog)?;
        let envelope: Vec<&Ident> = body.structs.iter().map(|object| &object.name).collect();
        let setters: BTreeSet<String> = body.setters().map(Leaf::setter).collect();
        let all = |ids: Vec<&str>| -> Result<Vec<Ident>, RenderError> {
            ids.into_iter().map(|id| ident(&names::pascal(id))).collect()
        };
        let codes = catalog.codes.iter().map(|code| NamedCode::of(code, &setters));
        Ok(NamedCatalog {
            catalog,
            public: None,
            feature: ident::feature(&catalog.id, ids),
            module: ident::module(&catalog.id)?,
            marker: ident::marker(&catalog.id, &envelope)?,
            codes: codes.collect::<Result<_, _>>()?,
            sections: all(catalog.sections.iter().map(|section| &section.id[..]).collect())?,
            categories: all(catalog.categories.iter().map(|category| &category.id[..]).collect())?,
            actions: all(catalog.actions.iter().map(|action| &action.id[..]).collect())?,
            fields: field::named(catalog, &envelope)?,
            body,
            enums: Enums::Open,
            describing: Vec::new(),
            has_families: catalog.has_families(),
            has_deprecated: catalog.codes.iter().any(|code| code.deprecated.is_some()),
            all_categorized: !catalog.categories.is_empty()
                && catalog.codes.iter().all(|code| code.category.is_some()),
        })
    }

    /// The title of the API, as Markdown.
    pub(super) fn title(&self) -> String {
        doc::words(&self.catalog.title)
    }

    /// The attribute of the enums to which a registry adds variants.
    pub(super) fn open(&self) -> Option<TokenStream> {
        (self.enums == Enums::Open).then(|| quote!(#[non_exhaustive]))
    }

    /// The variant of a code.
    pub(super) fn variant(&self, code: CodeId) -> &Ident {
        &self.codes[code.index()].variant
    }

    /// The variant of a category.
    pub(super) fn category(&self, id: CategoryId) -> &Ident {
        &self.categories[id.index()]
    }

    /// The variant of an action.
    pub(super) fn action(&self, id: ActionId) -> &Ident {
        &self.actions[id.index()]
    }

    /// The codes that have details.
    pub(super) fn detailed(&self) -> impl Iterator<Item = (&NamedCode<'a>, &NamedDetails<'a>)> {
        self.codes.iter().filter_map(|code| Some((code, code.details.as_ref()?)))
    }

    /// The pattern for the codes without details, after the arms of those with details; none if
    /// every code has details.
    pub(super) fn plain_codes(&self) -> Option<TokenStream> {
        let mut plain = self.codes.iter().filter(|code| code.details.is_none());
        let NamedCode { variant, .. } = plain.next()?;
        // Clippy rejects a wildcard for a single variant.
        Some(if plain.next().is_some() { quote!(_) } else { quote!(ErrorCode::#variant) })
    }

    /// Whether a part's value is null for some code.
    pub(super) fn may_be_null(&self, part: &body::Part) -> bool {
        match part {
            body::Part::Slot(Slot::Category) => !self.all_categorized,
            // It is empty rather than absent; see `conversion`.
            body::Part::Slot(Slot::Arguments) => false,
            body::Part::Slot(slot) => self.catalog.lacks(*slot),
            body::Part::Leaf(leaf) => self.body.leaves[*leaf].ty.nullable,
            _ => false,
        }
    }

    /// The members that every body has and that a service sets: no code's own details fill them.
    pub(super) fn required_members(&self) -> impl Iterator<Item = &Leaf<'a>> {
        let filled = |leaf: &Leaf<'_>| {
            let fills = |detail: &Detail| {
                let place = self.body.leaf(detail).filter(|(_, below)| below.is_empty());
                !detail.optional && place.is_some_and(|(own, _)| own.name == leaf.name)
            };
            self.codes.iter().all(|code| code.code.details.iter().any(fills))
        };
        self.body.setters().filter(move |leaf| self.body.is_required(leaf) && !filled(leaf))
    }

    /// Whether the catalog has the type `Required`.
    pub(super) fn has_required(&self) -> bool {
        self.required_members().next().is_some() && !self.codes.is_empty()
    }

    /// What is sent for a member that is required and that nobody set; none if it is the empty value
    /// of its type.
    pub(super) fn missing(&self, leaf: &Leaf<'_>) -> Option<Missing> {
        let holds =
            |detail: &Detail| self.body.leaf(detail).is_some_and(|(own, _)| own.name == leaf.name);
        let is_detail = self.codes.iter().flat_map(|code| &code.code.details).any(holds);
        Missing::of(&leaf.ty, &leaf.path, is_detail).filter(|_| !leaf.any)
    }

    /// Whether some code is delivered by redirect.
    pub(super) fn has_redirects(&self) -> bool {
        self.codes.iter().any(|code| code.code.delivery == Delivery::Redirect)
    }

    /// Whether the message of some code shows what no client receives.
    pub(super) fn has_arguments(&self) -> bool {
        self.codes.iter().any(|code| !code.arguments.is_empty())
    }

    /// The codes whose constructors take several arguments.
    pub(super) fn with_several_arguments(&self) -> impl Iterator<Item = &NamedCode<'a>> {
        self.codes.iter().filter(|code| code.required.len() > 1)
    }

    /// Whether the constructor of some code takes several arguments.
    pub(super) fn has_several_arguments(&self) -> bool {
        self.with_several_arguments().next().is_some()
    }

    /// Whether some code has details.
    pub(super) fn has_details(&self) -> bool {
        self.detailed().next().is_some()
    }
}

impl<'a> NamedCode<'a> {
    fn of(code: &'a Code, setters: &BTreeSet<String>) -> Result<NamedCode<'a>, RenderError> {
        let constructor = |name: &str, own: &str| ident::constructor(name, own, setters);
        let fields: Vec<Field<'_>> = code.sent().map(Field::of).collect::<Result<_, _>>()?;
        let details = if fields.is_empty() {
            None
        } else {
            Some(NamedDetails { name: ident::details(&code.ident)?, fields })
        };
        let is_argument = |detail: &&Detail| detail.place == Place::Message;
        let arguments = code.details.iter().filter(is_argument).map(Field::of);
        let is_required = |detail: &&Detail| !detail.optional || is_argument(detail);
        let required = code.details.iter().filter(is_required).map(Field::of);
        Ok(NamedCode {
            code,
            variant: ident(&code.ident)?,
            constructor: constructor(&code.name, &code.ident)?,
            former: Former::all(code, constructor)?,
            details,
            arguments: arguments.collect::<Result<_, _>>()?,
            required: required.collect::<Result<_, _>>()?,
        })
    }

    /// The struct of its arguments, which is named like that of its details.
    pub(super) fn args(&self) -> Ident {
        ident::details(&self.code.ident).unwrap_or_else(|_| self.variant.clone())
    }

    /// The message's template, if it has details.
    pub(super) fn template(&self) -> Option<&'a Template> {
        let template = self.code.message.as_ref()?;
        template.parts.iter().any(|part| matches!(part, Part::Detail(_))).then_some(template)
    }
}

impl<'a> Field<'a> {
    fn of(detail: &'a Detail) -> Result<Field<'a>, RenderError> {
        Ok(Field { detail, name: ident(&names::snake(&detail.word()))? })
    }

    /// Whether the field is an [`Option`].
    pub(super) fn is_option(&self) -> bool {
        self.filled().is_option()
    }

    /// The field of the struct with the details.
    pub(super) fn filled(&self) -> Filled<'_> {
        Filled { name: &self.name, ty: &self.detail.ty, optional: self.detail.optional }
    }
}
