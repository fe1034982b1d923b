//! The work grows with the input, not with its square, counted in instructions: a clock would say
//! something else on every machine. It runs under valgrind, where the same input always takes the
//! same number.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::support::command::put;
use crate::support::{output, scratch};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const HEAD: &str = "section: Orders\nerrors:\n";

/// A catalog and a section of a size.
type Shape = fn(usize) -> (String, String);

/// Registries that once took time that grew faster than their size, and an ordinary one, each with
/// the smallest size: some work begins only at a size, and would look like growth.
const SHAPES: &[(&str, usize, Shape, &[&str])] = &[
    ("codes", 600, codes, &["check"]),
    ("outputs", 300, codes, &["generate", "--dry-run"]),
    (
        "findings on one line",
        150,
        |size| {
            let keys: String = (0..size).fold(String::new(), |mut keys, number| {
                let _ = write!(keys, "wrong_{number}: 1, ");
                keys
            });
            let error = "status: 404, description: The shop has no such order.";
            (CATALOG.to_owned(), format!("{HEAD}  order_not_found: {{ {keys}{error} }}\n"))
        },
        &["check", "--format", "json", "--limit", "findings-per-line=100000"],
    ),
    (
        "exceptions",
        150,
        |size| {
            let names: Vec<String> = (0..size).map(|number| format!("Order{number}")).collect();
            let style = format!(
                "snake_case, exceptions: [{{ reason: They are old., codes: [{}] }}]",
                names.join(", ")
            );
            let entry = |name: &String| {
                format!("  {name}: {{ status: 404, description: The shop has no {name}. }}\n")
            };
            let section: String = names.iter().map(entry).collect();
            (CATALOG.replace("snake_case", &style), format!("{HEAD}{section}"))
        },
        &["check"],
    ),
    (
        "references to nothing",
        150,
        |size| {
            let (catalog, section) = codes(size);
            let also = (0..size).fold("also:\n".to_owned(), |mut also, number| {
                let _ = writeln!(also, "  missing_{number}: null");
                also
            });
            (catalog, format!("{section}{also}"))
        },
        &["check", "--format", "short"],
    ),
    (
        "keys out of order",
        150,
        |size| {
            let entries = (0..size).fold(HEAD.to_owned(), |mut entries, number| {
                let _ = writeln!(
                    entries,
                    "  order_{number}: {{ description: The shop has no order {number}., status: 404 }}"
                );
                entries
            });
            (CATALOG.to_owned(), entries)
        },
        &["check", "--format", "short"],
    ),
    (
        "formatting",
        75,
        |size| {
            let (catalog, section) = codes(size);
            (catalog, section.replace(": {", ":   {"))
        },
        &["fmt", "--check"],
    ),
];

fn codes(size: usize) -> (String, String) {
    let entries = (0..size).fold(HEAD.to_owned(), |mut entries, number| {
        let _ = writeln!(
            entries,
            "  order_{number}: {{ status: 404, description: The shop has no order {number}. }}"
        );
        entries
    });
    (CATALOG.to_owned(), entries)
}

/// How many instructions a command takes.
fn instructions(root: &Path, arguments: &[&str]) -> u64 {
    let ran = output(
        Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(env!("CARGO_BIN_EXE_errbook"))
            .args(arguments)
            .current_dir(root),
    );
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.code().is_some_and(|code| code < 2), "{said}");
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    let number = collected.and_then(|(_, number)| number.trim().parse().ok());
    number.unwrap_or_else(|| panic!("valgrind counts:\n{said}"))
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn the_work_grows_with_the_input() {
    let mut faults = Vec::new();
    for (name, first, shape, arguments) in SHAPES {
        let root = scratch("growth");
        put(&root, ".git/HEAD", "ref: refs/heads/main\n");
        put(&root, "errbook.toml", "");
        let [small, middle, large] = [*first, 2 * first, 4 * first].map(|size| {
            let (catalog, section) = shape(size);
            put(&root, "registry/shop/catalog.yaml", catalog);
            put(&root, "registry/shop/orders.yaml", section);
            instructions(&root, arguments)
        });
        // What comes with each further piece: twice as many pieces take twice as much, or four
        // times as much if the work grows with the square. Starting takes the same each time.
        #[allow(clippy::cast_precision_loss, reason = "a ratio")]
        let ratio = (large - middle) as f64 / (middle - small) as f64;
        println!("{name}: {small}, {middle}, {large} instructions: {ratio:.2}");
        if ratio > 2.6 {
            faults.push(format!("{name}: {ratio:.2}"));
        }
    }
    assert!(faults.is_empty(), "more than linear: {faults:?}");
}
