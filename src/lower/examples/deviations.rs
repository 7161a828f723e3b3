//! Where examples differ from their types: every body is walked as a client reads it.
//!
//! Kept with the example as data, so that a finding can be told about each, and so that emitted tests can ask for exactly
//! these: a type that loses a property on its way into Rust then fails its examples.

use super::json_types::{expected, found, found_for, is_read};
use crate::dialect::Dialect;
use crate::edm::Primitive;
use crate::json::{Member, Value};
use crate::model::{
    Deviation, DeviationKind, EnumType, ItemType, Model, Operation, Parameter, RequestBody,
    ResponseBody, StructuredType, Type, TypeId, TypeRef,
};
use crate::naming::Cx;
use crate::source::Span;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::Discriminant;

/// Finds the deviations of every example.
pub(crate) fn find(cx: &Cx<'_>, model: &mut Model) {
    let mut operations = std::mem::take(&mut model.operations);
    let mut walk = Walk::new(model, cx.dialect);
    for operation in &mut operations {
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
    }
    model.operations = operations;
}

fn of_request(
    walk: &mut Walk<'_>,
    cx: &Cx<'_>,
    operation: &Operation,
    index: usize,
) -> Vec<Deviation> {
    let request = operation.examples[index].request.as_ref().filter(|it| it.misfit.is_none());
    if let Some(body) = request.and_then(|it| it.body.as_ref()) {
        match &operation.request {
            RequestBody::Type(ty) if matches!(ty.item, ItemType::Named(_)) => {
                walk.value(&Slot::root(*ty), "", body);
            }
            RequestBody::Parameters(parameters) => {
                walk.object(&Shape::of_parameters(parameters), "", body);
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
    walk: &mut Walk<'_>,
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

/// A named place for a value.
#[derive(Clone, Copy, Debug)]
struct Slot<'m> {
    name: &'m str,
    ty: TypeRef,
    documented: Option<Span>,
}

impl Slot<'_> {
    fn root(ty: TypeRef) -> Self {
        Self { name: "", ty, documented: None }
    }
}

/// What an object may hold.
#[derive(Debug)]
struct Shape<'m> {
    ty: Option<TypeId>,
    /// What `@odata.type` says of such an object.
    name: String,
    slots: Vec<Slot<'m>>,
    open: bool,
}

impl<'m> Shape<'m> {
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
        Self { ty: Some(id), name: ty.name.qualified(), slots: slots.collect(), open }
    }

    fn of_parameters(parameters: &'m [Parameter]) -> Self {
        let slots = parameters.iter().map(|it| Slot {
            name: &it.name,
            ty: it.ty,
            documented: it.docs.span,
        });
        Self { ty: None, name: String::new(), slots: slots.collect(), open: false }
    }

    /// What is around a list, or around a single value that is no object.
    fn around(ty: TypeRef) -> Self {
        let primitive = |it| TypeRef { item: ItemType::Primitive(it), collection: false };
        let around_list = [
            ("@odata.count", primitive(Primitive::Int64)),
            ("@odata.nextLink", primitive(Primitive::String)),
            ("@odata.deltaLink", primitive(Primitive::String)),
        ];
        let links = around_list.into_iter().filter(|_| ty.collection);
        let slots = std::iter::once(("value", ty)).chain(links);
        let slots = slots.map(|(name, ty)| Slot { name, ty, documented: None });
        Self { ty: None, name: String::new(), slots: slots.collect(), open: false }
    }
}

/// The model with what a walk looks up in it, and what the walk has found.
pub(super) struct Walk<'m> {
    model: &'m Model,
    dialect: &'m Dialect,
    /// Types by qualified name in lower case.
    by_name: BTreeMap<String, TypeId>,
    /// Properties that only derived types have, by base, with the first of these types.
    of_derived: BTreeMap<TypeId, BTreeMap<&'m str, TypeId>>,
    /// The members of the enums that were met.
    members: BTreeMap<TypeId, BTreeSet<&'m str>>,
    /// One of a kind at a path: a member may be unknown to the documented type and to the stated one.
    found: IndexMap<(String, Discriminant<DeviationKind>), (DeviationKind, Span)>,
}

