//! Texts that YAML readers disagree about, and what is wanted of each.

use self::Reading::{Differ, Same};

/// A text, and whether all readers make the same of it.
pub struct Case {
    pub name: &'static str,
    pub yaml: &'static str,
    pub reading: Reading,
}

/// How the readers read a text.
pub enum Reading {
    /// Every reader reads the same, or every one refuses the text.
    Same,
    /// What each reader makes of the text, as JSON, and why it may differ.
    Differ {
        errbook: &'static str,
        serde_yaml: &'static str,
        node: &'static str,
        why: &'static str,
    },
}

/// What stands for a text that a reader refuses.
pub const REFUSED: &str = "refused";

const fn same(name: &'static str, yaml: &'static str) -> Case {
    Case { name, yaml, reading: Same }
}

const fn differ(
    name: &'static str,
    yaml: &'static str,
    [errbook, serde_yaml, node]: [&'static str; 3],
    why: &'static str,
) -> Case {
    Case { name, yaml, reading: Differ { errbook, serde_yaml, node, why } }
}

pub const CASES: &[Case] = &[
    same("Norway", "[no, NO, No, yes, on, off, y, n, Yes, ON]"),
    same("booleans", "[true, True, TRUE, tRUE, false, False, FALSE]"),
    same("nothing", "[~, null, Null, NULL, nULL, '', \"\"]"),
    same("a value left out", "a:\nb: \n"),
    same("an entry left out", "-\n- 1\n"),
    differ(
        "leading zeros",
        "[010, 0777, 08, 00, -01, +07]",
        [REFUSED, r#"["010","0777","08","00","-01","+07"]"#, "[10,777,8,0,-1,7]"],
        "serde_yaml takes numbers that begin with a zero for text, YAML 1.2 for decimal, and YAML 1.1 for octal; errbook asks which is meant",
    ),
    differ(
        "octal",
        "[0o10, 0o777, 0O10, -0o10, 0o8]",
        [REFUSED, r#"[8,511,"0O10",-8,"0o8"]"#, r#"[8,511,"0O10","-0o10","0o8"]"#],
        "few readers see the number at once, and serde_yaml allows a sign, which YAML 1.2 does not; errbook asks for decimal digits",
    ),
    differ(
        "hexadecimal",
        "[0x1F, 0xff, 0XFF, -0x1F, 0xG]",
        [REFUSED, r#"[31,255,"0XFF",-31,"0xG"]"#, r#"[31,255,"0XFF","-0x1F","0xG"]"#],
        "few readers see the number at once, and serde_yaml allows a sign, which YAML 1.2 does not; errbook asks for decimal digits",
    ),
    differ(
        "binary",
        "[0b101, 0B1]",
        [r#"["0b101","0B1"]"#, r#"[5,"0B1"]"#, r#"["0b101","0B1"]"#],
        "YAML 1.2 has no binary numbers",
    ),
    same("signs", "[+1, -1, +0, --1, +-1, '+1', +]"),
    differ(
        "a dash alone",
        "[-]",
        [REFUSED, r#"["-"]"#, REFUSED],
        "YAML wants text after a dash in brackets; libyaml does not",
    ),
    same("signs after a base", "[0x-1, 0x+1, 0o-7, 0x]"),
    same("minus nothing", "[-0, -0.0]"),
    same("underscores", "[1_000, 0x_1, 1_0.5]"),
    same("commas", "1,000"),
    same("base sixty", "[1:30, 190:20:30, 12:30:45.5]"),
    same("floats", "[1.5, .5, 1., 1e3, 1E3, 1e+3, 1e-3, 1.5e3]"),
    same("almost floats", "[., ..5, 1.2.3, 1e, e3, 1e3.5, +.5, 5e]"),
    differ(
        "infinity",
        "[.inf, .Inf, .INF, -.inf, +.inf, inf, Infinity]",
        [
            r#"[".inf",".Inf",".INF","-.inf","+.inf","inf","Infinity"]"#,
            r#"["number .inf","number .inf","number .inf","number -.inf","number .inf","inf","Infinity"]"#,
            r#"["number Infinity","number Infinity","number Infinity","number -Infinity","number Infinity","inf","Infinity"]"#,
        ],
        "no JSON body can hold it, so errbook reads text",
    ),
    differ(
        "not a number",
        "[.nan, .NaN, .NAN, nan, NaN]",
        [
            r#"[".nan",".NaN",".NAN","nan","NaN"]"#,
            r#"["number .nan","number .nan","number .nan","nan","NaN"]"#,
            r#"["number NaN","number NaN","number NaN","nan","NaN"]"#,
        ],
        "no JSON body can hold it, so errbook reads text",
    ),
    differ(
        "too large for a float",
        "[1e400, -1e400]",
        [
            r#"["1e400","-1e400"]"#,
            r#"["1e400","-1e400"]"#,
            r#"["number Infinity","number -Infinity"]"#,
        ],
        "no JSON body can hold it, so errbook reads text, as serde_yaml does",
    ),
    same("integers of 64 bits", "[9223372036854775807, -9223372036854775808]"),
    same("integers of more than 63 bits", "[9223372036854775808, 18446744073709551615]"),
    differ(
        "integers of more than 64 bits",
        "[18446744073709551616]",
        ["[1.8446744073709552e+19]", REFUSED, "[1.8446744073709552e+19]"],
        "serde_yaml refuses them; other readers of JSON and YAML round",
    ),
    differ(
        "hexadecimal of 64 bits",
        "[0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0o1777777777777777777777]",
        [
            REFUSED,
            "[4294967295,9223372036854775807,18446744073709551615,18446744073709551615]",
            "[4294967295,9223372036854775807,18446744073709551615,18446744073709551615]",
        ],
        "errbook asks for decimal digits",
    ),
    differ(
        "hexadecimal of more than 64 bits",
        "[0x10000000000000000]",
        [r#"["0x10000000000000000"]"#, REFUSED, "[1.8446744073709552e+19]"],
        "nobody writes a float in hexadecimal, so errbook does not round",
    ),
    same("integers that a double rounds", "[9007199254740993]"),
    same("versions", "[1.0, 1.10, 2.0.1, 1.2e]"),
    same("timestamps", "[2024-01-31, 2024-01-31T10:00:00Z, 2001-12-14 21:59:43.10 -5]"),
    same("merge key", "<<: { a: 1 }\nb: 2\n"),
    differ(
        "merge key with an alias",
        "a: &a { x: 1 }\nb:\n  <<: *a\n",
        [REFUSED, r#"{"a":{"x":1},"b":{"<<":{"x":1}}}"#, r#"{"a":{"x":1},"b":{"<<":{"x":1}}}"#],
        "a registry has no aliases; see `unsupported-yaml`",
    ),
    same("equals sign", "[=, '=']"),
    differ(
        "anchor",
        "a: &a 1\nb: 2\n",
        [REFUSED, r#"{"a":1,"b":2}"#, r#"{"a":1,"b":2}"#],
        "a registry has no anchors; see `unsupported-yaml`",
    ),
    differ(
        "alias",
        "a: &a 1\nb: *a\n",
        [REFUSED, r#"{"a":1,"b":1}"#, r#"{"a":1,"b":1}"#],
        "a registry has no aliases; see `unsupported-yaml`",
    ),
    differ(
        "a tag for text",
        "a: !!str 1\n",
        [REFUSED, r#"{"a":"1"}"#, r#"{"a":"1"}"#],
        "a registry has no tags; see `unsupported-yaml`",
    ),
    differ(
        "an unknown tag",
        "a: !mine 1\n",
        [REFUSED, r#"{"a":1}"#, r#"{"a":"1"}"#],
        "a registry has no tags; see `unsupported-yaml`",
    ),
    differ(
        "binary tag",
        "a: !!binary aGk=\n",
        [REFUSED, r#"{"a":"aGk="}"#, r#"{"a":{"type":"Buffer","data":[104,105]}}"#],
        "a registry has no tags; see `unsupported-yaml`",
    ),
    same("duplicate keys", "a: 1\na: 2\n"),
    same("duplicate keys in brackets", "{ a: 1, 'a': 2 }"),
    differ(
        "keys that are the same number",
        "1: a\n0x1: b\n",
        [r#"{"1":"a","0x1":"b"}"#, REFUSED, REFUSED],
        "every key of a registry is text, as it is spelled",
    ),
    same("a key that is a number", "1: a\n"),
    differ(
        "a key that is octal",
        "0o10: a\n",
        [r#"{"0o10":"a"}"#, r#"{"8":"a"}"#, r#"{"8":"a"}"#],
        "every key of a registry is text, as it is spelled",
    ),
    differ(
        "a key that is a float",
        "1.0: a\n1.50: b\n",
        [r#"{"1.0":"a","1.50":"b"}"#, r#"{"1.0":"a","1.5":"b"}"#, r#"{"1":"a","1.5":"b"}"#],
        "every key of a registry is text, as it is spelled",
    ),
    same("a key that is a boolean", "true: a\nNo: b\n"),
    differ(
        "a key that is nothing",
        "~: a\n",
        [r#"{"~":"a"}"#, r#"{"null":"a"}"#, r#"{"null":"a"}"#],
        "every key of a registry is text, as it is spelled",
    ),
    differ(
        "a key left out",
        ": a\n",
        [REFUSED, REFUSED, r#"{"null":"a"}"#],
        "a forgotten key is a mistake",
    ),
    differ(
        "a key that is a list",
        "? [a]\n: b\n",
        [REFUSED, r#"{"[\"a\"]":"b"}"#, r#"{"[\"a\"]":"b"}"#],
        "every key of a registry is text",
    ),
    differ(
        "a key that is a map",
        "{ { a: 1 }: b }",
        [REFUSED, r#"{"{\"a\":1}":"b"}"#, r#"{"{\"a\":1}":"b"}"#],
        "every key of a registry is text",
    ),
    same("an explicit key", "? a\n: b\n"),
    same("an explicit key without a value", "? a\n"),
    same("a key with spaces", "a b : c\n"),
    same("a quoted key without a space", "{ \"a\":1 }"),
    same("a bare key without a space", "{ a:1 }"),
    same("a set in braces", "{ a, b }"),
    same("a pair in brackets", "[a: 1, b]"),
    same("a comma at the end", "[a, b, ]"),
    same("two commas", "[a, , b]"),
    same("a tab before a key", "a:\n\tb: 1\n"),
    same("a tab after a colon", "a:\tb\n"),
    same("a tab before a comment", "a: b\t# c\n"),
    same("a tab in text", "a: b\tc\n"),
    same("tabs in brackets", "[\n\ta,\n\tb\n]\n"),
    same("a comment without a space", "a: b#c\n"),
    same("a comment after a space", "a: b #c\n"),
    same("a comment in brackets", "[a, #b\n c]\n"),
    differ(
        "a comment after quotes",
        "a: \"b\"#c\n",
        [REFUSED, r#"{"a":"b"}"#, REFUSED],
        "YAML wants a space before `#`; libyaml does not",
    ),
    same("colons in text", "[a:b, ':', http://x/y]"),
    same("a colon at the end", "a: b:\n"),
    differ(
        "a question mark",
        "[?a, a?, '?']",
        [r#"["?a","a?","?"]"#, r#"[{"a":null},"a?","?"]"#, r#"["?a","a?","?"]"#],
        "libyaml takes it for the mark of a key, which YAML wants followed by a space",
    ),
    same("dashes", "[-a, a-, ---]"),
    same("a literal block", "a: |\n  b\n  c\n"),
    same("a literal block, stripped", "a: |-\n  b\n\n\n"),
    same("a literal block, kept", "a: |+\n  b\n\n\nc: d\n"),
    same("a folded block", "a: >\n  b\n  c\n\n  d\n"),
    same("a folded block, stripped", "a: >-\n  b\n  c\n"),
    same("a folded block, kept", "a: >+\n  b\n\n\nc: d\n"),
    same("a folded block with deeper lines", "a: >\n  b\n    c\n    d\n  e\n"),
    same("a block that begins with empty lines", "a: |\n\n\n  b\n"),
    same("a block that begins with spaces", "a: |\n      \n  b\n"),
    same("an indentation indicator", "a: |1\n  b\n c\n"),
    same("an indicator after chomping", "a: |-1\n  b\n"),
    same("an indicator of nothing", "a: |0\n  b\n"),
    same("an empty block", "a: |\nb: |-\nc: |+\n"),
    same("a block with a comment", "a: | # c\n  b # d\n"),
    differ(
        "a block with a tab",
        "a: |\n  \tb\n",
        [r#"{"a":"\tb\n"}"#, REFUSED, r#"{"a":"\tb\n"}"#],
        "libyaml refuses a tab where the indentation ends; to YAML it is the text",
    ),
    same("trailing spaces in a block", "a: |\n  b  \n  c\n"),
    same("text over lines", "a: b\n  c\n\n  d\n"),
    same("quoted text over lines", "a: \"b\n  c\n\n  d\\\n  e\"\n"),
    same("single-quoted text over lines", "a: 'b\n  c\n\n  d'\n"),
    same("quoted text with spaces at line ends", "a: \"b  \n  c\"\n"),
    differ(
        "escapes",
        "a: \"\\t\\x41\\u00e9\\U0001F600\\/\\_\\N\\\\\"\n",
        [REFUSED, r#"{"a":"\tAé😀/ \\"}"#, r#"{"a":"\tAé😀/ \\"}"#],
        "`\\N` is a control character, which no text of a registry holds",
    ),
    differ(
        "an escaped control character",
        "a: \"\\0\\e\"\n",
        [REFUSED, r#"{"a":"\u0000\u001b"}"#, r#"{"a":"\u0000\u001b"}"#],
        "no text of a registry holds a control character",
    ),
    differ(
        "an escaped surrogate pair",
        "a: \"\\uD83D\\uDE00\"\n",
        [r#"{"a":"😀"}"#, REFUSED, r#"{"a":"😀"}"#],
        "libyaml does not know that JSON writes one character as two escapes",
    ),
    differ(
        "half a surrogate pair",
        "a: \"\\uD83D\"\n",
        [REFUSED, REFUSED, r#"{"a":"�"}"#],
        "it is no character; JavaScript's texts may hold it",
    ),
    same("an unknown escape", "a: \"\\q\"\n"),
    same("an apostrophe", "a: 'it''s'\nb: it's\n"),
    same("line ends of Windows", "a: b\r\nc: |\r\n  d\r\n  e\r\n"),
    differ(
        "a carriage return alone",
        "a: \"b\rc\"\n",
        [REFUSED, r#"{"a":"b c"}"#, r#"{"a":"b\rc"}"#],
        "no text of a registry holds a control character, and no two readers agree about this one",
    ),
    differ(
        "separators of Unicode",
        "a: \"b\u{2028}c\u{85}d\"\n",
        [REFUSED, r#"{"a":"b c d"}"#, r#"{"a":"b cd"}"#],
        "they end lines to libyaml, as in YAML 1.1",
    ),
    same("a space that does not break", "a: b\u{a0}\n"),
    same("a byte order mark within", "a: \"\u{feff}b\"\n"),
    differ(
        "a delete character",
        "a: \"b\u{7f}c\"\n",
        [REFUSED, REFUSED, r#"{"a":"bc"}"#],
        "it is a control character",
    ),
    same("beyond the basic plane", "a: 😀\n\"😀\": b\n"),
    same("characters that YAML reserves", "a: @b\n"),
    same("a backtick", "a: `b`\n"),
    same("a percent sign", "a: %b\n"),
    same("an ampersand in text", "a: b &c *d !e\n"),
    same("an ordinary list under a key", "a:\n- b\n- c\n"),
    same("a list in a list", "- - a\n  - b\n- - c\n"),
    same("a map in a list", "- a: 1\n  b: 2\n"),
    same("a key that is a prototype", "__proto__: 1\nconstructor: 2\n"),
    same("a line that ends a document", "a: |\n  ...\n"),
];
