//! Documented types whose members are those of an example's object.

use super::shape::{Object, Shape};
use crate::edm::Primitive;
use crate::model::{ItemType, Model, Type, TypeId, TypeRef};
use std::collections::BTreeMap;

/// What is known of the documented types.
#[derive(Debug)]
pub(super) struct Documented {
    /// The members of each, its bases' too, by name in lower case.
    members: BTreeMap<TypeId, BTreeMap<String, Known>>,
    /// The types that have a member.
    having: BTreeMap<String, Vec<TypeId>>,
}

/// A member of a documented type.
#[derive(Clone, Copy, Debug)]
struct Known {
    ty: TypeRef,
    required: bool,
}

/// An object of fewer members may be of any type.
const LEAST_MEMBERS: usize = 3;
/// An object with more slips is another type's.
const MOST_SLIPS: usize = 1;
/// So many types are held against an object at most.
const MOST_TRIED: usize = 64;

impl Documented {
    pub(super) fn of(model: &Model) -> Self {
        let mut found = Self { members: BTreeMap::new(), having: BTreeMap::new() };
        for (index, ty) in model.types.values().enumerate() {
            let (id, Type::Structured(_)) = (TypeId(index), ty) else { continue };
            let members = model
                .properties(id)
                .map(|it| (it.name.to_lowercase(), Known { ty: it.ty, required: it.required }));
            let members: BTreeMap<String, Known> = members.collect();
            for name in members.keys() {
                found.having.entry(name.clone()).or_default().push(id);
            }
            found.members.insert(id, members);
        }
        found
    }

    /// The one type that has all members of an object and not many more, and in which none may be left out that must be
    /// sent. A single value of another kind is a slip of the example, if no type is without one: as a type of its own nobody
    /// would hear of it.
    pub(super) fn fitting(&self, object: &Object) -> Option<TypeId> {
        let names: Vec<String> = object.members.keys().map(|it| it.to_lowercase()).collect();
        if names.len() < LEAST_MEMBERS {
            return None;
        }
        let lists: Option<Vec<&Vec<TypeId>>> = names.iter().map(|it| self.having.get(it)).collect();
        let rarest = lists?.into_iter().min_by_key(|it| it.len())?;
        let slips = |id: &TypeId| {
            let known = &self.members[id];
            let mut n_slips = 0;
            for (name, member) in names.iter().zip(object.members.values()) {
                let Known { ty, required } = *known.get(name)?;
                let row = member.row.as_ref();
                let must_be_sent = row.is_some_and(|it| it.is_sent && it.required);
                (required || !must_be_sent).then_some(())?;
                if !is_read(ty, &member.shape) {
                    n_slips += 1;
                    is_slip(ty, &member.shape).then_some(())?;
                }
            }
            let is_alike = names.len() * 2 >= known.len() && names.len() - n_slips >= LEAST_MEMBERS;
            (is_alike && n_slips <= MOST_SLIPS).then_some((n_slips, *id))
        };
        let mut fitting: Vec<_> = rarest.iter().take(MOST_TRIED).filter_map(slips).collect();
        fitting.sort_unstable();
        match fitting[..] {
            [(_, id)] => Some(id),
            [(best, id), (next, _), ..] => (best < next).then_some(id),
            [] => None,
        }
    }
}

/// Whether a single value is shown where one of another kind is documented.
pub(super) fn is_slip(ty: TypeRef, shape: &Shape) -> bool {
    let is_single = matches!(ty.item, ItemType::Primitive(_)) && !ty.collection;
    is_single && matches!(shape, Shape::One(_)) && !is_read(ty, shape)
}

/// Whether values of a shape are those of a type.
pub(super) fn is_read(ty: TypeRef, shape: &Shape) -> bool {
    match shape {
        Shape::Nothing => true,
        Shape::Many(items) => ty.collection && is_read(TypeRef { collection: false, ..ty }, items),
        Shape::Any => ty.item == ItemType::Untyped,
        Shape::Object(_) => !ty.collection && !matches!(ty.item, ItemType::Primitive(_)),
        Shape::One(shown) => match ty.item {
            _ if ty.collection => false,
            ItemType::Untyped => true,
            // A member of an enum.
            ItemType::Named(_) => *shown == Primitive::String,
            ItemType::Primitive(documented) => is_kind(documented, *shown),
        },
    }
}

fn is_kind(documented: Primitive, shown: Primitive) -> bool {
    match documented {
        Primitive::Boolean => shown == Primitive::Boolean,
        Primitive::Byte
        | Primitive::SByte
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64 => shown == Primitive::Int64,
        Primitive::Decimal | Primitive::Double | Primitive::Single => {
            matches!(shown, Primitive::Int64 | Primitive::Double)
        }
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Stream
        | Primitive::String
        | Primitive::TimeOfDay => {
            matches!(shown, Primitive::String | Primitive::DateTimeOffset)
        }
    }
}
