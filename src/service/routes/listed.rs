//! Requests to a service that lists its paths.

use super::{Form, Reached, Repair, RepairKind, Stop};
use crate::http::{Segment, SegmentKind};
use crate::model::Method;
use crate::service::{Service, ServiceOperation};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

/// A path, and what a method does there.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// Its segments.
    pub segments: Vec<Segment>,
    /// The path as the service writes it.
    pub path: Spanned<String>,
    /// The place of the operation among those of the service.
    pub operation: usize,
    /// Where it is described.
    pub place: Span,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    all: Vec<Route>,
    /// Their places by how they begin, in lower case.
    by_first: BTreeMap<String, Vec<usize>>,
    /// The path of the server that they are below.
    base: Vec<String>,
}

/// What stands for a first segment that is a value.
const VALUE: &str = "{}";

impl Routes {
    /// Puts them in order.
    pub(in crate::service) fn new(all: Vec<Route>, base: Vec<String>) -> Self {
        let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, route) in all.iter().enumerate() {
            let first = route.segments.first().map(first_word).unwrap_or_default();
            by_first.entry(first).or_default().push(place);
        }
        Self { all, by_first, base }
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.all.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Those that begin with these words, and go on like that segment.
    fn beginning_with(
        &self,
        words: &[&str],
        then: Option<&Segment>,
    ) -> impl Iterator<Item = &Route> {
        let word = words.first().map(|it| it.to_lowercase());
        let word = word.or_else(|| then.map(first_word)).unwrap_or_default();
        let keys = if word == VALUE { vec![word] } else { vec![word, VALUE.to_owned()] };
        let places = keys.into_iter().filter_map(|key| self.by_first.get(&key)).flatten();
        places.map(|place| &self.all[*place])
    }
}

fn first_word(segment: &Segment) -> String {
    match &segment.kind {
        SegmentKind::Key { .. } | SegmentKind::Elision => VALUE.to_owned(),
        SegmentKind::Call { name, .. } => name.to_lowercase(),
        SegmentKind::Literal => segment.text.to_lowercase(),
    }
}

/// A route as far as a request goes along with it.
struct Way<'s> {
    route: &'s Route,
    /// Its segments behind those of the docs' base URL.
    segments: &'s [Segment],
    n_shared: usize,
    n_literal: usize,
    repairs: Vec<Repair<'s>>,
}

/// Follows a request. The end of the docs' base URL, whose words `base` are, may stand in the service's paths, and the path of
/// its server in those of the docs.
pub(super) fn resolve<'s>(
    service: &'s Service,
    base: &[&str],
    method: Method,
    segments: &[Segment],
    whole: Span,
) -> Result<Reached<'s>, Stop<'s>> {
    let asked: Vec<&Segment> =
        segments.iter().filter(|it| !matches!(it.kind, SegmentKind::Elision)).collect();
    let as_written = follow(service, method, &[], &asked, whole);
    if as_written.is_ok() {
        return as_written;
    }
    let ends = (0..base.len()).map(|start| (&base[start..], &asked[..]));
    let own = &service.routes.base;
    let is_own = |(here, there): (&&Segment, &String)| here.text.eq_ignore_ascii_case(there);
    let begins = asked.len() > own.len() && asked.iter().zip(own).all(is_own);
    let shorter = begins.then(|| (&base[..0], &asked[own.len()..]));
    let mut others = ends.chain(shorter);
    let found = others.find_map(|(base, it)| follow(service, method, base, it, whole).ok());
    found.map_or(as_written, Ok)
}

