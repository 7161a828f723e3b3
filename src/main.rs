//! The `docwright` command.

use std::process::ExitCode;

/// Reading docs makes millions of small strings on every thread, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    docwright::cli::run(std::env::args_os())
}
