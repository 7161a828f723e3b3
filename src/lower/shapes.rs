//! What an operation does, in the protocol's terms, by method and path.

use super::operations::{Group, OperationCx};
use crate::model::{Method, PathSegment, ResponseBody, Shape, Type};

/// Decides an operation's shape.
pub(super) fn decide(cx: &OperationCx<'_>, group: &Group<'_>, response: ResponseBody) -> Shape {
    match group.method {
        Method::Patch => Shape::Update,
        Method::Put => Shape::Replace,
        Method::Delete => Shape::Delete,
        Method::Get => match group.path.segments.last() {
            Some(PathSegment::Call { .. }) => Shape::Function,
            Some(PathSegment::Literal(_)) if is_named_in_title(group) => Shape::Function,
            Some(PathSegment::Literal(last)) if last.contains('.') => Shape::Function,
            _ => match response {
                ResponseBody::Type(ty) if ty.collection => Shape::List,
                _ => Shape::Get,
            },
        },
        Method::Post => match group.path.segments.last() {
            Some(PathSegment::Call { .. }) => Shape::Action,
            Some(PathSegment::Literal(last)) if is_action(cx, group, last) => Shape::Action,
            _ => Shape::Create,
        },
    }
}

/// `thing: copy`, `copy action`: titles that name a bound operation by the path's last segment.
fn is_named_in_title(group: &Group<'_>) -> bool {
    let Some(PathSegment::Literal(last)) = group.path.segments.last() else { return false };
    let Some(title) = &group.claim.page.title else { return false };
    let title = &title.value;
    let named = title.split_once(':').map(|(_, name)| name.trim()).or_else(|| {
        let (name, word) = title.split_once(' ')?;
        ["action", "function"].contains(&word.trim()).then_some(name)
    });
    let bare = last.rsplit('.').next().unwrap_or(last);
    named.is_some_and(|named| named.eq_ignore_ascii_case(bare))
}

/// A POST to a literal calls an action unless the literal is a collection that items are added to.
fn is_action(cx: &OperationCx<'_>, group: &Group<'_>, last: &str) -> bool {
    if last.starts_with('$') || group.path.segments.len() == 1 {
        return false;
    }
    if is_named_in_title(group) || last.contains('.') {
        return true;
    }
    let is_collection = cx.model.types.values().any(|ty| match ty {
        Type::Structured(ty) => ty
            .properties
            .iter()
            .any(|property| property.ty.collection && property.name.eq_ignore_ascii_case(last)),
        Type::Enum(_) => false,
    });
    // A key that follows the literal in another request line makes it a collection as well; both
    // are missing for actions only.
    let is_body_of_parameters = group.claim.facts.body.is_parameters;
    !is_collection && (is_body_of_parameters || !is_created(group))
}

/// The docs say that something is created or added.
fn is_created(group: &Group<'_>) -> bool {
    let statuses = &group.claim.facts.response.statuses;
    let title = group.claim.page.title.as_ref().map(|it| it.value.to_lowercase());
    let says_so = title.is_some_and(|title| {
        ["create", "add", "post", "upload"].iter().any(|verb| title.starts_with(verb))
    });
    says_so || statuses.iter().any(|status| status.value == 201)
}
