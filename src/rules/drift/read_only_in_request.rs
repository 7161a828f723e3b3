//! `read-only-in-request`: a request's table or example sets a property that the type's page calls read-only.

use super::pages::{OperationsOfPages, body_rows};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, PageFacts};
use crate::model::{ItemType, Operation, Property, RequestBody, Shape, TypeId};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) static READ_ONLY_IN_REQUEST: Rule = Rule {
    name: "read-only-in-request",
    level: Level::Warn,
    summary: "a request sets a property that is read-only",
    explanation: include_str!("read_only_in_request.md"),
};

/// Looks at the body table and the example requests of every page.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let of_pages = OperationsOfPages::of(cx);
    for (page, operation) in cx.operations() {
        set(cx, page, operation, of_pages.of_page(cx, page), diagnostics);
    }
}

/// What a page sets, each property once: where its table lists it, else where an example sends it.
fn set<'a>(
    cx: &RuleCx<'a>,
    page: &PageFacts,
    operation: &OperationFacts,
    own: &[&'a Operation],
    diagnostics: &mut Diagnostics,
) {
    let is_update = own.iter().all(|it| it.shape == Shape::Update);
    let read_only = |id: TypeId, name: &str| read_only(cx, id, name, is_update);
    let mut set: BTreeMap<&str, Set<'_>> = BTreeMap::new();
    if let Some(id) = cx.body_type(page, operation, own) {
        // A row that says it itself is no contradiction.
        let rows = body_rows(cx, page, operation, id).into_iter();
        for row in rows.filter(|it| !it.notes.read_only) {
            if let Some(property) = read_only(id, &row.name.value) {
                let it = Set { property, listed: Some(row.name.span), sent: None };
                set.entry(&property.name).or_insert(it);
            }
        }
    }
    let path = cx.names().path(page);
    for operation in own {
        let RequestBody::Type(ty) = &operation.request else { continue };
        let ItemType::Named(id) = ty.item else { continue };
        let examples = operation.examples.iter().filter(|it| it.page == path);
        let requests = examples.filter_map(|it| it.request.as_ref());
        let bodies = requests.filter(|it| it.misfit.is_none()).filter_map(|it| it.body.as_deref());
        for member in bodies.flat_map(|it| it.as_object().unwrap_or_default()) {
            if let Some(property) = read_only(id, &member.name) {
                let it = Set { property, listed: None, sent: None };
                let it = set.entry(&property.name).or_insert(it);
                it.sent.get_or_insert(member.name_span);
            }
        }
    }
    let mut all: Vec<Set<'_>> = set.into_values().collect();
    all.sort_by_key(|it| it.listed.or(it.sent));
    if all.len() <= MOST_SINGLE {
        all.iter().filter_map(Set::report).for_each(|it| diagnostics.report(it));
    } else if let Some(first) = all.first().and_then(Set::report) {
        let others: Vec<String> =
            all[1..].iter().map(|it| format!("`{}`", it.property.name)).collect();
        diagnostics.report(first.note(format!("so are {}", others.join(", "))));
    }
}

/// A page that sets more than so many does so on the whole, which is told once.
const MOST_SINGLE: usize = 3;

/// A property that a page sets.
struct Set<'a> {
    property: &'a Property,
    listed: Option<Span>,
    sent: Option<Span>,
}

impl Set<'_> {
    fn report(&self) -> Option<Diagnostic> {
        let headline = format!("`{}` is read-only and set by a request", self.property.name);
        let finding = Diagnostic::new(&READ_ONLY_IN_REQUEST, self.listed.or(self.sent)?, headline);
        let finding = match (self.listed, self.sent) {
            (Some(_), Some(sent)) => {
                finding.label("listed for the request body").because(sent, "sent here")
            }
            (Some(_), None) => finding.label("listed for the request body"),
            (None, _) => finding.label("sent here"),
        };
        Some(match self.property.docs.span {
            Some(span) => finding.because(span, "called read-only here"),
            None => finding,
        })
    }
}

/// The property of a name, if it can't be written. Relationships are called read-only because they are
/// changed below a path of their own; what is created may come with them, and with a key.
fn read_only<'a>(cx: &RuleCx<'a>, id: TypeId, name: &str, is_update: bool) -> Option<&'a Property> {
    let property = cx.model.properties(id).find(|it| it.name == name)?;
    let is_key = || {
        let types = cx
            .structured(id)
            .into_iter()
            .flat_map(|ty| std::iter::once(ty).chain(cx.model.bases(ty)));
        let keys = types.flat_map(|ty| &ty.keys);
        *name == cx.dialect.key || keys.into_iter().any(|key| *key == name)
    };
    let is_set_by_rights = property.navigation || !is_update && is_key();
    (property.read_only && !is_set_by_rights && is_always(cx, property)).then_some(property)
}

/// Whether a description says so without conditions: not "read-only for those who …", and not of what is
/// written once.
fn is_always(cx: &RuleCx<'_>, property: &Property) -> bool {
    let Some(text) = property.docs.text.as_deref().map(str::to_lowercase) else { return true };
    let phrases = &cx.dialect.phrases;
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_once = phrases.written_once.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|it| it == phrase)
    });
    let ends = |phrase: &String| {
        let mut rests = text.split(phrase.as_str()).skip(1);
        rests.any(|rest| !rest.trim_start_matches(['*', '`']).starts_with(' '))
    };
    !is_once && phrases.read_only.iter().any(ends)
}
