//! Functions that request lines call without the arguments that their page documents.

use super::answers::{Reached, of_type};
use super::cx::{OperationCx, PageClaim};
use super::parameters::documented;
use super::shapes::is_named_in_title;
use crate::edm::Primitive;
use crate::facts::{ParameterClaim, RequestLine};
use crate::http::{self, Method, SegmentKind};
use crate::model::{Argument, Path, PathSegment};

/// Gives a function at a path's end its arguments: the parameters of the page's tables that its line has
/// no place for, in their order. A line that gives some, or has a query, says how it is called; empty brackets say only
/// that it is.
pub(super) fn complete(
    cx: &OperationCx<'_>,
    claim: PageClaim<'_>,
    line: &RequestLine,
    path: &mut Path,
) {
    let is_read = line.method.value == Method::Get && line.template.query.is_none();
    let (name, is_in_brackets) = match path.segments.last() {
        Some(PathSegment::Literal(name)) => (name.clone(), false),
        Some(PathSegment::Call { name, arguments, suffix })
            if arguments.is_empty() && suffix.is_empty() =>
        {
            (name.clone(), true)
        }
        _ => return,
    };
    let called = called(claim, &name);
    let is_function = is_in_brackets
        || (is_named_in_title(cx.cx, claim.page, &name)
            && (!called.is_empty() || !is_property(cx, claim, path, &name)));
    if !is_read || !is_function {
        return;
    }
    let rows = claim.facts.path_parameters.iter().chain(&claim.facts.function_parameters);
    let (shown, others): (Vec<&ParameterClaim>, Vec<&ParameterClaim>) =
        rows.partition(|row| called.iter().any(|it| it.name.eq_ignore_ascii_case(&row.name.value)));
    let placed = placed(line, &others);
    let is_given = |row: &&ParameterClaim| {
        let is_needed = !is_in_brackets || row.required != Some(false);
        is_needed && !placed.iter().any(|it| std::ptr::eq(*it, *row))
    };
    let given = shown.into_iter().chain(others.into_iter().filter(is_given));
    let mut arguments: Vec<&ParameterClaim> = given.collect();
    arguments.sort_by_key(|row| row.name.span);
    let arguments: Vec<Argument> = arguments.into_iter().map(argument).collect();
    if !arguments.is_empty() {
        path.segments.pop();
        path.segments.push(PathSegment::Call { name, arguments, suffix: String::new() });
    }
}

/// The arguments with which the page's examples call a function of a name.
fn called<'f>(claim: PageClaim<'f>, wanted: &str) -> Vec<&'f http::Argument> {
    let requests = claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    let calls = requests.flat_map(|it| &it.template.segments).filter_map(|it| match &it.kind {
        SegmentKind::Call { name, arguments, .. } if name.eq_ignore_ascii_case(wanted) => {
            Some(arguments)
        }
        _ => None,
    });
    calls.flatten().collect()
}

/// Whether the end of a path is a documented member of what stands before it, or of the type that the
/// title names before its colon.
fn is_property(cx: &OperationCx<'_>, claim: PageClaim<'_>, path: &Path, name: &str) -> bool {
    let title = claim.page.title.as_ref().and_then(|it| it.value.split_once(':'));
    let namespace = cx.cx.namespace(claim.page);
    let owner =
        title.and_then(|(owner, _)| cx.declared.by_written_name(cx.cx, owner.trim(), namespace));
    owner.is_some_and(|id| of_type(cx, id, name).is_some())
        || Reached::of([]).step(cx, path).is_some()
}

/// The rows that a line has places for: `{site-id}` is the place of `siteId`, and so is `{id}`, which does not say of
/// what, unless it is another row's.
fn placed<'r>(line: &RequestLine, rows: &[&'r ParameterClaim]) -> Vec<&'r ParameterClaim> {
    let is_same = |place: &[String], row: &[String]| place.concat() == row.concat();
    let is_part = |place: &[String], row: &[String]| row.ends_with(place) || place.ends_with(row);
    let mut places = places(line);
    let mut placed: Vec<&ParameterClaim> = Vec::new();
    for fits in [&is_same as &dyn Fn(&[String], &[String]) -> bool, &is_part] {
        for row in rows {
            let name = words(&row.name.value);
            let at = places.iter().position(|names| names.iter().any(|it| fits(it, &name)));
            if !placed.iter().any(|it| std::ptr::eq(*it, *row))
                && let Some(at) = at
            {
                places.remove(at);
                placed.push(row);
            }
        }
    }
    placed
}

/// The words of the names that a line has for each of its places.
fn places(line: &RequestLine) -> Vec<Vec<Vec<String>>> {
    let of_place = |names: &[&str]| names.iter().map(|it| words(it)).collect::<Vec<_>>();
    let segments = line.template.segments.iter();
    let places = segments.flat_map(|segment| match &segment.kind {
        SegmentKind::Key { name, .. } => {
            let names: Vec<&str> = name.split('|').flat_map(|it| it.split(" or ")).collect();
            vec![of_place(&names)]
        }
        SegmentKind::Call { arguments, .. } => {
            arguments.iter().map(|it| of_place(&[&it.name, &it.value])).collect()
        }
        SegmentKind::Literal | SegmentKind::Elision => Vec::new(),
    });
    let places = places.map(|names| names.into_iter().filter(|it| !it.is_empty()).collect());
    places.collect()
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if c.is_alphanumeric() && is_inside && !c.is_uppercase() => word.push(c),
            _ if c.is_alphanumeric() => words.push(c.to_lowercase().collect()),
            _ => {}
        }
        is_inside = c.is_alphanumeric();
    }
    words
}

fn argument(row: &ParameterClaim) -> Argument {
    let ty = documented(row).unwrap_or(Primitive::String);
    Argument {
        name: row.name.value.clone(),
        quoted: ty == Primitive::String && !row.ty.as_ref().is_some_and(|it| it.collection),
        prefix: String::new(),
        fixed: None,
        ty,
    }
}
