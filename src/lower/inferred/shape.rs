//! The shape of JSON: what all values of a place have in common.

use crate::dialect::Dialect;
use crate::edm::{Primitive, PropertyTerms};
use crate::facts::Step;
use crate::hashed::Hashed;
use crate::json::{Member as JsonMember, Value, ValueKind};
use crate::limits;
use crate::model::TypeRef;
use crate::naming::shown_type;
use crate::source::Span;

/// What the values of a place are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Nothing is known: null, or what an empty list or object would hold.
    Nothing,
    /// A single value.
    One(Primitive),
    /// A list.
    Many(Box<Shape>),
    /// An object with named members.
    Object(Object),
    /// Different things, or an object whose names are data.
    Any,
}

/// The objects of a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object {
    /// The members in the order in which they were first seen.
    pub(super) members: Hashed<String, Member>,
    /// How many objects there are.
    n: usize,
}

/// A member of objects.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub(super) shape: Shape,
    /// How many objects have it, and not as null.
    n: usize,
    /// Where it was first seen.
    pub(super) span: Span,
    /// What a row says of it.
    pub(super) row: Option<Row>,
}

/// A row of a table or list that describes a member.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) ty: Option<TypeRef>,
    pub(super) text: Option<String>,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    /// It is of what is sent, where what is required must be given.
    pub(super) is_sent: bool,
    pub(super) nullable: Option<bool>,
    /// What it says of the values.
    pub(super) terms: PropertyTerms,
    pub(super) span: Span,
}

impl Object {
    /// An object of which only rows tell.
    pub(super) fn of_rows() -> Self {
        Self { members: Hashed::default(), n: 0 }
    }

    /// Puts a row to the member that it describes, by the way to it: `owner`, `name`.
    pub(super) fn describe(&mut self, way: &[Step], row: &Row) {
        let Some((Step { name, is_list }, rest)) = way.split_first() else { return };
        if limits::is_long(name) || self.members.len() >= limits::TYPE_MEMBERS.most {
            return;
        }
        let member = self.members.entry(name.clone()).or_insert_with(|| Member {
            shape: Shape::Nothing,
            n: 0,
            span: row.span,
            row: None,
        });
        if rest.is_empty() {
            let ty = row.ty.map(|ty| TypeRef { collection: ty.collection || *is_list, ..ty });
            member.row.get_or_insert_with(|| Row { ty, ..row.clone() });
            return;
        }
        // What a row calls a list holds what is described below it.
        let is_many = member.row.as_ref().and_then(|it| it.ty).is_some_and(|ty| ty.collection);
        if (is_many || *is_list) && member.shape == Shape::Nothing {
            member.shape = Shape::Many(Box::new(Shape::Nothing));
        }
        let mut inner = &mut member.shape;
        while let Shape::Many(items) = inner {
            inner = items;
        }
        if *inner == Shape::Nothing {
            *inner = Shape::Object(Self::of_rows());
        }
        if let Shape::Object(object) = inner {
            object.describe(rest, row);
        }
    }

    /// Whether an object lacks the member, or has null.
    pub(super) fn may_lack(&self, member: &Member) -> bool {
        member.n < self.n
    }
}

impl Shape {
    /// The shape of all values.
    pub(super) fn of_all<'v>(dialect: &Dialect, values: impl Iterator<Item = &'v Value>) -> Self {
        values.fold(Self::Nothing, |all, value| all.and(Self::of(dialect, value)))
    }

    /// The shape of a value. JSON that was read is not deeper than its limit.
    fn of(dialect: &Dialect, value: &Value) -> Self {
        match &value.kind {
            ValueKind::Null => Self::Nothing,
            ValueKind::Array(items) => Self::Many(Box::new(Self::of_all(dialect, items.iter()))),
            ValueKind::Object(members) if members.is_empty() => Self::Nothing,
            ValueKind::Object(members) if members.iter().any(is_data) => Self::Any,
            ValueKind::Object(members) => {
                let named = members.iter().filter(|it| is_member(&it.name));
                let named = named.map(|it| {
                    let n = usize::from(!it.value.is_null());
                    let span = it.name_span;
                    (
                        it.name.clone(),
                        Member { shape: Self::of(dialect, &it.value), n, span, row: None },
                    )
                });
                Self::Object(Object { members: named.collect(), n: 1 })
            }
            ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {
                // What stands for a value may not say its type, which other values show.
                let Some(text) = shown_type(dialect, value) else { return Self::Nothing };
                let primitive = text.mentions.first().and_then(|it| it.primitive);
                // The next number may be larger than the one that is shown.
                match primitive {
                    Some(Primitive::Int32) => Self::One(Primitive::Int64),
                    Some(primitive) => Self::One(primitive),
                    None => Self::Any,
                }
            }
        }
    }

    /// What is one of both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, it) | (it, Self::Nothing) => it,
            (Self::Many(one), Self::Many(other)) => Self::Many(Box::new(one.and(*other))),
            (Self::Object(one), Self::Object(other)) => Self::Object(one.and(other)),
            (Self::One(one), Self::One(other)) => one.and(other).map_or(Self::Any, Self::One),
            _ => Self::Any,
        }
    }
}

impl Object {
    fn and(mut self, other: Self) -> Self {
        self.n += other.n;
        for (name, member) in other.members {
            let is_full = self.members.len() >= limits::TYPE_MEMBERS.most;
            match self.members.get_mut(&name) {
                Some(known) => {
                    known.n += member.n;
                    let shape = std::mem::replace(&mut known.shape, Shape::Nothing);
                    known.shape = shape.and(member.shape);
                }
                None if !is_full => {
                    self.members.insert(name, member);
                }
                None => {}
            }
        }
        self
    }
}

/// Whether a member's name is one of a property, and none of the protocol's notes.
fn is_member(name: &str) -> bool {
    !name.contains('@') && !limits::is_long(name)
}

/// Whether a name is a value itself: a number, a date, a sentence, a path, an id.
fn is_data(member: &JsonMember) -> bool {
    let name = member.name.as_str();
    !name.contains('@')
        && (name.split(['-', '_', '.']).any(is_id)
            // `com.example.owner`
            || name.matches('.').nth(1).is_some()
            || !name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$'))
            || name
                .contains(|c: char| c.is_whitespace() || matches!(c, '/' | '\\' | ':' | '{' | '<')))
}

/// Whether a part of a name is an id: long, with letters behind digits again and again.
fn is_id(part: &str) -> bool {
    const LEAST_LETTERS: usize = 8;
    let is_between = |pair: &[u8]| matches!(pair, [one, other] if one.is_ascii_digit() && other.is_ascii_alphabetic());
    part.len() >= LEAST_LETTERS
        && part.as_bytes().windows(2).filter(|it| is_between(it)).count() > 1
}
