//! What a column says about codes, by the words of its heading.

use crate::address::BLANK;
use crate::status::reason;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The code on the wire.
    Code,
    /// What the code is called in programs.
    Name,
    /// The HTTP status.
    Status,
    /// A broad kind.
    Category,
    /// A short title.
    Title,
    /// What happened.
    Description,
    /// What is sent to people.
    Message,
    /// Why it happens.
    Cause,
    /// What to do about it.
    Resolution,
    /// The version that introduced it.
    Since,
    /// A remark.
    Note,
    /// How many codes there are of something.
    Count,
    /// A member of the body.
    Member,
}

/// The headings of each role, in small letters and in the singular.
const HEADINGS: &[(Role, &[&str])] = &[
    (
        Role::Code,
        &[
            "error number",
            "error no",
            "errno",
            "error code name",
            "error constant",
            "error string",
            "exception",
            "code",
            "error code",
            "errorcode",
            "error",
            "err code",
            "code value",
            "error key",
            "api code",
            "error id",
            "string code",
            "error slug",
            "slug",
            "problem type",
            "type uri",
            "condition",
            "sqlstate",
        ],
    ),
    (
        Role::Name,
        &[
            "macro",
            "mnemonic",
            "enum value",
            "name",
            "symbol",
            "constant",
            "error name",
            "symbolic name",
            "identifier",
            "variant",
            "key",
            "id",
        ],
    ),
    (
        Role::Status,
        &[
            "http error code",
            "http return code",
            "http statuscode",
            "http status returned",
            "http response code",
            "http response status",
            "http result",
            "http",
            "http status",
            "status",
            "status code",
            "http code",
            "http status code",
            "httpstatus",
            "http response",
            "response code",
            "response status",
            "statuscode",
            "http error",
            "recommended http status code",
        ],
    ),
    (Role::Category, &["type", "category", "kind", "class", "error type", "domain", "family"]),
    (Role::Title, &["title", "summary", "short description", "label"]),
    (
        Role::Message,
        &[
            "user message",
            "text sent",
            "message",
            "error message",
            "default message",
            "text",
            "msg",
            "template",
        ],
    ),
    (
        Role::Description,
        &[
            "overview",
            "what",
            "problem",
            "issue",
            "error description",
            "description",
            "meaning",
            "explanation",
            "what happened",
            "what it means",
            "desc",
            "definition",
            "detail",
            "information",
            "doc",
        ],
    ),
    (
        Role::Cause,
        &[
            "possible cause",
            "likely cause",
            "common cause",
            "condition that triggers it",
            "why do i see this",
            "background",
            "cause",
            "reason",
            "why",
            "when",
            "trigger",
            "when it happens",
            "returned when",
            "why it happens",
        ],
    ),
    (
        Role::Resolution,
        &[
            "suggestion",
            "recommendation",
            "troubleshooting",
            "troubleshooting step",
            "step",
            "help",
            "advice",
            "hint",
            "guidance",
            "how to resolve",
            "how to handle",
            "how to handle it",
            "what should i do",
            "what you can do",
            "what can i do",
            "user response",
            "correction",
            "countermeasure",
            "resolution",
            "fix",
            "action",
            "solution",
            "remedy",
            "how to fix",
            "what to do",
            "handling",
            "remediation",
            "recovery",
            "next step",
            "workaround",
            "mitigation",
            "workaround",
            "how to fix it",
        ],
    ),
    (
        Role::Since,
        &["since", "added", "added in", "introduced", "introduced in", "available since"],
    ),
    (Role::Note, &["additional information", "more information", "note", "remark", "comment"]),
    (Role::Count, &["count", "total", "number", "number of code", "code count", "#"]),
    (Role::Member, &["field", "member", "property", "attribute", "parameter"]),
];

/// The role of a column with this heading.
#[must_use]
pub fn of_heading(heading: &str) -> Option<Role> {
    if heading.starts_with('\0') {
        return None;
    }
    let words = words_of(heading);
    let phrase = words.join(" ");
    let whole = |phrase: &str| {
        HEADINGS.iter().find(|(_, known)| known.contains(&phrase)).map(|(role, _)| *role)
    };
    // Of a longer heading, the last word says what it is: `Frontend action`.
    let last = || words.last().filter(|_| words.len() <= 4).and_then(|word| whole(word));
    whole(&phrase).or_else(last)
}

/// The words of a heading in small letters and in the singular, without what is in brackets.
fn words_of(heading: &str) -> Vec<String> {
    let bare = heading.split(['(', '[']).next().unwrap_or_default();
    let mut spaced = String::new();
    for c in bare.trim().chars() {
        let after_small = spaced.ends_with(|last: char| last.is_lowercase());
        if c.is_uppercase() && after_small {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() || c == '#' { c } else { ' ' });
    }
    let words = spaced.split_whitespace().map(str::to_lowercase);
    words.map(|word| singular(&word).to_owned()).collect()
}

