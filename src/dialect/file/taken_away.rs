//! Spellings that a dialect takes away from what it extends: `members = ["!members"]`, all of a key with `"!{x}"`.

use super::lists::{self, TITLES, primitives};
use crate::dialect::patterns::{HOLE, Patterns};
use crate::dialect::{Column, Dialect, Section};
use crate::odata::RequestHeader;
use crate::spelling;
use crate::toml_file::{FileError, TomlFile};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What begins a spelling that is taken away.
const SIGN: char = '!';
/// Characters shown of one that is not there.
const MOST_SHOWN: usize = 80;

/// What an item of a list takes away.
pub(super) fn of_item<'v>(item: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
    let text = item.get_ref().as_str()?.strip_prefix(SIGN)?;
    (!text.trim().is_empty()).then_some(text)
}

/// Takes the spellings away that a file says, before any of its own are added.
pub(super) fn take_away(
    toml: &TomlFile<'_>,
    table: &DeTable<'_>,
    dialect: &mut Dialect,
) -> Result<(), FileError> {
    let top = Table { toml, table };
    for (key, words) in lists::words(dialect) {
        top.list(key, words)?;
    }
    for (key, names) in lists::names(dialect) {
        top.list(key, names)?;
    }
    top.patterns(&TITLES, &mut dialect.titles)?;
    let empty = DeTable::new();
    let below = |name: &str| {
        let table = table.get(name).and_then(|it| it.get_ref().as_table());
        Table { toml, table: table.unwrap_or(&empty) }
    };
    below("sections").patterns(Section::KEYS, &mut dialect.sections)?;
    below("columns").patterns(Column::KEYS, &mut dialect.columns)?;
    below("types").patterns(&primitives(), &mut dialect.primitives)?;
    below("placeholders").map(&primitives(), &mut dialect.placeholders)?;
    below("request-headers").map(RequestHeader::KEYS, &mut dialect.headers)?;
    let phrases = below("phrases");
    for key in phrases.table.keys().map(|it| it.get_ref().as_ref()) {
        if let Some(words) = dialect.phrases.field(&key.replace('-', "_")) {
            phrases.list(key, words)?;
        }
    }
    Ok(())
}

/// A table of the file.
struct Table<'v, 't> {
    toml: &'v TomlFile<'t>,
    table: &'v DeTable<'t>,
}

impl Table<'_, '_> {
    fn list(&self, key: &str, words: &mut Vec<String>) -> Result<(), FileError> {
        self.each(key, |text| {
            let n_before = words.len();
            words.retain(|it| text != HOLE && !it.eq_ignore_ascii_case(text));
            (words.len() < n_before, words.clone())
        })
    }

    fn patterns<T: Copy + PartialEq>(
        &self,
        known: &[(&str, T)],
        patterns: &mut Patterns<T>,
    ) -> Result<(), FileError> {
        known.iter().try_for_each(|(key, meaning)| {
            self.each(key, |text| {
                let is_there = patterns.unset(&text.replace('`', ""), *meaning);
                (is_there, patterns.spellings(*meaning).map(str::to_owned).collect())
            })
        })
    }

    fn map<T: Copy + PartialEq>(
        &self,
        known: &[(&str, T)],
        map: &mut BTreeMap<String, T>,
    ) -> Result<(), FileError> {
        known.iter().try_for_each(|(key, meaning)| {
            self.each(key, |text| {
                let n_before = map.len();
                let is_it = |known: &str| text == HOLE || known == text.to_lowercase();
                map.retain(|known, it| *it != *meaning || !is_it(known));
                let left = map.iter().filter(|(_, it)| **it == *meaning);
                (map.len() < n_before, left.map(|(known, _)| known.clone()).collect())
            })
        })
    }

    /// Takes each spelling away that a key says; `take` tells whether it was there, and what is left.
    fn each(
        &self,
        key: &str,
        mut take: impl FnMut(&str) -> (bool, Vec<String>),
    ) -> Result<(), FileError> {
        let Some(DeValue::Array(items)) = self.table.get(key).map(Spanned::get_ref) else {
            return Ok(());
        };
        for (item, text) in items.iter().filter_map(|item| Some((item, of_item(item)?))) {
            let (is_there, left) = take(text.trim());
            if !is_there {
                let shown: String = text.chars().take(MOST_SHOWN).collect();
                let message = format!("there is no `{shown}` in `{key}` that could be taken away");
                let near = spelling::meant(&shown, left.iter().map(String::as_str));
                let help = near.map(|near| format!("did you mean `!{near}`?"));
                return Err(FileError { help, ..self.toml.error(item.span(), &message) });
            }
        }
        Ok(())
    }
}
