//! Where examples differ from their types: every body is walked as a client reads it.
//!
//! Kept with the example as data, so that a finding can be told about each, and so that emitted tests can ask for exactly
//! these: a type that loses a property on its way into Rust then fails its examples.

use super::json_types::{expected, found, found_for, is_read};
use super::known::{Known, Shape, Slot, Way};
use crate::edm::Primitive;
use crate::hashed::Hashed;
use crate::json::{Member, Value, ValueKind};
use crate::model::{
    Deviation, DeviationKind, EnumType, ItemType, Model, Operation, RequestBody, ResponseBody,
    Type, TypeId, TypeRef,
};
use crate::naming::Cx;
use crate::source::Span;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::Discriminant;

/// Finds the deviations of every example.
pub(crate) fn find(cx: &Cx<'_>, model: &mut Model) {
    let mut operations = std::mem::take(&mut model.operations);
    let known = Known::of(model, cx.dialect);
    operations.par_iter_mut().for_each(|operation| {
        let mut walk = Walk::new(&known);
        for index in 0..operation.examples.len() {
            let request = of_request(&mut walk, cx, operation, index);
            let response = of_response(&mut walk, cx, operation, index);
            let example = &mut operation.examples[index];
            if let Some(it) = &mut example.request {
                it.deviations = request;
            }
            if let Some(it) = &mut example.response {
                it.deviations = response;
            }
        }
    });
    model.operations = operations;
}

/// Walks the examples of an operation for what they show, and not for where they differ.
pub(super) fn walk_all(walk: &mut Walk<'_, '_>, cx: &Cx<'_>, operation: &Operation) {
    for index in 0..operation.examples.len() {
        of_request(walk, cx, operation, index);
        of_response(walk, cx, operation, index);
    }
}

fn of_request(
    walk: &mut Walk<'_, '_>,
    cx: &Cx<'_>,
    operation: &Operation,
    index: usize,
) -> Vec<Deviation> {
    let request = operation.examples[index].request.as_ref().filter(|it| it.misfit.is_none());
    if let Some(body) = request.and_then(|it| it.body.as_deref()) {
        match &operation.request {
            RequestBody::Type(ty) if matches!(ty.item, ItemType::Named(_)) => {
                walk.value(&Slot::root(*ty), Way::Root, body);
            }
            RequestBody::Parameters(parameters) => {
                let shape = Shape::of_parameters(parameters);
                match body.as_array().filter(|_| operation.sends_many) {
                    Some(items) => items.iter().enumerate().for_each(|(index, it)| {
                        walk.object(&shape, Way::Item(&Way::Root, index), it);
                    }),
                    None => walk.object(&shape, Way::Root, body),
                }
            }
            RequestBody::Type(_)
            | RequestBody::None
            | RequestBody::Stream
            | RequestBody::Media(_)
            | RequestBody::Reference { .. }
            | RequestBody::Untyped => {}
        }
    }
    walk.finish(cx)
}

fn of_response(
    walk: &mut Walk<'_, '_>,
    cx: &Cx<'_>,
    operation: &Operation,
    index: usize,
) -> Vec<Deviation> {
    if let Some(response) = &operation.examples[index].response
        && let (Some(body), ResponseBody::Type(ty)) = (&response.body, response.ty)
    {
        walk.answer(ty, body);
    }
    walk.finish(cx)
}

/// What examples show of an enum.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    pub(super) texts: bool,
    pub(super) numbers: bool,
}

/// What examples show of a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    whole: bool,
    fractions: bool,
    others: bool,
}

impl Times {
    pub(super) fn add(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Number(text) if text.parse::<i64>().is_ok() => self.whole = true,
            ValueKind::Number(_) => self.fractions = true,
            ValueKind::Null => {}
            _ => self.others = true,
        }
    }

    /// The number that it is, if all examples show such.
    pub(super) fn number(self) -> Option<Primitive> {
        match self {
            Self { others: true, .. } => None,
            Self { fractions: true, .. } => Some(Primitive::Double),
            Self { whole, .. } => whole.then_some(Primitive::Int64),
        }
    }
}

/// What walks know, and what one has found.
pub(super) struct Walk<'w, 'm> {
    known: &'w Known<'m>,
    /// The members of the enums that were met.
    members: BTreeMap<TypeId, BTreeSet<Cow<'m, str>>>,
    /// One of a kind at a path: a member may be unknown to the documented type and to the stated one.
    found: Hashed<(String, Discriminant<DeviationKind>), (DeviationKind, Span)>,
    /// What was met of times, by the rows that document them; none unless it is asked for.
    pub(super) times: Option<BTreeMap<Span, Times>>,
    /// What was met of enums.
    pub(super) shown: BTreeMap<TypeId, Shown>,
}

