//! The routes that lists of a doc set have, each with where it leads.

use crate::facts::RequestLine;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The routes, by the pages that they lead to.
#[derive(Debug, Default)]
pub struct Routes {
    by_page: BTreeMap<String, Vec<Listed>>,
    /// The items, tables and lists that are nothing else.
    places: BTreeSet<Span>,
}

/// A route of a list.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) line: RequestLine,
    /// The item or the table.
    pub(super) at: Span,
    /// The heading that it leads to, in lower case; `None` for the page.
    pub(super) anchor: Option<String>,
}

impl Routes {
    /// Adds a route that leads to a page.
    pub(super) fn add(&mut self, path: String, listed: Listed) {
        self.places.insert(listed.at);
        self.by_page.entry(path).or_default().push(listed);
    }

    /// Adds a list that is nothing else.
    pub(super) fn add_place(&mut self, block: Span) {
        self.places.insert(block);
    }

    /// Whether a block is an item or a table of such a list, or all of the list.
    pub(super) fn has(&self, block: Span) -> bool {
        self.places.contains(&block)
    }

    /// The routes that lead to a page.
    pub(super) fn to(&self, path: &str) -> &[Listed] {
        self.by_page.get(path).map_or(&[], Vec::as_slice)
    }
}
