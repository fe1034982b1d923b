//! `errbook changelog`: a section for what changed.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::support;
use crate::support::command::{errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const OLD: &str = "\
section: Orders
errors:
  gone: { status: 404, description: It went. }
  lost: { status: 404, title: Lost }
  late: { status: 409, title: Late }
";

const NEW: &str = "\
section: Orders
errors:
  gone: { status: 410, description: It was deleted. }
  late: { status: 409, title: Late, deprecated: { replaced_by: gone } }
  full: { status: 409, title: Full }
  secret: { status: 500, title: Secret, visibility: internal }
";

#[test]
fn a_changelog_gets_a_section() {
    let folder = support::scratch_of_test();
    put(&folder, "errbook.toml", "");
    put(&folder, "old/registry/shop/catalog.yaml", CATALOG);
    put(&folder, "old/registry/shop/orders.yaml", OLD);
    let retired = "retired: { lost: { reason: It never was. } }\n";
    put(&folder, "registry/shop/catalog.yaml", format!("{CATALOG}{retired}"));
    put(&folder, "registry/shop/orders.yaml", NEW);
    let ran = errbook(&folder, &["changelog", "--since", "old", "--title", "1.1"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_data_eq!(
        ran.out.clone(),
        str![[r#"
## 1.1

### Added

- `full` is new.

### Changed

- **Breaking:** The status of `gone` is 410, and was 404. Clients that branch on 404 for `gone` will no longer match.
- The reference has other words for `gone`.

### Deprecated

- `late` is deprecated.

### Removed

- **Breaking:** `lost` is retired. Programs that name `lost` do not compile.

"#]]
    );

    // What the project accepts breaks nobody it knows of.
    let accepted = "[[diff.accepted]]\nrule = \"status-changed\"\nreason = \"Nobody uses it.\"\n";
    put(&folder, "errbook.toml", accepted);
    let accepting = errbook(&folder, &["changelog", "--since", "old"]).out;
    let line = "- **Accepted:** The status of `gone` is 410, and was 404. Clients that branch on 404 \
                for `gone` will no longer match. It is accepted because: Nobody uses it.\n";
    assert!(accepting.contains(line), "{accepting}");
    put(&folder, "errbook.toml", "");

    put(&folder, "CHANGES.md", "# Changes\n\n## 1.0\n\n- The first version.\n");
    let into = ["changelog", "--since", "old", "--title", "1.1", "--into", "CHANGES.md"];
    let shown = errbook(&folder, &[&into[..], &["--dry-run"]].concat());
    assert!(shown.out.contains("+## 1.1\n"), "{}", shown.out);
    assert_eq!(errbook(&folder, &into).exit, 0);
    let text = fs::read_to_string(folder.join("CHANGES.md")).expect("a changelog");
    assert_eq!(text, format!("# Changes\n\n{}\n## 1.0\n\n- The first version.\n", ran.out));
    let again = errbook(&folder, &into);
    assert_eq!(again.exit, 2);
    assert!(again.err.contains("already has a section `1.1`"), "{}", again.err);
}
