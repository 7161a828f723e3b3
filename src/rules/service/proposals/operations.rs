//! What operations answer and take.

use super::said::{Reason, named, named_in_place, so};
use crate::corrections::{Content, OperationCorrection, ParameterCorrection};
use crate::model::{Method, Operation};
use crate::rules::service::against::{Against, shown};
use crate::rules::service::answers::{Difference, difference};
use crate::rules::service::parameters::{ActionCall, calls};
use crate::rules::service::sent::{Sent, sent};
use crate::service::{Reached, ServiceTypeRef};
use crate::source::{Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// Operations by method and path, as corrections name them.
#[derive(Default)]
struct Found(BTreeMap<(String, Method), (OperationCorrection, Reason)>);

impl Found {
    fn of(&mut self, operation: &Operation, place: Span) -> &mut (OperationCorrection, Reason) {
        let path = operation.path.to_string();
        self.0.entry((path.clone(), operation.method)).or_insert_with(|| {
            let it = OperationCorrection {
                method: operation.method,
                path: Spanned::new(path, place),
                exists: None,
                answers: None,
                sends: None,
                status: None,
                description: None,
                parameters: Vec::new(),
                reason: String::new(),
            };
            (it, Reason::default())
        })
    }
}

pub(super) fn of_operations(against: &Against<'_>) -> Vec<OperationCorrection> {
    let mut found = Found::default();
    for (operation, _, reached) in against.reached() {
        answer(against, operation, reached, &mut found);
        body(against, operation, reached, &mut found);
    }
    // Whatever path leads to an action, it takes the same.
    let mut seen = BTreeSet::new();
    for call in calls(against) {
        let of = call.asked.parameters_of.as_ref();
        if of.is_none_or(|of| seen.insert(of)) {
            parameters(against, &call, &mut found);
        }
    }
    let found = found.0.into_values();
    found.map(|(it, reason)| OperationCorrection { reason: reason.into_text(), ..it }).collect()
}

fn answer(against: &Against<'_>, operation: &Operation, reached: &Reached<'_>, found: &mut Found) {
    let (here, there, content) = match difference(against, operation, reached) {
        None => return,
        Some(Difference::Nothing(here)) => {
            (format!("that it answers {here}"), "nothing".to_owned(), Some(Content::Nothing))
        }
        Some(Difference::Unsaid(ours)) => {
            ("no type of the answer".to_owned(), shown(&ours), content(against, &ours))
        }
        Some(Difference::Other(here, ours)) => {
            (format!("that it answers {here}"), shown(&ours), content(against, &ours))
        }
    };
    if let Some(content) = content {
        let (it, reason) = found.of(operation, reached.place);
        // Another line of the operation leads there, too.
        if it.answers.is_none() {
            reason.differ(&here, &there);
            it.answers = so(content, reached.place);
        }
    }
}

fn content(against: &Against<'_>, ours: &ServiceTypeRef) -> Option<Content> {
    match ours.name == "Edm.Stream" {
        true => Some(Content::Bytes),
        false => named(against, ours).map(Content::Type),
    }
}

fn body(against: &Against<'_>, operation: &Operation, reached: &Reached<'_>, found: &mut Found) {
    let Some((here, there)) = sent(against, operation, reached) else { return };
    let content = match &there {
        Sent::Bytes => Some(Content::Bytes),
        Sent::Type(name) => {
            let ours = ServiceTypeRef { name: name.clone(), collection: false };
            named(against, &ours).map(Content::Type)
        }
        // What a description leaves out may be there.
        Sent::Parameters(_) | Sent::Reference | Sent::Nothing => None,
    };
    if let Some(content) = content {
        let (it, reason) = found.of(operation, reached.place);
        if it.sends.is_none() {
            reason.differ(&format!("that it sends {here}"), &there.to_string());
            it.sends = so(content, reached.place);
        }
    }
}

fn parameters(against: &Against<'_>, call: &ActionCall<'_>, found: &mut Found) {
    let mut list = Vec::new();
    let mut reasons = Reason::default();
    for parameter in call.documented {
        let name = &parameter.name;
        let Some(ours) = call.ours(name) else {
            let place = call.operation.name.span;
            reasons.0.push(format!("The service takes no `{name}`."));
            list.push(ParameterCorrection { exists: so(false, place), ..of(name, place) });
            continue;
        };
        let place = ours.name.span;
        let mut it = of(name, place);
        if *name != ours.name.value {
            reasons.differ(&format!("`{name}`"), &format!("`{}`", ours.name.value));
            it.called = so(ours.name.value.clone(), place);
        }
        if !against.is_same(parameter.ty, &ours.ty)
            && let Some(ty) = named_in_place(against, parameter.ty, &ours.ty)
        {
            let here = format!("that `{name}` is {}", against.cx.name(parameter.ty));
            reasons.differ(&here, &shown(&ours.ty));
            it.ty = so(ty, place);
        }
        if it.called.is_some() || it.ty.is_some() {
            list.push(it);
        }
    }
    let listed = |name: &str| call.documented.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    for ours in call.parameters.iter().filter(|it| !listed(&it.name.value)) {
        if let Some(ty) = named(against, &ours.ty) {
            let (name, place) = (&ours.name.value, ours.name.span);
            reasons.0.push(format!("The docs lack `{name}`."));
            let it = of(name, place);
            list.push(ParameterCorrection { exists: so(true, place), ty: so(ty, place), ..it });
        }
    }
    if !list.is_empty() {
        let (it, reason) = found.of(call.asked, call.operation.name.span);
        for parameter in list {
            if !it.parameters.iter().any(|other| other.name.value == parameter.name.value) {
                it.parameters.push(parameter);
            }
        }
        reason.0.extend(reasons.0);
    }
}

fn of(name: &str, place: Span) -> ParameterCorrection {
    let name = Spanned::new(name.to_owned(), place);
    ParameterCorrection { name, exists: None, called: None, ty: None, required: None }
}
