//! Code on lines of its own.

use std::fmt::{self, Write};

use serde_json::Value;

use crate::reference::{Message, Source};

/// Writes a fenced code block, whatever its contents.
pub(super) fn fenced(out: &mut String, source: &Source<'_>) {
    let (language, content) = match source {
        Source::Code(language, code) => (*language, code.to_string()),
        Source::Http(message) => ("http", message.to_string()),
        Source::Json(body) => ("json", format!("{body:#}")),
    };
    let mut fence = "```".to_owned();
    while content.contains(&fence) {
        fence.push('`');
    }
    // Anything that is not the name of a language could end the line.
    let word = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
    let language = if language.chars().all(word) { language } else { "" };
    let _ = write!(out, "{fence}{language}\n{}\n{fence}\n", content.trim_end_matches('\n'));
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(start) = &self.start {
            writeln!(f, "{}", one_line(start))?;
        }
        for (name, value) in &self.fields {
            writeln!(f, "{}: {}", one_line(name), one_line(value))?;
        }
        match &self.body {
            None => Ok(()),
            Some(Value::String(text)) => write!(f, "\n{text}"),
            Some(body) => write!(f, "\n{body:#}"),
        }
    }
}

/// The words without characters that would end the line.
pub(super) fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}
