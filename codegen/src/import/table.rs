//! Which table says what, by the headings of its columns and by what is in them.

use super::entry::{ARGUMENT, Entry};
use super::part::{Cell, Part, Table};
use super::role::{Role, bare, code_in, is_certainly_code, of_heading, reply, statuses};

/// What a table is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Codes; the roles of the columns, of which those without one are facts of the catalog's own.
    Codes(Vec<Option<Role>>),
    /// What statuses mean.
    Statuses {
        /// The column of the status.
        status: usize,
        /// The column with the meaning.
        meaning: usize,
    },
    /// The members of the body.
    Members {
        /// The column of the path.
        member: usize,
        /// That of the type.
        ty: Option<usize>,
        /// That of the description.
        description: Option<usize>,
    },
    /// How many codes there are.
    Counts {
        /// The column that says of what.
        label: usize,
        /// That of the number.
        number: usize,
    },
    /// Something else.
    Other,
}

/// What a table is about.
pub fn kind_of(table: &Table) -> Kind {
    let mut roles: Vec<Option<Role>> =
        table.header.iter().map(|cell| of_heading(&cell.text)).collect();
    // Beside another code, that of SQL is a fact about it.
    if roles.iter().filter(|role| **role == Some(Role::Code)).count() > 1 {
        let sql = |cell: &Cell| cell.text.to_lowercase().starts_with("sqlstate");
        let columns = roles.iter_mut().zip(&table.header);
        columns.filter(|(_, cell)| sql(cell)).for_each(|(role, _)| *role = None);
    }
    // Elsewhere, prefixes are what several codes begin with.
    let prefix = |cell: &Cell| cell.text.to_lowercase().split(' ').next_back() == Some("prefix");
    let replies = (0..roles.len()).find(|at| all(table, *at, |cell| reply(cell).is_some()));
    if let (Some(replies), Some(at)) = (replies, table.header.iter().position(prefix)) {
        roles[at] = Some(Role::Code);
        roles[replies] = Some(Role::Message);
    }
    let of = |roles: &[Option<Role>], role| roles.iter().position(|known| *known == Some(role));
    // A code can have a number beside its name.
    let words = |cell: &str| code_in(cell).is_some_and(|code| code.parse::<i64>().is_err());
    let described = of(&roles, Role::Code).is_some_and(|code| all(table, code, words))
        && [Role::Description, Role::Message, Role::Cause, Role::Status]
            .into_iter()
            .any(|role| of(&roles, role).is_some());
    if let Some(number) = of(&roles, Role::Count).filter(|_| !described)
        && all(table, number, |cell| bare(cell).parse::<usize>().is_ok())
        && let Some(label) = (0..roles.len()).find(|at| *at != number)
    {
        return Kind::Counts { label, number };
    }
    if let Some(member) = of(&roles, Role::Member) {
        let description = of(&roles, Role::Description);
        return Kind::Members { member, ty: of(&roles, Role::Category), description };
    }
    let is_status = |at| all(table, at, |cell| statuses(cell).is_some());
    by_content(table, &mut roles);
    let status = of(&roles, Role::Status).filter(|at| is_status(*at));
    if let Some(code) = code_column(table, &roles)
        && (status.is_some_and(|status| status != code) || !is_status(code))
    {
        settle(table, &mut roles, code);
        return Kind::Codes(roles);
    }
    let status = status.or_else(|| of(&roles, Role::Code).filter(|at| is_status(*at)));
    let texts = [Role::Description, Role::Cause, Role::Title, Role::Message, Role::Name];
    match (status, texts.into_iter().find_map(|role| of(&roles, role))) {
        (Some(status), Some(meaning)) => Kind::Statuses { status, meaning },
        _ => Kind::Other,
    }
}

/// Gives roles to columns whose headings say nothing, where what is in them says it.
fn by_content(table: &Table, roles: &mut [Option<Role>]) {
    let is_error = |cell: &str| {
        let first = |found: Vec<u16>| found.first().is_some_and(|status| *status >= 300);
        statuses(cell).is_some_and(first)
    };
    let columns = |roles: &[Option<Role>]| {
        let silent = (0..roles.len()).filter(|at| roles[*at].is_none());
        silent.collect::<Vec<usize>>()
    };
    let certain =
        |at: &usize| all(table, *at, |cell| is_certainly_code(&bare(cell))) && distinct(table, *at);
    let code = code_column(table, roles);
    let beside = code.or_else(|| columns(roles).into_iter().find(certain));
    // Without a status, a table of anything has names in a column.
    let named = roles.contains(&Some(Role::Status));
    let status = columns(roles).into_iter().filter(|at| !named && Some(*at) != beside);
    let status = beside.and(status.into_iter().find(|at| all(table, *at, is_error)));
    if let Some(at) = status {
        roles[at] = Some(Role::Status);
    }
    if let Some(at) = beside.filter(|_| code.is_none() && (named || status.is_some())) {
        roles[at] = Some(Role::Code);
    }
}

