//! Corrections of operations and their parameters.

use super::arguments::Named;
use super::fix::Fix;
use super::parameters::correct;
use crate::corrections::{Content, Corrections, OperationCorrection};
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::facts::OperationFacts;
use crate::http::parse_url;
use crate::ledger::OperationEntry;
use crate::lower::operations::{identity, normalise};
use crate::model::{
    Agreement, Docs, Line, Method, Model, Operation, Path, PathSegment, RequestBody, ResponseBody,
    Shape,
};
use crate::naming::Cx;
use crate::source::{Span, Spanned};
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
    if corrections.operations.is_empty() {
        return;
    }
    let mut fix = Fix::new(diagnostics);
    let mut places = Places::of(operations);
    let (cell, mut seen) = (OnceCell::new(), BTreeMap::new());
    let (mut gone, mut more) = (BTreeSet::new(), Vec::new());
    for it in &corrections.operations {
        let url = parse_url(&it.path.value, it.path.span);
        let path = normalise(cx, &url, &OperationFacts::default());
        let found = path.as_ref().and_then(|path| places.find(path, it.method));
        let new = path.as_ref().filter(|_| found.is_none());
        let new = new.map(|path| (identity(&path.segments), it.method));
        let named = path.is_some().then_some((found, new));
        if fix.is_twice(&mut seen, named, it.path.span) {
            continue;
        }
        let exists = it.exists.as_ref().map(|it| it.value);
        match (found, exists, path) {
            (Some(place), Some(false), _) => {
                gone.insert(place);
            }
            (Some(place), exists, path) => {
                if let (Some(_), Some(exists)) = (exists, &it.exists) {
                    fix.needless(exists.span);
                }
                let beside =
                    change(&mut fix, model, (cx.dialect, path.as_ref()), operations, place, it);
                let others = [&operations[place]].into_iter().chain(&beside);
                places.claim(&mut fix, place, others, it.path.span);
                more.extend(beside);
            }
            (None, Some(true), Some(path)) => {
                let mut only = [added(cx, it, path.clone())];
                more.extend(change(&mut fix, model, (cx.dialect, Some(&path)), &mut only, 0, it));
                more.extend(only);
            }
            (None, exists, path) => {
                let name = format!("{} {}", it.method.as_str(), it.path.value);
                let name = Spanned::new(name, it.path.span);
                let known = lines(&cell, operations);
                let called = path.and_then(|path| places.called(&path, it.method));
                match (called, exists) {
                    (Some(place), _) => fix.meant("operation", &name, &known[place]),
                    (None, Some(false)) => {
                        fix.absent("operation", &name, known.iter().map(String::as_str));
                    }
                    (None, Some(true) | None) => {
                        let known = known.iter().map(String::as_str);
                        fix.nothing("operation", &name.value, known, name.span);
                    }
                }
            }
        }
    }
    for place in gone.into_iter().rev() {
        operations.remove(place);
        entries.remove(place);
    }
    let none = || OperationEntry { answers: Vec::new(), parameters: Vec::new() };
    let own = operations.drain(..).zip(entries.drain(..));
    let mut all: Vec<_> = own.chain(more.into_iter().map(|it| (it, none()))).collect();
    all.sort_by_cached_key(|(operation, _)| key(operation));
    all.dedup_by(|(later, _), (first, _)| key(later) == key(first));
    all.into_iter().for_each(|(operation, entry)| {
        operations.push(operation);
        entries.push(entry);
    });
}

/// What tells operations apart.
type Key = (String, Method);

fn key(operation: &Operation) -> Key {
    (identity(&operation.path.segments), operation.method)
}

/// Where each operation is.
struct Places {
    by_key: BTreeMap<Key, usize>,
    /// The same whatever order their arguments are in, and whatever arguments they have; none of several.
    in_any_order: BTreeMap<Key, Option<usize>>,
    by_call: BTreeMap<Key, Option<usize>>,
}

impl Places {
    fn of(operations: &[Operation]) -> Self {
        let mut places = Self {
            by_key: BTreeMap::new(),
            in_any_order: BTreeMap::new(),
            by_call: BTreeMap::new(),
        };
        for (place, it) in operations.iter().enumerate() {
            places.by_key.insert(key(it), place);
            if it.path.segments.iter().any(|it| matches!(it, PathSegment::Call { .. })) {
                let mut add = |all: fn(&mut Places) -> &mut BTreeMap<Key, Option<usize>>, key| {
                    let is_other = all(&mut places).contains_key(&key);
                    all(&mut places).insert(key, Some(place).filter(|_| !is_other));
                };
                add(|it| &mut it.in_any_order, (sorted(&it.path), it.method));
                add(|it| &mut it.by_call, (called(&it.path), it.method));
            }
        }
        places
    }

    fn find(&self, path: &Path, method: Method) -> Option<usize> {
        let exact = self.by_key.get(&(identity(&path.segments), method)).copied();
        exact.or_else(|| self.in_any_order.get(&(sorted(path), method)).copied().flatten())
    }

    /// The one operation that calls the same functions, with whatever arguments.
    fn called(&self, path: &Path, method: Method) -> Option<usize> {
        self.by_call.get(&(called(path), method)).copied().flatten()
    }

    /// Keeps the names that operations have now; what another one has is told.
    fn claim<'o>(
        &mut self,
        fix: &mut Fix<'_>,
        place: usize,
        operations: impl IntoIterator<Item = &'o Operation>,
        span: Span,
    ) {
        for operation in operations {
            let other = *self.by_key.entry(key(operation)).or_insert(place);
            if other != place {
                let line = format!("{} {}", operation.method.as_str(), operation.path);
                fix.taken("operation", &Spanned::new(line, span));
            }
        }
    }
}

/// What a path is apart from the order of arguments.
fn sorted(path: &Path) -> String {
    let mut path = path.clone();
    for segment in &mut path.segments {
        if let PathSegment::Call { arguments, .. } = segment {
            arguments.sort_by_key(|it| it.name.to_lowercase());
        }
    }
    identity(&path.segments)
}

/// What a path is apart from arguments, and whether there are brackets.
fn called(path: &Path) -> String {
    let mut path = path.clone();
    for segment in &mut path.segments {
        if let PathSegment::Call { name, .. } = segment {
            *segment = PathSegment::Literal(name.clone());
        }
    }
    identity(&path.segments)
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
        Method::Get | Method::Head | Method::Options | Method::Other(_) => Shape::Get,
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
        sends_many: false,
        encoding: crate::protocol::Encoding::Json,
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

/// Sets what is said. Returned is what the service has beside it, where an argument may be left out.
fn change(
    fix: &mut Fix<'_>,
    model: &Model,
    written: (&Dialect, Named<'_>),
    operations: &mut [Operation],
    place: usize,
    it: &OperationCorrection,
) -> Vec<Operation> {
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
    let mut beside = Vec::new();
    for parameter in &it.parameters {
        beside.extend(correct(fix, model, written, &mut operations[place], parameter));
    }
    // What an action takes is the same whatever path leads to it.
    let (request, of) =
        (operations[place].request.clone(), operations[place].parameters_of.clone());
    if of.is_some() && !it.parameters.is_empty() {
        for other in operations.iter_mut().filter(|other| other.parameters_of == of) {
            other.request.clone_from(&request);
        }
    }
    beside
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
