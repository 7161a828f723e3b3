//! What a page is made of before it is read: sections, links, labels, what is wrong with it as a whole.

pub(crate) mod answered;
pub(crate) mod bare_heading;
pub(crate) mod classify;
pub(crate) mod columns;
pub(crate) mod element;
pub(crate) mod labels;
pub(crate) mod links;
pub(crate) mod outline;
pub(crate) mod problems;
pub(crate) mod suppression;
pub(crate) mod unfinished;
pub(crate) mod unread_page;
