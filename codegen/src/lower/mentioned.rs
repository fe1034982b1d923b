//! Where the files of a catalog name its codes, besides where these are defined.

use std::collections::HashMap;

use crate::decode::Spanned;
use crate::load::CatalogFiles;
use crate::source::Span;

/// The places that name each code. Texts are not among them.
pub fn places(files: &CatalogFiles) -> HashMap<&str, Vec<Span>> {
    let catalog = &files.catalog;
    let sections = || files.sections.iter().map(|file| &file.section);
    let errors = || sections().flat_map(|section| &section.errors.0);
    let handling = catalog.handling.iter();
    let steps = handling.flat_map(|handling| handling.steps.iter().chain(&handling.otherwise));
    let retired = catalog.retired.0.iter().filter_map(|(_, spec)| spec.replaced_by.as_ref());
    let deprecated = errors().filter_map(|(_, error)| error.value.deprecated.as_ref());
    let names = (catalog.raises.iter())
        .chain(catalog.operations.0.iter().flat_map(|(_, operation)| &operation.raises))
        .chain(steps.flat_map(|step| &step.codes))
        .chain(catalog.codes.exceptions.iter().flat_map(|exception| &exception.codes))
        .chain(retired)
        .chain(deprecated.filter_map(|deprecated| deprecated.replaced_by.as_ref()))
        .chain(sections().flat_map(|section| section.also.0.iter().map(|(code, _)| code)))
        .chain(files.messages.iter().flat_map(|file| file.messages.0.iter().map(|(code, _)| code)));
    let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
    for Spanned { value, span } in names {
        places.entry(value).or_default().push(*span);
    }
    places
}
