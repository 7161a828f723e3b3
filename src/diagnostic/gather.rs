//! One mistake is told once: what is said at many places becomes one finding that lists them.
//!
//! Done last of all, so that pages pass over, and baselines know, each place by itself.

use super::{Diagnostic, Gathers, Label, Level};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// So many findings are a habit, where they stand on one page of so many.
const HABIT: usize = 100;
const HABIT_PAGES: usize = 3;

/// What findings that are told together have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    rule: &'static str,
    level: Level,
    texts: Vec<String>,
    reasons: Vec<Span>,
}

impl Key {
    /// `None` for a finding that is told by itself.
    fn of(finding: &Diagnostic) -> Option<Self> {
        let (texts, reasons) = match &finding.gathers {
            Gathers::Nothing => return None,
            Gathers::Habit { summary, .. } => (vec![summary.clone()], Vec::new()),
            Gathers::Same => return Some(Self::same(finding)),
        };
        Some(Self { rule: finding.rule.name, level: finding.level, texts, reasons })
    }

    /// What findings have in common that say the same for the same reasons.
    fn same(finding: &Diagnostic) -> Self {
        let words = finding.secondary.iter().map(|label| &label.text);
        let notes = finding.notes.iter().map(|note| &note.text);
        let own = [&finding.headline, &finding.primary.text];
        let texts = own.into_iter().chain(words).chain(notes).cloned().collect();
        let reasons = finding.secondary.iter().map(|label| label.span).collect();
        Self { rule: finding.rule.name, level: finding.level, texts, reasons }
    }
}

/// Makes one of those of a sorted list that are told together, where the first of them stands.
pub(super) fn gather(found: &mut Vec<Diagnostic>, n_pages: usize) {
    let mut together: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, finding) in found.iter().enumerate() {
        if let Some(key) = Key::of(finding) {
            together.entry(key).or_default().push(index);
        }
    }
    // What is no habit may still be told once where it is the same.
    let mut same: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    together.retain(|_, indices| {
        let Some(Gathers::Habit { or_same, .. }) = indices.first().map(|it| &found[*it].gathers)
        else {
            return true;
        };
        let is_kept = is_habit(found, indices, n_pages);
        for index in indices.iter().filter(|_| *or_same && !is_kept) {
            same.entry(Key::same(&found[*index])).or_default().push(*index);
        }
        is_kept
    });
    let mut is_told = vec![true; found.len()];
    let habits = together.values().map(|it| (it, true)).chain(same.values().map(|it| (it, false)));
    for (indices, may_be_habit) in habits.filter(|(it, _)| it.len() > 1) {
        let first = indices[0];
        let summary = match &found[first].gathers {
            Gathers::Habit { summary, .. } if may_be_habit => Some(summary.clone()),
            Gathers::Habit { .. } | Gathers::Same | Gathers::Nothing => None,
        };
        // The same is said at each place of the same mistake.
        let text = |index: usize| summary.as_ref().map(|_| found[index].stable_text());
        let place = |index: &usize| {
            let span = found[*index].primary.span;
            Label { span, text: text(*index).unwrap_or_default() }
        };
        let places: Vec<Label> = indices.iter().map(place).collect();
        for index in &indices[1..] {
            is_told[*index] = false;
            let edits = std::mem::take(&mut found[*index].edits);
            found[first].edits.extend(edits);
        }
        if let Some(summary) = summary {
            summarize(&mut found[first], summary);
        }
        found[first].places = places;
    }
    let mut is_told = is_told.into_iter();
    found.retain(|_| is_told.next().unwrap_or(true));
}

fn is_habit(found: &[Diagnostic], indices: &[usize], n_pages: usize) -> bool {
    let files: BTreeSet<FileId> = indices.iter().map(|it| found[*it].primary.span.file).collect();
    indices.len() >= HABIT && files.len() * HABIT_PAGES >= n_pages
}

/// Says of a finding what is true of all that it stands for.
fn summarize(finding: &mut Diagnostic, summary: String) {
    finding.headline = summary;
    finding.primary.text = "the first of them".to_owned();
    finding.secondary.clear();
    finding.notes.clear();
}

impl Diagnostic {
    /// Every place of it, with what is said there.
    pub fn told(&self) -> Vec<(Span, String)> {
        if self.places.is_empty() {
            return vec![(self.primary.span, self.stable_text())];
        }
        let text = |label: &Label| match label.text.as_str() {
            "" => self.stable_text(),
            text => text.to_owned(),
        };
        self.places.iter().map(|label| (label.span, text(label))).collect()
    }

    /// What follows the headline where there is one line for it: how many places there are.
    pub fn n_places(&self) -> String {
        match self.places.len() {
            0 => String::new(),
            n_places => format!(" ({n_places} places)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Levels, Rule};
    use crate::source::{SourceFile, SourceMap};

    static RULE: Rule =
        Rule { name: "link-case", level: Level::Warn, summary: "", explanation: "" };

    /// What is told of so many pages with a finding each, among so many.
    fn told(
        n_found: usize,
        n_pages: usize,
        of_page: fn(Diagnostic, usize) -> Diagnostic,
    ) -> Vec<(String, usize)> {
        let mut sources = SourceMap::default();
        let mut found = Diagnostics::default();
        for page in 0..n_found {
            let file = sources.add(SourceFile::new(format!("{page}.md"), "text"));
            let finding = Diagnostic::new(&RULE, Span::new(file, 0..4), "so it is");
            found.report(of_page(finding, page));
        }
        found.decide(&sources, &Levels::default());
        found.gather(n_pages);
        let n_told: usize = found.iter().map(|it| it.told().len()).sum();
        assert_eq!(n_told, n_found, "no place is lost");
        found.iter().map(|it| (it.headline.clone(), it.places.len())).collect()
    }

    #[test]
    fn what_much_of_the_docs_does_is_one_finding() {
        let habit =
            |finding: Diagnostic, page: usize| finding.help(format!("{page}")).habit("all over");
        assert_eq!(told(HABIT, HABIT * 3, habit), [("all over".to_owned(), HABIT)]);
        assert_eq!(told(HABIT, HABIT * 3 + 1, habit).len(), HABIT);
        assert_eq!(told(HABIT - 1, HABIT, habit).len(), HABIT - 1);
    }

    #[test]
    fn the_same_for_the_same_reasons_is_one_mistake() {
        let once = |finding: Diagnostic, _: usize| finding.help("x").once();
        assert_eq!(told(3, 100, once), [("so it is".to_owned(), 3)]);
        assert_eq!(told(1, 100, once), [("so it is".to_owned(), 0)]);
        let others =
            |finding: Diagnostic, page: usize| finding.help(format!("{}", page % 2)).once();
        assert_eq!(told(3, 100, others).len(), 2);
        assert_eq!(told(3, 100, |finding, _| finding).len(), 3);
    }
}
