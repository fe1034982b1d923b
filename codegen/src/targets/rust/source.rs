//! Writing source files.
//!
//! Code that differs between catalogs is quoted, parsed, and printed. Code that repeats for every
//! error code (variants, rows of a table, constructors) is written line by line, since thousands of
//! syntax trees cost a hundred times as much as their text.

use std::fmt::{Display, Write};

use proc_macro2::{Ident, Literal, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{File, Item};

use super::doc::{Doc, NEXT_LINE};
use crate::dialect::is_hidden;
use crate::output::HEADER;
use crate::targets::RenderError;

/// The maximum length of a line that is not pretty-printed.
const WIDTH: usize = 100;

/// A source file that is being written.
pub(super) struct Source {
    text: String,
    /// The kind of the last item: some items of the same kind have no blank line between them.
    last: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use,
    Mod,
    Other,
}

impl Source {
    /// A module with this comment.
    pub(super) fn new(docs: &Doc) -> Source {
        Source::root(&docs.after("//!").map(|line| line + "\n").collect::<String>())
    }

    /// A file that starts with these comments and attributes.
    pub(super) fn root(attributes: &str) -> Source {
        Source { text: file(attributes), last: Kind::Other }
    }

    /// The whole file.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Adds quoted items of each of many codes, one after the other: a syntax tree of all of them would
    /// take a hundred times the memory of their text.
    pub(super) fn each(&mut self, tokens: Vec<TokenStream>) -> Result<(), RenderError> {
        tokens.into_iter().try_for_each(|tokens| self.items(tokens))
    }

    /// Adds quoted items.
    pub(super) fn items(&mut self, tokens: TokenStream) -> Result<(), RenderError> {
        syn::parse2::<File>(tokens)?.items.into_iter().for_each(|item| self.item(item));
        Ok(())
    }

    /// Adds quoted modules and imports, modules first.
    pub(super) fn modules(&mut self, tokens: TokenStream) -> Result<(), RenderError> {
        let items = syn::parse2::<File>(tokens)?.items;
        let (modules, others): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| matches!(item, Item::Mod(_)));
        modules.into_iter().chain(others).for_each(|item| self.item(item));
        Ok(())
    }

    fn item(&mut self, item: Item) {
        let kind = match &item {
            Item::Use(_) => Kind::Use,
            Item::Mod(_) => Kind::Mod,
            _ => Kind::Other,
        };
        self.separate(kind);
        space_out(&print(item), &mut self.text);
    }

    /// Starts an item that is written line by line: `open` is its comment and first line, `close`
    /// its last line.
    pub(super) fn block(&mut self, open: &str, close: &str) -> Block<'_> {
        self.separate(Kind::Other);
        let _ = writeln!(self.text, "{open}");
        Block { text: &mut self.text, close: close.to_owned(), empty: true }
    }

    fn separate(&mut self, kind: Kind) {
        if kind == Kind::Other || kind != self.last {
            self.text.push('\n');
        }
        self.last = kind;
    }
}

/// The inside of an item.
pub(super) struct Block<'a> {
    text: &'a mut String,
    close: String,
    empty: bool,
}

