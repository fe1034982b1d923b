//! Reads HTML: headings, paragraphs, tables, lists of terms, and examples.
//!
//! html5gum reads tags and references to characters as the standard says. Of the tree, only tables
//! are needed, and where their cells end without an end tag is known.

use html5gum::{DefaultEmitter, HtmlString, Span as Place, StartTag, Token, Tokenizer};

use super::grid::{Wide, even};
use super::labels::said;
use super::part::{Cell, Part, Row, span, table_of};
use super::table::of_rows;

/// Elements whose content is not read.
const HIDDEN: &[&str] =
    &["script", "style", "nav", "footer", "template", "svg", "noscript", "button"];
/// Elements between which a text is apart.
const BLOCKS: &[&str] =
    &["p", "li", "div", "section", "article", "main", "blockquote", "ul", "ol", "body", "header"];

/// What is read at the moment.
#[derive(Default)]
struct Page {
    file: u32,
    parts: Vec<Part>,
    text: Cell,
    /// How many hidden elements are open, by the name of the outermost one.
    hidden: Option<(String, usize)>,
    /// Whether blanks count.
    pre: bool,
    /// The open tables, from the outermost one.
    tables: Vec<Open>,
    /// The terms of a list, with what they mean.
    terms: Vec<Vec<Cell>>,
    /// The open term, or what it means.
    term: Option<Term>,
    /// How many lists are open within what a term means; they are part of it.
    inner: usize,
}

/// What stands between two paragraphs of what a term means.
const BREAK: &str = "\u{2029}";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Term {
    Named,
    Meant,
}

#[derive(Default)]
struct Open {
    rows: Vec<Vec<Wide>>,
    /// The cell that is open, without what it says.
    cell: Option<Wide>,
}

/// Reads a page.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let mut page = Page { file, ..Page::default() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = word(&tag.name);
                if !tag.self_closing || !HIDDEN.contains(&name.as_str()) {
                    page.start(&name, &tag);
                }
            }
            Token::EndTag(tag) => page.end(&word(&tag.name), tag.span),
            Token::String(text) => page.said(&word(&text.value), text.span),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !page.tables.is_empty() {
        page.end("table", Place { start: text.len(), end: text.len() });
    }
    page.paragraph();
    page.list();
    page.parts
}

fn word(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// The level of a heading.
fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The number of columns or rows that a cell has.
fn number(tag: &StartTag<usize>, name: &str) -> usize {
    let found = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes());
    found.and_then(|(_, value)| word(&value.value).trim().parse().ok()).unwrap_or(1)
}

