//! Generation from a user's `build.rs`: a folder of docs in, one file in `OUT_DIR` out.

use crate::config::Config;
use crate::diagnostic::render::{short, visible};
use crate::diagnostic::{Diagnostics, Level};
use crate::doc_set::{self, DocSet};
use crate::emit::rust::RustEmitter;
use crate::emit::{EmitOptions, Emitter, Layout};
use crate::output;
use crate::pipeline;
use std::error::Error;
use std::fmt;
use std::path::PathBuf;

/// Warnings shown by cargo; the rest is counted.
const MOST_WARNINGS: usize = 20;

/// Compiles a doc set during a build.
///
/// ```no_run
/// // build.rs
/// docwright::Builder::new("vendor/docs").name("graph").emit();
/// ```
///
/// ```ignore
/// // src/lib.rs
/// pub mod graph {
///     docwright_client::include_api!("graph");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    docs: PathBuf,
    out: Option<PathBuf>,
    config: Config,
}

/// Why a build script could not generate.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The doc set could not be read.
    Docs(doc_set::Error),
    /// The file could not be written.
    Output(output::Error),
    /// There is no `OUT_DIR`: this does not run in a build script.
    NoOutDir,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Docs(error) => error.fmt(f),
            Self::Output(error) => error.fmt(f),
            Self::NoOutDir => f.write_str(
                "there is no OUT_DIR: call this from build.rs, or give a folder with `out`",
            ),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Docs(error) => error.source(),
            Self::Output(error) => error.source(),
            Self::NoOutDir => None,
        }
    }
}

impl Builder {
    /// Docs in a folder, relative to the crate that is being built.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Self { docs: docs.into(), out: None, config: Config::default() }
    }

    /// The name to include the client by; the dialect's unless given.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.config.name = Some(name.into());
        self
    }

    /// Does not tell what a rule finds.
    pub fn allow(mut self, rule: impl Into<String>) -> Self {
        self.config.levels.set(rule, Level::Allow);
        self
    }

    /// Leaves what a rule finds to `docwright check`.
    pub fn warn(mut self, rule: impl Into<String>) -> Self {
        self.config.levels.set(rule, Level::Warn);
        self
    }

    /// Tells what a rule finds as warnings of the build.
    pub fn deny(mut self, rule: impl Into<String>) -> Self {
        self.config.levels.set(rule, Level::Deny);
        self
    }

    /// Another folder than `OUT_DIR`.
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Generates. Findings are told as cargo warnings; what makes it impossible ends the build.
    #[expect(clippy::print_stdout, reason = "cargo reads a build script's standard output")]
    pub fn emit(self) {
        match self.try_emit() {
            Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
            Err(error) => {
                let error: &dyn Error = &error;
                let causes = std::iter::successors(error.source(), |&cause| cause.source());
                let text = causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
                println!("cargo::error={}", visible(&text));
                std::process::exit(1);
            }
        }
    }

    /// Generates, and returns what cargo is to be told.
    ///
    /// # Errors
    ///
    /// If the docs can't be read or the file can't be written.
    pub fn try_emit(&self) -> Result<Vec<String>, BuildError> {
        let out = self.out.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out.ok_or(BuildError::NoOutDir)?;
        let docs = DocSet::read(&self.docs).map_err(BuildError::Docs)?;
        let compilation = pipeline::compile(&docs, &self.config);
        let options = EmitOptions {
            name: self.config.client_name().to_owned(),
            layout: Layout::Include,
            tests: false,
        };
        let tree = RustEmitter.emit(&compilation.model, &options);
        tree.write(&out).map_err(BuildError::Output)?;
        // Cargo looks into folders by itself. A file's name is not put into a line of its own here, since
        // it could hold a line feed and so tell cargo something else.
        let mut lines = vec![format!("cargo::rerun-if-changed={}", self.docs.display())];
        lines.extend(docs.skipped.iter().map(|skipped| {
            let path = visible(&skipped.path);
            format!("cargo::warning={path} was not read: {}", skipped.reason)
        }));
        lines.extend(warnings(&docs, &compilation.diagnostics));
        Ok(lines)
    }
}

/// Findings at deny level: a build is not the place for the others.
fn warnings(docs: &DocSet, diagnostics: &Diagnostics) -> Vec<String> {
    let denied = || diagnostics.iter().filter(|it| it.level == Level::Deny);
    let mut lines: Vec<String> = denied()
        .take(MOST_WARNINGS)
        .map(|it| format!("cargo::warning={}", short::render(&docs.sources, it)))
        .collect();
    let n_more = denied().count().saturating_sub(MOST_WARNINGS);
    if n_more > 0 {
        lines.push(format!("cargo::warning={n_more} more; `docwright check` shows all"));
    }
    lines
}