fn follow<'s>(
    service: &'s Service,
    method: Method,
    base: &[&str],
    asked: &[&Segment],
    whole: Span,
) -> Result<Reached<'s>, Stop<'s>> {
    let ways = service.routes.beginning_with(base, asked.first().copied());
    let ways: Vec<Way<'s>> = ways.filter_map(|route| way(route, base, asked)).collect();
    let is_whole = |it: &&Way<'_>| it.n_shared == asked.len() && it.segments.len() == asked.len();
    // Of several the first.
    let rank = |it: &&Way<'_>| (std::cmp::Reverse(it.n_literal), it.repairs.len());
    let there = ways.iter().filter(is_whole).min_by_key(rank);
    let own = ways.iter().filter(is_whole).filter(|it| it.route.method == method).min_by_key(rank);
    if let Some(Way { route, repairs, .. }) = own {
        return Ok(reached(&service.operations[route.operation], route, repairs.clone()));
    }
    if let Some(other) = there {
        let span = asked.last().map_or(whole, |it| it.span);
        let message = format!("the service takes no {} here", method.as_str());
        return Err(Stop { span, message, place: Some(other.route.path.span), known: Vec::new() });
    }
    let far = ways.iter().map(|it| it.n_shared).max().unwrap_or(0);
    let span = asked.get(far).or(asked.last()).map_or(whole, |it| it.span);
    let furthest: Vec<&Way<'s>> = ways.iter().filter(|it| it.n_shared == far && far > 0).collect();
    let known = furthest.iter().filter_map(|it| it.segments.get(far));
    let known = known.filter(|it| matches!(it.kind, SegmentKind::Literal));
    let place = furthest.iter().find(|it| it.segments.len() == far);
    let place = place.or(furthest.first()).map(|it| it.route.path.span);
    let message = match asked.len() > far {
        true => "the service has nothing of this name here",
        false => "the service's path goes on",
    };
    let known = known.map(|it| it.text.as_str()).collect();
    Err(Stop { span, message: message.to_owned(), place, known })
}

fn reached<'s>(
    operation: &'s ServiceOperation,
    route: &Route,
    repairs: Vec<Repair<'s>>,
) -> Reached<'s> {
    let returns = operation.returns.as_ref();
    Reached {
        form: if operation.is_function { Form::Function } else { Form::Action },
        ty: returns.map_or("", |it| it.name.as_str()),
        collection: returns.is_some_and(|it| it.collection),
        operation: Some(operation),
        place: route.place,
        repairs,
        others: Vec::new(),
    }
}

/// How far a request goes along a route that begins with the base.
fn way<'s>(route: &'s Route, base: &[&str], asked: &[&Segment]) -> Option<Way<'s>> {
    let (first, segments) = route.segments.split_at_checked(base.len())?;
    if !first.iter().zip(base).all(|(there, here)| there.text.eq_ignore_ascii_case(here)) {
        return None;
    }
    let mut way = Way { route, segments, n_shared: 0, n_literal: 0, repairs: Vec::new() };
    for (there, here) in segments.iter().zip(asked) {
        let (is_same, is_literal) = match (&there.kind, &here.kind) {
            (
                SegmentKind::Key { prefix, suffix, .. },
                SegmentKind::Key { prefix: p, suffix: s, .. },
            ) => (prefix.eq_ignore_ascii_case(p) && suffix.eq_ignore_ascii_case(s), false),
            (SegmentKind::Key { prefix, suffix, .. }, SegmentKind::Literal) => {
                (prefix.is_empty() && suffix.is_empty(), false)
            }
            (SegmentKind::Call { name, .. }, SegmentKind::Call { name: called, .. }) => {
                (name.eq_ignore_ascii_case(called), true)
            }
            (SegmentKind::Call { name, .. }, SegmentKind::Literal) => {
                (name.eq_ignore_ascii_case(&here.text), true)
            }
            (SegmentKind::Literal, SegmentKind::Literal) => {
                (there.text.eq_ignore_ascii_case(&here.text), true)
            }
            _ => (false, false),
        };
        if !is_same {
            break;
        }
        if is_literal && matches!(there.kind, SegmentKind::Literal) && there.text != here.text {
            let kind = RepairKind::Case(&there.text);
            way.repairs.push(Repair { kind, span: here.span, place: route.path.span });
        }
        way.n_shared += 1;
        way.n_literal += usize::from(is_literal);
    }
    Some(way)
}
