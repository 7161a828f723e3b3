//! `docwright.toml`: text in, what it sets out. What can be set by a flag as well is read by its row in
//! [`OPTIONS`]; tables say what no flag can.
//!
//! ```toml
//! dialect = "acme.toml"
//! include-root = ["../includes"]
//! baseline = "docwright-baseline.toml"
//!
//! [service]
//! base-url = "https://api.acme.example/shop/v2"
//! hosts = ["api.acme.example", "acme.example"]
//!
//! [levels]
//! missing-include = "allow"
//!
//! [[paths]]
//! glob = "api/legacy-*"
//! levels = { dead-link = "warn" }
//! ```

use super::options::{OPTIONS, Place, Setting, Takes, option};
use super::runtime::{HELP, Runtime};
use crate::diagnostic::{Glob, Level};
use crate::dialect::{ServiceTable, check_base_url, check_version, meant_base_url};
use crate::limits::INCLUDE_ROOTS;
use crate::toml_file::{FileError, Named, TomlFile, known_are};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const FILE: &str = "docwright.toml";

/// Where the ways begin that it names.
const OWN_FOLDER: &str = "the folder of this file";

/// Tables at the top, which say what no flag can. `include-roots` below `[docs]` is `include-root` as it was written first.
pub(super) const TABLES: &[&str] = &["levels", "paths", "service"];
/// The keys of the table `docs`.
const DOCS: &[&str] = &["include-roots"];
/// The keys of each table `paths`.
const PATHS: &[&str] = &["glob", "levels"];

/// What a file sets.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// What is set by the name of its option, with its places.
    options: BTreeMap<&'static str, Vec<Named>>,
    /// Where the service answers and in which version, unless it is as the dialect says.
    pub service: ServiceTable,
    /// Corrections stand in the file itself.
    pub has_corrections: bool,
    /// Levels by rule, for all pages.
    pub levels: BTreeMap<String, Level>,
    /// The level of what would warn.
    pub warnings: Option<Level>,
    /// Levels by rule for some pages. Where two say something about a page, the later one counts.
    pub paths: Vec<PathLevels>,
}

impl File {
    /// What is set by the name of an option; nothing where it is not.
    pub fn all(&self, name: &str) -> &[Named] {
        self.options.get(name).map_or(&[], Vec::as_slice)
    }

    /// The one thing that is set by the name of an option.
    pub fn one(&self, name: &str) -> Option<&Named> {
        self.all(name).first()
    }
}

/// Levels for the pages of a pattern.
#[derive(Clone, Debug)]
pub struct PathLevels {
    /// Which pages, by their paths below the folder of the docs.
    pub glob: Glob,
    /// The pattern as it is written, and where.
    pub written: Named,
    /// Levels by rule.
    pub levels: BTreeMap<String, Level>,
}

/// Reads the text of the file; `path` is how messages call it.
///
/// # Errors
///
/// If it is no TOML, or holds something that nobody reads.
pub fn parse(path: &str, text: &str) -> Result<File, FileError> {
    let toml = TomlFile::new(path, text);
    let mut file = File::default();
    let table = toml.parse_settings()?;
    for (key, value) in &table {
        match key.get_ref().as_ref() {
            // Read once the docs are there, in which its places are told.
            "corrections" if value.get_ref().is_table() => file.has_corrections = true,
            "docs" if value.get_ref().is_table() => read_docs(&toml, value, &mut file)?,
            // Read with the lists that say the same.
            "levels" => {}
            "paths" => file.paths = paths(&toml, value)?,
            "service" => file.service = ServiceTable::read(&toml, value)?,
            name => match option(name) {
                Some(setting) => read_option(&toml, setting, key, value, &mut file)?,
                None => return Err(unknown(&toml, key)),
            },
        }
    }
    take_options(&toml, &table, &mut file)?;
    Ok(file)
}

/// A key that nobody reads, and the nearest that somebody does.
fn unknown(toml: &TomlFile<'_>, key: &Spanned<impl AsRef<str>>) -> FileError {
    let in_file = OPTIONS.iter().filter(|it| it.is_in(Place::File)).map(|it| it.name);
    let mut known: Vec<&str> = in_file.chain(TABLES.iter().copied()).collect();
    known.sort_unstable();
    toml.unknown("key", key, known.iter().copied(), known_are(known.iter().copied()))
}

