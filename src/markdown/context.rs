//! Where text stands that is read.

use super::definitions::Definitions;
use crate::source::FileId;

/// What is needed to place a run: the file, its text, and the page's definitions.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) definitions: &'a Definitions,
}
