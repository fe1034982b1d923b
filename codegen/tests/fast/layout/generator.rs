//! Makes valid registry files of every look: keys in any order, every style of lists, maps and
//! scalars, and comments wherever YAML allows them.

use std::fmt::Write;

/// A file.
pub struct Written {
    pub text: String,
    /// Whether there is a comment between brackets, where keys keep their order.
    pub comments_in_brackets: bool,
    /// Whether moving entries may change what is next to them: values include empty lines below them,
    /// the last line is not complete, or lines end in a carriage return alone.
    pub clinging: bool,
}

/// A value to write.
enum Value {
    /// Something that is written without quotes.
    Bare(String),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// A reproducible pseudorandom sequence, and what was made of it.
struct Writer {
    state: u64,
    comments: usize,
    /// How far a comment may be indented; further, it would be a part of the block scalar above.
    deepest: usize,
    /// Whether any comments are written.
    commented: bool,
    /// Whether texts are as odd as a section allows.
    odd: bool,
    written: Written,
}

pub fn section(seed: u64) -> Written {
    let mut writer = Writer::of(seed * 2 + 1);
    let value = writer.section();
    writer.file(&value)
}

pub fn catalog(seed: u64) -> Written {
    let mut writer = Writer::of(seed * 2);
    let value = writer.catalog();
    writer.file(&value)
}

/// Pieces of texts: what formatters fold, quote, unquote and mistake for syntax.
const PIECES: &[&str] = &[
    "word",
    "another",
    "a",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n ",
    ": ",
    " #",
    "# ",
    "--- ",
    "---",
    "...",
    "- ",
    "? ",
    "\"",
    "'",
    "''",
    "\\",
    "\\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    ", ",
    "&x ",
    "*x",
    "!t ",
    "|",
    ">",
    "%",
    "@",
    "`a`",
    "é",
    "日本語",
    "\u{a0}",
    "\u{3000}",
    "😀",
    "\t",
    "1",
    "1.0",
    "true",
    "null",
    "~",
    "no",
    "=",
    "<<",
    ":",
    "#",
    "0x1",
    "2024-01-01",
    "a long run of words that goes on and on so that a line gets too long for the layout of files",
];

impl Writer {
    fn of(seed: u64) -> Writer {
        let mut writer = Writer {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1,
            comments: 0,
            deepest: usize::MAX,
            commented: true,
            odd: false,
            written: Written { text: String::new(), comments_in_brackets: false, clinging: false },
        };
        writer.commented = writer.one_in(4) || !writer.one_in(4);
        writer.odd = writer.one_in(2);
        writer
    }

    fn below(&mut self, limit: usize) -> usize {
        // splitmix64
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits") % limit
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }

    // What is written.

    /// A text that is not empty after trimming.
    fn text(&mut self) -> Value {
        if !self.odd {
            let words = self.below(30) + 1;
            return Value::Text(vec!["plain"; words].join(" "));
        }
        let mut text = String::new();
        while text.trim().is_empty() {
            for _ in 0..=self.below(8) {
                let index = self.below(PIECES.len());
                text.push_str(PIECES[index]);
            }
        }
        Value::Text(text)
    }

    /// A text of one line, as titles and names are.
    fn line(&mut self) -> Value {
        match self.text() {
            Value::Text(text) => Value::Text(text.replace('\n', "/")),
            value => value,
        }
    }

    fn texts(&mut self) -> Value {
        let number = self.below(4);
        Value::List((0..number).map(|_| self.text()).collect())
    }

    /// A map with some of these entries, in any order; the first `always` of them are required.
    fn some(&mut self, always: usize, mut entries: Vec<(&str, Value)>) -> Value {
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            index <= always || self.one_in(3)
        });
        if !self.one_in(3) {
            self.shuffle(&mut entries);
        }
        Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    fn section(&mut self) -> Value {
        let count = self.below(4);
        let errors =
            (0..count).map(|n| (format!("error_{}", ["a", "b", "c", "d"][n]), self.error()));
        let errors = Value::Map(errors.collect());
        let table = self.table();
        let entries = vec![
            ("section", self.line()),
            ("errors", errors),
            ("description", self.text()),
            ("source", self.texts()),
            ("tables", Value::List(vec![table])),
            ("notes", self.texts()),
            ("group", self.line()),
        ];
        self.some(2, entries)
    }

    fn table(&mut self) -> Value {
        let rows = self.below(3);
        let rows = (0..rows).map(|_| Value::List(vec![self.text(), self.text()])).collect();
        let columns = Value::List(vec![self.line(), self.line()]);
        let entries =
            vec![("title", self.line()), ("columns", columns), ("rows", Value::List(rows))];
        self.some(3, entries)
    }

