//! Walks every example body along its documented type.

use super::{example_type_mismatch, undocumented_example_member};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::json::{Value, ValueKind};
use crate::model::{
    ItemType, Model, Property, RequestBody, ResponseBody, StructuredType, Type, TypeId, TypeRef,
};
use crate::spelling;
use std::collections::{BTreeMap, BTreeSet};

/// Compares the examples of every operation with the model.
pub(crate) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut walk = Walk::new(model, diagnostics);
    for operation in &model.operations {
        for example in &operation.examples {
            if let Some(request) = &example.request
                && let (Some(body), RequestBody::Type(ty)) = (&request.body, &operation.request)
            {
                walk.value(*ty, body);
            }
            if let Some(response) = &example.response
                && let (Some(body), ResponseBody::Type(ty)) = (&response.body, response.ty)
            {
                walk.response(ty, body);
            }
        }
    }
}

/// The model with what a walk looks up in it.
struct Walk<'m, 'd> {
    model: &'m Model,
    /// Types by qualified name in lower case.
    by_name: BTreeMap<String, TypeId>,
    /// Names of the properties that only derived types have, by base.
    of_derived: BTreeMap<TypeId, BTreeSet<&'m str>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'m, 'd> Walk<'m, 'd> {
    fn new(model: &'m Model, diagnostics: &'d mut Diagnostics) -> Self {
        let names = model.types.keys().enumerate();
        let by_name = names.map(|(index, name)| (name.to_lowercase(), TypeId(index))).collect();
        let mut of_derived: BTreeMap<TypeId, BTreeSet<&str>> = BTreeMap::new();
        for ty in model.types.values() {
            let Type::Structured(ty) = ty else { continue };
            let own: Vec<&str> = ty.properties.iter().map(|it| it.name.as_str()).collect();
            let mut next = ty.base;
            while let Some(id) = next {
                of_derived.entry(id).or_default().extend(&own);
                next = match model.ty(id) {
                    Type::Structured(base) => base.base,
                    Type::Enum(_) => None,
                };
            }
        }
        Self { model, by_name, of_derived, diagnostics }
    }

    /// A collection comes in `value`; so does a single value on some pages.
    fn response(&mut self, ty: TypeRef, body: &Value) {
        let is_wrapped = ty.collection || !self.has_property(ty, "value");
        let inner = body.get("value").filter(|_| is_wrapped);
        self.value(ty, inner.unwrap_or(body));
    }

    /// A value whose collection-ness is not in question: an array is walked item by item.
    fn value(&mut self, ty: TypeRef, value: &Value) {
        match &value.kind {
            ValueKind::Array(elements) => {
                elements.iter().for_each(|element| self.value(ty, element));
            }
            ValueKind::Object(_) => {
                let stated = value.get("@odata.type").and_then(Value::as_str);
                // An object that says what it is may be of a derived type, or of one not documented.
                let id = match (stated, ty.item) {
                    (Some(name), _) => self.find(name),
                    (None, ItemType::Named(id)) => Some(id),
                    (None, ItemType::Primitive(_) | ItemType::Untyped) => None,
                };
                if let Some(id) = id
                    && let Type::Structured(ty) = self.model.ty(id)
                    && !self.is_shapeless(id, ty)
                {
                    self.object(id, ty, value, stated.is_some());
                }
            }
            ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {}
        }
    }

    fn object(&mut self, id: TypeId, ty: &'m StructuredType, value: &Value, is_stated: bool) {
        let known: Vec<&Property> = properties(self.model, ty).collect();
        let shown: Vec<&str> =
            value.as_object().unwrap_or_default().iter().map(|it| it.name.as_str()).collect();
        let is_open = ty.open || self.model.bases(ty).any(|base| base.open);
        for member in value.as_object().unwrap_or_default() {
            // `@odata.…`, `name@odata.…` and `#action` are the protocol's own.
            if member.name.contains(['@', '#']) {
                continue;
            }
            if let Some(property) = known.iter().find(|it| it.name == member.name) {
                self.property_value(property, &member.value);
                continue;
            }
            // Examples often leave out which derived type they show.
            let is_of_derived = !is_stated
                && self.of_derived.get(&id).is_some_and(|it| it.contains(member.name.as_str()));
            if !is_open && !is_of_derived {
                let names = known.iter().map(|it| it.name.as_str());
                let near = spelling::meant(&member.name, names.filter(|it| !shown.contains(it)));
                self.diagnostics.report(undocumented_example_member::report(member, ty, near));
            }
        }
    }

    fn property_value(&mut self, property: &Property, value: &Value) {
        if let (Some(found), Some(wanted)) = (shape(value), self.expected(property.ty))
            && found != wanted
        {
            let (wanted, found) = (wanted.as_str(), found.as_str());
            let report = example_type_mismatch::report(value, property, wanted, found);
            self.diagnostics.report(report);
            return;
        }
        self.value(property.ty, value);
    }

    /// A type without any property of its own, its bases' or its derived types' says nothing about
    /// the JSON: docs have such types for "any JSON".
    fn is_shapeless(&self, id: TypeId, ty: &StructuredType) -> bool {
        !self.of_derived.contains_key(&id) && properties(self.model, ty).next().is_none()
    }

    fn has_property(&self, ty: TypeRef, name: &str) -> bool {
        let ItemType::Named(id) = ty.item else { return false };
        match self.model.ty(id) {
            Type::Structured(ty) => properties(self.model, ty).any(|it| it.name == name),
            Type::Enum(_) => false,
        }
    }

    fn find(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(&name.trim_start_matches('#').to_lowercase()).copied()
    }

    fn expected(&self, ty: TypeRef) -> Option<Shape> {
        let item = match ty.item {
            ItemType::Primitive(Primitive::Boolean) => Some(Shape::Boolean),
            ItemType::Primitive(Primitive::Stream) | ItemType::Untyped => None,
            ItemType::Primitive(_) => Some(Shape::Scalar),
            ItemType::Named(id) => match self.model.ty(id) {
                Type::Structured(ty) if self.is_shapeless(id, ty) => None,
                Type::Structured(_) => Some(Shape::Object),
                Type::Enum(_) => Some(Shape::Scalar),
            },
        };
        if ty.collection { Some(Shape::Array) } else { item }
    }
}

fn properties<'m>(model: &'m Model, ty: &'m StructuredType) -> impl Iterator<Item = &'m Property> {
    std::iter::once(ty).chain(model.bases(ty)).flat_map(|ty| &ty.properties)
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Object,
    Array,
    Boolean,
    Scalar,
}

impl Shape {
    fn as_str(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Boolean => "a boolean",
            Self::Scalar => "text or a number",
        }
    }
}

/// A value's shape; `None` where the docs are too free to tell: nulls, and booleans in quotes.
fn shape(value: &Value) -> Option<Shape> {
    Some(match &value.kind {
        ValueKind::Null => return None,
        ValueKind::Bool(_) => Shape::Boolean,
        ValueKind::String(text) if text.eq_ignore_ascii_case("true") => return None,
        ValueKind::String(text) if text.eq_ignore_ascii_case("false") => return None,
        ValueKind::Number(_) | ValueKind::String(_) => Shape::Scalar,
        ValueKind::Array(_) => Shape::Array,
        ValueKind::Object(_) => Shape::Object,
    })
}
