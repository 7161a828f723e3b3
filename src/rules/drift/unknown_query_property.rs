//! `unknown-query-property`: an example selects, filters, expands or orders by what the answer's type does not have.

use super::pages::answered;
use super::query_names::{Named, named};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{ItemType, Property, TypeId};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::spelling::Guesses;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static UNKNOWN_QUERY_PROPERTY: Rule = Rule {
    name: "unknown-query-property",
    level: Level::Warn,
    summary: "an example asks by name for what the answer's type does not have",
    explanation: include_str!("unknown_query_property.md"),
};

/// Looks at the query of every example request.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let names = Names::of(cx);
    let guesses = Guesses::default();
    let knows_odata = cx.dialect.service.protocol.knows_odata();
    for operation in &cx.model.operations {
        let Some(answered) = answered(operation) else { continue };
        for request in operation.examples.iter().filter_map(|it| it.request.as_ref()) {
            // What others call `filter` has a grammar of its own.
            let is_known = |option: &str| knows_odata || option.starts_with('$');
            for (option, value) in request.query.iter().filter(|(it, _)| is_known(it)) {
                for path in named(option, value) {
                    let Some((ty, name)) = names.unknown(answered, &path) else { continue };
                    let span = place(cx, request.span, option, name);
                    let known = cx.model.properties(ty).map(|it| it.name.as_str());
                    let near = guesses.meant(name, known);
                    diagnostics.report(report(cx, (option, ty, name), span, near));
                }
            }
        }
    }
}

/// Where a name stands in a URL, behind its option; the whole URL where it is written otherwise.
fn place(cx: &RuleCx<'_>, url: Span, option: &str, name: &str) -> Span {
    let text = cx.sources.text(url);
    let bare = option.trim_start_matches('$');
    let start = text.find('?').and_then(|at| Some(at + text[at..].find(bare)? + bare.len()));
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let found = start.and_then(|start| {
        let mut all = text[start..].match_indices(name).map(|(at, _)| start + at);
        all.find(|&at| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            !before.ends_with(is_name) && !after.starts_with(is_name)
        })
    });
    found.map_or(url, |at| url.part(at..at + name.len()))
}

fn report(
    cx: &RuleCx<'_>,
    (option, ty, name): (&str, TypeId, &str),
    span: Span,
    near: Option<&str>,
) -> Diagnostic {
    let ty_name = &cx.model.ty(ty).name().name;
    let headline = format!("`{ty_name}` has no property `{name}`");
    let option = format!("${}", option.trim_start_matches('$'));
    let finding = Diagnostic::new(&UNKNOWN_QUERY_PROPERTY, span, headline)
        .label(format!("asked for with `{option}`"));
    let place = cx.structured(ty).and_then(|it| it.docs.span);
    let finding = match place {
        Some(place) => finding.because(place, "the type"),
        None => finding,
    };
    finding.did_you_mean(near)
}

/// The properties that a type and those derived from it have.
struct Names<'a> {
    cx: &'a RuleCx<'a>,
    of_derived: BTreeMap<TypeId, BTreeSet<String>>,
}

impl<'a> Names<'a> {
    fn of(cx: &'a RuleCx<'a>) -> Self {
        let mut of_derived: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
        let base_of = |id: &TypeId| cx.structured(*id).and_then(|ty| ty.base);
        for id in (0..cx.model.types.len()).map(TypeId) {
            let Some(ty) = cx.structured(id) else { continue };
            for base in std::iter::successors(ty.base, base_of) {
                let names = ty.properties.iter().map(|it| it.name.to_ascii_lowercase());
                of_derived.entry(base).or_default().extend(names);
            }
        }
        Self { cx, of_derived }
    }

    /// The first name of a path that the type before it does not have.
    fn unknown<'n>(&self, from: TypeId, path: &'n Named) -> Option<(TypeId, &'n str)> {
        let mut id = from;
        for name in &path.segments {
            let ty = self.cx.structured(id)?;
            let is_open = ty.open || self.cx.model.bases(ty).any(|it| it.open);
            // What is added to an open type has the name of its owner before its own.
            let says_little = ty.inferred || ty.properties.is_empty();
            if is_open && name.contains('_') || says_little {
                return None;
            }
            let Some(property) = self.cx.model.property(id, name) else {
                let derived = self.of_derived.get(&id);
                let is_derived = derived.is_some_and(|it| it.contains(&name.to_ascii_lowercase()));
                return (!is_derived).then_some((id, name.as_str()));
            };
            id = held(property)?;
        }
        None
    }
}

/// The type whose values a property holds.
fn held(property: &Property) -> Option<TypeId> {
    match property.ty.item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}
