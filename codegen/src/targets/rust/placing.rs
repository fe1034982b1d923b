//! How details get to their places in a body.

use std::fmt::Write;

use super::body::Leaf;
use super::layout::{Expr, chain, line, list};
use super::literal::string;
use super::named::{self, NamedCatalog};
use super::types::{self, Fit};
use super::word::Ident;
use crate::model::{Kind, PathStep};

/// For each code whose details are sent in the body: the statements that put them there.
pub(super) fn placements<'p>(api: &'p NamedCatalog<'_>, indent: usize) -> Vec<(&'p Ident, String)> {
    let statements = api.detailed().map(|(code, details)| {
        let mut statements = String::new();
        details.fields.iter().for_each(|field| place(api, field, indent, &mut statements));
        (&code.variant, statements)
    });
    statements.filter(|(_, statements)| !statements.is_empty()).collect()
}

/// Writes the statement that puts a detail into its member.
fn place(api: &NamedCatalog<'_>, field: &named::Field<'_>, indent: usize, text: &mut String) {
    let Some((leaf, below)) = api.body.leaf(field.detail) else { return };
    let (member, name) = (&leaf.name, &field.name);
    let kind = &field.detail.ty.kind;
    let copied = types::is_copy(kind);
    let value = if copied { format!("details.{name}") } else { format!("details.{name}.clone()") };
    if !below.is_empty() {
        // In a map, the value has the type of the map's values, or is a value of an enumeration among
        // texts.
        let in_map = matches!(leaf.ty.kind, Kind::Map(_)) && !leaf.any;
        let (of_value, of_detail) = match (in_map, kind.named()) {
            (true, Some(_)) => ("value.to_string()", format!("details.{name}.to_string()")),
            (true, None) => ("value.clone()", value),
            (false, _) if copied => ("value.into()", format!("{value}.into()")),
            (false, _) => ("value.clone().into()", format!("{value}.into()")),
        };
        if !field.detail.optional {
            return line(text, indent, &put(leaf, below, &of_detail), ";");
        }
        let reference = if copied && !in_map { "" } else { "&" };
        let _ = writeln!(text, "{:indent$}if let Some(value) = {reference}details.{name} {{", "");
        line(text, indent + 4, &put(leaf, below, of_value), ";");
        let _ = writeln!(text, "{:indent$}}}", "");
        return;
    }
    let fit = types::fit(kind, &leaf.ty.kind).filter(|_| !leaf.any);
    if let (Some(Fit::Same), true, false) = (fit, field.is_option(), copied) {
        let clone = list("clone_from(", [format!("&details.{name}")], ")");
        return line(text, indent, &chain("members", [member.to_string().into(), clone]), ";");
    }
    let objects = "iter().map(shared::support::object).collect()";
    let value = match (fit, field.is_option()) {
        (Some(Fit::Same), true) => value,
        (Some(Fit::Same), false) => format!("Some({value})"),
        (Some(Fit::Text), true) => format!("details.{name}.as_ref().map(ToString::to_string)"),
        (Some(Fit::Text), false) => format!("Some(details.{name}.to_string())"),
        (Some(Fit::Object), true) => {
            format!("details.{name}.as_ref().map(shared::support::object)")
        }
        (Some(Fit::Object), false) => format!("Some(shared::support::object(&details.{name}))"),
        (Some(Fit::Objects), true) => {
            format!("details.{name}.as_ref().map(|values| values.{objects})")
        }
        (Some(Fit::Objects), false) => format!("Some(details.{name}.{objects})"),
        (None, true) => format!("{value}.map(Into::into)"),
        (None, false) => format!("Some({value}.into())"),
    };
    line(text, indent, &format!("members.{member} = {value}").into(), ";");
}

/// The expression that puts a value at a path within a member.
fn put(leaf: &Leaf<'_>, below: &[PathStep], value: &str) -> Expr {
    let member = || [Expr::from(leaf.name.to_string()), "get_or_insert_default()".into()];
    let target = |calls: Vec<Expr>| chain("members", member().into_iter().chain(calls));
    let owned = |name: &str| format!("{}.to_owned()", string(name));
    if let ([PathStep::Member(name)], false) = (below, leaf.any) {
        return target(vec![list("insert(", [owned(name), value.to_owned()], ")")]);
    }
    let (target, rest) = match below {
        [PathStep::Member(name), rest @ ..] if !leaf.any => {
            (target(vec![list("entry(", [owned(name)], ")"), "or_default()".into()]), rest)
        }
        rest => (target(Vec::new()), rest),
    };
    let steps = rest.iter().map(|step| match step {
        PathStep::Member(name) => {
            format!("shared::support::Step::Member({})", string(name))
        }
        PathStep::Each => "shared::support::Step::First".to_owned(),
    });
    let arguments = [target, list("&[", steps, "]"), value.into()];
    list("shared::support::put(", arguments, ")")
}
