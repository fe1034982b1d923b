//! A catalog: the errors of one API, and how its parts are found.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::Arc;

use super::{
    Action, ActionId, Category, CategoryId, Code, CodeId, CodeType, Docs, Entry, Envelope, Field,
    FieldId, Group, GroupId, Handling, Link, NamedType, Naming, Operation, OperationId, PathStep,
    Retired, Section, SectionId, Slot, StatusMeaning, Text, WireCode, named_types,
};

/// The errors of one API.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// The name of the catalog's folder, in kebab-case: `loop`.
    pub id: String,
    /// The name of the API, for people.
    pub title: String,
    /// What these errors are and who sees them.
    pub description: Option<Text>,
    /// The language of all texts, as a BCP 47 tag in its usual case: `en`, `pt-BR`.
    pub language: String,
    /// How codes are written and named.
    pub naming: Naming,
    /// Where the reference is published.
    pub docs: Docs,
    /// The categories, in the order in which the catalog declares them.
    pub categories: Vec<Category>,
    /// The facts of its own that the catalog declares for its codes, in the order declared.
    pub fields: Vec<Field>,
    /// What each HTTP status means on this API, in ascending order of status.
    pub statuses: Vec<StatusMeaning>,
    /// What a client can be told to do, in the order in which the catalog declares it.
    pub actions: Vec<Action>,
    /// The types of details and members that have names: those that the catalog declares, then those
    /// of details with values of their own.
    pub types: Vec<Arc<NamedType>>,
    /// The header of a response that carries the code.
    pub code_header: Option<String>,
    /// The body of an error response.
    pub envelope: Envelope,
    /// The codes that every operation can return, as written.
    pub raises: Vec<CodeId>,
    /// The operations of the API that the catalog lists, in the order written.
    pub operations: Vec<Operation>,
    /// How a client should deal with these errors.
    pub handling: Option<Handling>,
    /// What a response never contains.
    pub never_includes: Vec<Text>,
    /// Related pages.
    pub related: Vec<Link>,
    /// Codes that were removed and cannot be used again.
    pub retired: Vec<Retired>,
    /// The groups of sections: those that the catalog declares, then those that sections name, in
    /// reading order.
    pub groups: Vec<Group>,
    /// The sections, in reading order.
    pub sections: Vec<Section>,
    /// Every code once, in reading order: by the section that defines it, then as written there.
    pub codes: Vec<Code>,
}

/// Makes a catalog find its parts by their ids.
macro_rules! found_by_id {
    ($($id:ident: $part:ident in $list:ident;)*) => { $(
        impl Index<$id> for Catalog {
            type Output = $part;

            fn index(&self, id: $id) -> &$part {
                &self.$list[id.index()]
            }
        }
    )* };
}

found_by_id! {
    CodeId: Code in codes;
    SectionId: Section in sections;
    GroupId: Group in groups;
    CategoryId: Category in categories;
    ActionId: Action in actions;
    OperationId: Operation in operations;
    FieldId: Field in fields;
}

impl Catalog {
    /// Every code with its id.
    pub fn codes_with_ids(&self) -> impl Iterator<Item = (CodeId, &Code)> {
        (0..).map(CodeId::from_index).zip(&self.codes)
    }

    /// Every section with its id.
    pub fn sections_with_ids(&self) -> impl Iterator<Item = (SectionId, &Section)> {
        (0..).map(SectionId::from_index).zip(&self.sections)
    }

    /// The group of a section.
    #[must_use]
    pub fn group_of(&self, section: &Section) -> Option<&Group> {
        section.group.map(|group| &self[group])
    }

    /// Every declared field with its id.
    pub fn fields_with_ids(&self) -> impl Iterator<Item = (FieldId, &Field)> {
        (0..).map(FieldId::from_index).zip(&self.fields)
    }

    /// Every operation with its id.
    pub fn operations_with_ids(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        (0..).map(OperationId::from_index).zip(&self.operations)
    }

    /// The languages other than [`Catalog::language`] in which some code has a message, sorted.
    #[must_use]
    pub fn other_languages(&self) -> BTreeSet<&str> {
        self.codes.iter().flat_map(|code| &code.messages).map(|(tag, _)| tag.as_str()).collect()
    }

    /// The named types of what clients receive: of details and of members of the body.
    #[must_use]
    pub fn received_types(&self) -> Vec<&Arc<NamedType>> {
        let details = self.codes.iter().flat_map(Code::sent).map(|detail| &detail.ty.kind);
        let members = self.envelope.shape.types();
        named_types(details.chain(members.into_iter().map(|ty| &ty.kind)))
    }

