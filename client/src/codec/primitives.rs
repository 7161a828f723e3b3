//! Strings, booleans and numbers.

use super::decode::Decode;
use super::encode::{Encode, json_equal};
use super::number::Number;
use super::raw::RawValue;
use super::reader::Reader;
use super::show::show_text;
use super::writer::Writer;
use crate::json::Value;
use std::fmt;

impl Decode for Value {
    const EXPECTS: &'static str = "any value";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.value()
    }

    fn nothing() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Encode for Value {
    fn encode(&self, json: &mut Writer) {
        json.value(self);
    }

    fn equals(&self, other: &Self) -> bool {
        json_equal(self, other)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        RawValue::from(self).show(f, is_secret)
    }
}

impl Decode for String {
    const EXPECTS: &'static str = "a string";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.string().map(|text| text.into_owned())
    }
}

impl Encode for String {
    fn encode(&self, json: &mut Writer) {
        json.string(self);
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        show_text(self, is_secret, f)
    }
}

impl Encode for str {
    fn encode(&self, json: &mut Writer) {
        json.string(self);
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        show_text(self, is_secret, f)
    }
}

impl Decode for bool {
    const EXPECTS: &'static str = "a boolean";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.boolean()
    }
}

impl Encode for bool {
    fn encode(&self, json: &mut Writer) {
        json.boolean(*self);
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}

macro_rules! integers {
    ($read:path: $($integer:ty),*) => {$(
        impl Decode for $integer {
            const EXPECTS: &'static str = "an integer";

            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                $read(reader)?.try_into().ok()
            }
        }

        impl Encode for $integer {
            fn encode(&self, json: &mut Writer) {
                json.display(self);
            }

            fn equals(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

integers!(integer: u8, i8, i16, i32, u32);
integers!(long_integer: i64, u64);

/// A whole number, written `3` or `3.0`.
fn integer(reader: &mut Reader<'_>) -> Option<i128> {
    let text = reader.number()?;
    let short = text.parse::<i64>().map(i128::from);
    short.or_else(|_| text.parse()).ok().or_else(|| whole(text.parse().ok()?))
}

/// Beyond 2^53 a float no longer says which integer was meant.
fn whole(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i128)
}

/// The same, or `"3"`, as OData sends 64-bit numbers to readers whose numbers are floats.
fn long_integer(reader: &mut Reader<'_>) -> Option<i128> {
    let start = reader.position();
    let Some(text) = reader.string() else {
        reader.rewind(start);
        return integer(reader);
    };
    reader.respelled();
    text.parse().ok().filter(|integer: &i128| integer.to_string() == text)
}

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl Decode for $float {
            const EXPECTS: &'static str = "a number";

            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                match float(reader)? {
                    Ok(text) => {
                        let number: $float = text.parse().ok()?;
                        // It has more digits than a float keeps.
                        if text.len() > <$float>::DIGITS as usize
                            && number.is_finite()
                            && Number::of(text) != Number::of(&format!("{number:?}"))
                        {
                            reader.respelled();
                        }
                        Some(number).filter(|it| it.is_finite())
                    }
                    Err(special) => Some(special as $float),
                }
            }
        }

        impl Encode for $float {
            fn encode(&self, json: &mut Writer) {
                if self.is_finite() {
                    // The type's own shortest text: a 32-bit 0.1 is written 0.1.
                    json.display(format_args!("{self:?}"));
                } else if self.is_nan() {
                    json.string("NaN");
                } else {
                    json.string(if *self > 0.0 { "INF" } else { "-INF" });
                }
            }

            fn equals(&self, other: &Self) -> bool {
                self == other || (self.is_nan() && other.is_nan())
            }
        }
    )*};
}

floats!(f32, f64);

/// A number's text; or one of the numbers that JSON has no literal for, as OData spells them.
fn float<'a>(reader: &mut Reader<'a>) -> Option<Result<&'a str, f64>> {
    let start = reader.position();
    let Some(text) = reader.string() else {
        reader.rewind(start);
        return reader.number().map(Ok);
    };
    match text.as_ref() {
        "NaN" => Some(Err(f64::NAN)),
        "INF" => Some(Err(f64::INFINITY)),
        "-INF" => Some(Err(f64::NEG_INFINITY)),
        _ => None,
    }
}
