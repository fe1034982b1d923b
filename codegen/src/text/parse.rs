//! From CommonMark to blocks.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::html::is_html;
use super::{Block, Span, Stranger, line};
use crate::address;

/// How deep blocks and spans may be within each other.
const DEPTH: usize = 24;

/// A text that was read.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub blocks: Vec<Block<'a>>,
    /// What is no markup here, and where.
    pub strangers: Vec<(Stranger, Range<usize>)>,
}

/// The blocks of a text's [source](super::Text::source), in order.
#[must_use]
pub fn blocks(source: &str) -> Vec<Block<'_>> {
    read(source).blocks
}

pub(super) fn read(source: &str) -> Read<'_> {
    if is_plain(source) {
        let words = source.trim();
        let spans = vec![Span::Words(words.into())];
        let blocks = if words.is_empty() { Vec::new() } else { vec![Block::Paragraph(spans)] };
        return Read { blocks, strangers: Vec::new() };
    }
    if !source.starts_with(begins)
        && let Some(spans) = line::spans(source)
    {
        return Read { blocks: vec![Block::Paragraph(spans)], strangers: Vec::new() };
    }
    parsed(source)
}

/// What the parser of CommonMark reads.
fn parsed(source: &str) -> Read<'_> {
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES);
    let mut definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, def)| def.span.clone()).collect();
    if !definitions.is_empty() {
        definitions.sort_by_key(|span| span.start);
        let strangers = definitions.into_iter().map(|span| (Stranger::Definition, span)).collect();
        return Read { blocks: literal(source), strangers };
    }
    let mut reader = Reader {
        source,
        by_line: !source.lines().any(|line| line.trim().is_empty()),
        open: vec![Open::Blocks(Vec::new())],
        strangers: Vec::new(),
        end: 0,
    };
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        if reader.open.len() > DEPTH {
            let strangers = vec![(Stranger::Deep, range)];
            return Read { blocks: literal(source), strangers };
        }
        reader.event(event, range, &mut events);
    }
    match reader.open.into_iter().next() {
        Some(Open::Blocks(blocks)) => Read { blocks, strangers: reader.strangers },
        _ => Read::default(),
    }
}

/// Whether a text is one paragraph of words, which most texts are.
pub(super) fn is_plain(source: &str) -> bool {
    let marks = |byte| matches!(byte, b'`' | b'*' | b'_' | b'[' | b'<' | b'\\' | b'&' | b'\n');
    // Without an early end, compilers look at many bytes at once.
    !source.bytes().fold(false, |any, byte| any | marks(byte)) && !source.starts_with(begins)
}

/// Whether a text that starts like this may be something else than a paragraph.
fn begins(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "#>-+=~|".contains(c)
}

/// Each line as a paragraph of words.
fn literal(source: &str) -> Vec<Block<'_>> {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::Paragraph(vec![Span::Words(line.into())])).collect()
}

