//! The registries that the site's tests render.

use std::fmt::Write;

use errbook::model::Model;

use crate::support::{registry, shop};

/// The model of registry texts.
pub fn of_texts(texts: &[(&'static str, String)]) -> Model {
    registry::of_texts(texts.iter().map(|(path, text)| (*path, text.as_str())))
}

/// A registry that uses all of the language, published at a docs URL.
pub fn shop(url: Option<&str>) -> Model {
    of_texts(&shop_texts(url))
}

/// The files of the shop, one code of which shows an example.
pub fn shop_texts(url: Option<&str>) -> Vec<(&'static str, String)> {
    const NOTES: &str = "    notes: [It cannot be switched off.]\n";
    const EXAMPLES: &str = "    examples:\n      - { title: The second of two, language: http, \
                            code: \"PUT /hats/1 HTTP/1.1\" }\n";
    let mut texts = shop::texts(url);
    let (_, conflict) = &mut texts[1];
    let behind = conflict.find(NOTES).expect("the notes are there") + NOTES.len();
    conflict.insert_str(behind, EXAMPLES);
    texts
}

/// A registry with this many codes and texts of the usual length.
pub fn many(codes: usize) -> Model {
    let mut section = "section: Parts\nerrors:\n".to_owned();
    for index in 0..codes {
        let _ = write!(
            section,
            "  part_{index}_not_{}:\n    status: {}\n    description: The part {index} of the order \
             could not be sent to the {} that the customer named in the request.\n    cause: The \
             code of the warehouse differs from what the catalog of parts has, since it is {}.\n    \
             resolution: Ask for the parts anew, and send the request with the codes that come back.\n",
            ["found", "allowed", "ready", "paid"][index % 4],
            [400, 404, 409, 422, 500][index % 5],
            ["address", "branch", "country"][index % 3],
            ["old", "new", "empty"][index % 3],
        );
    }
    of_texts(&[("parts/catalog.yaml", PARTS.to_owned()), ("parts/parts.yaml", section)])
}

const PARTS: &str = "
catalog: parts
title: Parts API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// A registry whose texts try to be markup, scripts and the ends of things.
pub fn hostile() -> Model {
    let texts = [
        "<script>window.pwned = 1</script>",
        "</title></head></script><script>window.pwned = 1</script>",
        "<img src=x onerror=window.pwned=1> <iframe srcdoc='x'>",
        "`</code><script>window.pwned = 1</script>` and `` ` ``",
        "\\\" onmouseover=\\\"window.pwned=1\\\" x='y' \\\\",
        "&lt;b&gt; &amp; &#60;script&#62; <!-- x --> --> ]]> {{ 1 + 1 }} {% raw %}",
        "javascript:window.pwned=1 ${window.pwned = 1} \\\\u003cscript\\\\u003e",
        "\\u2060 \\u200f right to left \\u200e 词 \\ud83d\\ude00",
        "</li></ul></main><base href='https://elsewhere.example/'>",
    ];
    let mut section = "section: \"<b><i>Section</i></b> </script>\"\nerrors:\n".to_owned();
    for (index, text) in texts.iter().enumerate() {
        let _ = write!(
            section,
            "  text_{index}_t:\n    status: 400\n    title: \"{text}\"\n    description: \"{text}\"\n    \
             cause: \"Why: {text}\"\n    resolution: \"Do: {text}\"\n    since: \"{text}\"\n    \
             notes: [\"{text}\"]\n    examples: [{{ title: \"{text}\", language: \"<b>\", code: \"{text}\" }}]\n    links: [{{ title: \"{text}\", url: \"{text}\" }}]\n",
        );
    }
    let catalog = format!(
        "catalog: nasty\ntitle: \"</title><script>window.pwned = 1</script>\"\n\
         description: \"{1}\"\ncodes: {{ style: snake_case }}\n\
         envelope: {{ shape: {{ \"<b><i>\": $code, m: $message }} }}\n\
         operations: {{ \"{0}\": {{ request: \"POST /{0}\", description: \"{1}\", \
         raises: [text_0_t, text_1_t], example: {{ headers: {{ X-Y: \"{1}\" }}, \
         body: {{ \"{1}\": \"{1}\" }} }} }} }}\n",
        "<script>window.pwned=1</script>'\\\"><b>", texts[1],
    );
    of_texts(&[("nasty/catalog.yaml", catalog), ("nasty/texts.yaml", section)])
}
