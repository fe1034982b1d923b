//! The TypeScript package in everything that loads packages: Node, compilers with each kind of module
//! resolution, a test runner, bundlers and frameworks, as they are set up out of the box.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::registry::real;
use crate::support::{install_npm, npm_tool, root, run, scratch, tsc};
use crate::typescript::write;

/// A folder with the real registry's package among those of the tools, and files of the tests.
fn with_tools(name: &str, files: &[&str]) -> PathBuf {
    let folder = scratch(name);
    let source = root().join("codegen/tests/slow/modules");
    install_npm(&source);
    // Links to the files, not to folders: tools resolve these to what lies outside their project.
    run(Command::new("cp").arg("-al").arg(source.join("node_modules")).arg(&folder));
    write(&real(), &folder.join("node_modules/api-errors"));
    std::fs::write(folder.join("package.json"), "{}").expect("a new file");
    for file in files {
        run(Command::new("cp").arg("-r").arg(source.join(file)).arg(&folder));
    }
    folder
}

fn node(folder: &Path) -> Command {
    let mut command = Command::new("node");
    command.current_dir(folder).env("NEXT_TELEMETRY_DISABLED", "1");
    command
}

#[test]
fn a_program_can_import_and_require_the_package() {
    let folder = with_tools("modules-both", &["both.cjs"]);
    run(node(&folder).arg("both.cjs"));
}

/// The newest compiler no longer has `node10`.
#[test]
fn compilers_resolve_every_entry_from_commonjs() {
    let folder = with_tools("modules-types", &["types.ts"]);
    let ways = [
        ("commonjs", "node10", &["typescript-5.4", "typescript"][..]),
        ("node16", "node16", &["typescript-5.4", "typescript", "typescript-newest"]),
        ("nodenext", "nodenext", &["typescript-5.4", "typescript", "typescript-newest"]),
        ("esnext", "bundler", &["typescript-5.4", "typescript", "typescript-newest"]),
    ];
    for (module, resolution, versions) in ways {
        for version in versions {
            let options = ["--strict", "--target", "es2022", "--lib", "es2022,dom"];
            run(tsc(version)
                .args(options)
                .args(["--module", module, "--moduleResolution", resolution, "types.ts"])
                .current_dir(&folder));
            if module != "esnext" {
                run(node(&folder).arg("types.js"));
            }
        }
    }
}

#[test]
fn jest_needs_no_configuration() {
    let folder = with_tools("modules-jest", &["jest.test.js"]);
    run(node(&folder).args(["node_modules/jest/bin/jest.js", "--ci"]));
}

#[test]
fn bundlers_take_programs_that_import_or_require() {
    let files = ["bundle.cjs", "babel.config.js", "imports.js", "requires.js"];
    let folder = with_tools("modules-bundlers", &files);
    for tool in ["metro", "vite", "webpack"] {
        for program in ["imports.js", "requires.js"] {
            run(node(&folder).args(["bundle.cjs", tool, program]));
        }
    }
}

#[test]
fn next_builds_pages_and_routes() {
    let folder = with_tools("modules-next", &["next/app", "next/tsconfig.json"]);
    run(node(&folder).args(["node_modules/next/dist/bin/next", "build"]));
    let page = std::fs::read_to_string(folder.join(".next/server/app/index.html"));
    assert!(page.expect("a page").contains("shown: There is none."));
}

/// Every way of resolving every entry is right.
#[test]
fn the_types_are_not_wrong() {
    let folder = scratch("modules-attw");
    write(&real(), &folder);
    run(npm_tool("publint").arg("--strict").current_dir(&folder));
    run(npm_tool("attw").args(["--pack", "."]).current_dir(&folder));
}
