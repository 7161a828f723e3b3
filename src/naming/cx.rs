//! What every look-up of a name needs, and which namespace the names on a page are of.

use super::namespaces::{Namespaces, qualifier};
use crate::dialect::Dialect;
use crate::facts::PageFacts;
use crate::model::Docs;
use crate::precedence::{NAMESPACE, TYPE_NAME, best};
use crate::source::{SourceMap, Span};

/// What looking up a name needs beside the types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cx<'a> {
    pub(crate) sources: &'a SourceMap,
    pub(crate) dialect: &'a Dialect,
    pub(crate) namespaces: &'a Namespaces,
}

impl<'a> Cx<'a> {
    /// A page's path below the doc set's root; of a section of it with the heading's slug behind a `#`.
    pub(crate) fn path<'p>(&self, page: &'p PageFacts) -> &'p str
    where
        'a: 'p,
    {
        page.section.as_deref().unwrap_or(&self.sources.file(page.file).path)
    }

    /// The path of the file that a page, or a section of it, is in.
    pub(crate) fn file(&self, page: &PageFacts) -> &'a str {
        &self.sources.file(page.file).path
    }

    /// What people read, with the place where it stands.
    pub(crate) fn docs(&self, text: Option<&str>, span: Span) -> Docs {
        Docs {
            text: text.map(str::to_owned),
            page: Some(self.sources.file(span.file).path.clone()),
            span: Some(span),
        }
    }

    /// The namespace that bare names on a page are of: as the page says, else that of its own type.
    pub(crate) fn namespace(&self, page: &'a PageFacts) -> &'a str {
        let claimed = best(&page.namespaces, NAMESPACE).map(|claim| claim.value.as_str());
        let own = || {
            let names = page.types.iter().filter_map(|ty| best(&ty.names, TYPE_NAME));
            names.filter_map(|name| qualifier(&name.value)).find(|it| it.contains('.'))
        };
        claimed.or_else(own).unwrap_or(&self.dialect.default_namespace)
    }
}
