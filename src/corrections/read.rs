//! The text of a file of corrections.

use super::{
    Content, Corrections, EnumCorrection, OperationCorrection, ParameterCorrection,
    PropertyCorrection, TypeCorrection, TypeName,
};
use crate::edm::Kind;
use crate::limits::{CORRECTIONS, NAME_LETTERS};
use crate::model::Method;
use crate::source::{FileId, SourceMap, Span, Spanned};
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned as Written;
use toml::de::{DeTable, DeValue};

const KINDS: &[&str] = &["enum", "operation", "property", "type"];
const OF_TYPE: &[&str] = &["abstract", "base", "description", "kind", "open", "reason", "rust"];
const OF_PROPERTY: &[&str] =
    &["called", "description", "exists", "navigation", "nullable", "reason", "rust", "type"];
const OF_ENUM: &[&str] =
    &["description", "flags", "reason", "rust", "rust-members", "with", "without"];
const OF_OPERATION: &[&str] =
    &["answers", "description", "exists", "parameter", "reason", "sends", "status"];
const OF_PARAMETER: &[&str] = &["called", "exists", "required", "type"];
/// The base of what has none.
const NOTHING: &str = "nothing";

type Value<'t> = Written<DeValue<'t>>;
type Key<'t> = Written<std::borrow::Cow<'t, str>>;

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

struct Reader<'t> {
    toml: TomlFile<'t>,
    file: FileId,
}

