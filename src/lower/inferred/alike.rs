//! Answers that a link to another operation tells: "`201` and the lamp, see [Read a lamp](#read-a-lamp) for the payload".

use super::sources::Sources;
use crate::facts::{BlockForm, BlocksAround, Link};
use crate::http;
use crate::model::{ItemType, Operation, ResponseBody, TypeRef};
use crate::naming::Cx;
use crate::source::Span;
use std::collections::BTreeMap;

/// What operations answer that are still without a type, by their places in `operations`.
pub(super) fn told(
    cx: &Cx<'_>,
    sources: &Sources<'_, '_>,
    operations: &[Operation],
) -> Vec<(usize, TypeRef)> {
    let mut typed: BTreeMap<&str, Vec<TypeRef>> = BTreeMap::new();
    for operation in operations {
        let ResponseBody::Type(ty) = operation.response else { continue };
        if ty.item != ItemType::Untyped {
            operation.pages.iter().for_each(|it| typed.entry(it).or_default().push(ty));
        }
    }
    let answer = |operation: &Operation| {
        let mut pages = sources.pages(operation);
        pages.find_map(|(page, _)| {
            let linked = |link: &Link| {
                let target = link.target.as_ref()?;
                let place = format!("{}#{}", target.path, target.anchor.as_ref()?);
                // What a section answers that is of several operations is not known.
                match typed.get(place.as_str())?.as_slice() {
                    [only] if place != cx.path(page) => Some((link.written.span, *only)),
                    _ => None,
                }
            };
            let mut linked = page.links.iter().filter_map(linked).peekable();
            linked.peek()?;
            let paragraphs = BlocksAround::of(&page.blocks, &[BlockForm::Paragraph]);
            let mut known = BTreeMap::new();
            linked.find_map(|(at, ty)| {
                let around = paragraphs.find(at)?.span;
                let is_told = known.entry(around).or_insert_with(|| speaks_of_answer(cx, around));
                is_told.then_some(ty)
            })
        })
    };
    let untyped = operations.iter().enumerate().filter(|(_, it)| it.response.is_untyped());
    untyped.filter_map(|(at, it)| Some((at, answer(it)?))).collect()
}

/// Whether a paragraph speaks of what is answered: it has the status of a success, or says so.
fn speaks_of_answer(cx: &Cx<'_>, paragraph: Span) -> bool {
    let text = cx.sources.text(paragraph);
    let lower = text.to_lowercase();
    let says = || cx.dialect.phrases.response_body.iter().any(|it| lower.contains(it.as_str()));
    http::success_in(text).is_some() || says()
}
