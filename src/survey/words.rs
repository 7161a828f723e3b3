//! Words that stand where a dialect's words would and that it does not know.

use super::counts::{Counts, Seen};
use super::titles::patterns;
use super::{columns, members, notes};
use crate::dialect::{Column, Dialect, TypePlace};
use crate::doc_set::DocSet;
use crate::facts::{Facts, LeftReason, Verdict};
use crate::http;
use crate::json;
use crate::markdown::{Block, BlockKind, Heading, Inline, Page, Section, Table, flatten};
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
        let words = Self::default();
        let mut reader = Reader { docs, dialect, verdicts, types, operations, linked, words };
        for page in pages {
            let sections = page.root.walk();
            sections.iter().for_each(|section| reader.section(section));
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

struct Reader<'d> {
    docs: &'d DocSet,
    dialect: &'d Dialect,
    verdicts: BTreeMap<Span, Verdict>,
    /// Names of types, in lower case.
    types: BTreeSet<String>,
    /// Sections that are operations, whose headings are titles.
    operations: BTreeSet<&'d str>,
    /// Headings that links lead to, in lower case.
    linked: BTreeSet<String>,
    words: Words,
}

impl Reader<'_> {
    fn section(&mut self, section: &Section) {
        let mut blocks = Vec::new();
        flatten(&section.blocks, &mut blocks);
        let heading = section.heading.as_ref().filter(|it| it.level > 1 && !self.is_title(it));
        // What is called something in code is one thing, and no section.
        if heading.is_some_and(|it| it.is_name) {
            let said = members::says_type(self.dialect, section).then_some(());
            heading.into_iter().for_each(|it| self.words.named_members.add_some(said, it.span));
        }
        let heading = heading.filter(|it| !it.is_name);
        let heading = heading.map(|it| (it.text.clone(), it.span));
        let mut above = heading.clone();
        self.named_type(section);
        if let (Some(Block { kind: BlockKind::Paragraph(inline), .. }), Some((text, at))) =
            (section.blocks.first(), &heading)
            && !inline.is_label()
            && !blocks.iter().any(|it| matches!(it.kind, BlockKind::Table(_) | BlockKind::List(_)))
        {
            self.above(Some(&(text.clone(), *at)), |words| &mut words.above_sentences);
        }
        let mut list: Option<Span> = None;
        for block in blocks {
            match &block.kind {
                // Lists in a list are of members of its items.
                BlockKind::List(_) if list.is_some_and(|it| it.end >= block.span.end) => {}
                BlockKind::Paragraph(inline) if inline.is_label() => {
                    above = Some((inline.plain().into_owned(), block.span));
                }
                BlockKind::Paragraph(inline) => {
                    above.clone_from(&heading);
                    self.sentence(block, inline);
                }
                BlockKind::Table(table) => self.table(block, table, above.as_ref()),
                BlockKind::List(items) => {
                    list = Some(block.span);
                    self.list(items, above.as_ref());
                }
                BlockKind::Code(code) => {
                    let text = self.docs.sources.text(code.content).trim();
                    let is_json = is_json(text) && json::parse(text, block.span).0.is_some();
                    if is_json && self.is_left(block) {
                        self.above(above.as_ref(), |words| &mut words.above_json);
                    }
                }
                _ => {}
            }
        }
    }

    /// A heading that is linked, with a table or a list of members right below it.
    fn named_type(&mut self, section: &Section) {
        let Some(heading) = section.heading.as_ref().filter(|it| !self.is_title(it)) else {
            return;
        };
        let path = &self.docs.sources.file(heading.span.file).path;
        let place = format!("{path}#{}", heading.slug).to_lowercase();
        // Beside operations all that is none of them is left aside.
        let is_unread = |block: &Block| {
            !matches!(self.verdicts.get(&block.span), Some(Verdict::Used | Verdict::Structure))
        };
        let has_members = section.blocks.iter().any(|block| match &block.kind {
            BlockKind::Table(table) => {
                let cells = table.header.iter().map(|it| self.dialect.column(&it.inline.plain()));
                is_unread(block) && cells.into_iter().any(|it| it == Some(Column::Type))
            }
            BlockKind::List(items) => items.iter().all(|item| {
                notes::of_item(item).is_some_and(|it| it.note.is_some() && is_unread(it.block))
            }),
            _ => false,
        });
        let is_section = self.dialect.section(&heading.text).is_some();
        if has_members && !is_section && self.linked.contains(&place) {
            self.words.named_types.add(word(&heading.text), heading.span);
        }
    }

    /// Counts what stands before the status of a success and a link: "On success: 200 and a [lamp](lamp.md)".
    fn sentence(&mut self, block: &Block, inline: &Inline) {
        let text = inline.plain();
        let before = http::success_in(&text).and_then(|at| text.get(..at));
        let Some(before) = before.filter(|_| inline.links().next().is_some()) else { return };
        let text = word(before.split([':', '.']).next().unwrap_or_default());
        let is_known = self.dialect.phrases.returns.contains(&text);
        if self.is_left(block) && is_one(&text) && !is_known {
            self.words.before_types.add(text, block.span);
        }
    }

    fn is_title(&self, heading: &Heading) -> bool {
        let path = &self.docs.sources.file(heading.span.file).path;
        self.operations.contains(format!("{path}#{}", heading.slug).as_str())
    }

    fn is_left(&self, block: &Block) -> bool {
        match self.verdicts.get(&block.span) {
            Some(Verdict::Left(reason)) => {
                !matches!(reason, LeftReason::Operations | LeftReason::NotModelled)
            }
            Some(Verdict::Prose) | None => true,
            Some(Verdict::Used | Verdict::Structure) => false,
        }
    }

    /// Counts what stands above something that was not read, unless the dialect knows it.
    fn above(
        &mut self,
        above: Option<&(String, Span)>,
        counts: fn(&mut Words) -> &mut Counts<String>,
    ) {
        let Some((text, at)) = above else { return };
        let text = word(text);
        let is_known = self.dialect.section(&text).is_some();
        if is_one(&text) && !is_known {
            counts(&mut self.words).add(text, *at);
        }
    }

    fn table(&mut self, block: &Block, table: &Table, above: Option<&(String, Span)>) {
        let columns: Vec<Option<Column>> =
            table.header.iter().map(|it| self.dialect.column(&it.inline.plain())).collect();
        // What goes wrong is no part of a call or a type.
        if (0..columns.len()).any(|column| columns::is_of_statuses(table, column)) {
            return;
        }
        if self.is_left(block) {
            self.above(above, |words| &mut words.above_tables);
            // Types that come first are names of something else.
            if columns.iter().skip(1).any(|it| *it == Some(Column::Type)) {
                self.above(above, |words| &mut words.above_members[0]);
            }
        } else if let Some(column) = columns.iter().position(|it| *it == Some(Column::Type)) {
            self.types(table, column);
        } else {
            return;
        }
        for (index, cell) in table.header.iter().enumerate() {
            let text = word(&cell.inline.plain());
            if columns[index].is_none() && is_one(&text) {
                let seems = columns::seems(self.dialect, table, index);
                self.words.headers.add((seems, text), cell.span);
            }
        }
    }

    /// Items that begin with a marked name, and the types in their notes.
    fn list(&mut self, items: &[Vec<Block>], above: Option<&(String, Span)>) {
        let names = items.iter().filter_map(|it| notes::of_item(it));
        let names: Vec<_> = names.collect();
        if names.len() < items.len() || names.is_empty() {
            return;
        }
        let has_notes = names.iter().filter(|it| it.note.is_some()).count() * 2 > names.len();
        if names.iter().all(|it| self.is_left(it.block)) {
            self.above(above, |words| &mut words.above_tables);
            match has_notes {
                true => self.above(above, |words| &mut words.above_members[0]),
                false => self.above(above, |words| &mut words.above_members[1]),
            }
        }
        for named in names {
            if let Some((text, at)) = named.note {
                self.type_word(&text, at);
            }
            named.more.iter().for_each(|(text, at)| self.note_word(text, *at));
        }
    }

    fn types(&mut self, table: &Table, column: usize) {
        for row in &table.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            // What is linked is no primitive.
            if cell.inline.links().next().is_some() {
                continue;
            }
            self.type_word(&cell.inline.plain(), cell.span);
        }
    }

    /// Counts a word for a type, unless it is known.
    fn type_word(&mut self, text: &str, at: Span) {
        let text = word(text);
        let is_known = self.dialect.primitive(&text).is_some()
            || self.dialect.is_untyped(&text)
            || self.dialect.collections.iter().any(|it| text.starts_with(it.as_str()))
            || self.dialect.required_words.contains(&text)
            || self.dialect.phrases.optional.contains(&text)
            || self.types.contains(&text);
        let is_word = text.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c));
        // Several types, or one that may be missing, are no word for one.
        let is_type = |it: &str| it == "null" || self.dialect.primitive(it).is_some();
        let is_several = text.contains(" or ") && text.split(" or ").any(is_type);
        let has_letters = text.chars().any(char::is_alphabetic);
        if is_one(&text) && !is_known && is_word && !is_several && has_letters {
            self.words.types.add(text, at);
        }
    }

    /// Counts a word that says something of a value, unless it is known.
    fn note_word(&mut self, text: &str, at: Span) {
        let text = word(text);
        let phrases = &self.dialect.phrases;
        let said = [
            &self.dialect.required_words,
            &phrases.required,
            &phrases.optional,
            &phrases.nullable,
            &phrases.not_nullable,
            &phrases.read_only,
            &phrases.deprecated,
            &phrases.written_once,
        ];
        let is_known = said.iter().any(|it| it.contains(&text)) || text.starts_with("or ");
        if is_one(&text)
            && !is_known
            && text.chars().all(|c| c.is_alphanumeric() || " -".contains(c))
        {
            self.words.notes.add(text, at);
        }
    }
}

/// A word as dialects spell it.
fn word(text: &str) -> String {
    text.trim().trim_end_matches([':', '：']).trim().to_lowercase()
}

/// Whether a text begins as JSON does, and not as a table in TOML.
fn is_json(text: &str) -> bool {
    let first = |c: char| "{[\"]-".contains(c) || c.is_ascii_digit();
    text.starts_with('{')
        || text.strip_prefix('[').is_some_and(|it| it.trim_start().starts_with(first))
}

fn is_one(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MOST_CHARACTERS && !text.contains(['{', '}'])
}