    /// The slot with the URI that identifies a problem, and where it is in a body: `$type`, or else the
    /// address of the code's entry.
    #[must_use]
    pub fn problem_types(&self) -> Option<(Slot, Vec<PathStep>)> {
        let mut slots = [Slot::Type, Slot::DocsUrl].into_iter();
        slots.find_map(|slot| Some((slot, self.envelope.shape.path_to(slot)?)))
    }

    /// The code with this name, by a linear search.
    #[must_use]
    pub fn code(&self, name: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.name == name)
    }

    /// The code that a person means: by its name, or by what goes over the wire. Of codes that share
    /// it, the first that is not deprecated.
    #[must_use]
    pub fn code_called(&self, text: &str) -> Option<&Code> {
        self.code(text).or_else(|| {
            let mut sharing = self.codes.iter().filter(|code| code.code.text() == text);
            let live = sharing.clone().find(|code| code.deprecated.is_none());
            live.or_else(|| sharing.next())
        })
    }

    /// What codes were on the wire before: their aliases, but for what is a code today. Of numbers,
    /// only the aliases that are numbers.
    #[must_use]
    pub fn former_codes(&self) -> Vec<(WireCode, CodeId)> {
        if self.codes.iter().all(|code| code.aliases.is_empty()) {
            return Vec::new();
        }
        let today: BTreeSet<&WireCode> = self.codes.iter().map(|code| &code.code).collect();
        let former = |alias: &str| match self.naming.ty {
            CodeType::String => Some(WireCode::String(alias.to_owned())),
            CodeType::Integer => alias.parse().ok().map(WireCode::Integer),
        };
        self.codes_with_ids()
            .flat_map(|(id, code)| code.aliases.iter().map(move |alias| (id, alias)))
            .filter_map(|(id, alias)| Some((former(alias)?, id)))
            .filter(|(code, _)| !today.contains(code))
            .collect()
    }

    /// What the names of codes were before: their aliases, but for what is a name today.
    #[must_use]
    pub fn former_names(&self) -> Vec<(&str, CodeId)> {
        let today: BTreeSet<&str> = self.codes.iter().map(|code| code.name.as_str()).collect();
        self.codes_with_ids()
            .flat_map(|(id, code)| code.aliases.iter().map(move |alias| (alias.as_str(), id)))
            .filter(|(alias, _)| !today.contains(alias))
            .collect()
    }

    /// The place among [`Catalog::codes`] of each code that is found by what goes over the wire: of
    /// those that share it, the first that is not deprecated.
    #[must_use]
    pub fn found_by_code(&self) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::with_capacity(self.codes.len());
        let mut by_code: BTreeMap<&WireCode, usize> = BTreeMap::new();
        for (at, code) in self.codes.iter().enumerate() {
            match by_code.get(&code.code) {
                None => {
                    by_code.insert(&code.code, found.len());
                    found.push(at);
                }
                Some(first) => {
                    let other = &mut found[*first];
                    if self.codes[*other].deprecated.is_some() && code.deprecated.is_none() {
                        *other = at;
                    }
                }
            }
        }
        found
    }

    /// Each code that clients know by what goes over the wire; see [`Catalog::found_by_code`].
    pub fn distinct_codes(&self) -> impl Iterator<Item = &Code> + Clone {
        self.found_by_code().into_iter().map(|at| &self.codes[at])
    }

    /// The codes that a section defines or lists, in its order.
    pub fn codes_in<'a>(
        &'a self,
        section: &'a Section,
    ) -> impl Iterator<Item = (&'a Code, &'a Entry)> {
        section.entries.iter().map(|entry| (&self[entry.code], entry))
    }

    /// The codes with these ids.
    pub fn codes_at<'a>(&'a self, codes: &'a [CodeId]) -> impl Iterator<Item = &'a Code> {
        codes.iter().map(|code| &self[*code])
    }

    /// Whether a code has cases.
    #[must_use]
    pub fn has_families(&self) -> bool {
        self.codes.iter().any(|code| code.parent.is_some())
    }

    /// A code and all of its cases, also those of its cases, in reading order.
    #[must_use]
    pub fn family(&self, code: CodeId) -> Vec<CodeId> {
        let mut family = vec![code];
        for child in &self[code].children {
            family.extend(self.family(*child));
        }
        family
    }

    /// Tells each code its cases and which operations return it.
    ///
    /// [`Code::forget_references`] undoes it.
    pub(crate) fn cross_refer(&mut self) {
        for child in (0..self.codes.len()).map(CodeId::from_index) {
            if let Some(parent) = self.codes[child.index()].parent {
                self.codes[parent.index()].children.push(child);
            }
        }
        for code in &self.raises {
            self.codes[code.index()].everywhere = true;
        }
        for (id, operation) in (0..).map(OperationId::from_index).zip(&self.operations) {
            for code in &operation.codes {
                self.codes[code.index()].operations.push(id);
            }
        }
    }
}
