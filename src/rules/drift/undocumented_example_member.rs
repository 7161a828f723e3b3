//! `undocumented-example-member`: an example shows a member that the type does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Member;
use crate::model::{
    Deviation, DeviationKind, ExampleRequest, Model, Operation, RequestBody, Type, TypeId,
};
use crate::source::Span;
use crate::spelling::Guesses;
use std::collections::BTreeSet;

pub(super) static UNDOCUMENTED_EXAMPLE_MEMBER: Rule = Rule {
    name: "undocumented-example-member",
    level: Level::Warn,
    summary: "an example shows a member that the type does not have",
    explanation: include_str!("undocumented_example_member.md"),
};

/// A member of an object of a type.
pub(super) fn of_type(
    model: &Model,
    ty: TypeId,
    name: &str,
    span: Span,
    guesses: &Guesses,
) -> Diagnostic {
    let headline = format!("`{}` has no property `{name}`", model.ty(ty).name().name);
    let known: Vec<&str> = match model.ty(ty) {
        Type::Structured(ty) => {
            let types = std::iter::once(ty).chain(model.bases(ty));
            types.flat_map(|ty| &ty.properties).map(|it| it.name.as_str()).collect()
        }
        Type::Enum(_) => Vec::new(),
    };
    let finding = told(headline, span, &known, name, guesses);
    let place = match model.ty(ty) {
        Type::Structured(ty) => ty.docs.span,
        Type::Enum(_) => None,
    };
    match place {
        Some(place) => finding.because(place, "the type"),
        None => finding,
    }
}

/// A member of what an operation sends or answers, beside a list or among parameters.
pub(super) fn of_message(
    operation: &Operation,
    name: &str,
    span: Span,
    guesses: &Guesses,
) -> Diagnostic {
    let known = parameters(operation);
    told(format!("no parameter or member `{name}` is documented"), span, &known, name, guesses)
}

/// A body of which nothing is documented: the docs list what something else is sent.
pub(super) fn of_body(
    operation: &Operation,
    request: &ExampleRequest,
    guesses: &Guesses,
) -> Option<Diagnostic> {
    /// One or two members may be slips.
    const LEAST: usize = 3;
    let members = request.body.as_ref()?.as_object()?;
    let known = parameters(operation);
    if known.is_empty() || members.len() < LEAST || request.deviations.len() < members.len() {
        return None;
    }
    let is_member =
        |it: &&Deviation| matches!(it.kind, DeviationKind::Undocumented { ty: None, .. });
    let strange: BTreeSet<Span> =
        request.deviations.iter().filter(is_member).map(|it| it.span).collect();
    let is_strange = |it: &Member| {
        strange.contains(&it.name_span) && guesses.meant(&it.name, known.iter().copied()).is_none()
    };
    if !members.iter().all(is_strange) {
        return None;
    }
    let headline = format!("none of the {} members of this body is documented", members.len());
    let listed: Vec<String> = known.iter().take(LEAST).map(|it| format!("`{it}`")).collect();
    let more = if known.len() > LEAST { " and others" } else { "" };
    let finding =
        Diagnostic::new(&UNDOCUMENTED_EXAMPLE_MEMBER, members.first()?.name_span, headline);
    Some(finding.help(format!("the docs list {}{more}", listed.join(", "))))
}

/// What the docs list that is sent.
fn parameters(operation: &Operation) -> Vec<&str> {
    match &operation.request {
        RequestBody::Parameters(parameters) => {
            parameters.iter().map(|it| it.name.as_str()).collect()
        }
        RequestBody::None
        | RequestBody::Type(_)
        | RequestBody::Stream
        | RequestBody::Media(_)
        | RequestBody::Reference { .. }
        | RequestBody::Untyped => Vec::new(),
    }
}

/// A member that a derived type has, in an object that does not say that it is one.
pub(super) fn of_derived(
    model: &Model,
    [ty, derived]: [TypeId; 2],
    name: &str,
    span: Span,
) -> Diagnostic {
    let headline = format!("`{}` has no property `{name}`", model.ty(ty).name().name);
    let derived = model.ty(derived).name().qualified();
    Diagnostic::new(&UNDOCUMENTED_EXAMPLE_MEMBER, span, headline)
        .once()
        .help(format!("a derived type has: say `\"@odata.type\": \"#{derived}\"`, if it is one"))
}

fn told(headline: String, span: Span, known: &[&str], name: &str, guesses: &Guesses) -> Diagnostic {
    let finding = Diagnostic::new(&UNDOCUMENTED_EXAMPLE_MEMBER, span, headline).once();
    match guesses.meant(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    }
}
