//! Types: the envelope, and the details of codes.

use std::collections::BTreeSet;

use crate::model::{
    Catalog, Code, CodeType, Delivery, Detail, FieldType, Kind, Member, NamedType, PathStep, Place,
    Shape, Slot, Type, display_path,
};
use crate::names;

use super::literal::{self, INDENT};
use super::prose;

/// An object with unknown members.
const OBJECT: &str = "{ readonly [name: string]: unknown }";

/// The envelope as the body of an interface; `Code` is its parameter.
pub(super) fn envelope(catalog: &Catalog) -> String {
    shape(catalog, &catalog.envelope.shape, 0)
}

fn shape(catalog: &Catalog, shape_of: &Shape, column: usize) -> String {
    match shape_of {
        Shape::Object { members, details: false } if members.is_empty() => "{}".to_owned(),
        Shape::Object { members, details } => {
            let inner = column + INDENT.len();
            let mut out = String::from("{\n");
            for member in members {
                let Member { name, optional, or_null, description, shape: of, .. } = member;
                let doc = description.as_ref().map_or_else(String::new, prose::text);
                out.push_str(&prose::jsdoc(&doc, inner));
                let colon = if *optional { "?: " } else { ": " };
                let (name, mut shape) = (literal::name(name), shape(catalog, of, inner));
                if *or_null {
                    shape.push_str(" | null");
                }
                out.extend([&" ".repeat(inner), "readonly ", &name, colon, &shape, ";\n"]);
            }
            if *details {
                let doc = prose::plain("A detail of the error, under its own name.");
                out.push_str(&prose::jsdoc(&doc, inner));
                out.extend([&" ".repeat(inner), "readonly [name: string]: unknown;\n"]);
            }
            out.push_str(&" ".repeat(column));
            out.push('}');
            out
        }
        Shape::Array(element) => list(&shape(catalog, element, column)),
        Shape::Slot(slot) => slot_type(catalog, *slot),
        Shape::Type(ty) => type_of(ty),
        Shape::Constant(value) => literal::value(value, 0, 0),
    }
}

/// The type of the codes of a catalog, known or not.
pub(super) fn code(catalog: &Catalog) -> &'static str {
    match catalog.naming.ty {
        CodeType::String => "string",
        CodeType::Integer => "number",
    }
}

/// The type of a code that a program may ask about, as a text too where codes are numbers.
pub(super) fn any_code(catalog: &Catalog) -> &'static str {
    match catalog.naming.ty {
        CodeType::String => "string",
        CodeType::Integer => "string | number",
    }
}

fn slot_type(catalog: &Catalog, slot: Slot) -> String {
    match slot {
        Slot::Code => "Code".to_owned(),
        // A service that is newer than the package may send a new category.
        Slot::Category if !catalog.categories.is_empty() => {
            "ErrorCategory | (string & {})".to_owned()
        }
        slot => kind(&catalog.kind(slot)),
    }
}

/// The members of the interface with the values of declared fields.
pub(super) fn fields(catalog: &Catalog) -> String {
    let mut out = String::new();
    for (id, field) in catalog.fields_with_ids() {
        let doc = match &field.description {
            Some(description) => prose::text(description),
            None => prose::plain(&format!("{}.", field.title)),
        };
        out.push_str(&prose::jsdoc(&doc, INDENT.len()));
        let ty = match &field.ty {
            FieldType::Values(values) => {
                literal::union(values.iter().map(|value| value.value.as_str()), INDENT.len())
            }
            FieldType::String { .. } => " string".to_owned(),
            FieldType::Integer | FieldType::Number => " number".to_owned(),
            FieldType::Boolean => " boolean".to_owned(),
        };
        let always = catalog.codes.iter().all(|code| code.field(id).is_some());
        let colon = if always { ":" } else { "?:" };
        out.extend([INDENT, "readonly ", &literal::name(&field.name), colon, &ty, ";\n"]);
    }
    out
}

pub(super) fn type_of(ty: &Type) -> String {
    let kind = kind(&ty.kind);
    if ty.nullable { format!("{kind} | null") } else { kind }
}

fn kind(kind_of: &Kind) -> String {
    match kind_of {
        Kind::String | Kind::Decimal | Kind::Uuid | Kind::Uri | Kind::Date | Kind::DateTime => {
            "string".to_owned()
        }
        Kind::Integer | Kind::Int64 | Kind::Number | Kind::Delay => "number".to_owned(),
        Kind::Named(named) => name(named),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Object => OBJECT.to_owned(),
        Kind::List(element) => list(&kind(element)),
        Kind::Map(value) => format!("{{ readonly [name: string]: {} }}", kind(value)),
    }
}

fn list(element: &str) -> String {
    if element.contains(" | ") && !element.starts_with('{') || element.starts_with("readonly ") {
        format!("readonly ({element})[]")
    } else {
        format!("readonly {element}[]")
    }
}

/// The names of a code's details in TypeScript, in order; a delay is in milliseconds.
pub(super) fn detail_names(code: &Code) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut name = |detail: &Detail| {
        let mut name = detail_name(detail);
        while !taken.insert(name.clone()) {
            name.push_str("Detail");
        }
        name
    };
    code.sent().map(&mut name).collect()
}

/// What a detail is called, unless another one is; a delay is in milliseconds.
pub(super) fn detail_name(detail: &Detail) -> String {
    let mut name = names::camel(&detail.word());
    if detail.ty.kind == Kind::Delay {
        name.push_str("Ms");
    }
    name
}

