//! Answers that a link to another operation tells: "`201` and the lamp, see [Read a lamp](#read-a-lamp) for the payload".

use super::sources::Sources;
use crate::facts::{BlockForm, Link, PageFacts};
use crate::http;
use crate::model::{ItemType, Operation, ResponseBody, TypeRef};
use crate::naming::Cx;
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
        let links = sources.links(operation);
        let mut told = links.filter(|(page, link)| is_of_answer(cx, page, link));
        told.find_map(|(page, link)| {
            let target = link.target.as_ref()?;
            let place = format!("{}#{}", target.path, target.anchor.as_ref()?);
            // What a section answers that is of several operations is not known.
            match typed.get(place.as_str())?.as_slice() {
                [only] if place != cx.path(page) => Some(*only),
                _ => None,
            }
        })
    };
    let untyped = operations.iter().enumerate().filter(|(_, it)| it.response.is_untyped());
    untyped.filter_map(|(at, it)| Some((at, answer(it)?))).collect()
}

/// Whether a link stands in a paragraph that speaks of what is answered: it has the status of a success, or says so.
fn is_of_answer(cx: &Cx<'_>, page: &PageFacts, link: &Link) -> bool {
    let at = link.written.span;
    let mut paragraphs = page.blocks.iter().filter(|it| it.form == BlockForm::Paragraph);
    let around = paragraphs.find(|it| it.span.start <= at.start && at.end <= it.span.end);
    let text = around.map_or("", |it| cx.sources.text(it.span));
    let lower = text.to_lowercase();
    let says = || cx.dialect.phrases.response_body.iter().any(|it| lower.contains(it.as_str()));
    http::success_in(text).is_some() || says()
}
