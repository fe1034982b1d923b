//! Where names are defined and referred to.

use std::path::Path;

use lsp_types::{Location, Uri};

use super::names::{Name, Role, at};
use super::place::Places;
use super::view::View;

/// The places that define what a byte of a file names.
pub(super) fn definitions(
    view: &View<'_>,
    byte: usize,
    uri: &dyn Fn(&Path) -> Option<Uri>,
) -> Option<Vec<Location>> {
    located(view, byte, uri, |name| name.role == Role::Definition)
}

/// Every place that names it; those that define it only if they are asked for.
pub(super) fn references(
    view: &View<'_>,
    byte: usize,
    uri: &dyn Fn(&Path) -> Option<Uri>,
    with_definitions: bool,
) -> Option<Vec<Location>> {
    located(view, byte, uri, |name| with_definitions || name.role == Role::Reference)
}

fn located(
    view: &View<'_>,
    byte: usize,
    uri: &dyn Fn(&Path) -> Option<Uri>,
    fits: impl Fn(&Name) -> bool,
) -> Option<Vec<Location>> {
    let names = view.names();
    let here = at(&names, view.file, byte)?;
    let same = names.iter().filter(|name| name.kind == here.kind && name.text == here.text);
    let mut locations = Vec::new();
    for of_file in same
        .filter(|name| fits(name))
        .collect::<Vec<_>>()
        .chunk_by(|a, b| a.span.file == b.span.file)
    {
        let source = view.opened.sources.file(of_file[0].span);
        let places = Places::of(&source.text, view.encoding);
        let Some(uri) = uri(Path::new(&source.path)) else { continue };
        let location =
            |name: &&Name| Location { uri: uri.clone(), range: places.range(name.span.range()) };
        locations.extend(of_file.iter().map(location));
    }
    Some(locations)
}
