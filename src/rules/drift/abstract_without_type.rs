//! `abstract-without-type`: a request example sends an object of an abstract type without saying of which type it is.

use super::shown::Object;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Shape, Type};
use crate::rules::cx::RuleCx;

pub(super) static ABSTRACT_WITHOUT_TYPE: Rule = Rule {
    name: "abstract-without-type",
    level: Level::Warn,
    summary: "a request example sends an object of an abstract type and does not say its type",
    explanation: include_str!("abstract_without_type.md"),
};

/// An object that is sent; what is changed has its type already.
pub(super) fn of_object(cx: &RuleCx<'_>, object: &Object<'_>) -> Option<Diagnostic> {
    let ty = cx.structured(object.documented).filter(|it| it.is_abstract)?;
    let shape = object.message.of?.0.shape;
    let is_change = object.depth == 0 && matches!(shape, Shape::Update | Shape::Replace);
    // What only points at something that exists needs no type.
    let points = object.members.iter().any(|it| it.name == "@odata.id" || it.name == "id");
    let is_sent = object.message.is_request && object.stated.is_none();
    if !is_sent || is_change || points || object.members.is_empty() {
        return None;
    }
    let brace = object.span.part(0..1);
    let headline = format!("`{}` is abstract: the object has to say `@odata.type`", ty.name.name);
    let finding = Diagnostic::new(&ABSTRACT_WITHOUT_TYPE, brace, headline);
    let finding = match ty.docs.span {
        Some(span) => finding.because(span, "the type"),
        None => finding,
    };
    let derived = cx.model.types.values().find_map(|it| match it {
        Type::Structured(it) if it.base == Some(object.documented) => Some(&it.name),
        _ => None,
    });
    Some(match derived {
        Some(name) => finding.help(format!("such as `\"@odata.type\": \"#{}\"`", name.qualified())),
        None => finding,
    })
}
