//! What every extractor of a page needs.

use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::source::SourceMap;

/// The doc set, and how it spells things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cx<'a> {
    pub(super) docs: &'a DocSet,
    pub(super) dialect: &'a Dialect,
}

impl<'a> Cx<'a> {
    /// The texts of all pages.
    pub(super) fn sources(&self) -> &'a SourceMap {
        &self.docs.sources
    }
}
