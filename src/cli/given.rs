//! Arguments as they are given: what the parser makes of them, and the order of what is said about levels, which it does not keep.

use super::args::{Args, Command};
use crate::diagnostic::Level;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Reads the arguments.
pub(super) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    let mut command = Args::command();
    let matches = command.try_get_matches_from_mut(args)?;
    let read = Args::from_arg_matches(&matches);
    let mut args = read.map_err(|error| error.format(&mut command))?;
    let line = match &mut args.command {
        Command::Generate(args) => Some(&mut args.line),
        Command::Check(args) => Some(&mut args.line),
        _ => None,
    };
    if let Some((line, (_, matches))) = line.zip(matches.subcommand()) {
        line.levels = levels_in_order(matches);
    }
    Ok(args)
}

/// What is said about levels, from the first word to the last.
fn levels_in_order(matches: &ArgMatches) -> Vec<(String, Level)> {
    let mut said: Vec<(usize, String, Level)> = Vec::new();
    for level in [Level::Allow, Level::Warn, Level::Deny] {
        let names = matches.get_many::<String>(level.as_str()).into_iter().flatten();
        let places = matches.indices_of(level.as_str()).into_iter().flatten();
        said.extend(places.zip(names).map(|(place, name)| (place, name.clone(), level)));
    }
    said.sort_unstable_by_key(|(place, ..)| *place);
    said.into_iter().map(|(_, name, level)| (name, level)).collect()
}
