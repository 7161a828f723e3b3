//! The straight line: a doc set in, facts, model and findings out.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::extract::{self, Marked, Outline};
use crate::facts::Facts;
use crate::model::Model;
use crate::rules::RuleCx;
use crate::select::{self, Chosen, Selection};
use crate::source::Span;
use crate::{lower, markdown, rules};
use rayon::prelude::*;
use std::borrow::Cow;

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

impl Compilation {
    /// Tells once what is one mistake at several places.
    pub fn gather(&mut self) {
        self.diagnostics.gather(self.facts.by_file().count());
    }

    /// Chooses the part of the model that clients are made of.
    ///
    /// # Errors
    ///
    /// If a selector can't be taken.
    pub fn choose(&mut self, selection: &Selection) -> Result<Chosen, select::Error> {
        let chosen = select::select(&self.model, selection)?;
        self.model.part = (!selection.is_everything()).then(|| chosen.part(&self.model));
        Ok(chosen)
    }
}

/// Compiles a doc set. Never fails: what can't be read is reported and left.
pub fn compile(docs: &DocSet, config: &Config) -> Compilation {
    let mut compilation = compile_each(docs, config);
    compilation.gather();
    compilation
}

/// The same with a finding for each place of a mistake, for who picks some of them before the rest is
/// [gathered](Compilation::gather).
pub fn compile_each(docs: &DocSet, config: &Config) -> Compilation {
    let mut diagnostics = Diagnostics::default();
    for unread in &docs.unread {
        let end = docs.sources.file(unread.file).text.len();
        let end = Span::new(unread.file, end..end);
        diagnostics.report(rules::page::unreadable_page::report(&unread.reason, end));
    }
    let marked = Marked::find(docs);
    let (facts, outlines) = read(docs, &config.dialect, &marked, &mut diagnostics);
    let dialect = dialect_of(&facts, config, &mut diagnostics);
    let (model, ledger) = lower::lower(&docs.sources, &facts, &dialect, &mut diagnostics);
    let (sources, dialect) = (&docs.sources, &*dialect);
    let service = config.service.as_deref();
    let (facts_of, model_of) = (&facts, &model);
    let cx =
        RuleCx { sources, dialect, facts: facts_of, model: model_of, ledger: &ledger, service };
    rules::check(&cx, &mut diagnostics);
    let suppressions = marked.suppressions(outlines, &mut diagnostics);
    let (levels, known) = (&config.levels, &config.known);
    rules::settle(&docs.sources, &suppressions, levels, known, &mut diagnostics);
    Compilation { facts, model, diagnostics }
}

/// What the pages of a doc set claim, read in a dialect.
pub fn facts(docs: &DocSet, dialect: &Dialect) -> Facts {
    read(docs, dialect, &Marked::find(docs), &mut Diagnostics::default()).0
}

/// Parses pages and extracts what they claim, in parallel, in page order.
///
/// A parsed page is large, and dropped as soon as its facts are out.
fn read(
    docs: &DocSet,
    dialect: &Dialect,
    marked: &Marked<'_>,
    diagnostics: &mut Diagnostics,
) -> (Facts, Vec<Outline>) {
    let pages: Vec<_> = docs
        .pages
        .par_iter()
        .map(|&file| {
            let page = markdown::parse_page(docs, file);
            let mut own = Diagnostics::default();
            let facts = extract::extract(docs, &page, dialect, &mut own);
            (facts, marked.outline(&page), own)
        })
        .collect();
    let mut facts = Facts::default();
    let mut outlines = Vec::new();
    for (page, outline, own) in pages {
        facts.pages.extend(page);
        outlines.push(outline);
        diagnostics.absorb(own);
    }
    (facts, outlines)
}

/// The dialect, with the service that nearly all requests of the docs name unless somebody said one.
fn dialect_of<'c>(
    facts: &Facts,
    config: &'c Config,
    diagnostics: &mut Diagnostics,
) -> Cow<'c, Dialect> {
    let dialect = &*config.dialect;
    if config.is_version_said {
        return Cow::Borrowed(dialect);
    }
    match lower::service_of_docs(facts, &dialect.service, diagnostics) {
        Some(service) => Cow::Owned(Dialect { service, ..dialect.clone() }),
        None => Cow::Borrowed(dialect),
    }
}
