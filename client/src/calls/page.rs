//! One page of a list.

use crate::codec::{self, Decode, Encode, Extra, Member, Model, Reader, has_member};
use std::fmt;

/// The member that says where the next page is.
pub(super) const NEXT_LINK: &str = "@odata.nextLink";

/// One page of a list.
#[derive(Clone)]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// Where the next page is; none on the last one.
    pub next_link: Option<String>,
    /// Where to ask for changes later; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// How many items the list has on all pages, if it was asked for.
    pub count: Option<i64>,
    /// What else was read.
    pub extra: Extra,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Extra::new(),
        }
    }
}

impl<T> Page<T> {
    /// Where the next page is, for [`Request::resume`](crate::Request::resume); none on the last one. An empty link is none.
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref().map(str::trim).filter(|it| !it.is_empty())
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Model for Page<T> {
    const NAME: &'static str = "Page";
    const MEMBERS: &'static [&'static str] =
        &["@odata.count", "value", NEXT_LINK, "@odata.deltaLink"];

    fn member(&self, index: usize) -> Option<&dyn Member> {
        Some(match index {
            0 => &self.count,
            1 => &self.value,
            2 => &self.next_link,
            3 => &self.delta_link,
            _ => return None,
        })
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
        Some(match index {
            0 => &mut self.count,
            1 => &mut self.value,
            2 => &mut self.next_link,
            3 => &mut self.delta_link,
            _ => return None,
        })
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    /// Items that are no array, or that have one among them which is no item, are no empty list: who keeps in step with a list
    /// would delete everything.
    fn check_answer(&self, reader: &mut Reader<'_>) -> Option<()> {
        let is_read = !self.extra.was_present("value")
            && (!self.value.is_empty() || {
                reader.restart();
                has_member(reader, "value")
            });
        if !is_read {
            reader.only_below("value", "an array");
        }
        is_read.then_some(())
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        codec::equal(self, other)
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        codec::debug(self, f)
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}
