//! Times that go as numbers: the docs call them timestamps, and examples show numbers alone.

use super::deviations::{Times, Walk, walk_all};
use super::known::Known;
use crate::edm::Primitive;
use crate::model::{ItemType, Model, RequestBody, Type, TypeRef};
use crate::naming::Cx;
use crate::source::Span;
use std::collections::BTreeMap;

const TIME: ItemType = ItemType::Primitive(Primitive::DateTimeOffset);

/// Decides it for the members of types and of what is sent.
pub(crate) fn decide(cx: &Cx<'_>, model: &mut Model) {
    let words = &cx.dialect.number_times;
    let is_called = |row: Span| {
        let text = cx.sources.text(row).to_lowercase();
        words.iter().any(|it| text.contains(it.as_str()))
    };
    if words.is_empty() {
        return;
    }
    let shown = shown(cx, model).into_iter();
    let numbers = shown.filter_map(|(row, times)| Some((row, times.number()?)));
    let numbers: BTreeMap<Span, Primitive> = numbers.filter(|(row, _)| is_called(*row)).collect();
    if numbers.is_empty() {
        return;
    }
    let make = |ty: &mut TypeRef, row: Option<Span>| {
        if let Some(number) = row.and_then(|it| numbers.get(&it)).filter(|_| ty.item == TIME) {
            ty.item = ItemType::Primitive(*number);
        }
    };
    for ty in model.types.values_mut() {
        let Type::Structured(ty) = ty else { continue };
        ty.properties.iter_mut().for_each(|it| make(&mut it.ty, it.docs.span));
    }
    for operation in &mut model.operations {
        let RequestBody::Parameters(parameters) = &mut operation.request else { continue };
        parameters.iter_mut().for_each(|it| make(&mut it.ty, it.docs.span));
    }
}

fn shown(cx: &Cx<'_>, model: &mut Model) -> BTreeMap<Span, Times> {
    let operations = std::mem::take(&mut model.operations);
    let known = Known::of(model, cx.dialect);
    let mut walk = Walk::new(&known);
    walk.times = Some(BTreeMap::new());
    operations.iter().for_each(|it| walk_all(&mut walk, cx, it));
    let shown = walk.times.take().unwrap_or_default();
    model.operations = operations;
    shown
}
