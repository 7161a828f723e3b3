//! `example-value-format`: an example's text has not the form of its property's type.

use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::dialect::Dialect;
use crate::edm::Primitive;
use crate::edm::forms::{form, has_form, is_of_units};
use crate::json::Value;
use crate::model::ItemType;
use crate::rules::cx::RuleCx;

pub(super) static EXAMPLE_VALUE_FORMAT: Rule = Rule {
    name: "example-value-format",
    level: Level::Warn,
    summary: "an example's text is no date, time, duration, GUID or base64, as its type is documented",
    explanation: include_str!("example_value_format.md"),
};

/// Looks at a text, or at those of a collection.
pub(super) fn of_member(cx: &RuleCx<'_>, shown: &Shown<'_>, diagnostics: &mut Diagnostics) {
    let ItemType::Primitive(primitive) = shown.ty.item else { return };
    let Some(form) = form(primitive) else { return };
    for value in shown.values() {
        let Some(text) = value.as_str() else { continue };
        // What stands without quotes is no JSON, which is told already.
        let is_quoted = value.content != value.span;
        let is_duration = primitive == Primitive::Duration
            && !cx.dialect.service.protocol.knows_odata()
            && is_of_units(text);
        let is_of_form = has_form(primitive, text) || is_duration;
        if is_quoted && !is_of_form && !is_stand_in(cx.dialect, shown.name, text, None) {
            diagnostics.report(report(shown, value, primitive, form));
        }
    }
}

fn report(
    shown: &Shown<'_>,
    value: &Value,
    primitive: Primitive,
    (form, example): (&str, &str),
) -> Diagnostic {
    let headline = format!("`{}` is {form}, the example gives another text", shown.name);
    let finding = Diagnostic::new(&EXAMPLE_VALUE_FORMAT, value.content, headline)
        .label(format!("no `{}`", primitive.name()))
        .once();
    let finding = match shown.documented {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    };
    finding.help(format!("write it like `{example}`"))
}

/// A text that only says that a value stands there, or names its type, which is any unless said `of`: `2016-…`, `String`, `{id}`, `dueDate-value`.
pub(super) fn is_stand_in(
    dialect: &Dialect,
    name: &str,
    text: &str,
    of: Option<Primitive>,
) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let after_name = lower.strip_prefix(&name.to_lowercase());
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = words().next().and_then(|word| dialect.primitive(word));
    let names_type = named.is_some_and(|it| of.is_none_or(|of| of == it));
    let is_word_of_form =
        |c: char| "ymdhszt".contains(c.to_ascii_lowercase()) || !c.is_alphabetic();
    text.is_empty()
        || text.contains(['…', '<', '>', '{', '}', '[', ']', '*'])
        || text.contains("..")
        || lower.contains("xx")
        || after_name.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', ' ']))
        || text.contains(char::is_alphabetic)
            && text.chars().all(is_word_of_form)
            && !text.contains(|c: char| c.is_ascii_digit())
        || dialect.placeholder(text).is_some()
        || names_type
        || words().any(|word| dialect.phrases.stand_ins.iter().any(|it| it == word))
}
