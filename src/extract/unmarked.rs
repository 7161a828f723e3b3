//! What must be given where nothing says so, and what need not where a sentence says it of everything.

use super::cx::Cx;
use super::outline::Part;
use super::placed::Placed;
use crate::dialect::Section;
use crate::facts::{OperationFacts, ParameterClaim, PropertyClaim};

/// Settles it for what an operation takes: for what was read already, and for rows that have no place yet.
pub(super) fn settle(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    facts: &mut OperationFacts,
    placeless: &mut [Placed],
) {
    let shape = &cx.dialect.shape;
    let takes_any = !facts.body.properties.is_empty()
        || !placeless.is_empty()
        || !facts.query_parameters.is_empty()
        || !facts.headers.is_empty();
    if !takes_any {
        return;
    }
    // What is said of an answer is not said of what is sent.
    let is_of_answer = |it: Section| it == Section::Response || it.is_example();
    let is_all_optional = || {
        let parts = parts.iter().filter(|it| !it.section.is_some_and(is_of_answer));
        let mut texts = parts.flat_map(Part::paragraphs);
        texts.any(|(_, it)| cx.dialect.phrases.said_in(&it.plain()).all_optional)
    };
    let required = match shape.has_sections() && is_all_optional() {
        true => false,
        false if shape.required_unless_said => true,
        false => return,
    };
    let in_body = facts.body.properties.iter_mut();
    in_body.chain(placeless.iter_mut().map(|(_, it)| it)).for_each(|it| settle_row(it, required));
    facts.body.is_optional |= !required && !facts.body.properties.is_empty();
    let beside = facts.query_parameters.iter_mut().chain(&mut facts.headers);
    beside.for_each(|it| settle_parameter(cx, it, required));
}

fn settle_row(row: &mut PropertyClaim, required: bool) {
    let may_miss = row.notes.optional || row.notes.terms.default.is_some();
    if row.notes.required != required && !(required && may_miss) {
        let notes = row.notes.changed();
        (notes.required, notes.optional) = (required, !required);
    }
}

fn settle_parameter(cx: &Cx<'_>, parameter: &mut ParameterClaim, required: bool) {
    let text = parameter.description.as_ref().map_or("", |it| it.text.as_str());
    let has_default = cx.dialect.phrases.said_in(text).default;
    match parameter.required {
        Some(true) if !required => parameter.required = Some(false),
        None if !(required && has_default) => parameter.required = Some(required),
        _ => {}
    }
}
