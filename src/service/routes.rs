//! Whether a request leads anywhere in a service, and to what: its path walked from a root, segment by segment.
//!
//! What the docs write otherwise than the service, but so that it can be meant, is a repair and goes on.

mod listed;
mod step;

pub use listed::{Route, Routes};

use super::{Service, ServiceOperation};
use crate::http::{Segment, SegmentKind};
use crate::model::Method;
use crate::source::Span;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A collection of entities.
    Set,
    /// An entity.
    Entity,
    /// A collection of complex values.
    Complexes,
    /// A complex value.
    Complex,
    /// A collection of primitive values.
    Primitives,
    /// A primitive value.
    Primitive,
    /// Bytes that a property holds, or that are the value of something.
    Bytes,
    /// A member that is not described, of a type that may have such.
    Open,
    /// References to what is in a collection.
    References,
    /// A reference to a thing.
    Reference,
    /// How many things there are.
    Count,
    /// A call of an action.
    Action,
    /// A call of a function.
    Function,
}

/// Where a request leads.
#[derive(Clone, Debug)]
pub struct Reached<'s> {
    /// What is there.
    pub form: Form,
    /// The whole name of its type; that of what an operation answers, empty for nothing.
    pub ty: &'s str,
    /// It is a collection.
    pub collection: bool,
    /// The operation that is called.
    pub operation: Option<&'s ServiceOperation>,
    /// Where the service describes it.
    pub place: Span,
    /// What the request should have said.
    pub repairs: Vec<Repair<'s>>,
    /// Other types that it may be of, where the path does not say which.
    pub others: Vec<&'s str>,
}

/// Something that a request writes otherwise than the service.
#[derive(Clone, Debug)]
pub struct Repair<'s> {
    /// What.
    pub kind: RepairKind<'s>,
    /// Where the docs write it.
    pub span: Span,
    /// Where the service describes it.
    pub place: Span,
}

/// The kinds of it.
#[derive(Clone, Debug)]
pub enum RepairKind<'s> {
    /// The name differs in case from this one.
    Case(&'s str),
    /// Only this derived type has the segment, and no segment casts to it.
    Cast(&'s str),
    /// The arguments of a function are not these parameters.
    Arguments(Vec<&'s str>),
    /// What is asked for its bytes has none by its type, this one.
    NoBytes(&'s str),
    /// This is no key of the type.
    OtherKey(String),
    /// The member of an open type is not described.
    OpenMember,
}

/// Why a request leads nowhere.
#[derive(Clone, Debug)]
pub struct Stop<'s> {
    /// The segment that is not known, or the last one.
    pub span: Span,
    /// What is wrong with it.
    pub message: String,
    /// Where the service describes what was reached before.
    pub place: Option<Span>,
    /// The names that are there, where it is none of them.
    pub known: Vec<&'s str>,
}

/// A place on the way.
#[derive(Clone, Debug)]
struct State<'s> {
    form: Form,
    ty: &'s str,
    collection: bool,
    operation: Option<&'s ServiceOperation>,
    place: Span,
    repairs: Vec<Repair<'s>>,
}

/// Ways that are followed at the same time, where several derived types have a segment.
const MOST_WAYS: usize = 60;

/// Follows a request; `segments` are those after the base URL, whose path's words `base` are.
///
/// # Errors
///
/// If the service knows no such path, or does not take the method there.
pub fn resolve<'s>(
    service: &'s Service,
    base: &[&str],
    method: Method,
    segments: &[Segment],
    whole: Span,
) -> Result<Reached<'s>, Stop<'s>> {
    if !service.routes.is_empty() {
        return listed::resolve(service, base, method, segments, whole);
    }
    let mut states: Vec<State<'s>> = Vec::new();
    let mut rest = segments.iter();
    let mut is_first = true;
    while let Some(segment) = rest.next() {
        if matches!(segment.kind, SegmentKind::Elision) {
            continue;
        }
        let written = step::Written::of(segment);
        if written.is_colon {
            // The way to a file stands between colons.
            rest.find(|it| it.text.ends_with(':'));
        }
        if std::mem::take(&mut is_first) {
            states.push(step::root(service, &written)?);
            continue;
        }
        let mut next = Vec::new();
        let mut first_stop = None;
        let is_last = rest.len() == 0;
        for state in states {
            match step::advance(service, state, &written, method, is_last) {
                Ok(reached) => next.extend(reached),
                Err(stop) => first_stop = first_stop.or(Some(stop)),
            }
        }
        next.truncate(MOST_WAYS);
        states = next;
        if let Some(stop) = first_stop.filter(|_| states.is_empty()) {
            return Err(stop);
        }
    }
    let takes = |state: &&State<'_>| methods(state).contains(&method);
    let fits = states.iter().any(|state| takes(&state));
    let ways: Vec<&State<'_>> = states.iter().filter(|state| !fits || takes(state)).collect();
    let Some(best) = ways.iter().min_by_key(|state| state.repairs.len()) else {
        let message = "it names nothing".to_owned();
        return Err(Stop { span: whole, message, place: None, known: Vec::new() });
    };
    if !fits {
        let span = segments.last().map_or(whole, |it| it.span);
        let message = format!("the service takes no {} here", method.as_str());
        return Err(Stop { span, message, place: Some(best.place), known: Vec::new() });
    }
    let mut others: Vec<&str> = ways.iter().map(|it| it.ty).filter(|it| *it != best.ty).collect();
    others.dedup();
    let (ty, collection) = match best.operation.filter(|_| is_call(best.form)) {
        Some(operation) => operation
            .returns
            .as_ref()
            .map_or(("", false), |returns| (returns.name.as_str(), returns.collection)),
        None => (best.ty, best.collection),
    };
    Ok(Reached {
        form: best.form,
        ty,
        collection,
        operation: best.operation.filter(|_| is_call(best.form)),
        place: best.place,
        repairs: best.repairs.clone(),
        others,
    })
}

fn is_call(form: Form) -> bool {
    matches!(form, Form::Action | Form::Function)
}

/// The methods that go with what is reached.
fn methods(state: &State<'_>) -> &'static [Method] {
    use Method::{Delete, Get, Patch, Post, Put};
    match state.form {
        Form::Set => &[Get, Post],
        Form::Entity | Form::Complexes | Form::Complex => &[Get, Patch, Put, Delete],
        Form::Primitives | Form::Primitive | Form::Bytes | Form::Open => &[Get, Put, Patch, Delete],
        Form::Reference => &[Get, Put, Delete],
        Form::References => &[Get, Post, Delete],
        Form::Count => &[Get],
        Form::Action => &[Post],
        // What a composable function answers is there like any other thing.
        Form::Function => match state.operation.filter(|it| it.composable) {
            Some(it) if it.returns.as_ref().is_some_and(|it| it.collection) => &[Get, Post],
            Some(it) if it.returns.is_some() => &[Get, Patch, Put, Delete],
            Some(_) | None => &[Get],
        },
    }
}
