//! One segment: from a place to the places that it leads to.

use super::super::{Service, ServiceKind, ServiceOperation, ServiceProperty, bare};
use super::{Form, Repair, RepairKind, State, Stop};
use crate::edm::Kind;
use crate::http::{Segment, SegmentKind};
use crate::model::Method;
use crate::source::Span;

/// A segment as the docs write it.
pub(super) struct Written<'d> {
    name: &'d str,
    /// Names of the arguments, empty for those without.
    arguments: Option<Vec<&'d str>>,
    /// Nothing but a place for a value.
    is_place: bool,
    /// A place for a value after this name and `=`.
    key: Option<&'d str>,
    /// A way to a file begins after it.
    pub(super) is_colon: bool,
    span: Span,
}

impl<'d> Written<'d> {
    pub(super) fn of(segment: &'d Segment) -> Self {
        let plain = |name: &'d str| Self {
            name: name.trim_end_matches(':'),
            arguments: None,
            is_place: false,
            key: None,
            is_colon: segment.text.len() > 1 && segment.text.ends_with(':'),
            span: segment.span,
        };
        match &segment.kind {
            SegmentKind::Literal | SegmentKind::Elision => plain(&segment.text),
            SegmentKind::Key { prefix, .. } => match prefix.split_once('(') {
                Some((name, _)) if !name.is_empty() => {
                    Self { arguments: Some(vec![""]), ..plain(name) }
                }
                Some(_) => Self { is_place: true, ..plain("") },
                None => {
                    let key = prefix.strip_suffix('=').filter(|it| !it.is_empty());
                    Self { is_place: true, key, ..plain("") }
                }
            },
            SegmentKind::Call { name, arguments, .. } => {
                let arguments = arguments.iter().map(|it| it.name.as_str()).collect();
                Self { arguments: Some(arguments), ..plain(name) }
            }
        }
    }

    fn stop<'s>(&self, state: &State<'s>, message: String) -> Stop<'s> {
        Stop { span: self.span, message, place: Some(state.place), known: Vec::new() }
    }

    fn repair<'s>(&self, kind: RepairKind<'s>, place: Span) -> Repair<'s> {
        Repair { kind, span: self.span, place }
    }

    /// A name of the service's, and the repair if the docs write it in another case.
    fn case<'s>(&self, known: &'s str, place: Span) -> Option<Repair<'s>> {
        let is_same = bare(self.name) == bare(known);
        (!is_same).then(|| self.repair(RepairKind::Case(known), place))
    }
}

/// Where a path begins.
pub(super) fn root<'s>(service: &'s Service, written: &Written<'_>) -> Result<State<'s>, Stop<'s>> {
    let Some(root) = service.root(written.name).filter(|_| !written.is_place) else {
        let known = service.roots.values().map(|it| it.name.value.as_str()).collect();
        let message = "the service has nothing of this name".to_owned();
        return Err(Stop { span: written.span, message, place: None, known });
    };
    let repairs = written.case(&root.name.value, root.name.span).into_iter().collect();
    if let Some(operation) = root.operation.map(|index| &service.operations[index]) {
        return Ok(State {
            form: if operation.is_function { Form::Function } else { Form::Action },
            ty: "",
            collection: false,
            operation: Some(operation),
            place: operation.name.span,
            repairs,
        });
    }
    let is_key = written.arguments.is_some() && root.ty.collection;
    let collection = root.ty.collection && !is_key;
    Ok(State {
        form: if collection { Form::Set } else { Form::Entity },
        ty: &root.ty.name,
        collection,
        operation: None,
        place: root.name.span,
        repairs,
    })
}

