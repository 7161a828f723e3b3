//! `docwright check`: findings, and whether the generated client is current.

use super::args::{Check, Emit, Format, OUT};
use super::failure::Failure;
use super::ui::{Ui, label};
use super::{CLEAN, FOUND, accounting, generate};
use crate::config::Config;
use crate::diagnostic::Level;
use crate::output::{self, Difference};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files named when the output is stale.
const MOST_NAMED: usize = 10;

pub(super) fn run(ui: &mut Ui, args: &Check) -> Result<u8, Failure> {
    let config = Config::default();
    let (docs, compilation) = ui.compile(&args.docs, &config)?;
    let differences = match compared_folder(args) {
        Some(folder) => {
            ui.stage("comparing the client");
            let wanted = [Emit::Rust, Emit::Tests];
            let tree = generate::emit(&compilation.model, &config, args.name.as_deref(), &wanted);
            Some((tree.compare(&folder)?, folder))
        }
        None => None,
    };
    ui.done();
    ui.findings(&docs, &compilation.diagnostics, args.format)?;
    if !ui.quiet && args.format == Format::Text {
        accounting::write(&mut ui.out, &compilation.facts, &compilation.model)?;
    }
    let n_denied = compilation.diagnostics.count(Level::Deny);
    let mut reasons = Vec::new();
    if n_denied > 0 {
        let s = if n_denied == 1 { "" } else { "s" };
        reasons.push(format!("{n_denied} finding{s} at deny level"));
    }
    if let Some((differences, folder)) = differences.filter(|(found, _)| !found.is_empty()) {
        show(ui, &differences)?;
        reasons.push(format!(
            "`{}` is stale ({} files differ), run `docwright generate`",
            folder.display(),
            differences.len()
        ));
    }
    if reasons.is_empty() {
        if !ui.quiet && args.format == Format::Text {
            writeln!(ui.out, "{} nothing at deny level", label("clean", Level::Allow))?;
        }
        return Ok(CLEAN);
    }
    writeln!(ui.out, "{} {}", label("failed", Level::Deny), reasons.join("; "))?;
    Ok(FOUND)
}

fn compared_folder(args: &Check) -> Option<PathBuf> {
    let default = Path::new(OUT);
    let is_ours = || !args.docs_only && output::bears_header(default);
    args.out.clone().or_else(|| is_ours().then(|| default.to_owned()))
}

fn show(ui: &mut Ui, differences: &[Difference]) -> Result<(), Failure> {
    for difference in differences.iter().take(MOST_NAMED) {
        writeln!(ui.out, "{difference}")?;
    }
    if let Some(more) = differences.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        writeln!(ui.out, "and {more} more")?;
    }
    Ok(())
}
