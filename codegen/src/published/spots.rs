//! Where `registry.json` has the parts that changes are about.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::source::Span;

/// Where a catalog has its codes and its operations, by their names.
pub(super) struct Spots {
    pub(super) codes: BTreeMap<String, Span>,
    pub(super) operations: BTreeMap<String, Span>,
}

/// One for each catalog, in the order of the file.
pub(super) fn spots(text: &str, file: u32) -> Result<Vec<Spots>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Registry<'a> {
        #[serde(borrow)]
        catalogs: Vec<Catalog<'a>>,
    }
    #[derive(Deserialize)]
    struct Catalog<'a> {
        #[serde(borrow)]
        codes: Vec<Code<'a>>,
        #[serde(borrow)]
        operations: Vec<Operation<'a>>,
    }
    #[derive(Deserialize)]
    struct Code<'a> {
        #[serde(borrow)]
        name: &'a RawValue,
    }
    #[derive(Deserialize)]
    struct Operation<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    let spot = |raw: &RawValue| -> Option<(String, Span)> {
        let name: Cow<'_, str> = serde_json::from_str(raw.get()).ok()?;
        // A borrowed value is a part of the text.
        let start = (raw.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        let end = u32::try_from(start + raw.get().len()).ok()?;
        let start = u32::try_from(start).ok()?;
        Some((name.into_owned(), Span { file, start, end }))
    };
    let registry: Registry<'_> = serde_json::from_str(text)?;
    let spots = registry.catalogs.iter().map(|catalog| Spots {
        codes: catalog.codes.iter().filter_map(|code| spot(code.name)).collect(),
        operations: catalog.operations.iter().filter_map(|of| spot(of.id)).collect(),
    });
    Ok(spots.collect())
}