/// Where a segment leads from a place.
pub(super) fn advance<'s>(
    service: &'s Service,
    mut state: State<'s>,
    written: &Written<'_>,
    method: Method,
    is_last: bool,
) -> Result<Vec<State<'s>>, Stop<'s>> {
    if let Some(operation) = state.operation.take() {
        let Some(returns) = operation.returns.as_ref() else {
            let message = format!("`{}` answers nothing to go on from", operation.name.value);
            return Err(written.stop(&state, message));
        };
        (state.ty, state.collection) = (&returns.name, returns.collection);
        state.form = form(service, state.ty, state.collection);
    }
    if written.name.starts_with('$') {
        return system(service, state, written, is_last).map(|state| vec![state]);
    }
    match state.form {
        Form::Set => of_set(service, state, written, method),
        Form::Entity | Form::Complex => of_one(service, state, written, method),
        Form::Open => {
            state.repairs.push(written.repair(RepairKind::OpenMember, state.place));
            Ok(vec![state])
        }
        _ => Err(written.stop(&state, format!("{} has nothing below it", shown(&state)))),
    }
}

/// What a type is as the end of a path.
fn form(service: &Service, ty: &str, collection: bool) -> Form {
    match service.ty(ty).map(|it| it.kind) {
        Some(ServiceKind::Structured(Kind::Entity)) if collection => Form::Set,
        Some(ServiceKind::Structured(Kind::Entity)) => Form::Entity,
        Some(ServiceKind::Structured(Kind::Complex)) if collection => Form::Complexes,
        Some(ServiceKind::Structured(Kind::Complex)) => Form::Complex,
        _ if ty == "Edm.Stream" => Form::Bytes,
        _ if collection => Form::Primitives,
        _ => Form::Primitive,
    }
}

/// A place, in words.
fn shown(state: &State<'_>) -> String {
    let ty = bare(state.ty);
    if state.collection { format!("a collection of `{ty}`") } else { format!("`{ty}`") }
}

/// `$ref`, `$value`, `$count`.
fn system<'s>(
    service: &'s Service,
    state: State<'s>,
    written: &Written<'_>,
    is_last: bool,
) -> Result<State<'s>, Stop<'s>> {
    let name = written.name.to_ascii_lowercase();
    let wrong = |state: &State<'s>| {
        let message = format!("{} has no `{}`", shown(state), written.name);
        Err(written.stop(state, message))
    };
    let is_many = matches!(state.form, Form::Set | Form::Complexes | Form::Primitives);
    let form = match (name.as_str(), state.form) {
        _ if !is_last => return wrong(&state),
        ("$ref", Form::Set) => Form::References,
        ("$ref", Form::Entity) => Form::Reference,
        ("$count", _) if is_many => Form::Count,
        ("$value", Form::Entity | Form::Bytes | Form::Primitive | Form::Open) => Form::Bytes,
        _ => return wrong(&state),
    };
    let mut reached = State { form, ..state };
    let is_entity = state.form == Form::Entity;
    if let Some(ty) = service.ty(state.ty).filter(|_| form == Form::Bytes && is_entity)
        && !service.lineage(ty).any(|it| it.media)
    {
        reached.repairs.push(written.repair(RepairKind::NoBytes(&ty.name), ty.span));
    }
    Ok(reached)
}

/// The next segment after a collection of entities: a key, a cast, an operation.
fn of_set<'s>(
    service: &'s Service,
    state: State<'s>,
    written: &Written<'_>,
    method: Method,
) -> Result<Vec<State<'s>>, Stop<'s>> {
    let one = |repair: Option<Repair<'s>>| {
        let mut state = State { form: Form::Entity, collection: false, ..state.clone() };
        state.repairs.extend(repair);
        Ok(vec![state])
    };
    let other_key = |key: &str| {
        let keys = service.ty(state.ty).map_or(&[][..], |ty| service.keys(ty));
        let is_known = keys.iter().any(|it| it.eq_ignore_ascii_case(key));
        (!is_known).then(|| written.repair(RepairKind::OtherKey(key.to_owned()), state.place))
    };
    if let Some(key) = written.key {
        return one(other_key(key));
    }
    if written.is_place {
        return one(None);
    }
    if let Some(found) = cast_or_call(service, &state, written, method) {
        return found;
    }
    if written.name.is_empty()
        && let Some(arguments) = &written.arguments
    {
        return one(arguments.iter().find(|it| !it.is_empty()).and_then(|key| other_key(key)));
    }
    if call(service, &State { collection: false, ..state.clone() }, written, method).is_some() {
        let message = format!("it is called on one `{}`, not on all", bare(state.ty));
        return Err(written.stop(&state, message));
    }
    let namespace = written.name.rsplit_once('.').map_or("", |(namespace, _)| namespace);
    if written.arguments.is_none() && !service.namespaces.contains_key(namespace) {
        // Docs write well-known keys and those of examples: which are, a description does not say.
        return one(None);
    }
    Err(unknown(service, &state, written))
}

