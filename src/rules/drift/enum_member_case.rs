//! `enum-member-case`: an example spells a member of an enum in another case.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::EnumType;
use crate::source::Span;

pub(super) static ENUM_MEMBER_CASE: Rule = Rule {
    name: "enum-member-case",
    level: Level::Warn,
    summary: "an example spells a member of an enum in another case",
    explanation: include_str!("enum_member_case.md"),
};

/// A value that differs in case only from a member of an enum.
pub(super) fn report(ty: &EnumType, value: &str, span: Span) -> Option<Diagnostic> {
    let member = ty.members.iter().find(|it| it.name.eq_ignore_ascii_case(value))?;
    let headline = format!("`{value}` is the member `{}` of `{}`", member.name, ty.name.name);
    let finding = Diagnostic::new(&ENUM_MEMBER_CASE, span, headline).once();
    let finding = match member.docs.span.or(ty.docs.span) {
        Some(place) => finding.because(place, "spelt otherwise here"),
        None => finding,
    };
    Some(finding.note("members on the wire are compared with their case"))
}
