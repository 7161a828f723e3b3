//! Parameters: in lists, in elements, below headings without a word of where they go.

mod assigned;
pub(crate) mod elements;
pub(crate) mod listed;
pub(crate) mod placeless;
pub(crate) mod requirement;
mod unknown_types;
