//! Inputs with the structure of a registry, from bytes that make the choices.

/// Bytes that make choices; when they are used up, every choice is the first.
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit.max(1)
    }

    /// One of several values.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// True once in so many times.
    pub fn rarely(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}

/// Bytes from a seed (SplitMix64), the same on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.number() % limit.max(1) as u64).unwrap_or(0)
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.number().to_le_bytes()[0]).collect()
    }
}

/// A YAML value to write.
enum Yaml {
    Text(String),
    /// Written as it is.
    Plain(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

/// Texts that mean something in an output.
const TEXTS: &[&str] = &[
    "There is no such order.",
    "The order is closed, and `code` says so.",
    "*/ x /* `*/`",
    "</script><script>alert(1)</script>",
    "<!-- --> <b onload=x>& &amp;",
    "\"quotes\" 'and' \\ backslashes \\u{41} \\n",
    "{id} {{braces}} {% raw %} {{ x }}",
    "${HOME} `${x}` #{x}",
    "# heading\n\n- item\n---\n| a | b |",
    "[link](javascript:alert) ![i](x) <https://example.com>",
    "a\u{2028}b\u{2029}c\u{a0}d",
    "ends with a backslash \\",
    "r#\"raw\"# \"##",
    "::error::x %0A",
    "]]> <![CDATA[ <?x?>",
    "yes",
    "123",
    "0x1F",
    "~",
    " leading and trailing ",
    "- dash: colon # comment",
    "@type %percent !tag &anchor *alias",
    "e\u{301} 日本 😀 \u{202e}x",
    "One line.\nAnother line.\n\nAnother paragraph.",
    "a",
    "",
    "A text of many words that is longer than a line of the layout may be, so that it has to be \
     folded somewhere, which is where line breaks and spaces get lost if anything loses them.",
];

const SECTIONS: &[&str] = &["orders", "payments", "index", "readme", "con", "a-b", "self", "lib"];
const CODES: &[&str] = &[
    "order_closed",
    "e404",
    "self",
    "constructor",
    "class",
    "to_string",
    "__proto__",
    "a",
    "index",
    "order_not_found",
    "Ok",
    "none",
    "E0001",
    "E0002",
    "order-closed",
    "orderClosed",
    "ORDER_CLOSED",
    "1",
    "01",
    "a.b",
    "con",
    "default",
    "type",
    "message",
    "code",
    "then",
];
const CATALOGS: &[&str] = &["shop", "lib", "self", "core", "runtime", "a-b", "index", "default"];
const DETAILS: &[&str] =
    &["order_id", "message", "type", "retry_after", "self", "__proto__", "a_b"];
const TYPES: &[&str] = &[
    "string",
    "integer",
    "number",
    "boolean",
    "uuid",
    "date-time",
    "uri",
    "delay",
    "string[]",
    "map<integer[]>",
    "object",
    "any",
    "integer[]",
    "string | null",
];

/// The files of a registry.
pub fn registry(bytes: &mut Bytes) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for catalog in 0..=bytes.below(2) {
        let name = CATALOGS[(bytes.below(CATALOGS.len()) + catalog) % CATALOGS.len()];
        let mut codes = Vec::new();
        let sections = 1 + bytes.below(2);
        let first = bytes.below(SECTIONS.len());
        for number in 0..sections {
            let section = SECTIONS[(first + number) % SECTIONS.len()];
            let value = section_file(bytes, &mut codes);
            files.push((format!("{name}/{section}.yaml"), written(bytes, value)));
        }
        let value = catalog_file(bytes, name, &codes);
        files.push((format!("{name}/catalog.yaml"), written(bytes, value)));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0);
    files
}

fn text(bytes: &mut Bytes) -> Yaml {
    if bytes.below(3) > 0 {
        return Yaml::Text(TEXTS[bytes.below(2)].to_owned());
    }
    Yaml::Text(bytes.one(TEXTS).to_owned())
}

fn plain(value: &str) -> Yaml {
    Yaml::Plain(value.to_owned())
}

fn one(bytes: &mut Bytes, of: &[&str]) -> Yaml {
    Yaml::Text(bytes.one(of).to_owned())
}

fn list(values: Vec<Yaml>) -> Yaml {
    Yaml::List(values)
}

/// Keeps some of the entries.
fn some(bytes: &mut Bytes, entries: Vec<(&str, Yaml)>) -> Vec<(String, Yaml)> {
    let kept = entries.into_iter().filter(|_| bytes.rarely(4));
    kept.map(|(key, value)| (key.to_owned(), value)).collect()
}

fn section_file(bytes: &mut Bytes, all: &mut Vec<String>) -> Yaml {
    let mut errors = Vec::new();
    for _ in 0..1 + bytes.below(4) {
        let mut code = bytes.one(CODES).to_owned();
        if all.contains(&code) && !bytes.rarely(20) {
            code = format!("order_{}", all.len());
        }
        errors.push((code.clone(), error(bytes, all)));
        all.push(code);
    }
    let mut section = vec![("section".to_owned(), text(bytes))];
    let rows = (0..bytes.below(3)).map(|_| list(vec![text(bytes), text(bytes)])).collect();
    let table = vec![
        ("title".to_owned(), text(bytes)),
        ("columns".to_owned(), list(vec![text(bytes), text(bytes)])),
        ("rows".to_owned(), Yaml::List(rows)),
    ];
    let more = vec![
        ("group", text(bytes)),
        ("description", text(bytes)),
        ("source", text(bytes)),
        ("tables", list(vec![Yaml::Map(table)])),
        ("notes", list(vec![text(bytes), text(bytes)])),
    ];
    section.extend(some(bytes, more));
    section.push(("errors".to_owned(), Yaml::Map(errors)));
    Yaml::Map(section)
}

fn error(bytes: &mut Bytes, others: &[String]) -> Yaml {
    let status = bytes.one(&["404", "409", "500", "503", "302", "200", "[400, 422]", "999", "4xx"]);
    let mut error = Vec::new();
    if !bytes.rarely(8) {
        error.push(("status".to_owned(), plain(status)));
    }
    error.push(("description".to_owned(), text(bytes)));
    let details = (0..bytes.below(3)).map(|_| {
        let mut detail = vec![("type".to_owned(), one(bytes, TYPES))];
        let place = bytes.one(&["{ header: Retry-After }", "{ body: a.b }", "{ header: X-\"Y }"]);
        let more = vec![
            ("description", text(bytes)),
            ("example", text(bytes)),
            ("from", plain(place)),
            ("optional", plain("true")),
            ("sensitive", plain("true")),
        ];
        detail.extend(some(bytes, more));
        (bytes.one(DETAILS).to_owned(), Yaml::Map(detail))
    });
    let details: Vec<_> = details.collect();
    let message = match details.first() {
        Some((name, _)) if bytes.rarely(2) => Yaml::Text(format!("No {{{name}}} here {{{{x}}}}")),
        _ => text(bytes),
    };
    let other = others.first().map_or_else(|| "e404".to_owned(), Clone::clone);
    let link = vec![
        ("title".to_owned(), text(bytes)),
        ("url".to_owned(), one(bytes, &["https://example.com/a?b=c#d", "x", "javascript:x", "/a"])),
    ];
    let example = vec![
        ("title".to_owned(), text(bytes)),
        ("language".to_owned(), one(bytes, &["rust", "ts`", "x y", "```"])),
        ("code".to_owned(), one(bytes, &["let a = 1;\n", "```\n~~~~\n", "  a\n\n b", "</pre>"])),
    ];
    let deprecated =
        vec![("since".to_owned(), text(bytes)), ("replaced_by".to_owned(), Yaml::Text(other))];
    let more = vec![
        ("title", text(bytes)),
        ("message", message),
        ("cause", text(bytes)),
        ("resolution", text(bytes)),
        ("action", one(bytes, &["pay", "wait", "none"])),
        ("retry", one(bytes, &["never", "later", "backoff", "after_delay", "outcome_unknown"])),
        ("details", Yaml::Map(details)),
        ("delivery", one(bytes, &["redirect", "body"])),
        ("since", text(bytes)),
        ("deprecated", Yaml::Map(deprecated)),
        ("aliases", list(vec![one(bytes, &["old_code", "order_gone", "x", "../x"])])),
        ("visibility", one(bytes, &["internal", "public"])),
        ("grpc", one(bytes, &["NOT_FOUND", "ABORTED", "OK"])),
        ("links", list(vec![Yaml::Map(link)])),
        ("notes", list(vec![text(bytes), text(bytes)])),
        ("examples", list(vec![Yaml::Map(example)])),
    ];
    error.extend(some(bytes, more));
    Yaml::Map(error)
}

fn catalog_file(bytes: &mut Bytes, name: &str, codes: &[String]) -> Yaml {
    let style =
        bytes.one(&["snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "camelCase", "PascalCase"]);
    let exceptions = vec![
        ("reason".to_owned(), text(bytes)),
        ("codes".to_owned(), list(codes.iter().map(|code| Yaml::Text(code.clone())).collect())),
    ];
    let mut naming = vec![("style".to_owned(), plain(style))];
    if !bytes.rarely(4) {
        naming.push(("exceptions".to_owned(), list(vec![Yaml::Map(exceptions)])));
    }
    let envelope = match bytes.below(6) {
        0 => "format: problem-details",
        1 => "format: json-api",
        2 => "format: google\n  domain: example.com",
        3 => {
            "shape: { error: { code: $code, message: $message, info?: $details, url: $docs_url } }"
        }
        4 => {
            "shape: { errors: [{ code: $code, a b: $title, \"\\\"\": $status, type: $category }] }"
        }
        _ => "shape: { code: $code, ok: false, hint?: map<integer[]> | null }",
    };
    let url = bytes.one(&[
        "https://docs.example.com/{section}#{code}",
        "https://docs.example.com/{code}",
        "https://x/\"><script>",
        "x",
    ]);
    let layout = bytes.one(&["page-per-section", "page-per-code", "one-page"]);
    let docs =
        vec![("url".to_owned(), Yaml::Text(url.to_owned())), ("layout".to_owned(), plain(layout))];
    let code = codes.first().cloned().unwrap_or_default();
    let raises = || list(vec![Yaml::Text(code.clone())]);
    let operation = vec![
        ("request".to_owned(), one(bytes, &["POST /orders", "GET /a/{b}", "x", "PUT /*/"])),
        ("description".to_owned(), text(bytes)),
        ("raises".to_owned(), raises()),
    ];
    let handling = vec![("description".to_owned(), text(bytes))];
    let actions = vec![("pay".to_owned(), text(bytes)), ("wait".to_owned(), text(bytes))];
    let mut catalog = vec![
        ("catalog".to_owned(), Yaml::Text(name.to_owned())),
        ("title".to_owned(), text(bytes)),
        ("codes".to_owned(), Yaml::Map(naming)),
        ("envelope".to_owned(), plain(&format!("\n  {envelope}"))),
        ("actions".to_owned(), Yaml::Map(actions)),
    ];
    let more = vec![
        ("description", text(bytes)),
        ("docs", Yaml::Map(docs)),
        ("statuses", Yaml::Map(vec![("404".to_owned(), text(bytes))])),
        ("never_includes", list(vec![text(bytes)])),
        ("raises", raises()),
        ("operations", Yaml::Map(vec![("createOrder".to_owned(), Yaml::Map(operation))])),
        ("handling", Yaml::Map(handling)),
        ("related", list(vec![Yaml::Map(vec![("title".to_owned(), text(bytes))])])),
    ];
    catalog.extend(some(bytes, more));
    Yaml::Map(catalog)
}

/// A file's text: keys in any order, comments, one of the spellings of each text.
fn written(bytes: &mut Bytes, value: Yaml) -> String {
    let mut out = String::new();
    write(bytes, &value, 0, &mut out);
    match bytes.below(16) {
        14 => out.replace('\n', "\r\n"),
        15 => format!("\u{feff}{out}"),
        _ => out,
    }
}

fn write(bytes: &mut Bytes, value: &Yaml, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Yaml::Plain(text) => {
            out.push(' ');
            out.push_str(text);
            out.push('\n');
        }
        Yaml::Text(text) => write_text(bytes, text, &indent, out),
        Yaml::List(values) if values.is_empty() => out.push_str(" []\n"),
        Yaml::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Yaml::List(values) => {
            if depth > 0 {
                out.push('\n');
            }
            for value in values {
                comment(bytes, &indent, out);
                out.push_str(&indent);
                out.push('-');
                write(bytes, value, depth + 1, out);
            }
            comment(bytes, &indent, out);
        }
        Yaml::Map(entries) => {
            if depth > 0 {
                out.push('\n');
            }
            let mut order: Vec<usize> = (0..entries.len()).collect();
            if bytes.rarely(3) {
                let turn = bytes.below(order.len());
                order.rotate_left(turn);
            }
            for at in order {
                let (key, value) = &entries[at];
                comment(bytes, &indent, out);
                out.push_str(&indent);
                out.push_str(&quoted(key));
                out.push(':');
                write(bytes, value, depth + 1, out);
            }
            comment(bytes, &indent, out);
        }
    }
}

/// A key or text in the shortest spelling that is safe.
fn quoted(text: &str) -> String {
    let simple = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if simple { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

fn comment(bytes: &mut Bytes, indent: &str, out: &mut String) {
    if bytes.rarely(12) {
        out.push_str(indent);
        out.push_str(bytes.one(&["# why\n", "#\n", "# - two\n", "# a: b\n\n", "#x\n# y\n"]));
    }
}

fn write_text(bytes: &mut Bytes, text: &str, indent: &str, out: &mut String) {
    let block =
        !text.is_empty() && !text.starts_with(' ') && !text.contains(['\u{2028}', '\u{2029}']);
    match bytes.below(4) {
        1 if block => {
            out.push_str(" |-\n");
            for line in text.split('\n') {
                out.push_str(indent);
                out.push_str("  ");
                out.push_str(line);
                out.push('\n');
            }
        }
        2 => {
            out.push_str(" '");
            out.push_str(&text.replace('\'', "''").replace('\n', "\n\n  "));
            out.push_str("'\n");
        }
        3 => {
            out.push(' ');
            out.push_str(&serde_json::Value::from(text).to_string());
            out.push_str(" # why\n");
        }
        _ => {
            out.push(' ');
            out.push_str(&quoted(text));
            out.push('\n');
        }
    }
}
