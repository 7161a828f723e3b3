//! Sentences that name several types, "an A or B": their common base.

use super::cx::{Group, OperationCx};
use crate::facts::{PageFacts, TypeText};
use crate::http::SegmentKind;
use crate::model::TypeRef;
use crate::naming;

/// Whether a text names the set that a line of an operation's page leads to.
pub(super) fn names_set(group: &Group<'_>, text: &TypeText) -> bool {
    let [only] = text.mentions.as_slice() else { return false };
    let mut sets = group.claim.facts.lines.iter().filter_map(|line| {
        line.template.segments.iter().rev().find_map(|it| match &it.kind {
            SegmentKind::Literal => Some(it.text.as_str()),
            SegmentKind::Key { prefix, .. } => prefix.strip_suffix('('),
            SegmentKind::Call { .. } | SegmentKind::Elision => None,
        })
    });
    sets.any(|it| it.eq_ignore_ascii_case(&only.name))
}

/// What a sentence refers to. Where it names several types, the base that they share; any JSON if they
/// share none.
pub(super) fn resolve_in_sentence(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    text: &TypeText,
) -> Option<TypeRef> {
    let whole = naming::resolve_in_sentence(cx.cx, cx.declared, page, text)?;
    let one = |index: usize| {
        let mentions = vec![text.mentions[index].clone()];
        let single = TypeText { mentions, ..text.clone() };
        naming::resolve_in_sentence(cx.cx, cx.declared, page, &single)
    };
    if text.mentions.len() < 2 {
        return Some(whole);
    }
    let all: Option<Vec<TypeRef>> = (0..text.mentions.len()).map(one).collect();
    Some(all.and_then(|types| cx.model.common_base(&types)).unwrap_or(whole))
}
