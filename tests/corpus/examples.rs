//! Where examples differ from their docs: counted, and each with a finding.

use docwright::model::{Deviation, DeviationKind, Operation};
use docwright::pipeline::Compilation;
use docwright::source::Span;
use std::collections::BTreeSet;

/// Where an operation's examples differ from its docs.
pub(crate) fn deviations(operation: &Operation) -> impl Iterator<Item = &Deviation> {
    operation.examples.iter().flat_map(|example| {
        let request = example.request.iter().flat_map(|it| &it.deviations);
        request.chain(example.response.iter().flat_map(|it| &it.deviations))
    })
}

/// How, in words.
pub(crate) fn kind(deviation: &Deviation) -> &'static str {
    match deviation.kind {
        DeviationKind::Undocumented { .. } => "undocumented member",
        DeviationKind::OfDerived { .. } => "member of a derived type",
        DeviationKind::Additional => "further member of an open type",
        DeviationKind::OtherType { .. } => "value of another type",
        DeviationKind::UndocumentedEnumMember { .. } => "undocumented member of an enum",
        DeviationKind::UnknownType { .. } => "value of an unknown type",
        DeviationKind::Wrapped => "value in a wrapper",
    }
}

/// What follows from a finding elsewhere on its page, requests that people may make and the client can't, and members of
/// enums as a row lists them.
const MOST_UNTOLD: usize = 83;

/// Emitted tests take what differs as given, so there has to be a finding about each.
pub(crate) fn check_told(compilation: &Compilation) {
    let places = compilation.diagnostics.iter().flat_map(|finding| finding.told());
    let told: BTreeSet<Span> = places.map(|(span, _)| span).collect();
    // A name that a row spells in another way than the JSON is told at the row, once.
    let rows =
        compilation.facts.pages.iter().flat_map(|it| &it.types).flat_map(|it| &it.properties);
    let spellings = compilation.diagnostics.iter().filter(|it| it.rule.name == "property-case");
    let spellings: BTreeSet<Span> = spellings.map(|it| it.primary.span).collect();
    let respelt: BTreeSet<&str> = rows
        .filter(|it| spellings.contains(&it.name.span))
        .map(|it| it.name.value.as_str())
        .collect();
    let mut untold = Vec::new();
    for operation in &compilation.model.operations {
        for deviation in deviations(operation) {
            let is_told = told.contains(&deviation.span)
                || matches!(&deviation.kind, DeviationKind::Undocumented { name, .. } if respelt.contains(name.as_str()));
            if deviation.kind.contradicts() && !is_told {
                untold.push(format!("{deviation:?}"));
            }
        }
        for request in operation.examples.iter().filter_map(|example| example.request.as_ref()) {
            if request.misfit.is_some() && !told.contains(&request.span) {
                untold.push(format!("{:?}", request.misfit));
            }
        }
    }
    assert!(untold.len() <= MOST_UNTOLD, "{} without a finding: {untold:#?}", untold.len());
}
