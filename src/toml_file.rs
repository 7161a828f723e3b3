//! A file in TOML that people write: its text in, its tables out, and where what is wrong stands.

use crate::limits::{Limit, SETTING_CHARACTERS, SETTING_ITEMS, SETTINGS_BYTES};
use crate::source::{FileId, SourceFile, SourceMap, Span};
use crate::spelling;
use crate::visible::is_unseen;
use std::cell::OnceCell;
use std::fmt::{self, Write};
use std::ops::Range;
use std::path::Path;
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

/// Characters of a name that nobody knows, as messages show it.
const MOST_SHOWN: usize = 100;

/// What a file of settings names, most often a file or folder, and where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The way to it, or whatever it is, as written.
    pub way: String,
    /// `path:line:column` of the name.
    pub place: String,
}

impl Named {
    /// What is wrong with it, and what to write.
    pub(crate) fn error(&self, message: impl Into<String>, help: impl Into<String>) -> FileError {
        let (place, message) = (self.place.clone(), message.into());
        FileError { place, message, help: Some(help.into()) }
    }
}

/// The file that is read, for what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct TomlFile<'a> {
    /// How messages call it.
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// Made when a place is first asked for: a file may name many things that are told with theirs.
    sources: OnceCell<(SourceMap, FileId)>,
}

impl<'a> TomlFile<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, sources: OnceCell::new() }
    }

    /// Everything in a file of settings, by key.
    pub(crate) fn parse_settings(&self) -> Result<DeTable<'a>, FileError> {
        self.within(SETTINGS_BYTES, self.text.len(), 0..0)?;
        self.parse()
    }

    /// Everything in it, by key.
    pub(crate) fn parse(&self) -> Result<DeTable<'a>, FileError> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let is_twice = error.message().starts_with("duplicate key");
            let help = is_twice.then(|| "keep one of the two".to_owned());
            FileError { help, ..self.error(error.span().unwrap_or_default(), error.message()) }
        })?;
        Ok(table.into_inner())
    }

    /// A value that has to be text; `wanted` says what it is. It holds nothing that can't be seen.
    pub(crate) fn text_of<'v>(
        &self,
        value: &'v Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<&'v str, FileError> {
        let DeValue::String(text) = value.get_ref() else {
            return Err(self.error(value.span(), wanted));
        };
        self.check_text(text, value.span()).map(|()| &**text)
    }

    /// Checks that a text is not too long, and that everything in it can be seen.
    pub(crate) fn check_text(&self, text: &str, range: Range<usize>) -> Result<(), FileError> {
        self.within(SETTING_CHARACTERS, text.chars().count(), range.clone())?;
        // Some scripts need the two joiners within their words.
        let is_hidden = |c: &char| is_unseen(*c) && !matches!(c, '\u{200c}' | '\u{200d}');
        match text.chars().find(is_hidden) {
            Some(c) => {
                let c = u32::from(c);
                let wrong = format!("the text holds a character that can't be seen, U+{c:04X}");
                let help = Some("write the text in one line, without it".to_owned());
                Err(FileError { help, ..self.error(range, &wrong) })
            }
            None => Ok(()),
        }
    }

    /// Checks a number of things against the most that there may be.
    pub(crate) fn within(
        &self,
        limit: Limit,
        count: usize,
        range: Range<usize>,
    ) -> Result<(), FileError> {
        if count <= limit.most {
            return Ok(());
        }
        let Limit { what, most } = limit;
        let help = Some("leave out what the docs do not need".to_owned());
        let wrong = format!("{count} {what} are more than the {most} that are read");
        Err(FileError { help, ..self.error(range, &wrong) })
    }

    /// A value that has to be the way to a file or folder from `start`. What it is written in goes from machine to machine,
    /// so that it says the same on each.
    pub(crate) fn way_of(
        &self,
        value: &Spanned<DeValue<'a>>,
        (what, start): (&str, &str),
        wanted: &str,
    ) -> Result<Named, FileError> {
        let way = self.text_of(value, wanted)?;
        let is_absolute = way.starts_with(['/', '\\', '~']) || Path::new(way).is_absolute();
        let error = |wrong: &str| self.error(value.span(), wrong);
        if is_absolute || way.contains(':') {
            let wrong = format!("a {what} is named by its way from {start}, such as `../{what}`");
            return Err(error(&wrong));
        }
        Ok(Named { way: way.to_owned(), place: error("").place })
    }

    /// A value that has to be text, and where it stands; see [`TomlFile::text_of`].
    pub(crate) fn named_of(
        &self,
        value: &Spanned<DeValue<'a>>,
        wanted: &str,
    ) -> Result<Named, FileError> {
        let text = self.text_of(value, wanted)?;
        Ok(Named { way: text.to_owned(), place: self.place(value.span()) })
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
            DeValue::Array(items) => {
                self.within(SETTING_ITEMS, items.len(), value.span())?;
                Ok(items.iter())
            }
            _ => Err(self.error(value.span(), wanted)),
        }
    }

    /// Something else than what can be taken.
    pub(crate) fn error(&self, range: Range<usize>, message: &str) -> FileError {
        FileError { place: self.place(range), message: message.to_owned(), help: None }
    }

    /// `path:line:column` of a place.
    fn place(&self, range: Range<usize>) -> String {
        let (sources, file) = self.sources.get_or_init(|| {
            let mut sources = SourceMap::default();
            let file = sources.add(SourceFile::new(self.path, self.text));
            (sources, file)
        });
        sources.location(Span::new(*file, range)).to_string()
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
        // Nothing that is known is longer, and whoever is told has seen enough.
        let end = name.char_indices().nth(MOST_SHOWN).map_or(name.len(), |(end, _)| end);
        let name = &name[..end];
        let near = spelling::meant(name, known);
        let help = near.map_or(otherwise, |near| format!("did you mean `{near}`?"));
        FileError { help: Some(help), ..self.error(range, &format!("there is no {what} `{name}`")) }
    }
}

/// A TOML string. Whatever a page says, one line and nothing that hides or turns what is read.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if is_unseen(c) => {
                write!(quoted, "\\U{:08X}", u32::from(c)).expect("a string takes all text");
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The help that lists all names.
pub(crate) fn known_are<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!("known are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_not_shown_whole() {
        let text = format!("'{}' = 1", "é".repeat(100_000));
        let toml = TomlFile::new("x.toml", &text);
        let table = toml.parse_settings().expect("it is TOML");
        let (key, _) = table.iter().next().expect("it has a key");
        let error = toml.unknown("key", key, ["docs"], String::new()).to_string();
        assert_eq!(error, format!("x.toml:1:1: there is no key `{}`", "é".repeat(MOST_SHOWN)));
    }

    #[test]
    fn nesting_is_an_error_at_its_place_however_deep() {
        for text in [
            format!("a = {}", "[".repeat(100_000)),
            format!("a = {}", "{a=".repeat(60_000)),
            format!("{}a = 1", "a.".repeat(100_000)),
            format!("[{}a]", "a.".repeat(100_000)),
        ] {
            let error = TomlFile::new("x.toml", &text).parse_settings();
            let error = error.expect_err("it is too deep").to_string();
            assert!(error.starts_with("x.toml:1:"), "{error}");
        }
    }
}
