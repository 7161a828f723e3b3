//! `docwright model`: the model as JSON on standard output.

use super::args::Model;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::ui::{Compiled, Ui};
use crate::config::Config;
use crate::emit::model_json::emit_json_with_lines;
use std::io::Write;

pub(super) fn run(ui: &mut Ui, args: &Model) -> Result<u8, Failure> {
    let config = Config { docs: args.docs.clone(), ..args.reading.config() };
    let Compiled { docs, compilation, .. } = ui.compile(&config)?;
    docs.whole()?;
    ui.out.write_all(emit_json_with_lines(&compilation.model, &docs.sources).as_bytes())?;
    Ok(CLEAN)
}
