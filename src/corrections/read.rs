//! The text of a file of corrections.

use super::Corrections;
use super::shape::KINDS;
use super::tables::Table;
use super::values::Reader;
use crate::limits::CORRECTIONS;
use crate::source::{FileId, SourceMap};
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned as Written;
use toml::de::{DeTable, DeValue};

/// Reads a file of corrections.
///
/// # Errors
///
/// If it is no TOML, or holds something that nobody reads.
pub fn read(sources: &SourceMap, file: FileId, path: &str) -> Result<Corrections, FileError> {
    let text = &sources.file(file).text;
    let reader = Reader { toml: TomlFile::new(path, text), file };
    reader.all(&reader.toml.parse()?)
}

/// Reads the corrections in a file of settings, below their key.
///
/// # Errors
///
/// As of [`read`].
pub fn read_settings(
    sources: &SourceMap,
    file: FileId,
    path: &str,
) -> Result<Corrections, FileError> {
    let text = &sources.file(file).text;
    let reader = Reader { toml: TomlFile::new(path, text), file };
    match reader.toml.parse()?.get("corrections").map(Written::get_ref) {
        Some(DeValue::Table(table)) => reader.all(table),
        Some(_) | None => Ok(Corrections::default()),
    }
}

impl<'t> Reader<'t> {
    fn all(&self, kinds: &DeTable<'t>) -> Result<Corrections, FileError> {
        let mut corrections = Corrections::default();
        for (kind, things) in kinds {
            let word = kind.get_ref().as_ref();
            if !KINDS.iter().any(|it| it.name == word) {
                let known = || KINDS.iter().map(|it| it.name);
                return Err(self.toml.unknown(
                    "kind of correction",
                    kind,
                    known(),
                    known_are(known()),
                ));
            }
            let wanted = format!("each {word} is a table of its own: `[{word}.\"name\"]`");
            let things = self.toml.table_of(things, &wanted)?;
            self.toml.within(CORRECTIONS, corrections.len() + things.len(), kind.span())?;
            for (name, value) in things {
                self.toml.check_text(name.get_ref(), name.span())?;
                let table =
                    Table { reader: self, name, fields: self.toml.table_of(value, &wanted)? };
                match word {
                    "type" => corrections.types.push(table.of_type()?),
                    "property" => corrections.properties.push(table.property()?),
                    "enum" => corrections.enums.push(table.of_enum()?),
                    _ => corrections.operations.push(table.operation()?),
                }
            }
        }
        Ok(corrections)
    }
}
