//! What must be sent: where the docs only say what may be left out, say above rows that all of them must be given, or in a
//! sentence that none must.

use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::labels;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::placed::Placed;
use crate::extract::sections::units::Unit;
use crate::extract::text::phrases::find;
use crate::extract::text::sentence::strip_first;
use crate::facts::{OperationFacts, PropertyClaim};
use crate::markdown::Inline;
use crate::source::Span;

/// Says of the rows that say nothing of it themselves whether they must be given.
pub(crate) fn settle(
    cx: &Cx<'_>,
    unit: &Unit<'_>,
    facts: &mut OperationFacts,
    placeless: &mut [Placed],
    ledger: &mut Ledger,
) {
    // Elsewhere the text of a page speaks of what is sent as a whole.
    let parts = if unit.lines.is_some() { &unit.parts[..] } else { &[] };
    if parts.iter().any(|it| requires_nothing(cx, it, ledger)) {
        leave_out(facts, placeless);
        return;
    }
    let mut labelled: Vec<Span> = parts.iter().flat_map(|it| labelled(cx, it, ledger)).collect();
    labelled.sort_unstable();
    let is_all = cx.dialect.shape.required_unless_optional;
    if !is_all && labelled.is_empty() {
        return;
    }
    let is_labelled = |at: Span| {
        let next = labelled.partition_point(|it| (it.file, it.start) <= (at.file, at.start));
        let above = next.checked_sub(1).and_then(|it| labelled.get(it));
        above.is_some_and(|it| it.file == at.file && at.start < it.end)
    };
    let is_meant = |at: Span| is_all || is_labelled(at);
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

/// Takes what stands in rows as what may be left out, but for what is in the path.
pub(crate) fn leave_out(facts: &mut OperationFacts, placeless: &mut [Placed]) {
    facts.body.is_optional |= !facts.body.properties.is_empty();
    let rows = facts.body.properties.iter_mut().chain(placeless.iter_mut().map(|it| &mut it.1));
    for row in rows.filter(|it| it.notes.required) {
        let notes = row.notes.changed();
        (notes.required, notes.optional) = (false, true);
    }
    let beside = facts.query_parameters.iter_mut().chain(&mut facts.headers);
    beside.for_each(|it| it.required = Some(false));
}

/// "All parameters are optional." What is said of an answer is not said of what is sent.
fn requires_nothing(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> bool {
    if part.section.is_some_and(|it| it == Section::Response || it.is_example()) {
        return false;
    }
    let said = |inline: &Inline| cx.dialect.phrases.said_in(&inline.plain()).all_optional();
    let found = part.paragraphs().find(|(_, inline)| said(inline));
    found.inspect(|(block, _)| ledger.used(block)).is_some()
}

/// Whether the heading or label of a part says that all of its parameters must be given, or need not be: "Required parameters".
pub(crate) fn of_heading(cx: &Cx<'_>, part: &Part<'_>) -> Option<bool> {
    if !cx.dialect.shape.has_sections() {
        return None;
    }
    let label = || {
        let (_, inline) = part.paragraphs().next()?;
        labels::begun(cx, inline).map(|it| it.words).or_else(|| inline.label())
    };
    let words = match part.depth == part.headings.len() {
        true => part.heading().map(|it| it.text.clone()),
        false => label(),
    };
    cx.dialect.requires(&words?)
}

/// From each paragraph that says that all below it must be given up to the next that says so, or is another label.
fn labelled(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let Some(last) = part.blocks.iter().map(|it| it.span.end).max() else { return found };
    let mut is_open = false;
    for (block, inline) in part.paragraphs() {
        let begins = requires_all(cx, inline);
        if let Some(open) = found.last_mut().filter(|_| is_open && (begins || inline.is_label())) {
            open.end = block.span.start;
            is_open = false;
        }
        if begins {
            ledger.used(block);
            found.push(Span { end: last, ..block.span });
            is_open = true;
        }
    }
    found
}

/// "All of these are required:", "The following properties are required:", "Required:".
pub(crate) fn requires_all(cx: &Cx<'_>, inline: &Inline) -> bool {
    let text = inline.plain();
    let phrases = &cx.dialect.phrases.all_required;
    let begins = || strip_first(text.trim_start(), phrases).is_some();
    let is_word = || cx.dialect.required(text.trim().trim_end_matches(':')) == Some(true);
    begins() || inline.is_label() && (!find(&text, phrases).is_empty() || is_word())
}
