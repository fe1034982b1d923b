//! Control characters: every text that errbook reads is checked for them, and what can be fixed is.

use errbook::config::{Project, Reach};
use errbook::diagnostic::Diagnostic;
use errbook::error::chain;
use errbook::fix;
use errbook::source::Sources;
use yaml_parser::SyntaxKind;

use crate::support::command::put;
use crate::support::{self, shop};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// A section with this description of an error, which begins at 3:43.
fn section(description: &str) -> String {
    format!(
        "section: Orders\nerrors:\n  order_gone: {{ status: 404, description: {description} }}\n"
    )
}

/// The findings in a section, and the section after `check --fix`.
fn check(text: &str) -> (Vec<String>, String) {
    let files = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)];
    let mut checked = errbook::check(Sources::from_texts(files));
    let found = checked.diagnostics.iter().map(|found| {
        let span = found.labels[0].span;
        let (line, column) = checked.sources.file(span).position(span.start as usize);
        format!("{line}:{column} {}: {}", found.rule.id, found.message)
    });
    let found = found.collect();
    let sure = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.sure);
    fix::apply(&mut checked.sources, checked.diagnostics.iter().filter(sure));
    (found, checked.sources.files()[1].text.clone())
}

/// Checks a section and what becomes of it; each finding is a place and a message.
#[track_caller]
fn checks(text: &str, expected: &[(&str, &str)], fixed: &str) {
    let line = |(at, message): &(&str, &str)| format!("{at} control-character: {message}");
    assert_eq!(check(text), (expected.iter().map(line).collect(), fixed.to_owned()), "{text:?}");
}

#[test]
fn controls_are_errors_wherever_they_are() {
    for (written, number) in [
        // As they are, in a file that a YAML parser refuses.
        ("\0", "0000"),
        ("\u{8}", "0008"),
        ("\u{b}", "000B"),
        ("\u{1b}", "001B"),
        ("\u{7f}", "007F"),
        ("\u{9b}", "009B"),
        // As escapes.
        ("\\0", "0000"),
        ("\\a", "0007"),
        ("\\b", "0008"),
        ("\\e", "001B"),
        ("\\x1b", "001B"),
        ("\\u001B", "001B"),
        ("\\U0000009B", "009B"),
        ("\\x7f", "007F"),
        ("\\uFFFE", "FFFE"),
    ] {
        let message = format!("the character U+{number} is a control character");
        let text = section(&format!("\"No \\\\e such {written} order\\n\\t{written}.\""));
        let again = format!("3:{}", 56 + written.chars().count() + 10);
        checks(&text, &[("3:56", &message), (&again, &message)], &text);
    }
    for (written, number) in [("\u{85}", "0085"), ("\u{2028}", "2028"), ("\\P", "2029")] {
        let message = format!("the character U+{number} breaks lines in some programs only");
        let text = section(&format!("\"No{written}order.\""));
        checks(&text, &[("3:46", &message)], &text);
    }
    // In a comment.
    let message = "the character U+001B is a control character";
    let text = format!("{}# \u{1b}[2J\n", section("No order."));
    checks(&text, &[("4:3", message)], &text);
}

#[test]
fn what_has_one_right_answer_is_fixed() {
    let turned = "the character U+202E changes the direction of the text after it";
    for written in ["\u{202e}", "\\u202e", "\\U0000202E"] {
        let text = section(&format!("\"No{written} order.\""));
        checks(&text, &[("3:46", turned)], &section("\"No order.\""));
    }
    let text = format!("# \u{202e}\n{}", section("No order."));
    checks(&text, &[("1:3", turned)], &format!("# \n{}", section("No order.")));
    let returned = "a carriage return";
    checks(&section("\"A\\rb\""), &[("3:45", returned)], &section("\"A\\nb\""));
    checks(&section("\"A\\r\\nb\""), &[("3:45", returned)], &section("\"A\\nb\""));
    checks(
        &section("No order.").replace('\n', "\r"),
        &[("1:16", returned), ("1:24", returned), ("1:78", returned)],
        &section("No order."),
    );
    // Line ends of Windows are no control characters.
    let windows = section("No order.").replace('\n', "\r\n");
    checks(&windows, &[], &windows);
}

