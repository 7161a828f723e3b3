//! `value-list-mismatch`: a list of possible values names what the enum does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::EnumType;
use crate::source::Spanned;
use crate::spelling;

pub(super) static VALUE_LIST_MISMATCH: Rule = Rule {
    name: "value-list-mismatch",
    level: Level::Warn,
    summary: "a list of possible values names what the enum does not have",
    explanation: include_str!("value_list_mismatch.md"),
};

/// The values that the property's enum lacks.
pub(crate) fn report(
    first: &Spanned<String>,
    rest: &[&Spanned<String>],
    ty: &EnumType,
) -> Diagnostic {
    let headline = format!("`{}` has no member `{}`", ty.name.name, first.value);
    let finding = Diagnostic::new(&VALUE_LIST_MISMATCH, first.span, headline);
    let finding =
        rest.iter().fold(finding, |finding, it| finding.because(it.span, "no member either"));
    let finding = match ty.docs.span {
        Some(span) => finding.because(span, "the enum's members are listed here"),
        None => finding,
    };
    let listed = |name: &str| rest.iter().any(|it| it.value == name);
    let members = ty.members.iter().map(|it| it.name.as_str()).filter(|name| !listed(name));
    finding.did_you_mean(spelling::meant(&first.value, members))
}
