//! Tables whose columns have run together: `NOT_FOUND404There is no such orderCheck the number`.

use super::guess::joined_headings;
use super::terms::ENOUGH;
use crate::import::part::{Cell, Line, Part, Table};
use crate::import::role::{Role, of_heading};

/// Reads a table at the beginning of some lines, and says how many of them it has.
pub(super) fn read(lines: &[Line<'_>]) -> Option<(usize, Part)> {
    let first = *lines.first()?;
    let text = first.text.trim_end();
    let columns = joined_headings(text)?;
    let header: Vec<Cell> = columns.iter().map(|(from, to)| first.part(*from, *to)).collect();
    let mut roles: Vec<Option<Role>> = header.iter().map(|cell| of_heading(&cell.text)).collect();
    if roles.first() == Some(&Some(Role::Member)) {
        // The type of a member is some words.
        roles[1..].fill(None);
    }
    let rest = || lines[1..].iter().take_while(|line| !line.trimmed().is_empty()).copied();
    let words = usize::from(
        roles.first() == Some(&Some(Role::Category)) && roles.get(1) == Some(&Some(Role::Code)),
    );
    let ending = if words == 1 {
        Some(common_ending(&rest().take(ENOUGH).collect::<Vec<_>>())?)
    } else {
        None
    };
    let rows: Vec<Vec<Cell>> =
        rest().map_while(|line| row(line, &roles, ending.as_deref())).collect();
    (!rows.is_empty()).then(|| (rows.len() + 1, Part::Table(Table::new(header, rows))))
}

/// The cells of a row; nothing if the line is none.
fn row(line: Line<'_>, roles: &[Option<Role>], ending: Option<&str>) -> Option<Vec<Cell>> {
    let text = line.text;
    let mut at = text.len() - text.trim_start().len();
    let mut cells = Vec::new();
    let texts = |roles: &[Option<Role>]| roles.iter().filter(|role| !is_word(**role)).count();
    for (column, role) in roles.iter().enumerate() {
        let rest = &text[at..];
        let last = column + 1 == roles.len();
        let status_next = roles.get(column + 1) == Some(&Some(Role::Status));
        let length = match role {
            _ if last => rest.len(),
            Some(Role::Status) => status_length(rest)?,
            Some(Role::Category) if ending.is_some() => {
                let ending = ending.unwrap_or_default();
                rest.find(ending)? + ending.len()
            }
            Some(Role::Member) => member_length(rest).or_else(|| word_length(rest, false))?,
            role if is_word(*role) => word_length(rest, status_next)?,
            _ => text_length(rest, texts(&roles[column..]), &roles[column + 1..]),
        };
        cells.push(line.part(at, at + length));
        at += length;
    }
    Some(cells)
}

/// Whether the cells of a column are single words.
fn is_word(role: Option<Role>) -> bool {
    use Role::{Category, Code, Member, Name, Status};
    matches!(role, Some(Code | Name | Member | Category | Status))
}

/// The length of the member at the beginning of a text, which ends where its type begins.
fn member_length(text: &str) -> Option<usize> {
    let run = text.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let types = ["string", "integer", "number", "boolean", "object", "array", "null"];
    types.iter().filter_map(|ty| run.find(ty)).filter(|at| *at > 0).min()
}

/// The length of the statuses at the beginning of a text.
fn status_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits >= 3).then_some(3)
}

/// The length of the word at the beginning of a text: up to the status behind it, or up to the
/// capital letter that begins the next cell.
fn word_length(text: &str, status_next: bool) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_-.:/[]".contains(c)));
    let run = &text[..end.unwrap_or(text.len())];
    if status_next {
        let starts = (1..run.len().saturating_sub(2)).filter(|at| run.is_char_boundary(*at));
        let status = |at: &usize| {
            let digits = run.as_bytes().get(*at..*at + 3);
            let behind = run.as_bytes().get(at + 3).is_none_or(|next| !next.is_ascii_digit());
            behind
                && digits.is_some_and(|digits| {
                    digits.iter().all(u8::is_ascii_digit) && (b'1'..=b'5').contains(&digits[0])
                })
        };
        return starts.into_iter().find(status);
    }
    let bytes = run.as_bytes();
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let screams =
        bytes.len() > 1 && bytes[0].is_ascii_uppercase() && !bytes[1].is_ascii_lowercase();
    let boundary = (1..bytes.len()).find(|at| {
        let (before, here) = (bytes[at - 1], bytes[*at]);
        let next = bytes.get(at + 1).copied();
        // `NOT_FOUNDThe`: the last capital begins a word.
        let begins = next.is_some_and(|next| next.is_ascii_lowercase());
        here.is_ascii_uppercase() && if screams { begins } else { small(before) }
    });
    boundary.or((end == Some(run.len())).then_some(run.len())).filter(|length| *length > 0)
}

/// The length of a text before `texts - 1` other ones: up to a capital letter without a blank before
/// it.
fn text_length(text: &str, texts: usize, after: &[Option<Role>]) -> usize {
    // Types of members, such as `string or null`, end where a capital begins as well.
    let mut last = ' ';
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        let ends = last.is_lowercase() || last.is_ascii_digit() || ").”\"'!?…".contains(last);
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // `OAuth` and `JavaScript` are one word.
        let name = word.starts_with(|first: char| first.is_uppercase());
        if c.is_uppercase() && ends && !name || c == '“' && last.is_lowercase() {
            starts.push(at);
        }
        last = c;
    }
    let needed = texts.saturating_sub(1).min(after.len());
    match starts.len() {
        0 => text.len(),
        number if number >= needed => starts[0],
        _ => starts[0],
    }
}

/// The ending that the first words of all rows have in common, as in `auth_error`, `rate_error`.
fn common_ending(lines: &[Line<'_>]) -> Option<String> {
    let word = |line: &Line<'_>| {
        let text = line.trimmed();
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        text[..text.find(|c| !small(c)).unwrap_or(text.len())].to_owned()
    };
    let words: Vec<String> = lines.iter().map(word).take_while(|word| word.len() > 2).collect();
    let first = words.first()?;
    let holds = |ending: &str| {
        let behind = |word: &String| {
            let at = word.find(ending)? + ending.len();
            word[at..].starts_with(|next: char| next.is_ascii_lowercase()).then_some(())
        };
        words.iter().all(|word| behind(word).is_some())
    };
    let starts = first.match_indices('_').map(|(at, _)| at);
    let pieces = starts.flat_map(|from| (from + 3..=first.len()).map(move |to| (from, to)));
    let endings =
        pieces.map(|(from, to)| &first[from..to]).filter(|ending| !ending[1..].contains('_'));
    endings.filter(|ending| holds(ending)).max_by_key(|ending| ending.len()).map(str::to_owned)
}
