//! The `docwright` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    docwright::cli::run(std::env::args_os())
}
