//! `segment-case`: a request line spells a path word in another case than other places do.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{Facts, PageFacts, PropertyClaim, Source};
use crate::http::{Segment, SegmentKind};
use crate::model::{ItemType, TypeId};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::spelling::{by_lower, lower};
use std::collections::{BTreeMap, BTreeSet};

/// So many lines to one are a habit against a slip.
const MOST_TO_FEW: usize = 3;

pub(super) static SEGMENT_CASE: Rule = Rule {
    name: "segment-case",
    level: Level::Warn,
    summary: "a request line spells a path word in another case than other places do",
    explanation: include_str!("segment_case.md"),
};

/// Compares the path words of all request lines with each other and with the names of relationships,
/// which paths are made of.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut words: BTreeMap<String, Word<'_>> = BTreeMap::new();
    for (word, span, _) in path_words(cx.facts) {
        words.entry(lower(word)).or_default().lines.entry(word).or_default().push(span);
    }
    let types = cx.facts.pages.iter().flat_map(|page| page.types.iter().map(move |ty| (page, ty)));
    for (page, ty) in types {
        for claim in &ty.properties {
            let name = claim.name.value.as_str();
            let Some(word) = by_lower(name, |name| words.get_mut(name)) else { continue };
            let is_new = !word.rows.contains_key(name) && leads_on(cx, page, claim);
            if is_new {
                word.rows.insert(name, claim.name.span);
            }
        }
    }
    words.retain(|_, word| word.lines.len() > 1 || word.rows.len() == 1);
    let strange: BTreeSet<&str> = words
        .iter()
        .filter(|(_, word)| word.rows.keys().any(|name| !word.lines.contains_key(name)))
        .map(|(lower, _)| lower.as_str())
        .collect();
    let before = if strange.is_empty() { Before::default() } else { before(cx, &strange) };
    for (lower, word) in &words {
        let leads_to = |name: &str| before.get(lower).is_some_and(|it| it.lead_to(cx, name));
        let Some((usual, place)) = word.usual(leads_to) else { continue };
        for (spelling, lines) in word.lines.iter().filter(|(spelling, _)| **spelling != usual) {
            for span in lines {
                diagnostics.report(report(*span, spelling, (usual, place)));
            }
        }
    }
}

/// Whether a row's property is one that paths go on with.
fn leads_on(cx: &RuleCx<'_>, page: &PageFacts, claim: &PropertyClaim) -> bool {
    let ty = claim.ty.as_ref().and_then(|text| cx.resolve(page, text));
    let is_structured = |item| matches!(item, ItemType::Named(id) if cx.structured(id).is_some());
    claim.source == Source::RelationshipTable || ty.is_some_and(|ty| is_structured(ty.item))
}

/// A word of paths, whatever its case.
#[derive(Default)]
struct Word<'f> {
    /// Its spellings in request lines.
    lines: BTreeMap<&'f str, Vec<Span>>,
    /// Its spellings as a property that paths go on with, and the first such row.
    rows: BTreeMap<&'f str, Span>,
}

impl<'f> Word<'f> {
    /// The spelling that counts, if one does, and a place that has it. Capitals get lost inside compound words
    /// and are not invented there: of those that lines have, one with such counts where a row has it as well,
    /// else the one of most lines by far. One that no line has counts only where a row of what the path leads
    /// to has it.
    fn usual(&self, leads_to: impl FnOnce(&str) -> bool) -> Option<(&'f str, Span)> {
        let spellings: BTreeSet<&'f str> =
            self.lines.keys().chain(self.rows.keys()).copied().collect();
        if spellings.len() < 2 {
            return None;
        }
        let first_line = |name: &str| self.lines.get(name)?.first().copied();
        let inner = |name: &str| {
            name.starts_with(char::is_lowercase) && name.chars().skip(1).any(char::is_uppercase)
        };
        if self.rows.len() == 1
            && let Some((name, row)) = self.rows.first_key_value()
            && inner(name)
        {
            let is_usual = self.lines.contains_key(name) || leads_to(name);
            return is_usual.then_some((*name, *row));
        }
        let count = |name: &str| self.lines.get(name).map_or(0, Vec::len);
        let best = self.lines.keys().copied().max_by_key(|name| (count(name), inner(name)))?;
        let others = self.lines.keys().copied().filter(|name| *name != best);
        let is_clear = others.clone().count() > 0
            && others.into_iter().all(|other| {
                (inner(best) && !inner(other)) || count(other) * MOST_TO_FEW <= count(best)
            });
        let is_lower = best.starts_with(char::is_lowercase);
        Some((best, first_line(best)?)).filter(|_| is_clear && is_lower)
    }
}

/// By words in lower case, the types that the words before them lead to, each word by itself.
type Before = BTreeMap<String, Leading>;

/// The types that each of some words leads to.
#[derive(Default)]
struct Leading(Vec<BTreeSet<TypeId>>);

impl Leading {
    /// Whether each leads to a type that has a property of this name.
    fn lead_to(&self, cx: &RuleCx<'_>, name: &str) -> bool {
        let has = |id: &TypeId| cx.model.properties(*id).any(|it| it.name == name);
        self.0.iter().all(|types| types.iter().any(has))
    }
}

/// Where the words before these lead.
fn before(cx: &RuleCx<'_>, words: &BTreeSet<&str>) -> Before {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (word, _, before) in path_words(cx.facts) {
        let word = word.to_lowercase();
        if words.contains(word.as_str()) {
            found.entry(word).or_default().insert(before.unwrap_or_default().to_lowercase());
        }
    }
    let mut owners: BTreeMap<String, BTreeSet<TypeId>> = BTreeMap::new();
    for id in (0..cx.model.types.len()).map(TypeId) {
        for property in cx.structured(id).iter().flat_map(|ty| &ty.properties) {
            if let ItemType::Named(led_to) = property.ty.item {
                owners.entry(property.name.to_lowercase()).or_default().insert(led_to);
            }
        }
    }
    let leading = |before: BTreeSet<String>| {
        Leading(before.iter().map(|it| owners.get(it).cloned().unwrap_or_default()).collect())
    };
    found.into_iter().map(|(word, before)| (word, leading(before))).collect()
}

/// The words of all request lines, each with the word before it.
fn path_words(facts: &Facts) -> impl Iterator<Item = (&str, Span, Option<&str>)> {
    let operations = facts.pages.iter().filter_map(|page| page.operation.as_ref());
    operations.flat_map(|operation| &operation.lines).flat_map(|line| {
        let mut before = None;
        line.template.segments.iter().filter_map(move |segment| {
            let (word, span) = word(segment)?;
            Some((word, span, before.replace(word)))
        })
    })
}

/// A segment's word, unless it stands for one.
fn word(segment: &Segment) -> Option<(&str, Span)> {
    match &segment.kind {
        SegmentKind::Literal => Some((segment.text.as_str(), segment.span)),
        SegmentKind::Call { name, .. } => Some((name.as_str(), segment.span.part(0..name.len()))),
        SegmentKind::Key { .. } | SegmentKind::Elision => None,
    }
}

fn report(span: Span, spelling: &str, (usual, place): (&str, Span)) -> Diagnostic {
    let headline = format!("`{spelling}` is spelt `{usual}` elsewhere");
    Diagnostic::new(&SEGMENT_CASE, span, headline)
        .because(place, "as here")
        .edit(span, usual)
        .once()
}
