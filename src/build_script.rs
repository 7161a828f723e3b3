//! Generation from a user's `build.rs`: a folder of docs in, one file in `OUT_DIR` out.

mod cargo;
mod error;
mod made;

pub use error::BuildError;

use crate::config::Config;
use crate::diagnostic::Level;
use crate::diagnostic::render::visible;
use crate::doc_set::DocSet;
use crate::emit::rust::{Derive, Derives, RustEmitter, Within, name_refusal};
use crate::emit::{EmitOptions, Emitter, Layout};
use crate::{pipeline, rules, spelling};
use std::error::Error;
use std::path::{Path, PathBuf};

/// Compiles a doc set during a build.
///
/// What is not said here is as the nearest `docwright.toml` says, from the docs (from the crate, where no docs are given) up to
/// the root of the repository; but what it says of `out` and `emit` is about the command `docwright generate`.
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
    out: Option<PathBuf>,
    is_all_watched: bool,
    is_failing: bool,
    /// What was given a level, and is nothing.
    unknown: Option<String>,
    config: Config,
}

impl Default for Builder {
    /// The docs that the nearest `docwright.toml` names, from the crate that is being built upwards to the repository's root;
    /// that of the crate itself where there is no repository.
    fn default() -> Self {
        Self {
            out: None,
            is_all_watched: false,
            is_failing: false,
            unknown: None,
            config: Config::default(),
        }
    }
}

