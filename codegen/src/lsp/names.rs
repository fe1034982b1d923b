//! What the files of a catalog name, and where: its codes, categories, actions, fields and sections.

use crate::decode::{Given, Spanned};
use crate::language::{ShapeKind, ShapeSpec};
use crate::load::CatalogFiles;
use crate::lower::Everywhere;
use crate::source::{Sources, Span};

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Code,
    Category,
    Action,
    Field,
    Section,
}

impl Kind {
    /// What it is, in a sentence.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Category => "category",
            Kind::Action => "action",
            Kind::Field => "field",
            Kind::Section => "section",
        }
    }
}

/// Whether a place says what a name means, or refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Definition,
    Reference,
}

/// A place that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: Kind,
    /// The name of what it means, which may be written in another way there.
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) role: Role,
}

/// Every place in the files of a catalog that names something of it, in the order of files.
pub(super) fn names(files: &CatalogFiles, sources: &Sources) -> Vec<Name> {
    let mut found = Found(Vec::new());
    codes(files, sources, &mut found);
    of_catalog(files, sources, &mut found);
    for file in &files.sections {
        let section = &file.section;
        found.defines(Kind::Section, &file.id, section.section.span);
        found.refers(Kind::Category, section.category.as_ref());
        found.fields(&section.given);
        for (_, error) in &section.errors.0 {
            found.refers(Kind::Category, error.value.category.as_ref());
            found.refers(Kind::Action, error.value.action.as_ref());
            found.fields(&error.value.given);
        }
    }
    let mut names = found.0;
    // Cases have what they inherit from the place where it is written.
    names.retain(|name| name.span.start < name.span.end);
    names.sort_by_key(|name| (name.span, name.kind));
    names.dedup_by(|a, b| (a.span, a.kind) == (b.span, b.kind));
    names
}

/// The most exact name at a byte of a file.
pub(super) fn at(names: &[Name], file: u32, byte: usize) -> Option<&Name> {
    let here = names.iter().filter(|name| {
        let range = name.span.range();
        name.span.file == file && range.start <= byte && byte <= range.end
    });
    here.min_by_key(|name| name.span.range().len())
}

fn codes(files: &CatalogFiles, sources: &Sources, found: &mut Found) {
    let errors = || files.sections.iter().flat_map(|file| &file.section.errors.0);
    let mut known = std::collections::BTreeSet::new();
    for (code, error) in errors() {
        known.insert(code.value.as_str());
        found.defines(Kind::Code, &code.value, code.span);
        for alias in &error.value.aliases {
            found.push(Kind::Code, &code.value, alias.span, Role::Reference);
        }
    }
    let everywhere = Everywhere::of(files, |span| Some(sources.file(span)));
    for (code, span) in everywhere.of_codes(|name| known.contains(name)) {
        found.push(Kind::Code, code, span, Role::Reference);
    }
}

fn of_catalog(files: &CatalogFiles, sources: &Sources, found: &mut Found) {
    let catalog = &files.catalog;
    for (category, spec) in &catalog.categories.0 {
        found.defines(Kind::Category, &category.value, category.span);
        found.refers(Kind::Action, spec.action.as_ref());
        found.fields(&spec.given);
    }
    for (action, _) in &catalog.actions.0 {
        found.defines(Kind::Action, &action.value, action.span);
    }
    for (field, _) in &catalog.declared.0 {
        found.defines(Kind::Field, &field.value, field.span);
        let envelope = &catalog.envelope.value;
        for shape in envelope.shape.iter().chain(&envelope.members) {
            slots(shape, &field.value, sources, found);
        }
    }
    let handling = catalog.handling.iter();
    for step in handling.flat_map(|handling| handling.steps.iter().chain(&handling.otherwise)) {
        found.refers(Kind::Action, step.action.as_ref());
    }
    for section in catalog.sections.iter().flatten() {
        found.refers(Kind::Section, Some(section));
    }
    let operations = catalog.operations.0.iter().flat_map(|(_, operation)| &operation.raises);
    for Spanned { value, span } in catalog.raises.iter().chain(operations) {
        if let Some(section) = value.strip_prefix("section:") {
            found.inner(Kind::Section, "section:", section, *span, sources);
        }
    }
}

/// The slots of a field in a shape.
fn slots(shape: &ShapeSpec, field: &str, sources: &Sources, found: &mut Found) {
    match &shape.kind {
        ShapeKind::Object(members) => {
            for (_, shape) in members {
                slots(shape, field, sources, found);
            }
        }
        ShapeKind::Array(items) => {
            for shape in items {
                slots(shape, field, sources, found);
            }
        }
        ShapeKind::Word(word) => {
            let name = word.strip_prefix('$').and_then(|word| word.split(['<', ' ']).next());
            if name == Some(field) {
                found.inner(Kind::Field, "$", field, shape.span, sources);
            }
        }
        ShapeKind::Constant(_) => {}
    }
}

struct Found(Vec<Name>);

impl Found {
    fn push(&mut self, kind: Kind, text: &str, span: Span, role: Role) {
        self.0.push(Name { kind, text: text.to_owned(), span, role });
    }

    fn defines(&mut self, kind: Kind, text: &str, span: Span) {
        self.push(kind, text, span, Role::Definition);
    }

    fn refers(&mut self, kind: Kind, name: Option<&Spanned<String>>) {
        if let Some(name) = name {
            self.push(kind, &name.value, name.span, Role::Reference);
        }
    }

    fn fields(&mut self, given: &Given) {
        for (field, _) in &given.0 {
            self.push(Kind::Field, &field.value, field.span, Role::Reference);
        }
    }

    /// A name that is part of a scalar, behind a prefix.
    fn inner(&mut self, kind: Kind, prefix: &str, name: &str, span: Span, sources: &Sources) {
        let written = sources.file(span).text.get(span.range()).unwrap_or_default();
        let behind = written.find(prefix).map_or(0, |at| at + prefix.len());
        let found = written[behind..].find(name).map(|at| behind + at);
        let Some(at) = found.and_then(|at| u32::try_from(at).ok()) else { return };
        let length = u32::try_from(name.len()).unwrap_or_default();
        let start = span.start + at;
        self.push(kind, name, Span { start, end: start + length, ..span }, Role::Reference);
    }
}
