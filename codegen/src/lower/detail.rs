//! Details: their types, and those that a code has from its category and its catalog.

use super::envelope;
use super::naming;
use super::place::{Declared, Unplaced, check_places, place};
use super::types::{self, Types};
use crate::decode::{Prose, Spanned};
use crate::diagnostic::Problems;
use crate::language::{CatalogSpec, DetailSpec, DetailsSpec, FromSpec};
use crate::model::{Detail, Place};

/// What details depend on.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub types: &'a Types,
    pub envelope: &'a envelope::Lowered,
}

/// The details that codes have without declaring them.
pub(super) struct Shared {
    catalog: Vec<Declared>,
    /// Those of each category and of the catalog.
    categories: Vec<Vec<Declared>>,
}

impl Shared {
    /// The details of a catalog and of its categories.
    pub(super) fn of(spec: &CatalogSpec, context: Context<'_>, problems: &mut Problems) -> Shared {
        let catalog = lower(&spec.details, &[], context, problems);
        let categories = spec.categories.0.iter();
        let categories = categories
            .map(|(_, category)| lower(&category.details, &catalog, context, problems))
            .collect();
        Shared { catalog, categories }
    }

    /// The details of the codes of a category, given its index, or of codes without a category.
    pub(super) fn with(&self, category: Option<usize>) -> &[Declared] {
        category.map_or(&self.catalog, |index| &self.categories[index])
    }
}

/// The details as written, then those that are inherited and not declared again.
pub(super) fn lower(
    specs: &DetailsSpec,
    inherited: &[Declared],
    context: Context<'_>,
    problems: &mut Problems,
) -> Vec<Declared> {
    let declared = |name: &str| specs.0.iter().any(|(own, _)| own.value == name);
    let inherited: Vec<&Declared> =
        inherited.iter().filter(|declared_| !declared(&declared_.detail.name)).collect();
    let numbered = |name: &str| name.bytes().all(|b| b.is_ascii_digit());
    let names = naming::spans(&specs.0).filter(|(name, _)| !numbered(name));
    let taken = inherited.iter().map(|one| (one.detail.name.as_str(), one.name));
    let taken: Vec<_> =
        taken.filter(|(name, span)| !numbered(name) && !problems.any_within(*span)).collect();
    naming::identifiers("details", taken.into_iter().chain(names), problems);
    let mut details: Vec<Declared> = specs
        .0
        .iter()
        .map(|(name, spec)| Declared {
            detail: detail(name, spec, context, problems),
            name: name.span,
            from: spec.from.as_ref().map_or(name.span, |from| from.span),
        })
        .collect();
    check_places(&details, &inherited, problems);
    details.extend(inherited.into_iter().cloned());
    details
}

fn detail(
    name: &Spanned<String>,
    spec: &DetailSpec,
    context: Context<'_>,
    problems: &mut Problems,
) -> Detail {
    let ty = types::typed(spec.ty.as_ref(), spec.values.as_ref(), context.types, problems);
    let at = spec.ty.as_ref().map_or(name.span, |ty| ty.span);
    if let Some(example) = &spec.example {
        let value = Spanned { value: example.value.0.clone(), span: example.span };
        types::check_example(&value, &ty, at, problems);
    }
    let message = matches!(&spec.from, Some(from) if from.value == FromSpec::Message);
    Detail {
        name: name.value.clone(),
        description: spec.description.as_ref().map(Prose::text),
        place: if message {
            Place::Message
        } else {
            place(&Unplaced { name, spec, ty: &ty, at }, context.envelope, problems)
        },
        ty,
        optional: spec.optional.unwrap_or(false),
        sensitive: spec.sensitive.unwrap_or(false),
        example: spec.example.as_ref().map(|example| example.value.0.clone()),
    }
}
