//! Which findings a run tells: those of pages that are named, and those that came since a revision.

use super::failure::Failure;
use super::since::Since;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use std::collections::BTreeSet;

/// What is told, of all that is found.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Only of these pages, if any are named.
    pub(super) pages: Option<BTreeSet<String>>,
    /// Only what came since then.
    pub(super) since: Option<Since>,
}

impl Scope {
    /// Looks up what there was at a revision, if one is named.
    pub(super) fn of(
        docs: &DocSet,
        config: &Config,
        pages: Option<BTreeSet<String>>,
        since: Option<&str>,
    ) -> Result<Self, Failure> {
        let since = since.map(|revision| Since::read(docs, config, revision)).transpose()?;
        Ok(Self { pages, since })
    }

    /// Drops all else. Returns how many findings were there before the revision.
    pub(super) fn narrow(&self, docs: &DocSet, diagnostics: &mut Diagnostics) -> usize {
        if let Some(pages) = &self.pages {
            diagnostics.narrow(|finding| {
                pages.contains(&docs.sources.file(finding.primary.span.file).path)
            });
        }
        let Some(since) = &self.since else { return 0 };
        let found: Vec<_> = diagnostics.iter().collect();
        let mut is_new = since.are_new(&docs.sources, &found).into_iter();
        diagnostics.narrow(|_| is_new.next().unwrap_or(true))
    }
}