impl Builder {
    /// Docs in a folder, relative to the crate that is being built.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Self::default().docs(docs)
    }

    /// Docs in a folder, relative to the crate that is being built.
    pub fn docs(mut self, docs: impl Into<PathBuf>) -> Self {
        self.config.docs = Some(docs.into());
        self
    }

    /// The name to include the client by; unless given that of the dialect, if one is named, or of the docs' folder.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.config.name = Some(name.into());
        self
    }

    /// Another folder that pages may include from, besides the docs. May be called several times.
    pub fn include_root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.include_roots.push(folder.into());
        self
    }

    /// Another folder that the settings of the docs may name files and folders in. Without it these stay within the repository
    /// that holds the docs, or the docs where there is none. May be called several times.
    pub fn trusted_root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.trusted_roots.push(folder.into());
        self
    }

    /// The dialect of the docs: the name of one that comes with docwright, or a file relative to the
    /// crate that is being built.
    pub fn dialect(mut self, named: impl Into<String>) -> Self {
        self.config.dialect_named = Some(named.into());
        self
    }

    /// Makes the client of this and what it needs, of everything unless called. A selector is a path, with or without
    /// methods (`GET /orders`, `/orders/{id}/**`), a page (`page:api/order-*.md`), a type (`type:order`), or a permission
    /// that the caller holds (`permission:Orders.Read`, `permission:application:Orders.Read`). May be called several
    /// times.
    pub fn include(mut self, selector: impl Into<String>) -> Self {
        self.config.selection.include.push(selector.into());
        self
    }

    /// Leaves this out of what is included; a selector as for `include`. May be called several times.
    pub fn exclude(mut self, selector: impl Into<String>) -> Self {
        self.config.selection.exclude.push(selector.into());
        self
    }

    /// Makes a field of a relationship, such as `order.customer`, and a type of what it leads to; otherwise it stays in
    /// `extra` where nothing else needs its type. May be called several times.
    pub fn expand(mut self, relationship: impl Into<String>) -> Self {
        self.config.selection.expand.push(relationship.into());
        self
    }

    /// Adds a derive to emitted types: a path that the crate that includes them sees (`strum::IntoStaticStr`,
    /// `crate::Own`), or which types, `=` and the path (`enum:* = PartialOrd`, `type:order = …`, `struct:*Result = …`,
    /// `parameters:* = …`). Structs have a field `extra` and fields of `docwright-client`, which have no traits of other
    /// crates; they can have `Eq` and `Hash`, but not `Copy` nor an order. May be called several times.
    pub fn derives(mut self, derive: impl Into<String>) -> Self {
        self.config.derives.push(Derive { text: derive.into(), place: None });
        self
    }

    /// Where the service answers, version included, if not as the dialect says.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.config.base_url = Some(base_url.into());
        self
    }

    /// The version of the service that the docs are of, if not as the dialect says.
    pub fn service_version(mut self, version: impl Into<String>) -> Self {
        self.config.service_version = Some(version.into());
        self
    }

    /// Does not tell what a rule finds, or the rules of a family, or `all`, or `warnings`: whatever would warn. Where two
    /// of these three methods are about a rule, the last call counts.
    pub fn allow(self, rule: impl Into<String>) -> Self {
        self.level(rule.into(), Level::Allow)
    }

    /// Tells the first of what a rule finds, and how many more there are, as a warning of the build.
    pub fn warn(self, rule: impl Into<String>) -> Self {
        self.level(rule.into(), Level::Warn)
    }

    /// Tells everything that a rule finds as warnings of the build, up to a number. See [`Self::fail_on_denied`].
    pub fn deny(self, rule: impl Into<String>) -> Self {
        self.level(rule.into(), Level::Deny)
    }

    fn level(mut self, name: String, level: Level) -> Self {
        if !self.config.set_level(&name, level) {
            self.unknown.get_or_insert(name);
        }
        self
    }

    /// Fails the build when the docs that are used have findings at deny level. Without it they are warnings.
    pub fn fail_on_denied(mut self) -> Self {
        self.is_failing = true;
        self
    }

    /// A file of corrections: what somebody knows better than the docs, by name and with a reason.
    pub fn corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.corrected_by = Some(file.into());
        self
    }

    /// A file of findings that are known and not told, as `docwright check --write-baseline` writes it.
    pub fn baseline(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.baseline = Some(file.into());
        self
    }

    /// Another folder than `OUT_DIR`.
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Looks at the docs again whenever anything in their folders changes, a new page included. Without it, and with a
    /// selection, cargo is told of the files that the selection uses alone: no other page that changes builds anything
    /// again, and a new one counts from the next time that one of those changes, or in a fresh checkout. Cargo builds the
    /// crate again each time that its build script has run, whatever came of it.
    pub fn watch_all(mut self) -> Self {
        self.is_all_watched = true;
        self
    }

    /// Generates. Findings are told as cargo warnings; what makes it impossible ends the build.
    #[expect(clippy::print_stdout, reason = "cargo reads a build script's standard output")]
    pub fn emit(self) {
        match self.try_emit() {
            Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
            Err(error) => {
                let help = error.help().map(str::to_owned);
                if let BuildError::Denied(_, findings) = &error {
                    let shown = findings.iter().take(cargo::MOST_WARNINGS);
                    shown.for_each(|finding| println!("cargo::error={finding}"));
                }
                let error: &dyn Error = &error;
                let causes = std::iter::successors(error.source(), |&cause| cause.source());
                let text = causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
                println!("cargo::error={}", visible(&text));
                if let Some(help) = help {
                    println!("cargo::error=help: {}", visible(&help));
                }
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
        if let Some(name) = &self.unknown {
            let near = spelling::meant(name, rules::level_names());
            return Err(BuildError::NoRule(name.clone(), near));
        }
        let mut config = self.config.settled().map_err(BuildError::Config)?;
        if let Some(why) = name_refusal(config.client_name()) {
            return Err(BuildError::Name(config.client_name().to_owned(), why));
        }
        let mut docs =
            DocSet::read_with(config.docs(), &config.include_roots).map_err(BuildError::Docs)?;
        config.check_globs(&docs).map_err(BuildError::Config)?;
        config.read_baseline(&mut docs).map_err(BuildError::Config)?;
        config.read_corrections(&mut docs).map_err(BuildError::Config)?;
        docs.whole().map_err(BuildError::Docs)?;
        let mut compilation = pipeline::compile(&docs, &config);
        let chosen = compilation.choose(&config.selection).map_err(BuildError::Select)?;
        let pages = compilation.model.part.is_some().then(|| chosen.pages(&compilation.model));
        let pages = pages.map(|pages| cargo::files(&docs, &compilation.facts, &pages));
        if self.is_failing {
            let denied = cargo::denied(&docs, &compilation.diagnostics, pages.as_ref());
            if !denied.is_empty() {
                return Err(BuildError::Denied(denied.len(), denied));
            }
        }
        let derives = Derives::read(&config.derives, &compilation.model, Within::Include);
        let derives = derives.map_err(BuildError::Derives)?;
        let name = config.client_name().to_owned();
        let options = EmitOptions { name, layout: Layout::Include, tests: false, derives };
        let tree = RustEmitter.emit(&compilation.model, &options);
        // A build script may make several clients.
        tree.add_to(&out).map_err(BuildError::Output)?;
        made::only(&out, tree.files.keys()).map_err(BuildError::Output)?;
        let root = config.docs();
        let mut watched: Vec<PathBuf> = match &pages {
            // A new page shows only in a folder, and cargo looks at all that is in one.
            Some(pages) if !self.is_all_watched && root.is_dir() => {
                let pages = pages.iter().map(|file| docs.sources.file(*file).path.as_str());
                pages.map(|path| root.join(path)).chain(config.files.iter().cloned()).collect()
            }
            Some(_) | None => {
                let folders =
                    std::iter::once(root).chain(config.include_roots.iter().map(PathBuf::as_path));
                let beside = config.files.iter().filter(|it| !it.starts_with(root));
                folders.map(Path::to_owned).chain(beside.cloned()).collect()
            }
        };
        watched.extend(
            config
                .baseline
                .iter()
                .chain(&config.corrected_by)
                .chain(&config.dialect_files)
                .cloned(),
        );
        let mut lines: Vec<String> = watched.iter().map(|path| cargo::watch(path)).collect();
        lines.extend(cargo::warnings(&docs, &compilation.diagnostics, pages.as_ref()));
        Ok(lines)
    }
}
