//! One page of a list.

use crate::codec::{
    self, Decode, Encode, Extra, Listed, Member, Model, ODATA_LISTS, Reader, has_member, read_page,
};
use std::borrow::Cow;
use std::fmt;

/// The member that says where the next page is.
const NEXT_LINK: &str = "@odata.nextLink";

/// The same as OData 4.01 lets a service write it.
const SHORT_NEXT_LINK: &str = "@nextLink";

/// The member that says where to ask for changes later, and how OData 4.01 lets a service write it.
const DELTA_LINK: &str = "@odata.deltaLink";
const SHORT_DELTA_LINK: &str = "@deltaLink";

/// The member that says how many items there are.
const COUNT: &str = "@odata.count";
const SHORT_COUNT: &str = "@count";

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
    /// Unlike the field, it also knows OData 4.01's short name, `@nextLink`.
    pub fn next_link(&self) -> Option<&str> {
        self.link(self.next_link.as_deref(), SHORT_NEXT_LINK)
    }

    /// Where to ask for changes later, on the last page of a delta query. Unlike the field, it also knows the short name,
    /// `@deltaLink`.
    pub fn delta_link(&self) -> Option<&str> {
        self.link(self.delta_link.as_deref(), SHORT_DELTA_LINK)
    }

    /// How many items the list has on all pages, if it was asked for. Unlike the field, it also knows the short name, `@count`.
    pub fn count(&self) -> Option<i64> {
        self.count.or_else(|| self.extra.get(SHORT_COUNT)?.as_i64())
    }

    fn link<'a>(&'a self, long: Option<&'a str>, short: &str) -> Option<&'a str> {
        let short = || match self.extra.get(short)?.as_str()? {
            Cow::Borrowed(link) => Some(link),
            // Not of a page that was read as an answer.
            Cow::Owned(_) => None,
        };
        long.or_else(short).map(str::trim).filter(|it| !it.is_empty())
    }

    /// A link with escapes in its JSON (`\\u0026`) is written without them, so that it can be borrowed.
    fn unescape(&mut self, name: &str) {
        if let Some(Cow::Owned(link)) = self.extra.get(name).and_then(|it| it.as_str()) {
            self.extra.insert(name, link);
        }
    }

    /// The member that leads on in words that nobody understands, on a page that has no link.
    pub(super) fn odd_link(&self) -> Option<&'static str> {
        let is_odd = |name: &&str| match self.extra.get(name) {
            Some(value) => {
                !value.is_null() && value.as_str().is_none_or(|it| !it.trim().is_empty())
            }
            None => false,
        };
        [NEXT_LINK, SHORT_NEXT_LINK].into_iter().find(is_odd)
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Model for Page<T> {
    const NAME: &'static str = "Page";
    const MEMBERS: &'static [&'static str] = &[COUNT, "value", NEXT_LINK, DELTA_LINK];

    fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
        Ok(match index {
            0 => &self.count,
            1 => &self.value,
            2 => &self.next_link,
            3 => &self.delta_link,
            _ => return Err(&self.extra),
        })
    }

    fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
        Ok(match index {
            0 => &mut self.count,
            1 => &mut self.value,
            2 => &mut self.next_link,
            3 => &mut self.delta_link,
            _ => return Err(&mut self.extra),
        })
    }

    /// Items that are no array, or that have one among them which is no item, are no empty list: who keeps in step with a list
    /// would delete everything.
    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        if reader.lists != ODATA_LISTS {
            return Some(());
        }
        self.unescape(SHORT_NEXT_LINK);
        self.unescape(SHORT_DELTA_LINK);
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

    fn decode_page(reader: &mut Reader<'_>) -> Option<Option<Self>> {
        let lists = reader.lists;
        (lists != ODATA_LISTS).then(|| {
            let mut page = Self::default();
            let Self { value, extra, .. } = &mut page;
            read_page(reader, lists, value, T::EXPECTS, extra).map(|()| page)
        })
    }

    fn as_list(&mut self) -> Option<&mut dyn Listed> {
        Some(self)
    }
}

impl<T> Listed for Page<T> {
    fn n_items(&self) -> usize {
        self.value.len()
    }

    fn rest(&self) -> &Extra {
        &self.extra
    }

    fn set_next_link(&mut self, link: String) {
        self.next_link = Some(link);
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
