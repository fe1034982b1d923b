//! A registry of texts that look like markup.

use std::fmt::Write;

use serde_json::Value;

/// The texts.
pub const TEXTS: &[&str] = &[
    "a | b || c \\| d |",
    "| a | b |",
    "**bold** __bold__ *em* _em_ ***both*** a*b*c a_b_c _a b_ a__b__c ~~struck~~ ~sub~ ^sup^ ==mark== ++ins++",
    "<uuid> <b>not bold</b> <script>alert(1)</script> <br> </code> <!-- hidden --> <?php ?> <![CDATA[x]]>",
    "<!-- unclosed",
    "--> closed ->  <-- <=",
    "{id} {{x}} {{{y}}} {% raw %} {# c #} ${z} {: .class } {#id} {/* c */}",
    "[text](https://example.com) [ref] [ref]: x ![image](i.png) [^1] [[wiki]] [ ] [x]",
    "[//]: # (comment)",
    "*[HTML]: abbreviation",
    ":smile: :+1: a:b ::: note :: x:y :tip[z]",
    "::: warning",
    ": definition",
    "https://example.com/a_b_c?d=e&f=g www.example.com someone@example.com <https://example.com>",
    "# heading",
    "#heading ##",
    "C# and F# #",
    "#1194 C7",
    "- item",
    "+ item",
    "* item",
    "-5 degrees, +5 degrees",
    "1. one",
    "2) two",
    "1999. A year.",
    "> quote",
    "> [!NOTE] alert",
    "---",
    "***",
    "===",
    "=== \"Tab\"",
    "```",
    "~~~ js",
    "!!! note \"Title\"",
    "??? question",
    "/// caption",
    "&amp; &lt;b&gt; &#35; &copy; &copy AT&T R&D & &",
    "\\ \\* \\_ \\| \\\\ C:\\path\\*.txt ends with \\",
    "import x from 'y'",
    "export default 1",
    "import",
    "importing goods",
    "\"double\" 'single' it's the users' own rock 'n' roll",
    "-- --- ... .... 1--2 --flag well...",
    "$x$ $$y$$ $5 and $6 \\(z\\) \\[w\\]",
    "@someone #123 owner/repo#1 GH-1",
    "%% comment %%",
    "--8<-- \"file\"",
    "(c) (tm) 1/2 +- 2x2",
    "\u{200f}mark\u{200e} \u{61c}letter \u{2060}joiner",
    "ಠ_ಠ _ಠ_ é_è 日本_語 😀 :😀:",
    "a ` lone backtick",
    "`` ` ``` ````",
    "`a | b` `a \\| b` `|`",
    "`{{x}}` `{x}` `{% y %}` `${z}` `}}`",
    "`<uuid>` `<b>` `<!-- c -->` `<?php` `</code>` `a<b`",
    "`**a**` `_a_` `~a~` `[a](b)` `:smile:` `$x$` `#1` `&amp;` `&` `-->` `---` `...` `\"q\"` `it's`",
    "`` a`b `` `` ` `` ``` `` ```",
    "`\\` `a\\` `\\\\` `C:\\x`",
    "`#!sh` `:::js x` `:x` `$` `$$` `*` `_` `a  b`",
    "`\u{200f}abc` `日本` `x\ty`",
    "$`x`$ *`x`* _`x`_ [`x`](y) `x`{: .y } (`x`)",
    "word`code`word`code`word",
    "`import x`",
    "`<code>`",
    "first\n\n# second\n\n- third\n\nimport it",
    "tab\there",
    "{",
    "}",
    "|",
    "*",
    "_",
    "<",
    "\\",
    "$",
];

/// The files of a registry with these texts wherever a text is allowed, and with a very long text.
pub fn registry() -> [(&'static str, String); 2] {
    let long = "A sentence of a very long text, with | and <b> and {x} in it. ".repeat(160);
    let texts: Vec<&str> = TEXTS.iter().copied().chain([long.as_str()]).collect();
    let quoted = |text: &str| Value::from(text).to_string();
    let line = |text: &str| quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let list = |texts: &[&str]| {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        format!("[{}]", texts.join(", "))
    };
    let all = list(&texts);
    let mut catalog = format!(
        "catalog: nasty\ntitle: {}\ndescription: {}\ncodes: {{ style: snake_case, convention: {} }}\n",
        line(TEXTS[2]),
        quoted(TEXTS[3]),
        quoted(TEXTS[6]),
    );
    let _ = write!(catalog, "never_includes: {all}\nhandling:\n  log: {all}\n  steps:\n");
    let mut errors = String::new();
    for (index, text) in texts.iter().enumerate() {
        // A title that the description begins with is not shown beside it.
        let title = line(&format!("{text} title"));
        let (text, line) = (quoted(text), line(text));
        let _ = writeln!(catalog, "    - {{ codes: [code_a{index}], note: {text} }}");
        let _ = write!(
            errors,
            "  code_a{index}:\n    status: 400\n    description: {text}\n    cause: {text}\n    \
             resolution: {text}\n    title: {title}\n    notes: [{text}]\n    \
             links: [{{ title: {line}, description: {text}, url: \"https://example.com/?a={{b}}|c\" }}]\n    \
             details: {{ it: {{ type: string, description: {text}, example: {text} }} }}\n",
        );
    }
    catalog += "envelope: { shape: { error: $code, more: $details, text: $message } }\n";
    let rows: Vec<String> =
        texts.iter().map(|t| format!("    - [{}, {}]\n", quoted(t), quoted(t))).collect();
    let section = format!(
        "section: {}\ngroup: {}\ndescription: {}\nsource: {all}\nnotes: {all}\nerrors:\n{errors}\
         tables:\n- title: {}\n  description: {}\n  columns: [{}, {}]\n  rows:\n{}",
        line(TEXTS[3]),
        line(TEXTS[4]),
        quoted(TEXTS[5]),
        line(TEXTS[6]),
        quoted(TEXTS[7]),
        quoted(TEXTS[0]),
        quoted(TEXTS[8]),
        rows.concat()
    );
    [("nasty/catalog.yaml", catalog), ("nasty/texts.yaml", section)]
}
