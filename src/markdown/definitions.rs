//! The link reference definitions of a file, found by label and by destination.

use crate::hashed::Hashed;
use crate::limits;
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// No label of CommonMark has more letters, and a letter has four bytes at most.
const MOST_LABEL_BYTES: usize = 999 * 4;

/// What `[label]: destination` lines define. They come in no order and are only looked up: a map that keeps them sorted would
/// compare the text of each with that of many.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// Labels are in lower case.
    by_label: Hashed<String, (String, Range<usize>)>,
    /// The place of each destination, and its label: of several labels the first.
    by_destination: Hashed<String, (String, Range<usize>)>,
    /// Bytes of the destinations given out so far.
    n_referred: Cell<usize>,
    /// The first reference beyond what is followed.
    beyond: RefCell<Option<Range<usize>>>,
}

impl Definitions {
    /// Takes a definition; an earlier one of its label counts.
    pub(super) fn add(&mut self, label: &str, destination: &str, at: Range<usize>) {
        let label = label.to_lowercase();
        if self.by_label.contains_key(&label) {
            return;
        }
        let is_first = self.by_destination.get(destination).is_none_or(|(it, _)| label < *it);
        if is_first {
            let found = (label.clone(), at.clone());
            self.by_destination.insert(destination.to_owned(), found);
        }
        self.by_label.insert(label, (destination.to_owned(), at));
    }

    /// Where a destination is defined.
    pub(super) fn place(&self, destination: &str) -> Option<&Range<usize>> {
        self.by_destination.get(destination).map(|(_, at)| at)
    }

    /// The destination that a reference at `at` leads to.
    pub(super) fn refer(&self, label: &str, at: Range<usize>) -> Option<String> {
        if label.len() > MOST_LABEL_BYTES {
            return None;
        }
        let (destination, _) = self.by_label.get(&label.to_lowercase())?;
        let n_referred = self.n_referred.get().saturating_add(destination.len());
        if n_referred > limits::REFERRED_BYTES.most {
            self.beyond.borrow_mut().get_or_insert(at);
            return None;
        }
        self.n_referred.set(n_referred);
        Some(destination.clone())
    }

    /// The first reference that was not followed because those before it lead to too much text.
    pub(super) fn beyond(&self) -> Option<Range<usize>> {
        self.beyond.borrow().clone()
    }
}
