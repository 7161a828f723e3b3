//! Which type an answer has, where the path, the text and the example each say one.
//!
//! The order is measured on whole doc sets against the service's metadata (`precedence::ANSWER`): what a
//! path leads to by the documented properties on its way beats both, since annotations and links get
//! copied from page to page; a type that the text links beats an annotation that it contradicts.

use super::super::group::OperationCx;
use crate::model::{ItemType, Type, TypeId, TypeRef};

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
    /// The type of an item. Of types that are related the text may choose the base: an example shows
    /// one of the derived ones.
    pub(super) fn item(self, cx: &OperationCx<'_>) -> Option<ItemType> {
        let item = |ty: Option<TypeRef>| ty.map(|it| it.item).filter(|it| *it != ItemType::Untyped);
        let reached = item(self.reached);
        let fits = |better: Option<ItemType>| {
            move |it: &ItemType| better.is_none_or(|better| !are_strangers(cx, better, *it))
        };
        let said = item(self.said).filter(fits(reached));
        let shown = item(self.shown).filter(fits(reached)).filter(fits(said));
        let base = match (said, shown, reached) {
            (Some(said), Some(shown), _) => Some(said).filter(|it| derives_from(cx, shown, *it)),
            (None, Some(shown), Some(reached)) => {
                Some(reached).filter(|it| derives_from(cx, shown, *it))
            }
            _ => None,
        };
        base.or(shown).or(said).or(reached)
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
pub(super) fn derives_from(cx: &OperationCx<'_>, ty: ItemType, base: ItemType) -> bool {
    let (ItemType::Named(id), ItemType::Named(base)) = (ty, base) else { return ty == base };
    let next = |id: &TypeId| match cx.model.ty(*id) {
        Type::Structured(ty) => ty.base,
        Type::Enum(_) => None,
    };
    std::iter::successors(Some(id), next).any(|id| id == base)
}
