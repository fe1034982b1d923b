//! The model without its internal codes or any mention of them.

use std::collections::BTreeSet;

use super::{Catalog, Code, Model, Visibility};

impl Model {
    /// The model without its internal codes, as public outputs show it.
    #[must_use]
    pub fn public(&self) -> Model {
        Model { catalogs: self.catalogs.iter().map(public).collect() }
    }
}

fn public(catalog: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    if catalog.codes.iter().any(|code| code.visibility == Visibility::Internal) {
        let kept = remove_internal(&mut catalog.codes);
        renumber(&mut catalog, &kept);
        catalog.cross_refer();
        forget_names(&mut catalog);
    }
    catalog
}

/// Removes the internal codes, and returns the new index of each code that there was.
fn remove_internal(codes: &mut Vec<Code>) -> Vec<Option<usize>> {
    let mut next = 0..;
    let is_public = |code: &Code| code.visibility == Visibility::Public;
    let kept = codes.iter().map(|code| is_public(code).then(|| next.next()).flatten()).collect();
    codes.retain(is_public);
    kept
}

/// Updates every index of a code, and drops those of removed codes.
fn renumber(catalog: &mut Catalog, kept: &[Option<usize>]) {
    let renumbered = |codes: &[usize]| codes.iter().filter_map(|code| kept[*code]).collect();
    for section in &mut catalog.sections {
        section.entries.retain_mut(|entry| match kept[entry.code] {
            Some(index) => {
                entry.code = index;
                true
            }
            None => false,
        });
    }
    catalog.raises = renumbered(&catalog.raises);
    // An operation that returns only internal codes is internal itself.
    catalog.operations.retain_mut(|operation| {
        shrinks_to_something(&mut operation.codes, |codes| *codes = renumbered(codes))
    });
}

/// Removes the names of removed codes wherever codes are referred to by name.
fn forget_names(catalog: &mut Catalog) {
    let names: BTreeSet<String> = catalog.codes.iter().map(|code| code.code.clone()).collect();
    let is_public = |code: &String| names.contains(code);
    let keep_public = |codes: &mut Vec<String>| codes.retain(is_public);
    let exceptions = &mut catalog.naming.exceptions;
    exceptions.retain_mut(|exception| shrinks_to_something(&mut exception.codes, keep_public));
    if let Some(handling) = &mut catalog.handling {
        handling.steps.retain_mut(|step| shrinks_to_something(&mut step.codes, keep_public));
        handling.otherwise.iter_mut().for_each(|step| keep_public(&mut step.codes));
    }
    for code in &mut catalog.codes {
        if let Some(deprecated) = &mut code.deprecated {
            deprecated.replaced_by.take_if(|code| !is_public(code));
        }
    }
    for retired in &mut catalog.retired {
        retired.replaced_by.take_if(|code| !is_public(code));
    }
}

/// Changes a list, and returns whether it is not empty then, or was empty before.
fn shrinks_to_something<T>(list: &mut Vec<T>, change: impl FnOnce(&mut Vec<T>)) -> bool {
    let was_empty = list.is_empty();
    change(list);
    was_empty || !list.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::source::Sources;

    #[test]
    fn what_is_about_internal_codes_alone_goes_with_them() {
        let catalog = "\
catalog: shop
title: Shop API
codes:
  style: snake_case
  exceptions: [{ reason: Old., codes: [Hidden] }, { reason: Older., codes: [Hidden, Seen] }]
envelope: { shape: { code: $code } }
raises: [Hidden, other]
operations:
  purge: { raises: [Hidden] }
  order: { raises: [Hidden, Seen] }
  ping: {}
handling:
  steps: [{ codes: [Hidden] }, { codes: [Hidden, Seen] }, { note: Log the code first. }]
  otherwise: { codes: [Hidden] }
retired: { gone: { reason: Split., replaced_by: Hidden } }
";
        let orders = "\
section: Orders
errors:
  Hidden: { status: 500, description: Only we know., visibility: internal }
  Seen: { status: 404, description: It is gone., deprecated: { replaced_by: Hidden } }
  other: { status: 409, description: Another was first. }
";
        let files = [("shop/catalog.yaml", catalog), ("shop/orders.yaml", orders)];
        let model = crate::check(Sources::from_texts(files)).model.expect("it compiles").public();
        let shop = &model.catalogs[0];
        assert!(!format!("{shop:?}").contains("Hidden"), "{shop:#?}");
        let names = |codes| shop.codes_at(codes).map(|code| &*code.code).collect::<Vec<_>>();
        assert_eq!(names(&shop.raises), ["other"]);
        let operations = shop.operations.iter().map(|of| (&*of.id, names(&of.codes)));
        assert_eq!(operations.collect::<Vec<_>>(), [("order", vec!["Seen"]), ("ping", vec![])]);
        let exceptions = shop.naming.exceptions.iter().map(|exception| &exception.codes[..]);
        assert_eq!(exceptions.collect::<Vec<_>>(), [["Seen"]]);
        let steps = shop.handling.iter().flat_map(|handling| &handling.steps);
        assert_eq!(steps.map(|step| step.codes.len()).collect::<Vec<_>>(), [1, 0]);
    }
}
