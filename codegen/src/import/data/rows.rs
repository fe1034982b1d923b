//! Lists and maps as tables.

use super::{cell, names_codes, unread};
use crate::import::part::{Cell, Part, Table};
use crate::import::role::{Role, code_in, is_certainly_code, is_code, of_heading, statuses};
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

type Members<'n, 's> = &'n [(Key<'s>, Node<'s>)];

/// A row before its columns are known: what it has by heading.
#[derive(Default, Clone)]
struct Row(Vec<(String, Cell)>);

impl Row {
    fn get(&self, heading: &str) -> Option<&Cell> {
        self.0.iter().find(|(known, _)| known == heading).map(|(_, cell)| cell)
    }

    fn with_role(&self, role: Role) -> Option<&(String, Cell)> {
        self.0.iter().find(|(heading, _)| of_heading(heading) == Some(role))
    }
}

/// The heading of the column with the keys of a map.
const KEY: &str = "\u{0}key";

/// A table of a list of maps.
pub(super) fn of_list(items: &[Node<'_>]) -> Table {
    let mut rows = Vec::new();
    for item in items {
        if let Value::Map(members) = &item.value {
            add(members, Row::default(), None, &mut rows);
        }
    }
    table(&rows)
}

/// A table of a map whose keys are codes; nothing if they are something else. `named` says that its
/// own key names it as one.
pub(super) fn of_map(
    members: Members<'_, '_>,
    named: bool,
    parts: &mut Vec<Part>,
) -> Option<Table> {
    if !has_codes(members, named) {
        return None;
    }
    let mut rows = Vec::new();
    for (key, value) in members {
        if !is_code(&key.text) {
            parts.push(unread(key.span, format!("`{}` can be no code", key.text)));
            continue;
        }
        let row = Row(vec![(KEY.to_owned(), cell(&key.text, key.span))]);
        match &value.value {
            Value::Map(inner) => add(inner, row, Some((KEY, &key.text)), &mut rows),
            _ => rows.push(with_scalar(row, value)),
        }
    }
    Some(table(&rows))
}

/// Whether the keys of a map are codes, and its values what is said about them.
fn has_codes(members: Members<'_, '_>, named: bool) -> bool {
    let most = |number: usize| number * 10 >= members.len() * 6;
    let says = |value: &Node<'_>| match &value.value {
        Value::Map(inner) => inner.iter().any(|(key, value)| {
            use Role::{Cause, Code, Description, Message, Resolution, Status, Title};
            let role = of_heading(&key.text);
            !matches!(value.value, Value::Map(_))
                && matches!(
                    role,
                    Some(Code | Description | Message | Status | Title | Cause | Resolution)
                )
        }),
        _ => false,
    };
    // A group has a description as well, and what else it has are entries.
    let is_group = |value: &Node<'_>| match &value.value {
        Value::Map(inner) => inner.iter().any(|(key, value)| match &value.value {
            Value::Map(inner) => !is_case(&key.text) && has_codes(inner, false),
            Value::List(items) => {
                items.len() > 1
                    && items.iter().all(|item| matches!(item.value, Value::Map(_)))
                    && of_list(items).header.iter().any(|cell| names_codes(&cell.text))
            }
            _ => false,
        }),
        _ => false,
    };
    let is_scalar = |value: &Node<'_>| matches!(value.value, Value::Plain(_) | Value::Text(_));
    let codes = members.iter().filter(|(key, _)| is_code(&key.text)).count();
    let number = |text: &str| text.parse::<i64>().is_ok();
    let screams = |text: &str| text.len() > 2 && text.chars().all(|c| c.is_ascii_uppercase());
    let certain = members
        .iter()
        .filter(|(key, _)| is_certainly_code(&key.text) || number(&key.text) || screams(&key.text))
        .count();
    let scalars = members.iter().filter(|(_, value)| is_scalar(value)).count();
    let saying = members.iter().filter(|(_, value)| says(value)).count();
    let groups = members.iter().filter(|(_, value)| is_group(value)).count();
    let texts = scalars == members.len() && scalars > 1 && most(certain);
    !members.is_empty()
        && most(codes)
        && groups == 0
        && (most(saying) && saying > 0 || texts || named && scalars == members.len())
}