/// Reads what is set by the name of an option.
fn read_option<'t>(
    toml: &TomlFile<'t>,
    setting: &'static Setting,
    key: &Spanned<impl AsRef<str>>,
    value: &Spanned<DeValue<'t>>,
    file: &mut File,
) -> Result<(), FileError> {
    let Setting { name, takes, is, example, .. } = *setting;
    if let Some((Place::File, why)) = setting.not {
        let help = Some(format!("take it out, and give the flag: `--{name}`"));
        let wrong = format!("`{name}` can't be set here: {why}");
        return Err(FileError { help, ..toml.error(key.span(), &wrong) });
    }
    let wanted = format!("`{name}` is {is}");
    let write = |error: FileError| FileError {
        help: error.help.or_else(|| Some(format!("write `{name} = {example}`"))),
        ..error
    };
    let one = |value: &Spanned<DeValue<'t>>| match takes {
        Takes::Way(what) | Takes::Ways(what) => toml.way_of(value, (what, OWN_FOLDER), &wanted),
        Takes::Text | Takes::Texts | Takes::Rules => toml.named_of(value, &wanted),
        Takes::Words(known) => {
            let named = toml.named_of(value, &wanted)?;
            let known = || known.iter().copied();
            if known().any(|word| word == named.way) {
                return Ok(named);
            }
            let word = Spanned::new(value.span(), &named.way);
            Err(toml.unknown("output", &word, known(), known_are(known())))
        }
    };
    let said = match takes {
        Takes::Text | Takes::Way(_) => vec![one(value).map_err(write)?],
        Takes::Texts | Takes::Ways(_) | Takes::Rules | Takes::Words(_) => {
            let items = toml.items_of(value, &wanted).map_err(write)?;
            items.map(|item| one(item).map_err(write)).collect::<Result<_, _>>()?
        }
    };
    file.options.insert(name, said);
    Ok(())
}

/// Takes what two ways set: by the name of an option, and by a table.
fn take_options<'t>(
    toml: &TomlFile<'t>,
    table: &DeTable<'t>,
    file: &mut File,
) -> Result<(), FileError> {
    let span = |name: &str| table.get(name).map_or(0..0, Spanned::span);
    let n_roots = file.all("include-root").len();
    toml.within(INCLUDE_ROOTS, n_roots, span("include-root"))?;
    if let Some(Named { way, place }) = file.one("base-url") {
        check_base_url(way).map_err(|wanted| FileError {
            place: place.clone(),
            message: wanted.to_owned(),
            help: meant_base_url(way),
        })?;
        file.service.base_url = Some(way.clone());
    }
    if let Some(Named { way, place }) = file.one("runtime") {
        Runtime::parse(way).map_err(|wrong| FileError {
            place: place.clone(),
            message: wrong.to_owned(),
            help: Some(HELP.to_owned()),
        })?;
    }
    if let Some(Named { way, place }) = file.one("service-version") {
        check_version(way).map_err(|_| FileError {
            place: place.clone(),
            message: "`service-version` is a segment of the base URL: `\"v2\"`".to_owned(),
            help: None,
        })?;
        file.service.version = Some(way.clone());
    }
    let levels = levels::of_file(toml, table.get("levels"), file)?;
    (file.levels, file.warnings) = (levels.rules, levels.warnings);
    Ok(())
}

fn read_docs<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    file: &mut File,
) -> Result<(), FileError> {
    for (key, value) in toml.table_of(value, "`docs` is a table: write `[docs]`")? {
        if key.get_ref() != "include-roots" {
            let known = DOCS.iter().copied();
            let otherwise =
                "known is `include-roots`; the docs themselves are `docs = \"docs\"` at the top";
            return Err(toml.unknown("key", key, known, otherwise.to_owned()));
        }
        let wanted = "`include-roots` is a list of folders: `[\"../includes\"]`";
        let roots = file.options.entry("include-root").or_default();
        for folder in toml.items_of(value, wanted)? {
            toml.within(INCLUDE_ROOTS, roots.len() + 1, folder.span())?;
            let wanted = "a folder is text in quotes: `\"../includes\"`";
            roots.push(toml.way_of(folder, ("folder", OWN_FOLDER), wanted)?);
        }
    }
    Ok(())
}

fn paths<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
) -> Result<Vec<PathLevels>, FileError> {
    let wanted = "`paths` is a list of tables: write `[[paths]]`";
    toml.items_of(value, wanted)?.map(|item| path_levels(toml, item)).collect()
}

fn path_levels<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
) -> Result<PathLevels, FileError> {
    let (mut glob, mut own) = (None, None);
    for (key, value) in toml.table_of(value, "`paths` is a list of tables: write `[[paths]]`")? {
        match key.get_ref().as_ref() {
            "glob" => {
                let text = toml.text_of(value, "`glob` is a pattern: `\"api/legacy-*\"`")?;
                let read = Glob::new(text).map_err(|error| {
                    toml.error(value.span(), &format!("`{text}` is no pattern: {error}"))
                });
                glob = Some((read?, toml.named_of(value, "")?));
            }
            "levels" => {
                let read = levels::read(toml, value, "levels = { dead-link = \"warn\" }")?;
                if read.warnings.is_some() {
                    let wrong = "`warnings` is of all pages: it stands below `[levels]`";
                    return Err(toml.error(value.span(), wrong));
                }
                own = Some(read.rules);
            }
            _ => {
                return Err(toml.unknown(
                    "key",
                    key,
                    PATHS.iter().copied(),
                    known_are(PATHS.iter().copied()),
                ));
            }
        }
    }
    let missing = |key: &str| toml.error(value.span(), &format!("the table has no `{key}`"));
    let (glob, written) = glob.ok_or_else(|| missing("glob"))?;
    Ok(PathLevels { glob, written, levels: own.ok_or_else(|| missing("levels"))? })
}

mod levels;
#[cfg(test)]
mod tests;
