//! Which part of a page belongs to which operation and type.

mod alongside;
mod listed_labels;
mod listed_routes;
mod mentions;
pub(crate) mod opening;
pub(crate) mod owners;
pub(crate) mod slips;
pub(crate) mod units;

pub(crate) use listed_labels::unlist;
