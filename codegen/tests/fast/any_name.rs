//! Codes with any text as their names: what programs call them, their titles, and their pages.

use std::collections::BTreeSet;
use std::fmt::Write;

use errbook::model::Model;
use errbook::names;
use errbook::targets::{Options, TARGETS};

use regex_lite::Regex;

use crate::support::registry::{odd_names, of_texts, render};

fn model(entries: &str) -> Model {
    let catalog = "catalog: shop\ntitle: Shop\ndocs: { url: \"https://h/{code}\" }\n\
                   envelope: { shape: { code: $code } }\n";
    let section = format!("section: Any\nerrors:\n{entries}");
    of_texts([("shop/catalog.yaml", catalog), ("shop/any.yaml", section.as_str())])
}

#[test]
fn names_make_identifiers_titles_and_pages() {
    for (name, ident, title, page) in [
        ("card_declined", "CardDeclined", "Card declined", "card_declined"),
        ("CARD_DECLINED_001", "CardDeclined001", "Card declined", "CARD_DECLINED_001"),
        ("auth/user-not-found", "AuthUserNotFound", "Auth user not found", "auth~2Fuser-not-found"),
        ("-32700", "Code32700", "Nobody can read it", "~2D32700"),
        ("a b", "AB", "A b", "a~20b"),
        (
            "TooManyDistributionCNAMEs",
            "TooManyDistributionCNAMEs",
            "Too many distribution CNAMEs",
            "TooManyDistributionCNAMEs",
        ),
        (
            "InvalidOAuthFlowException",
            "InvalidOAuthFlowException",
            "Invalid OAuth flow exception",
            "InvalidOAuthFlowException",
        ),
        ("größe", "Grosse", "Grosse", "gr~C3~B6~C3~9Fe"),
        ("E1001", "E1001", "Nobody can read it", "E1001"),
        ("ERR_2001", "Err2001", "Nobody can read it", "ERR_2001"),
        ("55P02", "Code55p02", "Nobody can read it", "55P02"),
        ("OAUTH2", "Oauth2", "Oauth2", "OAUTH2"),
        ("DB_HTTP2", "DbHttp2", "Db http2", "DB_HTTP2"),
    ] {
        let model =
            model(&format!("  \"{name}\": {{ status: none, description: Nobody can read it. }}\n"));
        let code = &model.catalogs[0].codes[0];
        let url = code.docs_url.as_ref().map(|url| url.as_str()["https://h/".len()..].to_owned());
        assert_eq!(
            (&*code.ident, &*code.title, url.as_deref()),
            (ident, title, Some(page)),
            "{name}"
        );
    }
}

#[test]
fn numbered_codes_that_share_their_words_get_titles_of_their_own() {
    let entry = |code: u32, told: &str| {
        format!("  SNYK-CLI-{code:04}: {{ status: none, description: {told} }}\n")
    };
    let model = model(&(entry(1, "No network. Connect.") + &entry(2, "No access.")));
    let titles: Vec<_> = model.catalogs[0].codes.iter().map(|code| &*code.title).collect();
    assert_eq!(titles, ["No network", "No access"]);
}

#[test]
fn identifiers_can_be_given_and_name_everything_in_programs() {
    let model = model(
        "  SEC_1_11: { status: 400, description: A. }\n\
         \x20 SEC_11_1: { ident: Sec11_1, status: 400, description: B. }\n\
         \x20 订单: { ident: OrderGone, status: 400, description: C. }\n",
    );
    let idents: Vec<_> = model.catalogs[0].codes.iter().map(|code| &*code.ident).collect();
    assert_eq!(idents, ["Sec111", "Sec11_1", "OrderGone"]);
    let rust = TARGETS.iter().find(|target| target.name == "rust").expect("there is one");
    let outputs = rust.outputs(&model, &Options::default()).expect("it renders");
    let error = outputs.iter().find(|output| output.path.ends_with("shop/error.rs"));
    let text = &error.expect("there are errors").text;
    for function in ["pub fn sec_1_11()", "pub fn sec11_1()", "pub fn order_gone()"] {
        assert!(text.contains(function), "{function}");
    }
}

#[test]
fn every_target_renders_any_name() {
    let files = odd_names();
    let model = of_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    for target in TARGETS {
        target.outputs(&model, &Options::default()).expect(target.name);
    }
}

/// Prefix, separator and number, as teams number their codes: none of these stops a target.
#[test]
fn every_target_renders_every_scheme() {
    let prefixes = ["", "E", "BK", "err", "TS", "PAYMENT", "x_y"];
    let separators = ["", "_", "-", ".", ":", "/"];
    // The schemes are drawn, and always the same.
    let mut state = 1_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    for round in 0..24 {
        let (prefix, separator) = (prefixes[draw(7)], separators[draw(6)]);
        let (width, first) = (1 + draw(12 - prefix.len() - separator.len()), draw(2_000));
        let count = if round == 0 { 5_000 } else { 1 + draw(120) };
        let mut entries = String::new();
        for number in first..first + count {
            let code = format!("{prefix}{separator}{number:0width$}");
            let _ = writeln!(entries, "  \"{code}\": {{ status: 409, description: No. }}");
        }
        let model = model(&entries);
        for target in TARGETS.iter().filter(|target| round > 0 || target.name == "rust") {
            let scheme = format!("{}: {prefix}{separator}{first:0width$}", target.name);
            target.outputs(&model, &Options::default()).expect(&scheme);
        }
    }
}

