//! `docwright dialects`: those that come with docwright, or the file of one, with all that a user's file extends.

use super::args::Dialects;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::ui::Ui;
use crate::config;
use crate::dialect::{self, BUILT_IN, built_in};
use crate::spelling;
use std::io::Write;
use std::path::Path;

pub(super) fn run(ui: &mut Ui, args: &Dialects) -> Result<u8, Failure> {
    let names = || BUILT_IN.iter().map(|it| it.dialect.name.as_str());
    let Some(name) = &args.name else {
        let width = names().map(str::len).max().unwrap_or(0);
        for it in BUILT_IN.iter() {
            writeln!(ui.out, "{:<width$}  {}", it.dialect.name, it.dialect.summary)?;
        }
        return Ok(CLEAN);
    };
    if built_in(name).is_none() && (name.ends_with(".toml") || Path::new(name).is_file()) {
        let dialect = config::read_dialect(name, &args.trusted_root)?;
        ui.out.write_all(dialect::to_toml(&dialect).as_bytes())?;
        return Ok(CLEAN);
    }
    let found = built_in(name).ok_or_else(|| Failure::NoDialect {
        name: name.clone(),
        nearest: spelling::meant(name, names()),
    })?;
    ui.out.write_all(found.text.as_bytes())?;
    Ok(CLEAN)
}
