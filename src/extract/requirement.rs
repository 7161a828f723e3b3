//! What must be sent: where the docs only say what may be left out, or say above rows that all of them must be given.

use super::cx::Cx;
use super::outline::{Ledger, Part};
use super::phrases::find;
use super::placed::Placed;
use super::sentence::strip_first;
use super::units::Unit;
use crate::facts::{OperationFacts, PropertyClaim};
use crate::markdown::Inline;
use crate::source::Span;

/// Says of the rows that say nothing of it themselves whether they must be given.
pub(super) fn settle(
    cx: &Cx<'_>,
    unit: &Unit<'_>,
    facts: &mut OperationFacts,
    placeless: &mut [Placed],
    ledger: &mut Ledger,
) {
    // Elsewhere the text of a page speaks of what is sent as a whole.
    let labelled: Vec<Span> = match unit.lines {
        Some(_) => unit.parts.iter().flat_map(|it| labelled(cx, it, ledger)).collect(),
        None => Vec::new(),
    };
    let is_all = cx.dialect.shape.required_unless_optional;
    if !is_all && labelled.is_empty() {
        return;
    }
    let is_within =
        |it: &Span, at: Span| it.file == at.file && (it.start..it.end).contains(&at.start);
    let is_meant = |at: Span| is_all || labelled.iter().any(|it| is_within(it, at));
    let rows = facts.body.properties.iter_mut().chain(placeless.iter_mut().map(|it| &mut it.1));
    let is_unsaid = |it: &&mut PropertyClaim| !it.notes.optional && !it.notes.required;
    for row in rows.filter(is_unsaid).filter(|it| is_meant(it.name.span)) {
        row.notes.changed().required = true;
    }
    for parameters in [
        &mut facts.query_parameters,
        &mut facts.headers,
        &mut facts.path_parameters,
        &mut facts.function_parameters,
    ] {
        let unsaid = parameters.iter_mut().filter(|it| it.required.is_none());
        unsaid.filter(|it| is_meant(it.name.span)).for_each(|it| it.required = Some(true));
    }
}

/// From each paragraph that says that all below it must be given up to the next that is a label.
fn labelled(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let Some(last) = part.blocks.iter().map(|it| it.span.end).max() else { return found };
    let mut is_open = false;
    for (block, inline) in part.paragraphs() {
        if let Some(open) = found.last_mut().filter(|_| is_open && inline.is_label()) {
            open.end = block.span.start;
            is_open = false;
        }
        if requires_all(cx, inline) {
            ledger.used(block);
            found.push(Span { end: last, ..block.span });
            is_open = true;
        }
    }
    found
}

/// "All of these are required:", "The following properties are required:", "Required:".
pub(super) fn requires_all(cx: &Cx<'_>, inline: &Inline) -> bool {
    let text = inline.plain();
    let phrases = &cx.dialect.phrases.all_required;
    let begins = || strip_first(text.trim_start(), phrases).is_some();
    let is_word = || cx.dialect.required(text.trim().trim_end_matches(':')) == Some(true);
    begins() || inline.is_label() && (!find(&text, phrases).is_empty() || is_word())
}
