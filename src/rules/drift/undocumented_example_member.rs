//! `undocumented-example-member`: an example shows a member that the type does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Member;
use crate::model::StructuredType;

pub(super) static UNDOCUMENTED_EXAMPLE_MEMBER: Rule = Rule {
    name: "undocumented-example-member",
    level: Level::Warn,
    summary: "an example shows a member that the type does not have",
    explanation: include_str!("undocumented_example_member.md"),
};

/// A member of an example object, its type, and the property it is surely meant to be.
pub(crate) fn report(member: &Member, ty: &StructuredType, near: Option<&str>) -> Diagnostic {
    let headline = format!("`{}` has no property `{}`", ty.name.name, member.name);
    Diagnostic::new(&UNDOCUMENTED_EXAMPLE_MEMBER, member.name_span, headline).did_you_mean(near)
}
