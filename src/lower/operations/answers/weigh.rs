//! Which type an answer has, where the path, the text and the example each say one.
//!
//! The order is measured on whole doc sets against the service's metadata (`precedence::ANSWER`): what a
//! path leads to by the documented properties on its way beats both, since annotations and links get
//! copied from page to page; a type that the text links beats an annotation that it contradicts.

use super::super::cx::OperationCx;
use crate::model::{ItemType, TypeRef};
use crate::precedence::{ANSWER, AnswerSource};

/// What was claimed of an answer's type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Claimed {
    /// What the path leads to.
    pub(super) reached: Option<TypeRef>,
    /// What the response section names.
    pub(super) said: Option<TypeRef>,
    /// What the examples show.
    pub(super) shown: Option<TypeRef>,
}

impl Claimed {
    fn of(self, source: AnswerSource) -> Option<TypeRef> {
        match source {
            AnswerSource::Path => self.reached,
            AnswerSource::Text => self.said,
            AnswerSource::Example => self.shown,
        }
    }

    /// The type of an item: the last of the claims that no better one contradicts, since it is the
    /// nearest to the answer. Where it is of a derived type, the base counts that the path leads to, or
    /// else that the text names beside an example.
    pub(super) fn item(self, cx: &OperationCx<'_>) -> Option<ItemType> {
        let mut kept: Vec<(AnswerSource, ItemType)> = Vec::new();
        let is_primitive =
            |ty: Option<TypeRef>| ty.is_some_and(|it| matches!(it.item, ItemType::Primitive(_)));
        let is_named =
            |ty: Option<TypeRef>| ty.is_some_and(|it| matches!(it.item, ItemType::Named(_)));
        // A primitive in the text beside an example of a type speaks of a part.
        let speaks_of_part = is_primitive(self.said) && is_named(self.shown);
        for source in ANSWER {
            let claim =
                self.of(*source).filter(|_| *source != AnswerSource::Text || !speaks_of_part);
            let item = claim.map(|ty| ty.item).filter(|it| *it != ItemType::Untyped);
            let fits =
                |it: &ItemType| kept.iter().all(|(_, other)| !are_strangers(cx, *other, *it));
            kept.extend(item.filter(fits).map(|it| (*source, it)));
        }
        match kept.as_slice() {
            [(AnswerSource::Path, base), .., (_, shown)] if derives_from(cx, *shown, *base) => {
                Some(*base)
            }
            [.., (_, base), (AnswerSource::Example, shown)] if derives_from(cx, *shown, *base) => {
                Some(*base)
            }
            [.., (_, last)] => Some(*last),
            [] => None,
        }
    }

    /// Whether it is a collection: what two of three say, else the example.
    pub(super) fn collection(self) -> Option<bool> {
        let votes = [self.shown, self.said, self.reached].map(|ty| ty.map(|it| it.collection));
        let n_of = |wanted: bool| votes.iter().filter(|vote| **vote == Some(wanted)).count();
        match (n_of(true), n_of(false)) {
            (many, one) if many != one => Some(many > one),
            _ => votes.into_iter().flatten().next(),
        }
    }
}

/// Whether values of the two types are surely different things. A primitive beside a named type says
/// that one of the claims speaks of a part.
fn are_strangers(cx: &OperationCx<'_>, one: ItemType, other: ItemType) -> bool {
    match (one, other) {
        (ItemType::Named(_), ItemType::Named(_)) => {
            !derives_from(cx, one, other) && !derives_from(cx, other, one)
        }
        _ => one != other,
    }
}

/// Whether a type is another one or derives from it.
fn derives_from(cx: &OperationCx<'_>, ty: ItemType, base: ItemType) -> bool {
    match (ty, base) {
        (ItemType::Named(id), ItemType::Named(base)) => cx.model.derives_from(id, base),
        _ => ty == base,
    }
}
