//! How findings look. One file an output format: `text` and `short` render one finding, the others all.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
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

/// Where a rule is explained, for whoever reads findings in a browser.
pub fn help_uri(family: &str, rule: &str) -> String {
    let (repository, file) = (env!("CARGO_PKG_REPOSITORY"), rule.replace('-', "_"));
    format!("{repository}/blob/main/src/rules/{family}/{file}.md")
}
