//! `type-name-case`: an annotation spells a type in another case.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::{Annotation, ExampleFacts};
use crate::model::Model;
use crate::rules::cx::RuleCx;
use crate::source::{SourceMap, Span};

pub(super) static TYPE_NAME_CASE: Rule = Rule {
    name: "type-name-case",
    level: Level::Warn,
    summary: "an annotation spells a type in another case",
    explanation: include_str!("type_name_case.md"),
};

/// Looks at the types that the annotations of examples name.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for example in cx.operations().flat_map(|(_, operation)| &operation.examples) {
        annotations(cx.sources, cx.model, example, diagnostics);
    }
}

fn annotations(
    sources: &SourceMap,
    model: &Model,
    example: &ExampleFacts,
    diagnostics: &mut Diagnostics,
) {
    let request = example.request.as_ref().map(|it| &it.annotation);
    let response = example.response.as_ref().map(|it| &it.annotation);
    for annotation in [request, response].into_iter().flatten() {
        let Some((written, span)) = written_type(sources, annotation) else { continue };
        if model.types.contains_key(written) {
            continue;
        }
        let known = model.types.keys().find(|name| name.eq_ignore_ascii_case(written));
        if let Some(name) = known {
            diagnostics.report(report(written, name, span).edit(span, name));
        }
    }
}

fn written_type<'s>(sources: &'s SourceMap, annotation: &Annotation) -> Option<(&'s str, Span)> {
    let ty = annotation.odata_type.as_ref()?;
    let [mention] = ty.mentions.as_slice() else { return None };
    let text = sources.text(ty.span);
    let start = text.find(&mention.name)?;
    let range = start..start + mention.name.len();
    Some((&text[range.clone()], ty.span.part(range)))
}

/// A name that finds its type only where case does not count.
fn report(written: &str, name: &str, span: Span) -> Diagnostic {
    let headline = format!("type `{written}` is spelt in another case");
    Diagnostic::new(&TYPE_NAME_CASE, span, headline).help(format!("the type is `{name}`"))
}
