//! What operations are sent: members of members by their names, and what only examples show.

use super::classes::{Classes, Ty};
use super::names::Namer;
use super::shape::{Object, Row, Shape};
use super::sources::Sources;
use crate::facts::{steps, way};
use crate::json::Value;
use crate::model::{ItemType, Method, Operation, Parameter, RequestBody, TypeId, TypeRef};
use std::collections::BTreeMap;

/// What is sent: the whole of it, or its members.
pub(super) enum Sent {
    Whole(Ty),
    Members(BTreeMap<String, Ty>),
}

/// What the examples of operations send, where nothing else says it: operations that share their parameters
/// share what is shown of them.
pub(super) fn shown(
    sources: &Sources<'_, '_>,
    classes: &mut Classes<'_>,
    operations: &[Operation],
) -> Vec<(Vec<usize>, Sent)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        let is_wanted = match &operation.request {
            RequestBody::Untyped => true,
            RequestBody::Parameters(parameters) => {
                parameters.iter().any(|it| is_untyped(it) || is_inner(&it.name))
            }
            RequestBody::None
            | RequestBody::Type(_)
            | RequestBody::Stream
            | RequestBody::Media(_)
            | RequestBody::Reference { .. } => false,
        };
        if is_wanted {
            let of = operation.parameters_of.as_ref();
            let key = of.map_or_else(|| format!("{index}"), |of| format!("of {of}"));
            groups.entry(key).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for members in groups.into_values() {
        let Some(first) = members.first().map(|it| &operations[*it]) else { continue };
        let mut shown: Vec<&Value> = members.iter().flat_map(|it| sent(&operations[*it])).collect();
        shown.extend(members.iter().flat_map(|it| sources.sent_beside(&operations[*it])));
        let mut shape = Shape::of_all(sources.dialect(), shown.into_iter());
        if first.sends_many
            && let Shape::Many(items) = shape
        {
            shape = *items;
        }
        if let RequestBody::Parameters(parameters) = &first.request {
            describe(&mut shape, parameters);
        }
        let namer = Namer::of(first, "", "Body");
        let sent = match (&first.request, &shape) {
            (RequestBody::Parameters(_), Shape::Object(object)) => {
                let members = object.members.iter().filter_map(|(name, member)| {
                    let ty = classes.intern(&member.shape, &namer.member(name))?;
                    Some((name.to_lowercase(), ty))
                });
                Sent::Members(members.collect())
            }
            (RequestBody::Untyped, _) => match classes.intern(&shape, &namer) {
                Some(ty) => Sent::Whole(ty),
                None => continue,
            },
            _ => continue,
        };
        found.push((members, sent));
    }
    found
}

/// Puts the rows of members of members where they belong.
fn describe(shape: &mut Shape, parameters: &[Parameter]) {
    if *shape == Shape::Nothing {
        *shape = Shape::Object(Object::of_rows());
    }
    let Shape::Object(object) = shape else { return };
    let is_list = |it: &Parameter| is_untyped(it) && it.ty.collection;
    for parameter in parameters.iter().filter(|it| is_inner(&it.name) || is_list(it)) {
        let Some(span) = parameter.docs.span else { continue };
        let row = Row {
            ty: Some(parameter.ty),
            text: parameter.docs.text.clone(),
            required: parameter.required == Some(true),
            deprecated: false,
            is_sent: true,
            nullable: None,
            terms: parameter.terms.clone(),
            span,
        };
        object.describe(&steps(&parameter.name), &row);
    }
}

/// The JSON that the examples of an operation send.
fn sent(operation: &Operation) -> impl Iterator<Item = &Value> {
    let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
    requests.filter(|it| it.misfit.is_none()).filter_map(|it| it.body.as_deref())
}

fn is_untyped(parameter: &Parameter) -> bool {
    parameter.ty.item == ItemType::Untyped
}

/// Whether a name is one of a member of a member.
fn is_inner(name: &str) -> bool {
    way(name).len() > 1
}

/// Gives an operation what is sent.
pub(super) fn give(operation: &mut Operation, sent: &Sent, ids: &[TypeId]) {
    match (&mut operation.request, sent) {
        (RequestBody::Parameters(parameters), Sent::Members(members)) => {
            let inner: Vec<Parameter> =
                parameters.extract_if(.., |it| is_inner(&it.name)).collect();
            for parameter in inner {
                let Some(name) = way(&parameter.name).into_iter().next() else { continue };
                if !parameters.iter().any(|it| it.name.eq_ignore_ascii_case(&name)) {
                    let ty = TypeRef { item: ItemType::Untyped, collection: false };
                    let required = None;
                    parameters.push(Parameter { name, ty, required, ..parameter });
                }
            }
            for parameter in parameters.iter_mut().filter(|it| is_untyped(it)) {
                let shown = members.get(&parameter.name.to_lowercase());
                // What a table calls a list is one, whatever an example shows.
                let ty = shown.and_then(|it| it.clone().resolve(ids));
                let fits =
                    |ty: &TypeRef| parameter.inferred || !parameter.ty.collection || ty.collection;
                if let Some(ty) = ty.filter(fits) {
                    parameter.ty = ty;
                }
            }
        }
        (request @ RequestBody::Untyped, Sent::Whole(ty)) => {
            // A part of a thing is changed by its members, and a list of them is none.
            let ty = ty.clone().resolve(ids);
            let is_patched = operation.method == Method::Patch;
            if let Some(ty) = ty.filter(|ty| !(is_patched && ty.collection)) {
                *request = RequestBody::Type(ty);
            }
        }
        _ => {}
    }
}
