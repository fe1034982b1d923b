//! Servers that tests start and query.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a server may take to print its address.
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// A server in its own process, which is stopped when the value is dropped.
pub struct Service {
    process: Child,
    /// The address that it printed.
    pub address: String,
    /// What it prints further.
    lines: mpsc::Receiver<String>,
}

impl Service {
    /// Starts a server and waits until one of the lines that it prints contains the address.
    #[track_caller]
    pub fn start(command: &mut Command, address: impl Fn(&str) -> Option<&str>) -> Service {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let stdout = process.stdout.take().expect("it is piped");
        let stderr = process.stderr.take().expect("it is piped");
        let (sender, lines) = mpsc::channel();
        let mut service = Service { process, address: String::new(), lines };
        forward(stdout, sender.clone());
        forward(stderr, sender);
        let mut said = String::new();
        while let Ok(line) = service.lines.recv_timeout(LIMIT) {
            if let Some(address) = address(&line) {
                address.trim().clone_into(&mut service.address);
                return service;
            }
            said.push_str(&line);
            said.push('\n');
        }
        panic!("{command:?} does not serve:\n{said}");
    }
}

impl Service {
    /// The next lines that begin like this, without their beginnings.
    #[track_caller]
    pub fn printed(&mut self, beginning: &str, count: usize) -> Vec<String> {
        let mut found = Vec::new();
        while found.len() < count {
            let line = self.lines.recv_timeout(LIMIT).expect("it prints a line");
            found.extend(line.strip_prefix(beginning).map(str::to_owned));
        }
        found
    }
}

/// Sends the lines of a stream on. It is read to the end, even if nobody listens anymore, so that the
/// server never waits for a reader.
fn forward(stream: impl Read + Send + 'static, lines: mpsc::Sender<String>) {
    thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| {
            let _ = lines.send(line);
        });
    });
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
