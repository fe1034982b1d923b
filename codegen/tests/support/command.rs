//! The `errbook` command, as tests run it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::output;

/// How a command ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Its exit status and everything that it printed, the standard output first.
    pub fn whole(self) -> (i32, String) {
        (self.exit, self.out + &self.err)
    }
}

/// The command in a folder, without the settings of the person who runs the tests.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
    command.args(args).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs the command to its end.
#[track_caller]
pub fn errbook(folder: &Path, args: &[&str]) -> Ran {
    let output = output(&mut command(folder, args));
    Ran {
        exit: output.status.code().expect("it exits by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Writes a file, and makes the folders above it if necessary.
pub fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}
