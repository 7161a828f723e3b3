//! Which JSON a documented type is read from.
//!
//! The client reads by the same rules (`client/src/codec`). The tests that are emitted from examples hold the two together:
//! they fail where reading an example meets something else than what was found here.

use crate::edm::Primitive;
use crate::json::{Value, ValueKind};

/// What a primitive is read from, in words.
pub(crate) fn expected(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Boolean => "a boolean",
        Primitive::Byte
        | Primitive::SByte
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64 => "an integer",
        Primitive::Single | Primitive::Double | Primitive::Decimal => "a number",
        Primitive::String
        | Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Stream
        | Primitive::TimeOfDay => "a string",
    }
}

/// What a value is that stands in a primitive's place, in words: of a number also why it is none of that.
pub(crate) fn found_for(primitive: Primitive, value: &Value) -> &'static str {
    let ValueKind::Number(text) = &value.kind else { return found(value) };
    let is_whole = text.parse::<f64>().is_ok_and(|it| it.fract() == 0.0);
    match (primitive, is_whole) {
        (Primitive::Byte | Primitive::SByte, true) => "a number that does not fit 8 bits",
        (Primitive::Int16, true) => "a number that does not fit 16 bits",
        (Primitive::Int32, true) => "a number that does not fit 32 bits",
        (Primitive::Int64, true) => "a number that does not fit 64 bits",
        (_, false) if range(primitive).is_some() => "a number that is not whole",
        _ => found(value),
    }
}

/// What a value is, in words.
pub(crate) fn found(value: &Value) -> &'static str {
    match value.kind {
        ValueKind::Null => "null",
        ValueKind::Bool(_) => "a boolean",
        ValueKind::Number(_) => "a number",
        ValueKind::String(_) => "a string",
        ValueKind::Array(_) => "an array",
        ValueKind::Object(_) => "an object",
    }
}

/// Whether a value is one of a primitive. 64-bit and decimal numbers may stand in quotes, as OData allows.
pub(crate) fn is_read(primitive: Primitive, value: &Value) -> bool {
    match (&value.kind, primitive) {
        (ValueKind::Bool(_), _) => primitive == Primitive::Boolean,
        (ValueKind::Number(text), _) => match range(primitive) {
            Some((least, most)) => {
                integer(text).is_some_and(|it| (i128::from(least)..=i128::from(most)).contains(&it))
            }
            None => expected(primitive) == "a number",
        },
        (ValueKind::String(text), Primitive::Int64) => {
            text.parse::<i64>().is_ok_and(|it| it.to_string() == *text)
        }
        (ValueKind::String(text), Primitive::Decimal) => text.parse::<serde_json::Number>().is_ok(),
        (ValueKind::String(text), Primitive::Single | Primitive::Double) => {
            matches!(text.as_str(), "NaN" | "INF" | "-INF")
        }
        (ValueKind::String(_), _) => expected(primitive) == "a string",
        (ValueKind::Null | ValueKind::Array(_) | ValueKind::Object(_), _) => false,
    }
}

/// The least and the greatest value of an integer type.
fn range(primitive: Primitive) -> Option<(i64, i64)> {
    Some(match primitive {
        Primitive::Byte => (u8::MIN.into(), u8::MAX.into()),
        Primitive::SByte => (i8::MIN.into(), i8::MAX.into()),
        Primitive::Int16 => (i16::MIN.into(), i16::MAX.into()),
        Primitive::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Primitive::Int64 => (i64::MIN, i64::MAX),
        _ => return None,
    })
}

/// A whole number, written `3` or `3.0`; beyond 2^53 a float no longer says which one.
fn integer(text: &str) -> Option<i128> {
    const SAFE: f64 = 9_007_199_254_740_992.0;
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        (number.fract() == 0.0 && number.abs() <= SAFE).then_some(number as i128)
    })
}

#[cfg(test)]
mod tests {
    use super::{expected, found, found_for, is_read};
    use crate::edm::Primitive;
    use crate::source::{FileId, Span};

    #[test]
    fn values_are_told_by_their_type() {
        let is = |json: &str, primitive: Primitive| {
            let value = crate::json::parse(json, Span::new(FileId(0), 0..json.len())).0;
            value.is_some_and(|value| is_read(primitive, &value))
        };
        assert!(is("3", Primitive::Int32) && is("3.0", Primitive::Int32));
        assert!(!is("3.5", Primitive::Int32) && !is("\"3\"", Primitive::Int32));
        assert!(!is("2147483648", Primitive::Int32) && is("2147483648", Primitive::Int64));
        assert!(is("\"2147483648\"", Primitive::Int64) && !is("\"+3\"", Primitive::Int64));
        assert!(!is("256", Primitive::Byte) && !is("-1", Primitive::Byte));
        assert!(is("1.5", Primitive::Decimal) && is("\"1.5\"", Primitive::Decimal));
        assert!(is("\"INF\"", Primitive::Double) && !is("\"1.5\"", Primitive::Double));
        assert!(is("\"x\"", Primitive::Guid) && !is("1", Primitive::Guid));
        assert!(is("true", Primitive::Boolean) && !is("\"true\"", Primitive::Boolean));
        assert!(!is("null", Primitive::String));
    }

    #[test]
    fn words() {
        let at = Span::new(FileId(0), 0..2);
        let value = |text| crate::json::parse(text, at).0.expect("it is JSON");
        assert_eq!(found(&value("[]")), "an array");
        let told = |primitive, text| found_for(primitive, &value(text));
        assert_eq!(told(Primitive::Int32, "5368709120"), "a number that does not fit 32 bits");
        assert_eq!(told(Primitive::Byte, "-1"), "a number that does not fit 8 bits");
        assert_eq!(told(Primitive::Int16, "40000.0"), "a number that does not fit 16 bits");
        assert_eq!(told(Primitive::Int32, "1.5"), "a number that is not whole");
        assert_eq!(told(Primitive::Boolean, "1"), "a number");
        assert_eq!(told(Primitive::Int32, "\"1\""), "a string");
        assert_eq!(expected(Primitive::Int16), "an integer");
    }
}
