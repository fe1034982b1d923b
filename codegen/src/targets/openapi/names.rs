//! The names of the components of a catalog.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Catalog, Code, CodeId, Delivery, PathStep, Shape, Slot};

/// The schema of every code.
pub const CODE: &str = "ErrorCode";

/// The schema of every category.
pub const CATEGORY: &str = "ErrorCategory";

/// The schema of every error's body.
pub const RESPONSE: &str = "ErrorResponse";

/// The names of the components of a catalog. Those of its headers and of the schemas of details
/// follow from them.
pub struct Names {
    /// The response for each status.
    statuses: BTreeMap<u16, String>,
    /// The response and the example of each code.
    codes: Vec<String>,
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
}

impl Names {
    pub fn new(catalog: &Catalog) -> Names {
        let mut taken = BTreeSet::new();
        let mut statuses = BTreeMap::new();
        for status in catalog.codes.iter().flat_map(|code| &code.status) {
            statuses
                .entry(*status)
                .or_insert_with(|| unique(&format!("Error{status}"), &mut taken));
        }
        // Code generators read a name with a dot as the name of a file.
        let codes = catalog.codes.iter().map(|code| code.code.replace('.', "_"));
        let codes = codes.map(|code| unique(&code, &mut taken)).collect();
        let mut further = BTreeMap::new();
        if [Slot::Status, Slot::StatusString].iter().any(|slot| catalog.envelope.shape.has(*slot)) {
            for (id, code) in catalog.codes_with_ids() {
                for status in code.status.iter().skip(1) {
                    let name = unique(&format!("{}.{status}", code.code), &mut taken);
                    further.insert((id, *status), name);
                }
            }
        }
        Names { statuses, codes, further, typed: None }
    }

    /// The same, with a schema for each code and each status.
    pub fn and_types(self, catalog: &Catalog) -> Names {
        Names { typed: Some(Typed::new(catalog)), ..self }
    }

    /// The names of the schemas of individual codes and statuses, if there are any.
    pub fn typed(&self) -> Option<&Typed> {
        self.typed.as_ref()
    }

    /// The name of the response for a status that some code has.
    pub fn status(&self, status: u16) -> &str {
        &self.statuses[&status]
    }

    /// The name of the response and the example of a code.
    pub fn code(&self, code: CodeId) -> &str {
        &self.codes[code.index()]
    }

    /// The name of the example of a code with one of its statuses.
    pub fn example(&self, code: CodeId, status: Option<u16>) -> &str {
        let further = status.and_then(|status| self.further.get(&(code, status)));
        further.unwrap_or(&self.codes[code.index()])
    }

    /// The statuses for which a code has its own example.
    pub fn statuses_of(&self, id: CodeId, code: &Code) -> impl Iterator<Item = Option<u16>> {
        let further = code.status.iter().skip(1).copied();
        let further = further.filter(move |status| self.further.contains_key(&(id, *status)));
        [code.status.first().copied()].into_iter().chain(further.map(Some))
    }
}

impl Typed {
    fn new(catalog: &Catalog) -> Typed {
        let mut taken = schemas();
        let bodies = || catalog.codes.iter().filter(|code| code.delivery == Delivery::Body);
        let mut statuses = BTreeMap::new();
        for status in bodies().flat_map(|code| &code.status) {
            statuses
                .entry(*status)
                .or_insert_with(|| unique(&format!("Error{status}Response"), &mut taken));
        }
        let mut named = |word: &str| -> Vec<Option<String>> {
            let name = |code: &Code| {
                let name = format!("{}{word}", code.ident);
                (code.delivery == Delivery::Body).then(|| unique(&name, &mut taken))
            };
            catalog.codes.iter().map(name).collect()
        };
        let bodies = named("Response");
        let in_array = !unit(&catalog.envelope.shape).is_empty();
        let elements = in_array.then(|| named("Error"));
        Typed { bodies, elements, statuses }
    }

    /// The schema of the body with a code.
    pub fn body(&self, code: CodeId) -> Option<&str> {
        self.bodies[code.index()].as_deref()
    }

    /// The schema of the element with a code, if the code is in an array.
    pub fn element(&self, code: CodeId) -> Option<&str> {
        self.elements.as_ref()?[code.index()].as_deref()
    }

    /// The schema specific to a code: of the body, or of an element in it.
    pub fn unit(&self, code: CodeId) -> Option<&str> {
        self.elements.as_ref().unwrap_or(&self.bodies)[code.index()].as_deref()
    }

    /// The schema of the bodies with a status.
    pub fn status(&self, status: u16) -> Option<&str> {
        self.statuses.get(&status).map(String::as_str)
    }

    /// Every name.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        let elements = self.elements.iter().flatten();
        self.bodies.iter().chain(elements).flatten().chain(self.statuses.values())
    }
}

/// The path to what there is one of per error: the body, or the elements of the innermost array
/// around the code.
pub fn unit(envelope: &Shape) -> Vec<PathStep> {
    let mut path = envelope.path_to(Slot::Code).unwrap_or_default();
    while path.pop_if(|step| *step != PathStep::Each).is_some() {}
    path
}

/// The names of the schemas that every catalog has.
pub fn schemas() -> BTreeSet<String> {
    [CODE, CATEGORY, RESPONSE].map(str::to_owned).into_iter().collect()
}

/// The name as a key of components, changed if it is not valid or is taken.
pub fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
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
