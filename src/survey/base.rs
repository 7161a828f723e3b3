//! Where the service answers, by the URLs in code.

use super::counts::{Counts, Seen};
use crate::dialect::looks_like_version;
use crate::doc_set::DocSet;
use crate::facts::Facts;
use crate::http::{self, Segment, SegmentKind, UrlTemplate};
use crate::markdown::{BlockKind, Page, Run, RunKind, flatten};
use crate::source::FileId;
use std::collections::BTreeMap;

/// URLs of a page that are looked at.
const MOST: usize = 200;

/// What a segment is called that says where a service is, and not what is asked of it.
const PLACES: &[&str] = &["api", "apis", "rest"];

/// Words of lines that say where a service is: `HOST: https://…`, "Base URL: https://…".
const HOSTS: &[&str] = &["host", "base", "url", "server", "endpoint", "root"];

/// The base URL that most URLs in code begin with; what stands behind it is a documented path: of the page, or else of any.
/// Where paths are documented by whole URLs only, it ends in what looks like a version. What all documented paths begin with as
/// the place of a service does (`/api/v1`) is a part of it.
pub fn base_url(docs: &DocSet, pages: &[Page], facts: &Facts) -> Option<(String, Seen)> {
    let lines = lines_of(facts);
    let paths = paths_of(&lines);
    let place = place_of_all(&paths).map(|(place, _)| place);
    let mut counts = Counts::default();
    for page in pages {
        let known = lines.get(&page.file).map_or(&[][..], Vec::as_slice);
        let mut blocks = Vec::new();
        page.root.walk().iter().for_each(|it| flatten(&it.blocks, &mut blocks));
        let code = blocks.iter().filter(|it| matches!(it.kind, BlockKind::Code(_)));
        let urls =
            code.flat_map(|block| urls(docs.sources.text(block.span)).map(|url| (url, block.span)));
        for (url, at) in urls.take(MOST) {
            let Some((host, segments)) = parts(url) else { continue };
            let begun = |lines: &[&UrlTemplate]| {
                let own = lines.iter().filter(|it| it.origin.is_none());
                own.filter_map(|line| beginning(&segments, line)).min()
            };
            let mut whole = known.iter().filter(|it| it.origin.is_some());
            let mut is_asked = || whole.any(|line| beginning(&segments, line).is_some());
            // Paths that begin as the URL does say that all of it is theirs.
            let is_path = |it: &&UrlTemplate| {
                let first = it.segments.first().filter(|it| it.kind == SegmentKind::Literal);
                first.map(|it| it.text.as_str()) == segments.first().copied()
            };
            let is_told = place.is_some() || !segments.is_empty() && paths.iter().any(is_path);
            let before = || if is_told { 0 } else { versioned(&segments) };
            let mut whole = || is_asked().then(before);
            let Some(n) = begun(known).or_else(|| begun(&paths)).or_else(&mut whole) else {
                continue;
            };
            let mut base = host.to_owned();
            segments[..n].iter().for_each(|segment| {
                base.push('/');
                base.push_str(segment);
            });
            counts.add(base, at);
        }
    }
    // Bodies have links to elsewhere, and some end like a documented path.
    let path = asked_before(facts);
    let is_elsewhere = |base: &str, seen: &Seen| {
        path.as_ref().is_some_and(|(path, most)| seen.n < most.n && !base.ends_with(path.as_str()))
    };
    let mut bases = counts.most_first().into_iter();
    let (base, seen) = bases.find(|(base, seen)| !is_elsewhere(base, seen))?;
    Some((base.clone() + &place.unwrap_or_default(), seen))
}

/// What all documented paths begin with, up to a version or a word for the place of a service; and where that is seen.
fn place_of_all(paths: &[&UrlTemplate]) -> Option<(String, Seen)> {
    let (first, others) = paths.split_first()?;
    let is_literal = |it: &&Segment| it.kind == SegmentKind::Literal;
    let mut shared: Vec<&Segment> = first.segments.iter().take_while(is_literal).collect();
    for other in others {
        let other = other.segments.iter().take_while(is_literal);
        let n = shared.iter().zip(other).take_while(|(own, other)| own.text == other.text).count();
        shared.truncate(n);
    }
    let is_place =
        |it: &&Segment| looks_like_version(&it.text) || PLACES.contains(&it.text.as_str());
    let end = shared.iter().rposition(is_place)?;
    let place = shared[..=end].iter().map(|it| format!("/{}", it.text)).collect();
    Some((place, Seen { n: paths.len(), first: shared[0].span }))
}

/// The documented lines of each page.
fn lines_of(facts: &Facts) -> BTreeMap<FileId, Vec<&UrlTemplate>> {
    let mut lines: BTreeMap<FileId, Vec<&UrlTemplate>> = BTreeMap::new();
    for page in &facts.pages {
        let of_page = page.operation.iter().flat_map(|it| &it.lines);
        lines.entry(page.file).or_default().extend(of_page.map(|it| &it.template));
    }
    lines
}

/// Each documented path once, the longest first.
fn paths_of<'f>(lines: &BTreeMap<FileId, Vec<&'f UrlTemplate>>) -> Vec<&'f UrlTemplate> {
    let mut paths: Vec<&UrlTemplate> =
        lines.values().flatten().copied().filter(|it| it.origin.is_none()).collect();
    let key = |it: &UrlTemplate| it.segments.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    paths.sort_by_cached_key(|it| (std::cmp::Reverse(it.segments.len()), key(it)));
    paths.dedup_by_key(|it| key(it));
    paths
}

