//! The arguments.

use super::choice::{Additions, Choice};
use super::examples;
use super::failure::Failure;
use super::formats::{Deny, DiffFormat, Format, ListFormat, Listed, RulesFormat, Stage};
use super::rule_name;
use crate::config::{self, Config, Runtime};
use crate::diagnostic::Level;
use crate::limits::THREADS;
use crate::select::Filter;
use clap::{Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Above the options that every command has.
const EVERYWHERE: &str = "Options of every command";

/// Compiles API reference docs written in markdown into a typed Rust client, and tells where docs,
/// examples and code drift apart.
#[derive(Debug, Parser)]
#[command(name = "docwright", version, max_term_width = 100, after_help = examples::ALL)]
pub(super) struct Args {
    /// Say less: only what went wrong.
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = EVERYWHERE)]
    pub(super) quiet: bool,
    /// Say more: every finding, not only the first ones of each rule.
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub(super) verbose: bool,
    /// Colours in the output; `auto` is on a terminal, unless NO_COLOR is set.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    #[arg(help_heading = EVERYWHERE)]
    pub(super) color: Color,
    /// Read pages with so many threads, but no more than the machine has processors. The output is the same with any number.
    #[arg(long, global = true, value_name = "N", help_heading = EVERYWHERE)]
    #[arg(value_parser = n_threads)]
    pub(super) threads: Option<NonZeroUsize>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin here: write a `docwright.toml` for docs, in the dialect that reads most of them.
    Init(Init),
    /// Write the client crate that the docs describe.
    Generate(Generate),
    /// Tell what is wrong with the docs, and whether the generated client is current.
    Check(Check),
    /// Tell what changed between two states of docs, for whom that breaks, and what version it asks for.
    Diff(Diff),
    /// List what there is to choose from: operations or types.
    List(List),
    /// Print the model as JSON.
    Model(Model),
    /// Print what one page became at a stage of the line.
    Dump(Dump),
    /// List the dialects, or print one to begin another with.
    Dialects(Dialects),
    /// List every rule with its level.
    Rules(Rules),
    /// Explain a rule.
    Explain(Explain),
    /// Print the JSON schema of `docwright.toml`, for editors.
    Schema,
    /// Print what lets a shell complete commands and flags.
    Completions(Completions),
}

/// What is read, and what becomes of it.
#[derive(Debug, clap::Args)]
pub(super) struct Line {
    /// A folder of markdown pages, or one page; as `docwright.toml` says, or `docs-input`, unless given.
    pub(super) docs: Option<PathBuf>,
    /// The crate's name; unless given that of the dialect, if one is named, or of the docs' folder.
    #[arg(long)]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Where the crate gets `docwright-client`, if not from the registry: `path=DIR`, or
    /// `git=https://URL` with `#COMMIT` behind it.
    #[arg(long, value_name = "SOURCE", value_parser = Runtime::parse)]
    pub(super) runtime: Option<Runtime>,
    #[command(flatten)]
    pub(super) choice: Choice,
    #[command(flatten)]
    pub(super) additions: Additions,
    /// What is written: the crate, and tests that its documented examples hold, unless said otherwise.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(super) emit: Option<Vec<Emit>>,
    /// Do not tell the findings that this file knows; `check --write-baseline` writes it.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Do not tell what this rule finds, or the rules of this family, or `all`, or whatever would be a warning (`warnings`).
    /// May be given several times, as may `--warn` and `--deny`; the last one counts.
    #[arg(long, value_name = "RULE")]
    pub(super) allow: Vec<String>,
    /// Tell what this rule finds, and let the check pass.
    #[arg(long, value_name = "RULE")]
    pub(super) warn: Vec<String>,
    /// Let the check fail when this rule finds something.
    #[arg(long, value_name = "RULE")]
    pub(super) deny: Vec<String>,
    /// The three above, in the order in which they are given.
    #[arg(skip)]
    pub(super) levels: Vec<(String, Level)>,
}