impl<'w, 'm> Walk<'w, 'm> {
    pub(super) fn new(known: &'w Known<'m>) -> Self {
        Self {
            known,
            members: BTreeMap::new(),
            found: Hashed::default(),
            shown: BTreeMap::new(),
            times: None,
        }
    }

    fn note(&mut self, way: Way<'_>, kind: DeviationKind, span: Span) {
        let key = (way.path(), std::mem::discriminant(&kind));
        self.found.entry(key).or_insert((kind, span));
    }

    /// What was found since the last time, in the order of the page.
    pub(super) fn finish(&mut self, cx: &Cx<'_>) -> Vec<Deviation> {
        let mut found: Vec<Deviation> = std::mem::take(&mut self.found)
            .into_iter()
            .map(|((path, _), (kind, span))| {
                let line = cx.sources.line(span);
                Deviation { path, kind, span, line }
            })
            .collect();
        found.sort_by_key(|it| it.span);
        found
    }

    /// An answer: a collection in `value`, a single value that is no object perhaps so, and on some pages an object too.
    pub(super) fn answer(&mut self, ty: TypeRef, body: &Value) {
        let is_object = body.as_object().is_some();
        let has_value = body.get("value").is_some();
        let is_structured = self.known.structured(ty.item).is_some();
        let is_any = self.is_any(ty.item);
        let protocol = &self.known.dialect.service.protocol;
        if ty.collection && !protocol.has_odata_lists() {
            match protocol.list_in(body) {
                // What stands around the items is the service's own.
                Some((place, list)) if place.is_empty() => {
                    self.value(&Slot::root(ty), Way::Root, list);
                }
                Some((place, list)) => {
                    self.value(&Slot::root(ty), Way::Member(&Way::Root, &place), list);
                }
                None => self.other_type(&Slot::root(ty), Way::Root, body, "an array"),
            }
        } else if ty.collection && is_object {
            self.object(&Shape::around(ty), Way::Root, body);
        } else if ty.collection {
            self.other_type(&Slot::root(ty), Way::Root, body, "an object");
        } else if is_structured && self.is_wrapped(ty.item, body) {
            self.note(Way::Root, DeviationKind::Wrapped, body.span);
            if let Some(inner) = body.get("value") {
                self.value(&Slot::root(ty), Way::Member(&Way::Root, "value"), inner);
            }
        } else if !is_structured && !is_any && is_object && has_value {
            self.object(&Shape::around(ty), Way::Root, body);
        } else {
            self.value(&Slot::root(ty), Way::Root, body);
        }
    }

    fn is_wrapped(&self, item: ItemType, body: &Value) -> bool {
        let structured = self.known.structured(item);
        let has_value =
            structured.is_some_and(|(id, ty)| self.known.shape(id, ty).slots.contains_key("value"));
        let members = body.as_object().unwrap_or_default();
        let mut others = members.iter().filter(|it| !is_control(&it.name));
        let is_alone = match (others.next(), others.next()) {
            (Some(only), None) => only.name == "value" && only.value.as_object().is_some(),
            _ => false,
        };
        is_alone && !has_value
    }

    /// A value in its place; whether it is one of the place's type. An array with another item in it is none.
    fn value(&mut self, slot: &Slot<'_>, way: Way<'_>, value: &Value) -> bool {
        if !slot.ty.collection {
            return self.item(slot, way, value);
        }
        let Some(items) = value.as_array() else {
            self.other_type(slot, way, value, "an array");
            return false;
        };
        items.iter().enumerate().all(|(index, it)| self.item(slot, Way::Item(&way, index), it))
    }

    fn item(&mut self, slot: &Slot<'_>, way: Way<'_>, value: &Value) -> bool {
        if let (Some(times), Some(row)) = (&mut self.times, slot.documented)
            && slot.ty.item == ItemType::Primitive(Primitive::DateTimeOffset)
        {
            times.entry(row).or_default().add(value);
        }
        let wanted = match slot.ty.item {
            ItemType::Untyped => return true,
            ItemType::Primitive(primitive) if is_read(primitive, value) => return true,
            ItemType::Primitive(primitive) => expected(primitive),
            ItemType::Named(id) => match self.known.model.ty(id) {
                Type::Enum(ty) => {
                    let (text, number) = (value.as_str(), number(value));
                    let shown = self.shown.entry(id).or_default();
                    shown.texts |= text.is_some();
                    shown.numbers |= number.is_some();
                    match if ty.numbers { number } else { text } {
                        Some(text) => {
                            self.enum_members(slot, (id, ty), way, (text, value.span));
                            return true;
                        }
                        None if ty.numbers => "a number",
                        None => "a string",
                    }
                }
                Type::Structured(_) if self.known.model.is_shapeless(id) => return true,
                Type::Structured(ty) if value.as_object().is_some() => {
                    let known = self.known;
                    self.object(known.shape(id, ty), way, value);
                    return true;
                }
                Type::Structured(_) => "an object",
            },
        };
        self.other_type(slot, way, value, wanted);
        false
    }

