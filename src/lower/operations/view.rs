//! What one page says of an operation.

use super::answers::{Answer, Evidence, Reached};
use super::cx::{Group, OperationCx, PageClaim};
use super::parameters::{is_argument, of_lines, parameters, unite};
use super::{answers, bodies, options, permissions, shapes};
use crate::diagnostic::Diagnostics;
use crate::model::{Agreement, Docs, Line, Operation, Parameter, ResponseBody, Shape};

/// What one page says about an operation, and how much the operation is that page's subject.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) operation: Operation,
    pub(crate) said: Said,
}

/// What one page says that an operation answers, and how much the operation is that page's subject:
/// the least says most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// Every line of the page that leads here has query options.
    pub(super) is_selection: bool,
    /// The place of the operation's first line among all lines of the page.
    pub(super) position: usize,
    /// Why the page's answer is believed.
    pub(super) evidence: Evidence,
    pub(super) body: ResponseBody,
}

impl Said {
    pub(super) fn new(group: &Group<'_>, answer: &Answer) -> Self {
        let first = group.lines.first().map(|line| line.target.span);
        let mut lines = group.claim.facts.lines.iter();
        let position = lines.position(|line| Some(line.target.span) == first);
        Self {
            is_selection: group.lines.iter().all(|line| line.template.query.is_some()),
            position: position.unwrap_or(0),
            evidence: answer.evidence,
            body: answer.body,
        }
    }

    pub(super) fn rank(&self) -> impl Ord + use<> {
        (self.is_selection, self.position, self.evidence)
    }
}

/// One page's view of an operation.
pub(super) fn of_page(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    reached: &Reached,
    diagnostics: &mut Diagnostics,
) -> View {
    let PageClaim { page, facts } = group.claim;
    let answer = answers::lower(cx, group, reached, diagnostics);
    let response = answer.body;
    let shape = shapes::decide(cx, group, response);
    let request = bodies::lower(cx, group, (shape, response), reached, diagnostics);
    let file = cx.cx.path(page).to_owned();
    let lines = group.lines.iter().map(|line| Line {
        page: file.clone(),
        target: line.target.value.clone(),
        span: line.target.span,
    });
    let span = page.title.as_ref().map(|title| title.span);
    let docs = span.map_or_else(Docs::default, |span| {
        let docs = cx.cx.docs(page.summary.as_ref().map(|it| it.text.as_str()), span);
        Docs { page: page.section.clone().or(docs.page), ..docs }
    });
    let mut query = parameters(cx, page, &facts.query_parameters);
    let headers = parameters(cx, page, &facts.headers);
    let (called, path_parameters): (Vec<Parameter>, Vec<Parameter>) =
        parameters(cx, page, &facts.path_parameters)
            .into_iter()
            .partition(|it| is_argument(&group.path, &it.name));
    let mut function_parameters = parameters(cx, page, &facts.function_parameters);
    function_parameters.extend(called);
    // The call that leaves them out is an operation of its own.
    function_parameters.retain(|it| {
        let may_miss = shape == Shape::Function && it.required == Some(false);
        !may_miss || is_argument(&group.path, &it.name)
    });
    let (mut line_query, of_some_lines) = of_lines(group, &query);
    if page.section.is_some() {
        // Sections list parameters in one table, so what must be given is told by their rows alone.
        let must = |it: &Parameter| it.required == Some(true);
        unite(&mut line_query, query.iter().filter(|it| must(it)).cloned());
    }
    query.retain(|it| !line_query.iter().any(|of_line| of_line.name == it.name));
    unite(&mut query, of_some_lines);
    let operation = Operation {
        method: group.method,
        path: group.path.clone(),
        ends_in_slash: group.lines.iter().all(|line| line.template.ends_in_slash),
        shape,
        lines: lines.collect(),
        sends_many: bodies::sends_many(cx, group, &request),
        encoding: bodies::encoding(cx, group, &request, &headers),
        media: options::media(group, &request, &headers),
        request,
        parameters_of: None,
        response,
        response_optional: answer.optional,
        only_shown: group.only_shown,
        status: answer.status,
        line_query,
        query,
        options: options::allowed(group),
        tracks_changes: false,
        known_headers: options::known_headers(cx.cx.dialect, &headers),
        headers,
        path_parameters,
        function_parameters,
        deprecated: facts.deprecated.is_some(),
        composable: facts.is_composable,
        permissions: permissions::of_operation(cx, group, reached),
        examples: Vec::new(),
        docs,
        title: page.title.as_ref().map(|title| title.value.clone()),
        pages: vec![file],
        agreement: Agreement::OnePage,
    };
    View { operation, said: Said::new(group, &answer) }
}
