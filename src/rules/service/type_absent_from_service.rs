//! `type-absent-from-service`: a documented type that the service does not describe.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{Type, TypeId, TypeName};
use crate::service::{ServiceType, bare};
use crate::source::Span;

pub(super) static TYPE_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "type-absent-from-service",
    level: Level::Warn,
    summary: "a documented type that the service does not describe",
    explanation: include_str!("type_absent_from_service.md"),
};

/// Looks at the types of the docs that the service has not by any case.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let known = &against.documented;
    let free: Vec<&ServiceType> = against.service.types.iter().collect();
    let free: Vec<&ServiceType> =
        free.into_iter().filter(|it| !known.contains_key(it.name.as_str())).collect();
    let service = against.service;
    // Who tells shapes alone lists members where they are used.
    let is_told = |id: &TypeId| {
        let is_enum = matches!(against.cx.model.ty(*id), Type::Enum(_));
        !(service.shapes_only && (is_enum || service.types.is_empty()))
    };
    let absent = (0..against.cx.model.types.len()).map(TypeId).filter(is_told);
    for id in absent.filter(|id| !against.types.contains_key(id)) {
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