impl Block<'_> {
    /// Adds a line.
    pub(super) fn line(&mut self, line: impl Display) {
        let _ = writeln!(self.text, "    {line}");
        self.empty = false;
    }

    /// Adds a comment.
    pub(super) fn doc(&mut self, docs: &Doc) {
        docs.after("///").for_each(|line| self.line(line));
    }

    /// Adds a function, on one line if it fits.
    pub(super) fn function(&mut self, signature: &str, body: &str) {
        let line = format!("{signature} {{ {body} }}");
        if line.len() + 4 <= WIDTH {
            self.line(line);
        } else {
            self.line(format_args!("{signature} {{\n        {body}\n    }}"));
        }
    }

    /// Adds a blank line between elements.
    pub(super) fn space(&mut self) {
        if !self.empty {
            self.text.push('\n');
        }
    }

    /// Adds elements, as many per line as fit.
    pub(super) fn fill(&mut self, elements: impl IntoIterator<Item = impl Display>) {
        let mut line = String::new();
        for element in elements {
            let element = format!("{element},");
            if !line.is_empty() && line.len() + 1 + element.len() > WIDTH - 4 {
                self.line(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&element);
        }
        if !line.is_empty() {
            self.line(line);
        }
    }

    /// Adds quoted methods.
    pub(super) fn methods(&mut self, tokens: &TokenStream) -> Result<(), RenderError> {
        let item = syn::parse2(quote! { impl T { #tokens } })?;
        let printed = print(item);
        let mut inside = String::new();
        space_out(&printed, &mut inside);
        let lines = inside.lines().skip(1);
        let count = lines.clone().count();
        for line in lines.take(count.saturating_sub(1)) {
            let _ = writeln!(self.text, "{line}");
        }
        self.empty = false;
        Ok(())
    }

    /// Closes the item.
    pub(super) fn close(self) {
        self.text.push_str(&self.close);
        self.text.push('\n');
    }
}

/// Writes a table of numbers, in the smallest type that holds them.
pub(super) fn numbers(about: &str, name: &str, numbers: &[usize], source: &mut Source) {
    let largest = numbers.iter().max().copied().unwrap_or_default();
    array(about, name, integer(largest), numbers, source);
}

/// Writes an array of elements of a type, as many per line as fit.
pub(super) fn array(
    about: &str,
    name: &str,
    ty: &str,
    elements: &[impl Display],
    source: &mut Source,
) {
    let open = format!("/// {about}\n{name}: [{ty}; {}] = [", elements.len());
    let mut block = source.block(&open, "];");
    block.fill(elements);
    block.close();
}

/// The smallest type of integers that holds a number of codes.
pub(super) fn integer(largest: usize) -> &'static str {
    match largest {
        0..=0xff => "u8",
        0x100..=0xffff => "u16",
        _ => "u32",
    }
}

/// A file that is marked as generated and skipped by rustfmt, which would format some expressions
/// differently.
pub(super) fn file(source: &str) -> String {
    format!("// {HEADER}\n#![cfg_attr(any(), rustfmt::skip)]\n\n{source}")
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text with escapes for a string literal.
fn escaped(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '"' | '\\') || is_hidden(c)) {
        literal.push_str(&rest[..at]);
        let mut behind = rest[at..].chars();
        match behind.next() {
            Some(c @ ('"' | '\\')) => literal.extend(['\\', c]),
            Some('\n') => literal.push_str("\\n"),
            c => literal.extend(c.into_iter().flat_map(char::escape_unicode)),
        }
        rest = behind.as_str();
    }
    literal.push_str(rest);
    literal
}

/// Those of some names of types and modules that quoted code uses.
pub(super) fn used(tokens: &TokenStream, names: &[&str]) -> Vec<Ident> {
    let is_type = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_used = |name: &&&str| mentions(tokens.clone(), name, !is_type(name));
    names.iter().filter(is_used).map(|name| Ident::new(name, Span::call_site())).collect()
}

/// The import of the module `shared`, if quoted code uses it.
pub(super) fn import_shared(tokens: &[TokenStream]) -> TokenStream {
    let is_used = tokens.iter().any(|tokens| mentions(tokens.clone(), "shared", true));
    if is_used {
        quote! { use super::shared; }
    } else {
        TokenStream::new()
    }
}

/// Whether quoted code names a variable.
pub(super) fn names(tokens: &TokenStream, name: &str) -> bool {
    mentions(tokens.clone(), name, false)
}

/// Whether quoted code names something; a module is followed by a colon, which sets it apart from
/// a variable.
fn mentions(tokens: TokenStream, name: &str, module: bool) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => mentions(group.stream(), name, module),
            TokenTree::Ident(ident) if ident == name => {
                let next = tokens.peek();
                !module
                    || matches!(next, Some(TokenTree::Punct(mark))
                        if mark.as_char() == ':' && mark.spacing() == Spacing::Joint)
            }
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// A number without the suffix that quoting would add.
pub(super) fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

fn print(item: Item) -> String {
    let items = vec![item];
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

/// Adds blank lines before documented members, and breaks comments into their lines.
fn space_out(source: &str, out: &mut String) {
    let mut previous = "";
    for line in source.lines() {
        let member = line.strip_prefix("    ").unwrap_or_default();
        let opens = member.starts_with("///") || member.starts_with("#[");
        let begins = opens
            || (previous == "    }" && member.starts_with(|c: char| c.is_alphabetic()))
            || (previous.ends_with(';') && member.starts_with("fn "));
        let before = previous.trim_start();
        let continues = before.starts_with("///") || before.starts_with("#[");
        if begins && !continues && !before.ends_with(['{', '(', '[', ']']) {
            out.push('\n');
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        for (at, part) in line.split(NEXT_LINE).enumerate() {
            if at > 0 {
                out.push_str(indent);
                out.push_str("///");
            }
            out.push_str(part);
            out.push('\n');
        }
        previous = line;
    }
}

/// A number with a separator between groups of digits, as clippy wants it.
pub(super) fn separated(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.char_indices() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_are_literals() {
        for text in ["", "plain", "a \"b\" \\ c", "line\nline", "\0\r\t\u{202e}é\u{2028}"] {
            let literal: syn::LitStr = syn::parse_str(&string(text)).expect("a literal");
            assert_eq!(literal.value(), text);
        }
    }
}
