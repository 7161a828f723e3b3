//! Calls of actions that both docs and service have, once a page.

use super::against::Against;
use crate::model::{Line, Operation, Parameter, RequestBody};
use crate::service::{ServiceKind, ServiceOperation, ServiceProperty};
use std::collections::BTreeSet;

/// A documented call of an action.
pub(super) struct ActionCall<'a> {
    pub(super) asked: &'a Operation,
    pub(super) line: &'a Line,
    pub(super) documented: &'a [Parameter],
    /// Of the service's actions of the name the one whose parameters are most like the documented ones.
    pub(super) operation: &'a ServiceOperation,
    /// What it takes: its parameters, or the members of the type that its request carries.
    pub(super) parameters: Vec<&'a ServiceProperty>,
}

impl<'a> ActionCall<'a> {
    /// The service's parameter of a name, whatever the case.
    pub(super) fn ours(&self, name: &str) -> Option<&'a ServiceProperty> {
        self.parameters.iter().copied().find(|it| it.name.value.eq_ignore_ascii_case(name))
    }
}

/// What an operation takes, member by member; nothing where that is no object.
fn taken<'a>(against: &Against<'a>, of: &'a ServiceOperation) -> Option<Vec<&'a ServiceProperty>> {
    let Some(takes) = &of.takes else { return Some(of.parameters.iter().collect()) };
    let ty = against.service.ty(&takes.name).filter(|_| !takes.collection)?;
    let members = against.service.properties(ty).map(|(property, _)| property);
    (ty.kind != ServiceKind::Enum).then(|| members.collect())
}

/// The calls of actions, each action once a page. One whose body is read as a type is told elsewhere.
pub(super) fn calls<'a>(against: &Against<'a>) -> Vec<ActionCall<'a>> {
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    for (asked, line, reached) in against.reached() {
        let Some(action) = reached.operation.filter(|it| !it.is_function) else { continue };
        if action.wire.has_no_body {
            continue;
        }
        let has_parameters = matches!(asked.request, RequestBody::Parameters(_));
        if action.takes.is_some() && !has_parameters {
            continue;
        }
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
        let Some(parameters) = taken(against, operation) else { continue };
        calls.push(ActionCall { asked, line, documented, operation, parameters });
    }
    calls
}
