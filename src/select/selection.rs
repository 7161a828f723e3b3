//! What somebody asks for, as it is written.

use std::collections::BTreeMap;

/// What somebody asks for. Nothing is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selectors of what is wanted; everything if there are none.
    pub include: Vec<String>,
    /// Selectors of what is not.
    pub exclude: Vec<String>,
    /// Relationships that are followed: `order.customer`.
    pub expand: Vec<String>,
    /// Where a text of a list is written, if in a file: `path:line:column`.
    pub places: BTreeMap<(&'static str, String), String>,
}

/// The names of the lists.
pub const LISTS: [&str; 3] = ["exclude", "expand", "include"];

impl Selection {
    /// Takes a list that a file sets, each text with its place, unless the user gave that list.
    pub fn take_of_docs(
        &mut self,
        list: &'static str,
        texts: impl IntoIterator<Item = (String, String)>,
    ) {
        let own = match list {
            "exclude" => &mut self.exclude,
            "expand" => &mut self.expand,
            _ => &mut self.include,
        };
        if own.is_empty() {
            for (text, place) in texts {
                own.push(text.clone());
                self.places.entry((list, text)).or_insert(place);
            }
        }
    }

    /// Whether everything is wanted.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}
