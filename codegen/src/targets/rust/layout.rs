//! The layout of code that is written for each of many error codes: that of prettyplease, without a
//! syntax tree. What fits is on one line; only the arguments of macros differ, which it fills lines with.

use std::fmt::{self, Display, Write};

use crate::lines::{new_line, spaces};

/// The maximum length of a line.
const WIDTH: usize = 89;

/// The maximum length of a struct's value that is on one line, without the brace that closes it.
const SMALL: usize = 34;

/// An expression, or a signature. Displayed, it is on one line.
pub(super) enum Expr {
    /// What stays on one line.
    Words(String),
    /// Elements between what opens and closes them; otherwise on a line each.
    List(String, Vec<Expr>, String),
    /// The name of a struct, and its fields; otherwise on a line each.
    Struct(String, Vec<Expr>),
    /// A value, and the members and calls after its dots; otherwise on a line each.
    Chain(Box<Expr>, Vec<Expr>),
}

impl<T: Into<String>> From<T> for Expr {
    fn from(words: T) -> Expr {
        Expr::Words(words.into())
    }
}

/// Elements between what opens and closes them.
pub(super) fn list(
    open: impl Into<String>,
    elements: impl IntoIterator<Item = impl Into<Expr>>,
    close: impl Into<String>,
) -> Expr {
    Expr::List(open.into(), elements.into_iter().map(Into::into).collect(), close.into())
}

/// A value, and the members and calls after its dots.
pub(super) fn chain(
    value: impl Into<Expr>,
    calls: impl IntoIterator<Item = impl Into<Expr>>,
) -> Expr {
    Expr::Chain(Box::new(value.into()), calls.into_iter().map(Into::into).collect())
}

impl Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, elements: &[Expr]| {
            for (at, element) in elements.iter().enumerate() {
                f.write_str(if at > 0 { ", " } else { "" })?;
                element.fmt(f)?;
            }
            Ok(())
        };
        match self {
            Expr::Words(words) => f.write_str(words),
            Expr::List(open, elements, close) => {
                f.write_str(open)?;
                joined(f, elements)?;
                f.write_str(close)
            }
            Expr::Struct(name, fields) => {
                write!(f, "{name} {{ ")?;
                joined(f, fields)?;
                f.write_str(" }")
            }
            Expr::Chain(value, calls) => {
                value.fmt(f)?;
                calls.iter().try_for_each(|call| write!(f, ".{call}"))
            }
        }
    }
}

impl Expr {
    /// Whether it is a call of a function, not of a macro.
    fn is_call(&self) -> bool {
        matches!(self, Expr::List(open, ..) if open.ends_with('(') && !open.ends_with("!("))
    }

    /// Adds it to the last line of a text, which has this indentation, if it fits together with what
    /// comes behind it, and otherwise as several lines.
    fn write(&self, text: &mut String, indent: usize, behind: usize) {
        let start = text.len();
        let _ = write!(text, "{self}");
        let is_large = matches!(self, Expr::Struct(..)) && text.len() - start > SMALL + 1;
        if !is_large && last_line(text) + behind <= WIDTH {
            return;
        }
        text.truncate(start);
        match self {
            Expr::Words(words) => text.push_str(words),
            Expr::List(open, elements, close) => {
                text.push_str(open.trim_end());
                each(text, elements, indent);
                text.push_str(close.trim_start());
            }
            Expr::Struct(name, fields) => {
                let _ = write!(text, "{name} {{");
                each(text, fields, indent);
                text.push('}');
            }
            Expr::Chain(value, calls) => {
                let of_value = if value.is_call() { indent + 4 } else { indent };
                value.write(text, of_value, 0);
                for (at, call) in calls.iter().enumerate() {
                    new_line(indent + 4, text);
                    text.push('.');
                    call.write(text, indent + 4, if at + 1 == calls.len() { behind } else { 0 });
                }
            }
        }
    }
}

