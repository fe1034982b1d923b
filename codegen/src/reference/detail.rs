//! What an entry says of the details of a code.

use super::{Fact, Phrase, Table, code, column, text, words};
use crate::model::{
    Delivery, Detail, EnumValue, Form, Kind, NamedType, Place, TypeMember, display_path,
    named_types,
};

/// The table of a code's details; nothing if it has none.
pub(super) fn table(details: &[Detail], delivery: Delivery) -> Option<Table<'_>> {
    (!details.is_empty()).then(|| Table {
        title: Fact::Details.label().into(),
        columns: ["Detail", "Type", "Where", "Description"].map(column).to_vec(),
        rows: details.iter().map(|detail| row(detail, delivery)).collect(),
    })
}

fn row(detail: &Detail, delivery: Delivery) -> Vec<Phrase<'_>> {
    // The example is part of the example response.
    let Detail { name, description, ty, place, optional: _, sensitive: _, example: _ } = detail;
    let mut about: Phrase<'_> = description.iter().map(text).collect();
    for remark in remarks(detail) {
        if !about.is_empty() {
            about.push(words(" "));
        }
        about.push(words(remark));
    }
    vec![vec![code(name)], vec![code(ty.to_string())], travels(place, delivery), about]
}

/// Where in a response a detail travels.
fn travels(place: &Place, delivery: Delivery) -> Phrase<'_> {
    match place {
        Place::Body(path) => {
            let carrier = match delivery {
                Delivery::Body => "body, ",
                Delivery::Redirect => "query, ",
            };
            vec![words(carrier), code(display_path(path))]
        }
        Place::Header { name, parameter } => {
            let mut out = vec![words("header "), code(name)];
            if let Some(parameter) = parameter {
                out.extend([words(", parameter "), code(parameter)]);
            }
            out
        }
        Place::Message => vec![words("in the message only")],
    }
}

/// The table of the types that a code's details have; nothing if none has a name.
pub(super) fn types(details: &[Detail]) -> Option<Table<'_>> {
    let types = named_types(details.iter().map(|detail| &detail.ty.kind));
    (!types.is_empty()).then(|| Table {
        title: Fact::Types.label().into(),
        columns: ["Type", "Value or member", "Type of member", "Description"].map(column).to_vec(),
        rows: types.into_iter().flat_map(|named| parts(named)).collect(),
    })
}

/// A row for what a type is, if it says so, and one for each value or member.
fn parts(named: &NamedType) -> Vec<Vec<Phrase<'_>>> {
    let NamedType { name, ident: _, description, form } = named;
    let about =
        description.iter().map(|about| vec![vec![code(name)], vec![], vec![], vec![text(about)]]);
    let mut rows: Vec<Vec<Phrase<'_>>> = about.collect();
    match form {
        Form::Values(values) => rows.extend(values.iter().map(|of| {
            let EnumValue { value, ident: _, description } = of;
            let about = description.iter().map(text).collect();
            vec![vec![code(name)], vec![code(value)], vec![], about]
        })),
        Form::Members(members) => rows.extend(members.iter().map(|of| {
            // The example is part of the example response.
            let TypeMember { name: member, description, ty, optional, example: _ } = of;
            let mut about: Phrase<'_> = description.iter().map(text).collect();
            if *optional {
                about.extend((!about.is_empty()).then(|| words(" ")));
                about.push(words(ABSENT));
            }
            vec![vec![code(name)], vec![code(member)], vec![code(ty.to_string())], about]
        })),
    }
    rows
}

const ABSENT: &str = "May be absent.";

/// What the reference adds to the description of a detail.
pub(crate) fn remarks(detail: &Detail) -> impl Iterator<Item = &'static str> {
    let in_header = matches!(detail.place, Place::Header { .. });
    let is_delay = detail.ty.kind == Kind::Delay;
    let remarks = [
        (is_delay && in_header, "In whole seconds, or as an HTTP date."),
        (is_delay && !in_header, "In whole seconds."),
        (detail.optional, ABSENT),
        (detail.sensitive, "Sensitive: keep it out of logs and messages."),
    ];
    remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark)
}