/// The column of texts that says most, if no heading names one.
fn described(table: &Table, roles: &mut [Option<Role>]) {
    use Role::{Cause, Description, Message, Title};
    let known = |role| matches!(role, Some(Description | Message | Title | Cause));
    if roles.iter().any(|role| known(*role)) {
        return;
    }
    let words = |at: usize| -> usize {
        table.rows.iter().map(|row| row[at].text.split_whitespace().count()).sum()
    };
    let silent = (0..roles.len()).filter(|at| roles[*at].is_none());
    let longest = silent.max_by_key(|at| words(*at));
    if let Some(at) = longest.filter(|at| words(*at) >= 3 * table.rows.len().max(1)) {
        roles[at] = Some(Description);
    }
}

/// The parts of rows of which the first may be headings, or not: a title before them, and a table.
pub fn of_rows(rows: Vec<Vec<Cell>>) -> Vec<Part> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let full = |row: &[Cell]| row.iter().filter(|cell| !cell.text.is_empty()).count();
    let mut rows = rows.into_iter().peekable();
    let mut parts = Vec::new();
    while width > 2 && rows.peek().is_some_and(|row| full(row) < 2) {
        let row = rows.next().unwrap_or_default();
        let title = row.into_iter().find(|cell| !cell.text.is_empty());
        parts.extend(title.map(|title| Part::Heading(title, 1)));
    }
    let rows: Vec<Vec<Cell>> = rows.collect();
    let Some(first) = rows.first() else { return parts };
    let named = first.iter().any(|cell| of_heading(&cell.text).is_some());
    let is_row =
        |cell: &Cell| is_certainly_code(&bare(&cell.text)) || statuses(&cell.text).is_some();
    if named || !first.iter().any(is_row) {
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or_default();
        parts.push(Part::Table(Table::new(header, rows.collect())));
        return parts;
    }
    let mut columns = 0;
    let header = first.iter().map(|cell| {
        columns += 1;
        Cell { text: format!("Column {columns}"), span: cell.span }
    });
    let mut table = Table::new(header.collect(), rows);
    let certain = |at: &usize| all(&table, *at, |cell| is_certainly_code(&bare(cell)));
    if let Some(code) = (0..columns).find(certain) {
        "Code".clone_into(&mut table.header[code].text);
    }
    parts.push(Part::Table(table));
    parts
}

/// Whether a row of a table of codes is a heading of those below: a text in its first cell alone.
pub fn heading<'r>(table: &Table, row: &'r [Cell], roles: &[Option<Role>]) -> Option<&'r Cell> {
    let [first, rest @ ..] = row else { return None };
    let code = roles.iter().position(|role| *role == Some(Role::Code))?;
    let certain = |cell: &str| is_certainly_code(&bare(cell));
    let mut letters = first.text.chars();
    let word = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    let is_code = certain(&first.text)
        || code == 0 && code_in(&first.text).is_some() && !(word && all(table, code, certain));
    let alone = !first.text.is_empty() && rest.iter().all(|cell| cell.text.is_empty());
    (alone && !rest.is_empty() && !is_code).then_some(first)
}

/// Whether most cells of a column that are not empty are of a kind.
fn all(table: &Table, column: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = table.rows.iter().map(|row| row[column].text.as_str());
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    let fitting = cells.iter().filter(|cell| fits(cell)).count();
    !cells.is_empty() && fitting * 10 >= cells.len() * 6
}

/// The column of the codes: one whose heading says so, or else the first in which nothing but codes
/// can be.
fn code_column(table: &Table, roles: &[Option<Role>]) -> Option<usize> {
    let codes = |at: &usize| all(table, *at, |cell| !codes_in(cell).is_empty());
    let columns = 0..roles.len();
    let named = columns.clone().filter(|at| roles[*at] == Some(Role::Code)).filter(codes);
    let named: Vec<usize> = named.collect();
    let numbers =
        named.iter().copied().find(|at| all(table, *at, |cell| bare(cell).parse::<i64>().is_ok()));
    let certain =
        |at: &usize| all(table, *at, |cell| is_certainly_code(&bare(cell))) && distinct(table, *at);
    let other = |at: &usize| {
        use Role::{Category, Cause, Count, Message, Name, Title};
        matches!(roles[*at], Some(Name | Category | Title | Message | Cause | Count))
    };
    // Names of anything else have nothing beside them that is said of errors.
    let told = |at: &usize| (0..roles.len()).any(|other| other != *at && roles[other].is_some());
    let others = columns.clone().filter(other).filter(told);
    numbers.or(named.first().copied()).or_else(|| others.into_iter().find(certain))
}

fn distinct(table: &Table, column: usize) -> bool {
    let mut cells: Vec<&str> = table.rows.iter().map(|row| row[column].text.as_str()).collect();
    cells.sort_unstable();
    cells.windows(2).all(|pair| pair[0] != pair[1])
}

