//! Functions that request lines call without the arguments that their page documents.

use super::cx::PageClaim;
use super::parameters::documented;
use super::shapes::is_named_in_title;
use crate::edm::Primitive;
use crate::facts::{ParameterClaim, RequestLine};
use crate::http::{Method, SegmentKind};
use crate::model::{Argument, Path, PathSegment};
use crate::naming::Cx;

/// Gives a function at a path's end its arguments: the parameters of the page's tables that its line has
/// no place for, in their order. A line that ends in a call, or has a query, says how it is called.
pub(super) fn complete(cx: &Cx<'_>, claim: PageClaim<'_>, line: &RequestLine, path: &mut Path) {
    let Some(PathSegment::Literal(name)) = path.segments.last() else { return };
    let is_function = line.method.value == Method::Get
        && line.template.query.is_none()
        && is_named_in_title(cx, claim.page, name);
    if !is_function {
        return;
    }
    let rows = claim.facts.path_parameters.iter().chain(&claim.facts.function_parameters);
    let has_place = |row: &&ParameterClaim| places(line).any(|it| is_same(it, &row.name.value));
    let arguments: Vec<Argument> = rows.filter(|row| !has_place(row)).map(argument).collect();
    if !arguments.is_empty() {
        let (name, suffix) = (name.clone(), String::new());
        path.segments.pop();
        path.segments.push(PathSegment::Call { name, arguments, suffix });
    }
}

/// The names that a line has for its places.
fn places(line: &RequestLine) -> impl Iterator<Item = &str> {
    line.template.segments.iter().flat_map(|segment| match &segment.kind {
        SegmentKind::Key { name, .. } => name.split('|').map(str::trim).collect::<Vec<_>>(),
        SegmentKind::Call { arguments, .. } => {
            arguments.iter().flat_map(|it| [it.name.as_str(), it.value.as_str()]).collect()
        }
        SegmentKind::Literal | SegmentKind::Elision => Vec::new(),
    })
}

/// `site-id` is the place of `siteId`.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

fn argument(row: &ParameterClaim) -> Argument {
    let ty = documented(row).unwrap_or(Primitive::String);
    Argument {
        name: row.name.value.clone(),
        quoted: ty == Primitive::String,
        prefix: String::new(),
        fixed: None,
        ty,
    }
}
