//! An example's URL that is an operation's but for the key of one set, which either of them leaves out, or
//! writes without its brackets.

use super::bind::{Bound, bind};
use crate::dialect::Service;
use crate::http::{Segment, SegmentKind, UrlTemplate};
use crate::model::{Misfit, Path, PathSegment};
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
