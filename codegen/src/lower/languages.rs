//! Messages in other languages: those in entries, and those in a file for each language.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::message;
use super::place::Declared;
use super::reference::Known;
use crate::decode::{Spanned, Verbatim};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{CatalogSpec, ErrorSpec};
use crate::load::CatalogFiles;
use crate::model::{Part, Template};
use crate::rule;
use crate::source::Span;

/// The language of the texts of a catalog that names none.
const DEFAULT: &str = "en";

/// The language of a catalog's own texts.
pub(super) fn own(spec: &CatalogSpec, problems: &mut Problems) -> String {
    let tag = spec.language.as_ref().and_then(|language| read(language, problems));
    tag.unwrap_or_else(|| DEFAULT.to_owned())
}

/// The messages of a catalog in other languages, as files of their own give them.
pub(super) struct Languages<'a> {
    /// The language of all other texts.
    own: &'a str,
    /// The texts of each code, by its name, in the order of the files.
    of_code: HashMap<&'a str, Vec<(String, &'a Spanned<Verbatim>)>>,
}

impl<'a> Languages<'a> {
    /// Collects the texts; reports languages and codes that do not exist.
    pub(super) fn collect(
        files: &'a CatalogFiles,
        own: &'a str,
        known: &Known<'_>,
        problems: &mut Problems,
    ) -> Languages<'a> {
        let mut of_code: HashMap<&str, Vec<_>> = HashMap::new();
        for file in &files.messages {
            let language = Spanned { value: file.language.clone(), span: file.span };
            let Some(tag) = read(&language, problems) else { continue };
            for (code, text) in &file.messages.0 {
                if known.code(code, problems).is_some() {
                    of_code.entry(&code.value).or_default().push((tag.clone(), text));
                }
            }
        }
        Languages { own, of_code }
    }

    /// The messages of a code, by language; `message` is the one in the catalog's own.
    pub(super) fn of(
        &self,
        name: &str,
        spec: &ErrorSpec,
        message: Option<&Template>,
        details: &[Declared],
        problems: &mut Problems,
    ) -> Vec<(String, Template)> {
        let in_entry = spec.messages.0.iter().filter_map(|(language, text)| {
            read(language, problems).map(|tag| (tag, language.span, text))
        });
        let mut texts: Vec<(String, Span, &Spanned<Verbatim>)> = in_entry.collect();
        let in_files = self.of_code.get(name).into_iter().flatten();
        texts.extend(in_files.map(|(tag, text)| (tag.clone(), text.span, *text)));
        let mut lowered: BTreeMap<String, (Span, Template)> = BTreeMap::new();
        for (tag, at, text) in texts {
            if tag == self.own {
                problems.push(own_language(name, &tag, at, spec));
                continue;
            }
            if let Some((first, _)) = lowered.get(&tag) {
                problems.push(twice(name, &tag, at, *first));
                continue;
            }
            let template = message::lower(text, details, problems);
            let faulty = problems.any_within(text.span)
                || spec.message.as_ref().is_some_and(|own| problems.any_within(own.span));
            if !faulty {
                compare(&tag, text.span, &template, message, spec, problems);
            }
            lowered.insert(tag, (at, template));
        }
        lowered.into_iter().map(|(tag, (_, template))| (tag, template)).collect()
    }
}

fn twice(name: &str, tag: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        &rule::DUPLICATE_MESSAGE,
        format!("the message of `{name}` is given twice in `{tag}`"),
    )
    .at(second, "given again here")
    .also(first, "first given here")
    .help("remove one of the two")
}

fn own_language(name: &str, tag: &str, at: Span, spec: &ErrorSpec) -> Diagnostic {
    if let Some(own) = &spec.message {
        return twice(name, tag, at, own.span);
    }
    Diagnostic::error(
        &rule::DUPLICATE_MESSAGE,
        format!("`{tag}` is the language of the catalog, not another one"),
    )
    .at(at, "this message")
    .help("write it as `message`")
}

/// Checks that a message in another language has the placeholders of the catalog's own.
fn compare(
    tag: &str,
    span: Span,
    template: &Template,
    message: Option<&Template>,
    spec: &ErrorSpec,
    problems: &mut Problems,
) {
    let expected = message.map(placeholders).unwrap_or_default();
    let found = placeholders(template);
    let listed = |names: Vec<&&str>| {
        let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
        crate::words::series(&names, "and")
    };
    let lacking: Vec<&&str> = expected.difference(&found).collect();
    let extra: Vec<&&str> = found.difference(&expected).collect();
    let wrong = match (lacking.is_empty(), extra.is_empty()) {
        (true, true) => return,
        (false, true) => format!("lacks {}", listed(lacking)),
        (true, false) if message.is_none() => {
            format!("has {}, but the code has no `message`", listed(extra))
        }
        (true, false) => format!("has {}, which `message` lacks", listed(extra)),
        (false, false) => format!("has {} and lacks {}", listed(extra), listed(lacking)),
    };
    let wrong = format!("the message in `{tag}` {wrong}");
    let mut finding = Diagnostic::error(&rule::MESSAGE_TEMPLATE, wrong).at(span, "in this message");
    if let Some(own) = &spec.message {
        finding = finding.also(own.span, "the message that it translates");
    }
    problems.push(finding.help("use the same placeholders in every language"));
}

