//! A page of a list, whatever its items are.

use super::extra::Extra;

/// A page of a list, as far as it is no matter what its items are.
#[doc(hidden)]
pub trait Listed {
    /// How many items it has.
    fn n_items(&self) -> usize;
    /// What was read beside the items.
    fn rest(&self) -> &Extra;
    /// Says where the next page is.
    fn set_next_link(&mut self, link: String);
}
