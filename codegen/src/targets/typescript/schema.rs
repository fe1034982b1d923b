//! The context of the template of what validates bodies and details: a rule for each.

use minijinja::context;
use serde_json::{Map, Value, json};

use super::literal::{self, INDENT};
use super::types;
use crate::model::{Catalog, Code, Form, Kind, NamedType, Place, Shape, Type};
use crate::output::HEADER;
use crate::targets::RenderError;

pub(super) fn view(catalog: &Catalog) -> Result<minijinja::Value, RenderError> {
    let codes = catalog.distinct_codes().filter(|code| code.sent().next().is_some());
    let rules = codes.map(|code| (code.code.text(), details(code)));
    let before = "export const bodySchema = /* @__PURE__ */ runtime.schema(".len();
    Ok(context! {
        header => HEADER,
        body => literal::value(&shape(catalog, &catalog.envelope.shape), 0, before),
        details => literal::members(rules, INDENT.len())?,
    })
}

/// `Rule` of the runtime for the body.
fn shape(catalog: &Catalog, of: &Shape) -> Value {
    match of {
        Shape::Object { members, .. } => {
            let members = members.iter().map(|member| {
                let mut rule = shape(catalog, &member.shape);
                if member.or_null {
                    rule = json!({ "nullable": rule });
                }
                (member.name.clone(), or_absent(rule, member.optional))
            });
            json!({ "members": members.collect::<Map<_, _>>() })
        }
        Shape::Array(element) => json!({ "list": shape(catalog, element) }),
        Shape::Slot(slot) => kind(&catalog.kind(*slot)),
        Shape::Type(ty) => type_of(ty),
        Shape::Constant(value) => json!({ "is": value }),
    }
}

/// The rule for the details of a code as a client has them: headers may be missing.
fn details(code: &Code) -> Value {
    let members = code.sent().zip(types::detail_names(code)).map(|(detail, name)| {
        let optional = detail.optional || matches!(detail.place, Place::Header { .. });
        (name, or_absent(type_of(&detail.ty), optional))
    });
    json!({ "members": members.collect::<Map<_, _>>() })
}

fn or_absent(rule: Value, optional: bool) -> Value {
    if optional { json!({ "optional": rule }) } else { rule }
}

fn type_of(ty: &Type) -> Value {
    let rule = kind(&ty.kind);
    if ty.nullable { json!({ "nullable": rule }) } else { rule }
}

fn kind(of: &Kind) -> Value {
    match of {
        Kind::String | Kind::Decimal | Kind::Uuid | Kind::Uri | Kind::Date | Kind::DateTime => {
            json!("string")
        }
        Kind::Integer | Kind::Int64 | Kind::Number | Kind::Delay => json!("number"),
        Kind::Boolean => json!("boolean"),
        Kind::Object => json!("object"),
        Kind::Named(named) => named_type(named),
        Kind::List(element) => json!({ "list": kind(element) }),
        Kind::Map(value) => json!({ "map": kind(value) }),
    }
}

/// A newer service may send further values of an enumeration.
fn named_type(named: &NamedType) -> Value {
    match &named.form {
        Form::Values(_) => json!("string"),
        Form::Members(members) => {
            let members = members.iter().map(|member| {
                (member.name.clone(), or_absent(type_of(&member.ty), member.optional))
            });
            json!({ "members": members.collect::<Map<_, _>>() })
        }
    }
}
