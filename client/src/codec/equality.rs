//! Whether objects, and what is in them, mean the same, whatever their types.

use super::erased::{Member, Object, Part, items};
use super::extra::Why;
use super::model::Model;
use super::raw::RawValue;

/// Whether two models are equal: member by member, by what their values mean.
///
/// A spelling is no difference (`"OPEN"` and `"open"` of an enum, `5` and `"5"` of a 64-bit number, two texts of one instant);
/// absent and null are two.
pub fn equal<M: Model>(left: &M, right: &M) -> bool {
    equal_objects(left.object(), right.object())
}

/// Whether two objects of one type mean the same.
pub(crate) fn equal_objects(left: &dyn Object, right: &dyn Object) -> bool {
    let names = left.names();
    let are_equal = |(index, name): (usize, &&str)| {
        let (Ok(one), Ok(two)) = (left.at(index), right.at(index)) else { return true };
        match (kept_instead(left, one, name), kept_instead(right, two, name)) {
            (None, None) => one.equals(two),
            (one, two) => one == two,
        }
    };
    names.iter().enumerate().all(are_equal) && left.rest().equals_beside(right.rest(), names)
}

/// What was read instead of a value of the member's type, if that still counts.
fn kept_instead<'o>(
    object: &'o dyn Object,
    member: &dyn Member,
    name: &str,
) -> Option<&'o RawValue> {
    let kept = object.rest().find(name).filter(|it| it.why == Why::NoField && member.gives_way());
    kept.map(|it| &it.value)
}

impl dyn Member + '_ {
    /// Whether another field of the same type means the same.
    pub(super) fn equals(&self, other: &dyn Member) -> bool {
        match (self.part(), other.part()) {
            (Some(one), Some(two)) => one.equals(&two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }
}

impl Part<'_> {
    /// Whether two values of one type mean the same.
    pub(super) fn equals(&self, other: &Part<'_>) -> bool {
        match (self, other) {
            (Self::Object(one), Part::Object(two)) => equal_objects(*one, *two),
            (Self::List(one) | Self::Always(one), Part::List(two) | Part::Always(two)) => {
                let (mut one, mut two) = (items(*one), items(*two));
                loop {
                    match (one.next(), two.next()) {
                        (Some(one), Some(two)) if one.equals(&two) => {}
                        (None, None) => return true,
                        _ => return false,
                    }
                }
            }
            (Self::Name(one), Part::Name(two)) => one.text() == two.text(),
            (Self::Plain(one), Part::Plain(two)) => one.is_equal(*two),
            _ => false,
        }
    }
}
