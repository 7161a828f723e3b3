//! `conflicting-operation-types`: pages that document one operation say it answers different types.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::AnswerClaim;
use crate::model::{Agreement, ItemType, ResponseBody, TypeId, TypeRef};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static CONFLICTING_OPERATION_TYPES: Rule = Rule {
    name: "conflicting-operation-types",
    level: Level::Warn,
    summary: "pages that document one operation say it answers different types",
    explanation: include_str!("conflicting_operation_types.md"),
};

/// Looks at the operations of which pages say different things.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let operations = cx.model.operations.iter().zip(&cx.ledger.operations);
    for (_, entry) in operations.filter(|(it, _)| it.agreement == Agreement::Conflict) {
        let says = |it: &&AnswerClaim| matches!(it.body, ResponseBody::Type(_));
        let typed: Vec<&AnswerClaim> = entry.answers.iter().filter(says).collect();
        let plain: Vec<&AnswerClaim> =
            typed.iter().copied().filter(|it| !it.is_selection).collect();
        let asked = if plain.is_empty() { typed } else { plain };
        let mut types: Vec<TypeRef> = Vec::new();
        for claim in &asked {
            let ResponseBody::Type(ty) = claim.body else { continue };
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let lines: Vec<Span> = asked.iter().map(|claim| claim.line).collect();
        if let [first, rest @ ..] = lines.as_slice() {
            diagnostics.report(report(&reason(cx, &types), *first, rest));
        }
    }
}

/// Why there is no one type for all of these.
fn reason(cx: &RuleCx<'_>, types: &[TypeRef]) -> String {
    let names: Vec<String> = types.iter().map(|ty| format!("`{}`", cx.name(*ty))).collect();
    let names = names.join(", ");
    let ids = types.iter().map(|ty| match ty.item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    });
    let ids: Vec<TypeId> = ids.flatten().collect();
    let shared = |base: &TypeId| {
        ids.len() == types.len() && ids.iter().all(|id| cx.model.derives_from(*id, *base))
    };
    let base_of = |id: &TypeId| cx.structured(*id).and_then(|ty| ty.base);
    let base = std::iter::successors(ids.first().copied(), base_of).find(shared);
    let is_many = |ty: &TypeRef| ty.collection;
    match base {
        _ if types.iter().any(is_many) && !types.iter().all(is_many) => {
            format!("{names}: some answer one and some many; the first counts")
        }
        Some(base) => {
            let base = &cx.model.ty(base).name().name;
            format!("{names} share no base but `{base}`, which is everything's; the first counts")
        }
        None => format!("{names} share no base; the first counts"),
    }
}

/// Why what pages answer for one method and path does not fit, and the lines that share it.
fn report(reason: &str, first: Span, rest: &[Span]) -> Diagnostic {
    let headline = "pages disagree about what this answers";
    let finding = Diagnostic::new(&CONFLICTING_OPERATION_TYPES, first, headline).note(reason);
    rest.iter().take(3).fold(finding, |finding, line| finding.because(*line, "and here"))
}
