//! What a page's text may hold, seen in one pass over it: nearly no page has any of it, and to look for each by itself would
//! take several.

use aho_corasick::packed::Searcher;
use std::sync::LazyLock;

/// What hints at something that is read in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A template of a site generator.
    Template,
    /// A comment or code of MDX.
    Code,
    /// What is said of a term.
    Definition,
}

const MARKS: &[(&str, Mark)] = &[
    ("{{", Mark::Template),
    ("{%", Mark::Template),
    ("{/*", Mark::Code),
    ("import ", Mark::Code),
    ("export ", Mark::Code),
    ("\n:", Mark::Definition),
];

/// None where the processor can't look at several bytes at once: then any may be there.
static FINDER: LazyLock<Option<Searcher>> =
    LazyLock::new(|| Searcher::new(MARKS.iter().map(|(mark, _)| mark)));

/// The marks of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks(u8);

impl Marks {
    /// Looks for all of them.
    pub(super) fn of(text: &str) -> Self {
        let Some(finder) = &*FINDER else { return Self(u8::MAX) };
        let found = finder.find_iter(text).filter_map(|it| MARKS.get(it.pattern().as_usize()));
        Self(found.fold(0, |all, (_, mark)| all | 1 << *mark as u8))
    }

    /// Whether one stands somewhere.
    pub(super) fn has(self, mark: Mark) -> bool {
        self.0 >> mark as u8 & 1 == 1
    }
}
