//! `docwright check`: findings, and whether the generated client is current.

use super::args::{Check, Format};
use super::exit_code::{CLEAN, FOUND};
use super::failure::Failure;
use super::place::from_here;
use super::ui::{Compiled, Ui, label};
use super::{accounting, generate, stale};
use crate::config::{self, Config};
use crate::diagnostic::render::{self, Client, Report, visible};
use crate::diagnostic::{Diagnostics, Level};
use crate::doc_set::DocSet;
use crate::output::{self, OutputTree};
use crate::rules::FAMILIES;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(super) fn run(ui: &mut Ui, args: &Check) -> Result<u8, Failure> {
    let mut config = args.line.config(args.out.as_deref())?;
    config.against.clone_from(&args.against);
    if let Some(path) = &args.write_baseline {
        return write_baseline(ui, &config, path);
    }
    let Compiled { config, docs, mut compilation } = ui.compile_known(&config)?;
    // Of docs that are not whole a selector may have nothing left.
    if docs.unread.is_empty() {
        compilation.choose(&config.selection)?;
    }
    let mut tree = OutputTree::default();
    let compared = if args.docs_only { Compared::No } else { compared(&config)? };
    let client = match compared.folder() {
        // Without a page nothing is generated, so there is nothing to compare with.
        Some(folder) if docs.unread.is_empty() => {
            ui.stage("comparing the client");
            tree = generate::emit(&compilation.model, &config, &folder)?;
            Some(Client {
                differences: tree.compare(&from_here(&folder))?.iter().map(difference).collect(),
                command: generate_command(args) + &args.line.choice.typed(),
                folder: folder.display().to_string(),
            })
        }
        Some(_) | None => None,
    };
    ui.done();
    let report = report(&docs, &compilation.diagnostics, client, ui.quiet);
    match args.format {
        Format::Text => ui.findings(&report)?,
        Format::Short => {
            for finding in &report.findings {
                writeln!(ui.out, "{}", render::short::render(report.sources, finding))?;
            }
        }
        Format::Json => ui.out.write_all(render::json::render(&report).as_bytes())?,
        Format::Sarif => ui.out.write_all(render::sarif::render(&report).as_bytes())?,
        Format::Github => ui.out.write_all(render::github::render(&report).as_bytes())?,
    }
    // What programs read is nothing but findings.
    let is_text = args.format == Format::Text;
    let mut out: &mut dyn Write = if is_text { &mut ui.out } else { &mut ui.err };
    if !ui.quiet {
        summary(out, &report, is_text && !ui.verbose)?;
        if is_text {
            accounting::write(&mut out, &compilation.facts, &compilation.model)?;
            accounting::choice(&mut out, &compilation.model)?;
        }
    }
    if let Some(client) = report.client.as_ref().filter(|client| !client.differences.is_empty()) {
        stale::list(out, client, !ui.verbose)?;
        if !ui.quiet {
            stale::diff(out, client, &tree, !ui.verbose)?;
        }
    }
    let n_denied = compilation.diagnostics.count(Level::Deny);
    if failures(out, &report, n_denied)? {
        return Ok(FOUND);
    }
    if !ui.quiet {
        let client = match &report.client {
            Some(client) => format!(", and `{}` is current", visible(&client.folder)),
            None => compared.passed_over(),
        };
        writeln!(out, "{} nothing at deny level{client}", label("clean", Level::Allow))?;
    }
    Ok(CLEAN)
}

/// Writes down what is found, so that only what comes new is told from here on.
fn write_baseline(ui: &mut Ui, config: &Config, path: &Path) -> Result<u8, Failure> {
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
            accounting::counted(found.iter().count(), ("finding", "findings")),
            visible(&path.to_string_lossy()),
        )?;
        writeln!(
            ui.out,
            "they are of {} in {}",
            accounting::counted(n_rules, ("rule", "rules")),
            accounting::counted(n_files, ("file", "files")),
        )?;
    }
    Ok(CLEAN)
}

/// Everything that is told; only what fails the check where little is to be said.
fn report<'r>(
    docs: &'r DocSet,
    diagnostics: &'r Diagnostics,
    client: Option<Client>,
    quiet: bool,
) -> Report<'r> {
    let is_told = |level| !quiet || level == Level::Deny;
    Report {
        sources: &docs.sources,
        findings: diagnostics.iter().filter(|it| is_told(it.level)).collect(),
        n_suppressed: diagnostics.n_suppressed(),
        n_known: diagnostics.n_known(),
        families: FAMILIES,
        is_whole: docs.unread.is_empty(),
        root: root(docs),
        client,
    }
}

