//! Items of a file.

use super::places::format_item;
use proc_macro2::TokenStream;

/// One item of a file, as text.
#[derive(Clone, Debug)]
pub(crate) struct Item(String);

impl Item {
    /// Text that came out of a template.
    pub(crate) fn of(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is.
    pub(crate) fn kind(&self) -> Kind {
        let mut lines = self.0.lines().filter(|line| !line.starts_with("#["));
        let first = lines.next().unwrap_or_default().trim_start_matches("pub ");
        if first.starts_with("use ") || first.starts_with("mod ") {
            Kind::Use
        } else if self.0.starts_with("impl ") && self.0.ends_with("{}\n") {
            Kind::Mark
        } else {
            Kind::Other
        }
    }
}

/// What kind of item it is, as far as that says where blank lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An import or a module.
    Use,
    /// `impl X for Y {}`
    Mark,
    /// Anything else.
    Other,
}

impl From<TokenStream> for Item {
    fn from(tokens: TokenStream) -> Self {
        Self(format_item(&tokens))
    }
}
