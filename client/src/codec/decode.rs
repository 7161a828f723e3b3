//! JSON to typed values: what fits is taken, what does not is handed back untouched.

use super::{Encode, Model, Object};
use crate::error::Error;
use crate::json::{Map, Value};

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// The JSON it is read from, in words: "a string".
    const EXPECTS: &'static str;

    /// Reads the value, or hands it back if it is no value of this type.
    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value>;
}

/// Reads a value, leniently: what does not fit is kept in the models' `extra`.
pub fn from_value<T: Decode>(value: Value) -> Result<T, Error> {
    decode_root(value, Mode::Lenient)
}

/// Reads JSON text, leniently: what does not fit is kept in the models' `extra`.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_root(parse(json)?, Mode::Lenient)
}

/// Reads JSON text; a documented member with another JSON type than documented is an error that names its path.
pub fn from_slice_strict<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_root(parse(json)?, Mode::Strict)
}

/// What to do about a documented member whose JSON type is not the documented one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    #[default]
    Lenient,
    Strict,
}

pub(crate) fn decode_root<T: Decode>(value: Value, mode: Mode) -> Result<T, Error> {
    let mut decoder = Decoder::default();
    match T::decode(value, &mut decoder) {
        Ok(decoded) if mode == Mode::Lenient => Ok(decoded),
        Ok(decoded) => match decoder.mismatches.into_iter().next() {
            None => Ok(decoded),
            Some(mismatch) => Err(Error::mismatch(mismatch)),
        },
        Err(value) => {
            let inner = decoder.mismatches.into_iter().next();
            let (expected, found) = (T::EXPECTS, json_kind(&value));
            let whole = Mismatch { path: String::new(), expected, found };
            Err(Error::mismatch(inner.unwrap_or(whole)))
        }
    }
}

/// JSON text to a value. A byte order mark is skipped: some services send one.
pub(crate) fn parse(json: &[u8]) -> Result<Value, Error> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    serde_json::from_slice(json).map_err(Error::json)
}

/// A documented member whose JSON type is not the documented one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where, from the root: `value[3].from.emailAddress`; empty for the root itself.
    pub path: String,
    /// What the docs say, in words.
    pub expected: &'static str,
    /// What was read, in words.
    pub found: &'static str,
}

/// What is learned on the way through one JSON document.
#[derive(Debug, Default)]
pub struct Decoder {
    mismatches: Vec<Mismatch>,
    /// Paths of members that the docs do not know; only where somebody asks.
    unknown: Option<Vec<String>>,
    original: Option<Value>,
}

/// How much a decoder knew at some point.
#[derive(Clone, Copy)]
struct Mark {
    n_mismatches: usize,
    n_unknown: usize,
}

impl Decoder {
    /// A decoder that also lists the members that the docs do not know.
    pub(crate) fn auditing() -> Self {
        Self { unknown: Some(Vec::new()), ..Self::default() }
    }

    /// The documented members that did not fit, so far.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    pub(crate) fn unknown(&self) -> &[String] {
        self.unknown.as_deref().unwrap_or_default()
    }

    /// Says that the value just decoded would be written in another spelling than it was read.
    pub fn remember(&mut self, original: Value) {
        self.original = Some(original);
    }

    pub(crate) fn take_original(&mut self) -> Option<Value> {
        self.original.take()
    }

    fn mark(&self) -> Mark {
        Mark { n_mismatches: self.mismatches.len(), n_unknown: self.unknown().len() }
    }

    /// Notes a mismatch, unless something inside the value (noted since `mark`) already explains it.
    fn note(&mut self, n_before: usize, expected: &'static str, value: &Value) {
        if self.mismatches.len() == n_before {
            let found = json_kind(value);
            self.mismatches.push(Mismatch { path: String::new(), expected, found });
        }
    }

    /// Puts a step before the paths noted since `mark`: paths grow from the inside out, and only where there is one.
    fn within(&mut self, mark: Mark, step: impl Fn() -> String) {
        let mismatches = self.mismatches.iter_mut().skip(mark.n_mismatches).map(|it| &mut it.path);
        let unknown = self.unknown.iter_mut().flatten().skip(mark.n_unknown);
        for path in mismatches.chain(unknown) {
            let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            *path = format!("{}{dot}{path}", step());
        }
    }
}

