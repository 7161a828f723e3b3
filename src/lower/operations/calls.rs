//! Functions that request lines call without the arguments that their page documents, or with ones that may be left out.

use super::answers::Reached;
use super::cx::{OperationCx, PageClaim};
use super::parameters::documented;
use super::shapes::is_named_in_title;
use crate::edm::Primitive;
use crate::facts::{ParameterClaim, RequestExample, RequestLine};
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
    if !is_read || is_called_elsewhere(claim, line) {
        return;
    }
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
    if !is_function {
        return;
    }
    let rows = claim.facts.path_parameters.iter().chain(&claim.facts.function_parameters);
    let (shown, others): (Vec<&ParameterClaim>, Vec<&ParameterClaim>) =
        rows.partition(|row| called.iter().any(|it| it.name.eq_ignore_ascii_case(&row.name.value)));
    let placed = placed(line, &others);
    let is_given = |row: &&ParameterClaim| !placed.iter().any(|it| std::ptr::eq(*it, *row));
    let given = shown.into_iter().chain(others.into_iter().filter(is_given));
    let mut arguments: Vec<&ParameterClaim> = given.collect();
    arguments.sort_by_key(|row| row.name.span);
    let arguments: Vec<Argument> = arguments.into_iter().map(argument).collect();
    if !arguments.is_empty() {
        path.segments.pop();
        path.segments.push(PathSegment::Call { name, arguments, suffix: String::new() });
    }
}

/// A function's path without the arguments that the page says are optional, where the line gives none or an example
/// leaves them out.
pub(super) fn shorter(claim: PageClaim<'_>, line: &RequestLine, path: &Path) -> Option<Path> {
    let (last, before) = path.segments.split_last()?;
    let PathSegment::Call { name, arguments, suffix } = last else { return None };
    let rows = || claim.facts.path_parameters.iter().chain(&claim.facts.function_parameters);
    let is_needed = |argument: &&Argument| {
        let mut rows = rows().filter(|row| row.name.value.eq_ignore_ascii_case(&argument.name));
        !rows.any(|row| row.required == Some(false))
    };
    let needed: Vec<Argument> = arguments.iter().filter(is_needed).cloned().collect();
    if needed.len() == arguments.len() || !suffix.is_empty() {
        return None;
    }
    let own = line.template.segments.last().filter(|end| is_called_with(end, name, &[]));
    let mut shown = requests(claim).filter_map(|it| it.template.segments.last());
    let end = own.or_else(|| shown.find(|end| is_called_with(end, name, &needed)))?;
    let last = match end.kind {
        SegmentKind::Literal if needed.is_empty() => PathSegment::Literal(name.clone()),
        _ => PathSegment::Call { name: name.clone(), arguments: needed, suffix: String::new() },
    };
    Some(Path { segments: before.iter().cloned().chain([last]).collect() })
}

/// Whether a segment calls a function with just these arguments; one without brackets calls it with none.
fn is_called_with(segment: &http::Segment, function: &str, wanted: &[Argument]) -> bool {
    match &segment.kind {
        SegmentKind::Literal => wanted.is_empty() && segment.text.eq_ignore_ascii_case(function),
        SegmentKind::Call { name, arguments, suffix } => {
            let is_wanted = |it: &http::Argument| {
                wanted.iter().any(|one| one.name.eq_ignore_ascii_case(&it.name))
            };
            name.eq_ignore_ascii_case(function)
                && suffix.is_empty()
                && arguments.len() == wanted.len()
                && arguments.iter().all(is_wanted)
        }
        SegmentKind::Key { .. } | SegmentKind::Elision => false,
    }
}

/// Whether another line of the page calls with arguments what this one, the same up to its end, does not.
fn is_called_elsewhere(claim: PageClaim<'_>, line: &RequestLine) -> bool {
    let Some((own, before)) = line.template.segments.split_last() else { return false };
    let own = match &own.kind {
        SegmentKind::Call { name, .. } => name,
        _ => &own.text,
    };
    let texts = |it: &[http::Segment]| it.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    let is_call = |end: &http::Segment| match &end.kind {
        SegmentKind::Call { name, arguments, .. } => name == own && !arguments.is_empty(),
        _ => false,
    };
    let mut others = claim.facts.lines.iter().filter_map(|it| it.template.segments.split_last());
    others.any(|(end, others)| is_call(end) && texts(others) == texts(before))
}

/// The requests of the page's examples.
fn requests<'f>(claim: PageClaim<'f>) -> impl Iterator<Item = &'f RequestExample> {
    claim.facts.examples.iter().filter_map(|it| it.request.as_ref())
}

/// The arguments with which the page's examples call a function of a name.
fn called<'f>(claim: PageClaim<'f>, wanted: &str) -> Vec<&'f http::Argument> {
    let segments = requests(claim).flat_map(|it| &it.template.segments);
    let calls = segments.filter_map(|it| match &it.kind {
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
    owner.is_some_and(|id| cx.model.property(id, name).is_some())
        || Reached::of(&[]).step(cx, path).is_some()
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
