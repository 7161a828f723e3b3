//! The straight line: a doc set in, facts, model and findings out.

use crate::config::Config;
use crate::corrections::Corrections;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::extract::{self, Marked, Outline};
use crate::facts::Facts;
use crate::model::Model;
use crate::rules::RuleCx;
use crate::select::{self, Chosen, Selection};
use crate::service::Service;
use crate::source::{FileId, Span};
use crate::{lower, markdown, rules};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    let model = with_model(docs, config, &facts, &mut diagnostics, |cx, diagnostics| {
        let cx = RuleCx { has_suppressions: !marked.is_empty(), ..*cx };
        rules::check(&cx, diagnostics);
    })
    .0;
    let suppressions = marked.suppressions(outlines, &mut diagnostics);
    let (levels, known) = (&config.levels, &config.known);
    rules::settle(&docs.sources, &suppressions, levels, known, &mut diagnostics);
    Compilation { facts, model, diagnostics }
}

/// What would have to be corrected for the docs to say what the service says that they are held against.
pub fn proposals(docs: &DocSet, config: &Config, facts: &Facts) -> Corrections {
    let Some(service) = &config.service else { return Corrections::default() };
    let propose = |corrections: &Corrections, what: fn(&RuleCx<'_>, &Service) -> Corrections| {
        let config = Config { corrections: Arc::new(corrections.clone()), ..config.clone() };
        let mut untold = Diagnostics::default();
        with_model(docs, &config, facts, &mut untold, |cx, _| what(cx, service)).1
    };
    // What types inherit depends on their bases, and what paths lead to on properties; but some properties are as their
    // own paths say, once these are right.
    let with = |others: &[&Corrections]| {
        let mut all = (*config.corrections).clone();
        others.iter().for_each(|it| all.extend((*it).clone()));
        all
    };
    let bases = propose(&config.corrections, rules::propose_bases);
    let mut types = propose(&with(&[&bases]), rules::propose_types);
    let operations = propose(&with(&[&bases, &types]), rules::propose_operations);
    let needed = propose(&with(&[&bases, &operations]), rules::propose_types);
    let needed: BTreeSet<(String, String)> =
        needed.properties.into_iter().map(|it| (it.of, it.name.value)).collect();
    types.properties.retain(|it| needed.contains(&(it.of.clone(), it.name.value.clone())));
    let mut all = bases;
    all.extend(types);
    all.extend(operations);
    all
}

/// Makes the model, and does something with all that rules look at.
fn with_model<T>(
    docs: &DocSet,
    config: &Config,
    facts: &Facts,
    diagnostics: &mut Diagnostics,
    look: impl FnOnce(&RuleCx<'_>, &mut Diagnostics) -> T,
) -> (Model, T) {
    let dialect = dialect_of(facts, config, diagnostics);
    let (sources, dialect, corrections) = (&docs.sources, &*dialect, &*config.corrections);
    let (model, ledger) = lower::lower(sources, facts, dialect, corrections, diagnostics);
    let service = config.service.as_deref();
    let cx = RuleCx {
        sources,
        dialect,
        facts,
        model: &model,
        ledger: &ledger,
        service,
        levels: &config.levels,
        has_suppressions: false,
    };
    let seen = look(&cx, diagnostics);
    (model, seen)
}

/// The model of a doc set, without what is wrong with the docs.
pub fn model(docs: &DocSet, config: &Config) -> Model {
    let facts = facts(docs, &config.dialect);
    with_model(docs, config, &facts, &mut Diagnostics::default(), |_, _| ()).0
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
    let service = &dialect.service;
    let versions = docs.versions(&service.version, &service.other_versions);
    let mut aside: BTreeMap<&str, (FileId, usize)> = BTreeMap::new();
    for (page, folder) in &versions.others {
        aside.entry(folder).or_insert((*page, 0)).1 += 1;
    }
    for (folder, (first, n_pages)) in aside {
        let (at, own) = (Span::new(first, 0..0), &service.version);
        diagnostics.report(rules::page::pages_of_other_version::report(at, folder, n_pages, own));
    }
    let routes = extract::find_routes(docs, dialect, &versions.own);
    let pages: Vec<_> = versions
        .own
        .par_iter()
        .map(|&file| {
            let mut page = markdown::parse_page(docs, file);
            extract::unlist_labels(&mut page.root, dialect);
            let mut own = Diagnostics::default();
            let facts = extract::extract(docs, &page, dialect, &routes, &mut own);
            (facts, marked.outline(&page), own)
        })
        .collect();
    let n_facts = pages.iter().map(|(facts, ..)| facts.len()).sum();
    let mut facts = Facts { pages: Vec::with_capacity(n_facts) };
    let (mut outlines, mut told) = (Vec::new(), Vec::with_capacity(pages.len()));
    for (page, outline, own) in pages {
        facts.pages.extend(page);
        outlines.push(outline);
        told.push(own);
    }
    diagnostics.absorb(told);
    extract::fill_alike(&mut facts, service, diagnostics);
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
