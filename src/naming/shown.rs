//! Types of values in examples.

use super::resolve::stated_type;
use crate::dialect::{Dialect, in_brackets};
use crate::edm::Primitive;
use crate::facts::TypeText;
use crate::json::{Value, ValueKind};

/// The type that a value of an example stands for.
pub(crate) fn shown_type(dialect: &Dialect, value: &Value) -> Option<TypeText> {
    let primitive = |it: Primitive| Some(TypeText::of_name(it.name(), Some(it), value.span));
    match &value.kind {
        ValueKind::Null => None,
        ValueKind::Bool(_) => primitive(Primitive::Boolean),
        ValueKind::Number(text) if text.parse::<i32>().is_ok() => primitive(Primitive::Int32),
        ValueKind::Number(text) if text.parse::<i64>().is_ok() => primitive(Primitive::Int64),
        ValueKind::Number(_) => primitive(Primitive::Double),
        ValueKind::String(text) if is_date_time(text) => primitive(Primitive::DateTimeOffset),
        ValueKind::String(text) if in_brackets(text).is_some() || value.word().is_some() => {
            match dialect.placeholder(text).or_else(|| dialect.primitive(text)) {
                Some(known) => primitive(known),
                // `<who made it>` says nothing of the value's type, unless it has the quotes of a text.
                None if in_brackets(text).is_some() && value.word().is_some() => None,
                None => primitive(Primitive::String),
            }
        }
        ValueKind::String(_) => primitive(Primitive::String),
        ValueKind::Array(elements) => {
            let mut ty = shown_type(dialect, elements.first()?)?;
            ty.collection = true;
            Some(ty)
        }
        ValueKind::Object(_) => {
            let (name, span) = stated_type(value)?;
            Some(TypeText::of_name(name, None, span))
        }
    }
}

/// `2016-12-31T23:59:38…` with an offset or `Z`.
fn is_date_time(text: &str) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let bytes = text.as_bytes();
    bytes.len() > SHAPE.len()
        && bytes.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        })
        && (text.ends_with('Z') || text[SHAPE.len()..].contains(['+', '-']))
}
