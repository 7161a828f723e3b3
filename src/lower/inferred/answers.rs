//! What operations answer, by the JSON of their examples.

use super::classes::{Classes, Ty};
use super::names::Namer;
use super::shape::{Object, Shape};
use super::sources::Sources;
use crate::facts::Step;
use crate::model::{ItemType, Method, Operation, ResponseBody, TypeRef};

/// What the examples of an operation answer, if nothing else says it.
pub(super) fn shown(
    sources: &Sources<'_, '_>,
    classes: &mut Classes<'_>,
    operation: &Operation,
) -> Option<Ty> {
    let is_list = match operation.response {
        ResponseBody::Untyped => false,
        ResponseBody::Type(TypeRef { item: ItemType::Untyped, collection }) => collection,
        ResponseBody::None | ResponseBody::Type(_) | ResponseBody::Stream => return None,
    };
    let responses = operation.examples.iter().filter_map(|it| it.response.as_ref());
    let bodies =
        responses.filter(|it| (200..300).contains(&it.status)).filter_map(|it| it.body.as_deref());
    // What is around a list is the service's, not its items'.
    let mut seen = None;
    let mut inner = |body| match sources.list_in(body).filter(|_| is_list) {
        Some((place, list)) => {
            seen.get_or_insert(place);
            list
        }
        None => body,
    };
    let mut shape = Shape::of_all(sources.dialect(), bodies.map(&mut inner));
    let mut is_borrowed = false;
    if shape == Shape::Nothing {
        let (beside, is_of_others) = sources.answers_beside(operation);
        shape = Shape::of_all(sources.dialect(), beside.into_iter().map(&mut inner));
        // What can be read is called as it is, whatever method shows it.
        is_borrowed = is_of_others && operation.method != Method::Get;
    }
    let mut rows = sources.answered(operation);
    if is_list {
        rows = sources.of_items(rows, seen.as_deref());
    }
    if shape == Shape::Nothing && rows.iter().any(|(_, row)| row.ty.is_some()) {
        let one = Shape::Object(Object::of_rows());
        shape = if is_list { Shape::Many(Box::new(one)) } else { one };
    }
    let one = match &mut shape {
        Shape::Many(items) => &mut **items,
        other => other,
    };
    if let Shape::Object(object) = one {
        // Rows none of which is shown are of something else, such as errors.
        let is_shown =
            |way: &[Step]| way.first().is_some_and(|it| object.members.contains_key(&it.name));
        if !object.members.is_empty() && !rows.iter().any(|(way, _)| is_shown(way)) {
            rows.clear();
        }
        rows.iter().for_each(|(way, row)| object.describe(way, row));
    }
    let is_many = matches!(shape, Shape::Many(_));
    let namer = Namer::of(operation, if is_many { "Item" } else { "" }, "Answer");
    let namer = namer.borrowed(is_borrowed);
    classes.intern(&shape, &namer)
}

/// Gives an operation and its examples the type of their answers.
pub(super) fn give(operation: &mut Operation, ty: TypeRef) {
    let before = std::mem::replace(&mut operation.response, ResponseBody::Type(ty));
    let responses = operation.examples.iter_mut().filter_map(|it| it.response.as_mut());
    for response in responses.filter(|it| it.ty == before) {
        response.ty = ResponseBody::Type(ty);
    }
}
