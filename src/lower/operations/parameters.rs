//! Rows of parameter tables as parameters of the model.

use super::cx::{Group, OperationCx};
use crate::edm::Primitive;
use crate::facts::{PageFacts, ParameterClaim, RequestLine};
use crate::model::{Docs, ItemType, Parameter, Path, PathSegment, TypeRef};
use crate::naming::resolve;

/// One parameter a row; one without a type is text.
pub(super) fn parameters(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    claims: &[ParameterClaim],
) -> Vec<Parameter> {
    let text = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let parameter = |claim: &ParameterClaim| Parameter {
        name: claim.name.value.clone(),
        ty: claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty)).unwrap_or(text),
        required: claim.required,
        inferred: false,
        docs: cx.cx.docs(claim.description.as_ref().map(|it| it.text.as_str()), claim.name.span),
    };
    claims.iter().map(parameter).collect()
}

/// The one primitive type that a row names.
pub(super) fn documented(row: &ParameterClaim) -> Option<Primitive> {
    row.ty.as_ref()?.mentions.first()?.primitive
}

/// Whether a path's calls have an argument of the name: some pages list those among the path's parameters.
pub(super) fn is_argument(path: &Path, name: &str) -> bool {
    path.segments.iter().any(|segment| match segment {
        PathSegment::Call { arguments, .. } => {
            arguments.iter().any(|it| it.name.eq_ignore_ascii_case(name))
        }
        PathSegment::Literal(_) | PathSegment::Key { .. } => false,
    })
}

/// The query parameters that lines write out with a placeholder: those of every line, in the order of the
/// first, and those that may be left out, since only some have them or brackets stand around them. Documented where the
/// page's table has them; the protocol's own options are not among them.
pub(super) fn of_lines(
    group: &Group<'_>,
    documented: &[Parameter],
) -> (Vec<Parameter>, Vec<Parameter>) {
    let lines: Vec<Vec<String>> = group.lines.iter().map(|line| placed(line)).collect();
    let has = |names: &[String], name: &str| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    let is_left_out = |line: &RequestLine| line.target.value.contains("[?");
    let is_of_all = |name: &String| {
        let mut lines = lines.iter().zip(&group.lines);
        lines.all(|(names, line)| has(names, name) && !is_left_out(line))
    };
    let mut names: Vec<String> = Vec::new();
    for name in lines.iter().flatten() {
        if !has(&names, name) {
            names.push(name.clone());
        }
    }
    let (of_all, of_some): (Vec<String>, Vec<String>) = names.into_iter().partition(is_of_all);
    let parameter = |name: String| {
        let known = documented.iter().find(|it| it.name.eq_ignore_ascii_case(&name)).cloned();
        known.unwrap_or_else(|| Parameter {
            name,
            ty: TypeRef { item: ItemType::Primitive(Primitive::String), collection: false },
            required: None,
            inferred: false,
            docs: Docs::default(),
        })
    };
    (of_all.into_iter().map(parameter).collect(), of_some.into_iter().map(parameter).collect())
}

/// Adds parameters whose names are not there yet.
pub(super) fn unite(own: &mut Vec<Parameter>, others: impl IntoIterator<Item = Parameter>) {
    for parameter in others {
        if !own.iter().any(|it| it.name.eq_ignore_ascii_case(&parameter.name)) {
            own.push(parameter);
        }
    }
}

/// The names in a line's query whose values are placeholders.
fn placed(line: &RequestLine) -> Vec<String> {
    let query = line.template.query.as_ref().map_or("", |it| it.value.as_str());
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let is_placed = |(name, value): &(&str, &str)| {
        let is_own = !name.starts_with(['$', '@']) && !name.starts_with("%24") && !name.is_empty();
        let is_placeholder =
            |open: char, close: char| value.starts_with(open) && value.ends_with(close);
        is_own && (is_placeholder('{', '}') || is_placeholder('<', '>'))
    };
    pairs.filter(is_placed).map(|(name, _)| name.trim().to_owned()).collect()
}
