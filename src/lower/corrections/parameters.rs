//! Corrections of what operations are given, wherever that is.

use super::arguments::{self, Named};
use super::fix::Fix;
use crate::corrections::ParameterCorrection;
use crate::dialect::Dialect;
use crate::edm::PropertyTerms;
use crate::model::{
    Docs, ItemType, Model, Operation, Parameter, ParametersOf, PathSegment, RequestBody, Shape,
    TypeRef,
};
use crate::odata::QueryOption;
use crate::source::Spanned;

/// Corrects a parameter. Returned is what the service takes beside that, where an argument may be left out.
pub(super) fn correct(
    fix: &mut Fix<'_>,
    model: &Model,
    (dialect, named): (&Dialect, Named<'_>),
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
    let was_offered = offer(dialect, operation, &it.name.value, exists);
    let is_new = !was_offered && offer(dialect, operation, &it.name.value, None);
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
                if let Some(exists) = it.exists.as_ref().filter(|_| !is_new) {
                    fix.needless(exists.span);
                }
                fix.parameter(parameter, it, ty);
                fix.set(&mut parameter.name, called);
            }
        }
        (None, Some(false)) if was_offered => {}
        (None, Some(true)) if was_offered => fix.needless(it.name.span),
        (None, None) if was_offered => {
            let wrong = format!("`{}` is what the protocol says", it.name.value);
            fix.refuse(wrong, "it is there or not: `exists = false`", it.name.span);
        }
        (None, Some(true)) => return add(fix, model, dialect, operation, it, ty),
        (None, exists) => {
            let all = lists.iter().flat_map(|list| list.iter());
            let known: Vec<String> = all.map(|it| it.name.clone()).collect();
            let names = arguments::names(operation).map(str::to_owned);
            let known: Vec<String> = known.into_iter().chain(names).collect();
            let is_key = |segment: &PathSegment| matches!(segment, PathSegment::Key { name, .. } if *name == it.name.value);
            let known = known.iter().map(String::as_str);
            // Some write what a header says behind its name.
            let bare = it.name.value.split(':').next().unwrap_or_default();
            match exists {
                _ if bare != it.name.value && known.clone().any(|it| it == bare) => {
                    fix.meant("parameter", &it.name, bare);
                }
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

/// Whether clients had a method for a parameter: an option of the protocol, or a header. One that goes, or comes, is none
/// or one from then on.
fn offer(dialect: &Dialect, operation: &mut Operation, name: &str, exists: Option<bool>) -> bool {
    fn set<T: Ord + Copy>(all: &mut Vec<T>, one: T, exists: Option<bool>) -> bool {
        let had = all.contains(&one);
        match exists {
            Some(true) if !had => all.push(one),
            Some(false) => all.retain(|it| *it != one),
            Some(true) | None => {}
        }
        all.sort_unstable();
        had
    }
    if let Some(option) = QueryOption::of(name) {
        return set(&mut operation.options, option, exists);
    }
    match dialect.headers.get(&name.to_lowercase()) {
        Some(header) => set(&mut operation.known_headers, *header, exists),
        None => false,
    }
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

/// A parameter that the docs lack: a header that clients know, an argument of a function's call, part of the body where the
/// method has one, else of the query.
fn add(
    fix: &mut Fix<'_>,
    model: &Model,
    dialect: &Dialect,
    operation: &mut Operation,
    it: &ParameterCorrection,
    ty: Option<&Spanned<TypeRef>>,
) -> Option<Operation> {
    let is_header = dialect.headers.contains_key(&it.name.value.to_lowercase());
    let is_option = is_header || QueryOption::of(&it.name.value).is_some();
    if arguments::takes_some(operation) && !is_option {
        return arguments::add(fix, model, operation, it, ty);
    }
    let untyped = TypeRef { item: ItemType::Untyped, collection: false };
    let parameter = Parameter {
        name: it.called.as_ref().unwrap_or(&it.name).value.clone(),
        ty: ty.map_or(untyped, |it| it.value),
        required: it.required.as_ref().map(|it| it.value),
        terms: PropertyTerms::default(),
        inferred: false,
        docs: Docs { text: None, page: None, span: Some(it.name.span) },
    };
    if is_header {
        operation.headers.push(parameter);
        return None;
    }
    if QueryOption::of(&it.name.value).is_some() {
        operation.query.push(parameter);
        return None;
    }
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
