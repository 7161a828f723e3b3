//! What an operation does, in the protocol's terms, by method, path and what the docs say of both.

use super::operations::{Group, OperationCx};
use super::paths;
use super::resolve::resolve;
use crate::facts::TypeText;
use crate::model::{Method, Path, PathSegment, ResponseBody, Shape, Type, TypeRef};
use std::collections::BTreeSet;

/// What is known of all paths and properties, to tell things from calls.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Paths that some request line continues with a key, so that they are collections.
    keyed: BTreeSet<String>,
    /// The names of all properties that are collections, in lower case.
    collections: BTreeSet<String>,
}

impl Known {
    pub(super) fn of<'p>(
        types: impl IntoIterator<Item = &'p Type>,
        paths: impl IntoIterator<Item = &'p Path>,
    ) -> Self {
        let mut known = Self::default();
        for ty in types {
            let Type::Structured(ty) = ty else { continue };
            for property in &ty.properties {
                if property.ty.collection {
                    known.collections.insert(property.name.to_lowercase());
                }
            }
        }
        for path in paths {
            for (index, segment) in path.segments.iter().enumerate() {
                if matches!(segment, PathSegment::Key { .. }) {
                    known.keyed.insert(paths::identity(&path.segments[..index]));
                }
            }
        }
        known
    }
}

/// Decides an operation's shape.
pub(super) fn decide(cx: &OperationCx<'_>, group: &Group<'_>, response: ResponseBody) -> Shape {
    match group.method {
        Method::Patch => Shape::Update,
        Method::Put => Shape::Replace,
        Method::Delete => Shape::Delete,
        Method::Get if is_function(cx, group) => Shape::Function,
        Method::Get => match response {
            ResponseBody::Type(ty) if ty.collection => Shape::List,
            ResponseBody::Type(_)
            | ResponseBody::None
            | ResponseBody::Stream
            | ResponseBody::Untyped => Shape::Get,
        },
        Method::Post if is_action(cx, group, response) => Shape::Action,
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
    is_named_in_title(cx, group, last) || last.contains('.')
}

/// A POST calls an action unless the path is something that items are added to.
fn is_action(cx: &OperationCx<'_>, group: &Group<'_>, response: ResponseBody) -> bool {
    let last = match group.path.segments.as_slice() {
        [.., PathSegment::Call { .. }] => return true,
        [_, .., PathSegment::Literal(last)] if !last.starts_with('$') => last,
        _ => return false,
    };
    if is_named_in_title(cx, group, last) || last.contains('.') {
        return true;
    }
    let is_collection = cx.known.keyed.contains(&paths::identity(&group.path.segments))
        || cx.known.collections.contains(&last.to_lowercase());
    !is_collection && !sends_what_it_answers(cx, group, response)
}

/// A path may end in the name of a derived type, which selects the items of that type.
fn is_cast(cx: &OperationCx<'_>, group: &Group<'_>, last: &str) -> bool {
    let namespace = cx.cx.namespace(group.claim.page);
    last.contains('.') && cx.declared.by_written_name(cx.cx, last, namespace).is_some()
}

/// `thing: copy`, `copy action`: titles that name a bound operation by the path's last segment.
fn is_named_in_title(cx: &OperationCx<'_>, group: &Group<'_>, last: &str) -> bool {
    let Some(title) = &group.claim.page.title else { return false };
    let named = title.value.split_once(':').map(|(_, name)| name.trim()).or_else(|| {
        let (name, word) = title.value.split_once(' ')?;
        let words = cx.cx.dialect.phrases.bound_operation;
        words.iter().any(|it| it.eq_ignore_ascii_case(word.trim())).then_some(name)
    });
    let bare = last.rsplit('.').next().unwrap_or(last);
    named.is_some_and(|named| named.eq_ignore_ascii_case(bare))
}

/// What is created comes back.
fn sends_what_it_answers(cx: &OperationCx<'_>, group: &Group<'_>, response: ResponseBody) -> bool {
    let facts = group.claim.facts;
    let sent = |ty: &TypeText| resolve(cx.cx, cx.declared, group.claim.page, ty);
    let is_answered = |ty: TypeRef| response == ResponseBody::Type(ty);
    let is_created = facts.response.statuses.iter().any(|status| status.value == 201);
    match facts.body.ty.as_ref().filter(|_| facts.body.parameters.is_none()).and_then(sent) {
        Some(ty) => is_answered(ty) || is_created,
        None => false,
    }
}
