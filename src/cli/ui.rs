//! What people see: results on standard output, everything about the run on standard error.

use super::args::{Args, Color};
use super::exit_code::{CLEAN, FAILED};
use super::failure::Failure;
use super::progress::Progress;
use crate::config::{self, Config};
use crate::diagnostic::Level;
use crate::diagnostic::render::text::Looks;
use crate::diagnostic::render::{self, Report};
use crate::doc_set::DocSet;
use crate::pipeline::{self, Compilation};
use anstream::{AutoStream, ColorChoice};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

/// Findings of one rule shown in full unless the user asks for all.
pub(super) const SHOWN_OF_A_RULE: usize = 20;

/// So much of what is shown is written at once.
const OUT_BYTES: usize = 64 * 1024;

/// A doc set, what it became, with a finding for each place until they are gathered, and the configuration that this was done by.
pub(super) struct Compiled {
    pub(super) config: Config,
    pub(super) docs: DocSet,
    pub(super) compilation: Compilation,
}

/// The terminal, or what stands in for it.
pub(super) struct Ui {
    pub(super) out: AutoStream<io::Stdout>,
    pub(super) err: AutoStream<io::Stderr>,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    progress: Progress,
}

impl Ui {
    pub(super) fn new(args: &Args) -> Self {
        let choice = match args.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
            quiet: args.quiet,
            verbose: args.verbose,
            progress: Progress::new(args.quiet),
        }
    }

    /// Reads and compiles a doc set.
    pub(super) fn compile(&mut self, config: &Config) -> Result<Compiled, Failure> {
        self.compile_with(config, |_, _| Ok(()))
    }

    /// The same, without the findings that its baseline knows.
    pub(super) fn compile_known(&mut self, config: &Config) -> Result<Compiled, Failure> {
        self.compile_with(config, Config::read_baseline)
    }

    fn compile_with(
        &mut self,
        config: &Config,
        prepare: fn(&mut Config, &mut DocSet) -> Result<(), config::Error>,
    ) -> Result<Compiled, Failure> {
        self.progress.stage("reading the docs");
        let mut config = config.settled()?;
        let mut docs = DocSet::read_with(config.docs(), &config.include_roots)?;
        config.check_globs(&docs)?;
        prepare(&mut config, &mut docs)?;
        config.read_corrections(&mut docs)?;
        config.read_against(&mut docs)?;
        self.progress.stage(format!("compiling {} pages", docs.pages.len()));
        if config.is_service_believed {
            let mut corrections = (*config.corrections).clone();
            let facts = pipeline::facts(&docs, &config.dialect);
            corrections.extend(pipeline::proposals(&docs, &config, &facts).of_both());
            config.corrections = Arc::new(corrections);
        }
        let compilation = pipeline::compile_each(&docs, &config);
        self.progress.done();
        Ok(Compiled { config, docs, compilation })
    }

    /// Names a stage that goes on after compiling, for people who wait.
    pub(super) fn stage(&mut self, name: impl Into<String>) {
        self.progress = Progress::new(self.quiet);
        self.progress.stage(name);
    }

    /// The stage is over.
    pub(super) fn done(&mut self) {
        self.progress.done();
    }

    /// Shows findings with excerpts, the first ones of each rule unless all are asked for.
    pub(super) fn findings(&mut self, report: &Report<'_>) -> io::Result<()> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut shown = report.findings.clone();
        shown.retain(|finding| {
            let count = counts.entry(finding.rule.name).or_default();
            *count += 1;
            *count <= SHOWN_OF_A_RULE || self.verbose
        });
        let path = |file| report.path(file);
        let is_coloured = self.out.current_choice() != ColorChoice::Never;
        let looks = Looks { is_whole: self.verbose, is_coloured };
        // What has no colours need not be gone through for some to take off.
        let mut out: Box<dyn Write> = match is_coloured {
            true => Box::new(&mut self.out),
            false => Box::new(BufWriter::with_capacity(OUT_BYTES, io::stdout().lock())),
        };
        render::text::render_all(report.sources, &shown, &path, looks, |text| {
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n")
        })?;
        out.flush()
    }

    /// Tells something about the run, unless little is to be said.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        writeln!(self.err, "{} {}", label("note", Level::Warn), render::visible(text))
    }

    /// Tells why a command could not do its work.
    pub(super) fn failed(&mut self, failure: &Failure) -> u8 {
        self.progress.done();
        if failure.is_unread() {
            // Whoever reads has read enough.
            return CLEAN;
        }
        let error = label("error", Level::Deny);
        let mut told = writeln!(self.err, "{error} {}", render::visible(&failure.message()));
        if let Some(help) = failure.help() {
            told = told.and(writeln!(self.err, "help: {}", render::visible(&help)));
        }
        // Where even that can't be shown, the exit code has to do.
        told.map_or(FAILED, |()| FAILED)
    }
}

/// A word in the colour of a level, with a colon.
pub(super) fn label(word: &str, level: Level) -> String {
    let style = style(level).bold();
    format!("{style}{word}:{style:#}")
}

/// A line in the colour of a level.
pub(super) fn paint(line: &str, level: Level) -> String {
    let style = style(level);
    format!("{style}{line}{style:#}")
}

/// The colour of a level.
pub(super) fn style(level: Level) -> anstyle::Style {
    let color = match level {
        Level::Deny => anstyle::AnsiColor::Red,
        Level::Warn => anstyle::AnsiColor::Yellow,
        Level::Allow => anstyle::AnsiColor::Green,
    };
    color.on_default()
}
