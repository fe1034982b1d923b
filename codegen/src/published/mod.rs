//! A registry as a version of it was published: the model that `registry.json` was made from.
//!
//! The file has all that a model says, so that two versions can be compared where the old registry
//! itself is not at hand. It names parts by their names, and what it names may be missing from it.

mod catalog;
mod code;
mod names;
mod open;
mod shape;
mod spots;
mod texts;

use serde::Deserialize;

use self::names::Fault;
use self::spots::{Spots, spots};
use crate::model::{Catalog, Model, Visibility};
use crate::targets::json::{self, FORMAT_VERSION, Registry};

/// The model of a published registry, which is this text of the file with an index.
///
/// # Errors
///
/// If the text is not that of a registry which this errbook knows, with what is wrong.
pub fn read(text: &str, file: u32) -> Result<Model, Fault> {
    let fault = |error: serde_json::Error| error.to_string();
    let Version { format_version } = serde_json::from_str(text).map_err(fault)?;
    if format_version > FORMAT_VERSION {
        return Err(format!(
            "its format has the version {format_version}, which a newer errbook writes"
        ));
    }
    let mut registry: Registry<'_> = serde_json::from_str(text).map_err(fault)?;
    let spots = spots(text, file).map_err(fault)?;
    let whole = catalogs(&registry, &spots)?;
    if !registry.catalogs.iter().any(is_of_team) {
        return Ok(Model::new(whole));
    }
    registry.catalogs.iter_mut().for_each(open::without_internal);
    let open = catalogs(&registry, &spots)?;
    Ok(Model::with_internal(whole, open))
}

fn catalogs(registry: &Registry<'_>, spots: &[Spots]) -> Result<Vec<Catalog>, Fault> {
    let both = registry.catalogs.iter().zip(spots);
    both.map(|(published, spots)| {
        catalog::catalog(published, spots)
            .map_err(|fault| format!("in the catalog `{}`, {fault}", published.id))
    })
    .collect()
}

fn is_of_team(catalog: &json::Catalog<'_>) -> bool {
    catalog.codes.read.iter().any(|code| code.visibility.0 == Visibility::Internal)
        || catalog.fields.iter().any(|field| field.visibility.0 == Visibility::Internal)
}

#[derive(Deserialize)]
#[serde(expecting = "a registry of errbook")]
struct Version {
    format_version: u32,
}
