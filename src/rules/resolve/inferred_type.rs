//! `inferred-type`: a type is named and used but no page defines it.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::naming::{Declaration, What};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::spelling::Guesses;

pub(super) static INFERRED_TYPE: Rule = Rule {
    name: "inferred-type",
    level: Level::Warn,
    summary: "a type is named and used but no page defines it",
    explanation: include_str!("inferred_type.md"),
};

/// Looks at the types that no page defines.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let is_defined = |it: &Declaration<'_>| matches!(it.what, What::Structured(_) | What::Enum(_));
    let all = || cx.ledger.declared.iter().map(|(_, declaration)| declaration);
    let guesses = Guesses::default();
    for declaration in all() {
        let (named_at, n_claims) = match &declaration.what {
            What::Inferred(facts) if facts.is_wrapped => continue,
            What::Inferred(facts) => (facts.named_at, facts.properties.len()),
            What::Listed(claims) => (claims[0].1.span, claims.len()),
            What::Structured(_) | What::Enum(_) => continue,
        };
        let defined = all().filter(|it| is_defined(it)).map(|it| it.name.name.as_str());
        let near = guesses.meant(&declaration.name.name, defined);
        diagnostics.report(report(&declaration.name.qualified(), named_at, n_claims, near));
    }
}

/// A type made from the places that name it, and the defined one that its name surely means.
fn report(name: &str, named_at: Span, n_claims: usize, near: Option<&str>) -> Diagnostic {
    let headline = format!("no page defines `{name}`");
    let places = if n_claims == 1 { "1 place" } else { &format!("{n_claims} places") };
    Diagnostic::new(&INFERRED_TYPE, named_at, headline)
        .label("named here first")
        .note(format!("what it holds was inferred from {places} on pages that use it"))
        .did_you_mean(near)
}