/// Whether a key holds the cases of an error.
fn is_case(key: &str) -> bool {
    let letters: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    ["subclass", "subclasses", "cases", "subcodes", "subconditions", "children"]
        .contains(&letters.to_lowercase().as_str())
}

/// Adds the row of an entry, and those of its cases. `code` is its code, with the heading of that.
fn add(members: Members<'_, '_>, mut row: Row, code: Option<(&str, &str)>, rows: &mut Vec<Row>) {
    let own = code.or_else(|| {
        let named = members.iter().filter(|(key, _)| names_codes(&key.text));
        let mut texts = named.filter_map(|(key, value)| Some((key.text.as_ref(), scalar(value)?)));
        texts.find(|(_, code)| is_code(code))
    });
    let mut cases = Vec::new();
    for (key, value) in members {
        let has_cases = own.is_some() && is_case(&key.text);
        match &value.value {
            Value::Map(inner) if has_cases => {
                cases.extend(inner.iter().map(|(key, value)| (cell(&key.text, key.span), value)));
            }
            Value::List(items) if has_cases && items.iter().all(|it| case(it).is_some()) => {
                cases.extend(items.iter().filter_map(|item| Some((case(item)?, item))));
            }
            // `http: { status: 404 }`
            Value::Map(inner) if inner.iter().all(|(_, it)| is_leaf(it)) => {
                for (name, value) in inner {
                    row.0.push((format!("{} {}", key.text, name.text), leaf(value)));
                }
            }
            _ if row.get(&key.text).is_some() => {}
            _ => row.0.push((key.text.to_string(), leaf(value))),
        }
    }
    let parent = row.clone();
    rows.push(row);
    let Some((heading, code)) = own else { return };
    for (case, value) in cases {
        let below = case
            .text
            .strip_prefix(code)
            .is_some_and(|rest| rest.starts_with(['.', '_', '-', '/', ':']));
        let name = if below { case.text } else { format!("{code}.{}", case.text) };
        let row = Row(vec![(heading.to_owned(), cell(&name, case.span))]);
        let mut inner = Vec::new();
        match &value.value {
            Value::Map(members) => add(members, row, Some((heading, &name)), &mut inner),
            _ if value.span == case.span => inner.push(row),
            _ => inner.push(with_scalar(row, value)),
        }
        for row in &mut inner {
            inherit(row, &parent, heading);
        }
        rows.extend(inner);
    }
}

/// The code of a case in a list: the case itself, or what its code, name or key says.
fn case(item: &Node<'_>) -> Option<Cell> {
    if let Some(text) = scalar(item) {
        return is_code(text).then(|| cell(text, item.span));
    }
    let Value::Map(members) = &item.value else { return None };
    let of = |role: Role| {
        let named = members.iter().filter(|(key, _)| of_heading(&key.text) == Some(role));
        let mut texts = named.filter_map(|(_, value)| Some(cell(scalar(value)?, value.span)));
        texts.find(|cell| is_code(&cell.text))
    };
    of(Role::Code).or_else(|| of(Role::Name))
}

/// The text of a scalar as it is written.
fn scalar<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    if let Value::Plain(text) | Value::Text(text) = &node.value { Some(text) } else { None }
}

/// Gives a case what it has from the error that it is a case of.
fn inherit(row: &mut Row, parent: &Row, code: &str) {
    for (heading, cell) in parent.0.iter().filter(|(heading, _)| heading != code) {
        let is_message = of_heading(heading) == Some(Role::Message);
        match row.0.iter_mut().find(|(own, _)| own == heading) {
            Some((_, own)) if is_message && !own.text.starts_with(&cell.text) => {
                let joined = format!("{} {}", cell.text, own.text);
                joined.trim().clone_into(&mut own.text);
            }
            Some(_) => {}
            None => row.0.push((heading.clone(), cell.clone())),
        }
    }
}

