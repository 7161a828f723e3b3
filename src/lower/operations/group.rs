//! Request lines grouped by method and path, and what the passes over operations share.

use super::paths;
use super::words::plural_of;
use crate::diagnostic::Diagnostics;
use crate::facts::{Facts, OperationFacts, PageFacts, RequestLine};
use crate::http;
use crate::model::{Method, Model, Path, PathSegment};
use crate::naming::{Cx, Declarations};
use crate::rules::page;
use std::collections::BTreeMap;

/// What the passes over operations share.
#[derive(Clone, Copy)]
pub(crate) struct OperationCx<'a> {
    pub(crate) cx: &'a Cx<'a>,
    pub(crate) declared: &'a Declarations<'a>,
    /// The model's types; its operations are being made.
    pub(crate) model: &'a Model,
}

/// One page's claim to an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageClaim<'f> {
    pub(crate) page: &'f PageFacts,
    pub(crate) facts: &'f OperationFacts,
}

/// One page's request lines of one operation.
#[derive(Debug)]
pub(crate) struct Group<'f> {
    pub(crate) claim: PageClaim<'f>,
    pub(crate) method: Method,
    pub(crate) path: Path,
    pub(crate) lines: Vec<&'f RequestLine>,
}

/// The request lines of all pages by identity, then page.
pub(super) fn group<'f>(
    cx: &Cx<'_>,
    facts: &'f Facts,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<(String, Method), Vec<Group<'f>>> {
    let mut found = BTreeMap::new();
    for page in &facts.pages {
        let Some(operation) = &page.operation else { continue };
        let claim = PageClaim { page, facts: operation };
        group_lines(cx, claim, &mut found, diagnostics);
    }
    found
}

fn group_lines<'f>(
    cx: &Cx<'_>,
    claim: PageClaim<'f>,
    found: &mut BTreeMap<(String, Method), Vec<Group<'f>>>,
    diagnostics: &mut Diagnostics,
) {
    for line in &claim.facts.lines {
        let parameters = &claim.facts.function_parameters;
        let Some(mut path) = paths::normalise(cx, &line.template, parameters) else {
            diagnostics.report(page::unreadable_request_line::elided(line.target.span));
            continue;
        };
        spell(&mut path, claim.facts);
        let method = method(line.method.value);
        let groups = found.entry((paths::identity(&path.segments), method)).or_default();
        match groups.iter_mut().find(|group| group.claim.page.file == claim.page.file) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { claim, method, path, lines: vec![line] }),
        }
    }
}

/// Gives words of a path the capitals that they lost, where the page names the type that they are the
/// plural of.
fn spell(path: &mut Path, facts: &OperationFacts) {
    let n_capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
    for segment in &mut path.segments {
        let PathSegment::Literal(word) = segment else { continue };
        let clearest = answered_names(facts)
            .filter_map(|name| plural_of(word, name))
            .filter(|plural| plural.chars().next() == word.chars().next())
            .max_by_key(|plural| n_capitals(plural));
        if let Some(plural) = clearest.filter(|plural| n_capitals(plural) > n_capitals(word)) {
            *word = plural;
        }
    }
}

/// The types that a page names for what its operations answer.
pub(crate) fn answered_names(facts: &OperationFacts) -> impl Iterator<Item = &str> {
    let responses = facts.examples.iter().filter_map(|example| example.response.as_ref());
    let annotated = responses.filter_map(|response| response.annotation.odata_type.as_ref());
    let texts = annotated.chain(&facts.response.ty);
    texts.flat_map(|text| &text.mentions).map(|mention| mention.name.as_str())
}

pub(crate) fn method(method: http::Method) -> Method {
    match method {
        http::Method::Get => Method::Get,
        http::Method::Post => Method::Post,
        http::Method::Patch => Method::Patch,
        http::Method::Put => Method::Put,
        http::Method::Delete => Method::Delete,
    }
}
