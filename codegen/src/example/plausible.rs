//! Texts that could be the value of something, judging by its name.

use heck::ToSnakeCase;

/// The last words of names, each with a value.
const VALUES: [(&[&str], &str); 17] = [
    (&["request_id", "correlation_id", "trace_id", "span_id"], "5f8d04b3c2a91e67"),
    (&["uuid", "guid"], "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    (&["url", "uri", "link", "href", "docs", "type_uri"], "https://example.com/"),
    (&["email", "mail"], "someone@example.com"),
    (&["phone"], "+15550100"),
    (&["ip", "address"], "192.0.2.1"),
    (&["host", "hostname", "domain"], "api.example.com"),
    (&["timestamp", "time", "at"], "2026-01-31T09:30:00Z"),
    (&["date", "day"], "2026-01-31"),
    (&["param", "parameter", "field"], "amount"),
    (&["pointer"], "/amount"),
    (&["path", "instance"], "/orders/1042"),
    (&["language", "locale", "lang"], "en"),
    (&["currency"], "EUR"),
    (&["country"], "DE"),
    (&["version"], "1.2.0"),
    (&["method"], "POST"),
];

/// A text for what has this name: that of its last words, or else of what an id identifies, or else
/// the words of the name.
pub(super) fn text(name: &str) -> String {
    let name = name.to_snake_case();
    let ends = |word: &str| {
        let before = name.strip_suffix(word);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    };
    let known = VALUES.iter().find(|(words, _)| words.iter().any(|word| ends(word)));
    if let Some((_, value)) = known {
        return (*value).to_owned();
    }
    match name.strip_suffix("id").map(|before| before.trim_end_matches('_')) {
        Some("") => "1042".to_owned(),
        Some(of) if ends("id") => format!("{of}_1042"),
        _ if matches!(name.as_str(), "" | "string") => "text".to_owned(),
        _ => name.replace('_', " "),
    }
}

/// The name of one of several things.
pub(super) fn singular(name: &str) -> &str {
    name.strip_suffix('s').filter(|one| !one.ends_with('s')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{singular, text};

    #[test]
    fn values_follow_names() {
        for (name, value) in [
            ("requestId", "5f8d04b3c2a91e67"),
            ("request_id", "5f8d04b3c2a91e67"),
            ("order_id", "order_1042"),
            ("id", "1042"),
            ("doc-url", "https://example.com/"),
            ("created_at", "2026-01-31T09:30:00Z"),
            ("format", "format"),
            ("reason", "reason"),
            ("paid", "paid"),
            ("string", "text"),
            ("", "text"),
        ] {
            assert_eq!(text(name), value, "{name}");
        }
        assert_eq!(singular("fields"), "field");
        assert_eq!(singular("address"), "address");
    }
}
