//! JSON as its text: nothing of it is lost, and it is looked into only where somebody asks.

use super::members::each_member;
use super::reader::Reader;
use super::show::ShownTree;
use super::tree::{Tree, same};
use crate::json::Value;
use std::borrow::Cow;
use std::fmt;

/// Any JSON value, kept as its text: every digit of a number, the order of members, half a surrogate pair.
///
/// What a service sends beyond the docs is kept so in [`Extra`](crate::Extra), and so is what the docs have no type for.
/// A [`Value`], as serde_json has it, is made when it is asked for; what is made of one becomes text.
///
/// ```
/// use docwright_client::{RawValue, json::json};
///
/// let price: RawValue = r#"{"amount": 12345678901234567890.10, "currency": "EUR"}"#.parse()?;
/// assert_eq!(price.get("currency").as_ref().and_then(|it| it.as_str()).as_deref(), Some("EUR"));
/// assert_eq!(price.get("amount"), Some("12345678901234567890.1".parse::<RawValue>()?));
/// assert_eq!(price.get("amount").map(|it| it.to_string()).as_deref(), Some("12345678901234567890.10"));
/// assert_eq!(RawValue::from(json!({"a": [1]})), r#"{ "a": [1.0] }"#.parse::<RawValue>()?);
/// # Ok::<(), docwright_client::Error>(())
/// ```
///
/// Two are equal if they are as JSON: whatever the order of members and the white space, numbers by what they say.
// No text at all stands for `null`, which is often kept and then costs nothing.
#[derive(Clone, Default)]
pub struct RawValue(pub(super) Box<str>);

impl RawValue {
    /// `null`.
    pub fn null() -> Self {
        Self::default()
    }

    /// Of a text that was found to be JSON.
    pub(super) fn of(json: &str) -> Self {
        if json == "null" { Self::null() } else { Self(json.into()) }
    }

    /// The text, as it was read.
    pub fn as_json(&self) -> &str {
        if self.0.is_empty() { "null" } else { &self.0 }
    }

    /// As serde_json's type, whose numbers have less digits. A number that is larger than any of its numbers becomes a string.
    pub fn to_value(&self) -> Value {
        self.tree().into_value()
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a string; `None` of anything else.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        Reader::new(self.as_json()).string()
    }

    /// A boolean; `None` of anything else.
    pub fn as_bool(&self) -> Option<bool> {
        Reader::new(self.as_json()).boolean()
    }

    /// A whole number that fits; `None` of anything else.
    pub fn as_i64(&self) -> Option<i64> {
        Reader::new(self.as_json()).number()?.parse().ok()
    }

    /// A number, as near as a float comes; `None` of anything else.
    pub fn as_f64(&self) -> Option<f64> {
        Reader::new(self.as_json()).number()?.parse().ok().filter(|it: &f64| it.is_finite())
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<Self> {
        let mut found = None;
        each_member(&mut Reader::new(self.as_json()), |own, reader| {
            let value = reader.raw()?;
            if own == name {
                found = Some(Self::of(value));
            }
            Some(())
        });
        found
    }

    pub(super) fn tree(&self) -> Tree<'_> {
        Tree::of(self.as_json())
    }
}

/// The JSON text, whole. For logs there is `Debug`.
impl fmt::Display for RawValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

/// Short, and without texts that are secret by their member's name.
impl fmt::Debug for RawValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ShownTree(&self.tree(), false).fmt(f)
    }
}

impl PartialEq for RawValue {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || same(self.tree(), other.tree())
    }
}
