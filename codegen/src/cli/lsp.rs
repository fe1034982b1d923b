//! `errbook lsp`

use std::path::PathBuf;
use std::thread;

use lsp_server::Connection;

use crate::config::Reach;
use crate::error::Error;
use crate::limits::Limits;
use crate::lsp::{Ended, Settings, serve};

use super::{Failure, Outcome};

pub(super) fn run(
    reach: Reach,
    limits: Limits,
    project: Option<PathBuf>,
) -> Result<Outcome, Failure> {
    let (stdio, threads) = Connection::stdio();
    // The reader of the standard input waits until each message is taken. A queue between the two lets
    // the server see that a client has taken back a request that is not served yet.
    let (ahead, queue) = Connection::memory();
    thread::spawn(move || {
        for message in &stdio.receiver {
            if ahead.sender.send(message).is_err() {
                break;
            }
        }
    });
    let connection = Connection { sender: stdio.sender, receiver: queue.receiver };
    let ended = serve(&connection, Settings { reach, limits, project });
    // The threads end with the connection.
    drop(connection);
    match ended {
        Ended::Orderly => threads.join().map(|()| Outcome::Fine).map_err(Failure::Print),
        Ended::Early => Ok(Outcome::Findings),
        // The input may still be open, and then its thread does not end.
        Ended::Never(reason) => {
            let reason = reason.split(':').next().unwrap_or_default();
            Err(Error::Usage(format!("no editor speaks on the standard input: {reason}")).into())
        }
    }
}
