//! Operations that no request line asks for but an example does, where its end is one that the page
//! documents: what a list counts, those of its items that are of one type, and what another way leads to.

use super::answers::Reached;
use super::bind::{beginning, begins_alike, bind};
use super::cx::{Group, OperationCx, PageClaim, ShownLine, method};
use super::group::Groups;
use super::near::asks_for;
use super::paths::{self, fits};
use crate::facts::{ExampleFacts, Facts, RequestExample, RequestLine};
use crate::http::{self, Segment, SegmentKind, UrlTemplate};
use crate::limits;
use crate::model::{ItemType, Method, Path, PathSegment};
use crate::source::Spanned;
use crate::urls::{is_service, own_segments};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Finds them, in page order; each path of a page once.
pub(super) fn find<'f>(
    cx: &OperationCx<'_>,
    facts: &'f Facts,
    groups: &Groups<'f>,
    reached: &Reached,
) -> Vec<ShownLine<'f>> {
    let mut by_page: BTreeMap<&str, Vec<&Group<'f>>> = BTreeMap::new();
    for group in groups.values().flatten() {
        by_page.entry(cx.cx.path(group.claim.page)).or_default().push(group);
    }
    let shown = facts.pages.par_iter().map(|page| {
        let Some(operation) = &page.operation else { return Vec::new() };
        let claim = PageClaim { page, facts: operation };
        let own = by_page.get(cx.cx.path(page)).map_or(&[][..], Vec::as_slice);
        let requests = operation.examples.iter().filter_map(|it| succeeding(cx, it));
        let shown = requests.filter_map(|request| {
            let path = path_of(cx, request, own, reached)?;
            Some(ShownLine { claim, line: line(request, &path), path })
        });
        shown.collect()
    });
    let shown: Vec<Vec<_>> = shown.collect();
    let mut known = BTreeSet::new();
    let mut is_new = |it: &ShownLine<'f>| {
        let line = &it.line;
        known.insert((it.claim.page.file, line.method.value.as_str(), line.target.value.clone()))
    };
    shown.into_iter().flatten().filter(|it| is_new(it)).collect()
}

/// The request of an example that the service answers with a success, or without showing an answer.
fn succeeding<'f>(cx: &OperationCx<'_>, example: &'f ExampleFacts) -> Option<&'f RequestExample> {
    let request = example.request.as_ref()?;
    let is_failure = example
        .response
        .as_ref()
        .is_some_and(|it| it.annotation.expect_error || !(200..400).contains(&it.status.value));
    let is_ours = is_service(&cx.cx.dialect.service, &request.template);
    (is_ours && !request.annotation.opaque_url && !is_failure).then_some(request)
}

/// The path that a request asks for, if no line of its page does and its end is one of theirs.
fn path_of(
    cx: &OperationCx<'_>,
    request: &RequestExample,
    own: &[&Group<'_>],
    reached: &Reached,
) -> Option<Path> {
    let service = &cx.cx.dialect.service;
    let wanted = method(request.method.value);
    let same: Vec<&Path> = own.iter().filter(|it| it.method == wanted).map(|it| &it.path).collect();
    let begins = beginning(service, &request.template);
    let mut alike = same.iter().filter(|path| begins_alike(path, begins.as_deref()));
    let is_endless = request.template.segments.len() > limits::PATH_SEGMENTS.most;
    let template = &request.template;
    if is_endless || alike.any(|path| asks_for(service, path, template)) {
        return None;
    }
    let continued =
        (wanted == Method::Get).then(|| same.iter().find_map(|it| continued(cx, it, template)));
    if let Some(path) = continued.flatten() {
        return Some(path);
    }
    let other_ways = |segments: &[Segment]| {
        let ways = Ways { cx, segments, reached, heads: vec![OnceCell::new(); segments.len() + 1] };
        let found = same.iter().filter_map(|path| ways.other(path));
        found.max_by_key(|path| {
            let is_called_so = path.segments.last().zip(segments.last()).is_some_and(is_called_so);
            (path.segments.len(), is_called_so)
        })
    };
    other_ways(own_segments(service, template)).or_else(|| {
        let mut cuts = cuts(cx, template).filter(|_| wanted == Method::Get);
        cuts.find_map(|(before, after)| {
            let path = other_ways(own_segments(service, &before))?;
            Some(Path { segments: path.segments.into_iter().chain(after).collect() })
        })
    })
}

/// A line's path with what the protocol lets a request read behind it: a cast, a count, both.
pub(crate) fn continued(cx: &OperationCx<'_>, path: &Path, template: &UrlTemplate) -> Option<Path> {
    cuts(cx, template).find_map(|(before, after)| {
        bind(&cx.cx.dialect.service, path, &before)?;
        Some(Path { segments: path.segments.iter().cloned().chain(after).collect() })
    })
}

/// A request's URL before what the protocol lets stand behind any collection, and that, in every way.
fn cuts(
    cx: &OperationCx<'_>,
    template: &UrlTemplate,
) -> impl Iterator<Item = (UrlTemplate, Vec<PathSegment>)> {
    let segments = &template.segments;
    let is_cast =
        |it: &Segment| it.text.contains('.') && cx.declared.by_full_name(&it.text).is_some();
    let n_beyond = match segments.as_slice() {
        [.., cast, count] if count.text == "$count" && is_cast(cast) => 2,
        [.., last] if last.text == "$count" || is_cast(last) => 1,
        _ => 0,
    };
    (1..=n_beyond).map(|n_beyond| {
        let (before, after) = segments.split_at(segments.len() - n_beyond);
        let after = after.iter().map(|it| PathSegment::Literal(it.text.clone())).collect();
        (UrlTemplate { segments: before.to_vec(), ..template.clone() }, after)
    })
}

/// A path, and the type of the one thing there.
type Head = (Vec<PathSegment>, ItemType);

/// Where the first segments of a request lead to, each found out once.
struct Ways<'a> {
    cx: &'a OperationCx<'a>,
    segments: &'a [Segment],
    reached: &'a Reached,
    /// By how many segments they are.
    heads: Vec<OnceCell<Option<Head>>>,
}

