//! The named types of a catalog: those under `types`, and those of details with values of their own.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::naming;
use super::types::{self, Types};
use crate::decode::{Map, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{
    CatalogSpec, DetailsSpec, FormSpec, MemberSpec, Short, TypeSpec, ValuesSpec,
};
use crate::load::SectionFile;
use crate::model::{EnumValue, Form, NamedType, TypeMember};
use crate::names;
use crate::rule;
use crate::source::Span;

/// The most members that a value of a type has, those within it included: each is part of every
/// example.
const MOST: usize = 500;

/// The named types of a catalog and its sections.
pub(super) fn lower(
    catalog: &CatalogSpec,
    sections: &[&SectionFile],
    problems: &mut Problems,
) -> Types {
    check_names(&catalog.types, problems);
    let mut types = Types::default();
    let mut taken: BTreeSet<String> =
        catalog.types.0.iter().map(|(name, _)| names::pascal(&name.value)).collect();
    let mut own =
        |owner: &str, part: &str, spec: Option<&Spanned<ValuesSpec>>, problems: &mut Problems| {
            let Some(spec) = spec.filter(|spec| spec.span != Span::default()) else { return };
            let name = free(&joined(owner, part), &mut taken);
            let named = Arc::new(enumeration(&name, None, spec, problems));
            types.values.insert(spec.span, Arc::clone(&named));
            types.all.push(named);
        };
    for (owner, spec) in &catalog.types.0 {
        let FormSpec::Members(members) = &spec.form else { continue };
        for (name, member) in &members.0 {
            own(&owner.value, &name.value, member.values.as_ref(), problems);
        }
    }
    let mut details = |owner: &str, details: &DetailsSpec| {
        for (name, detail) in &details.0 {
            own(owner, &name.value, detail.values.as_ref(), problems);
        }
    };
    details("", &catalog.details);
    for (category, spec) in &catalog.categories.0 {
        details(&category.value, &spec.details);
    }
    for (code, error) in sections.iter().flat_map(|file| &file.section.errors.0) {
        details(&code.value, &error.value.details);
    }
    let of_details = std::mem::take(&mut types.all);
    let mut open = Vec::new();
    for (name, _) in &catalog.types.0 {
        declare(name.value.as_str(), &catalog.types, &mut types, &mut open, problems);
    }
    types.all = catalog.types.0.iter().filter_map(|(name, _)| types.named(&name.value)).collect();
    types.all.extend(of_details);
    types
}

fn check_names(specs: &Map<TypeSpec>, problems: &mut Problems) {
    naming::identifiers("types", naming::spans(&specs.0), problems);
    for (name, _) in &specs.0 {
        if types::WORDS.contains(&name.value.as_str()) {
            problems.push(
                Diagnostic::error(
                    &rule::INVALID_NAME,
                    format!("`{}` is a type of the language", name.value),
                )
                .at(name.span, "cannot be declared")
                .help("choose another name"),
            );
        }
    }
}

/// The name of a type that something with a name declares for a part of it.
fn joined(owner: &str, part: &str) -> String {
    let words = format!("{owner} {part}");
    let plain: String =
        words.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    names::snake(plain.trim())
}

/// The name, or the name with the first number that makes its identifier free.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(names::pascal(&candidate)) {
        candidate = format!("{name}_{number}");
        number += 1;
    }
    candidate
}

/// Declares a type after those that it contains; `open` are the types around it.
fn declare<'a>(
    name: &'a str,
    specs: &'a Map<TypeSpec>,
    types: &mut Types,
    open: &mut Vec<&'a str>,
    problems: &mut Problems,
) {
    let Some((at, spec)) = specs.0.iter().find(|(known, _)| known.value == name) else { return };
    if types.declared.contains_key(name) {
        return;
    }
    open.push(name);
    let description = spec.description.as_ref();
    let named = match &spec.form {
        FormSpec::Values(values) => enumeration(name, description, values, problems),
        FormSpec::Members(members) => {
            for (_, member) in &members.0 {
                contained(member, specs, types, open, problems);
            }
            let members = self::members(members, types, problems);
            NamedType {
                name: name.to_owned(),
                ident: names::pascal(name),
                description: description.map(Prose::text),
                form: Form::Members(members),
            }
        }
    };
    open.pop();
    let named = if size(&named) > MOST {
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_TYPE,
                format!("a value of the type `{name}` has more than {MOST} members"),
            )
            .at(at.span, "with those of the types within it")
            .help("use `object` for a part of it"),
        );
        NamedType { form: Form::Members(Vec::new()), ..named }
    } else {
        named
    };
    types.declared.insert(name.to_owned(), Arc::new(named));
}

