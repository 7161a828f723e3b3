//! Names are a contract: what emitted code calls a thing does not change when pages come or go. Only where pages
//! disagree about one action may its parameters have another name without one of them, and a finding tells.

use docwright::config::Config;
use docwright::diagnostic::{Diagnostic, Diagnostics};
use docwright::doc_set::DocSet;
use docwright::emit::rust::public_names;
use docwright::facts::Facts;
use docwright::source::FileId;
use docwright::{lower, pipeline};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

type Names = BTreeMap<String, String>;

/// A doc set, read once, and the names of its things.
struct Reference {
    docs: DocSet,
    facts: Facts,
    names: Names,
    /// The pages that disagree about actions, a set a finding.
    disagreeing: Vec<BTreeSet<FileId>>,
}

impl Reference {
    fn read(docs: &Path) -> Self {
        Self::of(DocSet::read(docs).expect("the doc set is there"))
    }

    fn of(docs: DocSet) -> Self {
        let compilation = pipeline::compile(&docs, &Config::default());
        let names = public_names(&compilation.model);
        let findings =
            compilation.diagnostics.iter().filter(|it| it.rule.name == "conflicting-actions");
        let files = |it: &Diagnostic| {
            let labels = std::iter::once(&it.primary).chain(&it.secondary);
            labels.map(|label| label.span.file).collect()
        };
        let disagreeing = findings.map(files).collect();
        Self { docs, facts: compilation.facts, names, disagreeing }
    }

    /// Whether a name may change without a page: that of an action's parameters, if a finding tells that the
    /// page and another disagree about it.
    fn is_told(&self, renamed: &str, page: usize) -> bool {
        let is_parameters = renamed.starts_with("parameter ") || renamed.starts_with("parameters ");
        let file = self.facts.pages[page].file;
        is_parameters && self.disagreeing.iter().any(|files| files.contains(&file))
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
        public_names(
            &lower::lower(sources, facts, &config.dialect, &config.corrections, &mut diagnostics).0,
        )
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

/// The sample, and the names of its things without each of its pages.
struct Sample {
    reference: Reference,
    without: Vec<Names>,
}

/// Read once for all tests, since it is read anew for each page.
fn sample() -> &'static Sample {
    static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
        let reference = Reference::read(&root().join("docs-input"));
        let without = |page| {
            let docs = DocSet::from_files(reference.files_without(page));
            public_names(&pipeline::model(&docs, &Config::default()))
        };
        let without = (0..reference.facts.pages.len()).map(without).collect();
        Sample { reference, without }
    });
    &SAMPLE
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_page_of_the_sample_renames_anything() {
    let sample = sample();
    let reference = &sample.reference;
    for (page, names) in sample.without.iter().enumerate() {
        let renamed = renamed(&reference.names, names);
        assert!(renamed.is_empty(), "without {}: {renamed:#?}", reference.path(page));
    }
}

/// Facts hold no lookups across pages, so those of a smaller doc set are those of its pages.
#[test]
fn leaving_out_facts_is_leaving_out_pages() {
    let sample = sample();
    let reference = &sample.reference;
    for (page, read) in sample.without.iter().enumerate() {
        let mut facts = reference.facts.clone();
        facts.pages.remove(page);
        let left = reference.names_of(&facts);
        let things = |one: &Names, other: &Names| -> Vec<String> {
            one.keys().filter(|thing| !other.contains_key(*thing)).cloned().collect()
        };
        let differences = (renamed(read, &left), things(read, &left), things(&left, read));
        assert_eq!(differences, Default::default(), "without {}", reference.path(page));
    }
}

/// A made-up doc set: pages by path, each with its title and its request lines.
fn actions(pages: &[(&str, &str, &str)]) -> Reference {
    let page = |(path, title, lines): &(&str, &str, &str)| {
        let table = "## Request body\n|Parameter|Type|\n|:--|:--|\n|note|String|\n";
        let text = format!("# {title}\n## HTTP request\n```http\n{lines}\n```\n{table}");
        ((*path).to_owned(), text)
    };
    Reference::of(DocSet::from_files(pages.iter().map(page)))
}

/// What is renamed without each of the pages, told or not.
fn check_actions(pages: &[(&str, &str, &str)]) -> String {
    let reference = actions(pages);
    let mut text = String::new();
    for (thing, name) in reference.names.iter().filter(|(it, _)| it.starts_with("parameters ")) {
        text.push_str(&format!("{thing}: {name}\n"));
    }
    for page in 0..reference.facts.pages.len() {
        for renamed in reference.renamed_without(&mut reference.facts.clone(), page) {
            let told = if reference.is_told(&renamed, page) { "told" } else { "untold" };
            if renamed.starts_with("parameters ") {
                text.push_str(&format!("without {}, {told}: {renamed}\n", reference.path(page)));
            }
        }
    }
    text
}

