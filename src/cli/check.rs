//! `docwright check`: findings, and whether the generated client is current.

use super::args::{Check, DOCS, Format, OUT};
use super::failure::Failure;
use super::ui::{Ui, label};
use super::{CLEAN, FOUND, accounting, generate};
use crate::diagnostic::Level;
use crate::output::{self, Difference};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files named when the output is stale.
const MOST_NAMED: usize = 10;

pub(super) fn run(ui: &mut Ui, args: &Check) -> Result<u8, Failure> {
    let config = args.line.config()?;
    let (docs, compilation) = ui.compile(&args.line.docs, &config)?;
    let folder = compared_folder(args);
    let differences = match &folder {
        Some(folder) => {
            ui.stage("comparing the client");
            generate::emit(&compilation.model, &config, &args.line.emit).compare(folder)?
        }
        None => Vec::new(),
    };
    ui.done();
    ui.findings(&docs, &compilation.diagnostics, args.format)?;
    let is_short = ui.quiet || args.format == Format::Short;
    if !is_short {
        accounting::write(&mut ui.out, &compilation.facts, &compilation.model)?;
    }
    let mut reasons = Vec::new();
    match compilation.diagnostics.count(Level::Deny) {
        0 => {}
        1 => reasons.push("1 finding at deny level".to_owned()),
        n_denied => reasons.push(format!("{n_denied} findings at deny level")),
    }
    if let Some(folder) = folder.as_deref().filter(|_| !differences.is_empty()) {
        show(ui, &differences)?;
        let command = generate_command(&args.line.docs, folder);
        reasons.push(format!("`{}` is stale, run `{command}`", folder.display()));
    }
    if !reasons.is_empty() {
        writeln!(ui.out, "{} {}", label("failed", Level::Deny), reasons.join("; "))?;
        return Ok(FOUND);
    }
    if !is_short {
        let clean = label("clean", Level::Allow);
        match folder {
            Some(folder) => writeln!(
                ui.out,
                "{clean} nothing at deny level, and `{}` is current",
                folder.display()
            )?,
            None if is_passed_over(args) => writeln!(
                ui.out,
                "{clean} nothing at deny level; `{OUT}` was not compared, `--out {OUT}` would"
            )?,
            None => writeln!(ui.out, "{clean} nothing at deny level")?,
        }
    }
    Ok(CLEAN)
}

/// The folder to compare: the one asked for, or the usual one if it is ours and the docs are the usual
/// ones. Where other docs are given it is most likely another doc set's client.
fn compared_folder(args: &Check) -> Option<PathBuf> {
    let is_usual = || is_usual_docs(args) && !args.docs_only && output::bears_header(OUT.as_ref());
    args.out.clone().or_else(|| is_usual().then(|| PathBuf::from(OUT)))
}

/// A client stands in the usual folder, and was not compared because of the docs that are given.
fn is_passed_over(args: &Check) -> bool {
    !args.docs_only && !is_usual_docs(args) && output::bears_header(OUT.as_ref())
}

fn is_usual_docs(args: &Check) -> bool {
    args.line.docs.strip_prefix(".").unwrap_or(&args.line.docs) == Path::new(DOCS)
}

/// What to type to make a folder current.
fn generate_command(docs: &Path, out: &Path) -> String {
    let mut command = "docwright generate".to_owned();
    if docs != Path::new(DOCS) {
        command.push_str(&format!(" {}", docs.display()));
    }
    if out != Path::new(OUT) {
        command.push_str(&format!(" --out {}", out.display()));
    }
    command
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
