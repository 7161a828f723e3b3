//! What a user can set, with one name for flag and builder method, and what a doc set says itself.

pub mod baseline;
mod confines;
mod dialect;
pub mod file;
pub mod options;

use self::confines::Confines;
use crate::diagnostic::{Baseline, Level, Levels};
use crate::dialect::{BUILT_IN, Dialect, ServiceTable, check_base_url};
use crate::doc_set::{self, DocSet};
use crate::select::{LISTS, Selection};
use crate::toml_file::FileError;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that the docs do not decide.
#[derive(Clone, Debug)]
pub struct Config {
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
    /// The name of the emitted crate or module; the dialect's unless given.
    pub name: Option<String>,
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
}

impl Default for Config {
    fn default() -> Self {
        Self {
            dialect: Arc::clone(&BUILT_IN[0].dialect),
            dialect_named: None,
            dialect_files: Vec::new(),
            base_url: None,
            is_version_said: false,
            levels: Levels::default(),
            name: None,
            include_roots: Vec::new(),
            trusted_roots: Vec::new(),
            baseline: None,
            known: Baseline::default(),
            selection: Selection::default(),
        }
    }
}

/// Why what a doc set says about itself can't be taken.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read.
    Read(doc_set::Error),
    /// The file holds something that nobody reads.
    File(FileError),
    /// This can't be the base URL, since a base URL is as said.
    BaseUrl(String, &'static str),
    /// There is no file of known findings.
    NoBaseline(PathBuf),
    /// No dialect has the name, and there is no file of it.
    NoDialect(String),
    /// There is no file that the dialect takes its table headers from.
    NoHeaders(PathBuf),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::File(error) => error.fmt(f),
            Self::BaseUrl(text, wanted) => write!(f, "`{text}` is no base URL: {wanted}"),
            Self::NoBaseline(path) => write!(f, "there is no baseline `{}`", path.display()),
            Self::NoDialect(named) => write!(f, "there is no dialect and no file `{named}`"),
            Self::NoHeaders(path) => {
                write!(f, "there is no file of table headers `{}`", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => error.source(),
            Self::File(error) => error.source(),
            Self::BaseUrl(..) | Self::NoBaseline(_) | Self::NoDialect(_) | Self::NoHeaders(_) => {
                None
            }
        }
    }
}

impl Config {
    /// This configuration and what the file `docwright.toml` in the folder of the docs adds to it.
    ///
    /// # Errors
    ///
    /// If the file is there and can't be read or taken, or if the dialect or the base URL can't.
    pub fn of_docs(&self, docs: &Path) -> Result<Self, Error> {
        let mut config = self.clone();
        let said = match doc_set::side_file(docs, file::FILE).map_err(Error::Read)? {
            Some(text) => {
                let path = docs.join(file::FILE);
                file::parse(&path.to_string_lossy(), &text).map_err(Error::File)?
            }
            None => file::File::default(),
        };
        config.take_files(docs, &said)?;
        config.name = config.name.take().or_else(|| Some(said.one("name")?.way.clone()));
        for list in LISTS {
            let texts = said.all(list).iter().map(|it| (it.way.clone(), it.place.clone()));
            config.selection.take_of_docs(list, texts);
        }
        config.take_service(said.service)?;
        for (rule, level) in said.levels {
            config.levels.set_of_docs(rule, level);
        }
        for paths in said.paths {
            config.levels.set_of_paths(paths.glob, paths.levels);
        }
        Ok(config)
    }

    /// Takes the files and folders that a doc set names, unless they lie where it has no business.
    fn take_files(&mut self, docs: &Path, said: &file::File) -> Result<(), Error> {
        let trusted = &self.trusted_roots;
        if let Some(named) = &self.dialect_named {
            (self.dialect, self.dialect_files) = dialect::of_user(named, trusted)?;
        }
        let is_dialect_open = self.dialect_named.is_none();
        let baseline = said.one("baseline");
        let is_any_named = !said.all("include-root").is_empty() || said.one("dialect").is_some();
        if !is_any_named && baseline.is_none() {
            return Ok(());
        }
        let confines = Confines::of("the docs", docs, trusted).map_err(Error::Read)?;
        if let Some(named) = said.one("dialect").filter(|_| is_dialect_open) {
            let found = dialect::of_docs(named, docs, &confines, trusted)?;
            (self.dialect, self.dialect_files) = found;
        }
        for named in said.all("include-root") {
            self.include_roots.push(confines.way(docs, named).map_err(Error::File)?);
        }
        if let Some(named) = baseline.filter(|_| self.baseline.is_none()) {
            self.baseline = Some(confines.way(docs, named).map_err(Error::File)?);
        }
        Ok(())
    }

    /// Puts what is said of the service in the place of what the dialect says.
    fn take_service(&mut self, mut said: ServiceTable) -> Result<(), Error> {
        if let Some(base_url) = &self.base_url {
            check_base_url(base_url).map_err(|wanted| Error::BaseUrl(base_url.clone(), wanted))?;
            (said.base_url, said.version) = (Some(base_url.clone()), None);
        }
        self.is_version_said = said.base_url.is_some() || said.version.is_some();
        if said != ServiceTable::default() {
            let dialect = Arc::make_mut(&mut self.dialect);
            dialect.service = dialect.service.with(&said);
        }
        Ok(())
    }

