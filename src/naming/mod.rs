//! What a written name means where it stands: namespaces, the types that exist, and texts resolved to
//! them. Lowering builds the index, rules look things up in it.

mod declarations;
mod namespaces;
mod resolve;
mod urls;

pub(crate) use declarations::{Declaration, Declarations, InferredFacts, What};
pub(crate) use namespaces::{Namespaces, is_foreign, type_name};
pub(crate) use resolve::{resolve, resolve_in_sentence, stated_type};
pub(crate) use urls::{is_service, own_segments, version};

use crate::dialect::Dialect;
use crate::facts::PageFacts;
use crate::model::Docs;
use crate::source::{SourceMap, Span};

/// What looking up a name needs beside the types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cx<'a> {
    pub(crate) sources: &'a SourceMap,
    pub(crate) dialect: &'a Dialect,
    pub(crate) namespaces: &'a Namespaces,
}

impl<'a> Cx<'a> {
    /// A page's path below the doc set's root.
    pub(crate) fn path(&self, page: &PageFacts) -> &'a str {
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
}
