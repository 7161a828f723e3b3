//! How a service answers, as data: where lists and errors have what, how more is got, and how a request says who asks. Emitted
//! clients say what of it is not as in OData.

use crate::codec::ODATA_LISTS;
use crate::error::Places;

/// How a service answers and is asked. A generated client of a service that does not speak OData has one
/// ([`Served`]); what it does not say is [`ODATA`](Self::ODATA)'s.
///
/// A place in JSON is a member's name, or several with dots between them (`data.items`); in an array, that of its items. Of
/// several places the first counts that is there.
#[derive(Clone, Copy, Debug)]
pub struct Protocol {
    /// Where the items of a list are: a place, `.` for the whole answer, `*` for the only member that is an array.
    pub lists: &'static [&'static str],
    /// How more of a list is got.
    pub paging: Paging,
    /// Where an error has its code; without a place, where services usually have it.
    pub error_codes: &'static [&'static str],
    /// Where an error has its words; without a place, where services usually have them.
    pub error_messages: &'static [&'static str],
    /// How a request carries the token.
    pub token: TokenPlace,
}

impl Protocol {
    /// OData's: items are in `value`, links in `@odata.nextLink`, tokens bearers'.
    pub const ODATA: Self = Self {
        lists: ODATA_LISTS,
        paging: Paging::Link { places: ODATA_LINKS },
        error_codes: &[],
        error_messages: &[],
        token: TokenPlace::BEARER,
    };

    /// Whether pages are OData's, which know their links by themselves.
    pub(super) fn has_odata_pages(&self) -> bool {
        let has_links = matches!(self.paging, Paging::Link { places } if places == ODATA_LINKS);
        has_links && self.lists == ODATA_LISTS
    }

    /// Where an error has what.
    pub(super) fn error_places(&self) -> Places {
        Places { codes: self.error_codes, messages: self.error_messages }
    }
}

/// Where OData has the link to the next page.
const ODATA_LINKS: &[&str] = &["@odata.nextLink", "@nextLink"];

/// How more of a list is got.
///
/// Where a place is asked for, a name with a colon behind it (`X-Next:`) is a header's.
#[derive(Clone, Copy, Debug)]
pub enum Paging {
    /// A list is always whole.
    Whole,
    /// The answer has a link to the next page.
    Link {
        /// Where the link is.
        places: &'static [&'static str],
    },
    /// A header `Link` has it, with `rel="next"` (RFC 8288).
    Header,
    /// Pages have numbers.
    Number {
        /// The query parameter that takes the number.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
        /// The query parameter that says how many items a page has.
        size: Option<&'static str>,
        /// Which page is the last.
        end: End,
    },
    /// A page begins behind so many items.
    Offset {
        /// The query parameter that takes how many items stand before the page.
        parameter: &'static str,
        /// The query parameter that says how many items a page has.
        size: Option<&'static str>,
        /// Which page is the last.
        end: End,
    },
    /// The answer says where to go on, for a query parameter.
    Cursor {
        /// Where that is said.
        places: &'static [&'static str],
        /// The query parameter that takes it.
        parameter: &'static str,
        /// The query parameter that says how many items a page has.
        size: Option<&'static str>,
        /// Which page is the last though it says where to go on.
        end: Option<End>,
    },
}

impl Paging {
    /// Whether the client makes the request for the next page out of that for this one, which only what is read allows.
    pub(crate) fn is_asked_for(&self) -> bool {
        match self {
            Self::Whole | Self::Link { .. } | Self::Header => false,
            Self::Number { .. } | Self::Offset { .. } | Self::Cursor { .. } => true,
        }
    }
}

/// Which page of a list is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// One without items.
    Empty,
    /// One with fewer items than it may have, if the request says how many these are; else one without items.
    Short,
    /// One without this header, or with nothing in it. Otherwise the header says the number of the next page.
    Header(&'static str),
}

/// How a request carries the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// In a header.
    Header {
        /// The header's name, in lower case.
        name: &'static str,
        /// What stands before the token: `Bearer `.
        before: &'static str,
    },
    /// In a query parameter.
    Query(&'static str),
    /// In the header `Authorization`, as name and password in base64 (RFC 7617). The token's text is `name:password`; one without a
    /// colon is a name without a password.
    Basic,
}

impl TokenPlace {
    /// `Authorization: Bearer …`
    pub const BEARER: Self = Self::Header { name: "authorization", before: "Bearer " };
}

/// A generated client of a service that does not answer as OData says.
pub trait Served {
    /// How it answers.
    const PROTOCOL: Protocol;
}
