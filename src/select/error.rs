//! Why a selection can't be taken, and what to write instead.

use std::fmt;

/// A selector that can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The list that it stands in: `include`, `exclude` or `expand`.
    pub list: &'static str,
    /// Its place in that list, from 0.
    pub index: usize,
    /// The selector as it is written.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where it is written, if in a file: `path:line:column`.
    pub place: Option<String>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { list, text, problem, place, .. } = self;
        if let Some(place) = place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{list} `{text}`: {problem}")
    }
}

impl std::error::Error for Error {}

/// What is wrong with one selector, before it is known where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) text: String,
    pub(super) help: Option<String>,
}

impl Problem {
    pub(super) fn new(text: impl Into<String>, help: Option<String>) -> Self {
        Self { text: text.into(), help }
    }

    /// The error of a selector at its place.
    pub(super) fn of(self, list: &'static str, index: usize, text: &str) -> Error {
        let Self { text: problem, help } = self;
        Error { list, index, text: text.to_owned(), problem, help, place: None }
    }
}
