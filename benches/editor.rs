//! How long an editor waits for `errbook lsp` in a large registry: from a change of an open file to
//! the findings, and for what it asks about.
//!
//! ```text
//! cargo bench --bench editor                  # 10,000 codes, 20 changes
//! cargo bench --bench editor -- 50000 5       # 50,000 codes, 5 changes
//! ```
//!
//! The registry has ten sections of one catalog. The time includes the pause in which the server waits
//! for more changes. The goal is reported, but a missed goal is not a failure.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How long an editor should wait.
const GOAL: Duration = Duration::from_millis(50);

fn main() -> Result<()> {
    // Cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let codes = numbers.next().map_or(Ok(10_000), |word| word.parse())?;
    let runs = numbers.next().map_or(Ok(20), |word| word.parse())?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let _ = fs::remove_dir_all(&folder);
    write_registry(&folder, codes)?;
    let mut server = Command::new(env!("CARGO_BIN_EXE_errbook"))
        .arg("lsp")
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let input = server.stdin.take().ok_or("no input")?;
    let output = BufReader::new(server.stdout.take().ok_or("no output")?);
    let mut editor = Editor { input, output, next: 0 };
    println!("{codes} codes, {runs} runs of each\n\n{:<24}  best ms  median ms", "");
    let goal = measure(&mut editor, &folder, runs)?;
    println!("\ngoal, from a change to its findings: {} ms", GOAL.as_millis());
    println!("{}", if goal <= GOAL { "met" } else { "missed" });
    editor.request("shutdown", &Value::Null)?;
    editor.send(&json!({ "method": "exit" }))?;
    server.wait()?;
    Ok(())
}

/// Measures everything, and returns the best time of a change.
fn measure(editor: &mut Editor, folder: &Path, runs: usize) -> Result<Duration> {
    let file = folder.join("registry/shop/section-5.yaml");
    let uri = format!("file://{}", fs::canonicalize(&file)?.display());
    let text = fs::read_to_string(&file)?;
    editor.request("initialize", &json!({ "capabilities": {} }))?;
    editor.send(&json!({ "method": "initialized", "params": {} }))?;
    let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
    editor.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
    let line = text.lines().position(|line| line.contains("action: wait")).ok_or("no action")?;
    let places =
        json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": 14 } });
    editor.request("textDocument/hover", &places)?;
    let at = |from: usize, to: usize| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    let mut times = Vec::new();
    for run in 0..runs {
        // Every other change mends what the one before broke.
        let word = if run % 2 == 0 { "wiat" } else { "wait" };
        let version = run + 2;
        let begun = Instant::now();
        editor.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": at(12, 16), "text": word }],
            }),
        )?;
        while editor.receive()?["method"] != "textDocument/publishDiagnostics" {}
        times.push(begun.elapsed());
    }
    let best = print("change to findings", &mut times);
    let document = json!({ "textDocument": { "uri": uri } });
    let completion = at(12, 14)["end"].clone();
    let completion = json!({ "textDocument": { "uri": uri }, "position": completion });
    for (name, method, params) in [
        ("hover", "textDocument/hover", &places),
        ("definition", "textDocument/definition", &places),
        ("completion", "textDocument/completion", &completion),
        ("document symbols", "textDocument/documentSymbol", &document),
    ] {
        let mut times = Vec::new();
        for _ in 0..runs {
            let begun = Instant::now();
            editor.request(method, params)?;
            times.push(begun.elapsed());
        }
        print(name, &mut times);
    }
    Ok(best)
}

/// Prints times, and returns the best one.
fn print(name: &str, times: &mut [Duration]) -> Duration {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (best, median) = (times[0], times[times.len() / 2]);
    println!("{name:<24} {:>8.1} {:>10.1}", ms(best), ms(median));
    best
}

/// An editor.
struct Editor {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: u64,
}

impl Editor {
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

/// Writes a registry with some codes, always the same.
fn write_registry(folder: &Path, codes: usize) -> Result<()> {
    let shop = folder.join("registry/shop");
    fs::create_dir_all(&shop)?;
    fs::write(folder.join("errbook.toml"), "")?;
    fs::write(
        shop.join("catalog.yaml"),
        "catalog: shop\ntitle: Shop API\ncodes: { style: snake_case }\n\
         actions: { wait: Wait a minute., stop: Do not try again. }\n\
         envelope: { shape: { code: $code, message: $message } }\n",
    )?;
    for section in 0..10 {
        let mut text = format!("section: Section {section}\nerrors:\n");
        for code in (section..codes).step_by(10) {
            write!(
                text,
                "  order_{code}_rejected:\n    status: {}\n    description: Order {code} was rejected \
                 because the warehouse had nothing left of what it asks for.\n    \
                 resolution: Ask for less than {code} pieces, or wait until the next delivery.\n    \
                 action: wait\n",
                400 + code % 50
            )?;
        }
        fs::write(shop.join(format!("section-{section}.yaml")), text)?;
    }
    Ok(())
}