impl<'t> Reader<'t> {
    fn all(&self, kinds: &DeTable<'t>) -> Result<Corrections, FileError> {
        let mut corrections = Corrections::default();
        for (kind, things) in kinds {
            let word = kind.get_ref().as_ref();
            if !KINDS.contains(&word) {
                let known = || KINDS.iter().copied();
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

    fn at<T>(&self, value: T, place: std::ops::Range<usize>) -> Spanned<T> {
        Spanned::new(value, Span::new(self.file, place))
    }

    fn text(&self, key: &str, value: &Value<'t>) -> Result<Spanned<String>, FileError> {
        let text = self.toml.text_of(value, &format!("`{key}` is text"))?;
        Ok(self.at(text.to_owned(), value.span()))
    }

    /// A text that becomes the name of something.
    fn name(&self, key: &str, value: &Value<'t>) -> Result<Spanned<String>, FileError> {
        let text = self.text(key, value)?;
        self.toml.within(NAME_LETTERS, text.value.chars().count(), value.span())?;
        match text.value.is_empty() {
            true => Err(self.toml.error(value.span(), "a name has a letter at least")),
            false => Ok(text),
        }
    }

    fn truth(&self, key: &str, value: &Value<'t>) -> Result<Spanned<bool>, FileError> {
        match value.get_ref() {
            DeValue::Boolean(truth) => Ok(self.at(*truth, value.span())),
            _ => Err(self.toml.error(value.span(), &format!("`{key}` is `true` or `false`"))),
        }
    }

    fn type_name(&self, key: &str, value: &Value<'t>) -> Result<Spanned<TypeName>, FileError> {
        let text = self.text(key, value)?;
        let name = TypeName::parse(&text.value);
        match name.name.is_empty() || name.name.contains([' ', '(', ')']) {
            true => {
                let wrong = "a type is written as the protocol does: `Edm.String`, `lamp`, `Collection(lamp)`";
                Err(self.toml.error(value.span(), wrong))
            }
            false => Ok(Spanned::new(name, text.span)),
        }
    }

    fn content(&self, key: &str, value: &Value<'t>) -> Result<Spanned<Content>, FileError> {
        let text = self.text(key, value)?;
        match Content::parse(&text.value) {
            Content::Type(_) => {
                let name = self.type_name(key, value)?;
                Ok(Spanned::new(Content::Type(name.value), name.span))
            }
            word => Ok(Spanned::new(word, text.span)),
        }
    }

    fn names(&self, key: &str, value: &Value<'t>) -> Result<Vec<Spanned<String>>, FileError> {
        let items = self.toml.items_of(value, &format!("`{key}` is a list of members"))?;
        items.map(|item| self.name(key, item)).collect()
    }
}

/// What is said of one thing.
struct Table<'r, 't> {
    reader: &'r Reader<'t>,
    name: &'r Key<'t>,
    fields: &'r DeTable<'t>,
}

impl<'t> Table<'_, 't> {
    fn name(&self) -> Spanned<String> {
        self.reader.at(self.name.get_ref().to_string(), self.name.span())
    }

    /// Goes through the fields; the reason is asked for, and something to go with it.
    fn each(
        &self,
        known: &[&str],
        mut take: impl FnMut(&str, &Value<'t>) -> Result<(), FileError>,
    ) -> Result<String, FileError> {
        let toml = &self.reader.toml;
        let mut reason = None;
        for (key, value) in self.fields {
            match key.get_ref().as_ref() {
                "reason" if known.contains(&"reason") => {
                    reason = Some(self.reader.text("reason", value)?.value);
                }
                word if known.contains(&word) => take(word, value)?,
                _ => {
                    let otherwise = known_are(known.iter().copied());
                    return Err(toml.unknown("correction", key, known.iter().copied(), otherwise));
                }
            }
        }
        let is_missing =
            known.contains(&"reason") && reason.as_ref().is_none_or(|it| it.trim().is_empty());
        if is_missing || self.fields.len() <= usize::from(reason.is_some()) {
            let wrong = match is_missing {
                true => "a correction says why: `reason = \"…\"`",
                false => "nothing is corrected here",
            };
            let help = Some(known_are(known.iter().copied()));
            return Err(FileError { help, ..toml.error(self.name.span(), wrong) });
        }
        Ok(reason.unwrap_or_default())
    }

    fn of_type(&self) -> Result<TypeCorrection, FileError> {
        let reader = self.reader;
        let (mut base, mut kind, mut open, mut is_abstract, mut description, mut rust) =
            (None, None, None, None, None, None);
        let reason = self.each(OF_TYPE, |key, value| {
            match key {
                "base" => {
                    let name = reader.text(key, value)?;
                    let named = Some(name.value).filter(|it| it != NOTHING);
                    base = Some(Spanned::new(named, name.span));
                }
                "kind" => {
                    let word = reader.text(key, value)?;
                    let known = match word.value.as_str() {
                        "entity" => Kind::Entity,
                        "complex" => Kind::Complex,
                        _ => {
                            let wrong = "`kind` is `\"entity\"` or `\"complex\"`";
                            return Err(reader.toml.error(value.span(), wrong));
                        }
                    };
                    kind = Some(Spanned::new(known, word.span));
                }
                "open" => open = Some(reader.truth(key, value)?),
                "abstract" => is_abstract = Some(reader.truth(key, value)?),
                "rust" => rust = Some(reader.name(key, value)?),
                _ => description = Some(reader.text(key, value)?),
            }
            Ok(())
        })?;
        Ok(TypeCorrection {
            name: self.name(),
            base,
            kind,
            open,
            is_abstract,
            description,
            rust,
            reason,
        })
    }

    fn property(&self) -> Result<PropertyCorrection, FileError> {
        let reader = self.reader;
        let whole = self.name();
        let Some((of, name)) = whole.value.rsplit_once('.') else {
            let wrong = "a property is named with its type: `[property.\"lamp.brightness\"]`";
            return Err(reader.toml.error(self.name.span(), wrong));
        };
        if of.is_empty() || name.is_empty() {
            return Err(reader.toml.error(self.name.span(), "a name has a letter at least"));
        }
        let (of, name) = (of.to_owned(), Spanned::new(name.to_owned(), whole.span));
        let (mut exists, mut called, mut ty, mut nullable) = (None, None, None, None);
        let (mut navigation, mut description, mut rust) = (None, None, None);
        let reason = self.each(OF_PROPERTY, |key, value| {
            match key {
                "exists" => exists = Some(reader.truth(key, value)?),
                "called" => called = Some(reader.name(key, value)?),
                "type" => ty = Some(reader.type_name(key, value)?),
                "nullable" => nullable = Some(reader.truth(key, value)?),
                "navigation" => navigation = Some(reader.truth(key, value)?),
                "rust" => rust = Some(reader.name(key, value)?),
                _ => description = Some(reader.text(key, value)?),
            }
            Ok(())
        })?;
        Ok(PropertyCorrection {
            of,
            name,
            exists,
            called,
            ty,
            nullable,
            navigation,
            description,
            rust,
            reason,
        })
    }

    fn of_enum(&self) -> Result<EnumCorrection, FileError> {
        let reader = self.reader;
        let (mut with, mut without, mut flags, mut description, mut rust, mut rust_members) =
            (Vec::new(), Vec::new(), None, None, None, Vec::new());
        let reason = self.each(OF_ENUM, |key, value| {
            match key {
                "with" => with = reader.names(key, value)?,
                "without" => without = reader.names(key, value)?,
                "flags" => flags = Some(reader.truth(key, value)?),
                "rust" => rust = Some(reader.name(key, value)?),
                "rust-members" => {
                    let wanted = "`rust-members` is a table: `{ wild = \"untamed\" }`";
                    for (name, value) in reader.toml.table_of(value, wanted)? {
                        let spelt = reader.name(key, value)?.value;
                        let name = reader.at(name.get_ref().to_string(), name.span());
                        rust_members.push((name, spelt));
                    }
                }
                _ => description = Some(reader.text(key, value)?),
            }
            Ok(())
        })?;
        Ok(EnumCorrection {
            name: self.name(),
            with,
            without,
            flags,
            description,
            rust,
            rust_members,
            reason,
        })
    }

    fn operation(&self) -> Result<OperationCorrection, FileError> {
        let reader = self.reader;
        let whole = self.name();
        let line = whole.value.split_once(' ');
        let line = line.and_then(|(method, path)| {
            let method = Method::ALL.iter().find(|it| it.as_str() == method)?;
            Some((*method, path.trim()))
        });
        let is_path = |path: &str| path.starts_with('/') && !path.contains(['?', '#', '*']);
        let Some((method, path)) = line.filter(|(_, path)| is_path(path)) else {
            let wrong =
                "an operation is named as it is asked for: `[operation.\"GET /lamps/{id}\"]`";
            return Err(reader.toml.error(self.name.span(), wrong));
        };
        let path = Spanned::new(path.to_owned(), whole.span);
        let (mut exists, mut answers, mut sends, mut status, mut description) =
            (None, None, None, None, None);
        let mut parameters = Vec::new();
        let reason = self.each(OF_OPERATION, |key, value| {
            match key {
                "exists" => exists = Some(reader.truth(key, value)?),
                "answers" => answers = Some(reader.content(key, value)?),
                "sends" => sends = Some(reader.content(key, value)?),
                "status" => {
                    let wanted = "`status` is the number of a success, such as `204`";
                    let number = u16::try_from(reader.toml.count_of(value, wanted)?).ok();
                    let number = number.filter(|it| (200..300).contains(it));
                    let number = number.ok_or_else(|| reader.toml.error(value.span(), wanted))?;
                    status = Some(reader.at(number, value.span()));
                }
                "parameter" => {
                    let wanted =
                        "each parameter is a table: `parameter.name = { type = \"Edm.String\" }`";
                    for (name, value) in reader.toml.table_of(value, wanted)? {
                        let fields = reader.toml.table_of(value, wanted)?;
                        parameters.push(Table { reader, name, fields }.parameter()?);
                    }
                }
                _ => description = Some(reader.text(key, value)?),
            }
            Ok(())
        })?;
        Ok(OperationCorrection {
            method,
            path,
            exists,
            answers,
            sends,
            status,
            description,
            parameters,
            reason,
        })
    }

    fn parameter(&self) -> Result<ParameterCorrection, FileError> {
        let reader = self.reader;
        let (mut exists, mut called, mut ty, mut required) = (None, None, None, None);
        self.each(OF_PARAMETER, |key, value| {
            match key {
                "exists" => exists = Some(reader.truth(key, value)?),
                "called" => called = Some(reader.name(key, value)?),
                "type" => ty = Some(reader.type_name(key, value)?),
                _ => required = Some(reader.truth(key, value)?),
            }
            Ok(())
        })?;
        Ok(ParameterCorrection { name: self.name(), exists, called, ty, required })
    }
}
