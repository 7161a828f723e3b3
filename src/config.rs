//! What can be set: by a user, with one name for flag, builder method and key, and by files of settings.

pub mod baseline;
mod beside;
mod confines;
mod corrections_schema;
mod dependencies;
mod dialect;
mod error;
pub mod file;
mod found;
mod nearest;
pub mod options;
mod runtime;
mod schema;
mod starter;

pub use self::dependencies::Dependency;
pub use self::dialect::read_dialect;
pub use self::error::Error;
pub use self::found::docs_of_page;
pub use self::runtime::Runtime;
pub use self::schema::schema;
pub use self::starter::starter;

use self::found::{Found, Source, confines};
use crate::corrections::Corrections;
use crate::diagnostic::{Baseline, Glob, Level, Levels};
use crate::dialect::{BUILT_IN, Dialect, ServiceTable, check_base_url, check_version};
use crate::doc_set::{self, DocSet};
use crate::emit::rust::Derive;
use crate::rules;
use crate::select::{LISTS, Selection};
use crate::service::Service;
use crate::toml_file::Named;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder that a crate is written to unless said otherwise, beside the file that names the docs.
pub const OUT: &str = "generated";

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emit {
    /// The client crate.
    Rust,
    /// Its tests from the documented examples.
    Tests,
    /// The model as JSON.
    Model,
}

impl Emit {
    /// All, by name.
    pub const NAMES: &[(&str, Self)] =
        &[("rust", Self::Rust), ("tests", Self::Tests), ("model", Self::Model)];

    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, emit)| *emit)
    }
}

/// Everything that the docs do not decide.
#[derive(Clone, Debug)]
pub struct Config {
    /// The docs: a folder of pages, or one page; those that a file of settings names, or `docs-input`, unless given.
    pub docs: Option<PathBuf>,
    /// How the docs spell things.
    pub dialect: Arc<Dialect>,
    /// The dialect to read the docs in, whatever they say themselves: a name or a file; see
    /// [`Config::of_docs`].
    pub dialect_named: Option<String>,
    /// The files that the dialect was read from.
    pub dialect_files: Vec<PathBuf>,
    /// Where the service answers, version included, whatever the docs say themselves; see
    /// [`Config::of_docs`].
    pub base_url: Option<String>,
    /// Somebody said which version the docs are of, so that it is not taken from their requests.
    pub is_version_said: bool,
    /// Levels by rule.
    pub levels: Levels,
    /// The version of the service that the docs are of, whatever they say themselves.
    pub service_version: Option<String>,
    /// The name of the emitted crate or module; see [`Config::client_name`].
    pub name: Option<String>,
    /// The name to take unless one is given; empty for the dialect's.
    pub default_name: String,
    /// Where the name stands, if a file of settings gives it.
    pub name_place: Option<String>,
    /// Patterns of pages that files about all of the docs hold; see [`Config::check_globs`].
    pub globs: Vec<(Glob, Named)>,
    /// Where the output folder is named, if a file of settings does.
    pub out_place: Option<String>,
    /// Where the baseline is named, if a file of settings does.
    pub baseline_place: Option<String>,
    /// The folder that the crate is written to.
    pub out: Option<PathBuf>,
    /// The folder was said by a user or by a file that is about all of these docs, so that it is to be what they become.
    pub is_out_said: bool,
    /// Where the emitted crate gets its run time, if not from the registry; a path is as seen from the working directory.
    pub runtime: Option<Runtime>,
    /// What the emitted crate depends on besides its run time.
    pub dependencies: Vec<Dependency>,
    /// Derives that emitted types have besides their own.
    pub derives: Vec<Derive>,
    /// What is written; a crate and its tests unless said.
    pub emit: Option<Vec<Emit>>,
    /// The files of settings that count.
    pub files: Vec<PathBuf>,
    /// Further folders that pages may include from.
    pub include_roots: Vec<PathBuf>,
    /// Further folders that the settings of a doc set may name files and folders in, besides the repository that holds the
    /// docs.
    pub trusted_roots: Vec<PathBuf>,
    /// The file of findings that are known and not told.
    pub baseline: Option<PathBuf>,
    /// What that file says; see [`Config::read_baseline`].
    pub known: Baseline,
    /// What the client is made of.
    pub selection: Selection,
    /// The file that corrects the docs.
    pub corrected_by: Option<PathBuf>,
    /// Where it is named, if a file of settings does.
    pub corrections_place: Option<String>,
    /// They stand in a file of settings, below `corrections`.
    pub are_corrections_settings: bool,
    /// What that file says; see [`Config::read_corrections`].
    pub corrections: Arc<Corrections>,
    /// The file in which the service describes itself, for the rules that hold the docs against it.
    pub against: Option<PathBuf>,
    /// That file counts before the docs where they differ.
    pub is_service_believed: bool,
    /// What that file says; see [`Config::read_against`].
    pub service: Option<Arc<Service>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            docs: None,
            dialect: Arc::clone(&BUILT_IN[0].dialect),
            dialect_named: None,
            dialect_files: Vec::new(),
            base_url: None,
            is_version_said: false,
            levels: Levels::default(),
            service_version: None,
            name: None,
            default_name: String::new(),
            name_place: None,
            globs: Vec::new(),
            out_place: None,
            baseline_place: None,
            out: None,
            is_out_said: false,
            runtime: None,
            dependencies: Vec::new(),
            derives: Vec::new(),
            emit: None,
            files: Vec::new(),
            include_roots: Vec::new(),
            trusted_roots: Vec::new(),
            baseline: None,
            known: Baseline::default(),
            selection: Selection::default(),
            corrected_by: None,
            corrections_place: None,
            are_corrections_settings: false,
            corrections: Arc::default(),
            against: None,
            is_service_believed: false,
            service: None,
        }
    }
}

