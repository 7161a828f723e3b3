//! The straight line: a doc set in, facts, model and findings out.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use crate::facts::Facts;
use crate::model::Model;
use crate::{extract, lower, markdown, rules};

/// Everything that compiling a doc set yields.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// What each page claims.
    pub facts: Facts,
    /// What is true after reconciling.
    pub model: Model,
    /// What is wrong with the docs, sorted.
    pub diagnostics: Diagnostics,
}

/// Compiles a doc set. Never fails: what can't be read is reported and left.
pub fn compile(docs: &DocSet, config: &Config) -> Compilation {
    let mut diagnostics = Diagnostics::default();
    let pages = markdown::parse(docs);
    let facts = extract::extract(docs, &pages, &config.dialect, &mut diagnostics);
    let model = lower::lower(&docs.sources, &facts, &config.dialect, &mut diagnostics);
    rules::check(&docs.sources, &facts, &model, &mut diagnostics);
    let suppressions = extract::suppressions(docs, &pages, &mut diagnostics);
    let (levels, known) = (&config.levels, &config.known);
    rules::settle(&docs.sources, &suppressions, levels, known, &mut diagnostics);
    Compilation { facts, model, diagnostics }
}
