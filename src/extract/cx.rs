//! What every extractor of a page needs.

use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::extract::known_routes::Routes;
use crate::source::SourceMap;

/// The doc set, how it spells things, and which routes its lists have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cx<'a> {
    pub(super) docs: &'a DocSet,
    pub(super) dialect: &'a Dialect,
    /// What lists of routes lead to.
    pub(super) routes: &'a Routes,
}

impl<'a> Cx<'a> {
    /// The texts of all pages.
    pub(super) fn sources(&self) -> &'a SourceMap {
        &self.docs.sources
    }
}
