//! A structured type that both sides have, and those derived from it.

use crate::model::{Model, StructuredType, TypeId};

/// A structured type that both sides have.
pub(super) struct Pair<'c> {
    pub(super) old_id: TypeId,
    pub(super) new_id: TypeId,
    pub(super) old: &'c StructuredType,
    pub(super) new: &'c StructuredType,
    /// As the new docs call it.
    pub(super) name: &'c str,
}

/// The types derived from one, directly or not.
pub(super) fn derived(model: &Model, base: TypeId) -> impl Iterator<Item = TypeId> {
    model.type_ids().filter(move |id| *id != base && model.derives_from(*id, base))
}