/// Elements on a line each, with a comma behind each of them.
fn each(text: &mut String, elements: &[Expr], indent: usize) {
    for (at, element) in elements.iter().enumerate() {
        new_line(indent + 4, text);
        // The last comma may be beyond the width, as in prettyplease.
        element.write(text, indent + 4, usize::from(at + 1 < elements.len()));
        text.push(',');
    }
    new_line(indent, text);
}

/// Adds a line of code, or several if it does not fit, and what comes behind it.
pub(super) fn line(text: &mut String, indent: usize, code: &Expr, behind: &str) {
    spaces(indent, text);
    code.write(text, indent, behind.len());
    text.push_str(behind);
    text.push('\n');
}

/// Adds an arm of a `match`.
pub(super) fn arm(text: &mut String, indent: usize, pattern: impl Display, value: &Expr) {
    let start = text.len();
    spaces(indent, text);
    let _ = write!(text, "{pattern} => {value}");
    if last_line(text) <= WIDTH {
        text.push_str(",\n");
        return;
    }
    text.truncate(start);
    spaces(indent, text);
    let _ = writeln!(text, "{pattern} => {{");
    line(text, indent + 4, value, "");
    spaces(indent, text);
    text.push_str("}\n");
}

/// Several patterns of which any matches.
pub(super) fn any_of<T: Display>(
    indent: usize,
    patterns: impl Iterator<Item = T> + Clone,
) -> String {
    let mut one_line = String::new();
    for (at, pattern) in patterns.clone().enumerate() {
        one_line.push_str(if at > 0 { " | " } else { "" });
        let _ = write!(one_line, "{pattern}");
    }
    if indent + one_line.len() + " => ".len() <= WIDTH {
        return one_line;
    }
    let mut lines = String::with_capacity(one_line.len() + 20);
    for (at, pattern) in patterns.enumerate() {
        if at > 0 {
            new_line(indent, &mut lines);
            lines.push_str("| ");
        }
        let _ = write!(lines, "{pattern}");
    }
    lines
}

/// The number of characters of the last line.
fn last_line(text: &str) -> usize {
    let line = &text[text.rfind('\n').map_or(0, |at| at + 1)..];
    if line.is_ascii() { line.len() } else { line.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::{Expr, arm, chain, line, list};

    /// The lines within a function, as prettyplease prints them.
    fn printed(inside: &str) -> String {
        let file = syn::parse_str(&format!("fn f() {{ {inside} }}")).expect("a function");
        let printed = prettyplease::unparse(&file);
        let lines: Vec<&str> = printed.lines().collect();
        lines[1..lines.len() - 1].iter().flat_map(|line| [line, "\n"]).collect()
    }

    #[test]
    fn what_does_not_fit_is_broken_as_prettyplease_does() {
        for length in 1..90 {
            let name = "n".repeat(length);
            let call = || list(format!("{name}("), ["first", "second.into()"], ")");
            let path = list("&[", [r#"Some("error")"#, r#"Some("details")"#], "]");
            let field = |name: &str| Expr::from(format!("{name}: {name}.into()"));
            let codes = [
                call(),
                list("Some(", [call()], ")"),
                chain(list("[", [call()], "]"), ["into_iter()"]),
                chain(call(), ["into()"]),
                chain("members", ["details".into(), Expr::from("get()"), call()]),
                chain("entry", [list("body(", [path, call()], ")")]),
                Expr::Struct(name.clone(), vec![field("id"), field("at")]),
            ];
            for code in &codes {
                let mut text = String::new();
                line(&mut text, 4, code, "");
                assert_eq!(text, printed(&code.to_string()));
                if matches!(code, Expr::Struct(..)) {
                    continue;
                }
                let mut text = "    match code {\n".to_owned();
                arm(&mut text, 8, "Code::One", code);
                assert_eq!(
                    text + "    }\n",
                    printed(&format!("match code {{ Code::One => {code}, }}"))
                );
            }
        }
    }
}
