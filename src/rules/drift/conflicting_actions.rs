//! `conflicting-actions`: pages that document one action call it differently, or give it other parameters.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::ParametersClaim;
use crate::model::{ItemType, Parameter, ParametersOf, RequestBody};
use crate::rules::cx::RuleCx;
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static CONFLICTING_ACTIONS: Rule = Rule {
    name: "conflicting-actions",
    level: Level::Warn,
    summary: "pages that document one action call it differently, or give it other parameters",
    explanation: include_str!("conflicting_actions.md"),
};

/// What pages say of one action, and the parameters that count.
struct Action<'a> {
    claims: Vec<&'a ParametersClaim>,
    parameters: &'a [Parameter],
}

/// Looks at all pages of every action that takes parameters, whatever paths lead to it.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut actions: BTreeMap<&ParametersOf, Action<'_>> = BTreeMap::new();
    for (operation, entry) in cx.model.operations.iter().zip(&cx.ledger.operations) {
        let (Some(of), RequestBody::Parameters(parameters)) =
            (&operation.parameters_of, &operation.request)
        else {
            continue;
        };
        let action = actions.entry(of).or_insert(Action { claims: Vec::new(), parameters });
        action.claims.extend(&entry.parameters);
    }
    for (of, action) in &actions {
        names(of, &action.claims).into_iter().for_each(|it| diagnostics.report(it));
        types(cx, action).into_iter().for_each(|it| diagnostics.report(it));
    }
}

/// A finding on the first page that calls the action differently, and on the others.
fn names(of: &ParametersOf, claims: &[&ParametersClaim]) -> Option<Diagnostic> {
    let mut pages: BTreeSet<FileId> = BTreeSet::new();
    let mut once = claims.iter().filter(|claim| pages.insert(claim.place.file));
    let (same, others): (Vec<&ParametersClaim>, Vec<&ParametersClaim>) =
        once.by_ref().partition(|claim| claim.of == *of);
    let (first, others) = others.split_first()?;
    let (headline, help) = match (&first.of, of) {
        (ParametersOf::Titled { .. }, _) => (
            format!("`{}` is called `{of}` on another page", first.of),
            "call it the same in both titles, or document each path on one page",
        ),
        (ParametersOf::Shortest { .. }, ParametersOf::Titled { .. }) => (
            format!("the title does not name the action that another page calls `{of}`"),
            "document each path on one page, or call the action the same in both titles",
        ),
        (ParametersOf::Shortest { .. }, ParametersOf::Shortest { .. }) => (
            format!("no title says whose action this is, and another page has `{of}` for it"),
            "name the action in both titles, as in `thing: action`",
        ),
    };
    let finding = Diagnostic::new(&CONFLICTING_ACTIONS, first.place, headline)
        .note(format!("the parameters of both are named after `{of}`"))
        .help(help);
    let finding =
        others.iter().fold(finding, |finding, it| finding.because(it.place, "so does this"));
    Some(same.iter().fold(finding, |finding, it| finding.because(it.place, "this one counts")))
}

/// Findings on parameters that one page gives a type that is none of the one that counts.
fn types(cx: &RuleCx<'_>, action: &Action<'_>) -> Vec<Diagnostic> {
    let mut seen: BTreeSet<(Span, &str)> = BTreeSet::new();
    let mut found = Vec::new();
    for (claim, own) in
        action.claims.iter().flat_map(|it| it.parameters.iter().map(move |own| (it, own)))
    {
        let counting = action.parameters.iter().find(|it| it.name.eq_ignore_ascii_case(&own.name));
        let Some(counting) = counting else { continue };
        let is_other = own.ty.collection != counting.ty.collection
            || cx.are_different(own.ty.item, counting.ty.item);
        // A row that does not say its type contradicts none, and none itself.
        let says_none = own.ty.item == ItemType::Untyped
            || own.docs.span.is_some() && own.docs.span == counting.docs.span;
        if !is_other || says_none || !seen.insert((claim.place, &own.name)) {
            continue;
        }
        let (is, counts) = (cx.name(own.ty), cx.name(counting.ty));
        let headline =
            format!("`{}` is {is} here, and {counts} on another page of this action", own.name);
        let finding =
            Diagnostic::new(&CONFLICTING_ACTIONS, own.docs.span.unwrap_or(claim.place), headline);
        found.push(match counting.docs.span {
            Some(span) => finding.because(span, "this one counts"),
            None => finding,
        });
    }
    found
}
