//! The texts about codes: all texts of one kind are in one string, since compilers take far longer for
//! thousands of strings than for one.

use std::borrow::Cow;

use super::enums;
use super::literal::{separated, string};
use super::named::{NamedCatalog, NamedCode};
use super::source::{Source, array, numbers};
use crate::model::{Advice, CodeId, Part, Text, WireCode};

/// The text of one kind that is in the table for a code; empty if there is none.
type OfCode = for<'a> fn(&'a NamedCode<'_>, &'a Advice) -> Cow<'a, str>;

/// The kinds of texts: the member of `Texts`, what it is, and the text of a code.
const COLUMNS: [(&str, &str, OfCode); 8] = [
    ("names", "The names of codes that have another one.", name),
    ("titles", "The titles.", |named, _| named.code.title.as_str().into()),
    ("type_uris", "The URIs that identify the problems.", |named, _| {
        named.code.type_uri.as_deref().unwrap_or_default().into()
    }),
    ("descriptions", "What happened.", |named, _| named.code.summary().into()),
    ("messages", "The messages that are not the descriptions.", message),
    ("causes", "Why it happens.", |_, (cause, _)| cause.as_deref().unwrap_or_default().into()),
    ("resolutions", "What to do about it.", |_, (_, resolution)| {
        resolution.as_deref().unwrap_or_default().into()
    }),
    ("docs_urls", "The addresses of the reference's entries.", |named, _| {
        named.code.docs_url.as_ref().map_or("", |url| url.as_str()).into()
    }),
];

/// Writes the texts, and the places of codes that others refer to.
pub(super) fn write(api: &NamedCatalog<'_>, source: &mut Source) {
    let count = api.codes.len();
    let open = format!("/// The codes as sent over the wire.\nstatic CODES: [&str; {count}] = [");
    let mut codes = source.block(&open, "];");
    for code in &api.codes {
        codes.string(4, &code.code.code.text());
    }
    codes.close();
    let mut members = vec!["codes: &CODES".to_owned(), numbers_on_the_wire(api, source)];
    let advice: Vec<Advice> =
        api.codes.iter().map(|named| named.code.advice(Text::plain)).collect();
    for (member, about, text) in COLUMNS {
        let texts = api.codes.iter().zip(&advice).map(|(code, advice)| text(code, advice));
        let texts: Vec<Cow<'_, str>> = texts.collect();
        if texts.iter().all(|text| text.is_empty()) {
            members.push(format!("{member}: Column::EMPTY"));
            continue;
        }
        let name = member.to_uppercase();
        column(&format!("const {name}"), about, &texts, source);
        members.push(format!("{member}: {name}"));
    }
    members.push(format!(
        "#[cfg(feature = \"languages\")]\n    translations: {}",
        translations(api, source)
    ));
    let mut texts = source.block("/// All texts.\nstatic TEXTS: Texts = Texts {", "};");
    for member in members {
        texts.line(format_args!("{member},"));
    }
    texts.close();
    if enums::debug_by_table(count) {
        let names: Vec<Cow<'_, str>> =
            api.codes.iter().map(|code| code.variant.to_string().into()).collect();
        column("pub(super) static VARIANTS", "The names of the variants.", &names, source);
    }
    referred(api, source);
}

/// Writes the codes as numbers, if they are, and returns the member that refers to them.
fn numbers_on_the_wire(api: &NamedCatalog<'_>, source: &mut Source) -> String {
    let number = |code: &NamedCode<'_>| match code.code.code {
        WireCode::Integer(number) => Some(separated(number)),
        WireCode::String(_) => None,
    };
    let numbers: Vec<String> = api.codes.iter().filter_map(number).collect();
    if numbers.is_empty() {
        return "numbers: &[]".to_owned();
    }
    array("The same as numbers.", "static NUMBERS", "i64", &numbers, source);
    "numbers: &NUMBERS".to_owned()
}

/// Writes a text for each code as one string, a line each, and where each of them ends.
fn column(declaration: &str, about: &str, texts: &[Cow<'_, str>], source: &mut Source) {
    let open = format!("/// {about}\n{declaration}: Column = Column::new(");
    let mut block = source.block(&open, ");");
    let mut ends = Vec::with_capacity(texts.len());
    let mut end = 0;
    for text in texts {
        end += text.len();
        ends.push(end);
    }
    let texts: Vec<_> = texts.iter().filter(|text| !text.is_empty()).collect();
    if let [only] = &texts[..] {
        block.string(4, only);
    } else {
        // One literal with a line for each text would take the backslash at its end into addresses
        // that programs find in it.
        block.line("concat!(");
        for text in texts {
            block.string(8, text);
        }
        block.line("),");
    }
    block.line("&[");
    block.fill(ends);
    block.line("],");
    block.close();
}

/// Writes the messages in other languages, and returns what refers to them.
fn translations(api: &NamedCatalog<'_>, source: &mut Source) -> &'static str {
    if api.codes.iter().all(|code| code.code.messages.is_empty()) {
        return "&[]";
    }
    let open = format!(
        "/// The messages in other languages, by BCP 47 tag.\n#[cfg(feature = \"languages\")]\n\
         static TRANSLATIONS: [&[(&str, &str)]; {}] = [",
        api.codes.len()
    );
    let mut block = source.block(&open, "];");
    for code in &api.codes {
        let messages = code.code.messages.iter().map(|(tag, template)| {
            format!("({}, {})", string(tag), string(&template.renamed(|name| name)))
        });
        block.line(format_args!("&[{}],", messages.collect::<Vec<_>>().join(", ")));
    }
    block.close();
    "&TRANSLATIONS"
}

/// Writes the places of the codes that others refer to; the number of all codes stands for none.
fn referred(api: &NamedCatalog<'_>, source: &mut Source) {
    if !api.has_families && !api.has_deprecated {
        return;
    }
    let none = api.codes.len();
    let place = |id: Option<CodeId>| id.map_or(none, CodeId::index);
    if api.has_families {
        let places: Vec<usize> = api.codes.iter().map(|code| place(code.code.parent)).collect();
        numbers("The places of the parents.", "pub(super) static PARENTS", &places, source);
    }
    if api.has_deprecated {
        let of = |code: &NamedCode<'_>| {
            place(code.code.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by))
        };
        let places: Vec<usize> = api.codes.iter().map(of).collect();
        let about = "The places of the codes to use instead.";
        numbers(about, "pub(super) static REPLACED_BY", &places, source);
    }
}

fn name<'a>(named: &'a NamedCode<'_>, _: &'a Advice) -> Cow<'a, str> {
    if named.code.is_renamed() { named.code.name.as_str().into() } else { "".into() }
}

/// The message if it differs from the description: as written if it is a template with details,
/// otherwise as printed.
fn message<'a>(named: &'a NamedCode<'_>, _: &'a Advice) -> Cow<'a, str> {
    let Some(template) = &named.code.message else { return "".into() };
    if named.template().is_some() {
        return template.source.as_str().into();
    }
    let literal = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Detail(_) => String::new(),
    };
    template.parts.iter().map(literal).collect::<String>().into()
}