/// The next segment after one thing: a property, a cast, an operation.
fn of_one<'s>(
    service: &'s Service,
    state: State<'s>,
    written: &Written<'_>,
    method: Method,
) -> Result<Vec<State<'s>>, Stop<'s>> {
    let own = service.ty(state.ty);
    if written.is_place {
        if own.is_some_and(|ty| service.lineage(ty).any(|it| it.open)) {
            let repair = written.repair(RepairKind::OpenMember, state.place);
            let mut open = State { form: Form::Open, ty: "", ..state };
            open.repairs.push(repair);
            return Ok(vec![open]);
        }
        let message = format!("{} is one thing and has no keys", shown(&state));
        return Err(written.stop(&state, message));
    }
    if let Some((property, _)) = own.and_then(|ty| service.property(ty, written.name)) {
        return Ok(vec![below(service, &state, property, written)]);
    }
    if let Some(found) = cast_or_call(service, &state, written, method) {
        return found;
    }
    let mut found: Vec<State<'s>> = Vec::new();
    for ty in service.descendants(state.ty) {
        let own = ty.properties.iter().find(|it| it.name.value.eq_ignore_ascii_case(written.name));
        let cast = written.repair(RepairKind::Cast(&ty.name), ty.span);
        let derived = State { ty: &ty.name, ..state.clone() };
        let reached = match own {
            Some(property) => Some(below(service, &derived, property, written)),
            None => own_call(service, &derived, &ty.name, written, method),
        };
        found.extend(reached.map(|mut it| {
            it.repairs.push(cast);
            it
        }));
    }
    if !found.is_empty() {
        return Ok(found);
    }
    if call(service, &State { collection: true, ..state.clone() }, written, method).is_some() {
        let message = format!("it is called on a collection of `{}`, not on one", bare(state.ty));
        return Err(written.stop(&state, message));
    }
    Err(unknown(service, &state, written))
}

fn unknown<'s>(service: &'s Service, state: &State<'s>, written: &Written<'_>) -> Stop<'s> {
    let own = service.ty(state.ty).filter(|_| !state.collection);
    let properties = own.into_iter().flat_map(|ty| service.properties(ty));
    let properties = properties.map(|(it, _)| it.name.value.as_str());
    let lineage = service.ty(state.ty).into_iter().flat_map(|ty| service.lineage(ty));
    let calls = lineage.flat_map(|ty| service.bound_to(&ty.name, state.collection));
    let known = properties.chain(calls.map(|it| it.name.value.as_str())).collect();
    let message = format!("{} has nothing of this name", shown(state));
    Stop { known, ..written.stop(state, message) }
}

/// A property of what was reached.
fn below<'s>(
    service: &'s Service,
    state: &State<'s>,
    property: &'s ServiceProperty,
    written: &Written<'_>,
) -> State<'s> {
    let (ty, span) = (&property.ty, property.name.span);
    let mut reached = State { ty: &ty.name, collection: ty.collection, ..state.clone() };
    reached.collection &= written.arguments.is_none();
    reached.form = form(service, reached.ty, reached.collection);
    reached.place = span;
    reached.repairs.extend(written.case(&property.name.value, span));
    reached
}

