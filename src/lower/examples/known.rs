//! What walks over examples look up: what an object may hold, what types are called, and where in a body
//! a walk is.

use crate::dialect::Dialect;
use crate::edm::Primitive;
use crate::model::{ItemType, Model, Parameter, StructuredType, Type, TypeId, TypeRef};
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A named place for a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'m> {
    pub(super) name: &'m str,
    pub(super) ty: TypeRef,
    pub(super) documented: Option<Span>,
}

impl Slot<'_> {
    pub(super) fn root(ty: TypeRef) -> Self {
        Self { name: "", ty, documented: None }
    }
}

/// What an object may hold.
#[derive(Debug)]
pub(super) struct Shape<'m> {
    pub(super) ty: Option<TypeId>,
    /// What `@odata.type` says of such an object.
    pub(super) name: String,
    /// By name, the first of each.
    pub(super) slots: BTreeMap<&'m str, Slot<'m>>,
    pub(super) open: bool,
}

impl<'m> Shape<'m> {
    fn of(slots: impl Iterator<Item = Slot<'m>>) -> Self {
        let mut by_name = BTreeMap::new();
        for slot in slots {
            by_name.entry(slot.name).or_insert(slot);
        }
        Self { ty: None, name: String::new(), slots: by_name, open: false }
    }

    fn of_type(model: &'m Model, id: TypeId, ty: &'m StructuredType) -> Self {
        // A base's property counts before one that restates it.
        let mut owners: Vec<&StructuredType> = std::iter::once(ty).chain(model.bases(ty)).collect();
        owners.reverse();
        let slots = owners.iter().flat_map(|owner| &owner.properties).map(|it| Slot {
            name: &it.name,
            ty: it.ty,
            documented: it.docs.span,
        });
        let open = owners.iter().any(|owner| owner.open);
        Self { ty: Some(id), name: ty.name.qualified(), open, ..Self::of(slots) }
    }

    pub(super) fn of_parameters(parameters: &'m [Parameter]) -> Self {
        Self::of(parameters.iter().map(|it| Slot {
            name: &it.name,
            ty: it.ty,
            documented: it.docs.span,
        }))
    }

    /// What is around a list, or around a single value that is no object.
    pub(super) fn around(ty: TypeRef) -> Self {
        let primitive = |it| TypeRef { item: ItemType::Primitive(it), collection: false };
        let around_list = [
            ("@odata.count", primitive(Primitive::Int64)),
            ("@odata.nextLink", primitive(Primitive::String)),
            ("@odata.deltaLink", primitive(Primitive::String)),
        ];
        let links = around_list.into_iter().filter(|_| ty.collection);
        let slots = std::iter::once(("value", ty)).chain(links);
        Self::of(slots.map(|(name, ty)| Slot { name, ty, documented: None }))
    }
}

/// The model with what all walks look up in it.
pub(super) struct Known<'m> {
    pub(super) model: &'m Model,
    pub(super) dialect: &'m Dialect,
    /// Types by qualified name in lower case.
    by_name: BTreeMap<String, TypeId>,
    /// Properties that only derived types have, by base, with the first of these types.
    of_derived: BTreeMap<TypeId, BTreeMap<&'m str, TypeId>>,
    /// By [`TypeId`], each made when the first example of the type is met.
    shapes: Vec<OnceLock<Shape<'m>>>,
}

impl<'m> Known<'m> {
    pub(super) fn of(model: &'m Model, dialect: &'m Dialect) -> Self {
        let names = model.types.keys().enumerate();
        let by_name = names.map(|(index, name)| (name.to_lowercase(), TypeId(index))).collect();
        let mut of_derived: BTreeMap<TypeId, BTreeMap<&str, TypeId>> = BTreeMap::new();
        for (index, ty) in model.types.values().enumerate() {
            let Type::Structured(ty) = ty else { continue };
            let base_of = |id: TypeId| match model.ty(id) {
                Type::Structured(base) => base.base,
                Type::Enum(_) => None,
            };
            for base in std::iter::successors(ty.base, |id| base_of(*id)) {
                let of_base = of_derived.entry(base).or_default();
                for property in &ty.properties {
                    of_base.entry(&property.name).or_insert(TypeId(index));
                }
            }
        }
        let shapes = model.types.values().map(|_| OnceLock::new()).collect();
        Self { model, dialect, by_name, of_derived, shapes }
    }

    /// What an object of a structured type may hold.
    pub(super) fn shape(&self, id: TypeId, ty: &'m StructuredType) -> &Shape<'m> {
        self.shapes[id.0].get_or_init(|| Shape::of_type(self.model, id, ty))
    }

    /// The type that an object says it is, whatever the case.
    pub(super) fn named(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// The first of the types derived from a base that has a property of the name.
    pub(super) fn of_derived(&self, base: TypeId, name: &str) -> Option<TypeId> {
        self.of_derived.get(&base)?.get(name).copied()
    }

    /// A structured type that says something about its values.
    pub(super) fn structured(&self, item: ItemType) -> Option<(TypeId, &'m StructuredType)> {
        let ItemType::Named(id) = item else { return None };
        match self.model.ty(id) {
            Type::Structured(ty) if !self.model.is_shapeless(id) => Some((id, ty)),
            Type::Structured(_) | Type::Enum(_) => None,
        }
    }
}

/// Where a walk is in a body; written out only where something is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'w> {
    Root,
    Member(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, usize),
}

impl Way<'_> {
    /// `value[0].name`
    pub(super) fn path(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Item(above, index) => format!("{}[{index}]", above.path()),
            Self::Member(above, name) => {
                let path = above.path();
                let is_apart = !path.is_empty() && !name.is_empty() && !name.starts_with('[');
                let dot = if is_apart { "." } else { "" };
                format!("{path}{dot}{name}")
            }
        }
    }
}
