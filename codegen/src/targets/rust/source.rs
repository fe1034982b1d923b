//! Writing source files.
//!
//! Code that differs between catalogs is quoted, parsed, and printed. Code that repeats for every
//! error code (variants, rows of a table, constructors, arms of a `match`) is written as text, since
//! thousands of syntax trees cost a hundred times as much as their text.

use std::fmt::{Display, Write};

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{File, Item};

use super::doc::{Doc, NEXT_LINE};
use super::layout::{self, Expr};
use super::literal::write_string;
use crate::lines::spaces;
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
        let mut comment = String::new();
        docs.write(&mut comment, 0, "//!");
        Source::root(&comment)
    }

    /// A file that starts with these comments and attributes.
    pub(super) fn root(attributes: &str) -> Source {
        Source { text: file(attributes), last: Kind::Other }
    }

    /// The whole file.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Adds quoted items.
    pub(super) fn items(&mut self, tokens: TokenStream) -> Result<(), RenderError> {
        self.items_with(tokens, &[])
    }

    /// Adds quoted items with these arms.
    pub(super) fn items_with(
        &mut self,
        tokens: TokenStream,
        arms: &[Arms],
    ) -> Result<(), RenderError> {
        if !tokens.is_empty() {
            let items = syn::parse2::<File>(tokens)?.items;
            for item in items {
                self.item(item, arms);
            }
        }
        Ok(())
    }

    /// Starts an item that is written as text, each line with its end.
    pub(super) fn start(&mut self) -> &mut String {
        self.separate(Kind::Other);
        &mut self.text
    }

    /// Adds quoted modules and imports, modules first.
    pub(super) fn modules(&mut self, tokens: TokenStream) -> Result<(), RenderError> {
        let items = syn::parse2::<File>(tokens)?.items;
        let (modules, others): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| matches!(item, Item::Mod(_)));
        modules.into_iter().chain(others).for_each(|item| self.item(item, &[]));
        Ok(())
    }

    fn item(&mut self, item: Item, arms: &[Arms]) {
        let kind = match &item {
            Item::Use(_) => Kind::Use,
            Item::Mod(_) => Kind::Mod,
            _ => Kind::Other,
        };
        self.separate(kind);
        space_out(&print(item), arms, &mut self.text);
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

/// The arms of a `match`, written as text. In quoted code, the arm `name => {}` stands for them.
pub(super) struct Arms {
    pub name: &'static str,
    pub indent: usize,
    pub text: String,
}

impl Arms {
    pub(super) fn new(name: &'static str, indent: usize) -> Arms {
        Arms { name, indent, text: String::new() }
    }

    /// Adds an arm with a value.
    pub(super) fn add(&mut self, pattern: impl Display, value: &Expr) {
        layout::arm(&mut self.text, self.indent, pattern, value);
    }

    /// Adds an arm with statements, each line with its end.
    pub(super) fn block(&mut self, pattern: impl Display, statements: &str) {
        let indent = self.indent;
        let _ = write!(self.text, "{:indent$}{pattern} => {{\n{statements}{:indent$}}}\n", "", "");
    }

    /// The arm that stands for them; none if there are none.
    pub(super) fn quoted(&self) -> Option<TokenStream> {
        let name = Ident::new(self.name, Span::call_site());
        (!self.text.is_empty()).then(|| quote! { #name => {} })
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
        docs.write(self.text, 4, "///");
        self.empty = false;
    }

    /// Adds a line with a string literal and a comma, after an indentation.
    pub(super) fn string(&mut self, indent: usize, text: &str) {
        spaces(indent, self.text);
        write_string(self.text, text);
        self.text.push_str(",\n");
        self.empty = false;
    }

    /// Adds a line of code, or several if it does not fit, and what comes behind it.
    pub(super) fn code(&mut self, code: &Expr, behind: &str) {
        layout::line(self.text, 4, code, behind);
        self.empty = false;
    }

    /// Adds the value of a function.
    pub(super) fn inner(&mut self, value: &Expr) {
        layout::line(self.text, 8, value, "");
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
        let mut start = self.text.len();
        for element in elements {
            let before = self.text.len();
            let _ = write!(self.text, " {element},");
            if before == start {
                self.text.insert_str(start, "   ");
            } else if self.text.len() - start > WIDTH {
                self.text.insert_str(before, "\n   ");
                start = before + 1;
            }
        }
        if self.text.len() > start {
            self.text.push('\n');
            self.empty = false;
        }
    }

    /// Adds quoted methods.
    pub(super) fn methods(&mut self, tokens: &TokenStream) -> Result<(), RenderError> {
        let item = syn::parse2(quote! { impl T { #tokens } })?;
        let printed = print(item);
        let mut inside = String::new();
        space_out(&printed, &[], &mut inside);
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

fn print(item: Item) -> String {
    let items = vec![item];
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

/// Adds blank lines before documented members, and breaks comments into their lines.
fn space_out(source: &str, arms: &[Arms], out: &mut String) {
    let mut previous = "";
    for line in source.lines() {
        let arm = line.trim_start().strip_suffix(" => {}");
        if let Some(arms) = arms.iter().find(|arms| Some(arms.name) == arm) {
            out.push_str(&arms.text);
            continue;
        }
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
