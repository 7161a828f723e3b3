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

    /// Whether it leaves open what it is.
    pub fn is_open(ty: &ServiceTypeRef) -> bool {
        let words = [Self::ANY, Self::OBJECT, Self::TEXT, Self::INTEGER, Self::NUMBER];
        words.contains(&ty.name.as_str())
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
