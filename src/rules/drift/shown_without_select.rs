//! `shown-without-select`: an example answers what is returned only on `$select`, without being asked for it.

use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::edm::Returned;
use crate::model::{Method, Shape};

pub(super) static SHOWN_WITHOUT_SELECT: Rule = Rule {
    name: "shown-without-select",
    level: Level::Warn,
    summary: "an example answers what is returned only on `$select` and does not ask for it",
    explanation: include_str!("shown_without_select.md"),
};

/// A member of what is read, where the request selects nothing.
pub(super) fn of_member(shown: &Shown<'_>) -> Option<Diagnostic> {
    let property = shown.property.filter(|it| it.terms.returned == Some(Returned::OnlyOnSelect))?;
    let (operation, example) = shown.message.of?;
    let is_read = operation.method == Method::Get && operation.shape != Shape::Function;
    let is_own = shown.object.is_some_and(|it| it.depth == 0) && !shown.message.is_request;
    let request = example.request.as_ref()?;
    let is_asked = request.query.iter().any(|(name, value)| {
        let name = name.trim_start_matches('$').to_ascii_lowercase();
        name == "select" || name == "expand" && value.contains(shown.name)
    });
    if !is_read || !is_own || is_asked || shown.member.value.is_null() {
        return None;
    }
    let headline = format!("`{}` is returned only on `$select`, which is not asked", property.name);
    let finding = Diagnostic::new(&SHOWN_WITHOUT_SELECT, shown.member.name_span, headline)
        .because(request.span, "the request");
    Some(match shown.documented {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    })
}
