//! Pages that claim one operation, united: lines, permissions and parameters of all, one type each
//! for what is sent and answered.

use super::answers::Evidence;
use super::cx::OperationCx;
use super::view::{Said, View};
use super::{actions, options, parameters};
use crate::hashed::HashedSet;
use crate::ledger::{AnswerClaim, OperationEntry};
use crate::model::{
    Agreement, ItemType, Method, Model, Operation, Parameter, RequestBody, ResponseBody, TypeRef,
};
use crate::protocol::Encoding;
use std::collections::BTreeSet;

/// Unites the views of several pages.
///
/// The first one gives title and text. It is the page that asks for the plain path, shows it, and
/// lists it early; only then the page whose path is shorter.
pub(super) fn merge(cx: &OperationCx<'_>, mut views: Vec<View>) -> (Operation, OperationEntry) {
    views.sort_by(|a, b| {
        let page =
            |view: &View| view.operation.pages.first().map(|page| (page.len(), page.clone()));
        (a.said.rank(), page(a)).cmp(&(b.said.rank(), page(b)))
    });
    let says: Vec<Said> = views.iter().map(|view| view.said).collect();
    let (response, agreement) = response(cx.model, &says);
    let said = answers(&views);
    let request = request(cx.model, &views, response);
    let parameters = actions::claims(&views);
    let mut views = views.into_iter().map(|view| view.operation);
    let first = views.next().expect("a group has at least one line");
    let mut merged = views.fold(first, unite);
    merged.response_optional = merged.method != Method::Get && is_optional(&said, response);
    if merged.pages.len() > 1 {
        merged.response = response;
        merged.request = request.unwrap_or(RequestBody::Untyped);
        merged.agreement = agreement;
    }
    let has_parameters = matches!(merged.request, RequestBody::Parameters(_));
    merged.parameters_of = actions::decide(&parameters).filter(|_| has_parameters);
    merged.options = options::fitting(cx.model, merged.response, merged.options);
    merged.tracks_changes = options::tracks_changes(cx, &merged);
    // Lines and pages stay in page order, whichever page comes first.
    merged.lines.sort_by_key(|line| line.span);
    merged.pages.sort();
    merged.pages.dedup();
    (merged, OperationEntry { answers: said, parameters })
}

/// What the pages say that the operation answers, those that say nothing of a plain path's last.
fn answers(views: &[View]) -> Vec<AnswerClaim> {
    let claim = |view: &View| {
        let line = view.operation.lines.first()?;
        Some(AnswerClaim {
            body: view.operation.response,
            is_optional: view.operation.response_optional,
            is_told: view.said.evidence != Evidence::Nothing,
            is_of_path: matches!(view.said.evidence, Evidence::OwnExample | Evidence::Prose),
            line: line.span,
            is_selection: view.said.is_selection,
        })
    };
    views.iter().filter_map(claim).collect()
}

/// Whether a success may come without the body that counts: a page says so of it, or another page says
/// that there is none. Pages that say nothing count where all do.
fn is_optional(said: &[AnswerClaim], response: ResponseBody) -> bool {
    let is_none = |it: &AnswerClaim| it.body == ResponseBody::None;
    let mut told = said.iter().filter(|it| it.is_told).peekable();
    let is_optional = match told.peek() {
        Some(_) => told.any(|it| it.is_optional || is_none(it)),
        None => said.iter().any(|it| it.is_optional),
    };
    response != ResponseBody::None && is_optional
}

fn unite(mut merged: Operation, view: Operation) -> Operation {
    for permission in view.permissions {
        if !merged.permissions.contains(&permission) {
            merged.permissions.push(permission);
        }
    }
    // What not every page's lines write out may be left out.
    let has = |list: &[Parameter], it: &Parameter| {
        list.iter().any(|other| other.name.eq_ignore_ascii_case(&it.name))
    };
    let (line_query, only_own): (Vec<_>, Vec<_>) =
        merged.line_query.into_iter().partition(|it| has(&view.line_query, it));
    let only_other = view.line_query.into_iter().filter(|it| !has(&line_query, it));
    parameters::unite(&mut merged.query, only_own.into_iter().chain(only_other));
    parameters::unite(&mut merged.query, view.query);
    merged.query.retain(|it| !has(&line_query, it));
    merged.line_query = line_query;
    parameters::unite(&mut merged.headers, view.headers);
    parameters::unite(&mut merged.path_parameters, view.path_parameters);
    parameters::unite(&mut merged.function_parameters, view.function_parameters);
    merged.composable |= view.composable;
    merged.only_shown &= view.only_shown;
    merged.ends_in_slash &= view.ends_in_slash;
    // One page may document another way that goes on.
    merged.deprecated &= view.deprecated;
    merged.options = union(merged.options, view.options);
    merged.known_headers = union(merged.known_headers, view.known_headers);
    merged.sends_many &= view.sends_many;
    // What one page shows as JSON is taken as JSON.
    if view.encoding == Encoding::Json {
        merged.encoding = Encoding::Json;
    }
    merged.media =
        merged.media.into_iter().chain(view.media).collect::<HashedSet<_>>().into_iter().collect();
    merged.lines.extend(view.lines);
    merged.pages.extend(view.pages);
    merged.status = merged.status.or(view.status);
    merged
}

