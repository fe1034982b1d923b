//! The history of codes on the site, from the tags of a repository.

use std::fs;

use super::command::{CATALOG, commit, git};
use crate::support;
use crate::support::command::{errbook, put};

#[test]
fn pages_show_what_happened_to_codes() {
    let folder = support::scratch_of_test();
    git(&folder, &["init", "-q", "-b", "main"]);
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    let version = |orders: &str| {
        put(&folder, "registry/shop/orders.yaml", format!("section: Orders\nerrors:\n{orders}"));
    };
    version("  gone: { status: 404, title: Gone }\n");
    commit(&folder);
    git(&folder, &["tag", "v1"]);
    let full = "  full: { status: 409, title: Full }\n";
    version(&format!("  gone: {{ status: 410, title: Gone }}\n{full}"));
    commit(&folder);
    git(&folder, &["tag", "v2"]);
    let full = "  full: { status: 409, title: Full up, deprecated: { replaced_by: went } }\n";
    let secret = "  secret: { status: 500, title: Secret, visibility: internal }\n";
    version(&format!(
        "  went: {{ status: 410, title: Gone, retry: never, aliases: [gone] }}\n{full}{secret}"
    ));
    let read = |more: &[&str]| {
        let args = [&["site", "--out", "site"], more].concat();
        let ran = errbook(&folder, &args);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        ["went", "full"].map(|code| {
            let page = folder.join(format!("site/codes/{code}.html"));
            let page =
                fs::read_to_string(&page).unwrap_or_else(|error| panic!("{page:?}: {error}"));
            let (_, history) = page.split_once("id=\"_history\"")?;
            let items = history.split("<li>").skip(1);
            let items = items.map(|item| item.split("</li>").next().unwrap_or_default());
            Some(items.map(|item| item.replace('\n', " ")).collect::<Vec<_>>())
        })
    };
    let formerly = "<b>Formerly:</b> <code>gone</code>".to_owned();
    let link = "<a href=\"went.html\"><code>went</code></a>";
    let deprecated = format!("<b>Deprecated:</b> Use {link} instead.");
    let told = [Some(vec![formerly.clone()]), Some(vec![deprecated.clone()])];
    assert_eq!(read(&[]), told, "what the registry itself says");
    let args = ["site", "--out", "site", "--since", "v2", "--since", "v1"];
    let ran = errbook(&folder, &args);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("the oldest version first: `--since v1 --since v2`"), "{}", ran.err);
    let [went, full] = read(&["--since", "v1", "--since", "v2"]).map(Option::unwrap_or_default);
    assert_eq!(
        went,
        [
            &formerly,
            "<b>v1 or earlier</b>: added",
            "<b>v2</b>: the status of <code>gone</code> is 410, and was 404",
            "<b>after v2</b>: <code>went</code> is sent as <code>went</code>, and was sent as \
             <code>gone</code>; <code>went</code> is <code>Went</code> in programs, and was \
             <code>Gone</code>; the retry advice of <code>went</code> is <code>never</code>, and was \
             none",
        ]
    );
    assert_eq!(full, [&deprecated, "<b>v2</b>: added", "<b>after v2</b>: deprecated"]);
    let page = fs::read_to_string(folder.join("site/codes/full.md")).expect("a page in Markdown");
    let (_, history) = page.split_once("## History\n").expect("a history");
    assert_eq!(history.trim(), "- **v2**: added\n- **after v2**: deprecated");
}
