//! What a `$ref` refers to: the set that the docs name it in, so that an id is enough.

use super::cx::{Group, OperationCx, method};
use crate::facts::ExampleBody;
use crate::http::{self, SegmentKind, UrlTemplate};
use crate::source::Span;
use crate::urls::{is_service, own_segments};

/// The path of the set that the page's examples refer into; none where they differ or show none.
pub(super) fn set(cx: &OperationCx<'_>, group: &Group<'_>) -> Option<String> {
    let requests = group.claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    let own = requests.filter(|it| method(it.method.value) == group.method);
    let sent = own.filter_map(|request| match &request.body {
        Some(ExampleBody::Json(body)) => Some(&**body),
        Some(ExampleBody::BrokenJson(_) | ExampleBody::Other(_)) | None => None,
    });
    let mut sets = sent.chain(&group.claim.facts.body.json).filter_map(|body| {
        let target = body.get("@odata.id")?;
        set_of(cx, target.as_str()?, target.span)
    });
    let first = sets.next()?;
    sets.all(|it| it == first).then_some(first)
}

/// The path of the set in which a URL of the service names one thing by its key.
fn set_of(cx: &OperationCx<'_>, url: &str, span: Span) -> Option<String> {
    let url: UrlTemplate = http::parse_url(url, span);
    let service = &cx.cx.dialect.service;
    let (key, set) = own_segments(service, &url).split_last()?;
    // A number among the words is the key of something that the set is of.
    let is_key = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let is_fixed = |it: &http::Segment| it.kind == SegmentKind::Literal && !is_key(&it.text);
    let mut words: Vec<&str> = set.iter().map(|it| it.text.as_str()).collect();
    words.extend(named_before_key(key)?);
    let is_set = is_service(service, &url) && !words.is_empty() && set.iter().all(is_fixed);
    is_set.then(|| words.join("/"))
}

/// The set that a key's own segment names, `things` of `things('1')`; `None` if the segment is no key.
fn named_before_key(key: &http::Segment) -> Option<Option<&str>> {
    match &key.kind {
        SegmentKind::Literal => Some(None),
        SegmentKind::Key { prefix, .. } if prefix.is_empty() => Some(None),
        SegmentKind::Key { prefix, .. } => {
            let name = prefix.trim_end_matches('\'').strip_suffix('(')?;
            Some(Some(name))
        }
        SegmentKind::Call { name, arguments, .. } => match arguments.as_slice() {
            [only] if only.name.is_empty() => Some(Some(name)),
            _ => None,
        },
        SegmentKind::Elision => None,
    }
}
