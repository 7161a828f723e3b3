//! Objects of equal members are one type.

use super::documented::{Documented, is_read, is_slip};
use super::names::Namer;
use super::shape::{Object, Row, Shape};
use crate::edm::{Primitive, PropertyTerms};
use crate::model::{ItemType, Model, Property, StructuredType, Type, TypeId, TypeName, TypeRef};
use crate::naming::Cx;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A type as long as classes may still be united.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ty {
    item: Item,
    collection: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    /// Nothing shows what it is.
    Nothing,
    Any,
    One(Primitive),
    Class(usize),
    Documented(TypeId),
}

impl Ty {
    /// The type, where something is known of it; `ids` are those of the classes.
    pub(super) fn resolve(self, ids: &[TypeId]) -> Option<TypeRef> {
        let collection = self.collection;
        let item = match self.item {
            Item::Nothing | Item::Any => collection.then_some(ItemType::Untyped)?,
            Item::One(primitive) => ItemType::Primitive(primitive),
            Item::Class(class) => ItemType::Named(*ids.get(class)?),
            Item::Documented(id) => ItemType::Named(id),
        };
        Some(TypeRef { item, collection })
    }

    /// What is one of both, if that says as much as each.
    fn and(&self, other: &Self) -> Option<Self> {
        let is_unknown = |it: &Self| it.item == Item::Nothing && !it.collection;
        if is_unknown(self) || is_unknown(other) {
            return Some(if is_unknown(self) { other.clone() } else { self.clone() });
        }
        let item = match (&self.item, &other.item) {
            (one, other) if one == other => one.clone(),
            (Item::Nothing, it) | (it, Item::Nothing) => it.clone(),
            (Item::One(one), Item::One(other)) => Item::One(one.and(*other)?),
            _ => return None,
        };
        (self.collection == other.collection).then_some(Self { item, ..*self })
    }
}

/// Objects of one kind.
#[derive(Debug)]
struct Class {
    members: Vec<Member>,
    /// What it may be called, the best name so far.
    namer: Namer,
    /// Where it was first seen.
    span: Span,
}

#[derive(Clone, Debug)]
struct Member {
    name: String,
    ty: Ty,
    may_lack: bool,
    span: Span,
    row: Option<Row>,
}

/// All kinds of objects that were found.
#[derive(Debug)]
pub(super) struct Classes<'d> {
    documented: &'d Documented,
    all: Vec<Class>,
    /// Those of the same members' names.
    by_names: BTreeMap<Vec<String>, Vec<usize>>,
}

/// So many kinds of objects with the same names are held against each other.
const MOST_ALIKE: usize = 16;

impl<'d> Classes<'d> {
    pub(super) fn new(documented: &'d Documented) -> Self {
        Self { documented, all: Vec::new(), by_names: BTreeMap::new() }
    }

    /// The type of a shape; `None` if it says nothing.
    pub(super) fn intern(&mut self, shape: &Shape, namer: &Namer) -> Option<Ty> {
        let ty = self.ty(shape, namer);
        let says_nothing = matches!(ty.item, Item::Nothing | Item::Any) && !ty.collection;
        (!says_nothing).then_some(ty)
    }

    fn ty(&mut self, shape: &Shape, namer: &Namer) -> Ty {
        let one = |item| Ty { item, collection: false };
        match shape {
            Shape::Nothing => one(Item::Nothing),
            Shape::Any => one(Item::Any),
            Shape::One(primitive) => one(Item::One(*primitive)),
            Shape::Object(object) => one(self.object(object, namer)),
            Shape::Many(inner) => match self.ty(inner, &namer.of_one()) {
                // A list of lists is a list of whatever.
                Ty { collection: true, .. } => Ty { item: Item::Any, collection: true },
                Ty { item, .. } => Ty { item, collection: true },
            },
        }
    }

    /// The type of a member: as its row says, unless an example shows more. A single value of another kind is
    /// not more: it is told as a mistake.
    fn described(&mut self, shape: &Shape, row: Option<&Row>, namer: &Namer) -> Ty {
        let said = row.and_then(|it| it.ty);
        let known = said.and_then(|ty| {
            let item = match ty.item {
                ItemType::Primitive(primitive) => Item::One(primitive),
                ItemType::Named(id) => Item::Documented(id),
                ItemType::Untyped => return None,
            };
            (is_read(ty, shape) || is_slip(ty, shape))
                .then_some(Ty { item, collection: ty.collection })
        });
        known.unwrap_or_else(|| {
            let shown = self.ty(shape, namer);
            let is_many = said.is_some_and(|it| it.collection) && shown.item == Item::Nothing;
            Ty { collection: shown.collection || is_many, ..shown }
        })
    }

