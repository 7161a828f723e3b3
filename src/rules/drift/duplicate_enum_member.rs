//! `duplicate-enum-member`: a list of members names one twice.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::MemberClaim;

pub(super) static DUPLICATE_ENUM_MEMBER: Rule = Rule {
    name: "duplicate-enum-member",
    level: Level::Warn,
    summary: "a list of members names one twice",
    explanation: include_str!("duplicate_enum_member.md"),
};

/// The first of two rows with one name, and the second.
pub(crate) fn report(first: &MemberClaim, second: &MemberClaim) -> Diagnostic {
    let headline = format!("`{}` is listed twice", second.name.value);
    Diagnostic::new(&DUPLICATE_ENUM_MEMBER, second.name.span, headline)
        .because(first.name.span, "listed here first")
}