impl Config {
    /// This configuration for these docs; see [`Config::settled`].
    ///
    /// # Errors
    ///
    /// As of [`Config::settled`].
    pub fn of_docs(&self, docs: &Path) -> Result<Self, Error> {
        Self { docs: Some(docs.to_owned()), ..self.clone() }.settled()
    }

    /// This configuration and what files of settings add to it: the nearest `docwright.toml` from the docs (from the working
    /// directory, where no docs are given) up to the root of the repository. What it says already goes before any file.
    ///
    /// # Errors
    ///
    /// If a file is there and can't be read or taken, or if the dialect or the base URL can't.
    pub fn settled(&self) -> Result<Self, Error> {
        let found = Found::of(self.docs.as_deref(), &self.trusted_roots)?;
        let mut config = self.clone();
        config.is_out_said = config.out.is_some();
        config.default_name = name_of(&found.docs);
        if let Some(named) = &config.dialect_named {
            let loaded = dialect::of_user(named, &config.trusted_roots)?;
            config.take_dialect(loaded);
        }
        let mut service = ServiceTable::default();
        for source in &found.sources {
            config.take_source(source)?;
            service = service.or(&source.file.service);
        }
        if let Some(Dependency { name, place, .. }) = Dependency::twice(&config.dependencies) {
            return Err(Error::TwoDependencies(name.clone(), place.clone()));
        }
        config.take_service(service)?;
        // The one that goes before the other is the later word.
        for Source { file, .. } in found.sources.iter().rev() {
            for (rule, level) in &file.levels {
                config.levels.set_of_docs(rule, *level);
            }
            file.warnings.iter().for_each(|level| config.levels.set_warnings_of_docs(*level));
            for paths in &file.paths {
                config.levels.set_of_paths(paths.glob.clone(), paths.levels.clone());
            }
        }
        config.files = found.sources.into_iter().map(|it| it.path).collect();
        config.docs = Some(found.docs);
        Ok(config)
    }

    /// The docs, once they are settled.
    pub fn docs(&self) -> &Path {
        self.docs.as_deref().unwrap_or(Path::new(""))
    }

    /// Takes what a file sets and nobody has set before it; files and folders only where it has business.
    fn take_source(&mut self, source: &Source) -> Result<(), Error> {
        let Source { folder, file, .. } = source;
        let confines = confines(folder, &self.trusted_roots)?;
        let way = |named: &Named| confines.way(folder, named).map_err(Error::File);
        if let Some(named) = file.one("dialect")
            && self.dialect_named.is_none()
        {
            self.dialect_named = Some(named.way.clone());
            let loaded = dialect::of_docs(named, folder, &confines, &self.trusted_roots);
            let loaded = loaded.map_err(|error| match error {
                Error::NoDialect(_) => Error::File(nearest::no_dialect(named, folder)),
                error => error,
            });
            self.take_dialect(loaded?);
        }
        for named in file.all("include-root") {
            let root = way(named)?;
            if !root.is_dir() {
                return Err(Error::File(nearest::no_folder(named, &root)));
            }
            self.include_roots.push(root);
        }
        if let Some(named) = file.one("baseline")
            && self.baseline.is_none()
        {
            self.baseline = Some(way(named)?);
            self.baseline_place = Some(named.place.clone());
        }
        if let Some(named) = file.one("corrections")
            && self.corrected_by.is_none()
        {
            self.corrected_by = Some(way(named)?);
            self.corrections_place = Some(named.place.clone());
        }
        if file.has_corrections && self.corrected_by.is_none() {
            self.corrected_by = Some(source.path.clone());
            self.are_corrections_settings = true;
        }
        if let Some(named) = file.one("name")
            && self.name.is_none()
        {
            self.name = Some(named.way.clone());
            self.name_place = Some(named.place.clone());
        }
        if let Some(named) = file.one("out")
            && self.out.is_none()
        {
            self.out = Some(confines.place(folder, named).map_err(Error::File)?);
            self.out_place = Some(named.place.clone());
            self.is_out_said = source.is_whole;
        }
        let is_own =
            self.out.is_some() && self.out_place == file.one("out").map(|it| it.place.clone());
        if let Some(named) = file.one("runtime")
            && self.runtime.is_none()
        {
            let runtime = Runtime::of_file(named, folder, &confines, is_own);
            self.runtime = Some(runtime.map_err(Error::File)?);
        }
        if self.dependencies.is_empty() {
            let named = file.all("dependencies").iter();
            let read = named.map(|it| Dependency::of_file(it, folder, &confines, is_own));
            self.dependencies = read.collect::<Result<_, _>>().map_err(Error::File)?;
        }
        if self.derives.is_empty() {
            let derive = |Named { way, place }: &Named| Derive {
                text: way.clone(),
                place: Some(place.clone()),
            };
            self.derives = file.all("derives").iter().map(derive).collect();
        }
        if file.one("docs").is_some() && self.out.is_none() {
            self.out = Some(folder.join(OUT));
        }
        if source.is_whole {
            let globs = file.paths.iter().map(|it| (it.glob.clone(), it.written.clone()));
            self.globs.extend(globs);
        }
        if self.emit.is_none() && !file.all("emit").is_empty() {
            let emit = file.all("emit").iter();
            self.emit = Some(emit.filter_map(|it| Emit::from_name(&it.way)).collect());
        }
        for list in LISTS {
            let texts = file.all(list).iter().map(|it| (it.way.clone(), it.place.clone()));
            self.selection.take_of_docs(list, texts);
        }
        Ok(())
    }

