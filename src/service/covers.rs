//! Names for what a description leaves open: text without a format, a number of any size, any JSON.

use super::ServiceTypeRef;
use crate::edm::Primitive;

/// What a name that is no type's covers.
#[derive(Clone, Copy, Debug)]
pub struct Covers;

impl Covers {
    /// Any JSON.
    pub const ANY: &str = "any JSON";
    /// Any object.
    pub const OBJECT: &str = "object";
    /// Any text, of whatever format.
    pub const TEXT: &str = "string";
    /// Any whole number.
    pub const INTEGER: &str = "integer";
    /// Any number.
    pub const NUMBER: &str = "number";

    /// What begins the name of a type that has none, since it is written where it is used.
    const NAMELESS: char = '#';

    /// The name of the so manieth type that has none, of an object or of members of an enum, at a property.
    pub fn without_name(is_object: bool, nth: usize, property: &str) -> String {
        let word = if is_object { Self::OBJECT } else { Self::TEXT };
        format!("{}{word}.{nth}.{property}", Self::NAMELESS)
    }

    /// What a name leaves open: itself, or what a type without one is.
    pub fn left_open(name: &str) -> Option<&str> {
        if let Some(rest) = name.strip_prefix(Self::NAMELESS) {
            return rest.split('.').next();
        }
        let words = [Self::ANY, Self::OBJECT, Self::TEXT, Self::INTEGER, Self::NUMBER];
        words.contains(&name).then_some(name)
    }

    /// Whether a name stands for none.
    pub fn is_nameless(name: &str) -> bool {
        name.starts_with(Self::NAMELESS)
    }

    /// Whether it leaves open what it is.
    pub fn is_open(ty: &ServiceTypeRef) -> bool {
        Self::left_open(&ty.name).is_some()
    }

    /// Whether a primitive may be what the name leaves open.
    pub fn primitive(name: &str, primitive: Primitive) -> bool {
        let is_whole =
            !matches!(primitive, Primitive::Decimal | Primitive::Double | Primitive::Single);
        match name {
            Self::ANY => true,
            Self::TEXT => !primitive.is_number() && primitive != Primitive::Boolean,
            Self::INTEGER => primitive.is_number() && is_whole,
            Self::NUMBER => primitive.is_number(),
            _ => false,
        }
    }
}
