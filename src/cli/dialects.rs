//! `docwright dialects`: those that come with docwright, or the file of one.

use super::args::Dialects;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::ui::Ui;
use crate::dialect::{BUILT_IN, built_in};
use crate::spelling;
use std::io::Write;

pub(super) fn run(ui: &mut Ui, args: &Dialects) -> Result<u8, Failure> {
    let names = || BUILT_IN.iter().map(|it| it.dialect.name.as_str());
    let Some(name) = &args.name else {
        let width = names().map(str::len).max().unwrap_or(0);
        for it in BUILT_IN.iter() {
            writeln!(ui.out, "{:<width$}  {}", it.dialect.name, it.dialect.summary)?;
        }
        return Ok(CLEAN);
    };
    let found = built_in(name).ok_or_else(|| Failure::NoDialect {
        name: name.clone(),
        nearest: spelling::meant(name, names()),
    })?;
    ui.out.write_all(found.text.as_bytes())?;
    Ok(CLEAN)
}
