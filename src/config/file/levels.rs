//! Levels as a file sets them: `[levels]`, `levels` of `[[paths]]`, and the lists `allow`, `warn` and `deny`. What says more
//! exactly what it is about counts: a rule before its family, a family before `all`.

use super::File;
use crate::diagnostic::Level;
use crate::rules::{Named as NamedRules, level_names};
use crate::toml_file::{FileError, Named, TomlFile};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Levels by rule, and the level of whatever would warn.
#[derive(Debug, Default)]
pub(super) struct Levels {
    pub(super) rules: BTreeMap<String, Level>,
    pub(super) warnings: Option<Level>,
    /// Those that are named themselves.
    named: BTreeMap<String, Level>,
    families: BTreeMap<String, Level>,
    all: Option<Level>,
}

impl Levels {
    /// Sets a level. The level that the same name had before.
    fn set(&mut self, name: &str, named: NamedRules, level: Level) -> Option<Level> {
        match named {
            NamedRules::Rule(_) => self.named.insert(name.to_owned(), level),
            NamedRules::Family(_) => self.families.insert(name.to_owned(), level),
            NamedRules::All => self.all.replace(level),
            NamedRules::Warnings => self.warnings.replace(level),
        }
    }

    /// Works out the level of each rule.
    fn settle(mut self) -> Self {
        let all = self.all.map(|level| (NamedRules::All, level));
        let families = self.families.iter();
        let families = families.filter_map(|(name, level)| Some((NamedRules::find(name)?, *level)));
        for (named, level) in all.into_iter().chain(families) {
            let rules = named.rules().into_iter().map(|rule| (rule.name.to_owned(), level));
            self.rules.extend(rules);
        }
        self.rules.extend(self.named.clone());
        self
    }
}

/// Levels of a table; `written` is how such a table is written.
pub(super) fn read<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    written: &str,
) -> Result<Levels, FileError> {
    table(toml, value, written).map(Levels::settle)
}

fn table<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    written: &str,
) -> Result<Levels, FileError> {
    let table: &DeTable<'t> =
        toml.table_of(value, &format!("`levels` is a table: write `{written}`"))?;
    let mut levels = Levels::default();
    for (rule, value) in table {
        let named = find(toml, rule)?;
        let wanted = "a level is `\"allow\"`, `\"warn\"` or `\"deny\"`";
        let level = Level::from_name(toml.text_of(value, wanted)?);
        let level = level.ok_or_else(|| toml.error(value.span(), wanted))?;
        levels.set(rule.get_ref(), named, level);
    }
    Ok(levels)
}

/// Levels of the table and of the lists of a file, which may not say two about one name.
pub(super) fn of_file<'t>(
    toml: &TomlFile<'t>,
    value: Option<&Spanned<DeValue<'t>>>,
    file: &mut File,
) -> Result<Levels, FileError> {
    let mut levels = match value {
        Some(value) => table(toml, value, "[levels]")?,
        None => Levels::default(),
    };
    for level in [Level::Allow, Level::Warn, Level::Deny] {
        for Named { way: rule, place } in file.options.remove(level.as_str()).unwrap_or_default() {
            let error = |message| FileError { place: place.clone(), ..message };
            let named = find(toml, &Spanned::new(0..0, &rule)).map_err(error)?;
            if levels.set(&rule, named, level).is_some_and(|other| other != level) {
                let wrong = format!("`{rule}` has another level in this file already");
                let help = Some("keep the one that is meant".to_owned());
                return Err(error(FileError { help, ..toml.error(0..0, &wrong) }));
            }
        }
    }
    Ok(levels.settle())
}

/// What a name stands for; what to write instead where it stands for nothing.
fn find(toml: &TomlFile<'_>, name: &Spanned<impl AsRef<str>>) -> Result<NamedRules, FileError> {
    let written = name.get_ref().as_ref();
    if let Some(named) = NamedRules::find(written) {
        return Ok(named);
    }
    if written.contains(['/', '*', '\\']) || written.ends_with(".md") {
        let wrong = format!("`{written}` is a path, and levels are of rules");
        let glob = match written.strip_suffix('/') {
            Some(folder) => format!("{folder}/**"),
            None => written.to_owned(),
        };
        let help = format!(
            "levels of some pages are a table of their own: `[[paths]]`, `glob = \"{glob}\"`, \
             `levels = {{ dead-link = \"warn\" }}`"
        );
        return Err(FileError { help: Some(help), ..toml.error(name.span(), &wrong) });
    }
    Err(toml.unknown("rule", name, level_names(), "`docwright rules` lists them".to_owned()))
}
