//! Message templates: `Case {case_id} does not exist`.

use super::place::Declared;
use crate::decode::{Spanned, Verbatim};
use crate::diagnostic::{Diagnostic, Problems, nearest, only_near};
use crate::model::{Detail, Part, Place, Template};
use crate::placeholders::foreign;
use crate::rule;
use crate::source::Span;

/// Reads a template and checks that its placeholders are details of the code, by name or position.
pub(super) fn lower(
    message: &Spanned<Verbatim>,
    details: &[Declared],
    problems: &mut Problems,
) -> Template {
    let source = message.value.0.as_str();
    let mut parts = match parse(source) {
        Ok(parts) => parts,
        Err(fault) => {
            problems.push(
                Diagnostic::error(&rule::MESSAGE_TEMPLATE, fault)
                    .at(message.span, "in this message")
                    .help("write `{name}` for a detail, and `{{` or `}}` for a brace"),
            );
            Vec::new()
        }
    };
    for part in &mut parts {
        let Part::Detail(name) = part else { continue };
        let Some(declared) = find(name, details) else {
            let found = unknown(name, message.span, details, problems);
            problems.push(found);
            continue;
        };
        if declared.detail.sensitive {
            problems.push(
                Diagnostic::error(
                    &rule::SENSITIVE_MESSAGE,
                    format!("the message shows `{{{name}}}`, which is sensitive"),
                )
                .at(message.span, "in this message")
                .also(declared.name, "this detail is sensitive")
                .help("remove it from the message"),
            );
        }
        name.clone_from(&declared.detail.name);
    }
    Template { source: source.to_owned(), parts }
}

/// A template whose placeholders are details of the code; one that stands for none is kept.
pub(crate) fn template(source: &str, details: &[Detail]) -> Template {
    let mut parts = parse(source).unwrap_or_default();
    for part in &mut parts {
        let Part::Detail(name) = part else { continue };
        let by_index = || name.parse::<usize>().ok().and_then(|index| details.get(index));
        if !details.iter().any(|detail| detail.name == *name)
            && let Some(detail) = by_index()
        {
            name.clone_from(&detail.name);
        }
    }
    Template { source: source.to_owned(), parts }
}

/// The detail that a placeholder stands for: the one with its name, or else at its position.
fn find<'d>(name: &str, details: &'d [Declared]) -> Option<&'d Declared> {
    let named = details.iter().find(|declared| declared.detail.name == name);
    named.or_else(|| details.get(name.parse::<usize>().ok()?))
}

fn unknown(name: &str, message: Span, details: &[Declared], problems: &Problems) -> Diagnostic {
    let what = format!("the message uses `{{{name}}}`, which is not a detail of the code");
    let placeholder = written(name, message, problems);
    let found = Diagnostic::error(&rule::MESSAGE_TEMPLATE, what)
        .at(placeholder.unwrap_or(message), "in this message");
    let known = || details.iter().map(|declared| declared.detail.name.as_str());
    match nearest(name, known()) {
        Some(near) => {
            let found = found.help(format!("did you mean `{{{near}}}`?"));
            match placeholder.filter(|_| only_near(name, known()).is_some()) {
                Some(span) => found.fix(span, near),
                None => found,
            }
        }
        None => found.help(format!(
            "declare it, as in `details: {{ {name}: {{ type: string, from: message }} }}`, or remove it from the message"
        )),
    }
}

/// Where a message names a placeholder, if it does so once.
fn written(name: &str, message: Span, problems: &Problems) -> Option<Span> {
    let text = problems.written(message)?;
    let placeholder = format!("{{{name}}}");
    let mut places = text.match_indices(&placeholder).map(|(at, _)| at);
    let start = message.start + u32::try_from(places.next()? + 1).ok()?;
    let end = start + u32::try_from(name.len()).ok()?;
    places.next().is_none().then_some(Span { start, end, ..message })
}

/// Checks that the message shows each of a code's own details that are in the message alone, and
/// takes away those of its category and catalog that it does not show.
pub(super) fn check_arguments(
    template: Option<&Template>,
    own: usize,
    details: &mut Vec<Declared>,
    problems: &mut Problems,
) {
    let shown = |declared: &Declared| {
        let parts = template.iter().flat_map(|template| &template.parts);
        let name = &declared.detail.name;
        parts.into_iter().any(|part| matches!(part, Part::Detail(shown) if shown == name))
    };
    let lost = |declared: &Declared| declared.detail.place == Place::Message && !shown(declared);
    for declared in details.iter().take(own).filter(|declared| lost(declared)) {
        // A template with a fault shows nothing.
        if template.is_some_and(|template| template.parts.is_empty()) {
            continue;
        }
        let name = &declared.detail.name;
        // A placeholder in another notation is a finding of its own, with a fix.
        if template.is_some_and(|it| foreign(&it.source, name).next().is_some()) {
            continue;
        }
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("the detail `{name}` is in the message alone, which does not show it"),
            )
            .at(declared.from, "in the message alone")
            .help(format!("write `{{{name}}}` in the message, or remove the detail")),
        );
    }
    let mut index = 0;
    details.retain(|declared| {
        index += 1;
        index <= own || !lost(declared)
    });
}

/// A template behind another one, after a space.
pub(super) fn behind(first: Template, second: &Template) -> Template {
    let Template { source, mut parts } = first;
    let mut literal = match parts.pop() {
        Some(Part::Literal(text)) => text,
        last => {
            parts.extend(last);
            String::new()
        }
    };
    literal.push(' ');
    let mut more = second.parts.iter().cloned().peekable();
    if let Some(Part::Literal(text)) = more.next_if(|part| matches!(part, Part::Literal(_))) {
        literal.push_str(&text);
    }
    parts.push(Part::Literal(literal));
    parts.extend(more);
    Template { source: format!("{source} {}", second.source), parts }
}

fn parse(source: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = behind;
            continue;
        }
        let Some((name, behind)) = rest.split_once('}').filter(|_| brace == "{") else {
            return Err(format!("a single `{brace}` in the message"));
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(format!("`{{{name}}}` is not the name of a detail"));
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        parts.push(Part::Detail(name.to_owned()));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Ok(parts)
}
