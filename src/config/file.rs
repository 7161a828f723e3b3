//! `docwright.toml` in the folder of the docs: text in, what a doc set says about itself out.
//!
//! ```toml
//! baseline = "docwright-baseline.toml"
//! dialect = "../acme.toml"
//!
//! [docs]
//! include-roots = ["../includes"]
//!
//! [service]
//! base-url = "https://api.acme.example/shop/v2"
//!
//! [levels]
//! missing-include = "allow"
//!
//! [[paths]]
//! glob = "api/legacy-*"
//! levels = { dead-link = "warn" }
//! ```

use crate::diagnostic::{Glob, Level};
use crate::dialect::ServiceTable;
use crate::limits::INCLUDE_ROOTS;
use crate::rules::rules;
use crate::toml_file::{FileError, Named, TomlFile, known_are};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const FILE: &str = "docwright.toml";

/// Where the ways begin that it names.
const DOCS_FOLDER: &str = "the folder of the docs";

/// What stands at the top.
const TOP: &[&str] = &["baseline", "dialect", "docs", "levels", "paths", "service"];
/// The keys of the table `docs`.
const DOCS: &[&str] = &["include-roots"];
/// The keys of each table `paths`.
const PATHS: &[&str] = &["glob", "levels"];

/// What a doc set says about itself.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Further folders that pages may include from, relative to the folder of the docs.
    pub include_roots: Vec<Named>,
    /// The file of findings that are known, relative to the folder of the docs.
    pub baseline: Option<Named>,
    /// The dialect: the name of one that comes with docwright, or a file relative to the folder of the
    /// docs.
    pub dialect: Option<Named>,
    /// Where the service answers and in which version, unless it is as the dialect says.
    pub service: ServiceTable,
    /// Levels by rule, for all pages.
    pub levels: BTreeMap<String, Level>,
    /// Levels by rule for some pages. Where two say something about a page, the later one counts.
    pub paths: Vec<PathLevels>,
}

/// Levels for the pages of a pattern.
#[derive(Clone, Debug)]
pub struct PathLevels {
    /// Which pages, by their paths below the folder of the docs.
    pub glob: Glob,
    /// Levels by rule.
    pub levels: BTreeMap<String, Level>,
}

/// Reads the text of the file; `path` is how messages call it.
///
/// # Errors
///
/// If it is no TOML, or holds something that nobody reads.
pub fn parse(path: &str, text: &str) -> Result<File, FileError> {
    let toml = TomlFile { path, text };
    let mut file = File::default();
    for (key, value) in &toml.parse_settings()? {
        match key.get_ref().as_ref() {
            "baseline" => {
                let wanted = "`baseline` is a file: `\"docwright-baseline.toml\"`";
                file.baseline = Some(toml.way_of(value, ("file", DOCS_FOLDER), wanted)?);
            }
            "dialect" => {
                let wanted = "`dialect` is a name or a file: `\"graph\"`, `\"../acme.toml\"`";
                file.dialect = Some(toml.way_of(value, ("file", DOCS_FOLDER), wanted)?);
            }
            "docs" => read_docs(&toml, value, &mut file)?,
            "levels" => file.levels = levels(&toml, value, "[levels]")?,
            "paths" => file.paths = paths(&toml, value)?,
            "service" => file.service = ServiceTable::read(&toml, value)?,
            _ => {
                return Err(toml.unknown(
                    "key",
                    key,
                    TOP.iter().copied(),
                    known_are(TOP.iter().copied()),
                ));
            }
        }
    }
    Ok(file)
}

fn read_docs<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    file: &mut File,
) -> Result<(), FileError> {
    for (key, value) in toml.table_of(value, "`docs` is a table: write `[docs]`")? {
        if key.get_ref() != "include-roots" {
            return Err(toml.unknown(
                "key",
                key,
                DOCS.iter().copied(),
                known_are(DOCS.iter().copied()),
            ));
        }
        let wanted = "`include-roots` is a list of folders: `[\"../includes\"]`";
        for folder in toml.items_of(value, wanted)? {
            toml.within(INCLUDE_ROOTS, file.include_roots.len() + 1, folder.span())?;
            let wanted = "a folder is text in quotes: `\"../includes\"`";
            file.include_roots.push(toml.way_of(folder, ("folder", DOCS_FOLDER), wanted)?);
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
                glob = Some(read?);
            }
            "levels" => own = Some(levels(toml, value, "levels = { dead-link = \"warn\" }")?),
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
    Ok(PathLevels {
        glob: glob.ok_or_else(|| missing("glob"))?,
        levels: own.ok_or_else(|| missing("levels"))?,
    })
}

/// Levels by rule; `written` is how such a table is written.
fn levels<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    written: &str,
) -> Result<BTreeMap<String, Level>, FileError> {
    let table: &DeTable<'t> =
        toml.table_of(value, &format!("`levels` is a table: write `{written}`"))?;
    let mut levels = BTreeMap::new();
    for (rule, value) in table {
        if !rules().any(|known| known.name == rule.get_ref()) {
            let names = rules().map(|rule| rule.name);
            let otherwise = "`docwright rules` lists them".to_owned();
            return Err(toml.unknown("rule", rule, names, otherwise));
        }
        let wanted = "a level is `\"allow\"`, `\"warn\"` or `\"deny\"`";
        let level = Level::from_name(toml.text_of(value, wanted)?);
        let level = level.ok_or_else(|| toml.error(value.span(), wanted))?;
        levels.insert(rule.get_ref().to_string(), level);
    }
    Ok(levels)
}

#[cfg(test)]
mod tests;