fn placeholders(template: &Template) -> BTreeSet<&str> {
    let parts = template.parts.iter();
    let names = parts.filter_map(|part| match part {
        Part::Detail(name) => Some(name.as_str()),
        Part::Literal(_) => None,
    });
    names.collect()
}

/// The language that a tag names, in its usual case; reports what is not one.
fn read(language: &Spanned<String>, problems: &mut Problems) -> Option<String> {
    let written = language.value.as_str();
    if let Some(tag) = tag(written) {
        return Some(tag);
    }
    // Anything but text was reported when it was read.
    if problems.any_within(language.span) && language.span.start < language.span.end {
        return None;
    }
    let finding =
        Diagnostic::error(&rule::LANGUAGE_TAG, format!("`{written}` does not name a language"))
            .at(language.span, "not a language tag of BCP 47");
    // The file's name has no position that an edit could change.
    let is_file = language.span.start == language.span.end;
    problems.push(match tag(&written.replace('_', "-")) {
        Some(meant) if is_file => {
            finding.help(format!("rename the file to `messages.{meant}.yaml`"))
        }
        Some(meant) => finding.help(format!("write `{meant}`")).fix(language.span, meant),
        None => finding.help("write a tag such as `de`, `pt-BR` or `zh-Hant`"),
    });
    None
}

/// A well-formed language tag (RFC 5646 §2.1) in its usual case (§2.1.1); `None` for anything else.
///
/// Languages of four letters and more are reserved or unused, so that a name such as `german` is
/// none; neither are the irregular tags that predate the grammar.
fn tag(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let fits = |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(is_alphanumeric);
    if !parts.iter().all(fits) {
        return None;
    }
    let mut tag = Subtags { rest: &parts, read: Vec::new() };
    if tag.take(|part| is_letters(part) && matches!(part.len(), 2..=3), str::to_ascii_lowercase) {
        let is_extended = |part: &str| is_letters(part) && part.len() == 3;
        let _ = (0..3).all(|_| tag.take(is_extended, str::to_ascii_lowercase));
        tag.take(|part| is_letters(part) && part.len() == 4, title);
        let is_region = |part: &str| match part.len() {
            2 => is_letters(part),
            length => length == 3 && part.bytes().all(|byte| byte.is_ascii_digit()),
        };
        tag.take(is_region, str::to_ascii_uppercase);
        let is_variant = |part: &str| {
            part.len() >= 5 || part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit())
        };
        while tag.take(is_variant, str::to_ascii_lowercase) {}
        let is_singleton = |part: &str| part.len() == 1 && !part.eq_ignore_ascii_case("x");
        while tag.take(is_singleton, str::to_ascii_lowercase) {
            if tag.rest.first().is_none_or(|part| part.len() < 2) {
                return None;
            }
            while tag.take(|part| part.len() >= 2, str::to_ascii_lowercase) {}
        }
    }
    if tag.take(|part| part.eq_ignore_ascii_case("x"), str::to_ascii_lowercase) {
        if tag.rest.is_empty() {
            return None;
        }
        while tag.take(|_| true, str::to_ascii_lowercase) {}
    }
    tag.rest.is_empty().then(|| tag.read.join("-"))
}

/// The parts of a tag that were read, and those that were not.
struct Subtags<'a> {
    rest: &'a [&'a str],
    read: Vec<String>,
}

impl Subtags<'_> {
    /// Reads the next part, in its usual case, if it fits.
    fn take(&mut self, fits: impl Fn(&str) -> bool, case: fn(&str) -> String) -> bool {
        let [part, rest @ ..] = self.rest else { return false };
        let fits = fits(part);
        if fits {
            self.read.push(case(part));
            self.rest = rest;
        }
        fits
    }
}

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn is_letters(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn title(part: &str) -> String {
    let (first, rest) = part.split_at(1);
    first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_are_those_of_rfc_5646() {
        for (written, expected) in [
            ("de", "de"),
            ("DE-ch-1996", "de-CH-1996"),
            ("pt-br", "pt-BR"),
            ("ZH-HANT-tw", "zh-Hant-TW"),
            ("zh-cmn-Hans-CN", "zh-cmn-Hans-CN"),
            ("es-419", "es-419"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
            ("en-US-u-islamcal-x-Own", "en-US-u-islamcal-x-own"),
            ("x-pirate", "x-pirate"),
        ] {
            assert_eq!(tag(written).as_deref(), Some(expected), "{written}");
        }
        for written in [
            "",
            "d",
            "german",
            "de_AT",
            "de-",
            "-de",
            "de--AT",
            "de-u",
            "x",
            "en-x",
            "de-AT-CH",
            "i-klingon",
            "de DE",
            "dé",
            "de-abcdefghi",
            "*",
            "12",
        ] {
            assert_eq!(tag(written), None, "{written}");
        }
    }
}
