//! `dead-anchor`: a link leads to a heading that its page does not have.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{Link, PageFacts};
use crate::rules::cx::RuleCx;
use crate::source::FileId;
use crate::spelling::{Guesses, lower};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static DEAD_ANCHOR: Rule = Rule {
    name: "dead-anchor",
    level: Level::Warn,
    summary: "a link leads to a heading that its page does not have",
    explanation: include_str!("dead_anchor.md"),
};

/// Looks at every link with an anchor whose page is there.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let RuleCx { sources, facts, .. } = *cx;
    let pages: BTreeMap<String, &PageFacts> = facts
        .pages
        .iter()
        .filter(|page| page.section.is_none())
        .map(|page| (sources.file(page.file).path.to_lowercase(), page))
        .collect();
    let guesses = Guesses::default();
    let mut anchors: BTreeMap<FileId, BTreeSet<String>> = BTreeMap::new();
    for link in facts.pages.iter().flat_map(|page| &page.links) {
        let Some(target) = &link.target else { continue };
        let Some(anchor) = target.anchor.as_deref().filter(|it| is_heading(it)) else { continue };
        let Some(page) = pages.get(&lower(&target.path)) else { continue };
        let known = anchors.entry(page.file).or_insert_with(|| {
            page.anchors.iter().map(|known| known.to_ascii_lowercase()).collect()
        });
        if !known.contains(&anchor.to_ascii_lowercase()) {
            diagnostics.report(report(link, page, anchor, &guesses));
        }
    }
}

/// Anchors with a slash choose a tab.
fn is_heading(anchor: &str) -> bool {
    !anchor.is_empty() && !anchor.contains('/')
}

fn report(link: &Link, page: &PageFacts, anchor: &str, guesses: &Guesses) -> Diagnostic {
    let headline = format!("the page has no heading `#{anchor}`");
    let near = guesses.meant(anchor, page.anchors.iter().map(String::as_str));
    Diagnostic::new(&DEAD_ANCHOR, link.written.span, headline)
        .did_you_mean(near.map(|near| format!("#{near}")))
}
