//! Names are a contract: what emitted code calls a thing does not change when pages come or go.

use docwright::config::Config;
use docwright::diagnostic::Diagnostics;
use docwright::doc_set::DocSet;
use docwright::emit::rust::public_names;
use docwright::facts::Facts;
use docwright::{lower, pipeline};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Names = BTreeMap<String, String>;

/// A doc set, read once, and the names of its things.
struct Reference {
    docs: DocSet,
    facts: Facts,
    names: Names,
}

impl Reference {
    fn read(docs: &Path) -> Self {
        let docs = DocSet::read(docs).expect("the doc set is there");
        let compilation = pipeline::compile(&docs, &Config::default());
        let names = public_names(&compilation.model);
        Self { docs, facts: compilation.facts, names }
    }

    /// What is called otherwise without a page; `facts` are the reference's, and are again afterwards.
    fn renamed_without(&self, facts: &mut Facts, removed: usize) -> Vec<String> {
        let page = facts.pages.remove(removed);
        let names = self.names_of(facts);
        facts.pages.insert(removed, page);
        renamed(&self.names, &names)
    }

    fn names_of(&self, facts: &Facts) -> Names {
        let config = Config::default();
        let mut diagnostics = Diagnostics::default();
        let sources = &self.docs.sources;
        public_names(&lower::lower(sources, facts, &config.dialect, &mut diagnostics).0)
    }

    /// The files of the doc set but one page.
    fn files_without(&self, removed: usize) -> Vec<(String, String)> {
        let removed = self.facts.pages[removed].file;
        let files = self.docs.sources.files().filter(|(file, _)| *file != removed);
        files.map(|(_, file)| (file.path.clone(), file.text.clone())).collect()
    }

    fn path(&self, page: usize) -> &str {
        &self.docs.sources.file(self.facts.pages[page].file).path
    }
}

/// The things of both that are called differently.
fn renamed(before: &Names, after: &Names) -> Vec<String> {
    let both = before.iter().filter_map(|(thing, name)| Some((thing, name, after.get(thing)?)));
    both.filter(|(_, before, after)| before != after)
        .map(|(thing, before, after)| format!("{thing}: {before} → {after}"))
        .collect()
}

/// Numbers below `end` that look random and are the same in every run (SplitMix64).
fn random(seed: u64, end: usize) -> impl Iterator<Item = usize> {
    (1..).map(move |n: u64| {
        let mut z = seed.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_page_of_the_sample_renames_anything() {
    let reference = Reference::read(&root().join("docs-input"));
    for page in 0..reference.facts.pages.len() {
        let docs = DocSet::from_files(reference.files_without(page));
        let names = public_names(&pipeline::compile(&docs, &Config::default()).model);
        let renamed = renamed(&reference.names, &names);
        assert!(renamed.is_empty(), "without {}: {renamed:#?}", reference.path(page));
    }
}

/// Facts hold no lookups across pages, so those of a smaller doc set are those of its pages.
#[test]
fn leaving_out_facts_is_leaving_out_pages() {
    let reference = Reference::read(&root().join("docs-input"));
    for page in 0..reference.facts.pages.len() {
        let docs = DocSet::from_files(reference.files_without(page));
        let read = public_names(&pipeline::compile(&docs, &Config::default()).model);
        let mut facts = reference.facts.clone();
        facts.pages.remove(page);
        let left = reference.names_of(&facts);
        let things = |one: &Names, other: &Names| -> Vec<String> {
            one.keys().filter(|thing| !other.contains_key(*thing)).cloned().collect()
        };
        let differences = (renamed(&read, &left), things(&read, &left), things(&left, &read));
        assert_eq!(differences, Default::default(), "without {}", reference.path(page));
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the figure is worth more than that it passed")]
fn no_page_of_the_real_reference_renames_anything() {
    const SEED: u64 = 3;
    const N_REMOVED: usize = 200;
    let docs = root().join("../shared/corpus/graph-v1.0");
    if !docs.is_dir() {
        return;
    }
    let reference = Reference::read(&docs);
    let removed: Vec<usize> = random(SEED, reference.facts.pages.len()).take(N_REMOVED).collect();
    let renamed: Vec<String> = removed
        .par_chunks(removed.len().div_ceil(rayon::current_num_threads()))
        .flat_map_iter(|pages| {
            let mut facts = reference.facts.clone();
            let without = |page: &usize| -> Vec<String> {
                let renamed = reference.renamed_without(&mut facts, *page);
                renamed
                    .iter()
                    .map(|it| format!("without {}: {it}", reference.path(*page)))
                    .collect()
            };
            pages.iter().flat_map(without).collect::<Vec<String>>()
        })
        .collect();
    println!(
        "seed {SEED}: {} names, {N_REMOVED} pages left out one at a time, {} names changed",
        reference.names.len(),
        renamed.len()
    );
    assert!(renamed.is_empty(), "{renamed:#?}");
}