/// Declares the types that a member is made of; reports one that is around the member.
fn contained<'a>(
    member: &'a Short<MemberSpec>,
    specs: &'a Map<TypeSpec>,
    types: &mut Types,
    open: &mut Vec<&'a str>,
    problems: &mut Problems,
) {
    let Some(ty) = &member.ty else { return };
    let words = ty.value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    for word in words {
        if open.contains(&word) {
            problems.push(
                Diagnostic::error(&rule::DETAIL_TYPE, format!("the type `{word}` contains itself"))
                    .at(ty.span, "here")
                    .help("use `object` for the part that repeats"),
            );
        } else if open.len() >= DEEPEST && specs.0.iter().any(|(name, _)| name.value == word) {
            problems.push(
                Diagnostic::error(&rule::DETAIL_TYPE, "types within types, too many levels deep")
                    .at(ty.span, "one level too deep")
                    .help("use `object` for a part of it"),
            );
        } else {
            declare(word, specs, types, open, problems);
        }
    }
}

/// How many types may lie within each other.
const DEEPEST: usize = 16;

/// How many members a value has that holds one of everything.
fn size(named: &NamedType) -> usize {
    let members = named.members().iter();
    members.fold(1, |sum, member| {
        sum.saturating_add(member.ty.kind.named().map_or(1, |named| size(named)))
    })
}

fn members(
    specs: &Map<Short<MemberSpec>>,
    types: &Types,
    problems: &mut Problems,
) -> Vec<TypeMember> {
    naming::identifiers("members", naming::spans(&specs.0), problems);
    let member = |(name, spec): &(Spanned<String>, Short<MemberSpec>)| {
        // What is declared around the member was reported.
        let reported = spec.ty.as_ref().is_some_and(|ty| problems.any_within(ty.span));
        let ty = if reported {
            types::UNKNOWN
        } else {
            types::typed(spec.ty.as_ref(), spec.values.as_ref(), types, problems)
        };
        let example = spec.example.as_ref();
        if let Some(example) = example {
            let at = spec.ty.as_ref().map_or(name.span, |ty| ty.span);
            let value = Spanned { value: example.value.0.clone(), span: example.span };
            types::check_example(&value, &ty, at, problems);
        }
        TypeMember {
            name: name.value.clone(),
            description: spec.description.as_ref().map(Prose::text),
            ty,
            optional: spec.optional.unwrap_or(false),
            example: example.map(|example| example.value.0.clone()),
        }
    };
    specs.0.iter().map(member).collect()
}

fn enumeration(
    name: &str,
    description: Option<&Prose>,
    spec: &Spanned<ValuesSpec>,
    problems: &mut Problems,
) -> NamedType {
    let values = &spec.value.0;
    if values.is_empty() && !problems.any_within(spec.span) {
        problems.push(
            Diagnostic::error(&rule::WRONG_TYPE, "an enumeration without values")
                .at(spec.span, "no values here")
                .help("add at least one value"),
        );
    }
    let mut idents = BTreeSet::new();
    let mut found: Vec<EnumValue> = Vec::with_capacity(values.len());
    let mut known: HashMap<&str, Span> = HashMap::new();
    for (value, meaning) in values {
        if let Some(first) = known.insert(&value.value, value.span) {
            problems.push(
                Diagnostic::error(
                    &rule::DUPLICATE_KEY,
                    format!("the value `{}` appears twice", value.value),
                )
                .at(value.span, "the second one")
                .also(first, "the first one")
                .help("remove one of the two"),
            );
            continue;
        }
        found.push(EnumValue {
            value: value.value.clone(),
            ident: free_ident(&names::variant(&value.value), &mut idents),
            description: meaning.as_ref().map(Prose::text),
        });
    }
    NamedType {
        name: name.to_owned(),
        ident: names::pascal(name),
        description: description.map(Prose::text),
        form: Form::Values(found),
    }
}

fn free_ident(ident: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = ident.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{ident}{number}");
        number += 1;
    }
    candidate
}
