//! `docs-of-other-version`: nearly all requests name another version or base URL than the dialect.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static DOCS_OF_OTHER_VERSION: Rule = Rule {
    name: "docs-of-other-version",
    level: Level::Warn,
    summary: "nearly all requests name another version or base URL than the dialect",
    explanation: include_str!("docs_of_other_version.md"),
};

/// What nearly all requests name, in place of what the dialect says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'a> {
    /// The key that says it: `version` or `base-url`.
    pub(crate) key: &'static str,
    pub(crate) docs: &'a str,
    pub(crate) dialect: &'a str,
    /// How many name it.
    pub(crate) n_agreeing: usize,
    /// How many name any.
    pub(crate) n_all: usize,
}

/// The first request that names it.
pub(crate) fn report(at: Span, named: &Named<'_>) -> Diagnostic {
    let Named { key, docs, dialect, n_agreeing, n_all } = named;
    let headline = match dialect.is_empty() {
        true => format!("the docs are of `{docs}`, and the dialect names none"),
        false => format!("the docs are of `{docs}`, the dialect of `{dialect}`"),
    };
    Diagnostic::new(&DOCS_OF_OTHER_VERSION, at, headline)
        .note(format!("taken from {n_agreeing} of {n_all} requests that name one"))
        .help(format!(
            "to settle it, write `{key} = \"{docs}\"` below `[service]` in the `docwright.toml` of the docs"
        ))
}
