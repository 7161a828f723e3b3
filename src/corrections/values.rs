//! The values in a file of corrections: TOML in, what it says and where out.

use super::shape::{KINDS, Key, Kind};
use super::{Content, TypeName};
use crate::limits::NAME_LETTERS;
use crate::source::{FileId, Span, Spanned};
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned as Written;
use toml::de::DeValue;

pub(super) type Value<'t> = Written<DeValue<'t>>;
pub(super) type Name<'t> = Written<std::borrow::Cow<'t, str>>;

/// The file that is read.
pub(super) struct Reader<'t> {
    pub(super) toml: TomlFile<'t>,
    pub(super) file: FileId,
}

impl<'t> Reader<'t> {
    pub(super) fn at<T>(&self, value: T, place: std::ops::Range<usize>) -> Spanned<T> {
        Spanned::new(value, Span::new(self.file, place))
    }

    /// Something wrong, and what to write.
    pub(super) fn wrong(
        &self,
        place: std::ops::Range<usize>,
        wrong: &str,
        help: impl Into<String>,
    ) -> FileError {
        FileError { help: Some(help.into()), ..self.toml.error(place, wrong) }
    }

    /// A key that things of this kind do not have.
    pub(super) fn unknown(&self, keys: &[Key], name: &Name<'t>, value: &Value<'t>) -> FileError {
        let word = name.get_ref().as_ref();
        let wrong = format!("there is no correction `{word}`");
        if let Some(key) = keys.iter().find(|it| it.meant.contains(&word)) {
            return self.wrong(name.span(), &wrong, format!("`{}`: {}", key.name, key.says));
        }
        let is_of = |kind: &&Kind| kind.keys.iter().any(|it| it.name == word);
        let mut of = KINDS.iter().filter(is_of);
        if let (Some(kind), None) = (of.next(), of.next()) {
            let help = format!("it is said of {}: `[{}.\"…\"]`", kind.is, kind.name);
            return self.wrong(name.span(), &wrong, help);
        }
        if matches!(value.get_ref(), DeValue::Table(_)) {
            return self.wrong(name.span(), &wrong, "a name with dots stands in quotes");
        }
        let names = || keys.iter().map(|it| it.name);
        self.toml.unknown("correction", name, names(), known_are(names()))
    }

    pub(super) fn text(&self, key: &str, value: &Value<'t>) -> Result<Spanned<String>, FileError> {
        let text = self.toml.text_of(value, &format!("`{key}` is text"))?;
        Ok(self.at(text.to_owned(), value.span()))
    }

    /// A text that says something.
    pub(super) fn words(&self, key: &str, value: &Value<'t>) -> Result<Spanned<String>, FileError> {
        let text = self.text(key, value)?;
        match text.value.trim().is_empty() {
            true => Err(self.toml.error(value.span(), &format!("`{key}` says nothing"))),
            false => Ok(text),
        }
    }

    /// A text that becomes the name of something.
    pub(super) fn name(&self, key: &str, value: &Value<'t>) -> Result<Spanned<String>, FileError> {
        let text = self.text(key, value)?;
        self.toml.within(NAME_LETTERS, text.value.chars().count(), value.span())?;
        match text.value.trim().is_empty() {
            true => Err(self.toml.error(value.span(), "a name has a letter at least")),
            false => Ok(text),
        }
    }

    pub(super) fn truth(&self, key: &str, value: &Value<'t>) -> Result<Spanned<bool>, FileError> {
        match value.get_ref() {
            DeValue::Boolean(truth) => Ok(self.at(*truth, value.span())),
            _ => Err(self.toml.error(value.span(), &format!("`{key}` is `true` or `false`"))),
        }
    }

    pub(super) fn type_name(
        &self,
        key: &str,
        value: &Value<'t>,
    ) -> Result<Spanned<TypeName>, FileError> {
        let text = self.text(key, value)?;
        let name = TypeName::parse(&text.value);
        if !name.name.is_empty() && !name.name.contains([' ', '(', ')', '[', ']', '<', '>', '?']) {
            return Ok(Spanned::new(name, text.span));
        }
        let wrong =
            "a type is written as the protocol does: `Edm.String`, `lamp`, `Collection(lamp)`";
        let error = self.toml.error(value.span(), wrong);
        let lower = text.value.to_lowercase();
        let item = lower.strip_suffix(" collection").or_else(|| lower.strip_suffix("[]"));
        let item = item.and_then(|it| text.value.get(..it.len())).map(str::trim);
        let help = match item {
            Some(item) if !item.contains([' ', '(', ')']) => {
                Some(format!("write `Collection({item})`"))
            }
            _ if name.collection && name.name.starts_with("Collection(") => {
                Some("a collection of collections is any JSON: `Edm.Untyped`".to_owned())
            }
            _ => None,
        };
        Err(FileError { help, ..error })
    }

    pub(super) fn content(
        &self,
        key: &str,
        value: &Value<'t>,
    ) -> Result<Spanned<Content>, FileError> {
        let text = self.text(key, value)?;
        match Content::parse(&text.value) {
            Content::Type(_) => {
                let name = self.type_name(key, value)?;
                Ok(Spanned::new(Content::Type(name.value), name.span))
            }
            word => Ok(Spanned::new(word, text.span)),
        }
    }

    pub(super) fn names(
        &self,
        key: &str,
        value: &Value<'t>,
    ) -> Result<Vec<Spanned<String>>, FileError> {
        let items = self.toml.items_of(value, &format!("`{key}` is a list of members"))?;
        items.map(|item| self.name(key, item)).collect()
    }

    /// Checks that a name is of one thing.
    pub(super) fn check_name(&self, name: &Name<'t>) -> Result<(), FileError> {
        let text = name.get_ref().as_ref();
        if text.trim().is_empty() {
            return Err(self.toml.error(name.span(), "a name has a letter at least"));
        }
        match text.contains('*') {
            true => {
                let wrong = "a correction is of one thing, and `*` of many";
                Err(self.wrong(name.span(), wrong, "write one for each, by its whole name"))
            }
            false => Ok(()),
        }
    }
}
