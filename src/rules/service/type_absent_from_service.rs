//! `type-absent-from-service`: a documented type that the service does not describe.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{Type, TypeId, TypeName};
use crate::service::{Covers, ServiceType, bare};
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) static TYPE_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "type-absent-from-service",
    level: Level::Warn,
    summary: "a documented type that the service does not describe",
    explanation: include_str!("type_absent_from_service.md"),
};

/// Looks at the types of the docs that the service has not by any case.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let known = &against.documented;
    let named = |it: &&ServiceType| !Covers::is_nameless(&it.name);
    let free: Vec<&ServiceType> = against.service.types.iter().filter(named).collect();
    let free: Vec<&ServiceType> =
        free.into_iter().filter(|it| !known.contains_key(it.name.as_str())).collect();
    let service = against.service;
    // Who tells shapes alone lists members where they are used.
    // Nor has it a base whose members it lists with each type that derives from it.
    let model = against.cx.model;
    let ids = || (0..model.types.len()).map(TypeId);
    let met = ids().filter(|id| service.shapes_only && against.met.contains(id));
    let with_bases: BTreeSet<TypeId> = met.flat_map(|id| model.lineage(id)).collect();
    let is_told = |id: &TypeId| {
        let is_enum = matches!(against.cx.model.ty(*id), Type::Enum(_));
        !(service.shapes_only && (is_enum || service.types.is_empty()))
            && !with_bases.contains(id)
            && !against.met.contains(id)
    };
    let absent = ids().filter(is_told);
    if against.has_other_names() {
        let absent: Vec<TypeId> = absent.collect();
        summary(against, &absent).into_iter().for_each(|it| diagnostics.report(it));
        return;
    }
    for id in absent {
        let name = against.cx.model.ty(id).name();
        let same = free.iter().find(|it| it.bare().eq_ignore_ascii_case(&name.name));
        let near = same.copied().or_else(|| {
            let near = against.guesses.meant(&name.name, free.iter().map(|it| it.bare()))?;
            free.iter().copied().find(|it| it.bare() == near)
        });
        if let Some(span) = against.place(id) {
            diagnostics.report(report(name, near, span));
        }
    }
}

/// One finding where all names are others, so that nothing can be compared.
fn summary(against: &Against<'_>, absent: &[TypeId]) -> Option<Diagnostic> {
    let place = against.service.namespaces.values().next()?;
    let n_absent = absent.len();
    let headline =
        format!("the service describes none of the {n_absent} types of the docs by name");
    let names: Vec<String> = absent
        .iter()
        .take(MOST_NAMED)
        .map(|id| format!("`{}`", against.cx.model.ty(*id).name().name))
        .collect();
    let more = match n_absent.saturating_sub(MOST_NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let finding = Diagnostic::new(&TYPE_ABSENT_FROM_SERVICE, *place, headline);
    let finding = finding.note(format!("{}{more}", names.join(", ")));
    match absent.iter().find_map(|id| against.place(*id)) {
        Some(span) => Some(finding.because(span, "one of them is documented here")),
        None => Some(finding),
    }
}

/// Names of a summary that are shown.
const MOST_NAMED: usize = 20;

fn report(name: &TypeName, near: Option<&ServiceType>, span: Span) -> Diagnostic {
    let headline = format!("the service describes no type `{}`", name.name);
    let finding = Diagnostic::new(&TYPE_ABSENT_FROM_SERVICE, span, headline);
    match near {
        Some(near) if near.bare() == name.name => finding
            .because(near.span, "this one is of another namespace")
            .help(format!("write `{}`", near.name)),
        Some(near) => finding.because(near.span, "near it").did_you_mean(Some(bare(&near.name))),
        None => finding.note("services leave some types out of their descriptions"),
    }
}