impl Page {
    fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        let at = tag.span;
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        if HIDDEN.contains(&name) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "br" => self.said(" ", at),
            "table" => {
                self.paragraph();
                self.tables.push(Open::default());
            }
            "tr" => {
                self.cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                self.cell();
                if let Some(table) = self.tables.last_mut() {
                    let (columns, rows) = (number(tag, "colspan"), number(tag, "rowspan"));
                    let heading = name == "th";
                    table.cell = Some(Wide { cell: Cell::default(), heading, columns, rows });
                }
            }
            "code" | "tt" | "kbd" if !self.pre => self.said("`", at),
            _ if !self.tables.is_empty() && BLOCKS.contains(&name) => self.said(" ", at),
            _ if !self.tables.is_empty() => {}
            "pre" => {
                self.paragraph();
                self.pre = true;
            }
            "dl" if self.term == Some(Term::Meant) => {
                self.inner += 1;
                self.said(BREAK, at);
            }
            "dt" | "dd" if self.inner > 0 => {
                self.said(if name == "dt" { BREAK } else { " — " }, at);
            }
            "dt" | "dd" => {
                self.term();
                self.paragraph();
                self.term = Some(if name == "dt" { Term::Named } else { Term::Meant });
            }
            _ if self.term.is_some() && BLOCKS.contains(&name) => self.said(BREAK, at),
            _ if self.term.is_some() => {}
            _ if level(name).is_some() || BLOCKS.contains(&name) => self.paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: Place<usize>) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match name {
            "code" | "tt" | "kbd" if !self.pre => self.said("`", at),
            "td" | "th" | "tr" | "thead" | "tbody" => self.cell(),
            "table" => {
                self.cell();
                let Some(mut table) = self.tables.pop() else { return };
                table.rows.retain(|row| !row.is_empty());
                self.parts.extend(of_rows(even(table.rows)));
            }
            _ if !self.tables.is_empty() => {}
            "pre" => {
                self.pre = false;
                let text = std::mem::take(&mut self.text);
                if !text.text.trim().is_empty() {
                    self.parts.push(Part::Sample(text));
                }
            }
            "dl" if self.inner > 0 => self.inner -= 1,
            "dt" | "dd" if self.inner > 0 => {}
            "dt" | "dd" => self.term(),
            "dl" => self.list(),
            "title" => drop(self.taken()),
            _ if self.term.is_some() => {}
            _ if level(name).is_some() => {
                let mut text = self.taken();
                let end = text.text.trim_end_matches(['¶', '#', ' ']).len();
                text.text.truncate(end);
                if !text.text.is_empty() {
                    self.parts.push(Part::Heading(text, level(name).unwrap_or_default()));
                }
            }
            _ if BLOCKS.contains(&name) => self.paragraph(),
            _ => {}
        }
    }

    fn said(&mut self, text: &str, at: Place<usize>) {
        let outside = self.tables.last().is_some_and(|table| table.cell.is_none());
        if self.hidden.is_some() || outside {
            return;
        }
        if self.text.text.trim().is_empty() && !text.trim().is_empty() {
            let lead = text.len() - text.trim_start().len();
            self.text =
                Cell { text: String::new(), span: span(self.file, at.start + lead, at.end) };
        }
        self.text.text.push_str(text);
        if !text.trim().is_empty() {
            self.text.span.end = span(self.file, at.start, at.end).end;
        }
    }

    /// What was said since the last block, on one line.
    fn taken(&mut self) -> Cell {
        let text = std::mem::take(&mut self.text);
        let words: Vec<&str> = text.text.split_whitespace().collect();
        Cell { text: words.join(" "), ..text }
    }

    fn paragraph(&mut self) {
        if self.pre {
            return;
        }
        let text = self.taken();
        if !text.text.is_empty() {
            self.parts.push(Part::Prose(text));
        }
    }

    /// Ends a cell.
    fn cell(&mut self) {
        let text = self.taken();
        let Some(table) = self.tables.last_mut() else { return };
        let Some(open) = table.cell.take() else { return };
        let cell = Wide { cell: text, ..open };
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.rows.push(vec![cell]),
        }
    }

    /// Ends a term, or what it means.
    fn term(&mut self) {
        let Some(term) = self.term.take() else { return };
        let text = std::mem::take(&mut self.text);
        let lines = text.text.split(BREAK).map(|line| line.split_whitespace().collect::<Vec<_>>());
        let lines: Vec<String> = lines.map(|words| words.join(" ")).collect();
        let text = Cell { text: lines.join("\n").trim().to_owned(), ..text };
        match (term, self.terms.last_mut()) {
            (Term::Meant, Some(last)) => last.push(text),
            _ => self.terms.push(vec![text]),
        }
    }

    /// Ends a list of terms.
    fn list(&mut self) {
        self.term();
        let terms = std::mem::take(&mut self.terms);
        let rows = terms.into_iter().filter_map(|term| {
            let mut cells = term.into_iter();
            let mut row: Row = vec![("Code".to_owned(), cells.next()?)];
            for meant in cells {
                said(&meant, "Description", &mut row);
            }
            Some(row)
        });
        let rows: Vec<Row> = rows.collect();
        let Some((_, first)) = rows.first().and_then(|row| row.first()) else { return };
        self.parts.push(Part::Table(table_of(&rows, first.span)));
    }
}
