//! `undocumented-enum-member`: an example gives a value that the property's enum does not list.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Model, Type, TypeId};
use crate::source::Span;
use crate::spelling::Guesses;

pub(super) static UNDOCUMENTED_ENUM_MEMBER: Rule = Rule {
    name: "undocumented-enum-member",
    level: Level::Warn,
    summary: "an example gives a value that the property's enum does not list",
    explanation: include_str!("undocumented_enum_member.md"),
};

/// A value, and the enum that it should be a member of.
pub(super) fn report(
    model: &Model,
    ty: TypeId,
    value: &str,
    span: Span,
    guesses: &Guesses,
) -> Diagnostic {
    let headline = format!("`{}` has no member `{value}`", model.ty(ty).name().name);
    let finding = Diagnostic::new(&UNDOCUMENTED_ENUM_MEMBER, span, headline);
    let Type::Enum(ty) = model.ty(ty) else { return finding };
    let finding = match ty.docs.span {
        Some(place) => finding.because(place, "the enum"),
        None => finding,
    };
    match guesses.meant(value, ty.members.iter().map(|it| it.name.as_str())) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    }
}