/// Gives each role to one column.
fn settle(table: &Table, roles: &mut [Option<Role>], code: usize) {
    roles[code] = Some(Role::Code);
    let described = roles.contains(&Some(Role::Description));
    let mut seen = vec![Role::Code];
    for at in (0..roles.len()).filter(|at| *at != code) {
        let fits = match roles[at] {
            // Of two columns with codes, the other one is the name.
            Some(Role::Code) if all(table, at, |cell| code_in(cell).is_some()) => Some(Role::Name),
            Some(Role::Code) if described || all(table, at, |cell| reply(cell).is_some()) => {
                Some(Role::Message)
            }
            Some(Role::Code) => Some(Role::Description),
            Some(Role::Status)
                if !all(table, at, |cell| statuses(cell).is_some() || is_none(cell)) =>
            {
                None
            }
            Some(Role::Name) if !all(table, at, |cell| code_in(cell).is_some()) => {
                Some(Role::Title)
            }
            Some(Role::Category) if !all(table, at, |cell| code_in(cell).is_some()) => None,
            Some(Role::Count | Role::Member) => None,
            role => role,
        };
        roles[at] = fits.filter(|role| !seen.contains(role));
        seen.extend(roles[at]);
    }
    self::described(table, roles);
}

/// Whether a cell says that there is nothing to say.
pub fn is_none(cell: &str) -> bool {
    let bare = bare(cell).to_lowercase();
    ["", "-", "—", "–", "--", "n/a", "none", "null", "tbd", "todo"].contains(&bare.as_str())
}

/// The codes in a cell: one, several with commas or words between them, or one before its title.
fn codes_in(cell: &str) -> Vec<String> {
    let several = || {
        let even = cell.replace(" or ", ",").replace(" and ", ",").replace(" / ", ",");
        let pieces = even.split([',', ';', ' ']).filter(|piece| !piece.trim().is_empty());
        pieces.map(code_in).collect::<Option<Vec<_>>>().filter(|_| even.contains([',', ';']))
    };
    if let Some(code) = code_in(cell) {
        return vec![code];
    }
    let reply = reply(cell).map(|(code, _)| vec![code]);
    let titled = || titled(cell).map(|(code, _)| vec![code]);
    reply.or_else(several).or_else(titled).unwrap_or_default()
}

/// A code and the title behind it in the same cell: `131048 Too much spam`.
fn titled(cell: &str) -> Option<(String, &str)> {
    let (code, title) = cell.trim().split_once(char::is_whitespace)?;
    let code = code_in(code.trim_end_matches(':'))?;
    let digits = code.bytes().all(|byte| byte.is_ascii_digit()) && statuses(&code).is_none();
    let number = digits && (code.len() > 3 || title.starts_with(char::is_uppercase));
    let title = title.trim_start_matches(['-', '–', '—', ':', ' ']);
    let title = title.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(title);
    ((number || is_certainly_code(&code)) && !title.is_empty()).then_some((code, title))
}

/// What a row says about each code in it.
pub fn entries(table: &Table, row: &[Cell], roles: &[Option<Role>]) -> Vec<Entry> {
    let Some(code) = roles.iter().position(|role| *role == Some(Role::Code)) else {
        return Vec::new();
    };
    let mut entry = Entry::default();
    for ((cell, role), heading) in row.iter().zip(roles).zip(&table.header) {
        let says = !is_none(&cell.text);
        if let Some(name) = heading.text.strip_prefix(ARGUMENT) {
            let argument = (name.to_owned(), cell.text.clone());
            let is_type = ["string", "integer", "number", "boolean"].contains(&cell.text.as_str());
            entry.arguments.extend(is_type.then_some(argument));
            continue;
        }
        match role {
            Some(Role::Code) => {
                if let Some((_, rest)) = reply(&cell.text) {
                    entry.facts.push((Role::Message, Cell { text: rest, span: cell.span }));
                    continue;
                }
                let title = titled(&cell.text).filter(|_| codes_in(&cell.text).len() == 1);
                let title = title.filter(|_| code_in(&cell.text).is_none());
                if let Some((_, title)) = title {
                    let role = if statuses(title).is_some() { Role::Status } else { Role::Title };
                    let cell = Cell { text: title.to_owned(), span: cell.span };
                    match role {
                        Role::Status => {
                            entry.statuses = statuses(title).map(|found| (found, cell));
                        }
                        _ => entry.facts.push((role, cell)),
                    }
                }
            }
            Some(Role::Status) => {
                entry.statuses = statuses(&cell.text).map(|found| (found, cell.clone()));
                entry.odd_status = (says && entry.statuses.is_none()).then(|| cell.clone());
            }
            Some(role) if says => {
                let replied = reply(&cell.text).filter(|_| *role == Role::Message);
                let text = replied.map_or_else(|| cell.text.clone(), |(_, rest)| rest);
                entry.facts.push((*role, Cell { text, span: cell.span }));
            }
            None if says => entry.others.push((heading.text.clone(), cell.clone())),
            _ => {}
        }
    }
    let codes = codes_in(&row[code].text).into_iter();
    let of = |text| Entry { code: Cell { text, ..row[code] }, ..entry.clone() };
    codes.map(of).collect()
}
