//! Corrections of what functions are given in the path.

use super::fix::Fix;
use crate::corrections::ParameterCorrection;
use crate::edm::Primitive;
use crate::model::{Argument, ItemType, Model, Operation, Path, PathSegment, Shape, Type, TypeRef};
use crate::source::Spanned;

/// The path as the correction writes it: what stands in quotes there.
pub(super) type Named<'p> = Option<&'p Path>;

/// Whether a parameter is an argument of a call in the path. One with a fixed value is part of the function's name.
pub(super) fn is_one(operation: &Operation, it: &ParameterCorrection) -> bool {
    names(operation).any(|name| name.eq_ignore_ascii_case(&it.name.value))
}

/// The names of all arguments.
pub(super) fn names(operation: &Operation) -> impl Iterator<Item = &str> {
    let open = all(&operation.path).filter(|it| it.fixed.is_none());
    open.map(|it| it.name.as_str()).filter(|it| !it.is_empty())
}

fn all(path: &Path) -> impl Iterator<Item = &Argument> {
    path.segments.iter().flat_map(|it| match it {
        PathSegment::Call { arguments, .. } => arguments.as_slice(),
        PathSegment::Literal(_) | PathSegment::Key { .. } => &[],
    })
}

/// Whether a further parameter is an argument: of a function that is called with brackets.
pub(super) fn takes_some(operation: &Operation) -> bool {
    let is_call = matches!(operation.path.segments.last(), Some(PathSegment::Call { suffix, .. }) if suffix.is_empty());
    is_call && operation.shape == Shape::Function
}

/// Corrects an argument, and the row that documents it. Returned is the call without it, where it may be left out.
pub(super) fn correct(
    fix: &mut Fix<'_>,
    model: &Model,
    named: Named<'_>,
    operation: &mut Operation,
    it: &ParameterCorrection,
    ty: Option<&Spanned<TypeRef>>,
) -> Option<Operation> {
    let is_it = |name: &str| name.eq_ignore_ascii_case(&it.name.value);
    let without = || {
        let mut shorter = operation.clone();
        let calls = shorter.path.segments.iter_mut();
        calls.for_each(|segment| {
            if let PathSegment::Call { arguments, .. } = segment {
                arguments.retain(|it| it.fixed.is_some() || !is_it(&it.name));
            }
        });
        shorter.function_parameters.retain(|it| !is_it(&it.name));
        shorter.path_parameters.retain(|it| !is_it(&it.name));
        shorter
    };
    if it.exists.as_ref().is_some_and(|it| !it.value) {
        *operation = without();
        return None;
    }
    let shorter = it.required.as_ref().filter(|it| !it.value).map(|_| without());
    if let Some(exists) = &it.exists {
        fix.needless(exists.span);
    }
    let called = it.called.as_ref().filter(|called| {
        let is_taken = names(operation).any(|name| !is_it(name) && name == called.value);
        if is_taken {
            fix.taken("argument", called);
        }
        !is_taken
    });
    let written = ty.and_then(|ty| Some(Spanned::new(written(fix, model, ty)?, ty.span)));
    let quoted_in_name = named.and_then(|path| all(path).find(|it| is_it(&it.name)));
    let Operation { path, function_parameters, path_parameters, .. } = operation;
    let rows = function_parameters.iter_mut().chain(path_parameters);
    let mut row = rows.into_iter().find(|row| is_it(&row.name));
    let calls = path.segments.iter_mut().filter_map(|segment| match segment {
        PathSegment::Call { arguments, .. } => Some(arguments),
        PathSegment::Literal(_) | PathSegment::Key { .. } => None,
    });
    for argument in calls.flatten().filter(|it| it.fixed.is_none() && is_it(&it.name)) {
        if let Some(written) = &written {
            let quoted = match written.value {
                Primitive::String => true,
                number if number.is_number() || number == Primitive::Boolean => false,
                _ => quoted_in_name.is_some_and(|it| it.quoted),
            };
            let is_same =
                row.is_none() && (argument.ty, argument.quoted) == (written.value, quoted);
            if is_same {
                fix.needless(written.span);
            }
            (argument.ty, argument.quoted) = (written.value, quoted);
        }
        if let Some(row) = &mut row {
            fix.parameter(row, it, ty.filter(|_| written.is_some()));
            if let Some(called) = called {
                row.name.clone_from(&called.value);
            }
        }
        fix.set(&mut argument.name, called);
    }
    shorter
}

/// Adds an argument to a function's call. Returned is the call without it, where it may be left out.
pub(super) fn add(
    fix: &mut Fix<'_>,
    model: &Model,
    operation: &mut Operation,
    it: &ParameterCorrection,
    ty: Option<&Spanned<TypeRef>>,
) -> Option<Operation> {
    let written = match ty {
        Some(ty) => written(fix, model, ty)?,
        None => Primitive::String,
    };
    let shorter = it.required.as_ref().filter(|it| !it.value).map(|_| operation.clone());
    if let Some(PathSegment::Call { arguments, .. }) = operation.path.segments.last_mut() {
        arguments.push(Argument {
            name: it.called.as_ref().unwrap_or(&it.name).value.clone(),
            quoted: written == Primitive::String,
            prefix: String::new(),
            fixed: None,
            ty: written,
        });
    }
    shorter
}

/// What a value of a type is in a path; one that can't be written there is told.
fn written(fix: &mut Fix<'_>, model: &Model, ty: &Spanned<TypeRef>) -> Option<Primitive> {
    match (ty.value.item, ty.value.collection) {
        (ItemType::Primitive(primitive), false) => Some(primitive),
        (ItemType::Named(id), false) if matches!(model.ty(id), Type::Enum(_)) => {
            Some(Primitive::String)
        }
        _ => {
            let wrong = "an argument in a path is of a primitive type or an enum".to_owned();
            fix.refuse(wrong, "write one, such as `Edm.String`", ty.span);
            None
        }
    }
}