impl<'m> Walk<'m> {
    pub(super) fn new(model: &'m Model, dialect: &'m Dialect) -> Self {
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
        Self {
            model,
            dialect,
            by_name,
            of_derived,
            members: BTreeMap::new(),
            found: IndexMap::new(),
        }
    }

    fn note(&mut self, path: String, kind: DeviationKind, span: Span) {
        let key = (path, std::mem::discriminant(&kind));
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
        let is_structured = self.structured(ty.item).is_some();
        let is_any = self.is_any(ty.item);
        if ty.collection && is_object {
            self.object(&Shape::around(ty), "", body);
        } else if ty.collection {
            self.other_type(&Slot::root(ty), "", body, "an object");
        } else if is_structured && self.is_wrapped(ty.item, body) {
            self.note(String::new(), DeviationKind::Wrapped, body.span);
            if let Some(inner) = body.get("value") {
                self.value(&Slot::root(ty), "value", inner);
            }
        } else if !is_structured && !is_any && is_object && has_value {
            self.object(&Shape::around(ty), "", body);
        } else {
            self.value(&Slot::root(ty), "", body);
        }
    }

    fn is_wrapped(&self, item: ItemType, body: &Value) -> bool {
        let has_value = self.structured(item).is_some_and(|(id, ty)| {
            Shape::of_type(self.model, id, ty).slots.iter().any(|slot| slot.name == "value")
        });
        let members = body.as_object().unwrap_or_default();
        let mut others = members.iter().filter(|it| !is_control(&it.name));
        let is_alone = match (others.next(), others.next()) {
            (Some(only), None) => only.name == "value" && only.value.as_object().is_some(),
            _ => false,
        };
        is_alone && !has_value
    }

    /// A value in its place; whether it is one of the place's type. An array with another item in it is none.
    fn value(&mut self, slot: &Slot<'_>, path: &str, value: &Value) -> bool {
        if !slot.ty.collection {
            return self.item(slot, path, value);
        }
        let Some(items) = value.as_array() else {
            self.other_type(slot, path, value, "an array");
            return false;
        };
        items.iter().enumerate().all(|(index, it)| self.item(slot, &format!("{path}[{index}]"), it))
    }

    fn item(&mut self, slot: &Slot<'_>, path: &str, value: &Value) -> bool {
        let wanted = match slot.ty.item {
            ItemType::Untyped => return true,
            ItemType::Primitive(primitive) if is_read(primitive, value) => return true,
            ItemType::Primitive(primitive) => expected(primitive),
            ItemType::Named(id) => match self.model.ty(id) {
                Type::Enum(ty) => match value.as_str() {
                    Some(text) => {
                        self.enum_members(slot, (id, ty), path, (text, value.span));
                        return true;
                    }
                    None => "a string",
                },
                Type::Structured(_) if self.model.is_shapeless(id) => return true,
                Type::Structured(ty) if value.as_object().is_some() => {
                    self.object(&Shape::of_type(self.model, id, ty), path, value);
                    return true;
                }
                Type::Structured(_) => "an object",
            },
        };
        self.other_type(slot, path, value, wanted);
        false
    }

    fn other_type(&mut self, slot: &Slot<'_>, path: &str, value: &Value, expected: &'static str) {
        let kind = DeviationKind::OtherType {
            name: slot.name.to_owned(),
            documented: slot.documented,
            expected,
            found: match slot.ty.item {
                ItemType::Primitive(primitive) => found_for(primitive, value),
                ItemType::Named(_) | ItemType::Untyped => found(value),
            },
        };
        self.note(path.to_owned(), kind, value.span);
    }

