//! Comments that are probably a part of the text before them.

use super::context::{Context, stretch};
use super::findings::{Findings, Lint, of_parts};
use crate::rule;
use crate::source::Span;
use crate::yaml::in_quotes;

pub(super) const LINTS: &[Lint] = &[of_parts(&rule::COMMENT_IN_TEXT, comment_in_text)];

/// The keys whose values are short texts, which need not be sentences.
const TITLES: &[&str] = &["title", "section", "group"];

fn comment_in_text(context: &Context<'_>, found: &mut Findings) {
    let messages = context.entries.iter().filter_map(|entry| entry.spec.message.as_ref());
    let sentences = context.texts.iter().map(|text| text.span);
    for span in sentences.chain(messages.map(|message| message.span)) {
        let text = &context.sources.file(span).text;
        check(text, span, true, found);
    }
    for (file, source) in context.sources() {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let Some(hash) = line.find('#') else {
                start += line.len();
                continue;
            };
            let key = line.trim_start().trim_start_matches("- ").split(':').next();
            let value = line[..hash].find(": ").map(|colon| colon + 2);
            if let (Some(key), Some(value)) = (key, value)
                && TITLES.contains(&key)
                && let Some(end) = line[value..].find(" #")
            {
                let length = line[value..value + end].trim_end().len();
                check(&source.text, stretch(file, start + value, length), false, found);
            }
            start += line.len();
        }
    }
}

/// Reports the comment behind a text. A comment behind a sentence that has its end is one, unless it
/// begins like a number or a name: `#42`.
fn check(text: &str, span: Span, is_sentence: bool, found: &mut Findings) {
    let written = &text[span.range()];
    if written.is_empty() || written.starts_with(['"', '\'', '|', '>']) {
        return;
    }
    let rest = text[span.end as usize..].lines().next().unwrap_or_default();
    let comment = rest.trim_start_matches([' ', '\t']);
    if comment.len() == rest.len() || !comment.starts_with('#') {
        return;
    }
    let is_name = comment[1..].starts_with(char::is_alphanumeric);
    let has_end = written.ends_with(['.', '!', '?', ':', '…', '。', ')', '"', '`', ';']);
    if !is_name && (!is_sentence || has_end) {
        return;
    }
    let start = span.end as usize + rest.len() - comment.len();
    let whole = &text[span.start as usize..span.end as usize + rest.trim_end().len()];
    let finding = found
        .finding("the text ends at ` #`, which begins a comment")
        .at(stretch(span.file, start, comment.trim_end().len()), "no part of the text")
        .help("put the text in quotes, or move the comment to a line of its own");
    let all = stretch(span.file, span.start as usize, whole.len());
    found.push(if is_name && !has_end {
        finding.fix(all, in_quotes(whole))
    } else {
        finding.fix_if_asked(all, in_quotes(whole))
    });
}
