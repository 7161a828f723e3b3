//! `undocumented-enum-member`: an example gives a value that the property's enum does not list.

use super::enum_member_case::{self, Listed};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::edm::Primitive;
use crate::model::{Type, TypeId};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::spelling::Guesses;
use std::collections::BTreeMap;

pub(super) static UNDOCUMENTED_ENUM_MEMBER: Rule = Rule {
    name: "undocumented-enum-member",
    level: Level::Warn,
    summary: "an example gives a value that the property's enum does not list",
    explanation: include_str!("undocumented_enum_member.md"),
};

/// `String` stands for a member, whichever.
fn is_type_name(value: &str) -> bool {
    let bare = |it: &Primitive| it.bare_name();
    Primitive::ALL.iter().any(|it| bare(it).eq_ignore_ascii_case(value))
}

/// A value, and the enum that it should be a member of; of one that differs from a member in case only, that
/// is told instead.
pub(super) fn report<'a>(
    cx: &RuleCx<'a>,
    id: TypeId,
    value: &str,
    span: Span,
    (guesses, listed): (&Guesses, &Listed<'a>),
) -> Option<Diagnostic> {
    let Type::Enum(ty) = cx.model.ty(id) else { return None };
    if is_type_name(value) {
        return None;
    }
    // Several at once, where the enum does not say that it is one of flags.
    let mut parts = value.split(',').map(str::trim);
    let members: BTreeMap<String, &str> =
        ty.members.iter().map(|it| (it.name.to_ascii_lowercase(), it.name.as_str())).collect();
    let mut alike = None;
    let are_members = parts.all(|part| match members.get(&part.to_ascii_lowercase()) {
        Some(member) if *member == part => true,
        Some(_) if ty.members.iter().any(|it| it.name == part) => true,
        Some(_) => {
            alike.get_or_insert(part);
            true
        }
        None => false,
    });
    if are_members {
        return alike.and_then(|part| enum_member_case::report(cx, (id, ty), part, span, listed));
    }
    let headline = format!("`{}` has no member `{value}`", ty.name.name);
    let finding = Diagnostic::new(&UNDOCUMENTED_ENUM_MEMBER, span, headline).once();
    let finding = match ty.docs.span {
        Some(place) => finding.because(place, "the enum"),
        None => finding,
    };
    let near = guesses.meant(value, ty.members.iter().map(|it| it.name.as_str()));
    Some(finding.did_you_mean(near))
}
