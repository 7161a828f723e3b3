//! Where OData has things in its answers.

/// The items of a list.
pub(crate) const ODATA_LISTS: &[&str] = &["value"];