fn json_kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

impl<M: Model> Decode for M {
    const EXPECTS: &'static str = "an object";

    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
        match value {
            Value::Object(members) => {
                let mut model = M::default();
                decode_members(&mut model, members, decoder);
                Ok(model)
            }
            other => Err(other),
        }
    }
}

fn decode_members(object: &mut dyn Object, members: Map<String, Value>, decoder: &mut Decoder) {
    let names = object.names();
    audit_members(object.name(), names, &members, decoder);
    let mut expected = 0;
    for (name, value) in members {
        let index = position(names, &name, expected).filter(|_| !value.is_null());
        let kept = match index.and_then(|index| Some((index, object.at_mut(index)?))) {
            None => Some(value),
            Some((index, member)) => {
                expected = index + 1;
                let mark = decoder.mark();
                let kept = member.set(value, decoder).unwrap_or_else(|value| {
                    let expects = member.expects();
                    decoder.note(mark.n_mismatches, expects, &value);
                    Some(value)
                });
                decoder.within(mark, || name.clone());
                kept
            }
        };
        if let Some(value) = kept {
            object.rest_mut().insert(name, value);
        }
    }
}

/// Lists the members that the docs do not know. An object that says it is of another (derived) type may have any.
fn audit_members(
    object: &'static str,
    names: &[&str],
    members: &Map<String, Value>,
    decoder: &mut Decoder,
) {
    let Some(unknown) = &mut decoder.unknown else { return };
    let sent_type = members.get("@odata.type").and_then(Value::as_str).unwrap_or(object);
    if sent_type.trim_start_matches('#').eq_ignore_ascii_case(object) {
        let members = members.keys().filter(|name| !name.contains('@'));
        unknown.extend(members.filter(|name| !names.contains(&name.as_str())).cloned());
    }
}

/// Where a name is. Services send members mostly in the documented order, so the search begins after the last hit.
fn position(names: &[&str], name: &str, expected: usize) -> Option<usize> {
    let (before, after) = names.split_at_checked(expected)?;
    let later = after.iter().position(|it| *it == name).map(|index| expected + index);
    later.or_else(|| before.iter().position(|it| *it == name))
}

impl<T: Decode + Encode> Decode for Vec<T> {
    const EXPECTS: &'static str = "an array";

    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
        let Value::Array(values) = value else { return Err(value) };
        let mut items = Vec::with_capacity(values.len());
        let mut originals = Vec::new();
        let mut values = values.into_iter().enumerate();
        while let Some((index, value)) = values.next() {
            let mark = decoder.mark();
            let decoded = T::decode(value, decoder);
            originals.extend(decoder.take_original().map(|original| (index, original)));
            if let Err(value) = &decoded {
                decoder.note(mark.n_mismatches, T::EXPECTS, value);
            }
            decoder.within(mark, || format!("[{index}]"));
            match decoded {
                Ok(item) => items.push(item),
                Err(value) => {
                    let mut read = as_read(&items, originals);
                    read.push(value);
                    read.extend(values.map(|(_, value)| value));
                    return Err(Value::Array(read));
                }
            }
        }
        if !originals.is_empty() {
            decoder.remember(Value::Array(as_read(&items, originals)));
        }
        Ok(items)
    }
}

/// The items as they were read: as they would be written, except where the spelling differed.
fn as_read<T: Encode>(items: &[T], originals: Vec<(usize, Value)>) -> Vec<Value> {
    let mut values: Vec<Value> = items.iter().map(T::encode).collect();
    for (index, original) in originals {
        if let Some(value) = values.get_mut(index) {
            *value = original;
        }
    }
    values
}

impl<T: Decode> Decode for Option<T> {
    const EXPECTS: &'static str = T::EXPECTS;

    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
        match value {
            Value::Null => Ok(None),
            value => T::decode(value, decoder).map(Some),
        }
    }
}
