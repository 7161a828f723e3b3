//! Tolerant JSON: text in, values with spans and a list of repairs out. Knows no pages and no rules.

mod reader;
mod scalars;
#[cfg(test)]
mod tests;

pub use reader::parse;

use crate::limits::{self, Limit};
use crate::source::Span;

/// A JSON value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What the value is.
    pub kind: ValueKind,
    /// The text it was read from, quotes and brackets included.
    pub span: Span,
    /// The same without the quotes of a string.
    pub content: Span,
}

/// The kinds of JSON value. Numbers keep their text, objects their order and duplicates.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The member's name, unescaped.
    pub name: String,
    /// Where the name stands, quotes included.
    pub name_span: Span,
    /// The member's value.
    pub value: Value,
}

/// Something that strict JSON does not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
}

/// The repairs that reading can make, and the two ways it gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma between two members or elements.
    MissingComma,
    /// A member name without quotes.
    UnquotedName,
    /// A word where a value belongs; read as a string.
    BareWord,
    /// A `//` or `/* */` comment.
    Comment,
    /// A raw line break or control character inside a string.
    ControlCharacter,
    /// `...` or `…` standing for what is left out.
    Ellipsis,
    /// Quotes other than `"`.
    OtherQuotes,
    /// White space that JSON does not know, such as a no-break space.
    OtherWhiteSpace,
    /// A backslash followed by no known escape; kept as written.
    BadEscape,
    /// A number that JSON would not accept; kept as text.
    BadNumber,
    /// A name listed twice in one object.
    DuplicateName,
    /// Text after the value.
    TextAfterValue,
    /// The text ended inside a string, array or object.
    Unclosed,
    /// Nested deeper than is read.
    TooDeep,
    /// An object of more members than are read.
    TooMany,
    /// Text that no repair makes sense of; the value ends here.
    Unreadable,
}

impl ProblemKind {
    /// The limit that the value is beyond; it was read as `null`.
    pub fn limit(self) -> Option<Limit> {
        match self {
            Self::TooDeep => Some(limits::JSON_DEPTH),
            Self::TooMany => Some(limits::JSON_MEMBERS),
            _ => None,
        }
    }
}

impl Value {
    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.kind == ValueKind::Null
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// A word that stands where JSON has a value: `<integer>`, `string`.
    pub fn word(&self) -> Option<&str> {
        self.as_str().filter(|_| self.span == self.content)
    }

    /// The truth of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            ValueKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match &self.kind {
            ValueKind::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[Member]> {
        match &self.kind {
            ValueKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The last member of that name, as JSON readers commonly choose.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let members = self.as_object()?;
        members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
    }

    /// The value as strict JSON text, without white space. Of duplicate members the last counts.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            ValueKind::Null => serde_json::Value::Null,
            ValueKind::Bool(value) => (*value).into(),
            ValueKind::Number(text) => {
                text.parse::<serde_json::Number>().map_or_else(|_| text.as_str().into(), Into::into)
            }
            ValueKind::String(text) => text.as_str().into(),
            ValueKind::Array(elements) => elements.iter().map(Self::to_json).collect(),
            ValueKind::Object(members) => serde_json::Value::Object(
                members
                    .iter()
                    .map(|member| (member.name.clone(), member.value.to_json()))
                    .collect(),
            ),
        }
    }
}