/// How docs are read.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// How the docs spell things: the name of a dialect (`docwright dialects` lists them), or a file
    /// that describes one.
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) dialect: Option<String>,
    /// Where the service answers, version included, if not as the dialect says.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The version of the service that the docs are of, if not as the dialect says: `beta`.
    #[arg(long, value_name = "VERSION")]
    pub(super) service_version: Option<String>,
    /// Believe this file before the docs: it says by name and with a reason what is true.
    #[arg(long, value_name = "FILE", display_order = 0)]
    pub(super) corrections: Option<PathBuf>,
    /// Another folder that pages may include from, besides DOCS. May be given several times.
    #[arg(long, value_name = "DIR")]
    pub(super) include_root: Vec<PathBuf>,
    /// Another folder that the `docwright.toml` of the docs may name files and folders in. Without it
    /// these stay within the repository that holds the docs, or the docs where there is none. May be
    /// given several times.
    #[arg(long, value_name = "DIR")]
    pub(super) trusted_root: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::GENERATE)]
pub(super) struct Generate {
    #[command(flatten)]
    pub(super) line: Line,
    /// The folder to write the crate to, which may be no link. Files of other people stay: only what the
    /// last run wrote, which `.docwright-files` lists, and what begins with docwright's header where a
    /// generated file goes is changed; only what is listed is removed.
    /// Unless given it is as `docwright.toml` says, or `generated`.
    #[arg(long, value_name = "DIR", display_order = 0)]
    pub(super) out: Option<PathBuf>,
    /// Believe this file before the docs, in which the service describes itself (CSDL, as `$metadata` answers it,
    /// or OpenAPI 3 in JSON or YAML): where both have a thing and say different things of it.
    #[arg(long, value_name = "FILE", display_order = 0)]
    pub(super) against: Option<PathBuf>,
    /// Also where that removes a client that was made of other docs or by another name.
    #[arg(long, display_order = 0)]
    pub(super) force: bool,
    /// Also tell of every operation and type why the client has it.
    #[arg(long, display_order = 0)]
    pub(super) explain: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::CHECK)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) line: Line,
    /// Pages to tell of, and no others, as hooks before a commit name them: all of their docs are read. DOCS may be
    /// the first of them.
    pub(super) pages: Vec<PathBuf>,
    /// Make the edits that findings are sure of, and tell what is left.
    #[arg(long, display_order = 0, conflicts_with = "write_baseline")]
    pub(super) fix: bool,
    /// With `--fix`: show the edits, and change nothing.
    #[arg(long, display_order = 0, requires = "fix", conflicts_with = "format")]
    pub(super) dry_run: bool,
    /// Only tell what came since this revision of git, or since the branch left it: also on pages that were not
    /// touched.
    #[arg(long, value_name = "REV", display_order = 0, conflicts_with = "write_baseline")]
    pub(super) since: Option<String>,
    /// Also compare this folder with what would be generated. Without it that is the one that
    /// `docwright.toml` names, or `generated` if it was made of these docs.
    #[arg(long, value_name = "DIR", display_order = 0)]
    pub(super) out: Option<PathBuf>,
    /// Hold the docs against this file, in which the service describes itself (CSDL, as `$metadata` answers it, or
    /// OpenAPI 3 in JSON or YAML), and tell what either has that the other has not, and what they say differently.
    #[arg(long, value_name = "FILE", display_order = 0)]
    pub(super) against: Option<PathBuf>,
    /// Compare nothing; only look at the docs.
    #[arg(long, conflicts_with = "out", display_order = 0)]
    pub(super) docs_only: bool,
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = Format::Text, display_order = 0)]
    pub(super) format: Format,
    /// Write all findings to this file, for `--baseline`, instead of telling them. Do it once, then
    /// whenever `unused-baseline-entry` says that something was mended.
    #[arg(long, value_name = "FILE", display_order = 0)]
    #[arg(conflicts_with_all = ["baseline", "out", "docs_only", "format"])]
    pub(super) write_baseline: Option<PathBuf>,
    /// Write to this file, for `--corrections`, what the service that `--against` names says otherwise than the docs.
    #[arg(long, value_name = "FILE", display_order = 0, requires = "against")]
    #[arg(conflicts_with_all = ["baseline", "out", "docs_only", "format", "write_baseline"])]
    pub(super) write_corrections: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::INIT)]
pub(super) struct Init {
    /// A folder of markdown pages.
    pub(super) docs: Option<PathBuf>,
    /// Print the file instead of writing it, and what was found to standard error.
    #[arg(long)]
    pub(super) print: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::COMPLETIONS)]
