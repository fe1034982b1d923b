//! How long an editor waits for `errbook lsp` in a large registry: from a key press to the findings, and
//! for what it asks right after one.
//!
//! ```text
//! cargo bench --bench editor                  # 10,000 codes, 20 changes of each kind
//! cargo bench --bench editor -- 50000 5       # 50,000 codes, 5 changes
//! ```
//!
//! The registry is that of the benchmark `scale`. Each time is also shown as a part of a whole
//! `errbook check` of the same registry, which is measured in the same run. The goal is reported, but a
//! missed goal is not a failure.

#[path = "registry/mod.rs"]
mod registry;

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use registry::{SECTIONS, write_registry};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How long an editor should wait.
const GOAL: Duration = Duration::from_millis(50);

fn main() -> Result<()> {
    // Cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let codes = numbers.next().map_or(Ok(10_000), |word| word.parse())?;
    let runs: usize = numbers.next().map_or(Ok(20), |word| word.parse())?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let _ = fs::remove_dir_all(&folder);
    write_registry(&folder.join("registry/shop"), codes)?;
    // A project of its own, below that of this repository.
    fs::write(folder.join("errbook.toml"), "")?;
    println!("{codes} codes, {runs} runs of each\n");
    println!("{:<36}  best ms  median ms  of a check", "");
    let mut times = Vec::new();
    for _ in 0..runs {
        let begun = Instant::now();
        let mut check = Command::new(env!("CARGO_BIN_EXE_errbook"));
        check.arg("check").current_dir(&folder).stdout(Stdio::null()).stderr(Stdio::null());
        if !check.status()?.success() {
            return Err("the registry does not compile".into());
        }
        times.push(begun.elapsed());
    }
    let mut table = Table { check: Duration::ZERO, worst: Duration::ZERO };
    table.check = table.print("errbook check, a new process", &mut times);
    let mut editor = Editor::start(&folder)?;
    measure(&mut editor, &folder, runs, &mut table)?;
    println!("\ngoal, for each median of a key press: {} ms", GOAL.as_millis());
    println!("{}", if table.worst <= GOAL { "met" } else { "missed" });
    editor.request("shutdown", &Value::Null)?;
    editor.send(&json!({ "method": "exit" }))
}

/// A change that an editor makes: what is at a place of a line, and what it becomes.
struct Edit<'e> {
    name: &'e str,
    line: usize,
    column: usize,
    texts: [&'e str; 2],
}

/// The changes that are measured in a text.
fn edits(text: &str) -> Result<[Edit<'static>; 4]> {
    let find = |needle: &str| {
        let mut lines = text.lines().enumerate().skip(text.lines().count() / 2);
        let found = lines.find_map(|(line, text)| Some((line, text.find(needle)?)));
        found.ok_or_else(|| format!("no `{needle}`"))
    };
    let (description, column) = find("    description: ")?;
    let length = text.lines().nth(description).map_or(0, str::len);
    let (action, indent) = find("    action: wait")?;
    let name = find("_000").or_else(|_| find("_0"))?;
    Ok([
        Edit {
            name: "a letter in a text",
            line: description,
            column: column + 20,
            texts: ["", "x"],
        },
        Edit { name: "a space behind a text", line: description, column: length, texts: ["", " "] },
        Edit {
            name: "a mistake, and its end",
            line: action,
            column: indent + 12,
            texts: ["wait", "wiat"],
        },
        Edit {
            name: "a letter in the name of a code",
            line: name.0,
            column: name.1,
            texts: ["", "x"],
        },
    ])
}

/// Measures everything.
fn measure(editor: &mut Editor, folder: &Path, runs: usize, table: &mut Table) -> Result<()> {
    let file = folder.join(format!("registry/shop/{}.yaml", SECTIONS[5]));
    let uri = format!("file://{}", fs::canonicalize(&file)?.display());
    let text = fs::read_to_string(&file)?;
    let begun = Instant::now();
    let document = json!({ "uri": uri, "languageId": "yaml", "version": 0, "text": text });
    editor.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
    let start = json!({ "line": 0, "character": 0 });
    let at_start = json!({ "textDocument": { "uri": uri }, "position": start });
    editor.request("textDocument/hover", &at_start)?;
    table.print("open, and answer", &mut [begun.elapsed()]);
    let edits = edits(&text)?;
    let mut version = 0;
    for edit in &edits {
        let [mut changes, mut hovers, mut completions] = [Vec::new(), Vec::new(), Vec::new()];
        for run in 0..runs * 2 {
            let (from, to) = (edit.texts[run % 2], edit.texts[(run + 1) % 2]);
            version += 1;
            let position = |column: usize| json!({ "line": edit.line, "character": column });
            let range = json!({
                "start": position(edit.column), "end": position(edit.column + from.len()),
            });
            let begun = Instant::now();
            editor.notify(
                "textDocument/didChange",
                &json!({
                    "textDocument": { "uri": uri, "version": version },
                    "contentChanges": [{ "range": range, "text": to }],
                }),
            )?;
            // A request is answered behind the findings, which are sent only where they changed.
            let here = json!({ "textDocument": { "uri": uri }, "position": position(edit.column) });
            editor.request("textDocument/documentHighlight", &here).err();
            changes.push(begun.elapsed());
            let begun = Instant::now();
            editor.request("textDocument/hover", &here)?;
            hovers.push(begun.elapsed());
            let begun = Instant::now();
            editor.request("textDocument/completion", &here)?;
            completions.push(begun.elapsed());
        }
        let median = table.print(edit.name, &mut changes);
        table.worst = table.worst.max(median);
        table.print("  hover after it", &mut hovers);
        table.print("  completion after it", &mut completions);
    }
    Ok(())
}

/// What is printed: times, beside that of a check.
struct Table {
    check: Duration,
    /// The longest median of a change.
    worst: Duration,
}

impl Table {
    /// Prints times, and returns their median.
    fn print(&self, name: &str, times: &mut [Duration]) -> Duration {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let (best, median) = (times[0], times[times.len() / 2]);
        let part = if self.check.is_zero() { 1.0 } else { ms(median) / ms(self.check) };
        println!("{name:<36} {:>8.1} {:>10.1} {part:>11.2}", ms(best), ms(median));
        median
    }
}

/// An editor.
struct Editor {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: u64,
}

impl Editor {
    fn start(folder: &Path) -> Result<Editor> {
        let mut server = Command::new(env!("CARGO_BIN_EXE_errbook"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = server.stdin.take().ok_or("no input")?;
        let output = BufReader::new(server.stdout.take().ok_or("no output")?);
        let mut editor = Editor { input, output, next: 0 };
        editor.request("initialize", &json!({ "capabilities": {} }))?;
        editor.notify("initialized", &json!({}))?;
        Ok(editor)
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let mut message = message.clone();
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        Ok(self.input.flush()?)
    }

    fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({ "method": method, "params": params }))
    }

    fn request(&mut self, method: &str, params: &Value) -> Result<Value> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "id": id, "method": method, "params": params }))?;
        loop {
            let message = self.receive()?;
            if message["id"] == id {
                return Ok(message["result"].clone());
            }
        }
    }

    fn receive(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("the server ended".into());
            }
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}