/// Adds the value that a code has where it has just one.
fn with_scalar(mut row: Row, value: &Node<'_>) -> Row {
    let cell = leaf(value);
    let heading = match cell.text.parse::<i64>() {
        Ok(_) if statuses(&cell.text).is_some() => "HTTP status",
        Ok(_) => "Code",
        Err(_) => "Description",
    };
    row.0.push((heading.to_owned(), cell));
    row
}

fn is_leaf(node: &Node<'_>) -> bool {
    !matches!(node.value, Value::Map(_) | Value::List(_))
}

/// A value as the text of a cell.
fn leaf(node: &Node<'_>) -> Cell {
    let text = match &node.value {
        Value::List(items) if items.iter().all(is_leaf) => {
            let items: Vec<String> = items.iter().map(|item| leaf(item).text).collect();
            let lines = items.iter().any(|item| item.contains(' '));
            items.join(if lines { " " } else { ", " })
        }
        Value::Map(_) | Value::List(_) => node.to_json().to_string(),
        Value::Plain(text) if node.to_json().is_null() && !text.is_empty() => String::new(),
        Value::Plain(text) | Value::Text(text) => text.to_string(),
        Value::Refused => String::new(),
    };
    cell(&text, node.span)
}

/// Puts rows into columns, in the order in which these come up.
fn table(rows: &[Row]) -> Table {
    let mut headings: Vec<&str> = Vec::new();
    for (heading, _) in rows.iter().flat_map(|row| &row.0) {
        if !headings.contains(&heading.as_str()) {
            headings.push(heading);
        }
    }
    let at = rows.first().and_then(|row| row.0.first()).map(|(_, cell)| cell.span);
    let at = at.unwrap_or_default();
    let column = |heading: &str| -> Vec<&Cell> {
        let cells = rows.iter().filter_map(|row| row.get(heading));
        cells.filter(|cell| !cell.text.is_empty()).collect()
    };
    let every = |heading: &str, holds: &dyn Fn(&str) -> bool| {
        let cells = column(heading);
        !cells.is_empty() && cells.iter().all(|cell| holds(&cell.text))
    };
    let has_status = rows.iter().any(|row| row.with_role(Role::Status).is_some());
    let has_key = headings.iter().any(|heading| certain(heading, &column(heading)));
    let mut own = None;
    let named: Vec<String> = headings
        .iter()
        .map(|heading| {
            if !names_codes(heading) {
                return (*heading).to_owned();
            }
            if !has_status && has_key && every(heading, &|text| statuses(text).is_some()) {
                return "HTTP status".to_owned();
            }
            if own.is_none() && every(heading, &|text| code_in(text).is_some()) {
                own = Some(*heading);
            }
            (*heading).to_owned()
        })
        .collect();
    let key = if own.is_some() { "Name" } else { "Code" };
    let header = named.iter().map(|text| Cell {
        text: if text == KEY { key.to_owned() } else { text.clone() },
        span: at,
    });
    let cells = |row: &Row| {
        let cells = headings.iter().map(|heading| row.get(heading).cloned());
        cells.map(|cell| cell.unwrap_or_else(|| empty(row, at))).collect::<Vec<_>>()
    };
    Table::new(header.collect(), rows.iter().map(cells).collect())
}

/// Whether a column has what the codes are if statuses are what is called so.
fn certain(heading: &str, cells: &[&Cell]) -> bool {
    let mut texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    texts.sort_unstable();
    let distinct = texts.windows(2).all(|pair| pair[0] != pair[1]);
    heading == KEY
        || matches!(of_heading(heading), Some(Role::Name | Role::Category | Role::Code))
            && distinct
            && cells.iter().all(|cell| is_certainly_code(&cell.text))
}

fn empty(row: &Row, otherwise: Span) -> Cell {
    let span = row.0.first().map_or(otherwise, |(_, cell)| cell.span);
    Cell { text: String::new(), span: Span { end: span.start, ..span } }
}