fn singular(word: &str) -> &str {
    if word.ends_with("status") || ["class", "this", "address", "alias"].contains(&word) {
        return word;
    }
    if word == "statuses" {
        return "status";
    }
    match word.strip_suffix('s') {
        Some(one) if !one.ends_with('s') && one.len() > 2 => one,
        _ => word,
    }
}

/// Whether a text can be a code: one word, as a program would write it.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (1..=100).contains(&text.len())
        && chars.next().is_some_and(begins)
        && text.chars().all(|c| c.is_alphanumeric() || "_-.:/".contains(c))
        && text.ends_with(char::is_alphanumeric)
        && !text.contains("//")
        && text != BLANK
}

/// The code that an error reply of Redis begins with, and the rest of it: `-WRONGTYPE Operation against …`.
#[must_use]
pub fn reply(cell: &str) -> Option<(String, String)> {
    let bare = bare(cell);
    let (code, rest) = bare.strip_prefix('-')?.split_once(' ')?;
    let is_word = code.len() > 1
        && code.starts_with(|c: char| c.is_ascii_uppercase())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    (is_word && !rest.trim().is_empty()).then(|| (code.to_owned(), rest.trim().to_owned()))
}

/// Whether a text is so much like a code that it is one even where nothing says so: it has words with
/// something between them, or a letter and a number.
#[must_use]
pub fn is_certainly_code(text: &str) -> bool {
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let letters = text.contains(|c: char| c.is_alphabetic());
    let dash = text.contains('-') && (digits || !text.contains(|c: char| c.is_uppercase()));
    is_code(text) && letters && (text.contains('_') || digits || dash)
}

/// The code that a cell shows, without its markup.
#[must_use]
pub fn code_in(cell: &str) -> Option<String> {
    let bare = bare(cell);
    is_code(&bare).then_some(bare)
}

/// A text without code marks, emphasis, quotes and the addresses of links around it.
#[must_use]
pub fn bare(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let inner = text
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .filter(|(_, rest)| rest.starts_with('(') && rest.ends_with(')'))
            .map(|(inner, _)| inner);
        let marks = ["**", "`", "\"", "'", "*", "“", "~~"];
        let ends = |mark: &str| if mark == "“" { "”" } else { mark }.to_owned();
        let inner = inner.or_else(|| {
            marks.iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(&ends(mark)))
        });
        match inner {
            Some(inner) if inner.len() < text.len() => text = inner.trim(),
            _ => return text.replace("\\_", "_"),
        }
    }
}

/// The status that a heading is about: `404 Not Found`, `HTTP 429`, `No such thing (404)`.
#[must_use]
pub fn status_of_heading(heading: &str) -> Option<u16> {
    let text = bare(heading);
    let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some(found) = bracket.and_then(|(_, inner)| statuses(inner)) {
        return <[u16; 1]>::try_from(found).ok().map(|[status]| status);
    }
    let prefixes = ["http status ", "http ", "status code ", "status "];
    let lower = text.to_lowercase();
    let rest = prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    let (number, words) = rest.split_at_checked(3)?;
    let status: u16 = number.parse().ok().filter(|status| (300..600).contains(status))?;
    let words = words.trim_start_matches([' ', '-', '–', '—', ':', '(']);
    // Other numbers of three digits count something.
    let named = reason(status).is_some_and(|known| words.starts_with(&known.to_lowercase()));
    let marked = rest[3..].trim_start().starts_with(['-', '–', '—', ':', '(']);
    (words.is_empty() || named || marked || rest.len() < lower.len()).then_some(status)
}

/// The statuses that a cell names: `404`, `400/422`, `302 (redirect)`; nothing if it says something
/// else.
#[must_use]
pub fn statuses(cell: &str) -> Option<Vec<u16>> {
    let bare = bare(cell);
    let number = |word: &str| {
        let digits = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        word.parse::<u16>().ok().filter(|status| digits && (100..600).contains(status))
    };
    // `Not Found (404)`
    let bracket = bare.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let behind = bracket.and_then(|(name, inner)| {
        number(inner).filter(|_| name.chars().all(|c| c.is_alphabetic() || " -'".contains(c)))
    });
    if let Some(status) = behind {
        return Some(vec![status]);
    }
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = Vec::new();
    for (at, word) in words.enumerate() {
        match number(word) {
            Some(status) => found.push(status),
            // `HTTP 404`, but not `See section 404`.
            None if at == 0 && !word.eq_ignore_ascii_case("http") => return None,
            None => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}
