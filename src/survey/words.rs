//! Words that stand where a dialect's words would and that it does not know.

use super::counts::{Counts, Seen};
use super::members;
use super::reader::Reader;
use super::titles::patterns;
use crate::dialect::{Column, Dialect, TypePlace};
use crate::doc_set::DocSet;
use crate::facts::{Facts, Verdict};
use crate::markdown::Page;
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A heading, label or cell of more is a sentence.
const MOST_CHARACTERS: usize = 60;

/// What the words of a dialect would be for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Headings and labels above tables and lists of names that were not read.
    pub above_tables: Counts<String>,
    /// Headings that stand again and again above sentences.
    pub above_sentences: Counts<String>,
    /// Those of them whose sentence says the status of a success, and those whose sentence has a link.
    pub above_answers: [Counts<String>; 2],
    /// Those among the first that stand above members with a type each, and above mere names: titles of types and enums.
    pub above_members: [Counts<String>; 2],
    /// The same above JSON.
    pub above_json: Counts<String>,
    /// Header cells of tables that were not read, with what their column seems to hold.
    pub headers: Counts<(Option<Column>, String)>,
    /// Type cells, and notes of lists, that name no primitive and no type of the docs.
    pub types: Counts<String>,
    /// Words of notes in lists, behind the type.
    pub notes: Counts<String>,
    /// What stands before a status and a linked type in sentences that were not read.
    pub before_types: Counts<String>,
    /// Headings above members that are linked as types are.
    pub named_types: Counts<String>,
    /// Headings in code with a line for the type below them.
    pub named_members: Counts<()>,
    /// Headings above such on pages without operations: the first of a page, and others.
    pub above_named: [Counts<String>; 2],
    /// Headings and labels within operations.
    pub of_calls: BTreeSet<String>,
    /// Header cells of tables that are of names and their types, within operations.
    pub columns_of_calls: BTreeSet<String>,
    /// The members, in lower case, that are of a type, by its word.
    pub typed: BTreeMap<String, BTreeSet<String>>,
}

impl Words {
    /// Looks through pages for what was left of them.
    pub fn of(docs: &DocSet, pages: &[Page], facts: &Facts, dialect: &Dialect) -> Self {
        let verdicts = facts.pages.iter().flat_map(|page| &page.blocks);
        let verdicts: BTreeMap<Span, Verdict> = verdicts.map(|it| (it.span, it.verdict)).collect();
        let mut types: BTreeSet<String> = BTreeSet::new();
        for page in &facts.pages {
            types.extend(
                page.types
                    .iter()
                    .filter(|it| it.is_sure())
                    .flat_map(|it| &it.names)
                    .map(|it| it.value.to_lowercase()),
            );
            types.extend(
                page.enums.iter().filter(|it| !it.if_linked).map(|it| it.name.value.to_lowercase()),
            );
        }
        let operations = facts.pages.iter().filter_map(|page| page.section.as_deref()).collect();
        let targets = facts.pages.iter().flat_map(|page| &page.links).filter_map(|it| {
            let target = it.target.as_ref()?;
            Some(format!("{}#{}", target.path, target.anchor.as_ref()?).to_lowercase())
        });
        let linked = targets.collect();
        let called = facts.pages.iter().filter(|it| it.operation.is_some()).map(|it| it.file);
        let called: BTreeSet<FileId> = called.collect();
        let whole = facts.pages.iter().filter(|it| it.operation.is_some() && it.section.is_none());
        let whole: BTreeSet<FileId> = whole.map(|it| it.file).collect();
        let words = Self::default();
        let (in_call, loose_notes) = (false, Counts::default());
        let mut reader = Reader {
            docs,
            dialect,
            verdicts,
            types,
            operations,
            linked,
            in_call,
            loose_notes,
            words,
        };
        for page in pages {
            reader.sections(&page.root, whole.contains(&page.file));
            let sections = page.root.walk();
            if !called.contains(&page.file) {
                let above = members::above(dialect, &sections);
                for (index, (text, at)) in above.into_iter().enumerate() {
                    reader.words.above_named[index.min(1)].add(word(&text), at);
                }
            }
        }
        // What stands above members of calls as well is no word for those of types alone.
        let of_calls = pages.iter().filter(|it| called.contains(&it.file));
        let of_calls = of_calls.flat_map(|it| it.root.walk()).filter_map(|it| it.heading.as_ref());
        let of_calls: BTreeSet<String> = of_calls.map(|it| word(&it.text)).collect();
        reader.words.above_named[0].retain(|it| is_one(it) && !of_calls.contains(it));
        // A word that stands there again is no sentence's.
        for (text, seen) in
            reader.loose_notes.most_first().into_iter().filter(|(_, seen)| seen.n > 1)
        {
            reader.words.notes.add_all(text.clone(), seen);
        }
        reader.words.settle_headers();
        reader.words.settle_titles();
        reader.words
    }

    /// One header cell stands above one kind of thing: what it seems to be above most often.
    fn settle_headers(&mut self) {
        let mut settled: BTreeMap<String, Option<Column>> = BTreeMap::new();
        let mut counts = Counts::default();
        for ((seems, word), _) in self.headers.most_first() {
            let known = settled.entry(word.clone()).or_insert(*seems);
            *known = known.or(*seems);
        }
        for ((_, word), seen) in self.headers.most_first() {
            let seems = settled.get(word).copied().flatten();
            counts.add_all((seems, word.clone()), seen);
        }
        self.headers = counts;
    }

    /// What stands above members again and again is no title of one thing; what comes once above sentences is a title.
    fn settle_titles(&mut self) {
        let is_again =
            |counts: &Counts<String>, text: &String| counts.of(text).is_some_and(|it| it.n > 1);
        let above = self.above_tables.clone();
        self.above_members.iter_mut().for_each(|it| it.retain(|text| !is_again(&above, text)));
        // What they have in common says more.
        if !patterns(&self.named_types).is_empty() {
            self.named_types = Counts::default();
        }
        if self.named_types.n() > 1 {
            let named = self.named_types.clone();
            let is_other = |text: &String| named.of(text).is_none();
            self.above_tables.retain(is_other);
            self.above_members.iter_mut().for_each(|it| it.retain(is_other));
        }
        let sentences = self.above_sentences.clone();
        self.above_sentences.retain(|text| is_again(&sentences, text));
    }

    /// Headings that seem to be nothing but names of types, where a dialect does not look for such.
    pub fn named_types(&self, dialect: &Dialect) -> Option<Seen> {
        let members = self.named_members.first().map(|it| (it, self.named_members.n()));
        let types = || Some((self.named_types.first()?, self.named_types.n()));
        let (first, n) = members.or_else(types)?;
        (n > 1 && dialect.shape.types != TypePlace::Heading).then_some(Seen { n, first })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.above_tables.is_empty()
            && self.above_sentences.is_empty()
            && self.above_json.is_empty()
            && self.headers.is_empty()
            && self.types.is_empty()
            && self.notes.is_empty()
            && self.before_types.is_empty()
    }
}

/// A word as dialects spell it.
pub(super) fn word(text: &str) -> String {
    text.trim().trim_end_matches([':', '：']).trim().to_lowercase()
}

/// Whether a text begins as JSON does, and not as a table in TOML.
pub(super) fn is_json(text: &str) -> bool {
    let first = |c: char| "{[\"]-".contains(c) || c.is_ascii_digit();
    text.starts_with('{')
        || text.strip_prefix('[').is_some_and(|it| it.trim_start().starts_with(first))
}

pub(super) fn is_one(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MOST_CHARACTERS && !text.contains(['{', '}'])
}
