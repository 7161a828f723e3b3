//! The members of an object, each taken as what it should be, with its place for messages.

use super::Error;
use crate::edm::Primitive;
use crate::json::{Member, Value, ValueKind};
use crate::limits::{Limit, NAME_LETTERS, is_long};
use crate::model::{ItemType, Model, TypeRef};
use crate::source::Span;

/// An object and the way to it.
#[derive(Debug)]
pub(super) struct Fields<'v> {
    members: &'v [Member],
    span: Span,
    place: String,
}

impl<'v> Fields<'v> {
    pub(super) fn of(value: &'v Value, place: String) -> Result<Self, Error> {
        match value.as_object() {
            Some(members) => Ok(Self { members, span: value.span, place }),
            None => Err(Error::Wrong(value.span, place, "it is no object".to_owned())),
        }
    }

    pub(super) fn wrong(&self, problem: impl Into<String>) -> Error {
        Error::Wrong(self.span, self.place.clone(), problem.into())
    }

    /// An error at one of its members.
    pub(super) fn wrong_at(&self, name: &str, problem: impl Into<String>) -> Error {
        let span = self.member(name).map_or(self.span, |it| it.span);
        Error::Wrong(span, self.place.clone(), problem.into())
    }

    pub(super) fn older(&self, name: &'static str) -> Error {
        Error::Older(self.span, name)
    }

    fn member(&self, name: &str) -> Option<&'v Value> {
        let named = self.members.iter().rev().find(|it| it.name == name)?;
        Some(&named.value).filter(|value| !value.is_null())
    }

    fn no(&self, name: &str, what: &str) -> Error {
        self.wrong_at(name, format!("its `{name}` is no {what}"))
    }

    /// The member is no longer than a list of its kind may be in docs.
    pub(super) fn within(&self, limit: Limit, name: &str) -> Result<(), Error> {
        match self.values(name)?.len() <= limit.most {
            true => Ok(()),
            false => {
                Err(self.wrong_at(name, format!("it has more than {} {}", limit.most, limit.what)))
            }
        }
    }

    /// What something is called; emitted code is named after it.
    pub(super) fn name(&self, name: &str) -> Result<String, Error> {
        let text = self.text(name)?;
        match (text.is_empty(), is_long(&text)) {
            (true, _) => Err(self.wrong_at(name, format!("its `{name}` is empty"))),
            (_, true) => {
                let problem = format!("its `{name}` has more than {} letters", NAME_LETTERS.most);
                Err(self.wrong_at(name, problem))
            }
            _ => Ok(text),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    pub(super) fn text(&self, name: &str) -> Result<String, Error> {
        self.maybe_text(name)?.ok_or_else(|| self.wrong(format!("it has no `{name}`")))
    }

    pub(super) fn maybe_text(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(value) = self.member(name) else { return Ok(None) };
        let text = value.as_str().ok_or_else(|| self.no(name, "text"))?;
        Ok(Some(text.to_owned()))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Error> {
        Ok(self.maybe_flag(name)?.unwrap_or_default())
    }

    pub(super) fn maybe_flag(&self, name: &str) -> Result<Option<bool>, Error> {
        let Some(value) = self.member(name) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| self.no(name, "`true` or `false`"))
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Error> {
        let Some(value) = self.member(name) else { return Ok(None) };
        let number = number(value).and_then(|it| u64::try_from(it).ok());
        number.map(Some).ok_or_else(|| self.no(name, "number"))
    }

    pub(super) fn values(&self, name: &str) -> Result<&'v [Value], Error> {
        match self.member(name) {
            None => Ok(&[]),
            Some(value) => value.as_array().ok_or_else(|| self.no(name, "list")),
        }
    }

    pub(super) fn objects(&self, name: &str) -> Result<Vec<Fields<'v>>, Error> {
        let values = self.values(name)?.iter().enumerate();
        let dot = if self.place.is_empty() { "" } else { "." };
        values.map(|(i, it)| Fields::of(it, format!("{}{dot}{name}[{i}]", self.place))).collect()
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Fields<'v>>, Error> {
        let value = self.member(name);
        value.map(|it| Fields::of(it, format!("{}.{name}", self.place))).transpose()
    }

    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, Error> {
        let text = |it: &Value| it.as_str().map(str::to_owned);
        self.values(name)?
            .iter()
            .map(|it| text(it).ok_or_else(|| self.no(name, "list of texts")))
            .collect()
    }

    /// The members that are texts, in order.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let text = |it: &Member| Some((it.name.clone(), it.value.as_str()?.to_owned()));
        self.members.iter().filter_map(text).collect()
    }

    /// The lists of texts among the members, in order.
    pub(super) fn lists(&self) -> Result<Vec<(String, Vec<String>)>, Error> {
        self.members.iter().map(|it| Ok((it.name.clone(), self.texts(&it.name)?))).collect()
    }

    /// A reference to a type: its name in one member, whether it is a collection in another.
    pub(super) fn type_ref(
        &self,
        model: &Model,
        member: &str,
        collection: &str,
    ) -> Result<TypeRef, Error> {
        let item = match self.maybe_text(member)? {
            None => ItemType::Untyped,
            Some(name) => match primitive(&name) {
                Some(primitive) => ItemType::Primitive(primitive),
                None => {
                    let id = model.type_id(&name);
                    let missing = || self.wrong_at(member, format!("there is no type `{name}`"));
                    ItemType::Named(id.ok_or_else(missing)?)
                }
            },
        };
        Ok(TypeRef { item, collection: self.flag(collection)? })
    }
}

pub(super) fn primitive(name: &str) -> Option<Primitive> {
    Primitive::ALL.iter().copied().find(|it| it.name() == name)
}

pub(super) fn number(value: &Value) -> Option<i64> {
    match &value.kind {
        ValueKind::Number(text) => text.parse().ok(),
        _ => None,
    }
}