    fn error(&mut self) -> Value {
        let links = vec![("title", self.line()), ("description", self.text())];
        let link = self.some(1, links);
        let examples =
            vec![("title", self.line()), ("code", self.text()), ("language", self.line())];
        let example = self.some(3, examples);
        let deprecated = vec![("note", self.text()), ("since", self.line())];
        let deprecated = self.some(2, deprecated);
        let entries = vec![
            ("description", self.text()),
            ("status", Value::Bare("404".to_owned())),
            ("cause", self.text()),
            ("resolution", self.text()),
            ("notes", self.texts()),
            ("links", Value::List(vec![link])),
            ("examples", Value::List(vec![example])),
            ("deprecated", deprecated),
            ("retry", Value::Bare("never".to_owned())),
            ("title", self.line()),
        ];
        self.some(2, entries)
    }

    fn catalog(&mut self) -> Value {
        let bare = |text: &str| Value::Bare(text.to_owned());
        let codes = vec![("style", bare("snake_case")), ("convention", self.text())];
        let codes = self.some(1, codes);
        let shape = ["code", "message"].map(|key| (key.to_owned(), Value::Bare(format!("${key}"))));
        let shape = Value::Map(shape.into_iter().collect());
        let envelope = vec![("shape", shape), ("description", self.text())];
        let envelope = self.some(1, envelope);
        let category = vec![
            ("description", self.text()),
            ("status", bare("404")),
            ("retry", bare("never")),
            ("title", self.line()),
        ];
        let category = self.some(2, category);
        let step = vec![("note", self.text())];
        let step = self.some(1, step);
        let handling = vec![
            ("description", self.text()),
            ("log", self.texts()),
            ("steps", Value::List(vec![step])),
        ];
        let handling = self.some(2, handling);
        let entries = vec![
            ("catalog", bare("shop")),
            ("title", self.line()),
            ("codes", codes),
            ("envelope", envelope),
            ("categories", Value::Map(vec![("gone".to_owned(), category)])),
            ("handling", handling),
            ("never_includes", self.texts()),
            ("description", self.text()),
        ];
        self.some(4, entries)
    }

    // How it is written.

    fn file(mut self, value: &Value) -> Written {
        self.comment_lines(0);
        self.block(value, 0);
        let end = self.below(3);
        self.comment_lines(end * 2);
        let text = &mut self.written.text;
        if self.state.is_multiple_of(5) {
            *text = text.trim_end_matches('\n').to_owned();
            self.written.clinging = true;
        }
        if self.state % 7 < 2 {
            *text = text.replace('\n', "\r\n");
        }
        self.written
    }

