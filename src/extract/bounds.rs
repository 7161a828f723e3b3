//! Which limit a name, a namespace or a path is beyond, if any.

use crate::facts::RequestLine;
use crate::http::{SegmentKind, UrlTemplate};
use crate::limits::{self, Limit};

pub(super) fn name(text: &str) -> Option<Limit> {
    limits::is_long(text).then_some(limits::NAME_LETTERS)
}

pub(super) fn namespace(text: &str) -> Option<Limit> {
    let is_deep = text.split('.').nth(limits::NAMESPACE_PARTS.most).is_some();
    name(text).or(is_deep.then_some(limits::NAMESPACE_PARTS))
}

pub(super) fn of_type(text: &str) -> Option<Limit> {
    name(text).or_else(|| namespace(text.rsplit_once('.')?.0))
}

pub(super) fn line(line: &RequestLine) -> Option<Limit> {
    let in_brackets = line.template.segments.iter().map(|it| match &it.kind {
        SegmentKind::Call { arguments, .. } => arguments.len(),
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => 0,
    });
    let query = line.template.query.as_ref().map_or(0, |it| it.value.split('&').count());
    let n_arguments = in_brackets.max().unwrap_or_default() + query;
    let has_many = n_arguments > limits::ARGUMENTS.most;
    path(&line.template).or(has_many.then_some(limits::ARGUMENTS))
}

pub(super) fn path(url: &UrlTemplate) -> Option<Limit> {
    let has_many = url.segments.len() > limits::PATH_SEGMENTS.most;
    let bytes = url.segments.iter().map(|it| match &it.kind {
        // Its arguments have limits of their own.
        SegmentKind::Call { name, .. } => 1 + name.len(),
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => 1 + it.text.len(),
    });
    let is_long = bytes.sum::<usize>() > limits::PATH_BYTES.most;
    let beyond = || {
        url.segments.iter().find_map(|it| match &it.kind {
            SegmentKind::Literal | SegmentKind::Elision => name(&it.text),
            SegmentKind::Key { prefix, name: key, suffix } => {
                [prefix, key, suffix].into_iter().find_map(|it| name(it))
            }
            SegmentKind::Call { name: call, arguments, suffix } => {
                let arguments = arguments.iter().map(|it| it.name.as_str());
                [call.as_str(), suffix].into_iter().chain(arguments).find_map(name)
            }
        })
    };
    let beyond_segments = has_many.then_some(limits::PATH_SEGMENTS);
    beyond_segments.or_else(beyond).or(is_long.then_some(limits::PATH_BYTES))
}
