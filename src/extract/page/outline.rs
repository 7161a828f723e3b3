//! A page's sections in order, each with what the dialect says stands below its heading.

use super::labels::{self, Labelled, Meant};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::{Dialect, Section, TypePlace};
use crate::extract::cx::Cx;
use crate::facts::{BlockForm, BlockRecord, LeftReason, Verdict};
use crate::json;
use crate::limits::Limit;
use crate::markdown::{self, Block, BlockKind, Heading, flatten, next_tag};
use crate::rules::page;
use crate::source::{SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};

/// One section of a page with its meaning.
#[derive(Debug)]
pub(crate) struct Part<'p> {
    /// What the dialect says stands here; an unknown heading takes its parent's meaning.
    pub(crate) section: Option<Section>,
    /// The heading itself is one the dialect knows.
    pub(crate) is_own: bool,
    /// The words in the heading pattern's hole.
    pub(crate) hole: Option<String>,
    /// The heading and its ancestors, outermost first.
    pub(crate) headings: Vec<&'p Heading>,
    /// The blocks, those inside lists and quotes after the block that holds them.
    pub(crate) blocks: Vec<&'p Block>,
    /// How many of the headings above are the page's title (0 or 1).
    pub(crate) depth: usize,
    /// The heading or label is read as known words that it is a letter away from.
    pub(crate) meant: Option<Meant>,
    /// A label that nobody knows, above what is listed.
    pub(crate) unknown: Option<&'p Block>,
}

impl Part<'_> {
    /// The part's own heading, if it is not the page's root.
    pub(crate) fn heading(&self) -> Option<&Heading> {
        self.headings.last().copied()
    }

    /// Facts other than examples are read from the section.
    fn is_read(&self) -> bool {
        self.section.is_some_and(|it| !matches!(it, Section::Prose) && !it.is_example())
    }
}

/// What is listed: a page, or a section of it, without the sections that stand for themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole<'p, 'a> {
    pub(crate) root: &'p markdown::Section,
    /// Parts of it that stand beside it, and not below.
    pub(crate) beside: &'a [&'p markdown::Section],
    /// The headings of sections that stand for themselves, or beside what they are parts of.
    pub(crate) apart: &'a BTreeSet<Span>,
    /// It is an operation.
    pub(crate) is_called: bool,
}

impl<'p> Whole<'p, '_> {
    /// Whether a section below stands for itself.
    fn is_apart(&self, section: &markdown::Section) -> bool {
        section.heading.as_ref().is_some_and(|it| self.apart.contains(&it.span))
    }

    /// Whether what is listed may be an operation: it is one of the sections that stand for themselves, or there are none.
    fn may_be_called(&self) -> bool {
        self.apart.is_empty() || self.is_apart(self.root)
    }

    /// Lists the parts in page order.
    pub(crate) fn parts(&self, cx: &Cx<'_>) -> Vec<Part<'p>> {
        let mut parts = Vec::new();
        collect(self, self.root, &mut Vec::new(), None, cx, &mut parts);
        parts
    }
}

/// What the dialect says stands below a heading, whatever stands above it.
pub(crate) fn meaning_of(
    dialect: &Dialect,
    heading: &Heading,
) -> Option<(Section, Option<String>)> {
    let own = dialect.section(&heading.text);
    if heading.is_name {
        // What is called `url` is no section for URLs, whatever its anchor says.
        return own.filter(|_| heading.text.contains(' '));
    }
    own.or_else(|| {
        // Translated headings keep their English words in the anchor, perhaps numbered.
        let words = heading.slug.trim_end_matches(|c: char| c.is_ascii_digit());
        let (section, name) = dialect.section(&words.trim_end_matches('-').replace('-', " "))?;
        Some((section, name.map(|it| as_written(&heading.text, it))))
    })
}

/// A name of an anchor, where case is lost, as the heading's words have it.
fn as_written(heading: &str, name: String) -> String {
    let mut words = heading.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.find(|it| it.eq_ignore_ascii_case(&name)).map_or(name, str::to_owned)
}

