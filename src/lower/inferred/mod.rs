//! Types that only examples show: where nothing documents an answer or what is sent, its JSON does.
//!
//! All examples of an operation are united, so that a member is optional where one of them lacks it; rows that
//! describe members say more of them. Objects of equal members are one type, and a documented type is taken
//! where it has all of them.

mod alike;
mod answers;
mod bodies;
mod classes;
mod documented;
mod names;
mod shape;
mod sources;
mod told;

use crate::facts::Facts;
use crate::model::Model;
use crate::naming::{Cx, Declarations};
use classes::Classes;
use documented::Documented;
use sources::Sources;

/// Adds the types that the examples of operations show, behind those that are there, and gives them to what
/// has none.
pub(crate) fn add(cx: &Cx<'_>, facts: &Facts, declared: &Declarations<'_>, model: &mut Model) {
    if !cx.dialect.shape.has_types_from_examples() {
        return;
    }
    let mut operations = std::mem::take(&mut model.operations);
    let documented = Documented::of(model);
    let sources = Sources::of(cx, declared, facts);
    let mut classes = Classes::new(&documented);
    let answers: Vec<_> =
        operations.iter().map(|it| answers::shown(&sources, &mut classes, it)).collect();
    let sent = bodies::shown(&sources, &mut classes, &operations);
    let ids = classes.declare(cx, model);
    for (operation, answer) in operations.iter_mut().zip(answers) {
        if let Some(ty) = answer.and_then(|it| it.resolve(&ids)) {
            answers::give(operation, ty);
        }
    }
    for (at, ty) in alike::told(cx, &sources, &operations) {
        answers::give(&mut operations[at], ty);
    }
    for (at, ty) in told::told(&sources, &operations) {
        answers::give(&mut operations[at], ty);
    }
    for (of, shown) in sent {
        of.into_iter().for_each(|index| bodies::give(&mut operations[index], &shown, &ids));
    }
    model.operations = operations;
}
