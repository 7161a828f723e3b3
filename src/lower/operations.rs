//! Operations: request lines grouped by method and path, pages that claim the same one merged.

use super::declare::Declarations;
use super::resolve::resolve;
use super::{Cx, bodies, examples, paths, responses, shapes};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::facts::{
    Facts, OperationFacts, PageFacts, ParameterClaim, PermissionOrder, RequestLine,
};
use crate::http;
use crate::model::{
    Docs, ItemType, Line, Method, Model, Operation, Parameter, Path, Permissions, RequestBody,
    ResponseBody, Type, TypeId, TypeRef,
};
use crate::rules::{drift, page};
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
    let cx = OperationCx { cx, declared, model };
    let mut found: BTreeMap<(String, Method), Vec<Group<'_>>> = BTreeMap::new();
    for page in &facts.pages {
        let Some(operation) = &page.operation else { continue };
        let claim = PageClaim { page, facts: operation };
        group_lines(&cx, claim, &mut found, diagnostics);
    }
    let mut operations: Vec<Operation> = found
        .into_iter()
        .map(|(_, groups)| {
            let operations = groups.iter().map(|group| of_page(&cx, group, diagnostics)).collect();
            merge(&cx, operations, diagnostics)
        })
        .collect();
    examples::attach(&cx, facts, &mut operations, diagnostics);
    operations
}

fn group_lines<'f>(
    cx: &OperationCx<'_>,
    claim: PageClaim<'f>,
    found: &mut BTreeMap<(String, Method), Vec<Group<'f>>>,
    diagnostics: &mut Diagnostics,
) {
    for line in &claim.facts.lines {
        let parameters = &claim.facts.function_parameters;
        let Some(path) = paths::normalise(cx.cx, &line.template, parameters) else {
            diagnostics.report(page::unreadable_request_line::elided(line.target.span));
            continue;
        };
        let method = method(line.method.value);
        let groups = found.entry((paths::identity(&path), method)).or_default();
        match groups.iter_mut().find(|group| group.claim.page.file == claim.page.file) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { claim, method, path, lines: vec![line] }),
        }
    }
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
fn of_page(cx: &OperationCx<'_>, group: &Group<'_>, diagnostics: &mut Diagnostics) -> Operation {
    let PageClaim { page, facts } = group.claim;
    let (response, status) = responses::lower(cx, group, diagnostics);
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
    Operation {
        method: group.method,
        path: group.path.clone(),
        shape,
        lines: lines.collect(),
        request,
        response,
        status,
        query: parameters(cx, page, &facts.query_parameters),
        headers: parameters(cx, page, &facts.headers),
        permissions: permissions(facts),
        examples: Vec::new(),
        docs,
        title: page.title.as_ref().map(|title| title.value.clone()),
        pages: vec![file],
    }
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

fn permissions(facts: &OperationFacts) -> Vec<Permissions> {
    facts
        .permissions
        .iter()
        .map(|row| Permissions {
            caller: row.label.value.clone(),
            names: row.permissions.iter().map(|name| name.value.clone()).collect(),
            ordered: row.order != PermissionOrder::Unstated,
        })
        .collect()
}

/// Unites the views of several pages. The view whose type the others derive from gives the types.
fn merge(
    cx: &OperationCx<'_>,
    mut views: Vec<Operation>,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let responses: Vec<ResponseBody> = views.iter().map(|view| view.response).collect();
    let requests: Vec<RequestBody> = views.iter().map(|view| view.request.clone()).collect();
    let mut merged = views.remove(0);
    for view in views {
        for permission in view.permissions {
            if !merged.permissions.contains(&permission) {
                merged.permissions.push(permission);
            }
        }
        for (own, other) in [(&mut merged.query, view.query), (&mut merged.headers, view.headers)] {
            for parameter in other {
                if !own.iter().any(|it| it.name.eq_ignore_ascii_case(&parameter.name)) {
                    own.push(parameter);
                }
            }
        }
        merged.lines.extend(view.lines);
        merged.pages.extend(view.pages);
        merged.status = merged.status.or(view.status);
    }
    let types = |bodies: &mut dyn Iterator<Item = Option<TypeRef>>| -> Vec<TypeRef> {
        bodies.flatten().collect()
    };
    let answered = types(&mut responses.iter().map(|it| match it {
        ResponseBody::Type(ty) => Some(*ty),
        _ => None,
    }));
    let sent = types(&mut requests.iter().map(|it| match it {
        RequestBody::Type(ty) => Some(*ty),
        _ => None,
    }));
    match common(cx.model, &answered) {
        Some(ty) => merged.response = ResponseBody::Type(ty),
        None if answered.is_empty() => {
            let said = responses.iter().find(|it| !matches!(it, ResponseBody::Untyped));
            merged.response = said.copied().unwrap_or(merged.response);
        }
        None => {
            report_conflict(cx, &merged, &answered, diagnostics);
            merged.response = ResponseBody::Untyped;
        }
    }
    match common(cx.model, &sent) {
        Some(ty) => merged.request = RequestBody::Type(ty),
        None if sent.is_empty() => {
            let said = requests.into_iter().find(|it| !matches!(it, RequestBody::Untyped));
            merged.request = said.unwrap_or(merged.request);
        }
        None => merged.request = RequestBody::Untyped,
    }
    merged
}

fn report_conflict(
    cx: &OperationCx<'_>,
    merged: &Operation,
    types: &[TypeRef],
    diagnostics: &mut Diagnostics,
) {
    let mut names: Vec<String> = types
        .iter()
        .map(|ty| match ty.item {
            ItemType::Named(id) => cx.model.ty(id).name().qualified(),
            ItemType::Primitive(primitive) => primitive.name().to_owned(),
            ItemType::Untyped => "any JSON".to_owned(),
        })
        .collect();
    names.sort();
    names.dedup();
    let spans: Vec<_> = merged.lines.iter().map(|line| line.span).collect();
    if let [first, rest @ ..] = spans.as_slice() {
        diagnostics.report(drift::conflicting_operation_types::report(&names, *first, rest));
    }
}

/// The type that all the given ones are or derive from.
fn common(model: &Model, types: &[TypeRef]) -> Option<TypeRef> {
    let first = *types.first()?;
    if types.iter().all(|ty| *ty == first) {
        return Some(first);
    }
    let ids: Vec<TypeId> = types
        .iter()
        .filter(|ty| ty.collection == first.collection)
        .filter_map(|ty| match ty.item {
            ItemType::Named(id) => Some(id),
            ItemType::Primitive(_) | ItemType::Untyped => None,
        })
        .collect();
    if ids.len() != types.len() {
        return None;
    }
    let lines: Vec<Vec<TypeId>> = ids.iter().map(|id| lineage(model, *id)).collect();
    let shared = lines.first()?.iter().find(|id| lines.iter().all(|line| line.contains(id)))?;
    Some(TypeRef { item: ItemType::Named(*shared), collection: first.collection })
}

/// A type and its bases, nearest first.
pub(super) fn lineage(model: &Model, id: TypeId) -> Vec<TypeId> {
    let base = |id: &TypeId| match model.ty(*id) {
        Type::Structured(ty) => ty.base,
        Type::Enum(_) => None,
    };
    std::iter::successors(Some(id), base).collect()
}
