//! The messages of errors: what they show of details and of arguments.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::{Expr, chain, list};
use super::literal::string;
use super::named::{Field, NamedCatalog, NamedCode};
use super::source::Arms;
use super::types;
use crate::model::{Kind, Part};

/// The function that makes a message from details and arguments, with its arms; none if no message has
/// any.
pub(super) fn message(api: &NamedCatalog<'_>) -> Option<(TokenStream, Arms)> {
    let arguments = api.codes.iter().any(|code| !code.arguments.is_empty());
    let mut arms = Arms::new("messages_with_details", 12);
    api.codes.iter().for_each(|code| formatted(&mut arms, code, arguments));
    let (name, matched) = if arguments {
        (quote!(arguments), quote!((code, details, arguments)))
    } else {
        (quote!(_), quote!(details))
    };
    let is_whole = |code: &NamedCode<'_>| code.template().is_some_and(|it| it.parts.len() == 1);
    let allow = api.codes.iter().any(is_whole).then(|| {
        quote!(#[allow(clippy::useless_format, reason = "all messages are made in the same way")])
    });
    arms.quoted().map(|quoted| {
        let function = quote! {
            #allow
            fn message(
                code: ErrorCode,
                details: Option<&Details>,
                #name: &[String],
            ) -> std::borrow::Cow<'static, str> {
                match #matched {
                    #quoted
                    _ => code.message().into(),
                }
            }
        };
        (function, arms)
    })
}

/// Writes the arm for a code whose message has details or arguments; `tuple` says that the arguments of
/// some code are matched too.
fn formatted(arms: &mut Arms, code: &NamedCode<'_>, tuple: bool) {
    let Some(template) = code.template() else { return };
    let mut format = String::new();
    let mut arguments = Vec::new();
    for part in &template.parts {
        let name = match part {
            Part::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
                continue;
            }
            Part::Detail(name) => name,
        };
        if let Some(index) = code.arguments.iter().position(|of| of.detail.name == *name) {
            let _ = write!(format, "{{{}}}", argument(index));
            continue;
        }
        let mut fields = code.details.iter().flat_map(|details| &details.fields);
        let Some(field) = fields.find(|field| field.detail.name == *name) else { return };
        let (placeholder, argument) = shown(field);
        format.push_str(placeholder);
        arguments.extend(argument);
    }
    let variant = &code.variant;
    let binding = if arguments.is_empty() { "_" } else { "details" };
    let details = code.details.is_some().then(|| format!("Some(Details::{variant}({binding}))"));
    let pattern = match (details, &code.arguments[..]) {
        (Some(details), []) if tuple => format!("(_, {details}, _)"),
        (Some(details), []) => details,
        (Some(details), of) => format!("(_, {details}, {})", names(of.len())),
        (None, of) => format!("(ErrorCode::{variant}, _, {})", names(of.len())),
    };
    let shown = std::iter::once(Expr::from(string(&format))).chain(arguments);
    arms.add(pattern, &chain(list("format!(", shown, ")"), ["into()"]));
}

/// The pattern of this number of arguments.
pub(super) fn names(arguments: usize) -> String {
    let names: Vec<String> = (0..arguments).map(argument).collect();
    format!("[{}]", names.join(", "))
}

/// The name of an argument of the message.
pub(super) fn argument(index: usize) -> String {
    format!("argument_{index}")
}

/// What a message shows of a parameter.
pub(super) fn text(field: &Field<'_>) -> Expr {
    let name = &field.name;
    let kind = &field.detail.ty.kind;
    if shown_as_json(field) {
        return chain(format!("shared::Value::from({name})"), ["to_string()"]);
    }
    if field.is_option() {
        let otherwise = [r#"|| "null".to_owned()"#, "|value| value.to_string()"];
        return chain(name.to_string(), [list("map_or_else(", otherwise, ")")]);
    }
    if types::is_text(kind) {
        return format!("{name}.into()").into();
    }
    if types::parameter(kind).1 {
        return chain(format!("Into::<{}>::into({name})", types::kind(kind)), ["to_string()"]);
    }
    if *kind != Kind::Number {
        return format!("{name}.to_string()").into();
    }
    // A format string cannot hold a raw identifier.
    let text = name.to_string();
    if text.starts_with("r#") {
        return format!("format!(\"{{:?}}\", {name})").into();
    }
    format!("format!(\"{{{text}:?}}\")").into()
}

/// How a detail shows in a message.
pub(super) fn shown(field: &Field<'_>) -> (&'static str, Option<Expr>) {
    let name = &field.name;
    let kind = &field.detail.ty.kind;
    if field.detail.sensitive {
        return ("[redacted]", None);
    }
    if shown_as_json(field) {
        let clone = if types::is_copy(kind) { "" } else { ".clone()" };
        let value = list("shared::Value::from(", [format!("details.{name}{clone}")], ")");
        return ("{}", Some(value));
    }
    if field.is_option() {
        let or_null = list("map_or_else(", [r#"|| "null".to_owned()"#, "ToString::to_string"], ")");
        let calls = [name.to_string().into(), Expr::from("as_ref()"), or_null];
        return ("{}", Some(chain("details", calls)));
    }
    let placeholder = if *kind == Kind::Number { "{:?}" } else { "{}" };
    (placeholder, Some(format!("details.{name}").into()))
}

/// How a detail shows in a message, as an owned string, and whether that needs the details.
pub(super) fn shown_text(field: &Field<'_>) -> (Expr, bool) {
    let kind = &field.detail.ty.kind;
    let is_string = kind.is_text() && !matches!(kind, Kind::Named(_)) && !field.is_option();
    let (placeholder, argument) = shown(field);
    match argument {
        None => (format!("{}.to_owned()", string(placeholder)).into(), false),
        // Clippy wants no text to be formatted.
        Some(text) if field.is_option() && !shown_as_json(field) => (text, true),
        Some(text) if is_string => (format!("{text}.clone()").into(), true),
        Some(value) if placeholder == "{}" => (chain(value, ["to_string()"]), true),
        Some(value) => (list("format!(", [Expr::from(string(placeholder)), value], ")"), true),
    }
}

/// Whether a detail shows in a message as JSON.
fn shown_as_json(field: &Field<'_>) -> bool {
    let kind = &field.detail.ty.kind;
    types::is_composite(kind) || (field.is_option() && *kind == Kind::Number)
}
