//! `docwright check --write-baseline`: writes down what is found, so that only what comes new is told from here on.

use super::accounting::counted;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::place::from_here;
use super::ui::{Compiled, Ui};
use crate::config::{self, Config};
use crate::diagnostic::render::visible;
use crate::output;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Writes down what is found, so that only what comes new is told from here on.
pub(super) fn write(ui: &mut Ui, config: &Config, path: &Path) -> Result<u8, Failure> {
    let Compiled { docs, compilation, .. } = ui.compile(config)?;
    docs.whole()?;
    let found = &compilation.diagnostics;
    let command = config::write_command(&docs.root, path);
    let text = config::baseline::render(&docs.sources, found, &command);
    output::write_file(&from_here(path), &text, config::baseline::HEADER)?;
    if !ui.quiet {
        let n_rules = found.iter().map(|it| it.rule.name).collect::<BTreeSet<_>>().len();
        let n_files = found.iter().map(|it| it.primary.span.file).collect::<BTreeSet<_>>().len();
        writeln!(
            ui.out,
            "{} are known from here on, written to {}",
            counted(found.iter().count(), ("finding", "findings")),
            visible(&path.to_string_lossy()),
        )?;
        writeln!(
            ui.out,
            "they are of {} in {}",
            counted(n_rules, ("rule", "rules")),
            counted(n_files, ("file", "files")),
        )?;
    }
    Ok(CLEAN)
}
