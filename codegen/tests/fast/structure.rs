//! What a catalog is made of besides its codes: its status, sections in folders, groups of them, and
//! codes that only some outputs have.

use std::path::Path;

use errbook::model::Model;
use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use serde_json::Value;

use crate::support::families::families;
use crate::support::markdown::everything;
use crate::support::registry::{of_texts, real, render};

const CATALOG: &str = r#"
catalog: shop
title: Shop
status: none
codes: { style: snake_case }
categories: { gone: { status: 410 } }
groups:
  payments: { title: Money, description: Everything about money. }
  payments/eu: {}
envelope: { shape: { code: $code } }
"#;

const FILES: &[(&str, &str)] = &[
    ("shop/catalog.yaml", CATALOG),
    (
        "shop/orders.yaml",
        "section: Orders\ngroup: Buying\nerrors:\n  order_gone: { description: It is gone., category: gone }\n",
    ),
    (
        "shop/payments/cards.yaml",
        "section: Cards\nerrors: { card_declined: { description: It was declined. } }\n",
    ),
    (
        "shop/payments/eu/sepa.yaml",
        "section: SEPA\nerrors: { no_mandate: { status: 409, description: Nobody signed. } }\n",
    ),
    (
        "shop/payments/us/ach.yaml",
        "section: ACH\nerrors: { no_account: { description: It is closed., visibility: internal } }\n",
    ),
    (
        "shop/stock/counts.yaml",
        "section: Counts\nerrors: { miscounted: { description: It differs. } }\n",
    ),
];

fn shop() -> Model {
    of_texts(FILES.iter().copied())
}

fn page(target: &str, path: &str) -> String {
    let files = render(target, &shop(), &Options::default());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let found = files.iter().find(|file| file.path.ends_with(path));
    found.unwrap_or_else(|| panic!("no {path} in {paths:?}")).text.clone()
}

#[test]
fn a_status_is_that_of_the_code_or_its_category_or_the_catalog() {
    let model = shop();
    let statuses = model.catalogs[0].codes.iter().map(|code| (&*code.name, &*code.status));
    assert_eq!(
        statuses.collect::<Vec<_>>(),
        [
            ("order_gone", &[410][..]),
            ("card_declined", &[]),
            ("no_mandate", &[409]),
            ("miscounted", &[])
        ]
    );
}

#[test]
fn a_section_in_a_folder_has_its_path_as_id_and_the_folder_as_group() {
    let model = shop();
    let catalog = &model.catalogs[0];
    let sections = catalog.sections.iter().map(|section| {
        (section.id.as_str(), catalog.group_of(section).expect("it has one").title.as_str())
    });
    assert_eq!(
        sections.collect::<Vec<_>>(),
        [
            ("orders", "Buying"),
            ("payments/cards", "Money"),
            ("payments/eu/sepa", "Payments eu"),
            ("payments/us/ach", "Money"),
            ("stock/counts", "Stock"),
        ]
    );
    let file: Value = serde_json::from_str(&page("json", "registry.json")).expect("it is JSON");
    let catalog = &file["catalogs"][0];
    assert_eq!(catalog["sections"][1]["id"], "payments/cards");
    assert_eq!(catalog["sections"][1]["group"], "payments");
    assert_eq!(catalog["groups"][0]["description"], "Everything about money.");
}

#[test]
fn pages_of_sections_in_folders_are_in_folders_and_link_to_each_other() {
    let index = page("markdown", "shop/README.md");
    for part in ["**Money**", "Everything about money.", "(payments/eu/sepa.md)", "**Buying**"] {
        assert!(index.contains(part), "{part} in {index}");
    }
    assert!(page("markdown", "payments/eu/sepa.md").contains("](../../README.md"));
    assert!(page("site", "index.html").contains("payments/eu/sepa"));
    assert!(page("site", "payments/eu/sepa.html").contains("../../assets/style.css"));
    let files = render("rust", &shop(), &Options::default());
    assert!(files.iter().any(|file| file.text.contains("PaymentsEuSepa")));
    assert!(page("typescript", "lib/shop/codes.d.cts").contains("payments/eu/sepa"));
}

#[test]
fn targets_have_internal_codes_if_their_options_ask_for_them() {
    let checked = errbook::check(Sources::from_texts(FILES.iter().copied()));
    let model = checked.model.expect("it compiles");
    let mut asking = Options::default();
    asking.rust.internal = true;
    asking.typescript.internal = true;
    asking.json.internal = true;
    asking.markdown.internal = true;
    asking.site.internal = true;
    for target in TARGETS.iter().filter(|target| target.name != "schema") {
        let has = |options: &Options| {
            let files = target.outputs(&target.seen(&model, options), options).expect("it renders");
            files.iter().any(|file| file.text.contains("no_account"))
        };
        assert!(!has(&Options::default()), "{}", target.name);
        assert_eq!(has(&asking), (target.internal)(&asking), "{}", target.name);
    }
}

/// What is made from the ES modules of a package for `require` has nothing left that only they can hold.
#[test]
fn modules_for_require_hold_no_import() {
    let models = [real(), families(), everything(Some("https://e.example/{section}#{code}"))];
    for model in models {
        for file in render("typescript", &model, &Options::default()) {
            if Path::new(&file.path).extension().is_none_or(|ending| ending != "cjs") {
                continue;
            }
            for line in file.text.lines() {
                let is_module = ["import ", "import{", "export ", "export{"];
                let is_fine = !is_module.iter().any(|word| line.trim_start().starts_with(word))
                    && !["exports. ", "exports.*", "*:"].iter().any(|bad| line.contains(bad));
                assert!(is_fine, "{}: {line}", file.path);
            }
        }
    }
}