/// Both, each once and in order.
fn union<T: Ord>(own: Vec<T>, others: Vec<T>) -> Vec<T> {
    own.into_iter().chain(others).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The answer's type: of the pages that ask for the plain path, if any does; the base that their
/// types share, or what the pages with the best reason say. A page's word beats silence.
pub(super) fn response(model: &Model, views: &[Said]) -> (ResponseBody, Agreement) {
    let plain: Vec<&Said> = views.iter().filter(|view| !view.is_selection).collect();
    let all: Vec<&Said> = views.iter().collect();
    let asked = if types_of(&plain).is_empty() { all } else { plain };
    let types = types_of(&asked);
    let Some(first) = types.first() else {
        let said: Vec<ResponseBody> = views.iter().map(|view| view.body).collect();
        let known = said.iter().find(|it| !matches!(it, ResponseBody::Untyped));
        let body = *known.unwrap_or(&ResponseBody::Untyped);
        let are_same = said.iter().all(|it| *it == body);
        return (body, if are_same { Agreement::Same } else { Agreement::SomeSay });
    };
    if let Some(ty) = model.common_base(&types) {
        let agreement = match types.iter().all(|it| it == first) {
            true if types.len() == views.len() => Agreement::Same,
            true => Agreement::SomeSay,
            false => Agreement::SharedBase,
        };
        return (ResponseBody::Type(ty), agreement);
    }
    let best = asked.iter().map(|view| view.evidence).min();
    let best: Vec<&Said> =
        asked.iter().copied().filter(|view| Some(view.evidence) == best).collect();
    if let Some(ty) = model.common_base(&types_of(&best)) {
        return (ResponseBody::Type(ty), Agreement::BetterReason);
    }
    (ResponseBody::Type(*first), Agreement::Conflict)
}

fn types_of(views: &[&Said]) -> Vec<TypeRef> {
    let responses = views.iter().map(|view| view.body);
    let types = responses.filter_map(|it| match it {
        ResponseBody::Type(ty) => Some(ty),
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => None,
    });
    // "A list" says less than "a list of lamps", and nothing against it.
    let (known, any): (Vec<TypeRef>, _) = types.partition(|it| it.item != ItemType::Untyped);
    if known.is_empty() { any } else { known }
}

/// What is sent: the base that the pages' types share; else the type that is also answered, since what
/// is created or updated is what comes back; else what the first page says, with the parameters of
/// all. `None` where no page says anything.
fn request(model: &Model, views: &[View], response: ResponseBody) -> Option<RequestBody> {
    let says = |view: &&View| !matches!(view.operation.request, RequestBody::Untyped);
    let saying: Vec<&View> = views.iter().filter(says).collect();
    let types: Vec<TypeRef> = saying
        .iter()
        .filter_map(|view| match view.operation.request {
            RequestBody::Type(ty) => Some(ty),
            _ => None,
        })
        .collect();
    if types.len() == saying.len()
        && let Some(ty) = model.common_base(&types)
    {
        return Some(RequestBody::Type(ty));
    }
    if let Some(ty) = types.iter().find(|ty| response == ResponseBody::Type(**ty)) {
        return Some(RequestBody::Type(*ty));
    }
    let mut sent = saying.first()?.operation.request.clone();
    if let RequestBody::Parameters(sent) = &mut sent {
        for view in &saying {
            if let RequestBody::Parameters(others) = &view.operation.request {
                parameters::unite(sent, others.clone());
            }
        }
    }
    Some(sent)
}
