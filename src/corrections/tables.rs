//! Tables in a file of corrections: what is said of one thing.

use super::request_line;
use super::shape::{self, Key, NOTHING, OF_PARAMETER};
use super::values::{Name, Reader, Value};
use super::{
    Content, EnumCorrection, OperationCorrection, ParameterCorrection, PropertyCorrection,
    TypeCorrection,
};
use crate::edm::Kind;
use crate::source::Spanned;
use crate::toml_file::{FileError, known_are};
use toml::de::{DeTable, DeValue};

/// What is said of one thing.
pub(super) struct Table<'r, 't> {
    pub(super) reader: &'r Reader<'t>,
    pub(super) name: &'r Name<'t>,
    pub(super) fields: &'r DeTable<'t>,
}

impl<'t> Table<'_, 't> {
    fn name(&self) -> Spanned<String> {
        self.reader.at(self.name.get_ref().to_string(), self.name.span())
    }

    /// Goes through the fields; the reason is asked for, and something to go with it.
    fn each(
        &self,
        keys: &[Key],
        mut take: impl FnMut(&str, &Value<'t>) -> Result<(), FileError>,
    ) -> Result<String, FileError> {
        let reader = self.reader;
        let has_reason = keys.iter().any(|it| it.name == "reason");
        let mut reason = None;
        for (key, value) in self.fields {
            match key.get_ref().as_ref() {
                "reason" if has_reason => reason = Some(reader.text("reason", value)?.value),
                word if keys.iter().any(|it| it.name == word) => take(word, value)?,
                _ => return Err(reader.unknown(keys, key, value)),
            }
        }
        if has_reason && reason.as_ref().is_none_or(|it| it.trim().is_empty()) {
            let wrong = "a correction says why: `reason = \"…\"`";
            let help = "write how you know: `reason = \"The service refuses it.\"`";
            return Err(reader.wrong(self.name.span(), wrong, help));
        }
        if self.fields.len() <= usize::from(reason.is_some()) {
            let wrong = "nothing is corrected here";
            let known = keys.iter().map(|it| it.name).filter(|it| *it != "reason");
            return Err(reader.wrong(self.name.span(), wrong, known_are(known)));
        }
        self.check_absent()?;
        Ok(reason.unwrap_or_default())
    }

    /// Checks that nothing else is said of what is not there.
    fn check_absent(&self) -> Result<(), FileError> {
        let exists = self.fields.get("exists").map(|it| it.get_ref());
        let is_other = |key: &str| !matches!(key, "exists" | "reason");
        let other = self.fields.iter().find(|(key, _)| is_other(key.get_ref()));
        match (exists, other) {
            (Some(DeValue::Boolean(false)), Some((other, _))) => {
                let wrong = format!("`{}` is said of what does not exist", other.get_ref());
                let help = "keep `exists = false` and its reason alone, or take it out";
                Err(self.reader.wrong(other.span(), &wrong, help))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn of_type(&self) -> Result<TypeCorrection, FileError> {
        let reader = self.reader;
        reader.check_name(self.name)?;
        let (mut base, mut kind, mut open, mut is_abstract, mut description, mut rust) =
            (None, None, None, None, None, None);
        let reason = self.each(shape::keys("type"), |key, value| {
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
                _ => description = Some(reader.words(key, value)?),
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

    pub(super) fn property(&self) -> Result<PropertyCorrection, FileError> {
        let reader = self.reader;
        let whole = self.name();
        reader.check_name(self.name)?;
        let Some((of, name)) = whole.value.rsplit_once('.') else {
            let wrong = "a property is named with its type: `[property.\"lamp.brightness\"]`";
            let error = reader.toml.error(self.name.span(), wrong);
            let is_below = |it: &&Value<'t>| matches!(it.get_ref(), DeValue::Table(_));
            let below = self.fields.iter().find(|(_, value)| is_below(value));
            let help = below.map(|(name, _)| {
                let name = format!("{}.{}", whole.value, name.get_ref());
                format!("a name with a dot stands in quotes: `[property.\"{name}\"]`")
            });
            return Err(FileError { help, ..error });
        };
        if of.trim().is_empty() || name.trim().is_empty() {
            return Err(reader.toml.error(self.name.span(), "a name has a letter at least"));
        }
        let (of, name) = (of.to_owned(), Spanned::new(name.to_owned(), whole.span));
        let (mut exists, mut called, mut ty, mut nullable) = (None, None, None, None);
        let (mut navigation, mut description, mut rust) = (None, None, None);
        let reason = self.each(shape::keys("property"), |key, value| {
            match key {
                "exists" => exists = Some(reader.truth(key, value)?),
                "called" => called = Some(reader.name(key, value)?),
                "type" => ty = Some(reader.type_name(key, value)?),
                "nullable" => nullable = Some(reader.truth(key, value)?),
                "navigation" => navigation = Some(reader.truth(key, value)?),
                "rust" => rust = Some(reader.name(key, value)?),
                _ => description = Some(reader.words(key, value)?),
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

    pub(super) fn of_enum(&self) -> Result<EnumCorrection, FileError> {
        let reader = self.reader;
        reader.check_name(self.name)?;
        let (mut with, mut without, mut flags, mut description, mut rust, mut rust_members) =
            (Vec::new(), Vec::new(), None, None, None, Vec::new());
        let reason = self.each(shape::keys("enum"), |key, value| {
            match key {
                "with" => with = reader.names(key, value)?,
                "without" => without = reader.names(key, value)?,
                "flags" => flags = Some(reader.truth(key, value)?),
                "rust" => rust = Some(reader.name(key, value)?),
                "rust-members" => {
                    let wanted = "`rust-members` is a table: `{ wild = \"untamed\" }`";
                    for (name, value) in reader.toml.table_of(value, wanted)? {
                        let spelt = reader.name(key, value)?;
                        let name = reader.at(name.get_ref().to_string(), name.span());
                        rust_members.push((name, spelt));
                    }
                }
                _ => description = Some(reader.words(key, value)?),
            }
            Ok(())
        })?;
        let is_both = |name: &&Spanned<String>| with.iter().any(|it| it.value == name.value);
        if let Some(name) = without.iter().find(is_both) {
            let wrong = format!("`{}` is a member and none", name.value);
            let help = "keep it in `with` or in `without`";
            return Err(reader.wrong(name.span.range(), &wrong, help));
        }
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

    pub(super) fn operation(&self) -> Result<OperationCorrection, FileError> {
        let reader = self.reader;
        let whole = self.name();
        let (method, path) = request_line::parse(&whole.value).map_err(|help| {
            let wrong =
                "an operation is named as it is asked for: `[operation.\"GET /lamps/{id}\"]`";
            reader.wrong(self.name.span(), wrong, help)
        })?;
        let path = Spanned::new(path.to_owned(), whole.span);
        let (mut exists, mut answers, mut sends) = (None, None, None);
        let (mut status, mut description): (Option<Spanned<u16>>, _) = (None, None);
        let mut parameters = Vec::new();
        let reason = self.each(shape::keys("operation"), |key, value| {
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
                _ => description = Some(reader.words(key, value)?),
            }
            Ok(())
        })?;
        // What a success without a body answers is nothing.
        let is_empty = |it: &Spanned<u16>| matches!(it.value, 204 | 205);
        if let (Some(answers), Some(status)) = (&answers, status.as_ref().filter(|it| is_empty(it)))
            && answers.value != Content::Nothing
        {
            let wrong = format!("a success of status {} answers nothing", status.value);
            let help = "write the other status, or `answers = \"nothing\"`";
            return Err(reader.wrong(status.span.range(), &wrong, help));
        }
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
        reader.check_name(self.name)?;
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
