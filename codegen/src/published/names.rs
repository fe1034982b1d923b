//! What a published catalog has, by its names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lower::{self, Types};
use crate::model::{
    ActionId, CategoryId, CodeId, CodeType, EnumValue, FieldId, Form, GroupId, NamedType,
    SectionId, Text, Type, TypeMember,
};
use crate::targets::json::{self, Catalog};

/// Why a file is no registry, as a phrase.
pub(super) type Fault = String;

/// The ids of what a catalog has, and its types, by their names.
pub(super) struct Names<'a> {
    codes: BTreeMap<&'a str, usize>,
    sections: BTreeMap<&'a str, usize>,
    groups: BTreeMap<&'a str, usize>,
    categories: BTreeMap<&'a str, usize>,
    actions: BTreeMap<&'a str, usize>,
    fields: BTreeMap<&'a str, usize>,
    pub(super) types: Types,
    /// What travels as a code.
    pub(super) ty: CodeType,
}

impl<'a> Names<'a> {
    pub(super) fn of(catalog: &'a Catalog<'a>) -> Result<Names<'a>, Fault> {
        Ok(Names {
            codes: indexes(catalog.codes.read.iter().map(|code| &*code.name)),
            sections: indexes(catalog.sections.iter().map(|section| &*section.id)),
            groups: indexes(catalog.groups.iter().map(|group| &*group.id)),
            categories: indexes(catalog.categories.iter().map(|category| &*category.id)),
            actions: indexes(catalog.actions.iter().map(|action| &*action.id)),
            fields: indexes(catalog.fields.iter().map(|field| &*field.name)),
            types: types(&catalog.types)?,
            ty: catalog.naming.ty.0,
        })
    }

    pub(super) fn code(&self, name: &str) -> Result<CodeId, Fault> {
        found(&self.codes, "code", name).map(CodeId::from_index)
    }

    pub(super) fn codes(&self, names: &[impl AsRef<str>]) -> Result<Vec<CodeId>, Fault> {
        names.iter().map(|name| self.code(name.as_ref())).collect()
    }

    pub(super) fn section(&self, id: &str) -> Result<SectionId, Fault> {
        found(&self.sections, "section", id).map(SectionId::from_index)
    }

    pub(super) fn group(&self, id: &str) -> Result<GroupId, Fault> {
        found(&self.groups, "group", id).map(GroupId::from_index)
    }

    pub(super) fn category(&self, id: &str) -> Result<CategoryId, Fault> {
        found(&self.categories, "category", id).map(CategoryId::from_index)
    }

    pub(super) fn action(&self, id: &str) -> Result<ActionId, Fault> {
        found(&self.actions, "action", id).map(ActionId::from_index)
    }

    pub(super) fn field(&self, name: &str) -> Result<FieldId, Fault> {
        found(&self.fields, "field", name).map(FieldId::from_index)
    }
}

fn indexes<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    names.zip(0..).collect()
}

fn found(known: &BTreeMap<&str, usize>, kind: &str, name: &str) -> Result<usize, Fault> {
    known.get(name).copied().ok_or_else(|| format!("there is no {kind} `{name}`"))
}

/// The named types. Those that a type is made of may follow it.
fn types(published: &[json::Type<'_>]) -> Result<Types, Fault> {
    let mut types = Types::default();
    let mut left: Vec<&json::Type<'_>> = published.iter().collect();
    while !left.is_empty() {
        let before = left.len();
        let mut unknown = String::new();
        left.retain(|published| match named_type(published, &types) {
            Ok(named) => {
                types.declared.insert(named.name.clone(), Arc::new(named));
                false
            }
            Err(fault) => {
                unknown = fault;
                true
            }
        });
        if left.len() == before {
            return Err(unknown);
        }
    }
    let in_order = published.iter().filter_map(|published| types.declared.get(&*published.name));
    types.all = in_order.cloned().collect();
    Ok(types)
}

fn named_type(published: &json::Type<'_>, types: &Types) -> Result<NamedType, Fault> {
    let json::Type { name, ident, description, values, members } = published;
    let member = |member: &json::TypeMember<'_>| {
        Ok(TypeMember {
            name: member.name.to_string(),
            description: member.description.as_deref().map(Text::new),
            ty: ty(&member.ty, member.nullable, types)?,
            optional: member.optional,
            example: member.example.as_deref().cloned(),
        })
    };
    let value = |value: &json::TypeValue<'_>| EnumValue {
        value: value.value.to_string(),
        ident: value.ident.to_string(),
        description: value.description.as_deref().map(Text::new),
    };
    let form = if let Some(values) = values {
        Form::Values(values.iter().map(value).collect())
    } else {
        let members = members.iter().flatten().map(member);
        Form::Members(members.collect::<Result<_, Fault>>()?)
    };
    Ok(NamedType {
        name: name.to_string(),
        ident: ident.to_string(),
        description: description.as_deref().map(Text::new),
        form,
    })
}

/// A type that is written as a word and whether the value may be null.
pub(super) fn ty(word: &str, nullable: bool, types: &Types) -> Result<Type, Fault> {
    let found = lower::parse_type(word, types).ok_or_else(|| format!("there is no type `{word}`"));
    found.map(|ty| Type { nullable, ..ty })
}
