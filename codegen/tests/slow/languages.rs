//! Messages in several languages, in both packages: chosen and filled alike.

use serde_json::Value;

use crate::clients::{printed, programs};
use crate::support::registry::of_texts;
use crate::support::write;
use crate::typescript::check_types;

const CATALOG: &str = r#"
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message, "...": $details } }
"#;

const SECTION: &str = r#"
section: Orders
errors:
  order_gone:
    status: 404
    description: There is no such order.
    message: "There is no order {order_id} {{yet}}; try again in {wait} s."
    messages:
      de: "Es gibt {{noch}} keine Bestellung {order_id}; warten Sie {wait} s."
      de-AT: "Bestellung {order_id} gibt es {{noch}} net; wart {wait} s."
    details:
      order_id: { type: string }
      wait: { type: delay }
  paid_twice:
    code: paid_again
    status: 409
    description: The order is paid.
    messages: { de: Die Bestellung ist bezahlt. }
  busy: { status: 503, description: Too much to do. }
"#;

const PORTUGUESE: &str = "order_gone: '{order_id} não existe; espere {wait} s.'\n";

/// What is asked for, and the language that is chosen.
const CASES: &[(&str, &str)] = &[
    ("", "en"),
    ("*", "en"),
    ("fr", "en"),
    ("de", "de"),
    ("DE-ch", "de"),
    ("de-AT-1996-u-co-phonebk", "de-AT"),
    ("pt", "en"),
    ("pt-br", "pt-BR"),
    ("en;q=0.2, de;q=0.7", "de"),
    ("en, de", "en"),
    ("en-GB, de", "en"),
    ("fr, de;q=0.1, *;q=0.9", "de"),
    ("de;q=0, pt-BR", "pt-BR"),
    ("de-AT, de-AT;q=0, de;q=0.5", "de"),
    ("de;q=0", "en"),
    ("de;q=2, pt-BR;q=0.001", "pt-BR"),
    ("de; Q = 0.5 ,pt-BR;q=0.4", "de"),
    (",,;q=1,-,--,de-", "de"),
    ("de;level=1", "en"),
];

#[test]
fn both_packages_choose_and_fill_alike() {
    let model = of_texts([
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", SECTION),
        ("shop/messages.pt-BR.yaml", PORTUGUESE),
    ]);
    let (rust, script) = (include_str!("languages/main.rs"), include_str!("languages/main.js"));
    let folder = programs("languages", &model, rust, script);
    let asked: Vec<&str> = CASES.iter().map(|(asked, _)| *asked).collect();
    write(&folder.join("asked.json"), &serde_json::to_string(&asked).expect("JSON"));
    write(&folder.join("use.ts"), include_str!("languages/use.ts"));
    check_types(&folder, &["use.ts"]);
    let [(_, rust), (_, typescript)] = printed(&folder);
    assert_eq!(rust, typescript);
    for ((asked, language), line) in CASES.iter().zip(rust.lines()) {
        let seen: Value = serde_json::from_str(line).expect("a line of JSON");
        assert_eq!(seen["language"], *language, "{asked}");
        let message = match *language {
            "de" => "Es gibt {noch} keine Bestellung A7; warten Sie 30 s.",
            "de-AT" => "Bestellung A7 gibt es {noch} net; wart 30 s.",
            "pt-BR" => "A7 não existe; espere 30 s.",
            _ => "There is no order A7 {yet}; try again in 30 s.",
        };
        assert_eq!(seen["message"], message, "{asked}");
    }
}
