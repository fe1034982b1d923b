//! What the code of a family has from those that it is a case of: its messages, which follow theirs.

use super::languages::Languages;
use super::message;
use super::place::Declared;
use crate::decode::Spanned;
use crate::diagnostic::Problems;
use crate::language::ErrorSpec;
use crate::model::Template;

/// An entry and those that it is nested in, the outermost first.
pub(super) type Above<'a> = [&'a (Spanned<String>, Spanned<ErrorSpec>)];

/// The messages that translators wrote, and the details of the code.
type Context<'a> = (&'a Languages<'a>, &'a [Declared]);

/// The message of a code, and those in other languages.
pub(super) type Messages = (Option<Template>, Vec<(String, Template)>);

/// The messages of a code behind those of the codes that it is a case of. Where one of them is not
/// translated, it is in the catalog's language.
pub(super) fn messages(
    name: &str,
    spec: &ErrorSpec,
    above: &Above<'_>,
    context: Context<'_>,
    problems: &mut Problems,
) -> Messages {
    let mut joined = (None, Vec::new());
    for (name, parent) in above {
        // What is wrong with it is reported where it is.
        let own = own(&name.value, &parent.value, context, &mut Problems::default());
        joined = behind(joined, own);
    }
    behind(joined, own(name, spec, context, problems))
}

fn own(name: &str, spec: &ErrorSpec, context: Context<'_>, problems: &mut Problems) -> Messages {
    let (languages, details) = context;
    let message = spec.message.as_ref();
    let message = message.map(|text| message::lower(text, details, problems));
    let others = languages.of(name, spec, message.as_ref(), details, problems);
    (message, others)
}

fn behind((first, firsts): Messages, (second, seconds): Messages) -> Messages {
    let (Some(first), Some(second)) = (&first, &second) else {
        // One of the two says nothing, in whatever language.
        return if first.is_some() { (first, firsts) } else { (second, seconds) };
    };
    let in_tag = |texts: &[(String, Template)], tag: &str| {
        texts.iter().find(|(own, _)| own == tag).map(|(_, text)| text.clone())
    };
    let mut tags: Vec<&String> = firsts.iter().chain(&seconds).map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    tags.dedup();
    let others = tags.into_iter().map(|tag| {
        let first = in_tag(&firsts, tag).unwrap_or_else(|| first.clone());
        let second = in_tag(&seconds, tag).unwrap_or_else(|| second.clone());
        (tag.clone(), message::behind(first, &second))
    });
    let others = others.collect();
    (Some(message::behind(first.clone(), second)), others)
}