    /// The members that a text names; several of an enum of flags.
    fn enum_members(
        &mut self,
        slot: &Slot<'_>,
        (id, ty): (TypeId, &'m EnumType),
        path: &str,
        (text, span): (&str, Span),
    ) {
        let named: Vec<&str> =
            if ty.flags { text.split(',').map(str::trim).collect() } else { vec![text] };
        let members = self
            .members
            .entry(id)
            .or_insert_with(|| ty.members.iter().map(|member| member.name.as_str()).collect());
        let others: Vec<&&str> = named.iter().filter(|name| !members.contains(**name)).collect();
        let unknown = others.into_iter().find(|name| !self.is_stand_in(slot, name, ty));
        if let Some(name) = unknown {
            let kind = DeviationKind::UndocumentedEnumMember { ty: id, value: (*name).to_owned() };
            self.note(path.to_owned(), kind, span);
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
            || self.dialect.placeholder(text).is_some()
    }

    fn object(&mut self, shape: &Shape<'_>, path: &str, value: &Value) {
        let mut unknown = Vec::new();
        let mut slots: BTreeMap<&str, &Slot<'_>> = BTreeMap::new();
        for slot in &shape.slots {
            slots.entry(slot.name).or_insert(slot);
        }
        for member in value.as_object().unwrap_or_default() {
            let inner = below(path, &member.name);
            match slots.get(member.name.as_str()).copied() {
                Some(_) if member.value.is_null() => {}
                Some(slot) => drop(self.value(slot, &inner, &member.value)),
                None if is_control(&member.name) => {}
                None => unknown.push((inner, member)),
            }
        }
        // An object that says what it is may be of a derived type, or of one that nothing documents.
        let stated = value.get("@odata.type").filter(|_| shape.ty.is_some());
        let name = stated.and_then(Value::as_str).map(|it| it.trim_start_matches('#'));
        match (name, stated) {
            (Some(name), Some(stated)) if !name.eq_ignore_ascii_case(&shape.name) => {
                let id = self.by_name.get(&name.to_lowercase()).copied();
                match id.and_then(|id| self.structured(ItemType::Named(id))) {
                    Some((id, ty)) => {
                        self.object(&Shape::of_type(self.model, id, ty), path, value);
                    }
                    None if id.is_some_and(|id| self.model.is_shapeless(id)) => {}
                    None => {
                        let kind = DeviationKind::UnknownType { name: name.to_owned() };
                        self.note(path.to_owned(), kind, stated.span);
                    }
                }
            }
            _ => unknown.into_iter().for_each(|(path, it)| self.unknown_member(shape, path, it)),
        }
    }

    fn unknown_member(&mut self, shape: &Shape<'_>, path: String, member: &Member) {
        let name = member.name.clone();
        let derived = shape.ty.and_then(|ty| {
            let derived = self.of_derived.get(&ty)?.get(name.as_str())?;
            Some((ty, *derived))
        });
        let kind = match derived {
            _ if shape.open => DeviationKind::Additional,
            Some((ty, derived)) => DeviationKind::OfDerived { ty, name, derived },
            None => DeviationKind::Undocumented { ty: shape.ty, name },
        };
        self.note(path, kind, member.name_span);
    }

    /// A structured type that says something about its values.
    fn structured(&self, item: ItemType) -> Option<(TypeId, &'m StructuredType)> {
        let ItemType::Named(id) = item else { return None };
        match self.model.ty(id) {
            Type::Structured(ty) if !self.model.is_shapeless(id) => Some((id, ty)),
            Type::Structured(_) | Type::Enum(_) => None,
        }
    }

    fn is_any(&self, item: ItemType) -> bool {
        match item {
            ItemType::Untyped => true,
            ItemType::Named(id) => self.model.is_shapeless(id),
            ItemType::Primitive(_) => false,
        }
    }
}

fn below(path: &str, name: &str) -> String {
    let dot = if path.is_empty() || name.is_empty() || name.starts_with('[') { "" } else { "." };
    format!("{path}{dot}{name}")
}

/// Control information, instance annotations and bound actions are the protocol's own.
fn is_control(name: &str) -> bool {
    name.contains('@') || name.starts_with('#')
}