/// A type that is cast to, or an operation; nothing if the segment is neither.
fn cast_or_call<'s>(
    service: &'s Service,
    state: &State<'s>,
    written: &Written<'_>,
    method: Method,
) -> Option<Result<Vec<State<'s>>, Stop<'s>>> {
    if let Some(ty) = service.ty(written.name).filter(|_| written.name.contains('.')) {
        if !service.is_a(&ty.name, state.ty) && !service.is_a(state.ty, &ty.name) {
            let message = format!("{} is never a `{}`", shown(state), ty.bare());
            return Some(Err(written.stop(state, message)));
        }
        let mut cast = State { ty: &ty.name, place: ty.span, ..state.clone() };
        cast.repairs.extend(written.case(&ty.name, ty.span));
        if written.arguments.is_some() && state.collection {
            (cast.form, cast.collection) = (Form::Entity, false);
        }
        return Some(Ok(vec![cast]));
    }
    if let Some(called) = call(service, state, written, method) {
        return Some(Ok(vec![called]));
    }
    let derived = service.descendants(state.ty).into_iter().filter(|_| state.collection);
    let found: Vec<State<'s>> = derived
        .filter_map(|ty| {
            let mut called = own_call(service, state, &ty.name, written, method)?;
            called.repairs.push(written.repair(RepairKind::Cast(&ty.name), ty.span));
            Some(called)
        })
        .collect();
    (!found.is_empty()).then_some(Ok(found))
}

/// An operation of a type or of its bases.
fn call<'s>(
    service: &'s Service,
    state: &State<'s>,
    written: &Written<'_>,
    method: Method,
) -> Option<State<'s>> {
    let Some(ty) = service.ty(state.ty) else {
        return own_call(service, state, state.ty, written, method);
    };
    service.lineage(ty).find_map(|it| own_call(service, state, &it.name, written, method))
}

/// An operation of just this type: of those of its name the one whose parameters are most like the arguments.
fn own_call<'s>(
    service: &'s Service,
    state: &State<'s>,
    ty: &str,
    written: &Written<'_>,
    method: Method,
) -> Option<State<'s>> {
    let (namespace, name) = written.name.rsplit_once('.').unwrap_or(("", written.name));
    let is_meant = |it: &&ServiceOperation| {
        it.name.value.eq_ignore_ascii_case(name)
            && (namespace.is_empty() || it.namespace.eq_ignore_ascii_case(namespace))
    };
    let named = service.bound_to(ty, state.collection).filter(is_meant);
    let operation = named.min_by_key(|it| {
        let is_other_case = it.name.value != name;
        let is_other_kind = it.is_function != (method != Method::Post);
        (is_other_case, is_other_kind, distance(it, written))
    })?;
    let mut reached = State { operation: Some(operation), ..state.clone() };
    reached.form = if operation.is_function { Form::Function } else { Form::Action };
    reached.place = operation.name.span;
    reached.repairs.extend(written.case(&operation.name.value, operation.name.span));
    if operation.is_function && distance(operation, written) > 0 {
        let names = operation.parameters.iter().map(|it| it.name.value.as_str()).collect();
        let kind = RepairKind::Arguments(names);
        reached.repairs.push(written.repair(kind, operation.name.span));
    }
    Some(reached)
}

/// How far the arguments that are written are from a function's parameters.
fn distance(operation: &ServiceOperation, written: &Written<'_>) -> usize {
    if !operation.is_function {
        return 0;
    }
    let given = written.arguments.as_deref().unwrap_or_default();
    let is = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let names = || operation.parameters.iter().map(|it| it.name.value.as_str());
    let n_extra = given.iter().filter(|it| !it.is_empty() && !names().any(|name| is(name, it)));
    let n_unnamed = given.iter().filter(|it| it.is_empty()).count();
    let n_missing = names().filter(|name| !given.iter().any(|it| is(name, it))).count();
    3 * n_extra.count() + n_missing + n_unnamed
}
