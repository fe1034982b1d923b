//! Servers that tests start and ask.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a server may take to say where it listens.
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// A server of its own process, which ends with the value.
pub struct Service {
    process: Child,
    /// Where it listens, as it says.
    pub address: String,
}

impl Service {
    /// Starts a server and waits until one of the lines it prints tells the address.
    #[track_caller]
    pub fn start(command: &mut Command, address: impl Fn(&str) -> Option<&str>) -> Service {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let stdout = process.stdout.take().expect("it is piped");
        let stderr = process.stderr.take().expect("it is piped");
        let mut service = Service { process, address: String::new() };
        let (sender, lines) = mpsc::channel();
        let other = sender.clone();
        // What it says is read to the end, so that it never waits for a reader.
        thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).for_each(|line| {
                let _ = sender.send(line);
            });
        });
        thread::spawn(move || {
            BufReader::new(stderr).lines().map_while(Result::ok).for_each(|line| {
                let _ = other.send(line);
            });
        });
        let mut said = String::new();
        while let Ok(line) = lines.recv_timeout(LIMIT) {
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

impl Drop for Service {
    fn drop(&mut self) {
        // Where it has ended by itself there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
