//! The packages of one project, compiled: a crate for each catalog, and an npm package for each
//! visibility.

use std::path::Path;

use crate::rust::{cargo, workspace};
use crate::support::command::{errbook, put};
use crate::support::write;
use crate::typescript::check_types;

const PROJECT: &str = r#"targets = ["rust", "typescript"]
[[target.rust]]
out = "crates/shop"
package = "shop-errors"
catalogs = ["shop"]
[[target.rust]]
out = "crates/auth"
package = "auth-errors"
catalogs = ["auth"]
[[target.rust]]
out = "crates/own"
package = "own-errors"
internal = true
publish = false
[[target.typescript]]
out = "node_modules/@acme/errors"
package = "@acme/errors"
[[target.typescript]]
out = "node_modules/@acme/own-errors"
package = "@acme/own-errors"
internal = true
private = true
"#;

/// The workspace in which the packages are, and a program that uses each crate.
const WORKSPACE: &str = r#"[workspace]
members = ["crates/*"]
resolver = "3"

[package]
name = "uses"
edition = "2024"

[dependencies]
shop-errors = { path = "crates/shop", features = ["shop"] }
auth-errors = { path = "crates/auth", default-features = false, features = ["auth"] }
own-errors = { path = "crates/own", features = ["auth", "json"] }
"#;

const USES_CRATES: &str = "\
pub fn codes() -> [&'static str; 3] {
    [
        shop_errors::shop::ErrorCode::Gone.as_str(),
        auth_errors::auth::ErrorCode::Expired.as_str(),
        own_errors::auth::ErrorCode::LedgerBroken.as_str(),
    ]
}
";

/// The public package does not know the internal code.
const USES_PACKAGES: &str = r#"import type { ErrorCode } from "@acme/errors/auth";
import type { ErrorCode as Own } from "@acme/own-errors/auth";
const own: Own = "ledger_broken";
// @ts-expect-error
const missing: ErrorCode = "ledger_broken";
const known: ErrorCode = "expired";
export const all: string[] = [own, missing, known];
"#;

fn generated(folder: &Path) {
    let catalog = |id: &str| {
        format!("catalog: {id}\ntitle: {id}\nenvelope: {{ shape: {{ code: $code }} }}\n")
    };
    put(folder, "registry/shop/catalog.yaml", catalog("shop"));
    put(
        folder,
        "registry/shop/orders.yaml",
        "section: Orders\nerrors: { gone: { status: 410, title: Gone } }\n",
    );
    put(folder, "registry/auth/catalog.yaml", catalog("auth"));
    put(
        folder,
        "registry/auth/sessions.yaml",
        "section: Sessions\nerrors:\n  expired: { status: 401, title: Expired }\n  \
         ledger_broken: { status: 500, title: Broken, visibility: internal }\n",
    );
    put(folder, "errbook.toml", PROJECT);
    let ran = errbook(folder, &["generate"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
}

#[test]
fn the_packages_of_a_project_compile_without_each_other() {
    let folder = workspace("packages", WORKSPACE);
    generated(&folder);
    write(&folder.join("src/lib.rs"), USES_CRATES);
    for name in ["shop-errors", "auth-errors", "own-errors"] {
        cargo(&folder, &["check", "--package", name, "--no-default-features"]);
        cargo(&folder, &["check", "--package", name, "--all-features"]);
    }
    cargo(&folder, &["check", "--package", "uses"]);
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    write(&folder.join("uses.ts"), USES_PACKAGES);
    check_types(&folder, &["uses.ts"]);
}
