//! The numbers of what was read and what became of it: the terminal shows them, and JSON has them.

use crate::facts::{BlockForm, Facts, LeftReason, PageFacts, PageKind, Verdict};
use crate::model::{Agreement, Model, ResponseBody, Type};
use serde::Serialize;
use std::collections::BTreeMap;

/// What there is in docs and in what they became.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Pages, whatever they are divided into.
    pub(super) kinds: BTreeMap<PageKind, usize>,
    pub(super) blocks: Blocks,
    pub(super) used: BTreeMap<BlockForm, usize>,
    pub(super) left: BTreeMap<LeftReason, usize>,
    pub(super) n_structured: usize,
    pub(super) n_properties: usize,
    pub(super) n_enums: usize,
    pub(super) n_members: usize,
    pub(super) n_operations: usize,
    pub(super) n_lines: usize,
    /// Operations that answer something, and those of them that answer no more than any JSON.
    pub(super) n_answers: usize,
    pub(super) n_untyped: usize,
    /// How the pages of operations that have several agree.
    pub(super) agreements: BTreeMap<Agreement, usize>,
    /// Examples as the pages show them.
    pub(super) n_examples: usize,
    /// How many the operations took, and how many of these contradict the docs.
    pub(super) n_attached: usize,
    pub(super) n_differing: usize,
}

/// What became of blocks.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Blocks {
    pub(super) all: usize,
    pub(super) used: usize,
    pub(super) prose: usize,
    pub(super) structure: usize,
    pub(super) left: usize,
}

impl Blocks {
    /// Those of a page and its sections.
    pub(super) fn of(page: &[PageFacts]) -> Self {
        let mut blocks = Self::default();
        for block in page.iter().flat_map(|it| &it.blocks) {
            blocks.all += 1;
            match block.verdict {
                Verdict::Used => blocks.used += 1,
                Verdict::Prose => blocks.prose += 1,
                Verdict::Structure => blocks.structure += 1,
                Verdict::Left(_) => blocks.left += 1,
            }
        }
        blocks
    }

    pub(super) fn add(&mut self, other: Self) {
        self.all += other.all;
        self.used += other.used;
        self.prose += other.prose;
        self.structure += other.structure;
        self.left += other.left;
    }
}

impl Tally {
    pub(super) fn of(facts: &Facts, model: &Model) -> Self {
        let mut tally = Self::default();
        tally.add_pages(facts);
        tally.add_types(model);
        tally.add_operations(model);
        tally
    }

    /// How many pages there are.
    pub(super) fn n_pages(&self) -> usize {
        self.kinds.values().sum()
    }

    /// Operations of several pages.
    pub(super) fn n_merged(&self) -> usize {
        self.agreements.values().sum()
    }

    fn add_pages(&mut self, facts: &Facts) {
        for page in facts.by_file() {
            *self.kinds.entry(Facts::kind_of(page)).or_default() += 1;
            self.blocks.add(Blocks::of(page));
        }
        for page in &facts.pages {
            for block in &page.blocks {
                match block.verdict {
                    Verdict::Used => *self.used.entry(block.form).or_default() += 1,
                    Verdict::Left(reason) => *self.left.entry(reason).or_default() += 1,
                    Verdict::Prose | Verdict::Structure => {}
                }
            }
            self.n_examples += page.operation.as_ref().map_or(0, |it| it.examples.len());
        }
    }

    fn add_types(&mut self, model: &Model) {
        for ty in model.types.values() {
            match ty {
                Type::Structured(ty) => {
                    self.n_structured += 1;
                    self.n_properties += ty.properties.len();
                }
                Type::Enum(ty) => {
                    self.n_enums += 1;
                    self.n_members += ty.members.len();
                }
            }
        }
    }

    fn add_operations(&mut self, model: &Model) {
        for operation in &model.operations {
            self.n_operations += 1;
            self.n_lines += operation.lines.len();
            self.n_answers += usize::from(operation.response != ResponseBody::None);
            self.n_untyped += usize::from(operation.response.is_untyped());
            self.n_attached += operation.examples.len();
            self.n_differing += operation.examples.iter().filter(|it| it.contradicts()).count();
            if operation.agreement != Agreement::OnePage {
                *self.agreements.entry(operation.agreement).or_default() += 1;
            }
        }
    }
}

/// What a page is about, in a word.
pub(super) fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Resource => "resource",
        PageKind::Enum => "enum",
        PageKind::Operation => "operation",
        PageKind::Conceptual => "conceptual",
    }
}
