//! `replaced-example-member`: an example shows a deprecated property in place of the one that replaces it.

use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::rules::cx::RuleCx;

pub(super) static REPLACED_EXAMPLE_MEMBER: Rule = Rule {
    name: "replaced-example-member",
    level: Level::Warn,
    summary: "an example shows a deprecated property and not the one that replaces it",
    explanation: include_str!("replaced_example_member.md"),
};

/// A member whose property is deprecated, where its description names another property of the type.
pub(super) fn of_member(cx: &RuleCx<'_>, shown: &Shown<'_>) -> Option<Diagnostic> {
    let property = shown.property.filter(|it| it.deprecated)?;
    let object = shown.object?;
    let text = property.docs.text.as_deref()?;
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = text.split(|c: char| !is_word(c)).filter(|word| *word != property.name);
    let names = |word: &&str| {
        // A word of English is no name unless it is written like one.
        let is_marked =
            word.chars().skip(1).any(char::is_uppercase) || text.contains(&format!("`{word}`"));
        is_marked && cx.model.properties(object.ty).any(|it| it.name == *word && !it.deprecated)
    };
    let newer = words.find(names)?;
    if object.members.iter().any(|it| it.name == newer) {
        return None;
    }
    let headline = format!("`{}` is deprecated, `{newer}` replaces it", property.name);
    let finding = Diagnostic::new(&REPLACED_EXAMPLE_MEMBER, shown.member.name_span, headline);
    let finding = match shown.documented {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    };
    Some(finding.help(format!("show `{newer}`")))
}
