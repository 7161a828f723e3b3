//! What an operation does, in the protocol's terms, by method, path and what its own page says of both.
//!
//! The shape is part of the operation's name, so no other page may have a say.

use super::cx::{Group, OperationCx};
use super::words::{begins_with_verb, is_one_word, is_plural};
use crate::facts::PageFacts;
use crate::model::{Method, PathSegment, ResponseBody, Shape};
use crate::naming::Cx;

/// Decides an operation's shape.
pub(crate) fn decide(cx: &OperationCx<'_>, group: &Group<'_>, response: ResponseBody) -> Shape {
    let is_said = |kind: &str| {
        let mut said = group.lines.iter().filter_map(|line| line.kind.as_ref());
        said.any(|it| it.value.eq_ignore_ascii_case(kind))
    };
    match group.method {
        Method::Get if is_said("function") => return Shape::Function,
        Method::Post if is_said("action") => return Shape::Action,
        _ => {}
    }
    match group.method {
        Method::Patch => Shape::Update,
        Method::Put => Shape::Replace,
        Method::Delete => Shape::Delete,
        Method::Head | Method::Options | Method::Other(_) => Shape::Get,
        Method::Get if is_function(cx, group) => Shape::Function,
        // A key picks one of many, whatever the page shows.
        Method::Get if matches!(group.path.segments.last(), Some(PathSegment::Key { .. })) => {
            Shape::Get
        }
        Method::Get => match response {
            ResponseBody::Type(ty) if ty.collection => Shape::List,
            ResponseBody::Type(_)
            | ResponseBody::None
            | ResponseBody::Stream
            | ResponseBody::Untyped => Shape::Get,
        },
        Method::Post if is_action(cx, group) => Shape::Action,
        Method::Post => Shape::Create,
    }
}

/// A GET calls a function if its path ends in parentheses or in the name that the page's title gives
/// the function, or in a qualified name that is no type's.
fn is_function(cx: &OperationCx<'_>, group: &Group<'_>) -> bool {
    let last = match group.path.segments.as_slice() {
        [.., PathSegment::Call { .. }] => return true,
        [_, .., PathSegment::Literal(last)] if !last.starts_with('$') => last,
        _ => return false,
    };
    if is_cast(cx, group, last) {
        return false;
    }
    is_named_in_title(cx.cx, group.claim.page, last) || last.contains('.')
}

/// A POST calls an action unless the path is something that items are added to.
fn is_action(cx: &OperationCx<'_>, group: &Group<'_>) -> bool {
    let last = match group.path.segments.as_slice() {
        [.., PathSegment::Call { .. }] => return true,
        [_, .., PathSegment::Literal(last)] if !last.starts_with('$') => last,
        _ => return false,
    };
    if is_named_in_title(cx.cx, group.claim.page, last)
        || last.contains('.')
        || begins_with_verb(last)
    {
        return true;
    }
    // `posts/{id}/reply` makes a post, but is called like an action.
    !is_plural(last) && (is_one_word(last) || !creates(group))
}

/// The page says or shows that something was created.
fn creates(group: &Group<'_>) -> bool {
    let facts = group.claim.facts;
    let said = facts.response.statuses.iter().map(|status| status.value);
    let shown = facts.examples.iter().filter_map(|example| example.response.as_ref());
    said.chain(shown.map(|response| response.status.value)).any(|status| status == 201)
}

/// A path may end in the name of a derived type, which selects the items of that type.
fn is_cast(cx: &OperationCx<'_>, group: &Group<'_>, last: &str) -> bool {
    let namespace = cx.cx.namespace(group.claim.page);
    last.contains('.') && cx.declared.by_written_name(cx.cx, last, namespace).is_some()
}

/// `thing: copy`, `copy action`: titles that name a bound operation by the path's last segment.
pub(super) fn is_named_in_title(cx: &Cx<'_>, page: &PageFacts, last: &str) -> bool {
    binding_in_title(page, last).is_some() || {
        let words = &cx.dialect.phrases.bound_operation;
        let title = page.title.as_ref().and_then(|title| title.value.split_once(' '));
        title.is_some_and(|(name, word)| {
            let is_one = words.iter().any(|it| it.eq_ignore_ascii_case(word.trim()));
            is_one && name.eq_ignore_ascii_case(bare(last))
        })
    }
}

/// What a title binds the path's last segment to: `thing` in `thing: copy`.
pub(super) fn binding_in_title<'f>(page: &'f PageFacts, last: &str) -> Option<&'f str> {
    let (binding, name) = page.title.as_ref()?.value.split_once(':')?;
    name.trim().eq_ignore_ascii_case(bare(last)).then_some(binding.trim())
}

/// A name without its namespace.
pub(super) fn bare(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