pub(super) struct Completions {
    /// The shell.
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::LIST)]
pub(super) struct List {
    /// What is listed.
    #[arg(value_enum)]
    pub(super) what: Listed,
    /// A folder of markdown pages, or one page; as `docwright.toml` says, or `docs-input`, unless given.
    pub(super) docs: Option<PathBuf>,
    /// Only operations of such a path, with or without methods; types that these need. May be given several times, as may
    /// the next two.
    #[arg(long, value_name = "GLOB")]
    pub(super) path: Vec<String>,
    /// Only operations that can be called by whom holds this permission, and all others that are given; types that these
    /// need.
    #[arg(long, value_name = "PERMISSION")]
    pub(super) permission: Vec<String>,
    /// Only what is documented on such a page.
    #[arg(long, value_name = "GLOB")]
    pub(super) page: Vec<String>,
    /// How it is shown.
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

impl List {
    /// What is looked for.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            path: self.path.clone(),
            page: self.page.clone(),
            permission: self.permission.clone(),
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::DIFF)]
pub(super) struct Diff {
    /// What was: a folder of markdown pages, one page, a model that `docwright model` wrote, or one of
    /// these at a git revision, as git writes it: `v1.2:docs`; `v1.2:` for the docs that `docwright.toml` names.
    pub(super) old: String,
    /// What is, likewise.
    pub(super) new: String,
    /// Only what touches the client that `docwright.toml` selects by `include` and `exclude`: the one that counts for NEW; for
    /// OLD, or here, where that one selects nothing.
    #[arg(long)]
    pub(super) selection: bool,
    /// Fail where a change breaks this; the exit code is 1 then.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
    /// How changes are shown.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(super) format: DiffFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, clap::Args)]
pub(super) struct Model {
    /// A folder of markdown pages, or one page; as `docwright.toml` says, or `docs-input`, unless given.
    pub(super) docs: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::DUMP)]
pub(super) struct Dump {
    /// The page, by its path on disk or below the doc set.
    pub(super) page: PathBuf,
    /// The stage: how the page was parsed, what it claims, or what the model made of it.
    #[arg(long, value_enum)]
    pub(super) stage: Stage,
    /// The doc set that the page is of; worked out from the page's path, or `docs-input`, unless given.
    #[arg(long, value_name = "DIR")]
    pub(super) docs: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, clap::Args)]
#[command(after_help = examples::DIALECTS)]
pub(super) struct Dialects {
    /// Print this one as the file that describes it; of a file, what it says and what it extends in one.
    #[arg(value_name = "NAME|FILE")]
    pub(super) name: Option<String>,
    /// Another folder that the file may name files in. May be given several times.
    #[arg(long, value_name = "DIR")]
    pub(super) trusted_root: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Rules {
    /// How they are shown.
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub(super) format: RulesFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The rule's name, such as `dead-link`.
    pub(super) rule: String,
}

/// A number of threads that people ask for; more than the machine has processors are not started.
fn n_threads(text: &str) -> Result<NonZeroUsize, String> {
    let most = THREADS.most;
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= most);
    number.ok_or_else(|| format!("it is a number from 1 to {most}"))
}

impl From<Emit> for config::Emit {
    fn from(emit: Emit) -> Self {
        match emit {
            Emit::Rust => Self::Rust,
            Emit::Tests => Self::Tests,
            Emit::Model => Self::Model,
        }
    }
}

impl Reading {
    /// The configuration that the arguments ask for.
    pub(super) fn config(&self) -> Config {
        Config {
            dialect_named: self.dialect.clone(),
            base_url: self.base_url.clone(),
            service_version: self.service_version.clone(),
            include_roots: self.include_root.clone(),
            trusted_roots: self.trusted_root.clone(),
            corrected_by: self.corrections.clone(),
            ..Config::default()
        }
    }
}

impl Line {
    /// The configuration that the arguments ask for.
    ///
    /// # Errors
    ///
    /// If a rule is named that there is not.
    pub(super) fn config(&self, out: Option<&Path>) -> Result<Config, Failure> {
        let emit = |it: &Vec<Emit>| it.iter().map(|it| config::Emit::from(*it)).collect();
        let mut config = Config {
            docs: self.docs.clone(),
            name: self.name.clone(),
            runtime: self.runtime.clone(),
            out: out.map(Path::to_owned),
            emit: self.emit.as_ref().map(emit),
            baseline: self.baseline.clone(),
            selection: self.choice.selection(),
            derives: self.additions.derives(),
            dependencies: self.additions.dependencies.clone(),
            ..self.reading.config()
        };
        for (name, level) in &self.levels {
            if !config.set_level(name, *level) {
                return Err(rule_name::no_level(name));
            }
        }
        Ok(config)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
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
