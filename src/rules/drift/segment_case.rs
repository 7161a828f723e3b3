//! `segment-case`: a request line spells a path word in another case than other places do.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::Facts;
use crate::http::{Segment, SegmentKind};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) static SEGMENT_CASE: Rule = Rule {
    name: "segment-case",
    level: Level::Warn,
    summary: "a request line spells a path word in another case than other places do",
    explanation: include_str!("segment_case.md"),
};

/// Compares the path words of all request lines with each other and with the names of properties,
/// which paths are made of.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let facts = cx.facts;
    let mut uses: BTreeMap<String, BTreeMap<&str, Uses>> = BTreeMap::new();
    for (word, span) in words(facts) {
        let spelling = uses.entry(word.to_lowercase()).or_default().entry(word).or_default();
        spelling.count += 1;
        spelling.lines.push(span);
    }
    for name in property_names(facts) {
        if let Some(spellings) = uses.get_mut(&name.to_lowercase()) {
            spellings.entry(name).or_default().count += 1;
        }
    }
    for spellings in uses.values().filter(|it| it.len() > 1) {
        let Some(usual) = usual(spellings) else { continue };
        for (spelling, uses) in spellings.iter().filter(|(spelling, _)| **spelling != usual) {
            for span in &uses.lines {
                diagnostics.report(report(*span, spelling, usual));
            }
        }
    }
}

/// How often a spelling is used, and in which request lines.
#[derive(Default)]
struct Uses {
    count: usize,
    lines: Vec<Span>,
}

/// The spelling that counts, if one does: capitals get lost inside compound words and are not
/// invented there, so a spelling with some beats one without; among those the most used one.
fn usual<'f>(spellings: &BTreeMap<&'f str, Uses>) -> Option<&'f str> {
    let rank = |spelling: &str, uses: &Uses| {
        let has_inner = spelling.chars().skip(1).any(char::is_uppercase);
        (spelling.starts_with(char::is_lowercase), has_inner, uses.count)
    };
    let best = spellings.iter().map(|(spelling, uses)| rank(spelling, uses)).max()?;
    let mut all = spellings.iter().filter(|(spelling, uses)| rank(spelling, uses) == best);
    let (spelling, _) = all.next()?;
    all.next().is_none().then_some(*spelling)
}

fn words(facts: &Facts) -> impl Iterator<Item = (&str, Span)> {
    let operations = facts.pages.iter().filter_map(|page| page.operation.as_ref());
    let segments =
        operations.flat_map(|operation| &operation.lines).flat_map(|line| &line.template.segments);
    segments.filter_map(|segment: &Segment| match &segment.kind {
        SegmentKind::Literal => Some((segment.text.as_str(), segment.span)),
        SegmentKind::Call { name, .. } => Some((name.as_str(), segment.span.part(0..name.len()))),
        SegmentKind::Key { .. } | SegmentKind::Elision => None,
    })
}

fn property_names(facts: &Facts) -> impl Iterator<Item = &str> {
    let types = facts.pages.iter().flat_map(|page| &page.types);
    types.flat_map(|ty| &ty.properties).map(|claim| claim.name.value.as_str())
}

fn report(span: Span, spelling: &str, usual: &str) -> Diagnostic {
    let headline = format!("`{spelling}` is spelt `{usual}` elsewhere");
    Diagnostic::new(&SEGMENT_CASE, span, headline)
}
