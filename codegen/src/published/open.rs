//! What everyone may see of a catalog that was published for the team that owns the API.

use std::collections::BTreeSet;

use crate::model::Visibility;
use crate::targets::json::Catalog;

/// Removes the internal codes and fields, what refers to them, and what is about them alone.
pub(super) fn without_internal(catalog: &mut Catalog<'_>) {
    let internal: BTreeSet<String> = catalog
        .codes
        .read
        .iter()
        .filter(|code| code.visibility.0 == Visibility::Internal)
        .map(|code| code.name.to_string())
        .collect();
    let fields: BTreeSet<String> = catalog
        .fields
        .iter()
        .filter(|field| field.visibility.0 == Visibility::Internal)
        .map(|field| field.name.to_string())
        .collect();
    let hides = |name: &str| internal.contains(name);
    // Whether what is about these codes is about internal ones alone.
    let keeps = |codes: &mut Vec<std::borrow::Cow<'_, str>>| {
        let none = codes.is_empty();
        codes.retain(|name| !hides(name));
        none || !codes.is_empty()
    };
    catalog.codes.read.retain(|code| !hides(&code.name));
    catalog.fields.retain(|field| !fields.contains(&*field.name));
    for code in &mut catalog.codes.read {
        code.fields.retain(|name, _| !fields.contains(&**name));
        code.parent = code.parent.take().filter(|name| !hides(name));
        if let Some(deprecated) = &mut code.deprecated {
            deprecated.replaced_by = deprecated.replaced_by.take().filter(|name| !hides(name));
        }
    }
    for section in &mut catalog.sections {
        section.entries.retain(|entry| !hides(&entry.code));
    }
    for retired in &mut catalog.retired {
        retired.replaced_by = retired.replaced_by.take().filter(|name| !hides(name));
    }
    catalog.raises.retain(|name| !hides(name));
    catalog.operations.retain_mut(|operation| keeps(&mut operation.raises));
    catalog.naming.exceptions.retain_mut(|exception| keeps(&mut exception.codes));
    if let Some(handling) = &mut catalog.handling {
        handling.steps.retain_mut(|step| keeps(&mut step.codes));
        if let Some(otherwise) = &mut handling.otherwise {
            otherwise.codes.retain(|name| !hides(name));
        }
    }
}
