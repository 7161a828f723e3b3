//! What was read and has no typed field: unknown members, values of another type than documented, nulls.

use super::members::each_member;
use super::raw::RawValue;
use super::reader::Reader;
use super::show::show_members;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// The members of a JSON object that its struct has no typed value for, in the order they were read, as they were read.
///
/// Three kinds end up here: members that the docs do not know, documented members whose value has another JSON type than
/// documented, and documented members that are `null`. A documented member with a value in the field is not here, except
/// when it has to be remembered in the spelling that was read (see [`codec`](crate::codec)).
///
/// ```
/// # use docwright_client::{Extra, RawValue};
/// let mut extra = Extra::new();
/// extra.insert("colour", "red");
/// extra.insert("weight", "1.50".parse::<RawValue>()?);
/// assert_eq!(extra.get("colour"), Some(&"red".into()));
/// assert_eq!(extra.get("weight").and_then(RawValue::as_f64), Some(1.5));
/// # Ok::<(), docwright_client::Error>(())
/// ```
///
/// One pointer wide, and empty costs nothing.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Members>>);

#[derive(Clone, Default)]
struct Members(Vec<Kept>);

/// A member that is kept.
#[derive(Clone)]
pub(super) struct Kept {
    name: Cow<'static, str>,
    pub(super) value: RawValue,
    pub(super) why: Why,
}

/// Why a member is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// No field has its value: it is written while its field has none.
    NoField,
    /// Its field has the value, and would write it in another way: it is written while the field still means it.
    Spelling,
}

impl Extra {
    /// Nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The members of an object, each by its last value; of anything else none.
    pub(crate) fn of_object(json: &RawValue) -> Self {
        let mut members = Self::new();
        each_member(&mut Reader::new(json.as_json()), |name, reader| {
            let value = RawValue::of(reader.raw()?);
            members.keep(name.into_owned().into(), value, Why::NoField);
            Some(())
        });
        members.settle();
        members
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&RawValue> {
        self.find(name).map(|it| &it.value)
    }

    /// Whether a member of this name was read and kept here, `null` or not.
    pub fn was_present(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Whether a member of this name was read as `null`. A field that is `None` was either absent or null; this tells which.
    pub fn is_null(&self, name: &str) -> bool {
        self.get(name).is_some_and(RawValue::is_null)
    }

    /// Adds a member to be written, if it has no field with a value; the former value under that name.
    pub fn insert(
        &mut self,
        name: impl Into<String>,
        value: impl Into<RawValue>,
    ) -> Option<RawValue> {
        let (name, value) = (name.into(), value.into());
        let members = &mut self.0.get_or_insert_default().0;
        match members.iter_mut().find(|it| it.name == name) {
            Some(kept) => {
                kept.why = Why::NoField;
                Some(std::mem::replace(&mut kept.value, value))
            }
            None => {
                members.push(Kept { name: name.into(), value, why: Why::NoField });
                None
            }
        }
    }

    /// Takes a member out, keeping the others' order.
    pub fn remove(&mut self, name: &str) -> Option<RawValue> {
        let members = &mut self.0.as_mut()?.0;
        let index = members.iter().position(|it| it.name == name)?;
        Some(members.remove(index).value)
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.kept().iter().map(|it| (&*it.name, &it.value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept().is_empty()
    }

    /// Whether the members with other names than these are equal.
    pub(super) fn equals_beside(&self, other: &Self, names: &[&str]) -> bool {
        self.beside(names) == other.beside(names)
    }

    /// The members with other names than these, by name.
    fn beside(&self, names: &[&str]) -> Vec<(&str, &RawValue)> {
        let mut members: Vec<_> = self.iter().filter(|(name, _)| !names.contains(name)).collect();
        members.sort_unstable_by_key(|(name, _)| *name);
        members
    }

    fn kept(&self) -> &[Kept] {
        self.0.as_ref().map_or(&[], |it| &it.0)
    }

    pub(super) fn find(&self, name: &str) -> Option<&Kept> {
        self.kept().iter().find(|it| it.name == name)
    }

    /// Adds what was read, whether there is one of that name or not: [`settle`](Self::settle) looks after that, once.
    pub(super) fn keep(&mut self, name: Cow<'static, str>, value: RawValue, why: Why) {
        self.0.get_or_insert_default().0.push(Kept { name, value, why });
    }

    /// Of members of one name the last stays.
    pub(super) fn settle(&mut self) {
        let Some(Members(members)) = self.0.as_deref_mut() else { return };
        let is_new =
            |index: usize| !members[..index].iter().any(|it| it.name == members[index].name);
        if members.len() <= 8 && (1..members.len()).all(is_new) {
            return;
        }
        let last = members.iter().enumerate().map(|(index, it)| (it.name.clone(), index));
        let last: HashMap<_, _> = last.collect();
        let mut index = 0..;
        members.retain(|it| last.get(&it.name).copied() == index.next());
    }
}

/// Short, and without texts that are secret by their member's name.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_members(&mut self.iter().map(|(name, it)| (name, it.tree())), f)
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.equals_beside(other, &[])
    }
}

/// The members in order.
impl IntoIterator for Extra {
    type Item = (String, RawValue);
    type IntoIter = Box<dyn Iterator<Item = Self::Item>>;

    fn into_iter(self) -> Self::IntoIter {
        let members = self.0.map(|it| it.0).unwrap_or_default();
        Box::new(members.into_iter().map(|it| (it.name.into_owned(), it.value)))
    }
}

impl<N: Into<String>, V: Into<RawValue>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

impl<N: Into<String>, V: Into<RawValue>> Extend<(N, V)> for Extra {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        for (name, value) in members {
            self.keep(Cow::Owned(name.into()), value.into(), Why::NoField);
        }
        self.settle();
    }
}
