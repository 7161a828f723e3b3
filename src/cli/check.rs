//! `docwright check`: findings, and whether the generated client is current.

use super::accounting;
use super::args::Check;
use super::compared::{self, Compared};
use super::exit_code::{CLEAN, FOUND};
use super::failure::Failure;
use super::fix::{self, Fixed};
use super::formats::Format;
use super::named_pages::NamedPages;
use super::scope::Scope;
use super::ui::{Compiled, Ui, label};
use super::{baseline, corrections, coverage, foreign, stale};
use crate::diagnostic::render::{self, Client, Report, visible};
use crate::diagnostic::{Diagnostics, Level};
use crate::doc_set::DocSet;
use crate::output::OutputTree;
use crate::rules::FAMILIES;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::Path;

pub(super) fn run(ui: &mut Ui, args: &Check) -> Result<u8, Failure> {
    let mut n_denied = 0;
    match tell(ui, args, &mut n_denied) {
        // Whoever reads has read enough; what was found counts all the same.
        Err(failure) if failure.is_unread() && n_denied > 0 => Ok(FOUND),
        done => done,
    }
}

fn tell(ui: &mut Ui, args: &Check, n_denied: &mut usize) -> Result<u8, Failure> {
    let mut config = args.line.config(args.out.as_deref())?;
    config.against.clone_from(&args.against);
    let named = NamedPages::of(args, &mut config)?;
    let given = config.docs.clone();
    if let Some(path) = &args.write_baseline {
        return baseline::write(ui, &config, path);
    }
    if let Some(path) = &args.write_corrections {
        return corrections::write(ui, &config, path);
    }
    let mut compiled = ui.compile_known(&config)?;
    let pages = named.below(&compiled.docs)?;
    for page in &pages.passed_over {
        ui.note(&format!(
            "`{}` is no page of these docs, so nothing is told of it",
            page.display()
        ))?;
    }
    let scope = Scope::of(&compiled.docs, &compiled.config, pages.pages, args.since.as_deref())?;
    let mut n_before = scope.narrow(&compiled.docs, &mut compiled.compilation.diagnostics);
    let mut fixed = None;
    if args.fix {
        let n_denied = compiled.compilation.diagnostics.count(Level::Deny);
        let mut mended = fix::mend(&mut compiled, &scope);
        if args.dry_run {
            return dry_run(ui, &compiled, &mended, n_denied);
        }
        mended.write(&mut compiled, &scope);
        n_before = mended.n_before.unwrap_or(n_before);
        fixed = Some(mended);
    }
    let Compiled { config, docs, compilation } = compiled;
    // The process ends with the command: taking apart what it read would only take time.
    let (docs, mut compilation) = (ManuallyDrop::new(docs), ManuallyDrop::new(compilation));
    // With a line for each place nothing is told twice.
    if args.format != Format::Short || !ui.verbose {
        compilation.gather();
    }
    // Of docs that are not whole a selector may have nothing left; what is everything needs no choosing.
    if docs.unread.is_empty() && !config.selection.is_everything() {
        compilation.choose(&config.selection)?;
    }
    let mut tree = OutputTree::default();
    let compared = if args.docs_only { Compared::No } else { compared::compared(&config)? };
    let client = match compared.folder() {
        // Without a page nothing is generated, so there is nothing to compare with.
        Some(folder) if docs.unread.is_empty() => {
            ui.stage("comparing the client");
            let command = args.line.generate_command(given.as_deref(), args.out.as_deref());
            Some(compared::client(command, &config, &compilation.model, &folder, &mut tree)?)
        }
        Some(_) | None => None,
    };
    ui.done();
    let is_text = args.format == Format::Text;
    *n_denied = compilation.diagnostics.count(Level::Deny);
    let mut report = report(&docs, &compilation.diagnostics, client, ui.quiet && is_text);
    report.n_before = n_before;
    if args.format == Format::Json {
        let (facts, model) = (&compilation.facts, &compilation.model);
        report.accounting = Some(coverage::json(&report, facts, model));
    }
    let whole = match args.format {
        Format::Text => {
            ui.findings(&report)?;
            String::new()
        }
        Format::Short => render::short::render_all(&report),
        Format::Json => render::json::render(&report),
        Format::Sarif => render::sarif::render(&report),
        Format::Github => render::github::render(&report),
        Format::Junit => render::junit::render(&report),
        Format::Gitlab => render::gitlab::render(&report),
        Format::Markdown => render::markdown::render(&report),
    };
    ui.out.write_all(whole.as_bytes())?;
    if let Some(note) = foreign::little(&docs, &config, &compilation.facts).filter(|_| is_text) {
        ui.note(&note)?;
    }
    // What programs read is nothing but findings.
    let mut out: &mut dyn Write = if is_text { &mut ui.out } else { &mut ui.err };
    if !ui.quiet {
        summary(out, &report, is_text && !ui.verbose)?;
        if is_text {
            accounting::write(&mut out, &compilation.facts, &compilation.model)?;
            accounting::choice(&mut out, &compilation.model)?;
        }
        if let Some(fixed) = &fixed {
            fixed.tell(out, "mended")?;
        }
    }
    let is_stale = |client: &&Client| !client.differences.is_empty() && !client.is_unwritten;
    if let Some(client) = report.client.as_ref().filter(is_stale) {
        stale::list(out, client, !ui.verbose)?;
        if !ui.quiet {
            stale::diff(out, client, &tree, !ui.verbose)?;
        }
    }
    let has_failed = failures(out, &report, *n_denied)?;
    fixed.map_or(Ok(()), Fixed::whole)?;
    foreign::understood(&docs, &config, &compilation.model)?;
    foreign::asked(&docs, &config, &compilation.model)?;
    if has_failed {
        return Ok(FOUND);
    }
    if !ui.quiet {
        let client = match &report.client {
            Some(client) => format!(", and `{}` is current", visible(&client.folder)),
            None => compared.passed_over(),
        };
        match foreign::untyped(&docs, &compilation.model) {
            Some(untyped) => {
                let label = label("untyped", Level::Warn);
                writeln!(out, "{label} nothing at deny level{client}; but {untyped}")?;
            }
            None => {
                writeln!(out, "{} nothing at deny level{client}", label("clean", Level::Allow))?
            }
        }
    }
    Ok(CLEAN)
}

/// Shows what `--fix` would write; whether the check fails is as without it.
fn dry_run(
    ui: &mut Ui,
    compiled: &Compiled,
    mended: &Fixed,
    n_denied: usize,
) -> Result<u8, Failure> {
    let report = report(&compiled.docs, &compiled.compilation.diagnostics, None, false);
    mended.diff(ui, &compiled.docs, |file| report.path(file))?;
    if !ui.quiet {
        mended.tell(&mut ui.err, "would mend")?;
    }
    Ok(if n_denied > 0 { FOUND } else { CLEAN })
}

/// Everything that is told; only what fails the check where little is to be said to people.
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
        n_before: 0,
        families: FAMILIES,
        is_whole: docs.unread.is_empty(),
        root: root(docs),
        client,
        accounting: None,
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
        (report.n_before, "there before"),
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
