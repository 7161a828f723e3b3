//! The types that a selection needs: what its operations take, answer and show, what that holds by structural
//! properties, and what it derives from. Relationships are not followed, or all would be there.

use super::error::Problem;
use super::matches::Matches;
use super::why::{WhyType, line};
use crate::json::{Value, ValueKind};
use crate::model::{
    Example, ItemType, Model, Operation, RequestBody, ResponseBody, Type, TypeId, TypeRef,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The types that are there, each with the first reason for it: the shortest way from what was asked for.
#[derive(Debug)]
pub(super) struct Closure<'m> {
    model: &'m Model,
    left_out: &'m Matches,
    pub(super) types: BTreeMap<TypeId, WhyType>,
    queue: VecDeque<TypeId>,
}

impl<'m> Closure<'m> {
    pub(super) fn new(model: &'m Model, left_out: &'m Matches) -> Self {
        Self { model, left_out, types: BTreeMap::new(), queue: VecDeque::new() }
    }

    /// Adds a type, unless it is there or is to be left out.
    pub(super) fn add(&mut self, id: TypeId, why: WhyType) {
        if self.left_out.types.contains_key(&id) || self.types.contains_key(&id) {
            return;
        }
        self.types.insert(id, why);
        self.queue.push_back(id);
    }

    /// Whether a type is there.
    pub(super) fn has(&self, id: TypeId) -> bool {
        self.types.contains_key(&id)
    }

    /// Adds what an operation can't do without. Both that and what its examples show come before what follows
    /// from any of it, so that reasons are short.
    pub(super) fn add_operation(&mut self, index: usize) {
        let operation = &self.model.operations[index];
        for (ty, why) in named(index, operation) {
            self.add(ty, why);
        }
    }

    /// Adds what the examples of an operation show: the types of their answers, and what a value says that it is.
    pub(super) fn add_examples(&mut self, index: usize, by_name: &BTreeMap<String, TypeId>) {
        let mut found = BTreeSet::new();
        for example in &self.model.operations[index].examples {
            shown(example, by_name, &mut found);
        }
        for id in found {
            self.add(id, WhyType::Shown(index));
        }
    }

    /// Follows structural properties and bases from all that is there.
    pub(super) fn follow(&mut self) {
        let model = self.model;
        while let Some(owner) = self.queue.pop_front() {
            let Type::Structured(ty) = model.ty(owner) else { continue };
            if let Some(base) = ty.base {
                self.add(base, WhyType::Base(owner));
            }
            for property in &ty.properties {
                let ItemType::Named(id) = property.ty.item else { continue };
                if !property.navigation || model.is_shapeless(id) {
                    self.add(id, WhyType::Property { owner, property: property.name.clone() });
                }
            }
        }
    }

    /// What is there and can't do without something that was left out: it, and the type.
    pub(super) fn broken<'o>(
        &self,
        operations: impl IntoIterator<Item = &'o usize>,
    ) -> Option<(TypeId, Problem)> {
        let is_out = |id: &TypeId| self.left_out.types.contains_key(id);
        let problem = |id: TypeId, what: String, help: String| {
            let name = &self.model.ty(id).name().name;
            (id, Problem::new(format!("it leaves out `{name}`, {what}"), Some(help)))
        };
        for &index in operations {
            let operation = &self.model.operations[index];
            let mut named = named(index, operation).into_iter();
            if let Some((id, _)) = named.find(|(id, _)| is_out(id)) {
                let line = line(operation);
                let help = format!("exclude `{line}` as well, or keep the type");
                return Some(problem(id, format!("which `{line}` takes or answers"), help));
            }
        }
        self.types.keys().find_map(|id| {
            let Type::Structured(ty) = self.model.ty(*id) else { return None };
            let base = ty.base.filter(is_out)?;
            let name = &ty.name.name;
            let help = format!("exclude `type:{name}` as well, or keep the base");
            Some(problem(base, format!("the base of `{name}`"), help))
        })
    }
}

/// The types that an operation names, each with the reason.
fn named(index: usize, operation: &Operation) -> Vec<(TypeId, WhyType)> {
    let mut found = Vec::new();
    let mut add = |ty: TypeRef, why: WhyType| {
        if let ItemType::Named(id) = ty.item {
            found.push((id, why));
        }
    };
    if let ResponseBody::Type(ty) = operation.response {
        add(ty, WhyType::Answer(index));
    }
    match &operation.request {
        RequestBody::Type(ty) => add(*ty, WhyType::Body(index)),
        RequestBody::Parameters(parameters) => {
            for parameter in parameters {
                add(parameter.ty, WhyType::Parameter(index, parameter.name.clone()));
            }
        }
        RequestBody::None
        | RequestBody::Stream
        | RequestBody::Media(_)
        | RequestBody::Reference { .. }
        | RequestBody::Untyped => {}
    }
    found
}

/// The types of an example's answer, and those that values in its bodies say they are.
fn shown(example: &Example, by_name: &BTreeMap<String, TypeId>, found: &mut BTreeSet<TypeId>) {
    if let Some(response) = &example.response {
        if let ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) = response.ty {
            found.insert(id);
        }
        response.body.iter().for_each(|body| stated(body, by_name, found));
    }
    let request = example.request.as_ref().and_then(|it| it.body.as_deref());
    request.into_iter().for_each(|body| stated(body, by_name, found));
}

fn stated(value: &Value, by_name: &BTreeMap<String, TypeId>, found: &mut BTreeSet<TypeId>) {
    match &value.kind {
        ValueKind::Array(items) => items.iter().for_each(|it| stated(it, by_name, found)),
        ValueKind::Object(members) => {
            let name = value.get("@odata.type").and_then(Value::as_str);
            let name = name.map(|it| it.trim_start_matches('#').to_lowercase());
            found.extend(name.and_then(|name| by_name.get(&name)));
            members.iter().for_each(|it| stated(&it.value, by_name, found));
        }
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {}
    }
}
