//! The walk through pages that finds words that a dialect does not know.

use super::counts::Counts;
use super::words::{Words, is_json, is_one, word};
use super::{columns, members, notes};
use crate::dialect::{Column, Dialect};
use crate::doc_set::DocSet;
use crate::extract::column_meanings;
use crate::facts::{LeftReason, Verdict};
use crate::http;
use crate::json;
use crate::markdown::{Block, BlockKind, Heading, Inline, Section, Table, flatten};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Reader<'d> {
    pub(super) docs: &'d DocSet,
    pub(super) dialect: &'d Dialect,
    pub(super) verdicts: BTreeMap<Span, Verdict>,
    /// Names of types, in lower case.
    pub(super) types: BTreeSet<String>,
    /// Sections that are operations, whose headings are titles.
    pub(super) operations: BTreeSet<&'d str>,
    /// Headings that links lead to, in lower case.
    pub(super) linked: BTreeSet<String>,
    /// Whether what is looked at is of an operation.
    pub(super) in_call: bool,
    /// Words of notes that no brackets tell from a sentence.
    pub(super) loose_notes: Counts<String>,
    pub(super) words: Words,
}

impl Reader<'_> {
    /// A section and those in it. Markdown has six levels of them.
    pub(super) fn sections(&mut self, section: &Section, in_call: bool) {
        let in_call = in_call || section.heading.as_ref().is_some_and(|it| self.is_title(it));
        self.in_call = in_call;
        self.section(section);
        section.sections.iter().for_each(|it| self.sections(it, in_call));
    }

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
            if http::success_in(&inline.plain()).is_some() {
                self.above(Some(&(text.clone(), *at)), |words| &mut words.above_answers[0]);
            } else if inline.links().next().is_some() {
                self.above(Some(&(text.clone(), *at)), |words| &mut words.above_answers[1]);
            }
        }
        let mut list: Option<Span> = None;
        for block in blocks {
            match &block.kind {
                // Lists in a list are of members of its items.
                BlockKind::List(_) if list.is_some_and(|it| it.end >= block.span.end) => {}
                // A label is no sentence about something that is linked.
                BlockKind::Paragraph(inline)
                    if inline.is_label() && inline.links().next().is_none() =>
                {
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
                is_unread(block)
                    && column_meanings(table, self.dialect).contains(&Some(Column::Type))
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
        // Titles of types are no words for what is below them.
        if is_one(&text) && !is_known && !self.types.contains(&text) {
            if self.in_call {
                self.words.of_calls.insert(text.clone());
            }
            counts(&mut self.words).add(text, *at);
        }
    }

    fn table(&mut self, block: &Block, table: &Table, above: Option<&(String, Span)>) {
        let columns = column_meanings(table, self.dialect);
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
        let seems = |index: usize| columns::seems(self.dialect, table, index);
        let is_of = |wanted: Column| {
            (0..columns.len()).any(|it| columns[it].or_else(|| seems(it)) == Some(wanted))
        };
        let is_typed = self.in_call && is_of(Column::Parameter) && is_of(Column::Type);
        for (index, cell) in table.header.iter().enumerate() {
            let text = word(&cell.inline.plain());
            if columns[index].is_none() && is_one(&text) {
                if is_typed {
                    self.words.columns_of_calls.insert(text.clone());
                }
                self.words.headers.add((seems(index), text), cell.span);
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
            // What begins with a number is a value.
            let is_member = named.name.starts_with(|c: char| c.is_alphabetic() || c == '_');
            if let Some((text, at)) = named.note.filter(|_| is_member) {
                self.type_word(named.name, &text, at);
            }
            for (text, at) in &named.more {
                self.note_word(text, *at, named.is_in_brackets);
            }
        }
    }

    fn types(&mut self, table: &Table, column: usize) {
        for row in &table.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            // What is linked is no primitive.
            if cell.inline.links().next().is_some() {
                continue;
            }
            let name = row.cells.first().map(|it| it.inline.plain()).unwrap_or_default();
            self.type_word(&name, &cell.inline.plain(), cell.span);
        }
    }

    /// Counts a word for the type of a name, unless it is known.
    fn type_word(&mut self, name: &str, text: &str, at: Span) {
        let text = word(text);
        let inner = self.dialect.inside_of(&text);
        let is_known = self.dialect.primitive(inner).is_some()
            || self.dialect.is_untyped(inner)
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
            let members = self.words.typed.entry(text.clone()).or_default();
            members.insert(name.trim().to_lowercase());
            self.words.types.add(text, at);
        }
    }

    /// Counts a word that says something of a value, unless it is known.
    fn note_word(&mut self, text: &str, at: Span, is_in_brackets: bool) {
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
        // An alternative is of the type, and what stands behind `default` is a value.
        let is_known = said.iter().any(|it| it.contains(&text))
            || ["or ", "default "].iter().any(|it| text.starts_with(it));
        if is_one(&text)
            && !is_known
            && text.chars().all(|c| c.is_alphanumeric() || " -".contains(c))
        {
            let counts = match is_in_brackets {
                true => &mut self.words.notes,
                false => &mut self.loose_notes,
            };
            counts.add(text, at);
        }
    }
}
