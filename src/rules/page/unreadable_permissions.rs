//! `unreadable-permissions`: a permissions cell names no permission and does not say so, or does both.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNREADABLE_PERMISSIONS: Rule = Rule {
    name: "unreadable-permissions",
    level: Level::Warn,
    summary: "a permissions cell names no permission and does not say so, or does both",
    explanation: include_str!("unreadable_permissions.md"),
};

/// A cell without a permission.
pub(crate) fn nothing(text: &str, span: Span) -> Diagnostic {
    let headline = format!("no permission is named: `{}`", super::shorten(text));
    Diagnostic::new(&UNREADABLE_PERMISSIONS, span, headline)
        .help("write the permissions, or `Not supported.`")
}

/// A cell that says that nothing is supported and names a permission.
pub(crate) fn both(permission: &str, span: Span) -> Diagnostic {
    let headline = format!("not supported, and yet `{permission}` is named");
    Diagnostic::new(&UNREADABLE_PERMISSIONS, span, headline).help("write one or the other")
}
