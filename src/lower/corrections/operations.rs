//! Corrections of operations and their parameters.

use super::fix::Fix;
use crate::corrections::{Content, Corrections, OperationCorrection, ParameterCorrection};
use crate::diagnostic::Diagnostics;
use crate::facts::OperationFacts;
use crate::http::parse_url;
use crate::ledger::OperationEntry;
use crate::lower::operations::{identity, normalise};
use crate::model::{
    Agreement, Docs, ItemType, Line, Method, Model, Operation, Parameter, ParametersOf, Path,
    PathSegment, RequestBody, ResponseBody, Shape, TypeRef,
};
use crate::naming::Cx;
use crate::source::Spanned;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Operations with the claims that their answers had. Those of one action are one.
pub(in crate::lower) fn operations(
    cx: &Cx<'_>,
    corrections: &Corrections,
    model: &Model,
    (operations, entries): (&mut Vec<Operation>, &mut Vec<OperationEntry>),
    diagnostics: &mut Diagnostics,
) {
    let mut fix = Fix::new(diagnostics);
    let key = |it: &Operation| (identity(&it.path.segments), it.method);
    let places: BTreeMap<(String, Method), usize> =
        operations.iter().enumerate().map(|(place, it)| (key(it), place)).collect();
    let (cell, mut seen) = (OnceCell::new(), BTreeMap::new());
    let (mut gone, mut more) = (BTreeSet::new(), Vec::new());
    for it in &corrections.operations {
        let url = parse_url(&it.path.value, it.path.span);
        let path = normalise(cx, &url, &OperationFacts::default());
        let named = path.as_ref().map(|path| (identity(&path.segments), it.method));
        let found = named.as_ref().and_then(|key| places.get(key));
        if fix.is_twice(&mut seen, named, it.path.span) {
            continue;
        }
        let exists = it.exists.as_ref().map(|it| it.value);
        match (found, exists, path) {
            (Some(place), Some(false), _) => {
                gone.insert(*place);
            }
            (Some(place), exists, _) => {
                if let (Some(_), Some(exists)) = (exists, &it.exists) {
                    fix.needless(exists.span);
                }
                change(&mut fix, model, operations, *place, it);
            }
            (None, Some(true), Some(path)) => {
                let mut only = [added(cx, it, path)];
                change(&mut fix, model, &mut only, 0, it);
                more.extend(only);
            }
            (None, exists, _) => {
                let name = format!("{} {}", it.method.as_str(), it.path.value);
                let name = Spanned::new(name, it.path.span);
                let known = lines(&cell, operations).iter().map(String::as_str);
                match exists {
                    Some(false) => fix.absent("operation", &name, known),
                    Some(true) | None => fix.nothing("operation", &name.value, known, name.span),
                }
            }
        }
    }
    for place in gone.into_iter().rev() {
        operations.remove(place);
        entries.remove(place);
    }
    for operation in more {
        let place = operations.partition_point(|other| key(other) < key(&operation));
        operations.insert(place, operation);
        entries.insert(place, OperationEntry { answers: Vec::new(), parameters: Vec::new() });
    }
}

/// All operations as corrections name them, made once.
fn lines<'c>(cell: &'c OnceCell<Vec<String>>, operations: &[Operation]) -> &'c [String] {
    let line = |it: &Operation| format!("{} {}", it.method.as_str(), it.path);
    cell.get_or_init(|| operations.iter().map(line).collect())
}

/// An operation that the docs lack, before what is said of it is set.
fn added(cx: &Cx<'_>, it: &OperationCorrection, path: Path) -> Operation {
    let is_list =
        matches!(&it.answers, Some(Spanned { value: Content::Type(name), .. }) if name.collection);
    let is_call = matches!(path.segments.last(), Some(PathSegment::Call { .. }));
    let sends_type = matches!(&it.sends, Some(Spanned { value: Content::Type(_), .. }));
    let shape = match it.method {
        Method::Get if is_call => Shape::Function,
        Method::Get if is_list => Shape::List,
        Method::Get | Method::Head | Method::Options => Shape::Get,
        Method::Post if sends_type => Shape::Create,
        Method::Post => Shape::Action,
        Method::Patch => Shape::Update,
        Method::Put => Shape::Replace,
        Method::Delete => Shape::Delete,
    };
    let file = cx.sources.file(it.path.span.file).path.clone();
    let line = Line { page: file, target: it.path.value.clone(), span: it.path.span };
    Operation {
        method: it.method,
        ends_in_slash: it.path.value.ends_with('/'),
        path,
        shape,
        lines: vec![line],
        request: RequestBody::None,
        parameters_of: None,
        media: Vec::new(),
        response: ResponseBody::None,
        response_optional: false,
        only_shown: false,
        status: None,
        query: Vec::new(),
        line_query: Vec::new(),
        options: Vec::new(),
        tracks_changes: false,
        headers: Vec::new(),
        known_headers: Vec::new(),
        path_parameters: Vec::new(),
        function_parameters: Vec::new(),
        deprecated: false,
        composable: false,
        permissions: Vec::new(),
        examples: Vec::new(),
        docs: Docs { text: None, page: None, span: Some(it.path.span) },
        title: None,
        pages: Vec::new(),
        agreement: Agreement::OnePage,
    }
}

