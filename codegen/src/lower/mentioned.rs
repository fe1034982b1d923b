//! Where the files of a catalog name its codes, besides where these are defined.

use std::collections::{BTreeMap, HashMap};

use crate::decode::Spanned;
use crate::language::FormSpec;
use crate::load::CatalogFiles;
use crate::source::{SourceFile, Span};

/// Where the files of a catalog name each code.
pub struct Everywhere<'f, 's> {
    places: HashMap<&'f str, Vec<Span>>,
    texts: HashMap<&'s str, Vec<Span>>,
}

impl<'f, 's> Everywhere<'f, 's> {
    /// The places in the files of a catalog, whose sources are known by their spans.
    pub fn of(
        files: &'f CatalogFiles,
        source: impl Fn(Span) -> Option<&'s SourceFile>,
    ) -> Everywhere<'f, 's> {
        Everywhere { places: places(files), texts: in_texts(files, source) }
    }

    /// Every place that names one of some codes, with the name, in the order of files.
    #[cfg(feature = "cli")]
    pub fn of_codes(&self, is_code: impl Fn(&str) -> bool) -> Vec<(&str, Span)> {
        let places = self.places.iter().map(|(name, spans)| (*name, spans));
        let texts = self.texts.iter().map(|(name, spans)| (*name, spans));
        let known = places.chain(texts).filter(|(name, _)| is_code(name));
        let mut all: Vec<(&str, Span)> =
            known.flat_map(|(name, spans)| spans.iter().map(move |span| (name, *span))).collect();
        all.sort_unstable_by_key(|(_, span)| *span);
        all.dedup_by_key(|(_, span)| *span);
        all
    }

    /// The places that name a code, but for texts.
    pub fn places(&self, name: &str) -> &[Span] {
        self.places.get(name).map_or(&[], Vec::as_slice)
    }

    /// The places in texts and comments that name a code.
    pub fn texts(&self, name: &str) -> &[Span] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    /// The edits that give a code another name there, as a scalar and, if it needs no escapes, in texts.
    pub fn renamed(&self, name: &str, scalar: &str, text: &str) -> Vec<(Span, String)> {
        let texts = self.texts(name).iter().filter(|_| is_plain(text));
        let places = self.places(name).iter().map(|span| (*span, scalar.to_owned()));
        places.chain(texts.map(|span| (*span, text.to_owned()))).collect()
    }
}

/// The places that name each code, but for texts.
fn places(files: &CatalogFiles) -> HashMap<&str, Vec<Span>> {
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

/// The places between backticks that name each code. A name that something else has too is left out: a
/// text may mean that.
fn in_texts<'s>(
    files: &CatalogFiles,
    source: impl Fn(Span) -> Option<&'s SourceFile>,
) -> HashMap<&'s str, Vec<Span>> {
    let starts = std::iter::once(files.span)
        .chain(files.sections.iter().map(|file| file.span))
        .chain(files.messages.iter().map(|file| file.span));
    // Without `catalog.yaml`, its place is in another file.
    let starts: BTreeMap<u32, Span> = starts.map(|span| (span.file, span)).collect();
    let mut found: HashMap<&str, Vec<Span>> = HashMap::new();
    for (file, span) in starts {
        let Some(source) = source(span) else { continue };
        for (start, name) in quoted(&source.text) {
            let end = u32::try_from(start + name.len());
            if let (Ok(start), Ok(end)) = (u32::try_from(start), end) {
                found.entry(name).or_default().push(Span { file, start, end });
            }
        }
    }
    for name in names_of_others(files) {
        found.remove(name);
    }
    found
}

/// The names between single backticks, each with its place. More backticks are a longer code span, or a
/// fence.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ticks = text.match_indices('`').map(|(at, _)| at);
    let is_single = |at: &usize| !text[at + 1..].starts_with('`') && !text[..*at].ends_with('`');
    let single: Vec<usize> = ticks.filter(is_single).collect();
    let pairs: Vec<(usize, usize)> = single.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let names = pairs.into_iter().map(|(start, end)| (start + 1, &text[start + 1..end]));
    names.filter(|(_, name)| is_plain(name))
}

/// The names of what is no code.
fn names_of_others(files: &CatalogFiles) -> impl Iterator<Item = &str> {
    let catalog = &files.catalog;
    let errors = files.sections.iter().flat_map(|file| &file.section.errors.0);
    let details = errors.flat_map(|(_, error)| &error.value.details.0).map(|(name, _)| name);
    let declared = catalog.declared.0.iter().filter_map(|(_, field)| field.values.as_ref());
    let types = catalog.types.0.iter().filter_map(|(_, ty)| match &ty.form {
        FormSpec::Values(values) => Some(values),
        FormSpec::Members(_) => None,
    });
    let values = declared.chain(types).flat_map(|values| &values.value.0).map(|(name, _)| name);
    let names = (catalog.categories.0.iter().map(|(name, _)| name))
        .chain(catalog.actions.0.iter().map(|(name, _)| name))
        .chain(catalog.declared.0.iter().map(|(name, _)| name))
        .chain(catalog.details.0.iter().map(|(name, _)| name))
        .chain(catalog.types.0.iter().map(|(name, _)| name))
        .chain(catalog.groups.0.iter().map(|(name, _)| name))
        .chain(catalog.operations.0.iter().map(|(name, _)| name))
        .chain(values)
        .chain(details);
    let sections = files.sections.iter().map(|file| file.id.as_str());
    names.map(|name| name.value.as_str()).chain(sections)
}

/// Whether a name means itself in any kind of YAML scalar and between backticks.
fn is_plain(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
    !name.is_empty() && name.chars().all(fits)
}
