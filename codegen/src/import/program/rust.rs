//! Rust: enums with the messages of thiserror, and the functions that match on their variants.

use std::collections::BTreeMap;

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, File, ImplItem, Item, ItemEnum, Lit, Meta, Pat, Stmt};

use super::{Row, declared, format, is_of_errors, of, status_named, unread};
use crate::import::entry::ARGUMENT;
use crate::import::part::{Cell, Part, span};
use crate::import::role::{is_code, statuses};
use crate::source::Span;

/// What functions say about each variant: by enum and variant, the heading and the value.
type Matched = BTreeMap<(String, String), Row>;

/// Reads a file.
///
/// # Errors
///
/// If it does not parse: why not.
pub fn read(file: u32, text: &str) -> Result<Vec<Part>, String> {
    if is_too_deep(text) {
        return Err("is nested too deep to be read".to_owned());
    }
    let parsed: File = syn::parse_file(text).map_err(|error| {
        let line = error.span().start().line;
        format!("is no Rust: {error} (line {line})")
    })?;
    let mut matched = Matched::new();
    let mut parts = Vec::new();
    functions(file, &parsed.items, &mut matched);
    enums(file, &parsed.items, &matched, &mut parts);
    Ok(parts)
}

/// Whether a parser that calls itself for what is in brackets, behind a mark or a keyword, or behind
/// `else` would go too far.
fn is_too_deep(text: &str) -> bool {
    const DEEPEST: usize = 100;
    const PREFIXES: [&str; 8] = ["return", "break", "move", "async", "unsafe", "let", "dyn", "mut"];
    // What is no tokens is no program, which the parser says.
    let Ok(tokens) = text.parse::<TokenStream>() else { return false };
    let mut open = vec![(tokens.into_iter(), 0)];
    let mut prefixes = 0;
    while let Some((tokens, links)) = open.last_mut() {
        let Some(token) = tokens.next() else {
            open.pop();
            continue;
        };
        let is_prefix = match &token {
            TokenTree::Punct(mark) => {
                match mark.as_char() {
                    ';' | ',' => *links = 0,
                    '=' => *links += 1,
                    _ => {}
                }
                true
            }
            TokenTree::Ident(name) => {
                *links += usize::from(name == "else");
                PREFIXES.iter().any(|prefix| name == prefix)
            }
            _ => false,
        };
        prefixes = if is_prefix { prefixes + 1 } else { 0 };
        if prefixes > DEEPEST || *links > 10 * DEEPEST {
            return true;
        }
        if let TokenTree::Group(group) = token {
            open.push((group.stream().into_iter(), 0));
        }
        if open.len() > DEEPEST {
            return true;
        }
    }
    false
}

fn place(file: u32, of: &impl Spanned) -> Span {
    let range = of.span().byte_range();
    span(file, range.start, range.end)
}

fn enums(file: u32, items: &[Item], matched: &Matched, parts: &mut Vec<Part>) {
    for item in items {
        match item {
            Item::Enum(item) => of_enum(file, item, matched, parts),
            Item::Mod(module) => {
                let inner = module.content.as_ref().map(|(_, items)| items.as_slice());
                enums(file, inner.unwrap_or_default(), matched, parts);
            }
            _ => {}
        }
    }
}

/// The text of a literal.
fn literal(file: u32, expr: &Expr) -> Option<Cell> {
    let lit = match expr {
        Expr::Lit(ExprLit { lit, .. }) => lit,
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(expr, None)] => return literal(file, expr),
            _ => return None,
        },
        Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr, .. }) => {
            let number = literal(file, expr)?;
            return Some(of(format!("-{}", number.text), number.span));
        }
        _ => return None,
    };
    let text = match lit {
        Lit::Str(text) => text.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Lit::Int(number) => number.base10_digits().to_owned(),
        _ => return None,
    };
    Some(of(text, place(file, lit)))
}

/// The comments of an item.
fn docs(file: u32, attributes: &[Attribute]) -> Option<Cell> {
    let lines = attributes.iter().filter(|it| it.path().is_ident("doc")).filter_map(|it| {
        let Meta::NameValue(pair) = &it.meta else { return None };
        literal(file, &pair.value)
    });
    let lines: Vec<Cell> = lines.filter(|line| !line.text.is_empty()).collect();
    let at = lines.first()?.span;
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    Some(of(texts.join(" "), at))
}

