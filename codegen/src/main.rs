//! The `errbook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    errbook::cli::main()
}
