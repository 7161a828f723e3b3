//! How findings look. One file an output format: `text` and `short` render one finding, the others all.

pub mod github;
pub mod json;
#[cfg(feature = "cli")]
mod places;
mod report;
pub mod sarif;
pub mod short;
#[cfg(feature = "cli")]
pub mod text;
#[cfg(feature = "cli")]
mod window;

pub(crate) use crate::visible::visible;
pub use report::{Client, Difference, Report};
