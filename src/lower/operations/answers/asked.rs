//! Whether an example asks for a path, though its URL is seldom spelt as the request lines are.

use super::super::cx::{Group, OperationCx, method};
use super::super::paths::fits;
use crate::facts::ExampleFacts;
use crate::http::UrlTemplate;
use crate::model::PathSegment;
use crate::urls::own_segments;

/// An example asks for the path itself.
pub(super) fn is_own(cx: &OperationCx<'_>, group: &Group<'_>, example: &ExampleFacts) -> bool {
    example.request.as_ref().is_some_and(|request| {
        let is_method = method(request.method.value) == group.method;
        is_method && matches_end(cx, &group.path.segments, &request.template)
    })
}

/// The line asks for a part of what the example asks for.
pub(super) fn is_one_longer(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    example: &ExampleFacts,
) -> bool {
    let (Some(request), Some((last, whole))) = (&example.request, group.path.segments.split_last())
    else {
        return false;
    };
    let names_a_part = matches!(last, PathSegment::Literal(_) | PathSegment::Call { .. });
    // A key alone fits anything.
    let given = own_segments(&cx.cx.dialect.service, &request.template);
    let has_literal = whole.iter().rev().take(given.len()).any(|segment| match segment {
        PathSegment::Literal(_) | PathSegment::Call { .. } => true,
        PathSegment::Key { .. } => false,
    });
    names_a_part
        && has_literal
        && method(request.method.value) == group.method
        && matches_end(cx, whole, &request.template)
}

/// Whether an example's URL fits a path, compared from the end: examples leave out the beginning, or
/// take another one.
fn matches_end(cx: &OperationCx<'_>, wanted: &[PathSegment], url: &UrlTemplate) -> bool {
    let given = own_segments(&cx.cx.dialect.service, url);
    let n_compared = wanted.len().min(given.len());
    let is_long_enough = n_compared + 2 >= wanted.len().max(given.len());
    let pairs = wanted.iter().rev().zip(given.iter().rev());
    is_long_enough && pairs.take(n_compared.min(3)).all(|(wanted, given)| fits(wanted, given))
}
