//! What paths lead to: as the docs of reading them say, and along documented relationships.

use super::super::cx::{Group, OperationCx, method};
use super::super::paths::{self, identity};
use super::super::words::is_plural;
use crate::facts::RequestLine;
use crate::hashed::Hashed;
use crate::model::{
    ItemType, Method, Operation, Path, PathSegment, Property, ResponseBody, Type, TypeRef,
};
use rayon::prelude::*;

/// What reading a path answers, by the path's identity; nothing is known while that is being found out.
#[derive(Debug, Default)]
pub(crate) struct Reached(Option<Hashed<String, TypeRef>>);

impl Reached {
    /// What the pages of the given operations say that reading their paths answers.
    pub(crate) fn of(operations: &[Operation]) -> Self {
        let read = operations.par_iter().filter(|it| it.method == Method::Get);
        let found = read.filter_map(|operation| match operation.response {
            ResponseBody::Type(ty) => Some((identity(&operation.path.segments), ty)),
            ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => None,
        });
        let found: Vec<_> = found.collect();
        Self::from_paths(found)
    }

    /// What reading paths of these identities answers.
    pub(crate) fn from_paths(found: impl IntoIterator<Item = (String, TypeRef)>) -> Self {
        Self(Some(found.into_iter().collect()))
    }

    /// The type that a path's last step leads to by what is documented of the step before it: a property,
    /// an item of a collection, a cast.
    pub(crate) fn step(&self, cx: &OperationCx<'_>, path: &Path) -> Option<TypeRef> {
        let (last, before) = path.segments.split_last()?;
        let owner = self.at(cx, before)?;
        step(cx, owner, last)
    }

    /// What a group's path leads to, where what its page says of a type is said of what another of its lines leads to.
    pub(crate) fn beside(
        &self,
        cx: &OperationCx<'_>,
        group: &Group<'_>,
        said: TypeRef,
    ) -> Option<TypeRef> {
        let own = self.at(cx, &group.path.segments).filter(|it| !it.collection)?;
        let (ItemType::Named(here), ItemType::Named(there)) = (own.item, said.item) else {
            return None;
        };
        let is_related = cx.model.derives_from(here, there) || cx.model.derives_from(there, here);
        let facts = group.claim.facts;
        let leads_there = |line: &RequestLine| {
            let path = paths::normalise(cx.cx, &line.template, facts)?;
            let ty = self.at(cx, &path.segments)?;
            (method(line.method.value) == group.method && ty.item == said.item).then_some(())
        };
        let is_other = !is_related && facts.lines.iter().any(|it| leads_there(it).is_some());
        is_other.then_some(own)
    }

    /// What stands at a path: what is documented for it, else the way there is gone step by step.
    pub(crate) fn at(&self, cx: &OperationCx<'_>, segments: &[PathSegment]) -> Option<TypeRef> {
        let known = self.0.as_ref()?;
        // The identity of a path begins with that of the path before its last step.
        let mut whole = String::with_capacity(16 * segments.len());
        let mut ends = Vec::with_capacity(segments.len());
        for segment in segments {
            whole.push_str(&identity(std::slice::from_ref(segment)));
            ends.push(whole.len());
        }
        let nearest = (0..segments.len())
            .rev()
            .find_map(|index| known.get(whole.get(..ends[index])?).map(|ty| (index + 1, *ty)));
        let (n_known, ty) = match (nearest, segments.first()?) {
            (Some(nearest), _) => nearest,
            (None, PathSegment::Literal(name)) => (1, set_of(cx, name)?),
            (None, PathSegment::Key { .. } | PathSegment::Call { .. }) => return None,
        };
        segments[n_known..].iter().try_fold(ty, |ty, it| step(cx, ty, it))
    }
}

/// Whether a path ends in the name of a type, which picks what is of it.
pub(super) fn is_cast(cx: &OperationCx<'_>, path: &Path) -> bool {
    let Some(PathSegment::Literal(last)) = path.segments.last() else { return false };
    last.contains('.') && cx.declared.by_full_name(last).is_some()
}

/// What one step leads to from a value of a type.
fn step(cx: &OperationCx<'_>, owner: TypeRef, step: &PathSegment) -> Option<TypeRef> {
    match step {
        PathSegment::Key { .. } => {
            owner.collection.then_some(TypeRef { collection: false, ..owner })
        }
        PathSegment::Literal(name) if name.contains('.') => {
            let id = cx.declared.by_full_name(name)?;
            Some(TypeRef { item: ItemType::Named(id), ..owner })
        }
        PathSegment::Literal(name) => Some(property(cx, owner, name)?.ty),
        PathSegment::Call { .. } => None,
    }
}

/// The property of a single value's type, its bases' included.
fn property<'m>(cx: &OperationCx<'m>, owner: TypeRef, name: &str) -> Option<&'m Property> {
    let ItemType::Named(id) = owner.item else { return None };
    if owner.collection {
        return None;
    }
    cx.model.property(id, name)
}

/// The set that a path begins with, if its name is the plural of a type's.
fn set_of(cx: &OperationCx<'_>, name: &str) -> Option<TypeRef> {
    let stem =
        |end: &str| name.get(..name.len().checked_sub(end.len())?).filter(|_| name.ends_with(end));
    let of_y = stem("ies").map(|stem| format!("{stem}y"));
    let singulars = [of_y, stem("es").map(str::to_owned), stem("s").map(str::to_owned)];
    let default = cx.cx.dialect.default_namespace.as_str();
    let mut singulars = singulars.into_iter().flatten();
    let id = singulars.find_map(|name| cx.declared.named(default, &name));
    let id = id.or_else(|| cx.declared.of_set(name).filter(|_| is_plural(name)))?;
    let is_structured = matches!(cx.model.ty(id), Type::Structured(_));
    is_structured.then_some(TypeRef { item: ItemType::Named(id), collection: true })
}