#[test]
fn one_action_has_one_struct_on_all_its_paths() {
    let pages = [
        ("api/crate-seal.md", "crate: seal", "POST /crates/{id}/seal\nPOST /me/crates/{id}/seal"),
        ("api/crate-ship.md", "crate: ship", "POST /crates/{id}/ship"),
        ("api/box-seal.md", "Seal a box", "POST /me/boxes/{id}/seal\nPOST /boxes/{id}/acme.seal"),
    ];
    insta::assert_snapshot!(check_actions(&pages));
}

#[test]
fn a_page_may_document_two_actions_and_two_pages_one() {
    let pages = [
        ("api/crate-lock.md", "crate: lock", "POST /crates/{id}/lock\nPOST /crates/{id}/unlock"),
        ("api/my-crate-lock.md", "crate: lock", "POST /me/crates/{id}/lock"),
        ("api/restart.md", "Restart", "POST /jobs/restart"),
    ];
    insta::assert_snapshot!(check_actions(&pages));
}

#[test]
fn actions_of_one_name_in_two_namespaces_are_two() {
    let pages = [
        (
            "api/crate-seal.md",
            "crate: seal\n\nNamespace: microsoft.graph",
            "POST /crates/{id}/seal",
        ),
        (
            "api/sea-crate-seal.md",
            "crate: seal\n\nNamespace: microsoft.graph.sea",
            "POST /sea/crates/{id}/seal",
        ),
    ];
    insta::assert_snapshot!(check_actions(&pages));
}

#[test]
fn pages_that_disagree_about_an_action_are_told() {
    let pages = [
        ("api/crate-seal.md", "crate: seal", "POST /crates/{id}/seal\nPOST /me/crates/{id}/seal"),
        ("api/box-seal.md", "box: seal", "POST /me/crates/{id}/seal"),
        ("api/silent.md", "Close it", "POST /crates/{id}/seal"),
        ("api/one.md", "Open one", "POST /me/lids/{id}/open\nPOST /lids/{id}/open"),
        ("api/other.md", "Open another", "POST /me/lids/{id}/open"),
        ("api/spelling.md", "Crate: seal", "POST /users/{id}/crates/{id}/seal"),
    ];
    insta::assert_snapshot!(check_actions(&pages));
}

#[test]
#[expect(clippy::print_stdout, reason = "the figure is worth more than that it passed")]
fn no_page_of_the_real_reference_renames_anything_untold() {
    const SEED: u64 = 3;
    const N_REMOVED: usize = 200;
    let docs = root().join("../shared/corpus/graph-v1.0");
    if !docs.is_dir() {
        return;
    }
    let reference = Reference::read(&docs);
    let n_pages = reference.facts.pages.len();
    let disagreeing: BTreeSet<FileId> = reference.disagreeing.iter().flatten().copied().collect();
    let disagrees = |page: &usize| disagreeing.contains(&reference.facts.pages[*page].file);
    // Those that are known to matter, and others at random.
    let mut removed: BTreeSet<usize> = (0..n_pages).filter(disagrees).collect();
    let n_random = N_REMOVED.saturating_sub(removed.len());
    removed.extend(random(SEED, n_pages).filter(|it| !disagrees(it)).take(n_random));
    let removed: Vec<usize> = removed.into_iter().collect();
    let renamed: Vec<(usize, String)> = removed
        .par_chunks(removed.len().div_ceil(rayon::current_num_threads()))
        .flat_map_iter(|pages| {
            let mut facts = reference.facts.clone();
            let without = |page: &usize| {
                let renamed = reference.renamed_without(&mut facts, *page);
                renamed.into_iter().map(|it| (*page, it)).collect::<Vec<_>>()
            };
            pages.iter().flat_map(without).collect::<Vec<_>>()
        })
        .collect();
    let (told, untold): (Vec<_>, Vec<_>) =
        renamed.iter().partition(|(page, renamed)| reference.is_told(renamed, *page));
    println!(
        "seed {SEED}: {} names, {} pages left out one at a time, {} of them pages that disagree: \
         {} names changed, {} more as a finding tells",
        reference.names.len(),
        removed.len(),
        disagreeing.len(),
        untold.len(),
        told.len()
    );
    for (page, renamed) in told.iter().filter(|(_, it)| it.starts_with("parameters ")) {
        println!("without {}: {renamed}", reference.path(*page));
    }
    let untold: Vec<String> = untold
        .iter()
        .map(|(page, it)| format!("without {}: {it}", reference.path(*page)))
        .collect();
    assert!(untold.is_empty(), "{untold:#?}");
}
