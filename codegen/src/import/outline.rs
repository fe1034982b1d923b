//! Codes that lead a text: as a heading, or at the beginning of a paragraph.

use super::labels::{add, heading_of, said};
use std::collections::BTreeSet;

use super::part::{Cell, Part, Row, Table, table_of};
use super::role::{Role, code_in, is_certainly_code, of_heading, statuses};
use super::table::{Kind, entries, kind_of};

/// A heading or a first line that begins with a code.
struct Lead {
    /// The level of the heading.
    level: u8,
    /// What the line says.
    row: Row,
    /// The lines behind it.
    rest: Option<Cell>,
    /// How sure it is that this is a code.
    sure: Sure,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// Nothing else looks like that.
    Certainly,
    /// Words of programs look like that, and names of products: `AccessDenied`.
    Maybe,
    /// Any word does.
    Hardly,
}

/// The level of a paragraph.
const PARAGRAPH: u8 = 7;

/// The parts of a document, with each list of texts about codes as a table.
pub fn gather(parts: Vec<Part>) -> Vec<Part> {
    // Where tables list the codes, other headings are those of sections.
    let listed = listed(&parts);
    let is_listed = |lead: &Lead| {
        let code = lead.row.first().map(|(_, code)| &code.text);
        listed.is_empty() || code.is_some_and(|code| listed.contains(code))
    };
    let leads: Vec<Option<Lead>> = parts.iter().map(|part| lead(part).filter(is_listed)).collect();
    let levels: Vec<u8> = (0..=PARAGRAPH).filter(|level| is_list(*level, &parts, &leads)).collect();
    if levels.is_empty() {
        return parts;
    }
    let mut gathered = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut aside = Vec::new();
    let mut open: Option<(u8, String)> = None;
    for (part, lead) in parts.into_iter().zip(leads) {
        if let Some(lead) = lead.filter(|lead| levels.contains(&lead.level)) {
            let mut row = lead.row;
            let heading =
                lead.rest.map_or("Description", |rest| said(&rest, "Description", &mut row));
            open = Some((lead.level, heading.to_owned()));
            rows.push(row);
            continue;
        }
        let (Some((level, heading)), Some(row)) = (&mut open, rows.last_mut()) else {
            gathered.push(part);
            continue;
        };
        match part {
            Part::Heading(cell, own) if ends(&cell, own, *level) => {
                flush(!listed.is_empty(), &mut rows, &mut aside, &mut gathered);
                open = None;
                gathered.push(Part::Heading(cell, own));
            }
            Part::Heading(cell, _) => match heading_of(&cell.text) {
                Some(known) => known.clone_into(heading),
                // A heading that is a sentence says what happened.
                None if cell.text.split_whitespace().count() > 3 => add(row, "Description", &cell),
                None => "Note".clone_into(heading),
            },
            Part::Prose(text) => {
                let last = said(&text, heading, row).to_owned();
                *heading = last;
            }
            Part::Sample(sample) => {
                if let Some(status) = status_line(&sample)
                    && !row.iter().any(|(known, _)| known == "HTTP status")
                {
                    add(row, "HTTP status", &status);
                }
                aside.push(Part::Sample(sample));
            }
            other => aside.push(other),
        }
    }
    flush(!listed.is_empty(), &mut rows, &mut aside, &mut gathered);
    gathered
}

/// The codes in tables.
fn listed(parts: &[Part]) -> BTreeSet<String> {
    let codes = |table: &Table| -> Vec<String> {
        let Kind::Codes(roles) = kind_of(table) else { return Vec::new() };
        let rows = table.rows.iter().flat_map(|row| entries(table, row, &roles));
        rows.map(|entry| entry.code.text).collect()
    };
    let tables = parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(codes(table)),
        _ => None,
    });
    tables.flatten().collect()
}

/// Ends a list.
fn flush(more: bool, rows: &mut Vec<Row>, aside: &mut Vec<Part>, gathered: &mut Vec<Part>) {
    if let Some((_, first)) = rows.first().and_then(|row| row.first()) {
        gathered.push(Part::Table(Table { more, ..table_of(rows, first.span) }));
    }
    rows.clear();
    gathered.append(aside);
}

/// Whether a heading is no part of what is said about the code before it.
fn ends(heading: &Cell, own: u8, level: u8) -> bool {
    let known = own > 0 && level > 0 && level < PARAGRAPH;
    if known { own <= level } else { heading_of(&heading.text).is_none() }
}

/// Whether the leads of a level are codes.
fn is_list(level: u8, parts: &[Part], leads: &[Option<Lead>]) -> bool {
    let own: Vec<&Lead> = leads.iter().flatten().filter(|lead| lead.level == level).collect();
    let sure = own.iter().filter(|lead| lead.sure == Sure::Certainly).count();
    let maybe = own.iter().filter(|lead| lead.sure == Sure::Maybe).count();
    let headings =
        parts.iter().filter(|part| matches!(part, Part::Heading(_, own) if *own == level));
    // Of headings without levels, some are those of sections.
    let most = level == 0 || level == PARAGRAPH || own.len() * 10 >= headings.count() * 6;
    let enough = sure >= 2 && sure * 2 >= own.len() || sure + maybe >= 3 && level != PARAGRAPH;
    most && enough
}

