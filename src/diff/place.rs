//! Where a thing stands in its docs.

use crate::emit::rust::{Surface, surface};
use crate::model::{Docs, Line, Model};
use crate::source::{SourceMap, Span};
use std::fmt;
use std::sync::OnceLock;

/// A page and a line of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The page, below the doc set's root.
    pub page: String,
    /// The line from 1, if that is known.
    pub line: Option<u32>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.page),
            None => f.write_str(&self.page),
        }
    }
}

/// One of the two that are compared, with others, too: what Rust code sees of it is found once.
#[derive(Debug)]
pub struct Side<'a> {
    pub(super) model: &'a Model,
    pub(super) places: Places<'a>,
    surface: OnceLock<Surface>,
}

impl<'a> Side<'a> {
    /// A model, of which only the part that clients are made of counts, and where what it holds stands.
    pub fn new(model: &'a Model, places: Places<'a>) -> Self {
        Self { model, places, surface: OnceLock::new() }
    }

    /// What other crates can name of its client.
    pub(super) fn surface(&self) -> &Surface {
        self.surface.get_or_init(|| surface(self.model))
    }
}

/// What the spans of a model lead to.
#[derive(Clone, Copy, Debug)]
pub enum Places<'a> {
    /// The pages that it was made of.
    Docs(&'a SourceMap),
    /// The pages that a model file names: a span starts at its line.
    File(&'a [String]),
}

impl Places<'_> {
    /// Where a thing is documented.
    pub(super) fn of(&self, docs: &Docs) -> Option<Place> {
        let place = docs.span.and_then(|span| self.at(span));
        place.or_else(|| Some(Place { page: docs.page.clone()?, line: None }))
    }

    /// Where a request line stands.
    pub(super) fn of_line(&self, line: &Line) -> Place {
        self.at(line.span).unwrap_or_else(|| Place { page: line.page.clone(), line: None })
    }

    fn at(&self, span: Span) -> Option<Place> {
        match self {
            Self::Docs(sources) => {
                let page = sources.file(span.file).path.clone();
                Some(Place { page, line: Some(sources.line(span)) })
            }
            Self::File(pages) => {
                let page = pages.get(span.file.0 as usize)?.clone();
                Some(Place { page, line: Some(span.start) })
            }
        }
    }
}
