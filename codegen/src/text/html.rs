//! What of HTML people write into texts.

/// The elements of HTML that people write into texts; other words in angle brackets are
/// placeholders.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether something between angle brackets is HTML rather than a placeholder.
pub(super) fn is_html(source: &str) -> bool {
    // The tag that begins an element is enough.
    let inner = source.trim_start().trim_start_matches('<');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if name.is_empty() {
        return inner.starts_with(['!', '?']);
    }
    // Tags are written in lowercase, types and their parameters mostly not: `<T>`, `<A>`.
    ELEMENTS.contains(&name)
}