/// The folder of the docs as seen from the working directory.
fn root(docs: &DocSet) -> String {
    let folder = if docs.root.is_file() { docs.root.parent() } else { Some(docs.root.as_path()) };
    let folder = folder.unwrap_or(Path::new(""));
    let here = std::env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(&here).unwrap_or(folder);
    below.to_string_lossy().replace('\\', "/")
}

/// How many findings there are of each rule.
fn summary(out: &mut dyn Write, report: &Report<'_>, is_cut: bool) -> Result<(), Failure> {
    for ((rule, level), count) in report.counts() {
        let level = label(level.as_str(), level);
        let more = if is_cut && count > super::ui::SHOWN_OF_A_RULE {
            format!(" (the first {} shown, `-v` for all)", super::ui::SHOWN_OF_A_RULE)
        } else {
            String::new()
        };
        writeln!(out, "{level} {count:>6} {rule}{more}")?;
    }
    let not_told = [
        (report.n_suppressed, "passed over by their pages"),
        (report.n_known, "known to the baseline"),
    ];
    for (count, why) in not_told.into_iter().filter(|(count, _)| *count > 0) {
        writeln!(out, "{} {count:>5} {why}", label("allow", Level::Allow))?;
    }
    Ok(())
}

/// Whether the check failed; the last line tells why.
fn failures(out: &mut dyn Write, report: &Report<'_>, n_denied: usize) -> Result<bool, Failure> {
    let mut reasons = Vec::new();
    match n_denied {
        0 => {}
        1 => reasons.push("1 finding at deny level".to_owned()),
        n_denied => reasons.push(format!("{n_denied} findings at deny level")),
    }
    reasons.extend(report.client.as_ref().and_then(Client::staleness));
    if !reasons.is_empty() {
        writeln!(out, "{} {}", label("failed", Level::Deny), visible(&reasons.join("; ")))?;
    }
    Ok(!reasons.is_empty())
}

/// The client that is compared with what the docs become.
enum Compared {
    /// None: there is none, or it is not asked for.
    No,
    /// The one in this folder.
    Folder(PathBuf),
    /// None, though one stands in this folder: it was made of other docs, or of more of them.
    PassedOver(PathBuf),
}

impl Compared {
    fn folder(&self) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder.clone()),
            Self::No | Self::PassedOver(_) => None,
        }
    }

    fn passed_over(&self) -> String {
        let Self::PassedOver(folder) = self else { return String::new() };
        let folder = folder.to_string_lossy();
        let folder = visible(&folder);
        format!(
            "; `{folder}`, which was not made of these docs, was not compared, `--out {folder}` would"
        )
    }
}

/// The folder asked for, by a user or by a file that is about these docs; else the usual one if it was made of them.
fn compared(config: &Config) -> Result<Compared, output::Error> {
    let folder = generate::out(config);
    if config.is_out_said {
        return Ok(Compared::Folder(folder));
    }
    let here = from_here(&folder);
    if !output::bears_header(&here)? {
        return Ok(Compared::No);
    }
    let there = output::made_of(&here)?;
    let own = generate::made(config.docs(), &folder, config.client_name());
    // An earlier docwright did not write down what a client is of.
    let is_of_docs = there.is_none_or(|there| there.docs == own.docs);
    Ok(if is_of_docs { Compared::Folder(folder) } else { Compared::PassedOver(folder) })
}

/// What to type to make the client current.
fn generate_command(args: &Check) -> String {
    let mut command = "docwright generate".to_owned();
    if let Some(docs) = &args.line.docs {
        command.push_str(&format!(" {}", docs.display()));
    }
    if let Some(out) = &args.out {
        command.push_str(&format!(" --out {}", out.display()));
    }
    command
}

fn difference(difference: &output::Difference) -> render::Difference {
    let (kind, path) = match difference {
        output::Difference::Missing(path) => ("missing", path.as_str()),
        output::Difference::Differs(path) => ("changed", path.as_str()),
        output::Difference::Stale(path) => ("surplus", path.as_str()),
        output::Difference::Incomplete => ("interrupted", ""),
    };
    render::Difference { kind, path: path.to_owned() }
}
