//! The names of the components of a catalog.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::page_name;
use crate::model::{
    Catalog, Code, CodeId, Delivery, NamedType, OperationId, PathStep, Shape, Slot,
};
use crate::names::{self, pascal};

/// The schema of every code.
pub const CODE: &str = "ErrorCode";

/// The schema of every category.
pub const CATEGORY: &str = "ErrorCategory";

/// The schema of every error's body.
pub const RESPONSE: &str = "ErrorResponse";

/// The names of the components of a catalog. Those of its headers and of the schemas of details
/// follow from them.
pub struct Names {
    /// What the names of all schemas begin with.
    prefix: String,
    /// The response for each status.
    statuses: BTreeMap<u16, String>,
    /// The response and the example of each code.
    codes: Vec<String>,
    /// The responses of operations that return several codes of a status, but not all of them; those
    /// of an operation that the catalog does not list have no id.
    operations: BTreeMap<Returned, String>,
    /// The examples of codes with a status other than their first, if the body has the status.
    further: BTreeMap<(CodeId, u16), String>,
    /// The schemas of bodies, if there is not one for all.
    typed: Option<Typed>,
}

/// The names of the schemas of individual errors.
pub struct Typed {
    /// The body with each code; none if it has no body.
    bodies: Vec<Option<String>>,
    /// The element with each code, if the code is in an array.
    elements: Option<Vec<Option<String>>>,
    /// The bodies with each status.
    pub statuses: BTreeMap<u16, String>,
    /// The bodies that one operation returns with a status, if it has a response of its own.
    pub operations: BTreeMap<Returned, String>,
}

/// An operation, or none for those that the catalog does not list, and a status that it returns.
pub type Returned = (Option<OperationId>, u16);

/// The codes that an operation can return, by status.
pub(crate) fn returned(
    catalog: &Catalog,
    operation: Option<OperationId>,
) -> BTreeMap<u16, Vec<CodeId>> {
    let own = operation.map_or(&[][..], |id| &catalog[id].codes);
    let codes: BTreeSet<CodeId> = catalog.raises.iter().chain(own).copied().collect();
    let mut by_status: BTreeMap<u16, Vec<CodeId>> = BTreeMap::new();
    for code in codes {
        for status in &catalog[code].status {
            by_status.entry(*status).or_default().push(code);
        }
    }
    by_status
}

/// What the operations return that no other response is: several codes of a status, not all, and not
/// those that every operation returns.
pub(crate) fn returned_by_operations(catalog: &Catalog) -> BTreeMap<Returned, Vec<CodeId>> {
    let everywhere = returned(catalog, None);
    let listed = catalog.operations_with_ids().map(|(id, _)| Some(id));
    let mut own = BTreeMap::new();
    for operation in [None].into_iter().chain(listed) {
        for (status, codes) in returned(catalog, operation) {
            let all = catalog.codes.iter().filter(|code| code.status.contains(&status)).count();
            let is_own = operation.is_none() || everywhere.get(&status) != Some(&codes);
            if codes.len() > 1 && codes.len() < all && is_own {
                own.insert((operation, status), codes);
            }
        }
    }
    own
}

/// A name with the characters that the name of a component may have.
fn component(name: &str) -> String {
    page_name(name).replace('~', "_")
}

/// What the names of an operation's own components begin with.
fn operation_name(catalog: &Catalog, operation: Option<OperationId>) -> String {
    operation.map_or_else(|| "EveryOperation".to_owned(), |id| names::operation(&catalog[id].id))
}

impl Names {
    /// The names of a catalog's components, which begin with its id if they have a prefix.
    #[must_use]
    pub fn new(catalog: &Catalog, prefixed: bool) -> Names {
        let mut taken = BTreeSet::new();
        let prefix = if prefixed { pascal(&catalog.id) } else { String::new() };
        let before = if prefixed { catalog.id.replace('-', "_") + "_" } else { String::new() };
        let mut statuses = BTreeMap::new();
        for status in catalog.codes.iter().flat_map(|code| &code.status) {
            statuses
                .entry(*status)
                .or_insert_with(|| unique(&format!("{prefix}Error{status}"), &mut taken));
        }
        // Code generators read a name with a dot as the name of a file.
        let codes = catalog
            .codes
            .iter()
            .map(|code| before.clone() + &component(&code.name).replace('.', "_"));
        let codes = codes.map(|code| unique(&code, &mut taken)).collect();
        let mut further = BTreeMap::new();
        if [Slot::Status, Slot::StatusString].iter().any(|slot| catalog.envelope.shape.has(*slot)) {
            for (id, code) in catalog.codes_with_ids() {
                for status in code.status.iter().skip(1) {
                    let name =
                        unique(&format!("{before}{}.{status}", component(&code.name)), &mut taken);
                    further.insert((id, *status), name);
                }
            }
        }
        let own = returned_by_operations(catalog).into_keys().map(|(operation, status)| {
            let name = operation_name(catalog, operation);
            ((operation, status), unique(&format!("{prefix}{name}Error{status}"), &mut taken))
        });
        let operations = own.collect();
        Names { prefix, statuses, codes, operations, further, typed: None }
    }

    /// The same, with a schema for each code and each status.
    pub(crate) fn and_types(self, catalog: &Catalog) -> Names {
        Names { typed: Some(Typed::new(catalog, &self)), ..self }
    }

