//! A page's sections in order, each with what the dialect says stands below its heading.

use crate::dialect::{Dialect, Section};
use crate::facts::{LeftAside, LeftReason};
use crate::markdown::{self, Block, BlockKind, Heading, Page};
use crate::source::Span;
use std::collections::BTreeMap;

/// One section of a page with its meaning.
#[derive(Debug)]
pub(super) struct Part<'p> {
    /// What the dialect says stands here; an unknown heading takes its parent's meaning.
    pub(super) section: Option<Section>,
    /// The heading itself is one the dialect knows.
    pub(super) is_own: bool,
    /// The words in the heading pattern's hole.
    pub(super) hole: Option<String>,
    /// The heading and its ancestors, outermost first.
    pub(super) headings: Vec<&'p Heading>,
    /// The blocks, those inside lists and quotes after the block that holds them.
    pub(super) blocks: Vec<&'p Block>,
    /// How many of the headings above are the page's title (0 or 1).
    pub(super) depth: usize,
}

impl Part<'_> {
    /// The part's own heading, if it is not the page's root.
    pub(super) fn heading(&self) -> Option<&Heading> {
        self.headings.last().copied()
    }
}

/// Lists the parts of a page in page order.
pub(super) fn parts<'p>(page: &'p Page, dialect: &Dialect) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    collect(&page.root, &mut Vec::new(), None, dialect, &mut parts);
    parts
}

fn collect<'p>(
    section: &'p markdown::Section,
    above: &mut Vec<&'p Heading>,
    inherited: Option<Section>,
    dialect: &Dialect,
    parts: &mut Vec<Part<'p>>,
) {
    // The first heading of level 1 is the page's title and means nothing by itself.
    let is_title = section.heading.as_ref().is_some_and(|it| it.level == 1) && above.is_empty();
    let own = match &section.heading {
        Some(heading) if !is_title => dialect.section(&heading.text).or_else(|| {
            // Translated headings keep their English words in the anchor, perhaps numbered.
            let words = heading.slug.trim_end_matches(|c: char| c.is_ascii_digit());
            dialect.section(&words.trim_end_matches('-').replace('-', " "))
        }),
        _ => None,
    };
    // What stands below an example belongs to the example, even under "Response".
    let is_inside_example = inherited == Some(Section::Examples);
    let (meaning, hole) = match own {
        Some((own, hole)) if !is_inside_example => (Some(own), hole),
        _ => (inherited, None),
    };
    if let Some(heading) = &section.heading {
        above.push(heading);
    }
    let mut blocks = Vec::new();
    flatten(&section.blocks, &mut blocks);
    parts.push(Part {
        section: meaning,
        is_own: hole.is_some() || (meaning.is_some() && meaning != inherited),
        hole,
        headings: above.clone(),
        blocks,
        depth: above.len(),
    });
    for child in &section.sections {
        collect(child, above, meaning, dialect, parts);
    }
    if section.heading.is_some() {
        above.pop();
    }
}

fn flatten<'p>(blocks: &'p [Block], out: &mut Vec<&'p Block>) {
    for block in blocks {
        out.push(block);
        match &block.kind {
            BlockKind::List(items) => items.iter().for_each(|item| flatten(item, out)),
            BlockKind::Quote(children) => flatten(children, out),
            _ => {}
        }
    }
}

/// Keeps account of what became of each block of a page.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    reasons: BTreeMap<Span, Option<LeftReason>>,
}

impl Ledger {
    /// Facts were read from the block.
    pub(super) fn used(&mut self, block: &Block) {
        self.reasons.insert(block.span, None);
    }

    /// The block was left, unless facts were read from it elsewhere.
    pub(super) fn left(&mut self, block: &Block, reason: LeftReason) {
        self.reasons.entry(block.span).or_insert(Some(reason));
    }

    /// Adds up: every block of the parts is used or left.
    pub(super) fn close(self, parts: &[Part<'_>]) -> crate::facts::BlockAccount {
        let mut account = crate::facts::BlockAccount::default();
        for block in parts.iter().flat_map(|part| &part.blocks) {
            let reason = match self.reasons.get(&block.span) {
                Some(reason) => *reason,
                None => match &block.kind {
                    BlockKind::Table(_) => Some(LeftReason::UnknownTable),
                    BlockKind::Code(_) => Some(LeftReason::UnknownCode),
                    BlockKind::Comment(_) => Some(LeftReason::PlainComment),
                    BlockKind::Html => Some(LeftReason::Html),
                    BlockKind::MissingInclude => Some(LeftReason::Unreadable),
                    BlockKind::Paragraph(_)
                    | BlockKind::List(_)
                    | BlockKind::Quote(_)
                    | BlockKind::Rule
                    | BlockKind::Tab(_) => None,
                },
            };
            match reason {
                None => account.n_used += 1,
                Some(reason) => account.left_aside.push(LeftAside { reason, span: block.span }),
            }
        }
        account
    }
}