fn change(
    fix: &mut Fix<'_>,
    model: &Model,
    operations: &mut [Operation],
    place: usize,
    it: &OperationCorrection,
) {
    let operation = &mut operations[place];
    if let Some(answers) = &it.answers
        && let Some(body) = body(fix, model, answers)
    {
        fix.set(&mut operation.response, Some(&Spanned::new(body, answers.span)));
        operation.response_optional &= body != ResponseBody::None;
    }
    let status = it.status.as_ref().map(|it| Spanned::new(Some(it.value), it.span));
    fix.set(&mut operation.status, status.as_ref());
    let text = it.description.as_ref().map(|it| Spanned::new(Some(it.value.clone()), it.span));
    fix.set(&mut operation.docs.text, text.as_ref());
    if let Some(sends) = &it.sends
        && let Some(body) = body(fix, model, sends).map(sent)
    {
        match same(&operation.request, &body) {
            true => fix.needless(sends.span),
            false => {
                operation.parameters_of = None;
                operation.request = body;
            }
        }
    }
    for parameter in &it.parameters {
        let ty = parameter
            .ty
            .as_ref()
            .and_then(|name| Some(Spanned::new(fix.resolve(model, name)?, name.span)));
        correct(fix, &mut operations[place], parameter, ty.as_ref());
    }
    // What an action takes is the same whatever path leads to it.
    let (request, of) =
        (operations[place].request.clone(), operations[place].parameters_of.clone());
    if of.is_some() && !it.parameters.is_empty() {
        for other in operations.iter_mut().filter(|other| other.parameters_of == of) {
            other.request.clone_from(&request);
        }
    }
}

fn body(fix: &mut Fix<'_>, model: &Model, it: &Spanned<Content>) -> Option<ResponseBody> {
    Some(match &it.value {
        Content::Nothing => ResponseBody::None,
        Content::Bytes => ResponseBody::Stream,
        Content::Json => ResponseBody::Untyped,
        Content::Type(name) => {
            ResponseBody::Type(fix.resolve(model, &Spanned::new(name.clone(), it.span))?)
        }
    })
}

/// The same of a request.
fn sent(body: ResponseBody) -> RequestBody {
    match body {
        ResponseBody::None => RequestBody::None,
        ResponseBody::Stream => RequestBody::Stream,
        ResponseBody::Untyped => RequestBody::Untyped,
        ResponseBody::Type(ty) => RequestBody::Type(ty),
    }
}

/// Whether two bodies that a correction may name are one.
fn same(one: &RequestBody, other: &RequestBody) -> bool {
    match (one, other) {
        (RequestBody::Type(one), RequestBody::Type(other)) => one == other,
        (RequestBody::None, RequestBody::None)
        | (RequestBody::Stream, RequestBody::Stream)
        | (RequestBody::Untyped, RequestBody::Untyped) => true,
        _ => false,
    }
}

fn correct(
    fix: &mut Fix<'_>,
    operation: &mut Operation,
    it: &ParameterCorrection,
    ty: Option<&Spanned<TypeRef>>,
) {
    let exists = it.exists.as_ref().map(|it| it.value);
    let is_it = |parameter: &Parameter| parameter.name == it.name.value;
    let mut lists = lists(operation);
    let list = lists.iter_mut().find(|list| list.iter().any(is_it));
    match (list, exists) {
        (Some(list), Some(false)) => list.retain(|parameter| !is_it(parameter)),
        (Some(list), _) => {
            for parameter in list.iter_mut().filter(|parameter| is_it(parameter)) {
                if let Some(exists) = &it.exists {
                    fix.needless(exists.span);
                }
                fix.set(&mut parameter.ty, ty);
                let required = it.required.as_ref();
                let required = required.map(|it| Spanned::new(Some(it.value), it.span));
                fix.set(&mut parameter.required, required.as_ref());
                fix.set(&mut parameter.name, it.called.as_ref());
            }
        }
        (None, Some(true)) => {
            drop(lists);
            add(operation, it, ty);
        }
        (None, exists) => {
            let all = lists.iter().flat_map(|list| list.iter());
            let known: Vec<String> = all.map(|it| it.name.clone()).collect();
            let known = known.iter().map(String::as_str);
            match exists {
                Some(_) => fix.absent("parameter", &it.name, known),
                None => fix.nothing("parameter", &it.name.value, known, it.name.span),
            }
        }
    }
}

/// All places where an operation takes parameters.
fn lists(operation: &mut Operation) -> Vec<&mut Vec<Parameter>> {
    let mut lists = vec![
        &mut operation.query,
        &mut operation.line_query,
        &mut operation.headers,
        &mut operation.path_parameters,
        &mut operation.function_parameters,
    ];
    if let RequestBody::Parameters(sent) = &mut operation.request {
        lists.insert(0, sent);
    }
    lists
}

/// A parameter that the docs lack: of the body where the method has one, else of the query.
fn add(operation: &mut Operation, it: &ParameterCorrection, ty: Option<&Spanned<TypeRef>>) {
    let untyped = TypeRef { item: ItemType::Untyped, collection: false };
    let parameter = Parameter {
        name: it.called.as_ref().unwrap_or(&it.name).value.clone(),
        ty: ty.map_or(untyped, |it| it.value),
        required: it.required.as_ref().map(|it| it.value),
        inferred: false,
        docs: Docs { text: None, page: None, span: Some(it.name.span) },
    };
    let is_action = operation.shape == Shape::Action;
    match &mut operation.request {
        RequestBody::Parameters(sent) => sent.push(parameter),
        RequestBody::None | RequestBody::Untyped if is_action => {
            let (method, shape, path) = (operation.method, operation.shape, operation.path.clone());
            operation.request = RequestBody::Parameters(vec![parameter]);
            operation.parameters_of = Some(ParametersOf::Shortest { method, shape, path });
        }
        _ => operation.query.push(parameter),
    }
}
