//! Rows of parameter tables as parameters of the model.

use super::cx::{Group, OperationCx};
use crate::edm::{Primitive, PropertyTerms};
use crate::facts::{PageFacts, ParameterClaim, PropertyNotes, RequestLine};
use crate::lower::said;
use crate::model::{Docs, ItemType, Parameter, Path, PathSegment, TypeRef};
use crate::naming::resolve;
use std::collections::BTreeSet;

/// One parameter a row; one without a type is text.
pub(super) fn parameters(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    claims: &[ParameterClaim],
) -> Vec<Parameter> {
    let text = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let parameter = |claim: &ParameterClaim| {
        let ty = claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty));
        let ty = ty.unwrap_or(text);
        Parameter {
            name: claim.name.value.clone(),
            ty,
            required: claim.required,
            terms: terms(&claim.notes, ty),
            inferred: false,
            docs: cx
                .cx
                .docs(claim.description.as_ref().map(|it| it.text.as_str()), claim.name.span),
        }
    };
    claims.iter().map(parameter).collect()
}

/// What is said of the values of a parameter: what is asked of properties in queries is none of it.
pub(super) fn terms(notes: &PropertyNotes, ty: TypeRef) -> PropertyTerms {
    let said = said::terms(std::iter::once(notes), ty);
    PropertyTerms { query_options: Vec::new(), returned: None, ..said }
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
/// first, and those that may be left out, since only some have them or brackets stand around them, or where operations are
/// sections their rows say so. There a value in the place of a placeholder shows a parameter as well, one that may be left out.
/// Documented where the page's table has them; the protocol's own options are not among them.
pub(super) fn of_lines(
    group: &Group<'_>,
    documented: &[Parameter],
) -> (Vec<Parameter>, Vec<Parameter>) {
    let is_section = group.claim.page.section.is_some();
    let lines: Vec<Vec<Shown<'_>>> = group.lines.iter().map(|it| shown(it, is_section)).collect();
    let row = |name: &str| documented.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    let is_optional =
        |name: &str| is_section && row(name).is_some_and(|it| it.required == Some(false));
    let is_left_out = |line: &RequestLine| line.target.value.contains("[?");
    let is_of_all = |it: &Shown<'_>| {
        let has =
            |line: &[Shown<'_>]| line.iter().any(|other| other.is_placed && other.is(it.name));
        let mut lines = lines.iter().zip(&group.lines);
        !is_optional(it.name) && lines.all(|(line, of)| has(line) && !is_left_out(of))
    };
    let mut all: Vec<Shown<'_>> = Vec::new();
    for it in lines.iter().flatten() {
        if !all.iter().any(|other| other.is(it.name)) {
            all.push(it.clone());
        }
    }
    let (of_all, of_some): (Vec<Shown<'_>>, Vec<Shown<'_>>) = all.into_iter().partition(is_of_all);
    let parameter = |it: Shown<'_>| {
        let known = row(it.name).cloned();
        known.unwrap_or_else(|| Parameter {
            name: it.name.to_owned(),
            ty: TypeRef { item: ItemType::Primitive(Primitive::String), collection: false },
            required: None,
            terms: PropertyTerms { values: it.values, ..PropertyTerms::default() },
            inferred: false,
            docs: Docs::default(),
        })
    };
    (of_all.into_iter().map(parameter).collect(), of_some.into_iter().map(parameter).collect())
}

/// Adds parameters whose names are not there yet.
pub(super) fn unite(own: &mut Vec<Parameter>, others: impl IntoIterator<Item = Parameter>) {
    let name = |it: &Parameter| it.name.to_ascii_lowercase();
    let mut known: BTreeSet<String> = own.iter().map(name).collect();
    own.extend(others.into_iter().filter(|it| known.insert(name(it))));
}

/// A name in the query of a line.
#[derive(Clone)]
struct Shown<'l> {
    name: &'l str,
    /// A placeholder stands for its value.
    is_placed: bool,
    /// The values between which there is a choice: `wide=true|false`.
    values: Vec<String>,
}

impl Shown<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The names in a line's query: those with placeholders, of a section those with values as well.
fn shown(line: &RequestLine, is_section: bool) -> Vec<Shown<'_>> {
    let query = line.template.query.as_ref().map_or("", |it| it.value.as_str());
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let own = |(name, value): (&'_ str, &str)| {
        let is_own = !name.starts_with(['$', '@']) && !name.starts_with("%24") && !name.is_empty();
        let is_within = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
        let is_bracketed = is_within('{', '}') || is_within('<', '>');
        let choice = value.split('|').filter(|_| value.contains('|') && !is_bracketed);
        let values = choice.filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let is_placed = is_bracketed || is_section && is_word_for_value(value);
        let is_shown = is_placed || is_section && !line.is_command;
        (is_own && is_shown).then_some((is_placed, values))
    };
    let found = pairs.filter_map(|(name, value)| {
        let (is_placed, values) = own((name, value))?;
        Some(Shown { name: name.trim(), is_placed, values })
    });
    found.collect()
}

/// Whether a value is a placeholder as shells and routers write it, `$room`, `:room`, `[room]`, or a word in capitals.
fn is_word_for_value(value: &str) -> bool {
    let is_word = |text: &str| {
        text.starts_with(char::is_alphabetic)
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let bare = value.strip_prefix(['$', ':']);
    let bare = bare.or_else(|| value.strip_prefix('[')?.strip_suffix(']'));
    bare.is_some_and(is_word)
        || value.len() > 2 && value.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}
