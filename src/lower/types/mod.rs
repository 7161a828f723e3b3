//! Types from claims: which there are, their bases, properties, members and kinds.

mod claims;
pub(crate) mod declare;
pub(crate) mod enums;
mod infer;
pub(crate) mod inheritance;
pub(crate) mod kinds;
pub(crate) mod properties;
mod titled;
mod titles;
