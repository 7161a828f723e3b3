//! What the pages of an operation show and say of its JSON, beside the examples that are known to be its own.

use super::shape::Row;
use crate::dialect::Dialect;
use crate::facts::{
    ExampleBody, Facts, OperationFacts, PageFacts, PropertyClaim, Step, steps, way,
};
use crate::json::Value;
use crate::lower::operations::cx::method;
use crate::lower::said;
use crate::model::{ItemType, Method, Operation, TypeRef};
use crate::naming::{Cx, Declarations, resolve};
use std::collections::BTreeMap;

/// A row, and the way to the member that it describes.
pub(super) type Described = (Vec<Step>, Row);

/// The pages and sections of operations, by their places.
pub(super) struct Sources<'c, 'f> {
    cx: &'c Cx<'c>,
    declared: &'c Declarations<'c>,
    by_place: BTreeMap<&'f str, (&'f PageFacts, &'f OperationFacts)>,
}

impl<'c, 'f> Sources<'c, 'f>
where
    'c: 'f,
{
    pub(super) fn of(cx: &'c Cx<'c>, declared: &'c Declarations<'c>, facts: &'f Facts) -> Self {
        let pages = facts.pages.iter();
        let pages = pages.filter_map(|page| Some((page, page.operation.as_ref()?)));
        let by_place = pages.map(|(page, operation)| (cx.path(page), (page, operation)));
        Self { cx, declared, by_place: by_place.collect() }
    }

    pub(super) fn dialect(&self) -> &'c Dialect {
        self.cx.dialect
    }

    /// The list that an answer holds, where the service has its lists, and the place that it has in the answer.
    pub(super) fn list_in<'v>(&self, body: &'v Value) -> Option<(String, &'v Value)> {
        self.cx.dialect.service.protocol.list_in(body)
    }

    /// The pages and sections of an operation.
    pub(super) fn pages(
        &self,
        operation: &Operation,
    ) -> impl Iterator<Item = &(&'f PageFacts, &'f OperationFacts)> {
        operation.pages.iter().filter_map(|it| self.by_place.get(it.as_str()))
    }

    /// The answers of a section to requests that the operation is an alternative of, whatever they ask for: the lines of
    /// a section are alternatives, as those of a page where all are of one method. Also whether all are of other methods.
    pub(super) fn answers_beside(&self, operation: &Operation) -> (Vec<&'f Value>, bool) {
        let (mut found, mut is_of_others) = (Vec::new(), true);
        for (page, facts) in self.pages(operation) {
            let is_alone = facts.lines.iter().all(|it| method(it.method.value) == operation.method);
            if page.section.is_none() && !is_alone {
                continue;
            }
            for example in &facts.examples {
                let asked = example.request.as_ref().map(|it| method(it.method.value));
                let is_asked =
                    asked.map_or(is_alone, |it| is_alternative(facts, it, operation.method));
                let response = example.response.as_ref().filter(|_| is_asked);
                let response = response.filter(|it| (200..300).contains(&it.status.value));
                if let Some(ExampleBody::Json(value)) = response.and_then(|it| it.body.as_ref()) {
                    is_of_others &= asked.is_some_and(|it| it != operation.method);
                    found.push(&**value);
                }
            }
        }
        (found, is_of_others)
    }

    /// The JSON that sections of what is sent show by itself, without a request around it.
    pub(super) fn sent_beside(&self, operation: &Operation) -> impl Iterator<Item = &'f Value> {
        self.pages(operation).filter_map(|(_, facts)| facts.body.json.as_ref())
    }

    /// The rows that describe what is answered, each with the way to its member.
    pub(super) fn answered(&self, operation: &Operation) -> Vec<Described> {
        let rows = self.pages(operation).flat_map(|(page, facts)| {
            facts
                .response
                .properties
                .iter()
                .map(|claim| (steps(&claim.name.value), self.row(page, claim)))
        });
        rows.collect()
    }

    /// The rows that describe an item of a list that is answered, with the names on the way from there: those below the list
    /// where it was seen, or else where the service has its lists. Others beside them are of what is around it. Where none is
    /// below a list, all are of its items.
    pub(super) fn of_items(&self, rows: Vec<Described>, seen: Option<&str>) -> Vec<Described> {
        let lists = self.cx.dialect.service.protocol.lists.iter().map(String::as_str);
        let mut places = seen.into_iter().chain(lists.filter(|_| seen.is_none()));
        let below = |place: &str| {
            let list = way(place);
            let below = rows.iter().filter_map(|(steps, row)| {
                let (before, rest) = steps.split_at_checked(list.len())?;
                let is_below = !rest.is_empty() && before.iter().map(|it| &it.name).eq(&list);
                is_below.then(|| (rest.to_vec(), row.clone()))
            });
            Some(below.collect::<Vec<_>>()).filter(|it| !it.is_empty())
        };
        places.find_map(below).unwrap_or(rows)
    }

    fn row(&self, page: &PageFacts, claim: &PropertyClaim) -> Row {
        let said = claim.ty.as_ref();
        let ty = said.and_then(|ty| resolve(self.cx, self.declared, page, ty));
        // That it is a list is known, though not of what.
        let is_list = said.is_some_and(|it| it.collection);
        let list = TypeRef { item: ItemType::Untyped, collection: true };
        let ty = ty.or(is_list.then_some(list));
        let untyped = TypeRef { item: ItemType::Untyped, collection: is_list };
        Row {
            terms: said::terms(std::iter::once(&*claim.notes), ty.unwrap_or(untyped)),
            ty,
            text: claim.description.as_ref().map(|it| it.text.clone()),
            required: claim.notes.required,
            deprecated: claim.notes.deprecated,
            is_sent: false,
            nullable: claim.notes.nullable,
            span: claim.span,
        }
    }
}

/// Whether a section whose lines are of two methods is answered the same to both: both write, or one of them reads and the other
/// asks for the same, as for queries that are too long for a URL: there are parameters, and nothing else is sent. Without these the
/// other adds something.
fn is_alternative(section: &OperationFacts, shown: Method, other: Method) -> bool {
    let only_asks = || {
        let mut requests = section.examples.iter().filter_map(|it| it.request.as_ref());
        !section.query_parameters.is_empty()
            && !section.body.is_described()
            && requests.all(|it| it.body.is_none())
    };
    match (shown, other) {
        _ if shown == other => true,
        (
            Method::Post | Method::Put | Method::Patch,
            Method::Post | Method::Put | Method::Patch,
        ) => true,
        (Method::Get, Method::Post) | (Method::Post, Method::Get) => only_asks(),
        _ => false,
    }
}
