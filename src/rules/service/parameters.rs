//! Calls of actions that both docs and service have, once a page.

use super::against::Against;
use crate::model::{Line, Operation, Parameter, RequestBody};
use crate::service::{ServiceOperation, ServiceProperty};
use std::collections::BTreeSet;

/// A documented call of an action.
pub(super) struct ActionCall<'a> {
    pub(super) asked: &'a Operation,
    pub(super) line: &'a Line,
    pub(super) documented: &'a [Parameter],
    /// Of the service's actions of the name the one whose parameters are most like the documented ones.
    pub(super) operation: &'a ServiceOperation,
}

impl<'a> ActionCall<'a> {
    /// The service's parameter of a name, whatever the case.
    pub(super) fn ours(&self, name: &str) -> Option<&'a ServiceProperty> {
        self.operation.parameters.iter().find(|it| it.name.value.eq_ignore_ascii_case(name))
    }
}

/// The calls of actions, each action once a page. One whose body is read as a type is told elsewhere.
pub(super) fn calls<'a>(against: &Against<'a>) -> Vec<ActionCall<'a>> {
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    for (asked, line, reached) in against.reached() {
        let takes_parameters = |it: &&ServiceOperation| !it.is_function && it.takes.is_none();
        let Some(action) = reached.operation.filter(takes_parameters) else { continue };
        let documented: &[Parameter] = match &asked.request {
            RequestBody::Parameters(list) => list,
            RequestBody::None | RequestBody::Untyped => &[],
            _ => continue,
        };
        if !seen.insert((line.span.file, action.name.span)) {
            continue;
        }
        let likeness = |it: &&ServiceOperation| {
            let names = it.parameters.iter().map(|it| it.name.value.as_str());
            let n_shared = names
                .filter(|name| documented.iter().any(|it| it.name.eq_ignore_ascii_case(name)))
                .count();
            let n_apart = it.parameters.len().abs_diff(documented.len());
            (n_shared, std::cmp::Reverse(n_apart))
        };
        let operation = against.overloads(action).max_by_key(likeness).unwrap_or(action);
        calls.push(ActionCall { asked, line, documented, operation });
    }
    calls
}
