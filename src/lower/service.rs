//! Which service docs are of: facts and the dialect's service in, the one that nearly all requests name
//! out.

use crate::diagnostic::Diagnostics;
use crate::dialect::{Service, check_base_url, looks_like_version};
use crate::facts::{Facts, OperationFacts, PageFacts};
use crate::http::{Method, Segment, SegmentKind, UrlTemplate};
use crate::rules::drift::docs_of_other_version::{self, Named};
use crate::source::{Span, Spanned};
use crate::urls::{is_service, split, version};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Of ten requests that name a base URL, this many have to name the same.
const MOST_OF_TEN: usize = 9;
/// Fewer requests are too few to tell.
const FEWEST: usize = 3;

/// The service of a version or base URL that nearly all requests name, if that is not the dialect's.
pub fn service_of_docs(
    facts: &Facts,
    service: &Service,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let mut named: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let of_page = |page: &PageFacts| {
        page.operation.as_ref().map_or_else(Vec::new, |it| base_urls(service, it))
    };
    let all: Vec<_> = facts.pages.par_iter().map(of_page).collect();
    for (base_url, span) in all.into_iter().flatten() {
        named.entry(base_url).or_default().push(span);
    }
    let n_all: usize = named.values().map(Vec::len).sum();
    let (base_url, spans) = named.iter().max_by_key(|(_, spans)| spans.len())?;
    let n_agreeing = spans.len();
    let is_settled = n_agreeing >= FEWEST && n_agreeing * 10 >= n_all * MOST_OF_TEN;
    if !is_settled || *base_url == service.base_url {
        return None;
    }
    let elsewhere = service.with_base_url(base_url);
    let in_version = service.with_version(&elsewhere.version);
    let is_version = in_version.base_url == *base_url;
    let (key, docs, dialect) = match is_version {
        true => ("version", &in_version.version, &service.version),
        false => ("base-url", base_url, &service.base_url),
    };
    let named = Named { key, docs, dialect, n_agreeing, n_all };
    diagnostics.report(docs_of_other_version::report(*spans.first()?, &named));
    Some(if is_version { in_version } else { elsewhere })
}

/// The base URLs that a page's lines and examples name, and where. What is a line and an example counts
/// once.
fn base_urls(service: &Service, operation: &OperationFacts) -> Vec<(String, Span)> {
    let lines = operation.lines.iter().map(|it| (it.method.value, &it.target, &it.template));
    let examples = operation.examples.iter().filter_map(|example| example.request.as_ref());
    let examples = examples
        .filter(|request| !request.annotation.opaque_url)
        .map(|it| (it.method.value, &it.target, &it.template));
    let mut seen = BTreeSet::new();
    lines
        .chain(examples)
        .filter(|(_, target, _)| seen.insert(target.span))
        .filter_map(|(method, target, url)| {
            named_by(service, url, target.span)
                .or_else(|| documented(service, operation, method, url))
        })
        .collect()
}

/// The base URL that a URL names by its version, or by beginning with it.
fn named_by(service: &Service, url: &UrlTemplate, span: Span) -> Option<(String, Span)> {
    if let Some(segment) = version(service, url) {
        let version = service.known_version(&segment.text)?;
        return Some((service.base_url_in(version), segment.span));
    }
    let (base, _) = split(service, url);
    (!base.is_empty()).then(|| (service.base_url.clone(), span))
}

/// The base URL of an absolute URL: what stands in it before a path that its page documents, and the
/// path up to a version.
fn documented(
    service: &Service,
    operation: &OperationFacts,
    method: Method,
    url: &UrlTemplate,
) -> Option<(String, Span)> {
    let origin = url.origin.as_ref().filter(|origin| is_plain(origin))?;
    let lines = operation.lines.iter().filter(|line| line.method.value == method);
    let length = lines.filter_map(|line| length_before(&line.template, url)).min()?;
    let base = url.segments.get(..length)?;
    // Without anything before it, a path on the service's host does not say where others begin.
    let is_silent = base.is_empty() && !service.base_path().is_empty();
    if (is_silent && is_service(service, url)) || !base.iter().all(is_literal) {
        return None;
    }
    let mut base_url = origin.value.to_lowercase();
    for segment in base {
        base_url.push('/');
        base_url.push_str(&segment.text);
    }
    Some((base_url, origin.span))
}

/// How many segments of a URL stand before the path of a line, and in it up to a version.
fn length_before(line: &UrlTemplate, url: &UrlTemplate) -> Option<usize> {
    let n_before = url.segments.len().checked_sub(line.segments.len())?;
    let (before, path) = url.segments.split_at(n_before);
    let is_here =
        line.origin.is_none() || (before.is_empty() && host(line).eq_ignore_ascii_case(host(url)));
    if !is_here || !line.segments.iter().zip(path).all(|(wanted, given)| are_same(wanted, given)) {
        return None;
    }
    let mut fixed = line.segments.iter().take_while(|segment| is_literal(segment));
    let version = fixed.position(|segment| looks_like_version(&segment.text));
    Some(n_before + version.map_or(0, |place| place + 1))
}

fn host(url: &UrlTemplate) -> &str {
    url.origin.as_ref().map_or("", |origin| &origin.value)
}

/// Whether scheme and host are some that can be asked, without placeholders.
fn is_plain(origin: &Spanned<String>) -> bool {
    check_base_url(&origin.value).is_ok()
}

fn is_literal(segment: &Segment) -> bool {
    segment.kind == SegmentKind::Literal
}

/// Whether a segment of a URL is one of a line: a placeholder takes any.
fn are_same(wanted: &Segment, given: &Segment) -> bool {
    match (&wanted.kind, &given.kind) {
        (SegmentKind::Key { .. }, _) => true,
        (SegmentKind::Call { name, .. }, SegmentKind::Call { name: called, .. }) => {
            name.eq_ignore_ascii_case(called)
        }
        _ => wanted.text.eq_ignore_ascii_case(&given.text),
    }
}
