//! The files of a registry, and findings in several of them.

use errbook::report::{Look, render};
use errbook::source::Sources;

use snapbox::str;

use super::{CATALOG, ORDERS, finds};
use crate::expect::{self, cases};
use crate::support;

cases! {
    a_file_next_to_the_catalogs: finds(
        &[("orders.yaml", "anything: goes\n"), ("shop/catalog.yaml", CATALOG)],
    ) => str![[r#"
orders.yaml:1:1 error stray-file: a registry file outside a catalog's folder
  help: move it into the folder of its catalog, or into a folder of its own with a `catalog.yaml`
"#]];

    a_section_in_a_folder_of_a_catalog: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/more/and/more/orders.yaml", ORDERS)],
    ) => str![""];

    a_catalog_in_a_folder_of_a_catalog: finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/more/catalog.yaml", &CATALOG.replace("shop", "more")),
            ("shop/orders.yaml", ORDERS),
        ],
    ) => str![[r#"
shop/more/catalog.yaml:1:1 error stray-file: a `catalog.yaml` in the folder of a catalog
  help: move this folder directly into the registry's folder if it is a catalog, or rename the file if it is a section
"#]];

    a_folder_of_sections_with_a_dot: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/v1.2/orders.yaml", ORDERS)],
    ) => str![[r#"
shop/v1.2/orders.yaml:1:1 error invalid-name: `v1.2/orders` cannot be a name
  help: use ASCII letters, digits, `_` and `-`, starting with a letter
"#]];

    two_files_of_a_section_in_a_folder: finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/more/orders.yaml", ORDERS),
            ("shop/more/orders.yml", "section: More\n"),
        ],
    ) => str![[r#"
shop/more/orders.yml:1:1 error duplicate-file: the section `more/orders` has two files
  also shop/more/orders.yaml:1:1
  help: merge them into one `.yaml` file
"#]];

    sections_with_one_identifier: finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/more/orders.yaml", ORDERS),
            ("shop/more-orders.yaml", "section: More\ntables: [{ title: T, columns: [A], rows: [] }]\n"),
        ],
    ) => str![[r#"
shop/more-orders.yaml:1:1 error identifier-collision: the sections `more/orders` and `more-orders` are both `MoreOrders` in generated code
  also shop/more/orders.yaml:1:1
  help: rename one of the two
"#]];

    a_folder_without_a_catalog: finds(&[("shop/orders.yaml", ORDERS)]) => str![[r#"
shop/orders.yaml:1:1 error missing-file: the folder `shop` has no `catalog.yaml`
  help: add a `catalog.yaml` with `catalog`, `title`, `codes` and `envelope`
"#]];

    a_folder_without_a_catalog_is_reported_once: finds(
        &[("shop/carts.yaml", "section: C\n"), ("shop/orders.yaml", &ORDERS.to_uppercase())],
    ) => str![[r#"
shop/carts.yaml:1:1 error missing-file: the folder `shop` has no `catalog.yaml`
  help: add a `catalog.yaml` with `catalog`, `title`, `codes` and `envelope`
shop/orders.yaml:1:1 error unknown-key: unknown key `SECTION` in a section
  help: did you mean `section`?
shop/orders.yaml:2:1 error unknown-key: unknown key `ERRORS` in a section
  help: did you mean `errors`?
shop/orders.yaml:3:16 error unknown-key: unknown key `STATUS` in an error
  help: did you mean `status`?
shop/orders.yaml:3:29 error unknown-key: unknown key `DESCRIPTION` in an error
  help: did you mean `description`?
"#]];

    a_folder_in_pascal_case: finds(
        &[("Shop/catalog.yaml", &CATALOG.replace("shop", "Shop")), ("Shop/orders.yaml", ORDERS)],
    ) => str![[r#"
Shop/catalog.yaml:1:1 error catalog-name: the folder `Shop` is not named in kebab-case
  help: use lowercase letters, digits and hyphens, starting with a letter
"#]];

    a_folder_that_is_not_named_like_its_catalog: finds(
        &[("store/catalog.yaml", CATALOG), ("store/orders.yaml", ORDERS)],
    ) => str![[r#"
store/catalog.yaml:1:10 error catalog-name: the catalog `shop` is in the folder `store`
  help: write `catalog: store`, or rename the folder
"#]];

    a_section_in_two_files: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", ORDERS), ("shop/orders.yml", ORDERS)],
    ) => str![[r#"
shop/orders.yml:1:1 error duplicate-file: the section `orders` has two files
  also shop/orders.yaml:1:1
  help: merge them into one `.yaml` file
"#]];

    a_catalog_in_two_files: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/catalog.yml", CATALOG)],
    ) => str![[r#"
shop/catalog.yml:1:1 error duplicate-file: the catalog has two files
  also shop/catalog.yaml:1:1
  help: merge them into one `.yaml` file
"#]];

    a_catalog_without_sections: finds(&[("shop/catalog.yaml", CATALOG)]) => str![];
}

#[test]
fn what_is_read_from_the_disk() {
    let folder = support::scratch("findings-disk");
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    put("shop/catalog.yml", CATALOG);
    put("shop/orders.yaml", ORDERS);
    put("shop/more/carts.yaml", "section: 1\n");
    put("notes.yaml", "anything: goes\n");
    // Not part of the registry.
    put("README.md", "# Errors\n");
    put("shop/orders.yaml~", "a: [\n");
    put("shop/.orders.yaml", "a: [\n");
    put(".git/config.yaml", "a: [\n");
    let checked = errbook::check(Sources::read(&folder).expect("it can be read"));
    let found = expect::text(&checked.diagnostics, &checked.sources);
    expect::shows(
        &found.replace(&format!("{}/", folder.display()), ""),
        str![[r#"
notes.yaml:1:1 error stray-file: a registry file outside a catalog's folder
  help: move it into the folder of its catalog, or into a folder of its own with a `catalog.yaml`
shop/more/carts.yaml:1:10 error wrong-type: expected text, found a number
  help: put it in quotes: "1"
"#]],
    );
}

#[test]
fn all_problems_of_all_files_in_one_run() {
    let files = [
        (
            "mail/catalog.yaml",
            "catalog: mail\ntitle: Mail\ncodes: { style: kebab-case }\nenvelope: { shape: { code: $code } }\n",
        ),
        (
            "mail/send.yaml",
            "section: Send\nerrors:\n  tooBig: { status: 413, description: Too big. }\n  spam: { status: 999, descripton: Spam. }\n",
        ),
        ("shop/catalog.yaml", CATALOG),
        (
            "shop/carts.yaml",
            "section: Carts\nerrors:\n  a: { status: 404, description: A., action: nap }\n  b: \"unclosed\n",
        ),
        (
            "shop/orders.yaml",
            "section: Orders\nerrors:\n  c: { status: 404, description: [] }\n  d: { status: 404, description: D., retry: x }\nnote: N\n",
        ),
        ("stray.yaml", ""),
    ];
    finds(
        &files,
        str![[r#"
mail/send.yaml:3:3 error code-style: `tooBig` is not kebab-case
  help: write `too-big`, or list the code under `codes.exceptions` with a reason
mail/send.yaml:4:19 error status-range: `999` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
mail/send.yaml:4:24 error unknown-key: unknown key `descripton` in an error
  help: did you mean `description`?
shop/carts.yaml:3:46 error unknown-reference: there is no action `nap`
  help: define it under `actions` in `catalog.yaml`, or remove the reference
shop/carts.yaml:4:6 error yaml-syntax: a quoted text is never closed
  help: close it with the same quote that opens it
shop/orders.yaml:3:34 error wrong-type: expected text, found a list
  help: put the text in quotes: `[` begins a list in YAML
shop/orders.yaml:4:45 error unknown-value: unknown value `x`
  help: write one of `never`, `again`, `later`, `backoff`, `after_delay`, `after_action`, `outcome_unknown`
shop/orders.yaml:5:1 error unknown-key: unknown key `note` in a section
  help: it is a list: write `notes: [N]`
stray.yaml:1:1 error stray-file: a registry file outside a catalog's folder
  help: move it into the folder of its catalog, or into a folder of its own with a `catalog.yaml`
"#]],
    );
    let mut shuffled = files;
    shuffled.reverse();
    let of = |files: &[(&str, &str)]| {
        let checked = errbook::check(Sources::from_texts(files.iter().copied()));
        expect::text(&checked.diagnostics, &checked.sources)
    };
    assert_eq!(of(&files), of(&shuffled));
}

#[test]
fn catalogs_come_in_the_order_of_their_names() {
    let catalog = |id: &str| CATALOG.replace("shop", id);
    let (short, long) = (catalog("a"), catalog("a-b"));
    let sources = Sources::from_texts([
        ("a-b/catalog.yaml", long.as_str()),
        ("a/orders.yaml", ORDERS),
        ("a/catalog.yaml", short.as_str()),
    ]);
    let model = errbook::check(sources).model.expect("there is no fault");
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| catalog.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-b"]);
}

#[test]
fn a_finding_with_two_places_as_people_read_it() {
    let checked = errbook::check(Sources::from_texts([
        ("shop/catalog.yaml", CATALOG),
        (
            "shop/carts.yaml",
            "section: Carts\nerrors:\n  not_found: { status: 404, description: No cart. }\n",
        ),
        ("shop/orders.yaml", ORDERS),
    ]));
    let [found] = &checked.diagnostics[..] else { panic!("one finding") };
    expect::shows(
        &render(found, &checked.sources, Look::default()),
        str![[r#"
error[duplicate-code]: the code `not_found` is defined twice
 --> shop/orders.yaml:3:3
  |
3 |   not_found: { status: 404, description: No such order. }
  |   ^^^^^^^^^ defined again here
  |
 ::: shop/carts.yaml:3:3
  |
3 |   not_found: { status: 404, description: No cart. }
  |   --------- first defined here
  |
  = help: remove one; to show it in a second section, list it under `also` there

"#]],
    );
}