/// A catalog that uses everything that gives a package another member.
fn full(naming: &str, entries: &str, fields: &str, types: &str) -> Model {
    let code = if naming.ends_with("integer") { "18" } else { "'18'" };
    let catalog = format!(
        "catalog: shop\ntitle: Shop\ncodes: {{ {naming} }}\n\
         type: \"https://h/{{code}}\"\n\
         categories: {{ broken: {{ description: Broken. }} }}\n\
         actions: {{ wait: {{ title: Wait, description: Wait. }} }}\n\
         fields:\n  owner: {{ type: string, default: us }}\n{fields}\
         types:\n  Place: {{ values: {{ here: Here., there: There. }} }}\n{types}\
         envelope: {{ shape: {{ code: $code, type: $type, text: $message, list: $arguments, info: $details }} }}\n"
    );
    let section = format!(
        "section: Any\nerrors:\n  \"17\":\n    ident: Gone\n    status: 404\n    \
         category: broken\n    action: wait\n    message: No {{id}}.\n    \
         messages: {{ de: '{{id}} fehlt.' }}\n    details:\n      \
         id: {{ type: string }}\n      place: {{ type: Place }}\n    errors:\n      \
         \"18\": {{ code: {code}, ident: GoneForGood, message: Never. }}\n{entries}"
    );
    of_texts([("shop/catalog.yaml", &*catalog), ("shop/any.yaml", &*section)])
}

/// What follows the words in the files of a package: the names that it declares.
fn declared(target: &str, model: &Model, files: &str, words: &str) -> BTreeSet<String> {
    let pattern = Regex::new(&format!(r"\b{words} (\w+)")).expect("a pattern");
    let outputs = render(target, model, &Options::default());
    let outputs = outputs.iter().filter(|output| output.path.ends_with(files));
    let names = outputs.flat_map(|output| {
        pattern.captures_iter(&output.text).map(|found| found[1].to_owned()).collect::<Vec<_>>()
    });
    names.collect()
}

/// Codes, declared fields and types can have the names of what packages declare themselves.
#[test]
fn no_name_hides_a_member_of_the_packages() {
    for naming in ["type: string", "type: integer"] {
        let plain = full(naming, "", "", "");
        let methods = declared("rust", &plain, "shared/error.rs", "fn");
        // Fields that every code has anyway cannot be declared again.
        let known = "status description cause resolution retry action message category delivery \
                     section owner name docs_url title";
        let mut getters = declared("rust", &plain, "shop/mod.rs", "pub const fn");
        known.split(' ').for_each(|name| assert!(getters.remove(name), "{name}"));
        let mut types =
            declared("typescript", &plain, "shop/index.d.cts", "export (?:type|interface)");
        types.remove("Place");
        assert!(methods.contains("message_in") && getters.contains("is_in"));
        assert!(types.contains("ErrorCodesByFamily"));

        let mut entries = String::new();
        for (code, name) in (100..).zip(&methods) {
            let ident = names::pascal(name);
            let _ =
                writeln!(entries, "  \"{code}\": {{ ident: {ident}, status: 400, message: No. }}");
        }
        entries.push_str(
            "  \"99\":\n    ident: Placed\n    status: 400\n    message: No.\n    details:\n",
        );
        for name in &types {
            let _ = writeln!(entries, "      \"{}\": {{ type: {name} }}", names::snake(name));
        }
        let lines = |names: &BTreeSet<String>, about: &str| -> String {
            names.iter().flat_map(|name| ["  ", name, ": ", about, "\n"]).collect()
        };
        let fields = lines(&getters, "{ type: string, optional: true }");
        let named = lines(&types, "{ values: { a: A. } }");
        let odd = full(naming, &entries, &fields, &named);
        let escaped = |names: BTreeSet<String>| names.into_iter().map(|name| name + "_").collect();
        for (target, files, words, names) in [
            ("rust", "shop/error.rs", "pub fn", methods),
            ("rust", "shop/mod.rs", "pub const fn", getters),
            ("typescript", "shop/index.d.cts", "export (?:type|interface)", types),
        ] {
            let escaped: BTreeSet<String> = escaped(names);
            let found = declared(target, &odd, files, words);
            let lost: Vec<_> = escaped.difference(&found).collect();
            assert!(lost.is_empty(), "{naming}, {files}: {lost:?}");
        }
    }
}
