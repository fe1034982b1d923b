//! Modules: one text each, cut into TypeScript, JavaScript, and declarations.
//!
//! A template marks what only some kinds of files have: `‹…›` encloses types, which JavaScript
//! lacks, and `«…»` encloses code, which declarations lack. Code that starts with a space is a body
//! or a value, and declarations have a `;` in its place.

use crate::output::Output;

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    TypeScript,
    JavaScript,
    Declarations,
}

/// The marks in templates, and what represents them in rendered text: characters that registry text
/// cannot contain, since every literal and comment is escaped.
const MARKS: [(char, char); 4] = [('‹', '\u{1}'), ('›', '\u{2}'), ('«', '\u{3}'), ('»', '\u{4}')];

/// A template with its marks replaced, so that no registry text is taken for a mark.
pub(super) fn template(source: &str) -> String {
    source
        .chars()
        .map(|c| MARKS.iter().find(|(mark, _)| *mark == c).map_or(c, |(_, inner)| *inner))
        .collect()
}

/// Text that only TypeScript has, for use in what a template is filled with.
pub(super) fn types(text: &str) -> String {
    format!("\u{1}{text}\u{2}")
}

/// The files of a module, from its rendered text; the path has no extension.
pub(super) fn outputs(path: &str, text: &str) -> [Output; 3] {
    let pieces = pieces(text);
    let output = |path, form| Output { path, text: cut(&pieces, text.len(), form) };
    [
        output(format!("src/{path}.ts"), Form::TypeScript),
        output(format!("lib/{path}.js"), Form::JavaScript),
        output(format!("lib/{path}.d.ts"), Form::Declarations),
    ]
}

/// The text between two marks.
struct Piece<'a> {
    text: &'a str,
    is_type: bool,
    is_code: bool,
    /// Whether this is the start of a body or a value.
    opens_body: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut types, mut code) = (0, 0);
    let mut is_opened = false;
    let mut rest = text;
    loop {
        let at = rest.bytes().position(|byte| (1..=4).contains(&byte));
        let (text, after) = rest.split_at(at.unwrap_or(rest.len()));
        let opens_body = is_opened && code == 1 && text.starts_with(' ');
        pieces.push(Piece { text, is_type: types > 0, is_code: code > 0, opens_body });
        let Some(mark) = after.bytes().next() else { return pieces };
        match mark {
            1 => types += 1,
            2 => types -= 1,
            3 => code += 1,
            _ => code -= 1,
        }
        is_opened = mark == 3;
        rest = &after[1..];
    }
}

fn cut(pieces: &[Piece<'_>], capacity: usize, form: Form) -> String {
    let mut out = String::with_capacity(capacity);
    for piece in pieces {
        let is_left_out = match form {
            Form::TypeScript => false,
            Form::JavaScript => piece.is_type,
            Form::Declarations => piece.is_code,
        };
        if !is_left_out {
            push(piece.text, form, &mut out);
        } else if form == Form::Declarations && piece.opens_body {
            out.push(';');
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Writes a piece without the extra empty lines that remain from omitted pieces.
fn push(piece: &str, form: Form, out: &mut String) {
    let piece = if out.ends_with("\n\n") { piece.trim_start_matches('\n') } else { piece };
    if form != Form::Declarations {
        out.push_str(piece);
        return;
    }
    // In declarations, values, functions, and classes need `declare`.
    let mut rest = piece;
    if out.is_empty() || out.ends_with('\n') {
        rest = push_declare(rest, out);
    }
    while let Some(at) = rest.find("\nexport ") {
        out.push_str(&rest[..=at]);
        rest = push_declare(&rest[at + 1..], out);
    }
    out.push_str(rest);
}

/// Writes `export declare` if a line starts with an export that has a value.
fn push_declare<'a>(line: &'a str, out: &mut String) -> &'a str {
    let Some(exported) = line.strip_prefix("export ") else { return line };
    let has_value = ["const ", "function ", "class "].iter().any(|word| exported.starts_with(word));
    out.push_str(if has_value { "export declare " } else { "export " });
    exported
}

#[cfg(test)]
mod tests {
    use super::{outputs, template};

    fn check(source: &str, typescript: &str, javascript: &str, declarations: &str) {
        let [ts, js, dts] = outputs("x", &template(source));
        assert_eq!((ts.path.as_str(), ts.text.as_str()), ("src/x.ts", typescript));
        assert_eq!((js.path.as_str(), js.text.as_str()), ("lib/x.js", javascript));
        assert_eq!((dts.path.as_str(), dts.text.as_str()), ("lib/x.d.ts", declarations));
    }

    #[test]
    fn each_form_holds_its_part() {
        check(
            "export function f(a‹: A›)‹: B›« {\n    return a‹ as B›;\n}»\n",
            "export function f(a: A): B {\n    return a as B;\n}\n",
            "export function f(a) {\n    return a;\n}\n",
            "export declare function f(a: A): B;\n",
        );
        check(
            "‹export type A = 1;\n\n›«const a‹: A› = 1;\n\n»export const b‹: A›« = a;»\n",
            "export type A = 1;\n\nconst a: A = 1;\n\nexport const b: A = a;\n",
            "const a = 1;\n\nexport const b = a;\n",
            "export type A = 1;\n\nexport declare const b: A;\n",
        );
    }
}
