//! Walks every example body along its documented type.

use super::{example_type_mismatch, undocumented_example_member};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::json::{Value, ValueKind};
use crate::model::{
    ItemType, Model, Property, RequestBody, ResponseBody, StructuredType, Type, TypeId, TypeRef,
};

/// Compares the examples of every operation with the model.
pub(crate) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for operation in &model.operations {
        for example in &operation.examples {
            if let Some(request) = &example.request
                && let (Some(body), RequestBody::Type(ty)) = (&request.body, &operation.request)
            {
                walk(model, *ty, body, diagnostics);
            }
            if let Some(response) = &example.response
                && let (Some(body), ResponseBody::Type(ty)) = (&response.body, response.ty)
            {
                // A collection comes in `value`; so does a single value on some pages.
                let inner = body
                    .get("value")
                    .filter(|_| ty.collection || !has_property(model, ty, "value"));
                walk(model, ty, inner.unwrap_or(body), diagnostics);
            }
        }
    }
}

fn has_property(model: &Model, ty: TypeRef, name: &str) -> bool {
    let ItemType::Named(id) = ty.item else { return false };
    match model.ty(id) {
        Type::Structured(ty) => properties(model, ty).any(|it| it.name == name),
        Type::Enum(_) => false,
    }
}

fn properties<'m>(model: &'m Model, ty: &'m StructuredType) -> impl Iterator<Item = &'m Property> {
    std::iter::once(ty).chain(model.bases(ty)).flat_map(|ty| &ty.properties)
}

/// Walks a value whose collection-ness is not in question: an array is walked item by item.
fn walk(model: &Model, ty: TypeRef, value: &Value, diagnostics: &mut Diagnostics) {
    match &value.kind {
        ValueKind::Array(elements) => {
            elements.iter().for_each(|element| walk(model, ty, element, diagnostics));
        }
        ValueKind::Object(_) => {
            let stated = value.get("@odata.type").and_then(Value::as_str);
            // An object that says what it is may be of a derived type, or of one not documented.
            let id = match (stated, ty.item) {
                (Some(name), _) => find(model, name),
                (None, ItemType::Named(id)) => Some(id),
                (None, ItemType::Primitive(_) | ItemType::Untyped) => None,
            };
            if let Some(Type::Structured(ty)) = id.map(|id| model.ty(id)) {
                object(model, ty, value, diagnostics);
            }
        }
        _ => {}
    }
}

fn find(model: &Model, name: &str) -> Option<TypeId> {
    let name = name.trim_start_matches('#');
    let index = model.types.keys().position(|known| known.eq_ignore_ascii_case(name))?;
    Some(TypeId(index))
}

fn object(model: &Model, ty: &StructuredType, value: &Value, diagnostics: &mut Diagnostics) {
    let known: Vec<&Property> = properties(model, ty).collect();
    let is_open = ty.open || model.bases(ty).any(|base| base.open);
    for member in value.as_object().unwrap_or_default() {
        // `@odata.…`, `name@odata.…` and `#action` are the protocol's own.
        if member.name.contains(['@', '#']) {
            continue;
        }
        match known.iter().find(|it| it.name == member.name) {
            Some(property) => property_value(model, property, &member.value, diagnostics),
            None if is_open => {}
            None => {
                let near = nearest(&known, &member.name);
                let report = undocumented_example_member::report(member, ty, near);
                diagnostics.report(report);
            }
        }
    }
}

/// The one property whose name is a letter or the case away.
fn nearest<'p>(known: &[&'p Property], name: &str) -> Option<&'p str> {
    let is_near = |it: &&&Property| {
        it.name.eq_ignore_ascii_case(name)
            || (name.len() > 4 && strsim::damerau_levenshtein(&it.name, name) <= 1)
    };
    let mut near = known.iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then_some(first.name.as_str())
}

fn property_value(
    model: &Model,
    property: &Property,
    value: &Value,
    diagnostics: &mut Diagnostics,
) {
    let found = shape(value);
    let wanted = expected(model, property.ty);
    if let (Some(found), Some(wanted)) = (found, wanted)
        && found != wanted
    {
        let report =
            example_type_mismatch::report(value, property, wanted.as_str(), found.as_str());
        diagnostics.report(report);
        return;
    }
    walk(model, property.ty, value, diagnostics);
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

fn expected(model: &Model, ty: TypeRef) -> Option<Shape> {
    if ty.collection {
        return Some(Shape::Array);
    }
    match ty.item {
        ItemType::Primitive(Primitive::Boolean) => Some(Shape::Boolean),
        ItemType::Primitive(Primitive::Stream) | ItemType::Untyped => None,
        ItemType::Primitive(_) => Some(Shape::Scalar),
        ItemType::Named(id) => match model.ty(id) {
            Type::Structured(_) => Some(Shape::Object),
            Type::Enum(_) => Some(Shape::Scalar),
        },
    }
}