impl Ways<'_> {
    /// Another way to what a line's path goes through: `/me/things` beside `/users/{id}/things`, since
    /// both begin with a user.
    fn other(&self, path: &Path) -> Option<Path> {
        let n_shared = path.segments.iter().rev().zip(self.segments.iter().rev());
        let n_shared = n_shared.take_while(|(wanted, given)| fits(wanted, given)).count();
        (0..=n_shared).rev().find_map(|n_tail| {
            let (head, tail) = path.segments.split_at(path.segments.len().checked_sub(n_tail)?);
            let n_given = self.segments.len().checked_sub(n_tail)?;
            if head.is_empty() || n_given == 0 {
                return None;
            }
            let is_tail = tail
                .first()
                .is_none_or(|it| matches!(it, PathSegment::Literal(_) | PathSegment::Call { .. }));
            let (given, ty) = self.head(n_given).filter(|_| is_tail)?;
            (self.one(head)? == *ty)
                .then(|| Path { segments: given.iter().chain(tail).cloned().collect() })
        })
    }

    fn head(&self, n_given: usize) -> Option<&Head> {
        let found = self.heads.get(n_given)?.get_or_init(|| {
            let given = placed(self.cx, self.segments.get(..n_given)?, self.reached)?;
            let ty = self.one(&given)?;
            Some((given, ty))
        });
        found.as_ref()
    }

    /// The type of what stands at a path, if it is one thing.
    fn one(&self, segments: &[PathSegment]) -> Option<ItemType> {
        let ty = self.reached.at(self.cx, segments).filter(|ty| !ty.collection)?;
        matches!(ty.item, ItemType::Named(_)).then_some(ty.item)
    }
}

/// Whether a request's last segment has brackets where the path's has them.
fn is_called_so((wanted, given): (&PathSegment, &Segment)) -> bool {
    let is_call = |it| matches!(it, &SegmentKind::Call { .. });
    is_call(&given.kind) == matches!(wanted, PathSegment::Call { .. })
}

/// An example's segments as a path: what picks one of a collection is a key.
fn placed(
    cx: &OperationCx<'_>,
    segments: &[Segment],
    reached: &Reached,
) -> Option<Vec<PathSegment>> {
    let mut path: Vec<PathSegment> = Vec::new();
    for segment in segments {
        let picks = reached.at(cx, &path).is_some_and(|ty| ty.collection);
        path.push(match picks && !segment.text.starts_with('$') && !segment.text.contains('.') {
            true => PathSegment::Key {
                prefix: String::new(),
                name: "id".to_owned(),
                suffix: String::new(),
            },
            false => paths::bare_segment(cx.cx, segment)?,
        });
    }
    Some(path)
}

/// The request as a line of the page: its path with places instead of the example's values.
fn line(request: &RequestExample, path: &Path) -> RequestLine {
    let target = Spanned::new(path.to_string(), request.target.span);
    let query = request.template.query.clone();
    let UrlTemplate { ends_in_slash, .. } = request.template;
    let template =
        UrlTemplate { query, ends_in_slash, ..http::parse_url(&target.value, target.span) };
    RequestLine { method: request.method.clone(), target, template, kind: None, is_command: false }
}
