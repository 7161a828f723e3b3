//! What requests carry in their URL's query and in headers, held against what the service takes where they lead to.

use super::against::Against;
use crate::model::{Operation, Parameter};
use crate::service::ServiceProperty;
use crate::source::Span;
use std::collections::BTreeSet;

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Along {
    /// In the URL's query.
    Query,
    /// Among the headers.
    Header,
}

impl Along {
    /// As people say it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query parameter",
            Self::Header => "header",
        }
    }

    /// Whether two names are one: those of headers by any case.
    fn is_one(self, one: &str, other: &str) -> bool {
        let is_same = one == other;
        is_same || (self == Self::Header && one.eq_ignore_ascii_case(other))
    }
}

/// A documented request, with what is said of what it carries in one place.
pub(super) struct SentAlong<'a> {
    pub(super) along: Along,
    /// The request as the docs write it, and where.
    pub(super) name: String,
    pub(super) line: Span,
    /// Where the service describes it.
    pub(super) place: Span,
    pub(super) documented: Vec<&'a Parameter>,
    pub(super) ours: &'a [ServiceProperty],
}

impl<'a> SentAlong<'a> {
    /// What both have, whatever the case of the names, with the place that documents it.
    pub(super) fn both(&self) -> impl Iterator<Item = (Span, &'a Parameter, &'a ServiceProperty)> {
        self.documented.iter().filter_map(move |parameter| {
            let ours = self.ours(&parameter.name)?;
            Some((parameter.docs.span.unwrap_or(self.line), *parameter, ours))
        })
    }

    /// What the docs alone have.
    pub(super) fn absent(&self) -> impl Iterator<Item = &'a Parameter> {
        self.documented.iter().copied().filter(|it| self.ours(&it.name).is_none())
    }

    /// What the service alone has.
    pub(super) fn undocumented(&self) -> impl Iterator<Item = &'a ServiceProperty> {
        let is_new = |it: &&ServiceProperty| {
            !self.documented.iter().any(|own| own.name.eq_ignore_ascii_case(&it.name.value))
        };
        self.ours.iter().filter(is_new)
    }

    fn ours(&self, name: &str) -> Option<&'a ServiceProperty> {
        let own = self.ours.iter().find(|it| self.along.is_one(&it.name.value, name));
        own.or_else(|| self.ours.iter().find(|it| it.name.value.eq_ignore_ascii_case(name)))
    }
}

/// The requests that both have, each once a page, and what goes along with them; nothing of a kind that the service
/// describes of no request.
pub(super) fn sent_along<'a>(against: &Against<'a>) -> Vec<SentAlong<'a>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let operations = &against.service.operations;
    let says = |along| operations.iter().any(|it| !taken(&it.wire, along).is_empty());
    let kinds: Vec<Along> =
        [Along::Query, Along::Header].into_iter().filter(|it| says(*it)).collect();
    if kinds.is_empty() {
        return found;
    }
    for (operation, line, reached) in against.reached() {
        let Some(there) =
            reached.operation.filter(|_| seen.insert((line.span.file, reached.place)))
        else {
            continue;
        };
        for along in &kinds {
            found.push(SentAlong {
                along: *along,
                name: format!("{} {}", operation.method.as_str(), operation.path),
                line: line.span,
                place: reached.place,
                documented: documented(operation, *along),
                ours: taken(&there.wire, *along),
            });
        }
    }
    found
}

fn taken(wire: &crate::service::Wire, along: Along) -> &[ServiceProperty] {
    match along {
        Along::Query => &wire.query,
        Along::Header => &wire.headers,
    }
}

fn documented(operation: &Operation, along: Along) -> Vec<&Parameter> {
    match along {
        Along::Query => operation.line_query.iter().chain(&operation.query).collect(),
        Along::Header => operation.headers.iter().collect(),
    }
}

/// Headers of whatever request, which a description leaves out.
const OF_ALL: [&str; 3] = ["accept", "authorization", "content-type"];

/// Whether a documented parameter may go along though the service does not describe it: the protocol's own do.
pub(super) fn may_be_unsaid(against: &Against<'_>, along: Along, name: &str) -> bool {
    match along {
        Along::Query => name.starts_with('$'),
        Along::Header => {
            let name = name.to_ascii_lowercase();
            is_of_all(&name) || against.cx.dialect.headers.contains_key(&name)
        }
    }
}

/// Whether docs may leave out what the service describes: who reads them knows it.
pub(super) fn may_be_undocumented(along: Along, name: &str) -> bool {
    match along {
        Along::Query => name.starts_with('$'),
        Along::Header => is_of_all(&name.to_ascii_lowercase()),
    }
}

fn is_of_all(name: &str) -> bool {
    OF_ALL.contains(&name)
}

/// The places of parameters of whose type the docs say nothing.
pub(super) fn untyped(against: &Against<'_>) -> BTreeSet<Span> {
    let operations = against.cx.facts.pages.iter().filter_map(|page| page.operation.as_ref());
    let claims = operations.flat_map(|it| it.query_parameters.iter().chain(&it.headers));
    claims.filter(|it| it.ty.is_none()).map(|it| it.name.span).collect()
}
