//! The arguments.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Where docs are read from unless said otherwise.
pub(super) const DOCS: &str = "docs-input";
/// Where the client is written unless said otherwise.
pub(super) const OUT: &str = "generated";

/// Compiles API reference docs written in markdown into a typed Rust client, and tells where docs,
/// examples and code drift apart.
#[derive(Debug, Parser)]
#[command(name = "docwright", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Args {
    /// Say less: only what went wrong.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more: every finding, not only the first ones of each rule.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// Colours in the output.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Read pages with this many threads. The output is the same with any number.
    #[arg(long, global = true, value_name = "N")]
    pub(super) threads: Option<usize>,
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  docwright generate                     docs-input → generated
  docwright generate my/docs --out api   another doc set, another crate
  docwright check                        findings, and whether `generated` is current
  docwright explain dead-link            what a rule looks for, and why

Exit codes: 0 clean, 1 findings at deny level or stale output, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the client crate that the docs describe.
    Generate(Generate),
    /// Tell what is wrong with the docs, and whether the generated client is current.
    Check(Check),
    /// Print the model as JSON.
    Model(Model),
    /// Print what one page became at a stage of the line.
    Dump(Dump),
    /// List every rule with its level.
    Rules,
    /// Explain a rule.
    Explain(Explain),
}

#[derive(Debug, clap::Args)]
pub(super) struct Generate {
    /// A folder of markdown pages, or one page.
    #[arg(default_value = DOCS)]
    pub(super) docs: PathBuf,
    /// The folder to write the crate to. Files that docwright did not write are never touched.
    #[arg(long, value_name = "DIR", default_value = OUT)]
    pub(super) out: PathBuf,
    /// The crate's name; the dialect's unless given.
    #[arg(long)]
    pub(super) name: Option<String>,
    /// What to write: the crate, and tests that its documented examples hold.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Emit::Rust, Emit::Tests])]
    pub(super) emit: Vec<Emit>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// A folder of markdown pages, or one page.
    #[arg(default_value = DOCS)]
    pub(super) docs: PathBuf,
    /// Also compare this folder with what would be generated. Without it `generated` is compared if
    /// docwright wrote it.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The crate's name; the dialect's unless given.
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Compare nothing; only look at the docs.
    #[arg(long, conflicts_with = "out")]
    pub(super) docs_only: bool,
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct Model {
    /// A folder of markdown pages, or one page.
    #[arg(default_value = DOCS)]
    pub(super) docs: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Dump {
    /// The page, by its path on disk or below the doc set.
    pub(super) page: String,
    /// The stage: how the page was parsed, what it claims, or what the model made of it.
    #[arg(long, value_enum)]
    pub(super) stage: Stage,
    /// The doc set that the page is of.
    #[arg(long, value_name = "DIR", default_value = DOCS)]
    pub(super) docs: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The rule's name, such as `dead-link`.
    pub(super) rule: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Emit {
    /// The client crate.
    Rust,
    /// Its tests from the documented examples.
    Tests,
    /// The model as JSON.
    Model,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts of the pages.
    Text,
    /// A line each.
    Short,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// Sections and blocks.
    Pages,
    /// What the page claims.
    Facts,
    /// The types and operations that the page documents.
    Model,
}