/// How many segments a URL has up to its version, which is no mere number and one of the first; none without one.
fn versioned(segments: &[&str]) -> usize {
    const MOST_BEFORE: usize = 2;
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let first = segments.iter().take(MOST_BEFORE + 1);
    let mut versions = first.zip(1..).filter(|(it, _)| looks_like_version(it) && !is_number(it));
    versions.next().map_or(0, |(_, n)| n)
}

/// The path of the service, where no URL says its host: what stands before the documented paths in most examples, else what all of
/// them begin with.
pub fn base_path(facts: &Facts) -> Option<(String, Seen)> {
    asked_before(facts).or_else(|| place_of_all(&paths_of(&lines_of(facts))))
}

/// The path that stands before the documented ones in the requests of most examples, where these name no host.
fn asked_before(facts: &Facts) -> Option<(String, Seen)> {
    let mut counts = Counts::default();
    let mut n_others = 0;
    for operation in facts.pages.iter().filter_map(|it| it.operation.as_ref()) {
        let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
        for asked in requests.map(|it| &it.template).filter(|it| it.origin.is_none()) {
            let segments: Vec<&str> = asked.segments.iter().map(|it| it.text.as_str()).collect();
            let begun = operation.lines.iter().filter_map(|it| beginning(&segments, &it.template));
            match (begun.min(), asked.segments.first()) {
                (Some(n @ 1..), Some(first)) => counts.add(segments[..n].join("/"), first.span),
                _ => n_others += 1,
            }
        }
    }
    let most = counts.most_first().into_iter().next().filter(|(_, seen)| seen.n > n_others);
    most.map(|(path, seen)| (format!("/{path}"), seen))
}

/// The URL that most code spans and bold words of texts say alone, or texts behind words for where a service is, where no example
/// asks for a path: paths may begin behind it, or not.
pub fn base_url_guess(pages: &[Page]) -> Option<(String, Seen)> {
    let mut counts = Counts::default();
    let is_marked = |it: &&Run| matches!(it.kind, RunKind::Code | RunKind::Strong);
    for page in pages {
        let mut blocks = Vec::new();
        page.root.walk().iter().for_each(|it| flatten(&it.blocks, &mut blocks));
        let said = blocks.iter().flat_map(|block| match &block.kind {
            BlockKind::Paragraph(inline) => {
                let marked = inline.runs.iter().filter(is_marked);
                let marked = marked.map(|it| (it.text.clone(), it.span));
                let text = inline.plain();
                let labelled = hosts(&text).map(|it| (it.to_owned(), block.span));
                marked.chain(labelled).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        });
        for (text, at) in said.take(MOST) {
            let text = text.trim().trim_end_matches('/');
            let url = urls(text).next().filter(|it| *it == text);
            let is_plain = |(_, segments): &(&str, Vec<&str>)| {
                segments
                    .iter()
                    .all(|it| it.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)))
            };
            if url.and_then(parts).filter(is_plain).is_some() {
                counts.add(text.to_owned(), at);
            }
        }
    }
    // Of those that are said as often the first.
    let all = counts.most_first();
    let most = all.first()?.1.n;
    let first =
        all.into_iter().filter(|(_, seen)| seen.n == most).min_by_key(|(_, seen)| seen.first);
    first.map(|(base, seen)| (base.clone(), seen))
}

/// The URLs behind words that say where a service is.
fn hosts(text: &str) -> impl Iterator<Item = &str> {
    const MOST_WORDS: usize = 2;
    let said = placed_urls(text).filter(|(at, _)| {
        let Some(label) = text[..*at].trim_end().strip_suffix(':') else { return false };
        let mut words = label.split_whitespace().rev().take(MOST_WORDS);
        words.any(|it| HOSTS.contains(&it.to_lowercase().as_str()))
    });
    said.map(|(_, url)| url)
}

/// What begins like a URL, up to what can't be a part of its path.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    placed_urls(text).map(|(_, url)| url)
}

/// The same, each with its place.
fn placed_urls(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("http").filter_map(|(at, _)| {
        let url = &text[at..];
        let end = url.find(|c: char| c.is_whitespace() || "\"'`?#\\|,;)".contains(c));
        let url = &url[..end.unwrap_or(url.len())];
        (url.starts_with("https://") || url.starts_with("http://")).then_some((at, url))
    })
}

/// The scheme and host of a URL, and the segments of its path.
fn parts(url: &str) -> Option<(&str, Vec<&str>)> {
    let scheme = url.find("://")? + 3;
    let end = url[scheme..].find('/').map_or(url.len(), |at| scheme + at);
    let (host, path) = url.split_at(end);
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.:".contains(c);
    if host.len() == scheme || !host[scheme..].chars().all(is_host) {
        return None;
    }
    Some((host, path.split('/').filter(|it| !it.is_empty()).collect()))
}

/// How many segments stand before a documented path in a URL that asks for it.
fn beginning(segments: &[&str], line: &UrlTemplate) -> Option<usize> {
    let n = segments.len().checked_sub(line.segments.len())?;
    let is_plain = segments[..n]
        .iter()
        .all(|it| it.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)));
    let mut pairs = segments[n..].iter().zip(&line.segments);
    let is_asked = pairs.all(|(given, asked)| match &asked.kind {
        SegmentKind::Literal => http::decode_segment(given) == asked.text,
        _ => true,
    });
    let has_words = line.segments.iter().any(|it| it.kind == SegmentKind::Literal);
    (is_plain && is_asked && has_words).then_some(n)
}