    fn object(&mut self, object: &Object, namer: &Namer) -> Item {
        if object.members.is_empty() {
            return Item::Nothing;
        }
        if let Some(id) = self.documented.fitting(object) {
            return Item::Documented(id);
        }
        let members: Vec<Member> = object
            .members
            .iter()
            .map(|(name, member)| Member {
                name: name.clone(),
                ty: self.described(&member.shape, member.row.as_ref(), &namer.member(name)),
                may_lack: object.may_lack(member),
                span: member.span,
                row: member.row.clone(),
            })
            .collect();
        let mut names: Vec<String> = members.iter().map(|it| it.name.clone()).collect();
        names.sort_unstable();
        let alike = self.by_names.entry(names).or_default();
        let known = alike.iter().copied().take(MOST_ALIKE);
        for index in known {
            if let Some(united) = unite(&self.all[index].members, &members) {
                let class = &mut self.all[index];
                class.members = united;
                if namer.rank() < class.namer.rank() {
                    class.namer = namer.clone();
                }
                return Item::Class(index);
            }
        }
        let Some(span) = members.first().map(|it| it.span) else { return Item::Nothing };
        alike.push(self.all.len());
        self.all.push(Class { members, namer: namer.clone(), span });
        Item::Class(self.all.len() - 1)
    }

    /// Adds the types to the model, in the order of their names, and returns their ids.
    pub(super) fn declare(self, cx: &Cx<'_>, model: &mut Model) -> Vec<TypeId> {
        let namespace = model.default_namespace.clone();
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by(|a, b| self.all[*a].namer.place().cmp(&self.all[*b].namer.place()));
        let mut taken: BTreeSet<String> = model.types.keys().map(|it| it.to_lowercase()).collect();
        let mut ids = vec![TypeId(0); self.all.len()];
        let mut names = vec![String::new(); self.all.len()];
        for (place, index) in order.iter().enumerate() {
            ids[*index] = TypeId(model.types.len() + place);
            names[*index] = self.all[*index].namer.unique(&namespace, &mut taken);
        }
        for index in order {
            let class = &self.all[index];
            let name =
                TypeName { namespace: namespace.clone(), name: std::mem::take(&mut names[index]) };
            let properties = class.members.iter().map(|it| property(cx, it, &ids)).collect();
            let ty = StructuredType {
                properties,
                docs: cx.docs(None, class.span),
                // What rows say of every member is documented.
                inferred: class.members.iter().any(|it| it.row.is_none()),
                ..StructuredType::named(name.clone())
            };
            model.types.insert(name.qualified(), Type::Structured(ty));
        }
        ids
    }
}

/// The members of two objects of the same names, if they can be of one type.
fn unite(known: &[Member], given: &[Member]) -> Option<Vec<Member>> {
    let given: BTreeMap<&str, &Member> = given.iter().map(|it| (it.name.as_str(), it)).collect();
    let one = |known: &Member| {
        let given = given.get(known.name.as_str())?;
        let may_lack = known.may_lack || given.may_lack;
        let row = known.row.clone().or_else(|| given.row.clone());
        Some(Member { ty: known.ty.and(&given.ty)?, may_lack, row, ..known.clone() })
    };
    known.iter().map(one).collect()
}

fn property(cx: &Cx<'_>, member: &Member, ids: &[TypeId]) -> Property {
    let untyped = TypeRef { item: ItemType::Untyped, collection: member.ty.collection };
    let row = member.row.as_ref();
    Property {
        name: member.name.clone(),
        ty: member.ty.clone().resolve(ids).unwrap_or(untyped),
        navigation: false,
        read_only: false,
        required: row.is_some_and(|it| it.required),
        nullable: member.may_lack.then_some(true).or(row.and_then(|it| it.nullable)),
        deprecated: row.is_some_and(|it| it.deprecated),
        terms: row.map_or_else(PropertyTerms::default, |it| it.terms.clone()),
        inferred: row.is_none(),
        docs: match row {
            Some(row) => cx.docs(row.text.as_deref(), row.span),
            None => cx.docs(None, member.span),
        },
    }
}