    /// The name of a schema of this catalog.
    pub(crate) fn schema(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The names of the schemas that do not depend on single codes.
    pub(crate) fn schemas(&self, catalog: &Catalog) -> BTreeSet<String> {
        let own = [CODE, CATEGORY, RESPONSE].map(|name| self.schema(name)).into_iter();
        own.chain(catalog.types.iter().map(|named| self.named(named))).collect()
    }

    /// The name of the schema of a named type.
    pub(crate) fn named(&self, named: &NamedType) -> String {
        // No identifier of a type ends like this.
        let taken = [CODE, CATEGORY, RESPONSE].contains(&&*named.ident);
        self.schema(&format!("{}{}", named.ident, if taken { "_" } else { "" }))
    }

    /// The names of the schemas of individual codes and statuses, if there are any.
    pub(crate) fn typed(&self) -> Option<&Typed> {
        self.typed.as_ref()
    }

    /// The name of the response for a status that some code has.
    pub(crate) fn status(&self, status: u16) -> &str {
        &self.statuses[&status]
    }

    /// The name of the response with exactly these codes, which an operation returns with a status.
    pub(crate) fn response(
        &self,
        operation: Option<OperationId>,
        status: u16,
        codes: &[CodeId],
    ) -> &str {
        if let [code] = codes {
            return self.code(*code);
        }
        let own = self.operations.get(&(operation, status));
        // The codes may also be those of every operation.
        let own = own.or_else(|| self.operations.get(&(None, status)));
        own.map_or_else(|| self.status(status), String::as_str)
    }

    /// The names of the responses of operations.
    pub(crate) fn operations(&self) -> &BTreeMap<Returned, String> {
        &self.operations
    }

    /// The name of the response and the example of a code.
    pub(crate) fn code(&self, code: CodeId) -> &str {
        &self.codes[code.index()]
    }

    /// The name of the example of a code with one of its statuses.
    pub(crate) fn example(&self, code: CodeId, status: Option<u16>) -> &str {
        let further = status.and_then(|status| self.further.get(&(code, status)));
        further.unwrap_or(&self.codes[code.index()])
    }

    /// The statuses for which a code has its own example.
    pub(crate) fn statuses_of(&self, id: CodeId, code: &Code) -> impl Iterator<Item = Option<u16>> {
        let further = code.status.iter().skip(1).copied();
        let further = further.filter(move |status| self.further.contains_key(&(id, *status)));
        [code.status.first().copied()].into_iter().chain(further.map(Some))
    }
}

impl Typed {
    fn new(catalog: &Catalog, names: &Names) -> Typed {
        let prefix = &names.prefix;
        let mut taken = names.schemas(catalog);
        let bodies = || catalog.codes.iter().filter(|code| code.delivery == Delivery::Body);
        let mut statuses = BTreeMap::new();
        for status in bodies().flat_map(|code| &code.status) {
            statuses
                .entry(*status)
                .or_insert_with(|| unique(&format!("{prefix}Error{status}Response"), &mut taken));
        }
        let mut of_code = |word: &str| -> Vec<Option<String>> {
            let name = |code: &Code| {
                let name = format!("{prefix}{}{word}", code.ident);
                (code.delivery == Delivery::Body).then(|| unique(&name, &mut taken))
            };
            catalog.codes.iter().map(name).collect()
        };
        let bodies = of_code("Response");
        let in_array = !unit(&catalog.envelope.shape).is_empty();
        let elements = in_array.then(|| of_code("Error"));
        let has_body =
            |codes: &[CodeId]| codes.iter().any(|id| catalog[*id].delivery == Delivery::Body);
        let own = returned_by_operations(catalog).into_iter().filter(|(_, codes)| has_body(codes));
        let name =
            |(of, _)| (of, unique(&format!("{}Response", names.operations[&of]), &mut taken));
        let operations = own.map(name).collect();
        Typed { bodies, elements, statuses, operations }
    }

    /// The schema of the body with a code.
    pub(crate) fn body(&self, code: CodeId) -> Option<&str> {
        self.bodies[code.index()].as_deref()
    }

    /// The schema of the element with a code, if the code is in an array.
    pub(crate) fn element(&self, code: CodeId) -> Option<&str> {
        self.elements.as_ref()?[code.index()].as_deref()
    }

    /// The schema specific to a code: of the body, or of an element in it.
    pub(crate) fn unit(&self, code: CodeId) -> Option<&str> {
        self.elements.as_ref().unwrap_or(&self.bodies)[code.index()].as_deref()
    }

    /// The schema of the bodies with a status.
    pub(crate) fn status(&self, status: u16) -> Option<&str> {
        self.statuses.get(&status).map(String::as_str)
    }

    /// The schema of the bodies that an operation returns with a status.
    pub(crate) fn operation(&self, returned: Returned) -> Option<&str> {
        self.operations.get(&returned).map(String::as_str)
    }

    /// Every name.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        let elements = self.elements.iter().flatten();
        let bodies = self.bodies.iter().chain(elements).flatten();
        bodies.chain(self.statuses.values()).chain(self.operations.values())
    }
}

/// The path to what there is one of per error: the body, or the elements of the innermost array
/// around the code.
pub(crate) fn unit(envelope: &Shape) -> Vec<PathStep> {
    let mut path = envelope.identity().map(|(_, path)| path).unwrap_or_default();
    while path.pop_if(|step| *step != PathStep::Each).is_some() {}
    path
}

/// The name as a key of components, changed if it is not valid or is taken.
pub(crate) fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut name: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if name.is_empty() {
        name.push('_');
    }
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}
