//! What commands show, and how: the values of arguments.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts of the pages.
    Text,
    /// A line each, for editors; with `-v` a line for each place.
    Short,
    /// One JSON document, for other programs; `findings.schema.json` in the sources describes it.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Commands to a GitHub Actions runner, which shows them beside the changed lines.
    Github,
    /// GitLab's code quality report, run in the repository's root.
    Gitlab,
    /// JUnit XML, a case a finding, for build servers.
    Junit,
    /// A summary for a pull request: a line a rule, then the findings, most severe first.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Method, path, what it answers, least permission of the first kind of caller, page.
    Operations,
    /// Name, kind, number of properties or members, page.
    Types,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A line each.
    Text,
    /// One JSON document, for other programs.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    /// A line each.
    Text,
    /// All that `docwright explain` says of each, as one page for a site of docs.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// Sections and blocks.
    Pages,
    /// What the page claims.
    Facts,
    /// The types and operations that the page documents.
    Model,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// A few lines a change.
    Text,
    /// A section for a changelog.
    Markdown,
    /// One JSON document, for other programs; `changes.schema.json` in the sources describes it.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// The wire, or Rust code that uses the client.
    Breaking,
    /// Whoever talks to the service.
    Wire,
    /// Rust code that uses the client.
    Rust,
}
