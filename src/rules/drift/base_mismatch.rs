//! `base-mismatch`: a page gives a type two bases.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::Weighed;
use crate::model::TypeId;
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static BASE_MISMATCH: Rule = Rule {
    name: "base-mismatch",
    level: Level::Warn,
    summary: "a page gives a type two bases",
    explanation: include_str!("base_mismatch.md"),
};

/// Looks at the bases that each page claims for the types it describes.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (id, _, facts) in cx.described() {
        let decision = &cx.ledger.bases[id.0];
        let texts = facts.bases.iter().filter_map(|claim| claim.value.as_ref());
        let own: Vec<Span> = texts.map(|text| text.span).collect();
        let claims = decision.claims.iter().filter(|claim| own.contains(&claim.span));
        let claims: Vec<&Weighed<TypeId>> = claims.collect();
        // What was decided for may have been taken back, as where types would derive from each other.
        let base = cx.structured(id).and_then(|ty| ty.base);
        let counts = claims.iter().find(|claim| base == Some(claim.value));
        let Some(one) = counts.or(claims.first()) else { continue };
        if let Some(other) = claims.iter().find(|claim| claim.value != one.value) {
            let names = [one, other].map(|it| cx.model.ty(it.value).name().name.as_str());
            let said = if counts.is_some() { "this one counts" } else { "as here" };
            diagnostics.report(report(names, other.span).because(one.span, said));
        }
    }
}

/// A base and another one, and the place of a page that names that.
fn report([one, other]: [&str; 2], other_span: Span) -> Diagnostic {
    Diagnostic::new(
        &BASE_MISMATCH,
        other_span,
        format!("the base is `{other}` here and `{one}` elsewhere"),
    )
}
