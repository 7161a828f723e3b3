//! The namespaces and paths that a page claims, without those that are too long or have too many parts, each told where it
//! stands.

use crate::diagnostic::Diagnostics;
use crate::facts::{PageFacts, RequestLine};
use crate::http::{SegmentKind, UrlTemplate};
use crate::limits::{self, Limit};
use crate::rules::page::beyond_limit;
use crate::source::Span;

/// Takes out of a page's claims what is beyond a limit.
pub(super) fn keep_within(page: &mut PageFacts, diagnostics: &mut Diagnostics) {
    let mut told = Told(diagnostics);
    page.namespaces.retain(|it| told.holds(namespace(&it.value), it.span));
    page.types.retain(|ty| ty.names.iter().all(|it| told.holds(of_type(&it.value), it.span)));
    page.enums.retain(|ty| told.holds(of_type(&ty.name.value), ty.name.span));
    let Some(operation) = &mut page.operation else { return };
    operation.lines.retain(|it| told.holds(line(it), it.target.span));
    for example in &mut operation.examples {
        let request = example.request.take();
        example.request = request.filter(|it| told.holds(path(&it.template), it.target.span));
    }
}

/// Who is told of what is left out.
struct Told<'d>(&'d mut Diagnostics);

impl Told<'_> {
    /// Whether something is within its limits.
    fn holds(&mut self, beyond: Option<Limit>, span: Span) -> bool {
        if let Some(limit) = beyond {
            self.0.report(beyond_limit::report(limit, span));
        }
        beyond.is_none()
    }
}

// Each gives the limit that something is beyond.

fn name(text: &str) -> Option<Limit> {
    let is_long = text.chars().nth(limits::NAME_LETTERS.most).is_some();
    is_long.then_some(limits::NAME_LETTERS)
}

fn namespace(text: &str) -> Option<Limit> {
    let is_deep = text.split('.').nth(limits::NAMESPACE_PARTS.most).is_some();
    name(text).or(is_deep.then_some(limits::NAMESPACE_PARTS))
}

fn of_type(name: &str) -> Option<Limit> {
    namespace(name.rsplit_once('.')?.0)
}

fn line(line: &RequestLine) -> Option<Limit> {
    let in_brackets = line.template.segments.iter().map(|it| match &it.kind {
        SegmentKind::Call { arguments, .. } => arguments.len(),
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => 0,
    });
    let query = line.template.query.as_ref().map_or(0, |it| it.value.split('&').count());
    let n_arguments = in_brackets.max().unwrap_or_default() + query;
    let has_many = n_arguments > limits::ARGUMENTS.most;
    path(&line.template).or(has_many.then_some(limits::ARGUMENTS))
}

fn path(url: &UrlTemplate) -> Option<Limit> {
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
