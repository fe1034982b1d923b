//! Every output shows every fact about a code, or says why it does not.

use errbook::dialect::Terminal;
use errbook::model::Model;
use errbook::output::Output as File;
use errbook::reference::{Entries, Fact, Output, left_out};
use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};

use crate::support::registry::render;

const CATALOG: &str = r#"
catalog: shop
title: Shop
codes: { style: snake_case }
docs: { url: "https://h/ref/{code}" }
categories: { zcategory: {} }
fields:
  zfield: { values: { zvalue_of_field: A zmeaning. }, optional: true }
  zowner: { visibility: internal, default: zteam }
actions: { act: { title: Zaction, description: Act. } }
types: { ztype: { values: { one: A zmeaning. } } }
envelope:
  shape: { code: $code, message: $message, "*": $details }
operations:
  zoperation: { request: POST /z, raises: [full], example: { path: "/z?zrequest=1" } }
retired: { zretired: { reason: It went., replaced_by: full } }
"#;

const SECTION: &str = r#"
section: Zsection
errors:
  full:
    code: zsent
    status: 451
    title: Ztitle
    type: "urn:ztype"
    aliases: [zformer]
    description: A zdescription.
    message: "A zmessage."
    messages: { tlh: Zlanguage }
    cause: A zcause.
    resolution: A zresolution.
    category: zcategory
    action: act
    retry: backoff
    zfield: zvalue_of_field
    details: { zdetail: { type: string, example: zvalue }, zone: ztype }
    since: "9.87"
    deprecated: { note: A zdeprecation. }
    grpc: OUT_OF_RANGE
    links: [{ title: Zlink }]
    notes: [A znote.]
    examples: [{ title: Zexample, code: zexamplecode }]
    errors: { zcase: { description: A case. } }
  caused: { title: Caused, status: 400, causes: [{ cause: A zfirst., resolution: A zremedy. }, { cause: A second. }] }
  redirected: { description: It is elsewhere., status: 302, delivery: redirect }
  hidden: { status: 500, description: It is hidden., visibility: internal }
"#;

const OTHER: &str = "section: Zother\nalso: { full: A zreference. }\n";

/// What the entry of a code says about a fact if it has it.
fn mark(fact: Fact) -> &'static str {
    match fact {
        Fact::Deprecated => "zdeprecation",
        Fact::Description => "zdescription",
        Fact::Cause => "zcause",
        Fact::Resolution => "zresolution",
        Fact::Causes => "zremedy",
        Fact::Status => "451 Unavailable",
        Fact::Retry => "exponential",
        Fact::Action => "Zaction",
        Fact::Category => "zcategory",
        Fact::Code => "zsent",
        Fact::Field => "zvalue_of_field",
        Fact::Title => "Ztitle",
        Fact::Type => "urn:ztype",
        Fact::Message => "zmessage",
        Fact::Messages => "Zlanguage",
        Fact::Delivery => "not in a body",
        Fact::Grpc => "OUT_OF_RANGE",
        Fact::Visibility => "the team that owns the API",
        Fact::Since => "9.87",
        Fact::Aliases => "zformer",
        Fact::Operations => "POST /z",
        Fact::Parent => "full",
        Fact::Children => "zcase",
        Fact::Section => "Zsection",
        Fact::DocsUrl => "https://h/ref/full",
        Fact::References => "zreference",
        Fact::Replaces => "zretired",
        Fact::Details => "zdetail",
        Fact::Types => "zmeaning",
        Fact::Examples => "zexamplecode",
        Fact::Request => "/z?zrequest=1",
        Fact::Response => "zvalue",
        Fact::Notes => "znote",
        Fact::Links => "Zlink",
    }
}

/// Which code of the registry has the fact.
fn code(fact: Fact) -> &'static str {
    match fact {
        Fact::Causes => "caused",
        Fact::Delivery => "redirected",
        Fact::Visibility => "hidden",
        Fact::Parent => "full.zcase",
        _ => "full",
    }
}

/// The model with internal codes, as targets get it that ask for them.
fn model() -> Model {
    let checked = errbook::check(Sources::from_texts([
        ("shop/catalog.yaml", CATALOG),
        ("shop/section.yaml", SECTION),
        ("shop/other.yaml", OTHER),
    ]));
    checked.model.expect("it compiles")
}

/// The file of a target with an ending, as text in which line breaks of comments are spaces.
fn file(target: &str, ending: &str) -> String {
    let files: Vec<File> = render(target, &model(), &Options::default());
    let found = files.iter().find(|file| file.path.ends_with(ending));
    let found = found.unwrap_or_else(|| panic!("{target} has no file {ending}"));
    let words = found.text.split_whitespace().filter(|word| !["*", "///"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// What an output says about a code.
fn shown(output: Output, code: &str) -> String {
    match output {
        Output::Rustdoc => file("rust", "src/shop/mod.rs"),
        Output::Jsdoc => file("typescript", "lib/shop/codes.d.cts"),
        Output::OpenApi => file("openapi", "shop.openapi-3.1.yaml"),
        Output::Markdown => file("markdown", &format!("ref/{code}.md")),
        Output::Site => file("site", &format!("ref/{code}/index.html")),
        Output::Terminal => {
            let model = model();
            let catalog = &model.catalogs[0];
            let own = catalog.codes_with_ids().find(|(_, own)| own.name == code);
            let (id, _) = own.expect("the catalog has the code");
            let mut page = String::new();
            let items = Entries::of(catalog).entry(id, output);
            Terminal { width: 200 }.entry(&mut page, &items);
            page
        }
    }
}

#[test]
fn every_output_shows_every_fact() {
    let mut missing = Vec::new();
    for output in Output::ALL {
        for fact in Fact::ALL.iter().copied().filter(|fact| left_out(output, *fact).is_none()) {
            if !shown(output, code(fact)).contains(mark(fact)) {
                missing.push((output, fact));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_machine_readable_file_has_every_fact() {
    let files = render("json", &model(), &Options::default());
    let text: String = files.into_iter().map(|file| file.text).collect();
    for fact in Fact::ALL.iter().copied() {
        // It has values instead of sentences.
        let mark = match fact {
            Fact::Status => "451",
            Fact::Retry => "backoff",
            Fact::Delivery => "redirect",
            Fact::Visibility => "internal",
            Fact::Operations => "zoperation",
            fact => mark(fact),
        };
        assert!(text.contains(mark), "{fact:?}");
    }
}

#[test]
fn internal_fields_are_in_no_public_output() {
    let model = model();
    // The schemas are for those who write the registry.
    for target in TARGETS.iter().filter(|target| target.name != "schema") {
        for file in render(target.name, model.public(), &Options::default()) {
            for internal in ["zowner", "zteam"] {
                assert!(!file.text.contains(internal), "{internal} in {}", file.path);
            }
        }
    }
    let files = render("json", &model, &Options::default());
    assert!(files.iter().any(|file| file.text.contains("zteam")));
}