#[test]
fn a_name_is_one_line() {
    let text = section("No order.");
    for (from, to, at, message) in [
        ("order_gone", "\"a\\nb\"", "3:5", "a line break in a name"),
        ("order_gone", "\"a\\tb\"", "3:5", "a tab in a name"),
        ("status", "\"sta\\ntus\"", "3:21", "a line break in a name"),
        // In braces, nothing marks a key of several lines.
        ("status", "\"sta\n\n    tus\"", "3:17", "a line break in a name"),
        ("section", "? |\n  section\n  again\n", "2:3", "a line break in a name"),
        ("Orders", "\"Orders\\n::error::x\"", "1:10", "a line break in a value of one line"),
        ("Orders", "|\n  Orders\n  again", "2:3", "a line break in a value of one line"),
    ] {
        let text = text.replace(from, to);
        let (found, _) = check(&text);
        assert_eq!(found.first(), Some(&format!("{at} control-character: {message}")), "{text}");
    }
}

/// Puts an escape into every key and value of a registry that uses every key of the language.
#[test]
fn every_text_is_checked() {
    let files = shop::texts(Some("https://example.com/{code}"));
    let mut tried = 0;
    for (path, text) in &files {
        let tree = yaml_parser::parse(text).expect("it parses");
        let tokens = tree.descendants_with_tokens().filter_map(rowan::NodeOrToken::into_token);
        for token in tokens {
            let content = match token.kind() {
                SyntaxKind::PLAIN_SCALAR => token.text().replace('\\', "\\\\").replace('"', "\\\""),
                SyntaxKind::DOUBLE_QUOTED_SCALAR => token.text().trim_matches('"').to_owned(),
                _ => continue,
            };
            let range = token.text_range();
            let (start, end) = (usize::from(range.start()), usize::from(range.end()));
            let mut changed = text.clone();
            changed.replace_range(start..end, &format!("\"{content}\\u001b\""));
            let texts = files.iter().map(|(other, text)| {
                (*other, if other == path { changed.as_str() } else { text.as_str() })
            });
            let checked = errbook::check(Sources::from_texts(texts));
            let there = |found: &&Diagnostic| {
                let span = found.labels[0].span;
                found.rule.id == "control-character"
                    && checked.sources.file(span).path == *path
                    && span.start as usize == start + 1 + content.len()
            };
            assert_eq!(checked.diagnostics.iter().filter(there).count(), 1, "{path}: {token}");
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn project_files_are_checked_too() {
    let folder = support::scratch("characters-project");
    for (file, text, expected) in [
        ("errbook.toml", "registry = \"reg\\ncargo::x\"\n", "errbook.toml:1:12"),
        ("errbook.toml", "registry = \"reg\\u001b\"\n", "errbook.toml:1:16"),
        ("errbook.toml", "registry = \"reg\\e\"\n", "errbook.toml:1:16"),
        ("errbook.toml", "registry = 'reg\u{202e}' # \u{2066}\n", "errbook.toml:1:16"),
        ("errbook.toml", "# \u{1b}\n", "errbook.toml:1:3"),
        ("errbook.toml", "[target.rust]\n\"out\\n\" = 'x'\n", "errbook.toml:2:5"),
        ("errbook.toml", "[target.rust]\npackage = '''a\nb'''\n", "errbook.toml:2:11"),
        ("errbook.yaml", "registry: \"reg\\e\"\n", "errbook.yaml:1:15"),
        ("errbook.yaml", "target: { rust: { version: \"1\\n2\" } }\n", "errbook.yaml:1:28"),
    ] {
        put(&folder, file, text);
        let error =
            Project::open(&folder.join(file), Reach::Repository).err().expect("it has errors");
        let message = chain(&error);
        assert!(message.contains("error[control-character]: "), "{text:?}: {message}");
        assert!(message.contains(expected), "{text:?}: {message}");
    }
}