/// The members of every error, which details with the same name do not replace.
const OWN: &str = "body catalog cause code constructor details docsUrl hasOwnProperty headers \
    isPrototypeOf isRetryable known logged message name others propertyIsEnumerable requestId retry \
    stack status toJSON toLocaleString toString valueOf";

/// How a program reads a detail of an `error`.
pub(super) fn detail_access(name: &str) -> String {
    let object = if OWN.split(' ').any(|own| own == name) { "error.details" } else { "error" };
    format!("{object}{}", literal::member(name))
}

/// The details of a code that was received, as an object type with its members at a column: a body may
/// lack what the reference promises, and nobody validates it unasked.
pub(super) fn details(code: &Code, column: usize) -> String {
    let mut out = String::from("{\n");
    for (detail, name) in code.sent().zip(detail_names(code)) {
        out.push_str(&prose::jsdoc(&detail_doc(detail), column));
        // Headers may be missing: by default, browsers hide those of cross-origin responses.
        let optional = detail.optional || matches!(detail.place, Place::Header { .. });
        let (colon, lacking) = if optional { ("?: ", "") } else { (": ", " | undefined") };
        let (name, ty) = (literal::name(&name), type_of(&detail.ty));
        out.extend([&" ".repeat(column), "readonly ", &name, colon, &ty, lacking, ";\n"]);
    }
    out.push_str(&" ".repeat(column - INDENT.len()));
    out.push('}');
    out
}

pub(super) fn detail_doc(detail: &Detail) -> String {
    let mut doc = detail.description.as_ref().map_or_else(String::new, prose::text);
    let unit = if detail.ty.kind == Kind::Delay { "In milliseconds. " } else { "" };
    let place = match &detail.place {
        Place::Body(path) => format!("From {} in the body.", prose::code(&display_path(path))),
        Place::Header { name, parameter: None } => {
            format!("From the {} header.", prose::code(name))
        }
        Place::Header { name, parameter: Some(parameter) } => format!(
            "From the {} parameter of the {} header.",
            prose::code(parameter),
            prose::code(name)
        ),
        Place::Message => "In the message only.".to_owned(),
    };
    let sensitive =
        if detail.sensitive { " Sensitive: not enumerable, to stay out of logs." } else { "" };
    if !doc.is_empty() {
        doc.push_str("\n\n");
    }
    doc.extend([unit, &place, sensitive]);
    doc
}

/// Whether some code is delivered by redirect.
pub(super) fn has_redirect(catalog: &Catalog) -> bool {
    catalog.codes.iter().any(|code| code.delivery == Delivery::Redirect)
}

/// Whether a response can have several errors: what identifies one is in an array.
pub(super) fn has_several(catalog: &Catalog) -> bool {
    let identity = catalog.envelope.shape.identity();
    identity.is_some_and(|(_, path)| path.contains(&PathStep::Each))
}

/// The status of an error whose code does not tell it.
pub(super) const ANY_STATUS: &str = "number";

/// The statuses of received errors with a code, as a type: any if the response is that of another
/// error or a redirect, too.
pub(super) fn statuses(catalog: &Catalog, code: &Code) -> String {
    if code.status.is_empty() || code.delivery == Delivery::Redirect || has_several(catalog) {
        return ANY_STATUS.to_owned();
    }
    code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(" | ")
}

/// Types that the module of a catalog declares, imports or uses from the language.
const TAKEN: &[&str] = &[
    "Address",
    "AnyErrorCode",
    "ApiError",
    "ApiErrorOf",
    "ApiErrorWith",
    "BodyDetails",
    "Date",
    "Envelope",
    "ErrorBody",
    "ErrorCategory",
    "ErrorCode",
    "ErrorCodes",
    "ErrorCodesByCategory",
    "ErrorCodesByFamily",
    "ErrorCodesBySection",
    "ErrorCodesByStatus",
    "ErrorDetails",
    "ErrorHandlers",
    "ErrorMembers",
    "ErrorSection",
    "ErrorSource",
    "FirstCodes",
    "FurtherApiErrors",
    "HasBody",
    "HeaderRecord",
    "HeadersLike",
    "KnownApiError",
    "NoDetails",
    "Partial",
    "PlainApiError",
    "PlainCodes",
    "PlainErrorCode",
    "Promise",
    "ReadonlyArray",
    "Redirected",
    "ResponseLike",
    "Sent",
    "ServiceDetails",
    "ServiceError",
    "ServiceErrors",
    "StatusOf",
    "UnknownApiError",
    "UnknownErrorCode",
];

/// The name of a catalog's errors as a class. One that means something else in the module ends in an
/// underscore; `ApiError` means these errors anyway.
pub(super) fn class(catalog: &Catalog) -> String {
    let mut name = format!("{}Error", names::pascal(&catalog.id));
    let types = catalog.received_types();
    let is_taken = |name: &str| {
        name != "ApiError" && TAKEN.binary_search(&name).is_ok()
            || types.iter().any(|named| self::name(named) == name)
    };
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// The name of a named type.
pub(super) fn name(named: &NamedType) -> String {
    let taken = TAKEN.binary_search(&&*named.ident).is_ok();
    // No identifier of a type ends like this.
    format!("{}{}", named.ident, if taken { "_" } else { "" })
}

#[cfg(test)]
mod tests {
    #[test]
    fn taken_names_are_sorted() {
        assert!(super::TAKEN.is_sorted());
    }
}
