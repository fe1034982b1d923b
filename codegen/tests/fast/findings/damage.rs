//! Registries damaged at random.

use errbook::diagnostic::Level;
use errbook::report::{Look, render};
use errbook::source::Sources;

use snapbox::str;

use super::{CATALOG, section};

/// Numbers that look random but are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

/// Puts a piece of YAML, a letter or nothing in place of a few characters.
fn damage(text: &str, numbers: &mut Numbers) -> String {
    const PIECES: &[&str] = &[
        "",
        "",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        ":",
        ": ",
        "- ",
        "#",
        "'",
        "\"",
        "`",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">-\n",
        "? ",
        "---\n",
        "...\n",
        "%",
        "@",
        "~",
        "0",
        "-1",
        "99999999999999999999",
        "null",
        "true",
        "\u{feff}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "é",
        "日本",
        "👍🏽",
        "$code",
        "$details",
        "{code}",
        "{{",
        "<<: ",
        "status: ",
        "errors:",
        "\\",
        "\\x",
        "..",
        "[].",
        "map<",
        "string[] | null",
    ];
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(text.len() + 1);
        let end = (at + numbers.below(4)).min(text.len());
        text.splice(at..end, PIECES[numbers.below(PIECES.len())].chars());
    }
    text.into_iter().collect()
}

#[test]
fn whatever_people_write_is_a_finding_and_not_a_crash() {
    const SECTION: &str = "\
section: Orders
group: All
description: What `orders` say.
source: [RFC 1, RFC 2]
category: request
errors:
  not_found:
    status: [404, 410]
    description: >-
      No such order:
      it is gone.
    message: 'No order {order_id}'
    retry: never
    action: sign_in
    details:
      order_id: { type: string, from: { body: \"items[].field\" }, example: a }
      wait: { type: delay | null, from: { header: Retry-After }, optional: true }
    deprecated: { since: \"2\", replaced_by: gone }
  gone: { status: none, description: \"It's gone.\" }
notes: [Again.]
tables:
  - title: T
    columns: [A, \"B\"]
    rows: [[a, b], ['c', d]]
";
    section(SECTION, str![]);
    let mut numbers = Numbers(7);
    let mut clean = 0;
    for _ in 0..1000 {
        let (catalog, section) = match numbers.below(3) {
            0 => (damage(CATALOG, &mut numbers), SECTION.to_owned()),
            1 => (CATALOG.to_owned(), damage(SECTION, &mut numbers)),
            _ => (damage(CATALOG, &mut numbers), damage(SECTION, &mut numbers)),
        };
        let files = [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", &section)];
        let checked = errbook::check(Sources::from_texts(files));
        for found in &checked.diagnostics {
            assert!(!render(found, &checked.sources, Look::default()).is_empty());
            for label in &found.labels {
                let (line, column) =
                    checked.sources.file(label.span).position(label.span.start as usize);
                assert!(line > 0 && column > 0);
            }
        }
        let errors = checked.diagnostics.iter().any(|found| found.level == Level::Error);
        assert_eq!(checked.model.is_none(), errors, "{catalog}\n{section}");
        clean += usize::from(!errors);
    }
    assert!(clean > 0, "some damage is harmless");
}
