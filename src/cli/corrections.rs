//! `docwright check --write-corrections`: writes down what the service says otherwise than the docs, to be read and kept.

use super::accounting::counted;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::place::from_here;
use super::ui::{Compiled, Ui};
use crate::config::Config;
use crate::corrections;
use crate::diagnostic::render::visible;
use crate::output;
use crate::pipeline;
use std::io::Write;
use std::path::Path;

/// How the file begins; one that begins otherwise is somebody else's.
const HEADER: &str = "# Corrections of the docs";

/// Writes what `--against` says otherwise, and what is corrected already.
pub(super) fn write(ui: &mut Ui, config: &Config, path: &Path) -> Result<u8, Failure> {
    let Compiled { config, docs, compilation } = ui.compile(config)?;
    docs.whole()?;
    let proposed = pipeline::proposals(&docs, &config, &compilation.facts);
    let against = config.against.as_deref().unwrap_or(Path::new(""));
    let command = format!(
        "docwright check {} --against {} --write-corrections {}",
        docs.root.display(),
        against.display(),
        path.display(),
    );
    let n_written = proposed.len();
    let mut all = (*config.corrections).clone();
    all.extend(proposed);
    let text = corrections::write(&all, &visible(&command));
    output::write_file(&from_here(path), &text, HEADER)?;
    if !ui.quiet {
        writeln!(
            ui.out,
            "{} written to {}; read each before you keep it",
            counted(n_written, ("correction is", "corrections are")),
            visible(&path.to_string_lossy()),
        )?;
    }
    Ok(CLEAN)
}