/// The code that a part begins with.
fn lead(part: &Part) -> Option<Lead> {
    match part {
        Part::Heading(cell, level) => {
            let (row, sure) = line(cell, &cell.text)?;
            // A first line may look like a heading where no markup says what is one.
            let first = *level == 0 && row.len() > 1 && sure == Sure::Certainly;
            let level = if first { PARAGRAPH } else { *level };
            let row = if first { sent(row) } else { row };
            Some(Lead { level, row, rest: None, sure })
        }
        Part::Prose(cell) => {
            let (first, rest) = cell.text.split_once('\n').unwrap_or((&cell.text, ""));
            let (row, sure) = line(cell, first)?;
            // A word alone is no more than that.
            if row.len() < 2 || sure != Sure::Certainly {
                return None;
            }
            let rest = Some(Cell { text: rest.to_owned(), ..*cell });
            Some(Lead { level: PARAGRAPH, row: sent(row), rest, sure })
        }
        _ => None,
    }
}

/// A row of a line that is no heading: behind the code, it has the message.
fn sent(row: Row) -> Row {
    let named = |(heading, cell): (String, Cell)| match heading.as_str() {
        "Title" => ("Message".to_owned(), cell),
        _ => (heading, cell),
    };
    row.into_iter().map(named).collect()
}

/// What a line says that begins with a code.
fn line(whole: &Cell, text: &str) -> Option<(Row, Sure)> {
    let of = |text: &str| Cell { text: text.trim().to_owned(), span: whole.span };
    if let Some(row) = pairs(text, &of) {
        return Some((row, Sure::Certainly));
    }
    let text = text.trim().trim_end_matches('¶').trim();
    let text = ["Error code ", "Error ", "Code "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let marks = [": ", " - ", " – ", " — ", " -- ", "—", "–"];
    let mark = marks.iter().filter_map(|mark| Some((text.find(mark)?, mark.len()))).min();
    let (head, tail) = match mark {
        Some((at, length)) => (&text[..at], text[at + length..].trim()),
        None => (text, ""),
    };
    let (head, behind) = match head.split_once([' ', '(', '[']) {
        Some((code, rest)) => (code, rest.trim_matches(['(', ')', '[', ']', ' '])),
        None => (head, ""),
    };
    let code = code_in(head).filter(|code| statuses(code).is_none())?;
    let mut row: Row = vec![("Code".to_owned(), of(&code))];
    if statuses(behind).is_some() {
        row.push(("HTTP status".to_owned(), of(behind)));
    } else if !behind.is_empty() {
        return None;
    }
    if statuses(tail).is_some() && tail.len() < 40 {
        row.push(("HTTP status".to_owned(), of(tail)));
    } else if !tail.is_empty() {
        row.push(("Title".to_owned(), of(tail)));
    }
    let number = code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let humps = code.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let camel = humps > 0 && code.contains(|c: char| c.is_lowercase()) && !code.contains('-');
    let sure = match () {
        () if is_certainly_code(&code) && !camel || number && !tail.is_empty() => Sure::Certainly,
        () if camel => Sure::Maybe,
        () => Sure::Hardly,
    };
    Some((row, sure))
}

/// A line of pairs, one of which is a code: `Error number: 1002; Symbol: ER_NO; SQLSTATE: HY000`.
fn pairs(text: &str, of: &dyn Fn(&str) -> Cell) -> Option<Row> {
    let pieces = text.split(';').map(|piece| piece.split_once(':'));
    let pairs: Vec<(&str, &str)> = pieces.collect::<Option<_>>()?;
    let is_code = |(key, value): &&(&str, &str)| {
        of_heading(key) == Some(Role::Code) && code_in(value).is_some()
    };
    let code = pairs.iter().position(|pair| is_code(&pair)).filter(|_| pairs.len() > 1)?;
    let mut row: Row = vec![("Code".to_owned(), of(pairs[code].1))];
    let others = pairs.iter().enumerate().filter(|(at, _)| *at != code);
    row.extend(others.map(|(_, (key, value))| (key.trim().to_owned(), of(value))));
    Some(row)
}

/// The status that a response begins with: `HTTP/1.1 404 Not Found`, `http code 400`.
fn status_line(sample: &Cell) -> Option<Cell> {
    let first = sample.text.trim_start().lines().next()?;
    let words = first.get(..4)?.eq_ignore_ascii_case("http").then(|| first.split_whitespace())?;
    let status = words.skip(1).find(|word| statuses(word).is_some())?;
    Some(Cell { text: status.to_owned(), span: sample.span })
}
