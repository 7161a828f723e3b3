//! JSON text taken apart, where somebody looks into it. Numbers stay texts.

use super::number::Number;
use super::reader::Reader;
use crate::json::Value;
use std::borrow::Cow;
use std::collections::HashSet;

/// A JSON value that borrows from its text. As deep as the [`Reader`] goes, so what recurses on it ends.
#[derive(Debug)]
pub(crate) enum Tree<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Tree<'a>>),
    /// As they stand there; of two of one name the last counts.
    Object(Vec<(Cow<'a, str>, Tree<'a>)>),
}

impl<'a> Tree<'a> {
    /// Of a text that was found to be JSON.
    pub(crate) fn of(json: &'a str) -> Self {
        read(&mut Reader::new(json)).unwrap_or(Self::Null)
    }

    /// The members of an object, each name once; nothing of anything else.
    pub(crate) fn into_members(self) -> Vec<(Cow<'a, str>, Tree<'a>)> {
        let Self::Object(mut members) = self else { return Vec::new() };
        let mut seen = HashSet::with_capacity(members.len());
        members.reverse();
        members.retain(|(name, _)| seen.insert(name.clone()));
        members.reverse();
        members
    }

    /// A number beyond all floats becomes its text: a `Value` has none such.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Number(text) => number(text).unwrap_or_else(|| text.into()),
            Self::String(text) => text.into_owned().into(),
            Self::Array(items) => items.into_iter().map(Self::into_value).collect(),
            Self::Object(members) => {
                let members = members.into_iter();
                members.map(|(name, it)| (name.into_owned(), it.into_value())).collect()
            }
        }
    }
}

impl Reader<'_> {
    /// Reads any value, with as many digits as a [`Value`] has. `None` means that the text is not JSON; the reader is then of
    /// no more use.
    pub fn value(&mut self) -> Option<Value> {
        self.raw().map(|raw| Tree::of(raw).into_value())
    }
}

fn number(text: &str) -> Option<Value> {
    let integer = text.parse().ok().filter(|it: &i64| *it != 0 || text == "0").map(Value::from);
    let natural = || text.parse::<u64>().ok().map(Value::from);
    let float = || Some(text.parse().ok().filter(|it: &f64| it.is_finite())?.into());
    integer.or_else(natural).or_else(float)
}

fn read<'a>(reader: &mut Reader<'a>) -> Option<Tree<'a>> {
    Some(match reader.found() {
        "a string" => Tree::String(reader.string()?),
        "a boolean" => Tree::Bool(reader.boolean()?),
        "a number" => Tree::Number(reader.number()?),
        "an array" => {
            let mut items = Vec::new();
            reader.open(b'[')?;
            while !reader.take(b']') {
                reader.take(b',');
                items.push(read(reader)?);
            }
            reader.close();
            Tree::Array(items)
        }
        "an object" => {
            let mut members = Vec::new();
            reader.open(b'{')?;
            while !reader.take(b'}') {
                reader.take(b',');
                let name = reader.string()?;
                reader.expect(b':')?;
                members.push((name, read(reader)?));
            }
            reader.close();
            Tree::Object(members)
        }
        _ => {
            reader.null()?;
            Tree::Null
        }
    })
}

/// Equal as JSON: members in any order, numbers as numbers.
pub(crate) fn same(left: Tree<'_>, right: Tree<'_>) -> bool {
    match (left, right) {
        (Tree::Null, Tree::Null) => true,
        (Tree::Bool(left), Tree::Bool(right)) => left == right,
        (Tree::Number(left), Tree::Number(right)) => {
            left == right || Number::of(left) == Number::of(right)
        }
        (Tree::String(left), Tree::String(right)) => left == right,
        (Tree::Array(left), Tree::Array(right)) => {
            left.len() == right.len()
                && left.into_iter().zip(right).all(|(left, right)| same(left, right))
        }
        (left @ Tree::Object(_), right @ Tree::Object(_)) => {
            let (mut left, mut right) = (left.into_members(), right.into_members());
            left.sort_unstable_by(|one, two| one.0.cmp(&two.0));
            right.sort_unstable_by(|one, two| one.0.cmp(&two.0));
            left.len() == right.len()
                && left
                    .into_iter()
                    .zip(right)
                    .all(|(left, right)| left.0 == right.0 && same(left.1, right.1))
        }
        _ => false,
    }
}
