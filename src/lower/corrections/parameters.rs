//! Corrections of what operations are given, wherever that is.

use super::arguments::{self, Named};
use super::fix::Fix;
use crate::corrections::ParameterCorrection;
use crate::model::{
    Docs, ItemType, Model, Operation, Parameter, ParametersOf, PathSegment, RequestBody, Shape,
    TypeRef,
};
use crate::source::Spanned;

/// Corrects a parameter. Returned is what the service takes beside that, where an argument may be left out.
pub(super) fn correct(
    fix: &mut Fix<'_>,
    model: &Model,
    named: Named<'_>,
    operation: &mut Operation,
    it: &ParameterCorrection,
) -> Option<Operation> {
    let ty = it.ty.as_ref();
    let ty = ty.and_then(|name| Some(Spanned::new(fix.resolve(model, name)?, name.span)));
    let ty = ty.as_ref();
    if arguments::is_one(operation, it) {
        return arguments::correct(fix, model, named, operation, it, ty);
    }
    let exists = it.exists.as_ref().map(|it| it.value);
    let is_it = |parameter: &Parameter| parameter.name == it.name.value;
    let mut lists = lists(operation);
    let list = lists.iter_mut().find(|list| list.iter().any(is_it));
    match (list, exists) {
        (Some(list), Some(false)) => list.retain(|parameter| !is_it(parameter)),
        (Some(list), _) => {
            let called = it.called.as_ref().filter(|called| {
                let is_taken = list.iter().any(|it| !is_it(it) && it.name == called.value);
                if is_taken {
                    fix.taken("parameter", called);
                }
                !is_taken
            });
            for parameter in list.iter_mut().filter(|parameter| is_it(parameter)) {
                if let Some(exists) = &it.exists {
                    fix.needless(exists.span);
                }
                fix.parameter(parameter, it, ty);
                fix.set(&mut parameter.name, called);
            }
        }
        (None, Some(true)) => return add(fix, model, operation, it, ty),
        (None, exists) => {
            let all = lists.iter().flat_map(|list| list.iter());
            let known: Vec<String> = all.map(|it| it.name.clone()).collect();
            let names = arguments::names(operation).map(str::to_owned);
            let known: Vec<String> = known.into_iter().chain(names).collect();
            let is_key = |segment: &PathSegment| matches!(segment, PathSegment::Key { name, .. } if *name == it.name.value);
            let known = known.iter().map(String::as_str);
            match exists {
                _ if operation.path.segments.iter().any(is_key) => {
                    let name = &it.name.value;
                    let wrong = format!("`{name}` is a place in the path: its value alone is sent");
                    fix.refuse(
                        wrong,
                        "leave it out: a place is free in what it is called",
                        it.name.span,
                    );
                }
                Some(_) => fix.absent("parameter", &it.name, known),
                None => fix.nothing("parameter", &it.name.value, known, it.name.span),
            }
        }
    }
    None
}

/// All places where an operation takes parameters.
fn lists(operation: &mut Operation) -> Vec<&mut Vec<Parameter>> {
    let mut lists = vec![
        &mut operation.query,
        &mut operation.line_query,
        &mut operation.headers,
        &mut operation.path_parameters,
        &mut operation.function_parameters,
    ];
    if let RequestBody::Parameters(sent) = &mut operation.request {
        lists.insert(0, sent);
    }
    lists
}

/// A parameter that the docs lack: of a function's call, of the body where the method has one, else of the query.
fn add(
    fix: &mut Fix<'_>,
    model: &Model,
    operation: &mut Operation,
    it: &ParameterCorrection,
    ty: Option<&Spanned<TypeRef>>,
) -> Option<Operation> {
    if arguments::takes_some(operation) {
        return arguments::add(fix, model, operation, it, ty);
    }
    let untyped = TypeRef { item: ItemType::Untyped, collection: false };
    let parameter = Parameter {
        name: it.called.as_ref().unwrap_or(&it.name).value.clone(),
        ty: ty.map_or(untyped, |it| it.value),
        required: it.required.as_ref().map(|it| it.value),
        inferred: false,
        docs: Docs { text: None, page: None, span: Some(it.name.span) },
    };
    let is_action = operation.shape == Shape::Action;
    match &mut operation.request {
        RequestBody::Parameters(sent) => sent.push(parameter),
        RequestBody::None | RequestBody::Untyped if is_action => {
            let (method, shape, path) = (operation.method, operation.shape, operation.path.clone());
            operation.request = RequestBody::Parameters(vec![parameter]);
            operation.parameters_of = Some(ParametersOf::Shortest { method, shape, path });
        }
        _ => operation.query.push(parameter),
    }
    None
}