    /// Reads the file of known findings, if one is named, beside the docs that it is about.
    ///
    /// # Errors
    ///
    /// If it is not there, or can't be read or taken.
    pub fn read_baseline(&mut self, docs: &mut DocSet) -> Result<(), Error> {
        let Some(path) = &self.baseline else { return Ok(()) };
        let file = docs.read_side_file(path).map_err(Error::Read)?;
        let file = file.ok_or_else(|| Error::NoBaseline(path.clone()))?;
        let shown = path.to_string_lossy();
        self.known = baseline::parse(&docs.sources, file, &shown).map_err(Error::File)?;
        self.known.command = write_command(&docs.root, path);
        Ok(())
    }

    /// The name that the emitted client gets.
    pub fn client_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.dialect.name)
    }

    /// Sets the level of several rules.
    pub fn set_levels(&mut self, rules: &[String], level: Level) {
        for rule in rules {
            self.levels.set(rule, level);
        }
    }
}

/// What to type to write a file of known findings.
pub fn write_command(docs: &Path, baseline: &Path) -> String {
    format!("docwright check {} --write-baseline {}", docs.display(), baseline.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The base URL of docs whose `docwright.toml` says this, with that flag; and whether it is said.
    fn check(file: &str, flag: Option<&str>) -> (String, bool) {
        let place = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(place.path().join(file::FILE), file).expect("files can be written");
        let config = Config { base_url: flag.map(str::to_owned), ..Config::default() };
        match config.of_docs(place.path()) {
            Ok(config) => (config.dialect.service.base_url.clone(), config.is_version_said),
            Err(error) => (error.to_string(), false),
        }
    }

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_the_dialect() {
        let dialect = BUILT_IN[0].dialect.service.clone();
        let file = "service = { base-url = 'https://x.example/shop', version = 'v4' }";
        let flag = Some("https://y.example/v5/");
        let said = |base_url: &str| (base_url.to_owned(), true);
        assert_eq!(check("", None), (dialect.base_url.clone(), false));
        assert_eq!(check(file, None), said("https://x.example/shop/v4"));
        assert_eq!(check(file, flag), said("https://y.example/v5"));
        assert_eq!(check("", flag), said("https://y.example/v5"));
        let version = dialect.with_version("next").base_url;
        assert_eq!(check("service.version = 'next'", None), said(&version));
        assert_eq!(check("service.hosts = ['x.example']", None), (dialect.base_url, false));
    }

    /// What is wrong with docs in `home/docs` that say this, with its help; `home` is a repository or not.
    fn reach(is_repository: bool, says: &str, trusted: &[&str]) -> String {
        let place = tempfile::tempdir().expect("a temporary folder");
        let at = |path: &str| place.path().join(path);
        for folder in ["home/docs/own", "home/shared", "private"] {
            std::fs::create_dir_all(at(folder)).expect("a folder");
        }
        if is_repository {
            std::fs::create_dir(at("home/.git")).expect("a folder");
        }
        let dialect = "extends = 'graph'\nname = 'acme'\n";
        let headers = "headers-from = '../../../private/h.json'\n";
        std::fs::write(at("home/shared/acme.toml"), dialect).expect("a file");
        std::fs::write(at("home/docs/own/acme.toml"), dialect.to_owned() + headers)
            .expect("a file");
        std::fs::write(at("private/acme.toml"), dialect).expect("a file");
        std::fs::write(at("private/h.json"), "{\"tableDefinitions\": {}}").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("private"), at("home/docs/link")).expect("a link");
        std::fs::write(at("home/docs/docwright.toml"), says).expect("a file");
        let trusted_roots = trusted.iter().map(|path| at(path)).collect();
        let config = Config { trusted_roots, ..Config::default() };
        match config.of_docs(&at("home/docs")) {
            Ok(_) => String::new(),
            Err(Error::File(error)) => {
                let help = error.help.clone().unwrap_or_default();
                let text = format!("{error} ({help})");
                text.replace(&format!("{}/home/docs/", place.path().display()), "")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn settings_stay_within_the_repository_that_holds_the_docs() {
        let inside = ["docs.include-roots = ['../shared']", "dialect = '../shared/acme.toml'"];
        let outside = [
            ("docs.include-roots = ['own', '../../private']", "1:30"),
            ("dialect = '../../private/acme.toml'", "1:11"),
            ("baseline = '../../private/h.json'", "1:12"),
        ];
        let help = "move it there, or allow a folder that holds it: `--trusted-root DIR`";
        for says in inside {
            assert_eq!(reach(true, says, &[]), "");
            let found = reach(false, says, &[]);
            assert!(found.contains("leads out of the docs"), "{found}");
            assert_eq!(reach(false, says, &["home"]), "");
        }
        for (says, place) in outside {
            let found = reach(true, says, &[]);
            assert!(
                found.starts_with(&format!("docwright.toml:{place}: `../../private")),
                "{found}"
            );
            let home = "leads out of the repository that holds the docs";
            assert!(found.ends_with(&format!("{home} ({help})")), "{found}");
            assert_eq!(reach(true, says, &["private"]), "");
        }
    }

    #[test]
    fn a_dialect_takes_headers_from_its_own_repository() {
        let says = "dialect = 'own/acme.toml'";
        let found = reach(true, says, &[]);
        let wanted =
            "own/acme.toml:3:16: `../../../private/h.json` leads out of the repository that";
        assert!(found.starts_with(wanted), "{found}");
        assert_eq!(reach(true, says, &["private"]), "");
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_settings_out() {
        for says in ["docs.include-roots = ['link']", "dialect = 'link/acme.toml'"] {
            let found = reach(true, says, &[]);
            assert!(found.contains("`link"), "{found}");
            assert!(found.contains("leads out of the repository"), "{found}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_an_error() {
        let (error, _) = check("", Some("x.example"));
        assert_eq!(error, "`x.example` is no base URL: the base URL begins with `https://`");
    }
}