    /// Takes the dialect that somebody named, and its name where the client is given none.
    fn take_dialect(&mut self, (dialect, files): dialect::Loaded) {
        self.default_name.clone_from(&dialect.name);
        (self.dialect, self.dialect_files) = (dialect, files);
    }

    /// Puts what is said of the service in the place of what the dialect says.
    fn take_service(&mut self, mut said: ServiceTable) -> Result<(), Error> {
        if let Some(base_url) = &self.base_url {
            check_base_url(base_url).map_err(|wanted| Error::BaseUrl(base_url.clone(), wanted))?;
            (said.base_url, said.version) = (Some(base_url.clone()), None);
        }
        if let Some(version) = &self.service_version {
            check_version(version).map_err(|wanted| Error::Version(version.clone(), wanted))?;
            said.version = Some(version.clone());
        }
        self.is_version_said = said.base_url.is_some() || said.version.is_some();
        if said != ServiceTable::default() {
            let dialect = Arc::make_mut(&mut self.dialect);
            // The pages of the service that the dialect is of are not those of another.
            if said.base_url.as_ref().is_some_and(|it| !dialect.service.is_at(it)) {
                dialect.published.clear();
            }
            dialect.service = dialect.service.with(&said);
        }
        Ok(())
    }

    /// Checks that each pattern of the settings is of a page of these docs.
    ///
    /// # Errors
    ///
    /// If one is of none: it would say nothing.
    pub fn check_globs(&self, docs: &DocSet) -> Result<(), Error> {
        let paths = || docs.sources.files().map(|(_, file)| file.path.as_str());
        let idle = self.globs.iter().find(|(glob, _)| !paths().any(|path| glob.matches(path)));
        idle.map_or(Ok(()), |(_, written)| Err(Error::File(nearest::no_page(written, paths()))))
    }

    /// The name that the emitted client gets: the one that was given, or that of the dialect that somebody named, or that of
    /// the docs' folder.
    pub fn client_name(&self) -> &str {
        let default =
            if self.default_name.is_empty() { &self.dialect.name } else { &self.default_name };
        self.name.as_deref().unwrap_or(default)
    }

    /// Sets the level of what a user names: a rule, a family, `all` or `warnings`. Whether that stands for anything.
    pub fn set_level(&mut self, name: &str, level: Level) -> bool {
        match rules::Named::find(name) {
            Some(rules::Named::Rule(rule)) => self.levels.set(rule.name, level),
            Some(rules::Named::Warnings) => self.levels.set_warnings(level),
            Some(several) => {
                self.levels.set_several(several.rules().into_iter().map(|it| it.name), level);
            }
            None => return false,
        }
        true
    }
}

/// What the docs are called: as their folder is.
fn name_of(docs: &Path) -> String {
    let real = doc_set::real(docs).unwrap_or_else(|_| docs.to_owned());
    let folder = if real.is_file() { real.parent().unwrap_or(&real) } else { &real };
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What to type to write a file of known findings.
pub fn write_command(docs: &Path, baseline: &Path) -> String {
    format!("docwright check {} --write-baseline {}", docs.display(), baseline.display())
}

#[cfg(test)]
mod tests;
