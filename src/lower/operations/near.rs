//! An example's URL that is an operation's but for the key of one set, which either of them leaves out, or
//! writes without its brackets; or but for the slashes of a value.

use super::bind::{Bound, bind};
use crate::dialect::Service;
use crate::http::{Segment, SegmentKind, UrlTemplate};
use crate::model::{Misfit, Path, PathSegment};
use crate::source::Span;
use crate::urls::own_segments;

/// The values that an example's URL puts in a path's places, if it is the path's but for a key in brackets.
pub(crate) fn bind_but_a_key(service: &Service, path: &Path, url: &UrlTemplate) -> Option<Bound> {
    let own = own_segments(service, url);
    if own.len() != path.segments.len() {
        return None;
    }
    let pairs = path.segments.iter().zip(own).enumerate();
    let mut slips = pairs.filter_map(|(at, (wanted, given))| Some((at, mended(wanted, given)?)));
    let (at, text) = slips.next()?;
    if slips.next().is_some() {
        return None;
    }
    let mut whole = url.clone();
    let at = url.segments.len() - own.len() + at;
    let segment = whole.segments.get_mut(at)?;
    *segment = Segment { kind: SegmentKind::Literal, text, span: segment.span };
    Some(Bound { misfit: Some(Misfit::Key), ..bind(service, path, &whole)? })
}

/// Whether an example's URL asks for a path, whatever its values are.
pub(crate) fn asks_for(service: &Service, path: &Path, url: &UrlTemplate) -> bool {
    bind(service, path, url).is_some() || bind_with_slashes(service, path, url).is_some()
}

/// The values that an example's URL puts in a path's places, with slashes in that of the path's only key:
/// `/images/acme.test:5000/oak/push`. What is a word behind another may be a path of its own, and is no value.
pub(crate) fn bind_with_slashes(
    service: &Service,
    path: &Path,
    url: &UrlTemplate,
) -> Option<Bound> {
    let own = own_segments(service, url);
    let n_more = own.len().checked_sub(path.segments.len()).filter(|it| *it > 0)?;
    let is_key = |it: &PathSegment| matches!(it, PathSegment::Key { .. });
    let at = path.segments.iter().position(is_key)?;
    let is_only = !path.segments.get(at + 1..)?.iter().any(is_key);
    let is_whole = matches!(
        path.segments.get(at)?,
        PathSegment::Key { prefix, suffix, .. } if prefix.is_empty() && suffix.is_empty()
    );
    let value = own.get(at..=at + n_more)?;
    let has_colon = |it: &Segment| it.text.contains(':') && !it.text.ends_with(':');
    let is_file = |it: &Segment| it.text.contains('.') && !it.text.contains('@');
    let is_value = value.iter().any(has_colon) || value.last().is_some_and(is_file);
    if !(is_only && is_whole && is_value) {
        return None;
    }
    let texts: Vec<&str> = value.iter().map(|it| it.text.as_str()).collect();
    let span = value.iter().map(|it| it.span).reduce(Span::to)?;
    let value = Segment { kind: SegmentKind::Literal, text: texts.join("/"), span };
    let at = url.segments.len() - own.len() + at;
    let mut whole = url.clone();
    whole.segments.splice(at..=at + n_more, [value]);
    bind(service, path, &whole)
}

/// What a segment would be if its key were written as on the line; `None` if that is not what is amiss.
fn mended(wanted: &PathSegment, given: &Segment) -> Option<String> {
    match wanted {
        PathSegment::Key { prefix, name, suffix } => {
            let set = prefix.split_once('(')?.0;
            let key = match &given.kind {
                SegmentKind::Literal if given.text.eq_ignore_ascii_case(set) => name,
                SegmentKind::Key { prefix, name, suffix }
                    if suffix.is_empty() && prefix.eq_ignore_ascii_case(set) =>
                {
                    name
                }
                _ => return None,
            };
            (!set.is_empty()).then(|| format!("{prefix}{{{key}}}{suffix}"))
        }
        PathSegment::Literal(set) => {
            let is_key = match &given.kind {
                SegmentKind::Key { prefix, .. } => prefix.contains('('),
                SegmentKind::Call { arguments, .. } => {
                    matches!(arguments.as_slice(), [only] if only.name.is_empty())
                }
                SegmentKind::Literal | SegmentKind::Elision => false,
            };
            let name = given.text.split('(').next().unwrap_or_default();
            let is_set = is_key && given.text.ends_with(')') && name.eq_ignore_ascii_case(set);
            is_set.then(|| set.clone())
        }
        PathSegment::Call { .. } => None,
    }
}