/// Whether a section is about what its own heading says rather than what one above it does. What stands
/// below an example belongs to the example, even under "Response".
pub(crate) fn counts_below(own: Section, inherited: Option<Section>) -> bool {
    let is_half = matches!(own, Section::ExampleRequest | Section::ExampleResponse);
    inherited != Some(Section::Examples) || is_half
}

fn collect<'p>(
    whole: &Whole<'p, '_>,
    section: &'p markdown::Section,
    above: &mut Vec<&'p Heading>,
    inherited: Option<Section>,
    cx: &Cx<'_>,
    parts: &mut Vec<Part<'p>>,
) {
    let dialect = cx.dialect;
    // The first heading of level 1 is the page's title and means nothing by itself, as that of a section
    // that stands for itself.
    let is_root = std::ptr::eq(section, whole.root);
    let is_title =
        above.is_empty() && section.heading.as_ref().is_some_and(|it| it.level == 1 || is_root);
    let own = match &section.heading {
        Some(heading) if !is_title => meaning_of(dialect, heading),
        _ => None,
    };
    // Where types have headings of their own, one that is nearly a word for what types have is a type's name: `Member`.
    let may_be_meant = |it: Section| {
        let is_of_call = it.is_part_of_operation() || it.is_example();
        dialect.shape.types == TypePlace::Page || is_of_call && whole.may_be_called()
    };
    let near = match (&section.heading, &own) {
        (Some(heading), None) if !is_title && !heading.is_name => {
            let near = dialect.section_meant(&heading.text).filter(|it| may_be_meant(it.0));
            near.map(|(section, known)| {
                (section, Meant { known, written: heading.text.clone(), span: heading.span })
            })
        }
        _ => None,
    };
    let (own, meant) = match near {
        Some((section, meant)) => (Some((section, None)), Some(meant)),
        None => (own, None),
    };
    let (meaning, hole) = match own {
        Some((own, hole)) if counts_below(own, inherited) => (Some(own), hole),
        _ => (inherited, None),
    };
    if let Some(heading) = &section.heading {
        above.push(heading);
    }
    for (index, Labelled { label, meant: of_label, unknown, blocks, .. }) in
        labels::split(cx, &section.blocks, whole.is_called).into_iter().enumerate()
    {
        let mut flat = Vec::with_capacity(blocks.len());
        blocks.iter().for_each(|it| flatten(std::slice::from_ref(*it), &mut flat));
        let section = label.or(meaning);
        parts.push(Part {
            section,
            is_own: hole.is_some() || (section.is_some() && section != inherited),
            hole: hole.clone(),
            headings: above.clone(),
            blocks: flat,
            // What stands behind a label is not what stands right below the heading.
            depth: above.len() + usize::from(index > 0),
            meant: of_label.or_else(|| meant.clone().filter(|_| index == 0)),
            unknown,
        });
    }
    let mut is_after_example = false;
    let below = section.sections.iter().filter(|it| !whole.is_apart(it));
    let beside = if is_root { whole.beside } else { &[] };
    for child in below.chain(beside.iter().copied()) {
        // An answer beside an example, not below it, is the example's all the same.
        let part = parts.len();
        collect(whole, child, above, meaning, cx, parts);
        let own = parts[part].section;
        if is_after_example && own == Some(Section::Response) {
            parts[part].section = Some(Section::Examples);
            parts[part].is_own = false;
        }
        is_after_example |= own == Some(Section::Examples);
    }
    if section.heading.is_some() {
        above.pop();
    }
}

/// Keeps account of what became of each block of a page.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    verdicts: BTreeMap<Span, Verdict>,
    beyond: Vec<(Limit, Span)>,
    found: Vec<Diagnostic>,
}

impl Ledger {
    /// A fact was read from the block.
    pub(crate) fn used(&mut self, block: &Block) {
        self.used_at(block.span);
    }

    /// A fact was read from the block of this span.
    pub(crate) fn used_at(&mut self, span: Span) {
        self.verdicts.insert(span, Verdict::Used);
    }

    /// A part of a block is larger than is read.
    pub(crate) fn beyond(&mut self, limit: Limit, span: Span) {
        self.beyond.push((limit, span));
    }

