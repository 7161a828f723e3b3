//! Whole doc sets: ours always, the real one where it is at hand. Counts are snapshots: their diff is
//! how a change to the reader is reviewed.

use docwright::config::Config;
use docwright::diagnostic::Diagnostic;
use docwright::doc_set::DocSet;
use docwright::emit::model_json::emit_json;
use docwright::pipeline::{self, Compilation};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn compile(docs: &Path, n_threads: usize) -> (DocSet, Compilation) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
    pool.expect("a pool of threads").install(|| {
        let docs = DocSet::read(docs).expect("the doc set is there");
        let compilation = pipeline::compile(&docs, &Config::default());
        (docs, compilation)
    })
}

/// Everything a reviewer wants to see move: pages, types, operations, blocks, findings.
fn histogram(compilation: &Compilation) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |key: String, count: usize| *counts.entry(key).or_default() += count;
    for page in &compilation.facts.pages {
        add(format!("page {:?}", page.kind), 1);
        add("fact: type".into(), page.types.len());
        add("fact: enum".into(), page.enums.len());
        for claim in page.types.iter().flat_map(|ty| &ty.properties) {
            add(format!("fact: property by {:?}", claim.source), 1);
        }
        if let Some(operation) = &page.operation {
            add("fact: request line".into(), operation.lines.len());
            add("fact: permissions row".into(), operation.permissions.len());
            add("fact: header".into(), operation.headers.len());
            add("fact: example".into(), operation.examples.len());
        }
        add("block used".into(), page.blocks.n_used);
        for left in &page.blocks.left_aside {
            add(format!("block left: {:?}", left.reason), 1);
        }
    }
    let model = &compilation.model;
    add("model: type".into(), model.types.len());
    for operation in &model.operations {
        add(format!("model: operation {:?}", operation.shape), 1);
        add("model: example".into(), operation.examples.len());
        for option in &operation.options {
            add(format!("model: operation takes {}", option.name()), 1);
        }
        for header in &operation.known_headers {
            add(format!("model: operation sends {header:?}"), 1);
        }
        add("model: operation tracks changes".into(), usize::from(operation.tracks_changes));
        let n_pages = operation.pages.len();
        add("model: operation claimed by several pages".into(), usize::from(n_pages > 1));
    }
    for finding in compilation.diagnostics.iter() {
        add(format!("finding: {}", finding.rule.name), 1);
    }
    let mut text = String::new();
    for (key, count) in counts {
        writeln!(text, "{count:>7} {key}").expect("a string takes all text");
    }
    text
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
    insta::with_settings!({ snapshot_path => "corpus", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, histogram(&one));
    });
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_sample() {
    check("sample", &root().join("docs-input"));
}

#[test]
fn the_sample_has_no_findings() {
    let (_, compilation) = compile(&root().join("docs-input"), 1);
    assert_eq!(compilation.diagnostics.iter().count(), 0);
}

#[test]
fn the_real_reference() {
    let docs = root().join("../shared/corpus/graph-v1.0");
    if docs.is_dir() {
        check("v1.0", &docs);
    }
}