/// Something that has begun and not ended.
enum Open<'a> {
    /// The text, or an item of a list.
    Blocks(Vec<Block<'a>>),
    List(Option<u64>, Vec<Vec<Block<'a>>>, Vec<&'a str>),
    /// A paragraph; in an item it may have no event of its own.
    Paragraph(Vec<Span<'a>>),
    Emphasis(Vec<Span<'a>>),
    Strong(Vec<Span<'a>>),
    Link(Vec<Span<'a>>, Cow<'a, str>),
}

struct Reader<'a> {
    source: &'a str,
    /// Whether a line break ends a paragraph.
    by_line: bool,
    open: Vec<Open<'a>>,
    strangers: Vec<(Stranger, Range<usize>)>,
    /// Where the last words end; 0 if they are not those of the text.
    end: usize,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.close(tag, range),
            Event::Text(words) => self.words(cow(words), range),
            Event::Code(code) => self.span(Span::Code(cow(code))),
            Event::InlineHtml(_) | Event::Html(_) => self.html(range),
            Event::Rule => self.stranger(Stranger::Rule, range),
            Event::HardBreak => self.line_break(true),
            Event::SoftBreak => self.line_break(self.by_line),
            // No option asks for them.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.words(self.source[range.clone()].into(), range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        let stranger = match tag {
            Tag::Paragraph => return self.open.push(Open::Paragraph(Vec::new())),
            Tag::Emphasis => return self.open_span(Open::Emphasis(Vec::new())),
            Tag::Strong => return self.open_span(Open::Strong(Vec::new())),
            Tag::List(first) => {
                self.end_paragraph();
                return self.open.push(Open::List(first, Vec::new(), Vec::new()));
            }
            Tag::Item => {
                let mark = self.source[range].split_whitespace().next().unwrap_or_default();
                if let Some(Open::List(_, _, marks)) = self.open.last_mut() {
                    marks.push(mark);
                }
                return self.open.push(Open::Blocks(Vec::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                return self.code_block(&info, range, events);
            }
            Tag::Link { link_type, dest_url, .. } => {
                return self.link(link_type, cow(dest_url), range, events);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Stranger::IndentedCode,
            Tag::Heading { .. } => Stranger::Heading,
            Tag::BlockQuote(_) => Stranger::Quotation,
            Tag::Table(_) => Stranger::Table,
            Tag::Image { .. } => {
                skip(events);
                self.strangers.push((Stranger::Image, range.clone()));
                return self.words(self.source[range.clone()].into(), range);
            }
            Tag::HtmlBlock => {
                skip(events);
                if is_html(&self.source[range.clone()]) {
                    self.strangers.push((Stranger::Html, range.clone()));
                }
                return self.lines(range);
            }
            _ => Stranger::Html,
        };
        skip(events);
        self.stranger(stranger, range);
    }

    /// Ends what was opened last.
    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item) {
            self.end_paragraph();
        }
        if tag == TagEnd::Paragraph {
            return;
        }
        match self.open.pop() {
            Some(Open::Blocks(item)) => {
                if let Some(Open::List(_, items, _)) = self.open.last_mut() {
                    items.push(item);
                }
            }
            Some(Open::List(first, items, marks)) => self.end_list(first, items, &marks, range),
            Some(Open::Emphasis(spans)) => self.span(Span::Emphasis(spans)),
            Some(Open::Strong(spans)) => self.span(Span::Strong(spans)),
            Some(Open::Link(spans, url)) => self.span(Span::Link(spans, url)),
            Some(Open::Paragraph(_)) | None => {}
        }
    }

    /// Ends a paragraph, if one is open, without the white space around it.
    fn end_paragraph(&mut self) {
        let Some(Open::Paragraph(spans)) =
            self.open.pop_if(|open| matches!(open, Open::Paragraph(_)))
        else {
            return;
        };
        if !spans.is_empty() {
            self.block(Block::Paragraph(spans));
        }
    }

    /// Ends a list. Only a list of bullets, or one of several items that are numbered from 1, is one
    /// in every output; the numbers of others are words.
    fn end_list(
        &mut self,
        first: Option<u64>,
        items: Vec<Vec<Block<'a>>>,
        marks: &[&'a str],
        range: Range<usize>,
    ) {
        if items.iter().all(Vec::is_empty) {
            return self.lines(range);
        }
        let counted = first == Some(1) && items.len() > 1;
        if first.is_none() || counted {
            return self.block(Block::List { first, items });
        }
        for (mut item, mark) in items.into_iter().zip(marks) {
            let number = Span::Words(format!("{mark} ").into());
            match item.first_mut() {
                Some(Block::Paragraph(spans)) => {
                    if let Some(Span::Words(words)) = spans.first_mut() {
                        *words = format!("{mark} {words}").into();
                    } else {
                        spans.insert(0, number);
                    }
                }
                _ => item.insert(0, Block::Paragraph(vec![Span::Words((*mark).into())])),
            }
            for block in item {
                self.block(block);
            }
        }
    }

    fn block(&mut self, block: Block<'a>) {
        if let Some(Open::Blocks(blocks)) = self.open.last_mut() {
            blocks.push(block);
        }
    }

    fn span(&mut self, span: Span<'a>) {
        if let Some(spans) = self.spans() {
            spans.push(span);
        }
    }

    fn open_span(&mut self, open: Open<'a>) {
        self.spans();
        self.open.push(open);
    }

    /// The spans to which the next one belongs. The words of a tight item have no paragraph.
    fn spans(&mut self) -> Option<&mut Vec<Span<'a>>> {
        if matches!(self.open.last(), Some(Open::Blocks(_))) {
            self.open.push(Open::Paragraph(Vec::new()));
        }
        match self.open.last_mut()? {
            Open::Paragraph(spans)
            | Open::Emphasis(spans)
            | Open::Strong(spans)
            | Open::Link(spans, _) => Some(spans),
            Open::Blocks(_) | Open::List(..) => None,
        }
    }

    /// Adds words; those that stand beside each other in the text become one piece of it.
    fn words(&mut self, words: Cow<'a, str>, range: Range<usize>) {
        let (source, end) = (self.source, self.end);
        self.end = range.end;
        let Some(spans) = self.spans() else { return };
        let Some(Span::Words(before)) = spans.last_mut() else {
            return spans.push(Span::Words(words));
        };
        match (&*before, &words) {
            (Cow::Borrowed(known), Cow::Borrowed(new))
                if end == range.start && new.len() == range.len() =>
            {
                *before = source[end - known.len()..range.end].into();
            }
            _ => before.to_mut().push_str(&words),
        }
    }

    fn line_break(&mut self, ends: bool) {
        if ends && matches!(&self.open[..], [_, Open::Paragraph(_)]) {
            self.end_paragraph();
            return self.open.push(Open::Paragraph(Vec::new()));
        }
        self.words(Cow::Borrowed(" "), 0..0);
        self.end = 0;
    }

    fn html(&mut self, range: Range<usize>) {
        if is_html(&self.source[range.clone()]) {
            self.strangers.push((Stranger::Html, range.clone()));
        }
        self.words(self.source[range.clone()].into(), range);
    }

    /// A block that is none here: its lines, as they are written.
    fn stranger(&mut self, stranger: Stranger, range: Range<usize>) {
        self.strangers.push((stranger, range.clone()));
        self.lines(range);
    }

    fn lines(&mut self, range: Range<usize>) {
        self.end_paragraph();
        for block in literal(&self.source[range]) {
            self.block(block);
        }
    }

    fn code_block(&mut self, info: &CowStr<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        let mut code = Cow::Borrowed("");
        for (event, _) in events.by_ref() {
            match event {
                Event::Text(text) if code.is_empty() => code = cow(text),
                Event::Text(text) => code.to_mut().push_str(&text),
                _ => break,
            }
        }
        if code.trim().is_empty() {
            return self.lines(range);
        }
        self.end_paragraph();
        let code = match code {
            Cow::Borrowed(code) => code.trim_end_matches('\n').into(),
            Cow::Owned(code) => code.trim_end_matches('\n').to_owned().into(),
        };
        // What follows the name of the language is for one viewer or another.
        let end = info.find([' ', '\t', ',', '{']).unwrap_or(info.len());
        let language = info[..end].to_owned().into();
        self.block(Block::Code { language, code });
    }

    fn link(
        &mut self,
        kind: LinkType,
        url: Cow<'a, str>,
        range: Range<usize>,
        events: &mut OffsetIter<'a>,
    ) {
        let url = if kind == LinkType::Email { format!("mailto:{url}").into() } else { url };
        let is_safe = address::is_safe(&url);
        // In angle brackets it is a placeholder rather than an address.
        if kind == LinkType::Autolink && !is_safe {
            skip(events);
            return self.words(self.source[range.clone()].into(), range);
        }
        if !is_safe {
            self.strangers.push((Stranger::Address, range));
        }
        self.open_span(Open::Link(Vec::new(), url));
    }
}

/// Leaves out everything up to the end of what has begun.
fn skip(events: &mut OffsetIter<'_>) {
    let mut depth = 1;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
