//! Words from other formats and languages, and the word for the same thing here.

/// A key that is written with another word.
pub(super) struct Synonym {
    /// The key of the registry language.
    pub(super) key: &'static str,
    /// Whether it always means the same.
    pub(super) sure: bool,
}

/// Other words for keys; the first of the keys that a map takes is meant.
const KEYS: &[(&str, &[&str], bool)] = &[
    ("status_code", &["status"], true),
    ("statuscode", &["status"], true),
    ("http_status", &["status"], true),
    ("http_status_code", &["status"], true),
    ("httpstatus", &["status"], true),
    ("http_code", &["status"], true),
    ("http", &["status"], true),
    ("msg", &["message"], true),
    ("error_message", &["message"], true),
    ("text", &["message", "description"], false),
    ("desc", &["description"], true),
    ("detail", &["details", "description"], false),
    ("params", &["details"], true),
    ("parameters", &["details"], true),
    ("fields", &["details"], false),
    ("summary", &["title", "description"], false),
    ("name", &["title"], false),
    ("alias", &["aliases"], false),
    ("former_names", &["aliases"], true),
    ("reason", &["cause"], true),
    ("causes", &["cause"], false),
    ("why", &["cause"], true),
    ("fix", &["resolution"], true),
    ("solution", &["resolution"], true),
    ("remedy", &["resolution"], true),
    ("hint", &["resolution"], false),
    ("help", &["resolution"], false),
    ("docs", &["links", "url"], false),
    ("doc", &["links", "url"], false),
    ("documentation", &["links", "docs"], false),
    ("see", &["links"], false),
    ("see_also", &["links", "related"], false),
    ("example", &["examples"], false),
    ("grpc_code", &["grpc"], true),
    ("grpc_status", &["grpc"], true),
    ("kind", &["category", "type"], false),
    ("group", &["category"], false),
    ("added", &["since"], true),
    ("introduced", &["since"], true),
    ("codes", &["errors"], true),
    ("required", &["optional"], false),
    ("nullable", &["optional"], false),
    ("secret", &["sensitive"], true),
    ("replacement", &["replaced_by"], true),
    ("use_instead", &["replaced_by"], true),
    ("href", &["url"], true),
    ("link", &["url", "links"], false),
    ("casing", &["style"], true),
    ("case", &["style"], true),
    ("regex", &["pattern"], true),
];

/// The key that a word stands for, among those that may still be written.
pub(super) fn of_key(word: &str, unused: &[&str]) -> Option<Synonym> {
    let word = word.to_lowercase().replace('-', "_");
    let (_, keys, sure) = KEYS.iter().find(|(other, ..)| *other == word)?;
    let key = keys.iter().find(|key| unused.contains(key))?;
    Some(Synonym { key, sure: *sure })
}

/// Other words for values of vocabularies.
const VALUES: &[(&str, &str)] = &[
    ("no", "never"),
    ("false", "never"),
    ("none", "never"),
    ("off", "never"),
    ("exponential", "backoff"),
    ("warn", "warning"),
    ("info", "hint"),
    ("note", "hint"),
    ("notice", "hint"),
    ("err", "error"),
    ("fatal", "error"),
    ("ignore", "off"),
    ("disabled", "off"),
    ("private", "internal"),
    ("hidden", "internal"),
    ("int", "integer"),
    ("bool", "boolean"),
    ("str", "string"),
    ("snake", "snake_case"),
    ("camel", "camelCase"),
    ("pascal", "PascalCase"),
    ("kebab", "kebab-case"),
    ("rfc9457", "problem-details"),
    ("rfc7807", "problem-details"),
    ("problem+json", "problem-details"),
];

/// The word of a vocabulary that another word stands for.
pub(super) fn of_value<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let word = word.to_lowercase();
    let (_, known) = VALUES.iter().find(|(other, _)| *other == word)?;
    words.iter().find(|word| *word == known).copied()
}
