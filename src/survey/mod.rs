//! A survey: how docs are built and what words they use, whether or not a dialect knows them. What it saw is
//! the beginning of a dialect of their own.
//!
//! Nothing here reads docs for what they say: that is `extract`, by a dialect.

mod answers;
mod base;
mod columns;
mod counts;
mod elements;
mod envelopes;
mod evident;
mod heading;
mod members;
mod notes;
mod reader;
mod requests;
mod service;
mod text;
mod titles;
mod values;
mod words;

pub use answers::Answers;
pub use base::{base_path, base_url, base_url_guess};
pub use counts::{Counts, Seen};
pub use evident::Evident;
pub use heading::has_request;
pub use requests::Requests;
pub use text::{Proposal, to_toml};
pub use words::Words;

use crate::doc_set::DocSet;
use crate::markdown::{self, Page};
use rayon::prelude::*;

/// The pages of a doc set, read once for all that is looked for in them.
pub fn pages(docs: &DocSet) -> Vec<Page> {
    docs.pages.par_iter().map(|file| markdown::parse_page(docs, *file)).collect()
}