    fn out(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    fn comment(&mut self) {
        self.comments += 1;
        let kind = self.below(6);
        let words = ["about this", "- item", "key: value", "", "x: [a", "\"quoted"][kind];
        let _ = write!(self.written.text, "#c{} {words}", self.comments);
    }

    /// Now and then a comment at the end of a line, and the line break.
    fn line_end(&mut self) {
        if self.commented && self.one_in(6) {
            self.out(["  ", " "][self.comments % 2]);
            self.comment();
        }
        self.out("\n");
    }

    /// Now and then empty lines and lines with comments.
    fn comment_lines(&mut self, indent: usize) {
        let indent = indent.min(self.deepest);
        while self.commented && self.one_in(3) {
            if self.one_in(2) {
                self.out("\n");
            }
            self.out(&" ".repeat(indent));
            self.comment();
            self.out("\n");
            if self.one_in(3) {
                self.out("\n");
            }
        }
    }

    /// A comment where the last entry of a list or map was, indented like its entries or around.
    fn last_comment(&mut self, indent: usize) {
        let moved = [indent, indent, indent + 2, indent.saturating_sub(2)][self.below(4)];
        self.comment_lines(moved);
    }

    /// Writes a list or map whose entries begin at a column, each on its own lines.
    fn block(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.comment_lines(indent);
                    self.out(&" ".repeat(indent));
                    self.entry(key, value, indent);
                }
            }
            Value::List(values) => {
                for value in values {
                    self.comment_lines(indent);
                    self.out(&" ".repeat(indent));
                    self.item(value, indent);
                }
            }
            _ => unreachable!("it is a list or a map"),
        }
        self.last_comment(indent);
    }

    fn item(&mut self, value: &Value, indent: usize) {
        self.deepest = usize::MAX;
        match value {
            Value::Map(entries) if !entries.is_empty() && !self.one_in(3) => {
                self.out("- ");
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        self.comment_lines(indent + 2);
                        self.out(&" ".repeat(indent + 2));
                    }
                    self.entry(key, value, indent + 2);
                }
                self.last_comment(indent + 2);
            }
            _ => {
                self.out("-");
                self.value(value, indent);
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Value, indent: usize) {
        self.deepest = usize::MAX;
        let quoted = self.one_in(12);
        self.out(&if quoted { format!("\"{key}\":") } else { format!("{key}:") });
        self.value(value, indent);
    }

    /// Writes what follows a key or a dash at a column.
    fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Text(text) => self.scalar(text, indent),
            Value::List(values) if !values.is_empty() && !self.one_in(4) => {
                self.line_end();
                let same = self.one_in(3) && self.written.text.lines().last().is_some_and(is_key);
                self.block(value, if same { indent } else { indent + 2 });
            }
            Value::Map(entries) if !entries.is_empty() && !self.one_in(4) => {
                self.line_end();
                let step = [2, 2, 4][self.below(3)];
                self.block(value, indent + step);
            }
            _ => {
                self.out(" ");
                self.flow(value, indent + 2);
                self.line_end();
            }
        }
    }

    /// Writes a value between brackets, or a scalar, that may spread over lines.
    fn flow(&mut self, value: &Value, indent: usize) {
        let spread = self.one_in(4);
        let space = |writer: &mut Writer, text: &str| {
            if !spread {
                return writer.out(text);
            }
            if writer.commented && writer.one_in(8) {
                writer.out(" ");
                writer.comment();
                writer.written.comments_in_brackets = true;
            }
            writer.out("\n");
            writer.out(&" ".repeat(indent));
        };
        match value {
            Value::Bare(text) => self.out(text),
            Value::Text(text) => self.flow_scalar(text, indent),
            Value::List(values) => {
                self.out("[");
                for (index, value) in values.iter().enumerate() {
                    space(self, if index > 0 { " " } else { "" });
                    self.flow(value, indent + 2);
                    self.out(if index + 1 < values.len() { "," } else { "" });
                }
                space(self, "");
                self.out("]");
            }
            Value::Map(entries) => {
                self.out("{");
                for (index, (key, value)) in entries.iter().enumerate() {
                    space(self, " ");
                    self.out(key);
                    self.out(": ");
                    self.flow(value, indent + 2);
                    self.out(if index + 1 < entries.len() { "," } else { "" });
                }
                space(self, " ");
                self.out("}");
            }
        }
    }

    fn flow_scalar(&mut self, text: &str, indent: usize) {
        let words: Vec<&str> = text.split(' ').collect();
        let plain = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
        let safe = words.iter().all(plain) && !["true", "null", "no"].contains(&text);
        match self.below(4) {
            0 | 1 if safe => {
                let lines =
                    self.one_in(3).then(|| self.below(words.len() - words.len().min(1) + 1));
                for (index, word) in words.iter().enumerate() {
                    match lines {
                        _ if index == 0 => {}
                        Some(at) if at == index => {
                            self.out("\n");
                            self.out(&" ".repeat(indent));
                        }
                        _ => self.out(" "),
                    }
                    self.out(word);
                }
            }
            2 if !text.contains(['\n', '\u{85}', '\u{2028}', '\t']) => {
                let quoted = text.replace('\'', "''");
                self.out(&format!("'{quoted}'"));
            }
            _ => {
                let quoted = serde_json::to_string(text).expect("text");
                // After an escaped line break, the rest may be on the next line.
                if self.one_in(3) && quoted.contains("\\n") {
                    let rest = format!("\\n\\\n{}\\", " ".repeat(indent));
                    let broken = quoted.replacen("\\n", &rest, 1);
                    let valid =
                        broken.split(&rest).nth(1).is_some_and(|rest| rest.starts_with(' '));
                    self.out(if valid { &broken } else { &quoted });
                } else {
                    self.out(&quoted);
                }
            }
        }
    }

    /// Writes a scalar after a key or a dash in block style.
    fn scalar(&mut self, text: &str, indent: usize) {
        let lines: Vec<&str> = text.split('\n').collect();
        let odd_space = |line: &&str| {
            line.starts_with([' ', '\t']) || line.contains(['\u{85}', '\u{2028}', '\t', '\u{a0}'])
        };
        let literal =
            !lines.iter().any(odd_space) && !text.starts_with('\n') && !text.ends_with('\n');
        let head = match self.below(6) {
            0 if literal => ["|-", "|", "|+"][self.below(3)],
            1 if literal && !text.contains("  ") => [">-", ">", ">+"][self.below(3)],
            _ => {
                self.out(" ");
                self.flow_scalar(text, indent + 2);
                return self.line_end();
            }
        };
        self.out(" ");
        self.out(head);
        let step = [2, 2, 3][self.below(3)];
        let folded = head.starts_with('>');
        self.line_end();
        for (index, line) in lines.iter().enumerate() {
            // An empty line is a line break; an additional one separates folded lines.
            if index > 0 && folded && !line.is_empty() {
                self.out("\n");
            }
            if !line.is_empty() {
                self.out(&" ".repeat(indent + step));
                self.out(line);
            }
            self.out("\n");
        }
        self.deepest = indent + step - 1;
        self.written.clinging |= head.ends_with('+');
        if head.ends_with('+') && self.one_in(2) {
            self.out("\n");
        }
    }
}

/// Whether a line ends in a key, apart from comments.
fn is_key(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default();
    line.trim_end().ends_with(':')
}