    /// JSON that stands for a type needed repairs. Words and numbers that stand for values, comments and
    /// what is left out are how people write it.
    pub(crate) fn slips(&mut self, problems: &[json::Problem]) {
        let is_slip = |it: &&json::Problem| match it.kind {
            json::ProblemKind::TrailingComma
            | json::ProblemKind::MissingComma
            | json::ProblemKind::OtherQuotes
            | json::ProblemKind::DuplicateName
            | json::ProblemKind::BadEscape
            | json::ProblemKind::ControlCharacter
            | json::ProblemKind::Unclosed
            | json::ProblemKind::Unreadable
            | json::ProblemKind::TextAfterValue => true,
            json::ProblemKind::UnquotedName
            | json::ProblemKind::BareWord
            | json::ProblemKind::Comment
            | json::ProblemKind::Ellipsis
            | json::ProblemKind::OtherWhiteSpace
            | json::ProblemKind::BadNumber
            | json::ProblemKind::TooDeep
            | json::ProblemKind::TooMany => false,
        };
        let slips: Vec<_> = problems.iter().filter(is_slip).collect();
        if let [first, following @ ..] = slips.as_slice() {
            self.tell(page::malformed_json::of_representation(first, following));
        }
    }

    /// A finding on the page, for readers that have no sink at hand.
    pub(crate) fn tell(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// A finding, if there is one.
    pub(crate) fn tell_some(&mut self, finding: Option<Diagnostic>) {
        self.found.extend(finding);
    }

    /// Tells what was found, and what is larger than is read.
    pub(crate) fn tell_all(&mut self, diagnostics: &mut Diagnostics) {
        let found =
            self.beyond.iter().map(|(limit, span)| page::beyond_limit::report(*limit, *span));
        found.chain(self.found.drain(..)).for_each(|it| diagnostics.report(it));
    }

    /// The block was left, unless facts were read from it elsewhere.
    pub(crate) fn left(&mut self, block: &Block, reason: LeftReason) {
        self.verdicts.entry(block.span).or_insert(Verdict::Left(reason));
    }

    /// The block is known and says nothing itself.
    pub(crate) fn structure(&mut self, block: &Block) {
        self.verdicts.entry(block.span).or_insert(Verdict::Structure);
    }

    /// A table of a section that tables are read from, and how many of its rows were.
    pub(crate) fn table(&mut self, part: &Part<'_>, block: &Block, n_read: usize) {
        let is_empty = matches!(&block.kind, BlockKind::Table(table) if table.rows.is_empty());
        match n_read {
            0 if is_empty => self.structure(block),
            0 if part.is_own && !self.explains(part, block) => {
                self.left(block, LeftReason::UnknownTable);
            }
            // Below a heading of its own it explains something to people.
            0 => self.left(block, LeftReason::OtherTable),
            _ => self.used(block),
        }
    }

    /// Whether a table stands below what it explains: a table that was read, or a list of query options.
    fn explains(&self, part: &Part<'_>, block: &Block) -> bool {
        let mut above = part.blocks.iter().take_while(|it| it.span != block.span);
        above.any(|it| match &it.kind {
            BlockKind::Table(_) => self.verdicts.get(&it.span) == Some(&Verdict::Used),
            BlockKind::List(_) => part.section == Some(Section::QueryParameters),
            _ => false,
        })
    }

    /// Lists are not read; those of names would say something.
    fn name_lists(&mut self, part: &Part<'_>) {
        for name in part.blocks.iter().flat_map(|block| names_of(block)) {
            self.left(name, LeftReason::NameList);
        }
    }

    /// Lists every block of the parts with what became of it.
    pub(crate) fn close(mut self, sources: &SourceMap, parts: &[Part<'_>]) -> Vec<BlockRecord> {
        parts.iter().filter(|part| part.is_read()).for_each(|part| self.name_lists(part));
        let blocks = parts.iter().flat_map(|part| &part.blocks);
        blocks
            .map(|block| {
                let (form, unless_said) = of_itself(sources, block);
                let verdict = self.verdicts.get(&block.span).copied().unwrap_or(unless_said);
                BlockRecord { form, verdict, span: block.span }
            })
            .collect()
    }
}

/// The paragraphs of a list of which every item is a name and not a sentence.
fn names_of(block: &Block) -> Vec<&Block> {
    let BlockKind::List(items) = &block.kind else { return Vec::new() };
    let name = |item: &[Block]| match item {
        [only] => matches!(&only.kind, BlockKind::Paragraph(inline) if is_name(&inline.plain())),
        _ => false,
    };
    match items.iter().all(|item| name(item)) {
        true => items.iter().flatten().collect(),
        false => Vec::new(),
    }
}

fn is_name(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    text.split_whitespace().count() <= MOST_WORDS && !text.ends_with(['.', ':', ';', '!', '?'])
}

/// What a block is, and what becomes of it when no reader says anything about it.
fn of_itself(sources: &SourceMap, block: &Block) -> (BlockForm, Verdict) {
    match &block.kind {
        BlockKind::Paragraph(_) => (BlockForm::Paragraph, Verdict::Prose),
        BlockKind::Table(_) => (BlockForm::Table, Verdict::Left(LeftReason::OtherTable)),
        BlockKind::Code(_) => (BlockForm::Code, Verdict::Left(LeftReason::OtherCode)),
        BlockKind::Comment(_) => (BlockForm::Comment, Verdict::Left(LeftReason::PlainComment)),
        BlockKind::Html if has_words(sources.text(block.span)) => {
            let html = sources.text(block.span);
            let verdict = match () {
                () if !has_words(&without_summaries(html)) => Verdict::Prose,
                () if may_hold_facts(html) => Verdict::Left(LeftReason::Html),
                () => Verdict::Left(LeftReason::Markup),
            };
            (BlockForm::Html, verdict)
        }
        BlockKind::Html => (BlockForm::Html, Verdict::Structure),
        BlockKind::Markup => (BlockForm::Markup, Verdict::Left(LeftReason::Markup)),
        BlockKind::MissingInclude => {
            (BlockForm::Include, Verdict::Left(LeftReason::MissingInclude))
        }
        BlockKind::List(_) => (BlockForm::List, Verdict::Structure),
        BlockKind::Quote(_) => (BlockForm::Quote, Verdict::Structure),
        BlockKind::Rule => (BlockForm::Rule, Verdict::Structure),
        BlockKind::Tab(_) => (BlockForm::Tab, Verdict::Structure),
    }
}

/// Whether HTML has tables, code or members in it. Other words in it are for people, as a paragraph's are.
fn may_hold_facts(html: &str) -> bool {
    const TAGS: [&str; 8] = ["<table", "<td", "<code", "<pre", "<h1", "<h2", "<h3", "<h4"];
    let html = html.to_ascii_lowercase();
    TAGS.iter().any(|it| html.contains(it))
}

/// Whether HTML has words outside of its tags, and of what is for browsers.
fn has_words(html: &str) -> bool {
    let html = ["style", "script"].iter().find_map(|it| behind(html, it)).unwrap_or(html);
    let outside = html.split('<').map(|part| part.rsplit('>').next().unwrap_or(part));
    outside.flat_map(str::chars).any(char::is_alphanumeric)
}

/// HTML without what its folds are called: `<details><summary>An example</summary>`. What is in a fold is markdown.
fn without_summaries(html: &str) -> String {
    const END: &str = "</summary>";
    let mut parts = html.split("<summary");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(END) {
            Some((_, behind)) => rest.push_str(behind),
            None => rest.extend(["<summary", part]),
        }
    }
    rest
}

/// What stands behind the element that HTML begins with, if that is what it is called.
fn behind<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let tag = next_tag(html, 0..html.len()).filter(|it| it.name.eq_ignore_ascii_case(name))?;
    let is_first = html[..tag.span.start].trim().is_empty();
    let (_, after) = html[tag.span.end..].rsplit_once("</").filter(|_| is_first)?;
    after.split_once('>').map(|(_, rest)| rest)
}
