//! `key-of-no-property`: an annotation calls a key what is no property of the type.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{StructuredType, Type};
use crate::rules::cx::RuleCx;
use crate::source::Spanned;
use crate::spelling;

pub(super) static KEY_OF_NO_PROPERTY: Rule = Rule {
    name: "key-of-no-property",
    level: Level::Warn,
    summary: "an annotation calls a key what is no property of the type",
    explanation: include_str!("key_of_no_property.md"),
};

/// Looks at the annotation of every type that has properties.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (id, _, facts) in cx.described() {
        let Some(key) = &facts.key else { continue };
        let Type::Structured(ty) = cx.model.ty(id) else { continue };
        let mut names = cx.model.properties(id).map(|it| it.name.as_str()).peekable();
        if names.peek().is_none() || ty.open {
            continue;
        }
        let names: Vec<&str> = names.collect();
        let is_known = |part: &str| names.iter().any(|it| it.eq_ignore_ascii_case(part.trim()));
        if !key.value.split(',').all(is_known) {
            diagnostics.report(report(ty, key, spelling::meant(&key.value, names)));
        }
    }
}

/// The type, its key as the annotation calls it, and the property that is surely meant.
fn report(ty: &StructuredType, key: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let headline =
        format!("`{}` has no property `{}`, which is to be its key", ty.name.name, key.value);
    Diagnostic::new(&KEY_OF_NO_PROPERTY, key.span, headline)
        .note("a key that is none makes no entity")
        .did_you_mean(near)
}
