//! `unrelated-alternatives`: a sentence names several types for one body, and they share no base.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{PageFacts, TypeText};
use crate::model::TypeRef;
use crate::rules::cx::RuleCx;

pub(super) static UNRELATED_ALTERNATIVES: Rule = Rule {
    name: "unrelated-alternatives",
    level: Level::Warn,
    summary: "a sentence names several types for one body, and they share no base",
    explanation: include_str!("unrelated_alternatives.md"),
};

/// Looks at the types that body and response sections name.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        for text in [&operation.body.ty, &operation.response.ty].into_iter().flatten() {
            diagnostics_of(cx, page, text).into_iter().for_each(|it| diagnostics.report(it));
        }
    }
}

fn diagnostics_of(cx: &RuleCx<'_>, page: &PageFacts, text: &TypeText) -> Option<Diagnostic> {
    let one = |mention| {
        let single = TypeText { mentions: vec![mention], ..text.clone() };
        cx.resolve_in_sentence(page, &single)
    };
    let types: Vec<TypeRef> = text.mentions.iter().cloned().map(one).collect::<Option<_>>()?;
    let is_union = types.len() > 1 && cx.model.common_base(&types).is_none();
    is_union.then(|| report(&types.iter().map(|ty| cx.name(*ty)).collect::<Vec<_>>(), text))
}

/// The names of the types, and the text that names them.
fn report(names: &[String], text: &TypeText) -> Diagnostic {
    let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
    let headline = format!("{names} share no base, so the body is any JSON");
    Diagnostic::new(&UNRELATED_ALTERNATIVES, text.span, headline)
        .help("name the base type, or give each type a page of its own")
}
