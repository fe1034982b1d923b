//! Details with types of their own, arguments of messages and several errors in one response: sent by
//! the Rust crate, read by both clients, and described by every other output.

use std::fs;
use std::process::Command;

use crate::rust::{CLIPPY, PACKAGE, cargo, crate_of, workspace};
use crate::support::registry::in_folder;
use crate::support::{root, run, scratch};
use crate::typescript;

#[test]
fn details_of_every_type_are_sent_and_read() {
    let model = in_folder("codegen/tests/slow/types/registry");
    let folder = workspace(
        "types",
        &format!(
            "[package]\nname = \"user\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             serde_json = \"1\"\n\
             {PACKAGE} = {{ path = \"crate\", features = [\"json\", \"forms\", \"lists\"] }}\n"
        ),
    );
    let generated = crate_of(&model, "types");
    cargo(&generated, CLIPPY);
    cargo(&generated, &["doc", "--no-deps", "--all-features"]);
    fs::rename(generated, folder.join("crate")).expect("the crate is moved");
    let program = root().join("codegen/tests/slow/types/main.rs");
    fs::create_dir_all(folder.join("src")).expect("a new folder");
    fs::copy(program, folder.join("src/main.rs")).expect("the program is copied");
    let bodies = cargo(&folder, &["run", "--quiet"]);

    let folder = scratch("types-typescript");
    typescript::write(&model, &folder.join("node_modules/api-errors"));
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    for name in ["main.ts", "main.mjs"] {
        let program = root().join("codegen/tests/slow/types").join(name);
        fs::copy(program, folder.join(name)).expect("the program is copied");
    }
    typescript::check_types(&folder, &["main.ts"]);
    let bodies = bodies.lines().last().unwrap_or_default();
    let said = run(Command::new("node").arg(folder.join("main.mjs")).arg(bodies));
    assert!(said.contains("read"), "{said}");
}
