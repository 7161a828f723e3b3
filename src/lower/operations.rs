//! Operations: request lines grouped by method and path, pages that claim the same one merged.

use super::declare::Declarations;
use super::merge::{self, View};
use super::resolve::resolve;
use super::words::plural_of;
use super::{Cx, bodies, examples, options, paths, responses, shapes, updates};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::facts::{
    Facts, OperationFacts, PageFacts, ParameterClaim, PermissionOrder, RequestLine,
};
use crate::http;
use crate::model::{
    Agreement, Docs, ItemType, Line, Method, Model, Operation, Parameter, Path, PathSegment,
    Permissions, TypeRef,
};
use crate::rules::page;
use std::collections::BTreeMap;

/// What the passes over operations share.
#[derive(Clone, Copy)]
pub(super) struct OperationCx<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) declared: &'a Declarations<'a>,
    /// The model's types; its operations are being made.
    pub(super) model: &'a Model,
}

/// One page's claim to an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageClaim<'f> {
    pub(super) page: &'f PageFacts,
    pub(super) facts: &'f OperationFacts,
}

/// One page's request lines of one operation.
#[derive(Debug)]
pub(super) struct Group<'f> {
    pub(super) claim: PageClaim<'f>,
    pub(super) method: Method,
    pub(super) path: Path,
    pub(super) lines: Vec<&'f RequestLine>,
}

/// Builds every operation, sorted by path, then method.
pub(super) fn lower(
    cx: &Cx<'_>,
    facts: &Facts,
    declared: &Declarations<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let groups: Vec<Vec<Group<'_>>> = group(cx, facts, diagnostics).into_values().collect();
    let cx = OperationCx { cx, declared, model };
    let mut operations: Vec<Operation> = groups
        .iter()
        .map(|groups| {
            let views = groups.iter().map(|group| of_page(&cx, group, diagnostics)).collect();
            merge::merge(&cx, views, diagnostics)
        })
        .collect();
    updates::complete(&cx, &groups, &mut operations);
    examples::attach(&cx, facts, &mut operations, diagnostics);
    operations
}

/// The request lines of all pages by identity, then page.
fn group<'f>(
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
pub(super) fn answered_names(facts: &OperationFacts) -> impl Iterator<Item = &str> {
    let responses = facts.examples.iter().filter_map(|example| example.response.as_ref());
    let annotated = responses.filter_map(|response| response.annotation.odata_type.as_ref());
    let texts = annotated.chain(&facts.response.ty);
    texts.flat_map(|text| &text.mentions).map(|mention| mention.name.as_str())
}

pub(super) fn method(method: http::Method) -> Method {
    match method {
        http::Method::Get => Method::Get,
        http::Method::Post => Method::Post,
        http::Method::Patch => Method::Patch,
        http::Method::Put => Method::Put,
        http::Method::Delete => Method::Delete,
    }
}

/// One page's view of an operation.
fn of_page(cx: &OperationCx<'_>, group: &Group<'_>, diagnostics: &mut Diagnostics) -> View {
    let PageClaim { page, facts } = group.claim;
    let answer = responses::lower(cx, group, diagnostics);
    let response = answer.body;
    let shape = shapes::decide(cx, group, response);
    let request = bodies::lower(cx, group, shape, response, diagnostics);
    let file = cx.cx.path(page).to_owned();
    let lines = group.lines.iter().map(|line| Line {
        page: file.clone(),
        target: line.target.value.clone(),
        span: line.target.span,
    });
    let span = page.title.as_ref().map(|title| title.span);
    let docs = span.map_or_else(Docs::default, |span| {
        cx.cx.docs(page.summary.as_ref().map(|it| it.text.as_str()), span)
    });
    let is_selection = group.lines.iter().all(|line| line.template.query.is_some());
    let headers = parameters(cx, page, &facts.headers);
    let first = group.lines.first().map(|line| line.target.span);
    let position = facts.lines.iter().position(|line| Some(line.target.span) == first);
    let operation = Operation {
        method: group.method,
        path: group.path.clone(),
        shape,
        lines: lines.collect(),
        media: options::media(&request, &headers),
        request,
        response,
        status: answer.status,
        query: parameters(cx, page, &facts.query_parameters),
        options: options::allowed(group),
        tracks_changes: false,
        known_headers: options::known_headers(cx.cx.dialect, &headers),
        headers,
        path_parameters: parameters(cx, page, &facts.path_parameters),
        function_parameters: parameters(cx, page, &facts.function_parameters),
        deprecated: facts.deprecated.is_some(),
        composable: facts.is_composable,
        permissions: permissions(facts),
        examples: Vec::new(),
        docs,
        title: page.title.as_ref().map(|title| title.value.clone()),
        pages: vec![file],
        agreement: Agreement::OnePage,
    };
    View { operation, is_selection, evidence: answer.evidence, position: position.unwrap_or(0) }
}

pub(super) fn parameters(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    claims: &[ParameterClaim],
) -> Vec<Parameter> {
    let text = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let parameter = |claim: &ParameterClaim| Parameter {
        name: claim.name.value.clone(),
        ty: claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty)).unwrap_or(text),
        required: claim.required,
        docs: cx.cx.docs(claim.description.as_ref().map(|it| it.text.as_str()), claim.name.span),
    };
    claims.iter().map(parameter).collect()
}

/// The rows that say something: one without permissions means that this kind of caller can't call the
/// operation, so a row that is only not finished is left out.
fn permissions(facts: &OperationFacts) -> Vec<Permissions> {
    facts
        .permissions
        .iter()
        .filter(|row| row.unsupported || !row.alternatives.is_empty())
        .map(|row| Permissions {
            caller: row.label.value.clone(),
            scope: row.scope.clone(),
            alternatives: row
                .alternatives
                .iter()
                .map(|names| names.iter().map(|name| name.value.clone()).collect())
                .collect(),
            ordered: row.order != PermissionOrder::Unstated,
        })
        .collect()
}
