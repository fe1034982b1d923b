//! `errbook embed` changes nothing but the marked places of a page.

use std::fs;

use crate::support::command::{errbook, put};
use crate::support::{root, scratch};

/// Embeds into a page, and returns what the page is afterwards.
fn embedded(name: &str, page: &str) -> String {
    let folder = scratch(&format!("embed-{name}"));
    put(&folder, "errbook.toml", "");
    for file in ["catalog.yaml", "orders.yaml"] {
        let from = root().join("codegen/tests/search/shop").join(file);
        put(&folder, &format!("registry/shop/{file}"), fs::read(from).expect("it is read"));
    }
    put(&folder, "page.mdx", page);
    let ran = errbook(&folder, &["embed", "page.mdx"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let once = fs::read_to_string(folder.join("page.mdx")).expect("it is read");
    assert_eq!(errbook(&folder, &["embed", "--check", "page.mdx"]).exit, 0, "{once}");
    once
}

#[test]
fn what_is_not_marked_stays() {
    for (name, page) in [
        ("plain", "No marks, \ttabs, and no last line break"),
        ("fence", "```html\n<!-- errbook: counts -->\n```\n\n    <!-- errbook: counts -->\n"),
        ("words", "Write `<!-- errbook: counts -->` in a line of its own.\r\n"),
    ] {
        assert_eq!(embedded(name, page), page);
    }
    let page = "\u{feff}# Guide\r\n\r\n{/* errbook: counts */}\r\nold\r\n{/* /errbook */}\r\nEnd";
    let now = "\u{feff}# Guide\r\n\r\n{/* errbook: counts */}\r\n\r\n5 codes in 1 section\r\n\r\n\
               {/* /errbook */}\r\nEnd";
    assert_eq!(embedded("marks", page), now);
}

#[test]
fn every_kind_of_content_is_embedded() {
    for (what, told) in [
        ("table", "| [`conflict`](https://docs.example.com/errors/conflict) | 409 |"),
        ("table section=orders catalog=shop", "| 404 |"),
        ("table status=\"429\"", "| [`rate_limited`]"),
        ("entry code=order_not_found", "- **Status:** 404 Not Found"),
        ("envelope", "| `error.code` | `string` | The error code. |"),
        ("counts", "5 codes in 1 section"),
    ] {
        let name = what.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let page = embedded(&name, &format!("<!-- errbook: {what} -->\n<!-- /errbook -->\n"));
        assert!(page.contains(told), "{what}: {page}");
    }
}
