//! A file in TOML that people write: its text in, its tables out, and where what is wrong stands.

use crate::source::{SourceFile, SourceMap, Span};
use crate::spelling;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Why a file can't be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// `path:line:column`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is sure.
    pub help: Option<String>,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for FileError {}

/// The file that is read, for what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TomlFile<'a> {
    /// How messages call it.
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> TomlFile<'a> {
    /// Everything in it, by key.
    pub(crate) fn parse(&self) -> Result<DeTable<'a>, FileError> {
        let table = DeTable::parse(self.text)
            .map_err(|error| self.error(error.span().unwrap_or_default(), error.message()))?;
        Ok(table.into_inner())
    }

    /// A value that has to be text; `wanted` says what it is.
    pub(crate) fn text_of<'v>(
        &self,
        value: &'v Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<&'v str, FileError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text),
            _ => Err(self.error(value.span(), wanted)),
        }
    }

    /// A value that has to be a whole number from 1; `wanted` says what it is.
    pub(crate) fn count_of(
        &self,
        value: &Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<usize, FileError> {
        let count = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        count.filter(|count| *count > 0).ok_or_else(|| self.error(value.span(), wanted))
    }

    /// A value that has to be a table; `wanted` says how it is written.
    pub(crate) fn table_of<'v>(
        &self,
        value: &'v Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<&'v DeTable<'a>, FileError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.error(value.span(), wanted)),
        }
    }

    /// The items of a value that has to be a list; `wanted` says of what.
    pub(crate) fn items_of<'v>(
        &self,
        value: &'v Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<impl Iterator<Item = &'v Spanned<DeValue<'a>>> + use<'v, 'a>, FileError> {
        match value.get_ref() {
            DeValue::Array(items) => Ok(items.iter()),
            _ => Err(self.error(value.span(), wanted)),
        }
    }

    /// Something else than what can be taken.
    pub(crate) fn error(&self, range: Range<usize>, message: &str) -> FileError {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new(self.path, self.text));
        let place = sources.location(Span::new(file, range)).to_string();
        FileError { place, message: message.to_owned(), help: None }
    }

    /// A name that nobody knows; `otherwise` is the help where none is surely meant.
    pub(crate) fn unknown<'n>(
        &self,
        what: &str,
        name: &Spanned<impl AsRef<str>>,
        known: impl IntoIterator<Item = &'n str>,
        otherwise: String,
    ) -> FileError {
        let (range, name) = (name.span(), name.get_ref().as_ref());
        let near = spelling::meant(name, known);
        let help = near.map_or(otherwise, |near| format!("did you mean `{near}`?"));
        FileError { help: Some(help), ..self.error(range, &format!("there is no {what} `{name}`")) }
    }
}

/// The help that lists all names.
pub(crate) fn known_are<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!("known are {}", names.join(", "))
}