    fn other_type(&mut self, slot: &Slot<'_>, way: Way<'_>, value: &Value, expected: &'static str) {
        let kind = DeviationKind::OtherType {
            name: slot.name.to_owned(),
            documented: slot.documented,
            expected,
            found: match slot.ty.item {
                ItemType::Primitive(primitive) => found_for(primitive, value),
                ItemType::Named(_) | ItemType::Untyped => found(value),
            },
        };
        self.note(way, kind, value.span);
    }

    /// The members that a text names; several of an enum of flags.
    fn enum_members(
        &mut self,
        slot: &Slot<'_>,
        (id, ty): (TypeId, &'m EnumType),
        way: Way<'_>,
        (text, span): (&str, Span),
    ) {
        let named: Vec<&str> =
            if ty.flags { text.split(',').map(str::trim).collect() } else { vec![text] };
        let members = self
            .members
            .entry(id)
            .or_insert_with(|| ty.members.iter().map(|member| member.wire(ty)).collect());
        let others: Vec<&&str> = named.iter().filter(|name| !members.contains(**name)).collect();
        let unknown = others.into_iter().find(|name| !self.is_stand_in(slot, name, ty));
        if let Some(name) = unknown {
            let kind = DeviationKind::UndocumentedEnumMember { ty: id, value: (*name).to_owned() };
            self.note(way, kind, span);
        }
    }

    /// A text in a member's place that only says that something stands there.
    fn is_stand_in(&self, slot: &Slot<'_>, text: &str, ty: &EnumType) -> bool {
        // `status-value` stands for a status.
        let after_name = text.strip_prefix(slot.name).unwrap_or_default();
        !text.starts_with(char::is_alphanumeric)
            || text.contains(|c: char| c.is_whitespace() || "|.<>{}[]…".contains(c))
            || after_name.starts_with(['-', '_'])
            || text.eq_ignore_ascii_case(&ty.name.name)
            || self.known.dialect.placeholder(text).is_some()
    }

    fn object(&mut self, shape: &Shape<'_>, way: Way<'_>, value: &Value) {
        let mut unknown = Vec::new();
        for member in value.as_object().unwrap_or_default() {
            match shape.slots.get(member.name.as_str()) {
                Some(_) if member.value.is_null() => {}
                Some(slot) => {
                    self.value(slot, Way::Member(&way, &member.name), &member.value);
                }
                None if is_control(&member.name) => {}
                None => unknown.push(member),
            }
        }
        // An object that says what it is may be of a derived type, or of one that nothing documents.
        let stated = value.get("@odata.type").filter(|_| shape.ty.is_some());
        let name = stated.and_then(Value::as_str).map(|it| it.trim_start_matches('#'));
        match (name, stated) {
            (Some(name), Some(stated)) if !name.eq_ignore_ascii_case(&shape.name) => {
                let known = self.known;
                let id = known.named(name);
                match id.and_then(|id| known.structured(ItemType::Named(id))) {
                    Some((id, ty)) => self.object(known.shape(id, ty), way, value),
                    None if id.is_some_and(|id| known.model.is_shapeless(id)) => {}
                    None => {
                        let kind = DeviationKind::UnknownType { name: name.to_owned() };
                        self.note(way, kind, stated.span);
                    }
                }
            }
            _ => unknown.into_iter().for_each(|it| self.unknown_member(shape, way, it)),
        }
    }

    fn unknown_member(&mut self, shape: &Shape<'_>, way: Way<'_>, member: &Member) {
        let name = member.name.clone();
        let derived = shape.ty.and_then(|ty| Some((ty, self.known.of_derived(ty, &name)?)));
        let kind = match derived {
            _ if shape.open => DeviationKind::Additional,
            Some((ty, derived)) => DeviationKind::OfDerived { ty, name, derived },
            None => DeviationKind::Undocumented { ty: shape.ty, name },
        };
        self.note(Way::Member(&way, &member.name), kind, member.name_span);
    }

    fn is_any(&self, item: ItemType) -> bool {
        match item {
            ItemType::Untyped => true,
            ItemType::Named(id) => self.known.model.is_shapeless(id),
            ItemType::Primitive(_) => false,
        }
    }
}

fn number(value: &Value) -> Option<&str> {
    match &value.kind {
        ValueKind::Number(text) => Some(text),
        _ => None,
    }
}

/// Control information, instance annotations and bound actions are the protocol's own.
fn is_control(name: &str) -> bool {
    name.contains('@') || name.starts_with('#')
}
