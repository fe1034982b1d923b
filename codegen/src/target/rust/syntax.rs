//! Syntax trees built by hand where there is one for every code, and their printing.
//!
//! Parsing quoted tokens costs several times as much as printing them.

use proc_macro2::{Ident, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    AttrStyle, Attribute, Expr, ExprArray, ExprCall, ExprLit, ExprPath, ExprReference, ExprStruct,
    FieldValue, File, Item, Lit, LitBool, LitInt, LitStr, Member, Meta, MetaNameValue, Path, PathSegment,
};

use super::ident::raw;
use crate::output::HEADER;
use crate::target::RenderError;

/// The items of quoted source.
pub(super) fn items(source: TokenStream) -> Result<Vec<Item>, RenderError> {
    Ok(syn::parse2::<File>(source)?.items)
}

/// The single item of quoted source.
pub(super) fn parsed<T: syn::parse::Parse>(source: TokenStream) -> Result<T, RenderError> {
    Ok(syn::parse2(source)?)
}

/// One line of a doc comment.
pub(super) fn doc(line: &str) -> Attribute {
    let text = if line.is_empty() { String::new() } else { format!(" {line}") };
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: raw("doc").into(),
            eq_token: Default::default(),
            value: string(&text),
        }),
    }
}

/// A string literal.
pub(super) fn string(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// A number without a suffix.
pub(super) fn integer(number: impl ToString) -> Expr {
    literal(Lit::Int(LitInt::new(&number.to_string(), Span::call_site())))
}

/// `true` or `false`
pub(super) fn boolean(value: bool) -> Expr {
    literal(Lit::Bool(LitBool::new(value, Span::call_site())))
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

/// A path of these segments: `Enum::Variant`.
pub(super) fn path(segments: &[&Ident]) -> Expr {
    let segments = segments.iter().map(|&ident| PathSegment::from(ident.clone())).collect();
    let path = Path { leading_colon: None, segments };
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `Some(value)`
pub(super) fn some(value: Expr) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(path(&[&raw("Some")])),
        paren_token: Default::default(),
        args: Punctuated::from_iter([value]),
    })
}

/// `Some(value)` or `None`
pub(super) fn option(value: Option<Expr>) -> Expr {
    value.map_or_else(|| path(&[&raw("None")]), some)
}

/// `[a, b]`
pub(super) fn array(elements: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: elements.into_iter().collect(),
    })
}

/// `&[a, b]`
pub(super) fn slice(elements: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: None,
        expr: Box::new(array(elements)),
    })
}

/// `Type { field: value, ..rest }`
pub(super) fn structure(
    path: Path,
    fields: impl IntoIterator<Item = (Ident, Expr)>,
    rest: Option<Expr>,
) -> Expr {
    let field = |(name, expr)| FieldValue {
        attrs: Vec::new(),
        member: Member::Named(name),
        colon_token: Some(Default::default()),
        expr,
    };
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: Default::default(),
        fields: fields.into_iter().map(field).collect(),
        dot2_token: rest.is_some().then(Default::default),
        rest: rest.map(Box::new),
    })
}

/// A file that is marked as generated and left alone by rustfmt, which lays out some expressions
/// otherwise.
pub(super) fn file(source: &str) -> String {
    format!("// {HEADER}\n#![cfg_attr(any(), rustfmt::skip)]\n{source}")
}

/// Prints items as a file: a blank line between items, variants and methods that have comments.
pub(super) fn print(docs: &str, items: Vec<Item>) -> String {
    let mut text = docs.to_owned();
    let mut previous = String::new();
    for item in items {
        let kind = match &item {
            Item::Use(_) => "use",
            Item::Mod(_) => "mod",
            Item::Macro(_) => "macro",
            _ => "",
        };
        if kind.is_empty() || kind != previous {
            text.push('\n');
        }
        kind.clone_into(&mut previous);
        let file =
            File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        let item = prettyplease::unparse(&file);
        space_out(&item, &mut text);
    }
    file(&text)
}

/// Sets blank lines before documented members and fills lines of numbers.
fn space_out(source: &str, out: &mut String) {
    let mut previous = "";
    let mut column = 0;
    for line in source.lines() {
        let indent = line.len() - line.trim_start().len();
        let number = indent > 0 && is_number(line.trim_start());
        if number && column > 0 && column + 1 + line.len() - indent <= 100 {
            out.push(' ');
            out.push_str(line.trim_start());
            column += 1 + line.len() - indent;
            continue;
        }
        if column > 0 {
            out.push('\n');
            column = 0;
        }
        let opens = |line: &str| line.starts_with("///") || line.starts_with("#[");
        let member = &line[indent..];
        let starts = opens(member) || member.starts_with("pub ") || member.starts_with("fn ");
        let before = previous.trim_start();
        let follows = !opens(before) && !before.ends_with(['{', '(', '[']) && !before.is_empty();
        let separate = opens(member) || before == "}";
        if indent == 4 && starts && follows && separate && !before.starts_with('#') {
            out.push('\n');
        }
        out.push_str(line);
        if number {
            column = line.len();
        } else {
            out.push('\n');
        }
        previous = line;
    }
    if column > 0 {
        out.push('\n');
    }
}

fn is_number(text: &str) -> bool {
    text.strip_suffix(',').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}
