//! Words that stand where a dialect's words would and that it does not know.

use super::counts::Counts;
use crate::dialect::{Column, Dialect};
use crate::doc_set::DocSet;
use crate::facts::{Facts, LeftReason, Verdict};
use crate::json;
use crate::markdown::{Block, BlockKind, Heading, Page, Section, Table, flatten};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A heading, label or cell of more is a sentence.
const MOST_CHARACTERS: usize = 60;

/// What the words of a dialect would be for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Headings and labels above tables that were not read.
    pub above_tables: Counts<String>,
    /// The same above JSON.
    pub above_json: Counts<String>,
    /// Header cells of tables that were not read, with what their column seems to hold.
    pub headers: Counts<(Option<Column>, String)>,
    /// Type cells that name no primitive and no type of the docs.
    pub types: Counts<String>,
}

impl Words {
    /// Looks through pages for what was left of them.
    pub fn of(docs: &DocSet, pages: &[Page], facts: &Facts, dialect: &Dialect) -> Self {
        let verdicts = facts.pages.iter().flat_map(|page| &page.blocks);
        let verdicts: BTreeMap<Span, Verdict> = verdicts.map(|it| (it.span, it.verdict)).collect();
        let mut types: BTreeSet<String> = BTreeSet::new();
        for page in &facts.pages {
            types.extend(
                page.types.iter().flat_map(|it| &it.names).map(|it| it.value.to_lowercase()),
            );
            types.extend(page.enums.iter().map(|it| it.name.value.to_lowercase()));
        }
        let operations = facts.pages.iter().filter_map(|page| page.section.as_deref()).collect();
        let words = Self::default();
        let mut reader = Reader { docs, dialect, verdicts, types, operations, words };
        for page in pages {
            page.root.walk().into_iter().for_each(|section| reader.section(section));
        }
        reader.words.settle_headers();
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

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.above_tables.is_empty()
            && self.above_json.is_empty()
            && self.headers.is_empty()
            && self.types.is_empty()
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
    words: Words,
}

impl Reader<'_> {
    fn section(&mut self, section: &Section) {
        let mut blocks = Vec::new();
        flatten(&section.blocks, &mut blocks);
        let heading = section.heading.as_ref().filter(|it| it.level > 1 && !self.is_title(it));
        let heading = heading.map(|it| (it.text.clone(), it.span));
        let mut above = heading.clone();
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inline) if inline.is_label() => {
                    above = Some((inline.plain(), block.span));
                }
                BlockKind::Paragraph(_) => above.clone_from(&heading),
                BlockKind::Table(table) => self.table(block, table, above.as_ref()),
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
        if !self.is_left(block) {
            if let Some(column) = columns.iter().position(|it| *it == Some(Column::Type)) {
                self.types(table, column);
            }
            return;
        }
        self.above(above, |words| &mut words.above_tables);
        for (index, cell) in table.header.iter().enumerate() {
            let text = word(&cell.inline.plain());
            if columns[index].is_none() && is_one(&text) {
                let seems = self.seems(table, index);
                self.words.headers.add((seems, text), cell.span);
            }
        }
    }

    fn types(&mut self, table: &Table, column: usize) {
        for row in &table.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            let text = word(&cell.inline.plain());
            let is_known = self.dialect.primitive(&text).is_some()
                || self.dialect.is_untyped(&text)
                || self.dialect.collections.contains(&text)
                || self.types.contains(&text);
            if is_one(&text)
                && !is_known
                && text.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c))
            {
                self.words.types.add(text, cell.span);
            }
        }
    }

    /// What the cells of a column look like.
    fn seems(&self, table: &Table, column: usize) -> Option<Column> {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let cells: Vec<String> = cells
            .map(|it| it.inline.plain().trim().to_lowercase())
            .filter(|it| !it.is_empty())
            .collect();
        let most = |is_one: &dyn Fn(&String) -> bool| {
            !cells.is_empty() && cells.iter().filter(|it| is_one(it)).count() * 4 >= cells.len() * 3
        };
        let is_type =
            |it: &String| self.dialect.primitive(it).is_some() || self.dialect.is_untyped(it);
        let says_required = |it: &String| {
            self.dialect.required_words.contains(it) || ["no", "false"].contains(&it.as_str())
        };
        let is_name = |it: &String| !it.contains(char::is_whitespace);
        let is_text = |it: &String| it.contains(' ');
        if most(&is_type) {
            Some(Column::Type)
        } else if most(&says_required) {
            Some(Column::Required)
        } else if column == 0 && most(&is_name) {
            Some(Column::Parameter)
        } else {
            most(&is_text).then_some(Column::Description)
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