/// The value of an argument of an attribute: `#[serde(rename = "…")]`.
fn argument(file: u32, attributes: &[Attribute], name: &str, key: &str) -> Option<Cell> {
    let mut found = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident(name)) {
        // Other arguments may have any form, which does not matter here.
        let _ = attribute.parse_nested_meta(|meta| {
            let is_key = meta.path.is_ident(key);
            if let Ok(value) = meta.value() {
                let value: Expr = value.parse()?;
                if is_key {
                    found = literal(file, &value);
                }
            }
            Ok(())
        });
    }
    found
}

fn of_enum(file: u32, item: &ItemEnum, matched: &Matched, parts: &mut Vec<Part>) {
    let name = item.ident.to_string();
    let says = |attributes: &[Attribute]| attributes.iter().any(|it| it.path().is_ident("error"));
    let errors = item.variants.iter().any(|variant| says(&variant.attrs));
    if !errors && !is_of_errors(&name) {
        return;
    }
    let style = argument(file, &item.attrs, "serde", "rename_all")
        .or_else(|| argument(file, &item.attrs, "strum", "serialize_all"));
    let mut rows = Vec::new();
    // What has no number follows the one before it.
    let mut next = None::<i64>;
    for variant in &item.variants {
        let ident = variant.ident.to_string();
        let at = place(file, &variant.ident);
        let said = said_of(matched, &name, &ident);
        let renamed = argument(file, &variant.attrs, "serde", "rename")
            .or_else(|| argument(file, &variant.attrs, "strum", "serialize"));
        let number = variant.discriminant.as_ref().and_then(|(_, value)| literal(file, value));
        let number = number.or_else(|| next.map(|next| of(next.to_string(), at)));
        next = number.as_ref().and_then(|it| it.text.parse::<i64>().ok()?.checked_add(1));
        let status = number.clone().filter(|number| statuses(&number.text).is_some());
        let code = said.iter().find(|(heading, _)| heading == "Code");
        let code = code.map(|(_, cell)| cell.clone()).or(renamed);
        let code = code.or(number.filter(|_| status.is_none()));
        let mut row: Row = Vec::new();
        match code {
            Some(code) => {
                row.push(("Code".to_owned(), code));
                row.push(("Name".to_owned(), of(ident.clone(), at)));
            }
            None => row.push(("Code".to_owned(), of(styled(&ident, style.as_ref()), at))),
        }
        row.extend(status.map(|status| ("HTTP status".to_owned(), status)));
        row.extend(said.into_iter().filter(|(heading, _)| heading != "Code"));
        for attribute in variant.attrs.iter().filter(|it| it.path().is_ident("error")) {
            let said = said_by(file, attribute, variant);
            if said.is_empty() {
                let why = format!("the message of `{ident}` is no plain text, and is not imported");
                parts.push(unread(place(file, attribute), why));
            }
            row.extend(said);
        }
        row.extend(docs(file, &variant.attrs).map(|docs| ("Description".to_owned(), docs)));
        rows.push(row);
    }
    let named = of(name, place(file, &item.ident));
    if !rows.is_empty() {
        declared(&named, docs(file, &item.attrs), &rows, parts);
    }
}

/// The message of a variant, and its arguments; nothing if it is that of another error.
fn said_by(file: u32, attribute: &Attribute, variant: &syn::Variant) -> Row {
    let parsed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let expr: Expr = input.parse()?;
        let comma: Option<syn::Token![,]> = input.parse()?;
        Ok((expr, comma.map(|_| input.parse::<TokenStream>()).transpose()?))
    });
    let Ok((expr, behind)) = parsed else { return Row::new() };
    let Some(text) = literal(file, &expr) else { return Row::new() };
    let arguments = format::message(&text.text, behind.unwrap_or_default(), variant);
    let Some((message, arguments)) = arguments else { return vec![("Message".to_owned(), text)] };
    let mut row = vec![("Message".to_owned(), of(message, text.span))];
    row.extend(
        arguments
            .into_iter()
            .map(|(name, ty)| (format!("{ARGUMENT}{name}"), of(ty.to_owned(), text.span))),
    );
    row
}

