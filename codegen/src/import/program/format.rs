//! Messages of thiserror: a text with placeholders, and what these stand for.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Fields, Type, Variant};

/// The message of a variant as a registry writes it, with the type of each argument by name; nothing
/// if a placeholder says something else.
pub(super) fn message(
    text: &str,
    behind: TokenStream,
    variant: &Variant,
) -> Option<(String, Vec<(String, &'static str)>)> {
    if text.contains("{{") || text.contains("}}") {
        return None;
    }
    let given = given(behind);
    let mut arguments: Vec<(String, &'static str)> = Vec::new();
    let mut message = String::new();
    let mut rest = text;
    let mut next = 0;
    while let Some((before, inner)) = rest.split_once('{') {
        let (inner, after) = inner.split_once('}')?;
        let name = inner.split(':').next().unwrap_or_default().trim();
        let unnamed = given.iter().filter(|(name, _)| name.is_none()).nth(match name.parse() {
            Ok(index) => index,
            Err(_) => next,
        });
        let (name, ty) = match name {
            "" => {
                next += 1;
                of_given(unnamed?, next, variant)
            }
            _ if name.bytes().all(|byte| byte.is_ascii_digit()) => match unnamed {
                Some(given) => of_given(given, name.parse::<usize>().ok()? + 1, variant),
                None => field(name, variant)?,
            },
            _ => field(name, variant).unwrap_or_else(|| (name.to_owned(), "string")),
        };
        message.push_str(before);
        for piece in ["{", &name, "}"] {
            message.push_str(piece);
        }
        if !arguments.iter().any(|(known, _)| *known == name) {
            arguments.push((name, ty));
        }
        rest = after;
    }
    message.push_str(rest);
    Some((message, arguments))
}

/// An argument behind the text: its name, and the field that it is.
type Given = (Option<String>, Option<String>);

/// The arguments behind the text.
fn given(tokens: TokenStream) -> Vec<Given> {
    let mut pieces: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        match (&token, pieces.last_mut()) {
            (TokenTree::Punct(mark), _) if mark.as_char() == ',' => pieces.push(Vec::new()),
            (_, Some(last)) => last.push(token),
            _ => {}
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    let words = |piece: Vec<TokenTree>| {
        let words: Vec<String> = piece.iter().map(ToString::to_string).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (name, value) = match &words[..] {
            [name, "=", value @ ..] => (Some((*name).to_owned()), value),
            value => (None, value),
        };
        let field = match value {
            [".", field] => Some((*field).to_owned()),
            _ => None,
        };
        (name, field)
    };
    pieces.into_iter().map(words).collect()
}

/// The name and the type of an argument behind the text.
fn of_given(given: &Given, number: usize, variant: &Variant) -> (String, &'static str) {
    let known = given.1.as_ref().and_then(|name| field(name, variant));
    known.unwrap_or_else(|| (format!("value_{number}"), "string"))
}

/// The name and the type of a field of a variant.
fn field(name: &str, variant: &Variant) -> Option<(String, &'static str)> {
    match &variant.fields {
        Fields::Named(fields) => {
            let is_named = |ident: &syn::Ident| *ident == name;
            let found = fields.named.iter().find(|it| it.ident.as_ref().is_some_and(is_named))?;
            Some((name.trim_start_matches("r#").to_owned(), type_of(&found.ty)))
        }
        Fields::Unnamed(fields) => {
            let index: usize = name.parse().ok()?;
            let ty = type_of(&fields.unnamed.get(index)?.ty);
            let alone = fields.unnamed.len() == 1;
            Some((if alone { "value".to_owned() } else { format!("value_{}", index + 1) }, ty))
        }
        Fields::Unit => None,
    }
}

/// The type of the registry language for values of a type.
fn type_of(ty: &Type) -> &'static str {
    let Type::Path(path) = ty else { return "string" };
    let Some(last) = path.path.segments.last() else { return "string" };
    match last.ident.to_string().as_str() {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => {
            "integer"
        }
        "f32" | "f64" => "number",
        "bool" => "boolean",
        _ => "string",
    }
}
