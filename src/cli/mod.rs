//! The command line: arguments in, exit code out. The only place that knows the argument parser.

mod accounting;
mod args;
mod baseline;
mod check;
mod choice;
mod compared;
mod corrections;
mod coverage;
mod dialects;
mod diff;
mod dump;
mod examples;
mod exit_code;
mod failure;
mod fix;
mod foreign;
mod formats;
mod generate;
mod git;
mod given;
mod init;
mod line_diff;
mod list;
mod lock_file;
mod model;
mod named_pages;
mod place;
mod progress;
mod proposed;
mod reading;
mod rule_name;
mod rules;
mod scope;
mod since;
mod stale;
mod states;
mod table;
mod tally;
mod typed;
mod ui;

use crate::config;
use args::{Args, Command};
use clap::CommandFactory;
use exit_code::{CLEAN, FAILED};
use failure::Failure;
use std::ffi::OsString;
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use ui::Ui;

/// Runs the command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match given::read(args) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { FAILED } else { CLEAN };
            // Nothing can be done where even the usage can't be shown.
            let _ = error.print();
            return code.into();
        }
    };
    let mut ui = Ui::new(&args);
    let done = start_threads(args.threads).and_then(|()| match &args.command {
        Command::Init(args) => init::run(&mut ui, args),
        Command::Generate(args) => generate::run(&mut ui, args),
        Command::Check(args) => check::run(&mut ui, args),
        Command::List(args) => list::run(&mut ui, args),
        Command::Model(args) => model::run(&mut ui, args),
        Command::Diff(args) => diff::run(&mut ui, args),
        Command::Dump(args) => dump::run(&mut ui, args),
        Command::Dialects(args) => dialects::run(&mut ui, args),
        Command::Rules(args) => rules::list(&mut ui, args),
        Command::Explain(args) => rules::explain(&mut ui, args),
        Command::Schema => print(&mut ui, config::schema().as_bytes()),
        Command::Completions(args) => {
            let mut text = Vec::new();
            let mut command = Args::command();
            clap_complete::generate(args.shell, &mut command, "docwright", &mut text);
            print(&mut ui, &text)
        }
    });
    match done {
        Ok(code) => code.into(),
        Err(failure) => ui.failed(&failure).into(),
    }
}

fn print(ui: &mut Ui, text: &[u8]) -> Result<u8, Failure> {
    ui.out.write_all(text)?;
    Ok(CLEAN)
}

fn start_threads(wanted: Option<NonZeroUsize>) -> Result<(), Failure> {
    let Some(n_threads) = wanted else { return Ok(()) };
    // Each has a stack, and those without a processor of their own only wait.
    let n_processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads.get().min(n_processors));
    pool.build_global().map_err(|error| Failure::Threads(error.to_string()))
}
