//! Whole doc sets: ours always, the real one where it is at hand. Counts are snapshots: their diff is
//! how a change to the reader is reviewed.

#[path = "corpus/examples.rs"]
mod examples;
#[path = "corpus/histogram.rs"]
mod histogram;
#[path = "corpus/others.rs"]
mod others;

use docwright::config::Config;
use docwright::diagnostic::Diagnostic;
use docwright::doc_set::DocSet;
use docwright::emit::model_json::emit_json;
use docwright::pipeline::{self, Compilation};
use std::path::{Path, PathBuf};

fn compile(docs: &Path, n_threads: usize) -> (DocSet, Compilation) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
    pool.expect("a pool of threads").install(|| {
        let docs = DocSet::read(docs).expect("the doc set is there");
        let compilation = pipeline::compile(&docs, &Config::default());
        (docs, compilation)
    })
}

fn check(name: &str, docs: &Path) {
    let (_, one) = compile(docs, 1);
    let (_, two) = compile(docs, 2);
    assert!(emit_json(&one.model) == emit_json(&two.model), "threads change the model");
    let findings = |it: &Compilation| -> Vec<_> {
        let shown = |it: &Diagnostic| (it.rule.name, it.primary.span, it.headline.clone());
        it.diagnostics.iter().map(shown).collect()
    };
    assert!(findings(&one) == findings(&two), "threads change the findings");
    examples::check_told(&one);
    insta::with_settings!({ snapshot_path => "corpus", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, histogram::histogram(&one));
    });
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_sample() {
    check("sample", &root().join("docs-input"));
}

/// The sample shows a row torn in two, which every reader of these docs has to put up with, and says so.
#[test]
fn the_sample_has_no_findings() {
    let (_, compilation) = compile(&root().join("docs-input"), 1);
    assert_eq!(compilation.diagnostics.iter().count(), 0);
    assert_eq!(compilation.diagnostics.n_suppressed(), 1);
}

#[test]
fn the_real_reference() {
    let docs = root().join("../shared/corpus/graph-v1.0");
    if docs.is_dir() {
        check("v1.0", &docs);
    }
}
