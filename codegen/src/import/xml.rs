//! Reads XML: elements that say the same kind of thing are the rows of a table, as in the registries of
//! IANA.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::part::{Cell, Part, Row, span, table_of};
use super::separated::types;
use crate::address::BLANK;

/// An element whose end has not been read.
#[derive(Default)]
struct Element {
    name: String,
    /// Its attributes.
    own: Row,
    /// What it says itself.
    text: String,
    /// The elements in it that have none in them: each with its name, attributes and text.
    leaves: Vec<(String, Row, Cell)>,
    /// The rows in it.
    rows: Vec<Row>,
    /// The tables in it.
    parts: Vec<Part>,
    start: usize,
}

/// Reads a file.
///
/// # Errors
///
/// If it is no XML: why not.
pub fn read(file: u32, text: &str) -> Result<Vec<Part>, String> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let event = event.map_err(|error| {
            let line = text.get(..start).unwrap_or(text).matches('\n').count() + 1;
            format!("is no XML: {error} (line {line})")
        })?;
        let Some(last) = open.last_mut() else { break };
        match event {
            Event::Start(tag) => open.push(begun(file, start, &tag)),
            Event::Empty(tag) => {
                let element = begun(file, start, &tag);
                ended(file, element, end, last);
            }
            Event::End(_) => {
                let element = open.pop().unwrap_or_default();
                if let Some(parent) = open.last_mut() {
                    ended(file, element, start, parent);
                }
            }
            Event::Text(said) => last.text.push_str(&said),
            Event::CData(said) => last.text.push_str(&said),
            Event::GeneralRef(name) => match (&*name, name.resolve_char_ref()) {
                (_, Ok(Some(c))) => last.text.push(c),
                ("lt", _) => last.text.push('<'),
                ("gt", _) => last.text.push('>'),
                ("amp", _) => last.text.push('&'),
                ("quot", _) => last.text.push('"'),
                ("apos", _) => last.text.push('\''),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if open.is_empty() {
            break;
        }
    }
    let root = open.into_iter().next().unwrap_or_default();
    Ok(tables(&root.rows).into_iter().chain(root.parts).collect())
}

fn begun(file: u32, start: usize, tag: &BytesStart<'_>) -> Element {
    let at = span(file, start, start + 1 + tag.name().as_ref().len());
    let own = tag.attributes().flatten().filter_map(|attribute| {
        let text = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned();
        Some((attribute.key.local_name().as_ref().to_owned(), Cell { text, span: at }))
    });
    let own = own.filter(|(name, _)| name != "xmlns");
    let name = tag.local_name().as_ref().to_owned();
    Element { name, own: own.collect(), start, ..Element::default() }
}

/// Gives an element to the one that it is in.
fn ended(file: u32, mut element: Element, end: usize, parent: &mut Element) {
    let words: Vec<&str> = element.text.split_whitespace().collect();
    let text = Cell { text: words.join(" "), span: span(file, element.start, end) };
    let leaf = element.leaves.is_empty() && element.rows.is_empty() && element.parts.is_empty();
    if leaf {
        parent.leaves.push((element.name, element.own, text));
        return;
    }
    // Several of one kind that have attributes are rows.
    let same = |name: &str| element.leaves.iter().filter(|(own, ..)| own == name).count();
    let is_row = |(name, own, _): &(String, Row, Cell)| !own.is_empty() && same(name) > 1;
    let alike = element.leaves.len() > 1 && element.leaves.iter().all(is_row);
    if alike {
        for (_, mut row, text) in std::mem::take(&mut element.leaves) {
            if !text.text.is_empty() {
                row.push(("Description".to_owned(), text));
            }
            element.rows.push(row);
        }
    }
    if element.rows.is_empty() && element.parts.is_empty() {
        parent.rows.push(row(element));
        return;
    }
    let said = |name: &str| {
        element.leaves.iter().find(|(own, ..)| own == name).map(|(.., text)| text.clone())
    };
    let (title, about) = (said("title").or_else(|| said("name")), said("description"));
    let mut inner = tables(&element.rows);
    inner.append(&mut element.parts);
    let named = |part: &Part| matches!((part, &title), (Part::Heading(own, _), Some(title)) if own.text == title.text);
    if !inner.first().is_some_and(named) {
        parent.parts.extend(title.map(|title| Part::Heading(title, 0)));
    }
    parent.parts.extend(about.map(Part::Prose));
    parent.parts.append(&mut inner);
}

/// What the attributes and the elements of a record say.
fn row(element: Element) -> Row {
    let mut row = element.own;
    for (name, own, mut text) in element.leaves {
        if text.text.is_empty() {
            // A reference says what it refers to in an attribute.
            let target = own.into_iter().find(|(name, _)| name != "type");
            text.text = target.map(|(_, cell)| cell.text).unwrap_or_default();
        }
        let uri = text.text.contains("://") || text.text == BLANK;
        let heading = match name.as_str() {
            "type" | "uri" if uri => "Type URI".to_owned(),
            "xref" => "Reference".to_owned(),
            _ => name,
        };
        match row.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, known)) => known.text = format!("{}, {}", known.text, text.text),
            None => row.push((heading, text)),
        }
    }
    row
}

/// The table of some rows.
fn tables(rows: &[Row]) -> Vec<Part> {
    let Some((_, first)) = rows.first().and_then(|row| row.first()) else { return Vec::new() };
    let mut table = table_of(rows, first.span);
    let sample = types(&mut table);
    std::iter::once(Part::Table(table)).chain(sample).collect()
}