/// What functions say about a variant, by name or with all others.
fn said_of(matched: &Matched, owner: &str, variant: &str) -> Row {
    let of = |name: &str| matched.get(&(owner.to_owned(), name.to_owned()));
    let mut said = of(variant).cloned().unwrap_or_default();
    for (heading, cell) in of("_").into_iter().flatten() {
        if !said.iter().any(|(known, _)| known == heading) {
            said.push((heading.clone(), cell.clone()));
        }
    }
    said
}

/// The name of a variant as serde writes it.
fn styled(ident: &str, style: Option<&Cell>) -> String {
    match style.map(|style| style.text.as_str()) {
        Some("snake_case") => ident.to_snake_case(),
        Some("SCREAMING_SNAKE_CASE") => ident.to_shouty_snake_case(),
        Some("UPPERCASE") => ident.to_uppercase(),
        Some("kebab-case") => ident.to_kebab_case(),
        Some("camelCase") => ident.to_lower_camel_case(),
        Some("SCREAMING-KEBAB-CASE") => ident.to_kebab_case().to_uppercase(),
        Some("lowercase") => ident.to_lowercase(),
        _ => ident.to_owned(),
    }
}

/// Reads the functions whose body is a match on the variants of an enum.
fn functions(file: u32, items: &[Item], matched: &mut Matched) {
    for item in items {
        match item {
            Item::Mod(module) => {
                let inner = module.content.as_ref().map(|(_, items)| items.as_slice());
                functions(file, inner.unwrap_or_default(), matched);
            }
            Item::Impl(block) => {
                let owner = match &*block.self_ty {
                    syn::Type::Path(path) => {
                        path.path.segments.last().map(|it| it.ident.to_string())
                    }
                    _ => None,
                };
                let Some(owner) = owner else { continue };
                for item in &block.items {
                    let ImplItem::Fn(function) = item else { continue };
                    if let Some(Stmt::Expr(Expr::Match(expr), _)) = function.block.stmts.last() {
                        arms(file, &owner, &function.sig.ident.to_string(), expr, matched);
                    }
                }
            }
            _ => {}
        }
    }
}

fn arms(file: u32, owner: &str, function: &str, expr: &syn::ExprMatch, matched: &mut Matched) {
    for arm in &expr.arms {
        let value = literal(file, &arm.body);
        let status = match &*arm.body {
            Expr::Path(path) => {
                path.path.segments.last().and_then(|it| status_named(&it.ident.to_string()))
            }
            _ => None,
        };
        let (heading, cell) = match (value, status) {
            (_, Some(status)) => ("HTTP status", of(status.to_string(), place(file, &*arm.body))),
            (Some(value), _) if function.contains("status") => ("HTTP status", value),
            (Some(value), _) if is_of_errors(function) && is_code(&value.text) => ("Code", value),
            (Some(value), _) if function == "as_str" && is_code(&value.text) => ("Code", value),
            _ => continue,
        };
        let mut names = Vec::new();
        variants(&arm.pat, &mut names);
        for name in names {
            let row = matched.entry((owner.to_owned(), name)).or_default();
            if !row.iter().any(|(known, _)| known == heading) {
                row.push((heading.to_owned(), cell.clone()));
            }
        }
    }
}

/// The variants that a pattern names.
fn variants(pattern: &Pat, names: &mut Vec<String>) {
    let path = match pattern {
        Pat::Or(or) => return or.cases.iter().for_each(|case| variants(case, names)),
        Pat::Reference(inner) => return variants(&inner.pat, names),
        Pat::Path(path) => &path.path,
        Pat::TupleStruct(tuple) => &tuple.path,
        Pat::Struct(inner) => &inner.path,
        Pat::Wild(_) => return names.push("_".to_owned()),
        _ => return,
    };
    names.extend(path.segments.last().map(|segment| segment.ident.to_string()));
}
