//! The modules of the package for programs that load it with `require`.
//!
//! They are the ES modules again, with other words for imports and exports. What is rewritten is known:
//! the templates of catalogs, and what the compiler makes of the runtime.

use std::fmt::Write;

use crate::output::HEADER;

/// A module in CommonJS, without comments. A statement has as few lines as it can if the module is a
/// catalog's: such modules are data, which people read in the other form.
pub(super) fn module(text: &str, compact: bool) -> String {
    let mut out = format!("// {HEADER}\n\n\"use strict\";\n");
    let mut exported = Vec::new();
    let mut is_comment = false;
    let mut before = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        is_comment |= trimmed.starts_with("/**");
        let is_left_out = is_comment || trimmed.starts_with("//") || trimmed.is_empty();
        is_comment &= !trimmed.ends_with("*/");
        if is_left_out {
            continue;
        }
        let statement = statement(line, &mut exported);
        if statement.is_empty() {
            continue;
        }
        if compact && continues(&before, &statement) {
            out.pop();
            out.push(' ');
            out.push_str(statement.trim_start());
        } else {
            out.push_str(&statement);
        }
        out.push('\n');
        before = statement;
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "Object.defineProperty(exports, \"__esModule\", {{ value: true }});");
    let _ = writeln!(out, "Object.assign(exports, {{ {} }});", exported.join(", "));
    out
}

/// The declarations of a module in CommonJS.
pub(super) fn declarations(text: &str) -> String {
    let rewrite = |line: &str| {
        let names_module = line.contains("from \"./")
            || line.contains("from \"../")
            || line.contains("import(\"./")
            || line.contains("import(\"../");
        let is_comment = line.trim_start().starts_with(['*', '/']);
        if names_module && !is_comment { line.replace(".js\"", ".cjs\"") } else { line.to_owned() }
    };
    text.lines().map(|line| rewrite(line) + "\n").collect()
}

/// The declarations of the ES module beside them: a compiler takes the others for all of it.
pub(super) fn same(stem: &str) -> String {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    format!("// {HEADER}\n\nexport * from \"./{name}.cjs\";\n")
}

/// Whether a line belongs to the statement before it, or may follow constants on their line.
fn continues(before: &str, line: &str) -> bool {
    let is_constant = |line: &str| line.starts_with("const ") && line.ends_with(';');
    line.starts_with([' ', '}', ']', ')']) || is_constant(before) && is_constant(line)
}

/// A line of a module, with what it exports added to the list.
fn statement(line: &str, exported: &mut Vec<String>) -> String {
    if let Some(imported) = line.strip_prefix("import ") {
        let Some((names, module)) = from(imported) else { return line.to_owned() };
        let names = match names.strip_prefix("* as ") {
            Some(all) => all.to_owned(),
            None => names.replace(" as ", ": "),
        };
        return format!("const {names} = {module};");
    }
    let Some(rest) = line.strip_prefix("export ") else { return line.to_owned() };
    if let Some((names, module)) = from(rest) {
        exported.extend(listed(names).map(|(name, of)| format!("{name}: {module}.{of}")));
        return String::new();
    }
    if rest.starts_with('{') {
        exported.extend(listed(rest).map(|(name, of)| format!("{name}: {of}")));
        return String::new();
    }
    let words = rest.split([' ', '(']).filter(|word| !word.is_empty());
    let name = words.skip_while(|word| ["async", "class", "const", "function"].contains(word));
    exported.extend(name.take(1).map(str::to_owned));
    rest.to_owned()
}

/// The names of an import or export, and the call that loads the module they are from.
fn from(text: &str) -> Option<(&str, String)> {
    let (names, module) = text.split_once(" from \"")?;
    let module = module.strip_suffix(".js\";")?;
    Some((names, format!("require(\"{module}.cjs\")")))
}

/// The names in braces: each as it is exported, and as it is called where it is from.
fn listed(names: &str) -> impl Iterator<Item = (&str, &str)> {
    let names = names.trim_matches([' ', '{', '}', ';']).split(", ");
    names.map(|name| match name.split_once(" as ") {
        Some((of, name)) => (name, of),
        None => (name, name),
    })
}

#[cfg(test)]
mod tests {
    use super::{declarations, module};

    #[test]
    fn a_module_says_the_same_with_other_words() {
        let text = "// Header\n\nimport * as runtime from \"../runtime.js\";\n\
            import { a, b as c } from \"./data.js\";\n\
            export { d, d as e } from \"./data.js\";\n\n\
            /** A comment. */\nexport const x = {\n    y: \"/** no comment */\",\n};\n\
            export async function z() {\n    return runtime.z;\n}\nexport { a };\n";
        let (_, compact) = module(text, true).split_once("\"use strict\";\n").map_or_else(
            || panic!("a directive"),
            |(header, rest)| (header.to_owned(), rest.to_owned()),
        );
        let expected = "const runtime = require(\"../runtime.cjs\"); \
            const { a, b: c } = require(\"./data.cjs\");\n\
            const x = { y: \"/** no comment */\", };\n\
            async function z() { return runtime.z; }\n\
            Object.defineProperty(exports, \"__esModule\", { value: true });\n\
            Object.assign(exports, { d: require(\"./data.cjs\").d, \
            e: require(\"./data.cjs\").d, x, z, a: a });\n";
        assert_eq!(compact, expected);
    }

    #[test]
    fn declarations_name_each_other() {
        let text = "import type { A } from \"./a.js\";\n * from \"./a.js\"\ntype B = import(\"../b.js\").B;\n";
        let expected = "import type { A } from \"./a.cjs\";\n * from \"./a.js\"\ntype B = import(\"../b.cjs\").B;\n";
        assert_eq!(declarations(text), expected);
    }
}
