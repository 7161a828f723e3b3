//! `relationship-collection-mismatch`: a relationship is documented as one, its own page answers a list.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static RELATIONSHIP_COLLECTION_MISMATCH: Rule = Rule {
    name: "relationship-collection-mismatch",
    level: Level::Warn,
    summary: "a relationship is documented as one, its own page answers a list",
    explanation: include_str!("relationship_collection_mismatch.md"),
};

/// Looks at the relationships that lowering made collections of.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for it in &cx.ledger.relationships {
        let row = cx.model.property(it.ty, &it.property).and_then(|property| property.docs.span);
        row.into_iter().for_each(|row| diagnostics.report(report(&it.property, row, it.line)));
    }
}

/// A relationship, its row, and the request line that answers a list of it.
fn report(name: &str, row: Span, line: Span) -> Diagnostic {
    let headline = format!("`{name}` is one here, but reading it answers a list");
    Diagnostic::new(&RELATIONSHIP_COLLECTION_MISMATCH, row, headline)
        .because(line, "the page of this line, which counts")
        .help("write `collection` after the type")
}
