//! Parameters: in lists, in sentences, in elements, below headings without a word of where they go.

mod assigned;
pub(crate) mod elements;
pub(crate) mod listed;
mod name_notes;
pub(crate) mod noted;
pub(crate) mod placeless;
pub(crate) mod requirement;
mod sentences;
mod unknown_types;
