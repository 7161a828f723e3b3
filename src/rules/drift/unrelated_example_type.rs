//! `unrelated-example-type`: an object in an example says that it is of a type that does not belong in its place.

use super::shown::Object;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{ItemType, TypeRef};
use crate::rules::cx::RuleCx;

pub(super) static UNRELATED_EXAMPLE_TYPE: Rule = Rule {
    name: "unrelated-example-type",
    level: Level::Warn,
    summary: "an object in an example says a type that is neither documented there nor derived from it",
    explanation: include_str!("unrelated_example_type.md"),
};

/// Compares the type that an object states with that of its place.
pub(super) fn of_object(cx: &RuleCx<'_>, object: &Object<'_>) -> Option<Diagnostic> {
    let stated = object.stated?;
    let ty = cx.structured(object.ty).filter(|it| !it.inferred)?;
    let of = |id| TypeRef { item: ItemType::Named(id), collection: false };
    // Some requests take one of several types, which their pages tell in words of their own.
    let is_sent = object.message.is_request && object.depth == 0;
    let is_kin = || cx.model.common_base(&[of(object.ty), of(object.documented)]).is_some();
    if cx.are_related(object.ty, object.documented)
        || cx.model.is_shapeless(object.ty)
        || is_sent && is_kin()
    {
        return None;
    }
    let wanted = cx.structured(object.documented)?;
    let headline =
        format!("`{}` is neither `{}` nor derived from it", ty.name.name, wanted.name.name);
    let finding = Diagnostic::new(&UNRELATED_EXAMPLE_TYPE, stated.content, headline);
    Some(match wanted.docs.span {
        Some(span) => finding.because(span, "the documented type"),
        None => finding,
    })
}
